"""Projects by program: the same actions as the pages."""
