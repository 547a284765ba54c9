"""The discharge note, and the case that is opened again."""
