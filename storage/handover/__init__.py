"""Sealed files: the age format, the keys that open what others send, and the way to the disk."""
