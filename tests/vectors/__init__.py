"""Bytes of every released format, kept for ever."""
