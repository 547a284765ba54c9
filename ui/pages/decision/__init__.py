"""Decisions, and when they were sent and received."""
