"""Records that an undone acceptance had brought: they lie where they lay, and are read nowhere.

What is set aside follows from the register alone (``app.handover.aside``), so that it is the same
after opening anew, in a backup and when a case has been disposed of. No row is ever removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from app.handover.aside import set_aside
from app.ids import RecordId
from app.journal.record import Record
from storage.database.statements import Connection


class SetAside:
    """Which records are left out, as far as the register tells now."""

    def __init__(
        self, connection: Connection, read_register: Callable[[], Iterable[Record]]
    ) -> None:
        self._connection = connection
        self._read_register = read_register
        self._known: frozenset[RecordId] | None = None
        self._unsure = False
        self._back: set[RecordId] | None = None

    def now(self) -> frozenset[RecordId]:
        """Ids of what is left out."""
        aside = self._known
        if aside is None:
            aside = set_aside(self._read_register())
            if not (self._unsure and self._connection.in_transaction):
                self._known, self._unsure = aside, False
        return aside.difference(self._back) if self._back else aside

    def changed(self) -> None:
        """The register has another entry of something received. What follows from it is not
        remembered before it is durable, since it may be rolled back."""
        self._known, self._unsure = None, True

    @contextmanager
    def bringing_back(self) -> Iterator[None]:
        """Within it, what is appended anew is read at once, before an entry says so."""
        self._back = set()
        try:
            yield
        finally:
            self._back = None

    def bring_back(self, names: Iterable[RecordId]) -> None:
        """These have been appended anew."""
        if self._back is not None:
            self._back.update(names)
