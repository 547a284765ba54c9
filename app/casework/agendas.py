"""What the agenda of a meeting begins with, by kind, read from TOML (F060)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.casework.facts import MeetingKind
from app.errors import Reason, Refusal
from app.toml_table import Table, read_table


class _Agenda(Table, frozen=True):
    kind: MeetingKind
    points: tuple[str, ...]
    requirement: str


class _Agendas(Table, frozen=True):
    format: Literal[1]
    agenda: tuple[_Agenda, ...]


@dataclass(frozen=True, slots=True)
class Agendas:
    """The points of each kind of meeting, in their order."""

    points: Mapping[MeetingKind, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def parse(cls, data: bytes) -> Agendas:
        """Of the TOML file. Raises Refusal (legal_pack_invalid) for anything that is not exactly
        the format: an unknown member or kind, a kind that is missing or there twice, a blank
        point."""
        try:
            found = read_table(data, _Agendas)
        except ValueError:
            raise Refusal(Reason.LEGAL_PACK_INVALID) from None
        points = {each.kind: each.points for each in found.agenda}
        whole = set(points) == set(MeetingKind) and len(points) == len(found.agenda)
        written = all(each and all(point.strip() for point in each) for each in points.values())
        if not (whole and written):
            raise Refusal(Reason.LEGAL_PACK_INVALID)
        return cls(points)


NO_AGENDAS = Agendas()
