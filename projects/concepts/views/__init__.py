"""Pages of ideas for joint projects, and of calls for them."""
