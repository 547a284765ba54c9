"""Of cases: shared, handed over, told of at once, and taken in from others."""
