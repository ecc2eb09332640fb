"""The library inside Wagtail's admin: its form, its buttons, its own pages."""
