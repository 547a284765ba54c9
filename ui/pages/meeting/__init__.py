"""Meetings about the person: planned with an agenda, held, and what was agreed."""
