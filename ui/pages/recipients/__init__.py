"""Mottagare: the small register of those to whom something may be disclosed."""
