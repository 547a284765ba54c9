"""Papers of counts alone: for the strategic group and the coordinator (F006, F028), and for the
board (F170)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.casework.facts import IntakeKind, Route
from app.casework.noes import NoColumn, NoKind
from app.casework.state import CaseStatus
from app.casework.suppression import LEAST
from app.documents.blocks import (
    AnyBlock,
    Column,
    Document,
    Heading,
    Letterhead,
    Status,
    Table,
    Text,
    TextStyle,
)

KIND = "strategic_material"
BOARD_KIND = "board_material"
HIDDEN = "–"
"""Stands for a count that is not told."""
NO_ROUTE = "none"

STATUS: Final[Mapping[str, str]] = {
    CaseStatus.INTEREST: "Intresseanmälan",
    CaseStatus.APPLICATION: "Ansökan",
    CaseStatus.ASSESSMENT: "Utredning",
    CaseStatus.DECIDED: "Beslutat",
    CaseStatus.IMPLEMENTATION: "Genomförande",
    CaseStatus.CLOSED: "Avslutat",
}
INTAKES: Final[Mapping[str, str]] = {
    IntakeKind.INTEREST: "Intresseanmälan",
    IntakeKind.APPLICATION: "Ansökan",
}
ROUTES: Final[Mapping[str, str]] = {
    Route.CENTRAL: "Central avhopparverksamhet",
    Route.DISTRICT: "Stadsdel eller egen enhet",
    Route.SIG: "Social insatsgrupp",
    Route.OTHER: "Annan väg",
    NO_ROUTE: "Inget vägval ännu",
}
LATE, COMING = "late", "coming"
FOLLOW_UPS: Final[Mapping[str, str]] = {
    LATE: "Försenade",
    COMING: "Längre fram",
}
NOES: Final[Mapping[str, str]] = {
    NoKind.DECISION_REFUSED: "Avslag",
    NoKind.DECISION_PARTLY: "Delvis bifall",
    NoKind.DECISION_DISMISSED: "Avvisning",
    NoKind.INTAKE: "Nej till inskrivning",
    NoKind.TARGET_GROUP: "Nej från BOPS om målgruppen",
    NoKind.REFERRAL: "Nej till hänvisning",
    NoKind.WISH: "Nej till önskemål",
}


MISSING: Final[Mapping[str, str]] = {
    NoColumn.ALTERNATIVE: "Inget alternativ är noterat",
    NoColumn.PROTECTED_BY: "Ingen som skyddar under tiden är noterad",
    NoColumn.LATER_CONTACT: "Ingen senare kontakt är noterad",
}


@dataclass(frozen=True, slots=True)
class CountGroup:
    """One table. None is a hidden count."""

    heading: str
    rows: tuple[tuple[str, int | None], ...]
    total: int | None
    summed: bool = True
    """Whether the counts add up to something, and the sum stands last."""

    def shown_rows(self) -> tuple[tuple[str, str], ...]:
        """As they stand on the paper."""
        rows = (*self.rows, ("Summa", self.total)) if self.summed else self.rows
        return tuple((name, HIDDEN if count is None else str(count)) for name, count in rows)


def strategic_material(
    as_of: date, municipality: str, unit: str, groups: tuple[CountGroup, ...]
) -> Document:
    """``groups`` hold what may be published and nothing else; nothing is suppressed here."""
    return _counts(
        Paper(KIND, "SG", "Underlag till strategisk grupp", "Strategisk grupp"),
        as_of,
        Letterhead(municipality=municipality, unit=unit),
        groups,
    )


def board_material(
    as_of: date, municipality: str, unit: str, groups: tuple[CountGroup, ...]
) -> Document:
    """Every no in figures, for the board (F170); ``groups`` as above."""
    return _counts(
        Paper(BOARD_KIND, "NN", "Nej i siffror, till nämnden", "Nämnden"),
        as_of,
        Letterhead(municipality=municipality, unit=unit),
        groups,
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """What tells one paper of counts from another."""

    kind: str
    prefix: str
    """Of its id."""
    title: str
    reader: str


def _counts(
    paper: Paper, as_of: date, letterhead: Letterhead, groups: tuple[CountGroup, ...]
) -> Document:
    blocks: list[AnyBlock] = [
        Text(
            text=f"Underlaget är avidentifierat och innehåller bara antal. {paper.reader} "
            f"hanterar här inga enskilda ärenden. Antal under {LEAST} visas inte ({HIDDEN}), och "
            "inte heller det som annars hade gått att räkna ut dem från."
        )
    ]
    for group in groups:
        blocks += [Heading(text=group.heading), _table(group)]
    if not groups:
        blocks.append(Text(text="Det finns inget att redovisa.", style=TextStyle.MUTED))
    return Document(
        kind=paper.kind,
        title=paper.title,
        document_id=f"{paper.prefix}-{as_of.isoformat()}",
        version=f"Läget {as_of.isoformat()}",
        status=Status.FIXED,
        status_text="Avidentifierat",
        letterhead=letterhead,
        reference="",
        dated=as_of.isoformat(),
        blocks=tuple(blocks),
    )


def _table(group: CountGroup) -> Table:
    return Table(
        columns=(Column(title="Uppgift", weight=3), Column(title="Antal", weight=1)),
        rows=group.shown_rows(),
        caption=group.heading,
        row_header=True,
    )
