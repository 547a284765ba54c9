"""Bevakning of a case: every day that counts, and tasks."""
