"""Where a city's people write and follow their practices: one thing a page."""
