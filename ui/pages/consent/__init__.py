"""Consent: what holds, to whom, about what and until when."""
