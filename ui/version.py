"""The program's own version, as in ``pyproject.toml``; a test holds them equal."""

VERSION = "0.1.0"
