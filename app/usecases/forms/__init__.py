"""Guided forms in a case, and the templates they are made with."""
