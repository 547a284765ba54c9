"""Asking somebody else to approve, and answering."""
