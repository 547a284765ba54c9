"""Every no of every case, and how many there are of each kind (F170)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.casework.noes import No, NoColumn, NoKind, noes
from app.casework.suppression import Published, published
from app.ids import StreamId
from app.usecases.all_cases import all_cases
from app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class NoRow:
    """One no with the number of its case."""

    stream: StreamId
    case_number: str
    no: No
    missing: tuple[NoColumn, ...]


def no_list(desk: Desk, *, with_words: bool = False) -> tuple[NoRow, ...]:
    """The latest first. A list shows that something has been noted, and not what: only follow-up
    may compile more, and then ``with_words`` asks for it (lag 2001:454, 7 a §). Logged, and which
    of the two it was."""
    name = "noes_with_words" if with_words else "noes"
    rows = sorted(
        (
            NoRow(case.stream, case.number, no, no.missing)
            for case in all_cases(desk, name)
            for no in noes(case.state)
        ),
        key=lambda row: (row.no.said_on, row.case_number),
        reverse=True,
    )
    return tuple(rows) if with_words else without_words(rows)


def count_noes(rows: Iterable[NoRow], year: str = "") -> dict[NoKind, int]:
    """How many of each kind, of one year or of all: exact, for work inside the unit."""
    counted = Counter(row.no.kind for row in rows if row.no.said_on.startswith(year))
    return {kind: counted[kind] for kind in NoKind}


def publish_noes(rows: Iterable[NoRow], year: str = "") -> Published[NoKind]:
    """As ``count_noes``, as it may be published."""
    return published(count_noes(rows, year))


def without_words(rows: Iterable[NoRow]) -> tuple[NoRow, ...]:
    """The same rows as the neutral list has them; what is missing is still told."""
    return tuple(
        replace(
            row,
            no=replace(row.no, alternative="", protected_by="", later_contact="", protectors=()),
        )
        for row in rows
    )
