"""What a text becomes before it is compared with another text. Pure Python, one set of tables for
every engine."""
