"""The log, read and reviewed by somebody else than whose it is."""
