"""The outside world: ciphers, the database, the disk, the process. Implements ``app.ports``."""
