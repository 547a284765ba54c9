"""Decisions and what surrounds them: communication, dispatch, appeal, being carried out."""
