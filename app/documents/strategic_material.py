"""Material for the strategic group: counts alone, on one page (F028)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.casework.facts import IntakeKind, Route
from app.casework.noes import NoKind
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
NOES: Final[Mapping[str, str]] = {
    NoKind.DECISION_REFUSED: "Avslag",
    NoKind.DECISION_PARTLY: "Delvis bifall",
    NoKind.DECISION_DISMISSED: "Avvisning",
    NoKind.INTAKE: "Nej till inskrivning",
    NoKind.TARGET_GROUP: "Nej från BOPS om målgruppen",
    NoKind.REFERRAL: "Nej till hänvisning",
    NoKind.WISH: "Nej till önskemål",
}


@dataclass(frozen=True, slots=True)
class CountGroup:
    """One table. None is a hidden count."""

    heading: str
    rows: tuple[tuple[str, int | None], ...]
    total: int | None

    def shown_rows(self) -> tuple[tuple[str, str], ...]:
        """As they stand on the paper, the sum last."""
        rows = (*self.rows, ("Summa", self.total))
        return tuple((name, HIDDEN if count is None else str(count)) for name, count in rows)


def strategic_material(
    as_of: date, municipality: str, unit: str, groups: tuple[CountGroup, ...]
) -> Document:
    """``groups`` hold what may be published and nothing else; nothing is suppressed here."""
    blocks: list[AnyBlock] = [
        Text(
            text="Underlaget är avidentifierat och innehåller bara antal. Strategisk grupp "
            f"hanterar inga enskilda ärenden. Antal under {LEAST} visas inte ({HIDDEN}), och inte "
            "heller det som annars hade gått att räkna ut dem från."
        )
    ]
    for group in groups:
        blocks += [Heading(text=group.heading), _table(group)]
    if not groups:
        blocks.append(Text(text="Det finns inget att redovisa.", style=TextStyle.MUTED))
    return Document(
        kind=KIND,
        title="Underlag till strategisk grupp",
        document_id=f"SG-{as_of.isoformat()}",
        version=f"Läget {as_of.isoformat()}",
        status=Status.FIXED,
        status_text="Avidentifierat",
        letterhead=Letterhead(municipality=municipality, unit=unit),
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
