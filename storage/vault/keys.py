"""The keys of an open vault. All come from the data key, which is wiped as soon as they exist:
whoever wants to change a slot unlocks again, and has the data key for that moment only."""

from __future__ import annotations

from storage.crypto import primitives
from storage.crypto.secret import Secret, wiped


class VaultKeys:
    """One key a purpose. ``wipe`` may be called twice."""

    def __init__(self, data_key: bytearray) -> None:
        """Derives from the 32 bytes of ``data_key`` and wipes them."""
        with wiped(data_key):
            self._database = Secret(primitives.expand(data_key, b"aktvalv database v1"))
            self._head = Secret(primitives.expand(data_key, b"aktvalv head mac v1"))
            self._anchor = Secret(primitives.expand(data_key, b"aktvalv anchor mac v1"))

    @property
    def database(self) -> bytearray:
        return self._database.buffer()

    @property
    def head(self) -> bytearray:
        return self._head.buffer()

    @property
    def anchor(self) -> bytearray:
        return self._anchor.buffer()

    def wipe(self) -> None:
        for secret in (self._database, self._head, self._anchor):
            secret.wipe()
