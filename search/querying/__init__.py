"""From what somebody typed to a page of results. Knows no engine's syntax and no Django."""
