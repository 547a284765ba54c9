"""Journeys with two or three real windows, each over a vault of its own, and files in between."""
