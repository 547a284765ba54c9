"""What has been signed of one thing, in words: the wording that holds, and the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from app.casework.fact import Fact
from app.casework.state import Entity, Signed
from app.ids import RecordId
from ui.words import signed_by

F = TypeVar("F", bound=Fact)
Rows = tuple[tuple[str, str], ...]
"""Names with their values."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One signed version, without what it leaves open."""

    record: RecordId
    rows: Rows
    signed: str
    """Who signed it, and when."""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Wordings:
    """Every version of one thing."""

    now: Wording
    earlier: tuple[Wording, ...]
    """The latest first."""
    sides: tuple[Wording, ...]
    """Those that stand against each other until somebody has chosen; else none."""


def wording(version: Signed[Fact], *rows: tuple[str, str], heading: str = "") -> Wording:
    """A version as its rows; those without a value are left out."""
    said = tuple(row for row in rows if row[1])
    return Wording(version.record.id, said, signed_by(version.record.content), heading)


def wordings(entity: Entity[F], say: Callable[[Signed[F]], Wording]) -> Wordings:
    """``say`` puts one version into words."""
    return Wordings(
        now=say(entity.latest),
        earlier=tuple(say(each) for each in reversed(entity.versions[:-1])),
        sides=tuple(say(each) for each in entity.sides) if entity.disputed else (),
    )
