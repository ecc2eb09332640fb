"""Reading and writing practices, checks and reuses by program; the same actions as the pages."""
