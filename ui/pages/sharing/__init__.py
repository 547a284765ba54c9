"""Dela: with whom a case is shared, and whose it is."""
