"""The parts of an open vault that live in its database, behind the protocols of ``app.ports``."""
