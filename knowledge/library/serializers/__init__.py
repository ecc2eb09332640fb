"""The shapes of the library in the API."""
