"""The journal of a case: reading, writing, correcting."""
