"""Every cipher call of the program. Nothing outside this package imports ``cryptography``."""
