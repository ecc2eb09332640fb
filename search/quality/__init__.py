"""How well the library is found: a judged set, typing variants, and figures."""
