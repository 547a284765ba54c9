"""One size of vault, open, with its unencrypted twin, and what is timed on them."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from app.ids import EntityId, StreamId
from app.ports import OpenVault
from app.usecases import notes, reading
from app.usecases.desk import Desk
from app.usecases.watching import todo as todos
from benchmarks.figures import milliseconds
from benchmarks.plain import PartsVault, copy_plainly, encrypted, plain
from benchmarks.sample_vaults import SampleVault
from storage.vault.door import Door
from storage.vault.parts import Surroundings

_NOTE = {
    "event": "2020-01-02 14:30",
    "type": "conversation",
    "heading": "Samtal om läget",
    "facts": "Den enskilde berättar att hen sover dåligt men har hållit sig undan. " * 5,
    "appraisal": "Motivationen bedöms vara fortsatt stark.",
}


def unlock(sample: SampleVault) -> float:
    """From the passphrase, whose key costs next to nothing to derive here. The vault is locked
    again outside the measured time."""
    opened: list[OpenVault] = []
    elapsed = milliseconds(lambda: opened.append(sample.open()))
    opened[0].close()
    return elapsed


@dataclasses.dataclass(frozen=True, slots=True)
class MeasuredVault:
    """Both, open, each time-taker giving milliseconds of one call."""

    sample: SampleVault
    vault: OpenVault
    desk: Desk
    ordinary: StreamId
    """A case of 200 records."""
    plain_copy: Path
    appending: Desk
    """On one connection for all appends, as in a day's work; the other is its twin."""
    appending_plainly: Desk

    def open_case(self) -> float:
        """The case of a thousand records, on a connection that has read nothing yet."""
        return self._open_case(encrypted(self.vault, around_of(self.sample)))

    def open_case_plainly(self) -> float:
        return self._open_case(plain(self.plain_copy, self.vault, around_of(self.sample)))

    def open_case_again(self) -> float:
        """A page of the same case after another."""
        return milliseconds(lambda: reading.open_case(self.desk, self.sample.large))

    def append(self) -> float:
        """A signed note, on the disk when it returns, with its rows in log and index."""
        return self._append(self.appending)

    def append_plainly(self) -> float:
        return self._append(self.appending_plainly)

    def todo(self) -> float:
        """The start page: what is due in all cases, and what has been forgotten."""
        return milliseconds(lambda: todos.todo(self.desk))

    def search(self) -> float:
        return milliseconds(lambda: reading.search_cases(self.desk, "exempelsson"))

    def _open_case(self, vault: PartsVault) -> float:
        desk = _desk_with(self.desk, vault)
        elapsed = milliseconds(lambda: reading.open_case(desk, self.sample.large))
        vault.close()
        return elapsed

    def _append(self, desk: Desk) -> float:
        entity = EntityId(desk.new_id())
        return milliseconds(lambda: notes.sign_note(desk, self.ordinary, entity, _NOTE))


@contextlib.contextmanager
def at_hand(sample: SampleVault) -> Iterator[MeasuredVault]:
    vault = sample.open()
    copy = sample.path.with_suffix(".db")
    copy_plainly(vault, copy)
    desk = sample.core.desk(vault)
    around = around_of(sample)
    first, second = encrypted(vault, around), plain(copy, vault, around)
    ordinary = next(row.stream for row in vault.index.cases() if row.stream != sample.large)
    try:
        yield MeasuredVault(
            sample=sample,
            vault=vault,
            desk=desk,
            ordinary=ordinary,
            plain_copy=copy,
            appending=_desk_with(desk, first),
            appending_plainly=_desk_with(desk, second),
        )
    finally:
        first.close()
        second.close()
        vault.close()


def around_of(sample: SampleVault) -> Surroundings:
    door = sample.core.door
    assert isinstance(door, Door)
    return door._around


def _desk_with(desk: Desk, vault: PartsVault) -> Desk:
    return dataclasses.replace(desk, vault=cast("OpenVault", vault))
