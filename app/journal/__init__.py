"""A case file as an append-only graph of immutable, signed records."""
