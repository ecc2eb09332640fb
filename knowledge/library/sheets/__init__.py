"""The library's own spreadsheet form: one practice a row, the same columns in every language."""
