"""The list of favourable decisions that are not carried out, on paper: for the inspectorate and
the municipality's auditors (SoL 34 kap. 1 §). It names cases by number alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.documents.blocks import (
    AnyBlock,
    Column,
    Document,
    FactRow,
    Facts,
    Letterhead,
    Status,
    Table,
    Text,
    TextStyle,
)

KIND = "not_executed"


@dataclass(frozen=True, slots=True)
class ListedWait:
    """One granted intervention that has waited for longer than the law allows."""

    case_number: str
    """Without the pseudonym."""
    decided_on: str
    intervention: str
    interrupted_on: str
    """Since when it is interrupted; empty when it has waited since the decision."""
    days: int
    """From the decision, or the interruption, until the list's day or until the wait ended."""
    reason: str
    executed_on: str
    """Empty while nothing has been carried out."""
    over: bool
    """The decision no longer holds, and nothing was carried out."""


@dataclass(frozen=True, slots=True)
class UnexecutedList:
    municipality: str
    unit: str
    quarter: str
    """``2026-Q4``"""
    as_of: date
    rows: tuple[ListedWait, ...]
    rule: str
    """The provision as the legal pack prints it; empty leaves it out."""


def not_executed_list(listed: UnexecutedList) -> Document:
    year, _, number = listed.quarter.partition("-Q")
    return Document(
        kind=KIND,
        title="Gynnande beslut som inte har verkställts",
        document_id=f"EV-{listed.quarter}",
        version=f"Kvartal {number} {year}",
        status=Status.FIXED,
        status_text=f"Läget {listed.as_of.isoformat()}",
        letterhead=Letterhead(municipality=listed.municipality, unit=listed.unit),
        reference=f"Kvartal {number} {year}",
        dated=listed.as_of.isoformat(),
        blocks=tuple(_blocks(listed, f"Kvartal {number} {year}")),
    )


def _blocks(listed: UnexecutedList, quarter: str) -> list[AnyBlock]:
    rule = f" enligt {listed.rule}" if listed.rule else ""
    blocks: list[AnyBlock] = [
        Text(
            text=f"Rapport{rule}: beslut som inte har verkställts i rätt tid, eller där "
            "verkställigheten har avbrutits och inte tagits upp igen i rätt tid. Ärendena anges "
            "bara med nummer."
        ),
        Facts(
            rows=(
                FactRow(label="Avser", value=quarter),
                FactRow(label="Läget den", value=listed.as_of.isoformat()),
                FactRow(label="Väntar", value=str(_waiting(listed.rows))),
                FactRow(
                    label="Verkställda eller avslutade under kvartalet",
                    value=str(len(listed.rows) - _waiting(listed.rows)),
                ),
            )
        ),
    ]
    if not listed.rows:
        return [*blocks, Text(text="Det finns inget att rapportera.", style=TextStyle.MUTED)]
    return [*blocks, _table(listed.rows)]


def _waiting(rows: tuple[ListedWait, ...]) -> int:
    return sum(1 for row in rows if not row.executed_on and not row.over)


def _table(rows: tuple[ListedWait, ...]) -> Table:
    return Table(
        columns=(
            Column(title="Ärende", weight=3),
            Column(title="Beslut", weight=3),
            Column(title="Insats", weight=5),
            Column(title="Avbruten", weight=3),
            Column(title="Dagar", weight=2),
            Column(title="Skäl", weight=6),
            Column(title="Verkställd", weight=3),
        ),
        rows=tuple(
            (
                row.case_number,
                row.decided_on,
                row.intervention,
                row.interrupted_on or "–",
                str(row.days),
                row.reason or "Inget skäl är noterat",
                row.executed_on or ("Upphörd" if row.over else "Nej"),
            )
            for row in rows
        ),
        caption="Beslut som inte har verkställts i tid, ett på varje rad",
        row_header=True,
    )
