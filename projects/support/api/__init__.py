"""Requests for support by program."""
