"""Every no of every case, and how many there are of each kind (F170)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.casework.noes import No, NoColumn, NoKind, noes
from app.casework.suppression import Published, part_of, published
from app.documents.blocks import Document
from app.documents.strategic_material import MISSING, NOES, CountGroup, board_material
from app.ids import StreamId
from app.ports import Progress, no_progress
from app.usecases.desk import Desk
from app.usecases.registers import own_card
from app.usecases.unit.all_cases import all_cases


@dataclass(frozen=True, slots=True)
class NoRow:
    """One no with the number of its case."""

    stream: StreamId
    case_number: str
    no: No
    missing: tuple[NoColumn, ...]


def no_list(
    desk: Desk, progress: Progress = no_progress, *, with_words: bool = False
) -> tuple[NoRow, ...]:
    """The latest first. A list shows that something has been noted, and not what: only follow-up
    may compile more, and then ``with_words`` asks for it (lag 2001:454, 7 a §). Logged, and which
    of the two it was. Raises Cancelled."""
    name = "noes_with_words" if with_words else "noes"
    rows = sorted(
        (
            NoRow(case.stream, case.number, no, no.missing)
            for case in all_cases(desk, name, progress)
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


def board_paper(desk: Desk, progress: Progress = no_progress) -> Document:
    """This year's noes in figures that may leave the unit: of each kind, and in how many something
    that belongs to a no is missing. Raises Refusal (author_unknown); Cancelled."""
    card, today = own_card(desk), desk.now().date()
    rows = [row for row in no_list(desk, progress) if row.no.said_on.startswith(f"{today.year}-")]
    kinds = publish_noes(rows)
    missing = count_missing(rows)
    groups = (
        CountGroup(
            f"Nej under {today.year}",
            tuple((name, kinds.counts[NoKind(kind)]) for kind, name in NOES.items()),
            kinds.total,
        ),
        CountGroup(
            "Nej där något saknas",
            tuple(
                (name, part_of(missing[NoColumn(each)], len(rows)))
                for each, name in MISSING.items()
            ),
            None,
            summed=False,
        ),
    )
    return board_material(today, card.municipality, card.unit, groups)


def count_missing(rows: Iterable[NoRow]) -> dict[NoColumn, int]:
    """In how many noes each column is empty. One no can lack several."""
    counted = Counter(column for row in rows for column in row.missing)
    return {column: counted[column] for column in NoColumn}


def without_words(rows: Iterable[NoRow]) -> tuple[NoRow, ...]:
    """The same rows as the neutral list has them; what is missing is still told."""
    return tuple(
        replace(
            row,
            no=replace(row.no, alternative="", protected_by="", later_contact="", protectors=()),
        )
        for row in rows
    )
