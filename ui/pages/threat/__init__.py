"""Threat and risk, each statement with who answers for it."""
