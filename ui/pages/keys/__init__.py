"""Nyckelkort: the own card, and those of the people one exchanges packages with."""
