"""The part Utredning of a case: start, go on, check, sign, and read what was signed."""
