"""Loggkontroll: the own log, extracts of it, and the review of somebody else's."""
