"""A key card on paper: what it is compared by, and its codes for a reader. Of no case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.blocks import (
    AnyBlock,
    Codes,
    Column,
    Document,
    FactRow,
    Facts,
    Heading,
    Letterhead,
    Status,
    Table,
    Text,
    TextStyle,
)
from app.handover.key_card import KeyCard

KIND = "key_card"


@dataclass(frozen=True, slots=True)
class CardOnPaper:
    card: KeyCard
    words: tuple[str, ...]
    digits: str
    codes: tuple[str, ...]
    """Texts of the QR codes (``handover.card_codes``)."""


def build(paper: CardOnPaper) -> Document:
    """The paper that its holder gives to others, or keeps beside the telephone."""
    card = paper.card
    return Document(
        kind=KIND,
        title="Enhetens rotkort" if card.root else "Nyckelkort",
        document_id=f"{'RK' if card.root else 'NK'}-{card.fingerprint[:8].upper()}-{card.serial}",
        version=f"Kort {card.serial}",
        status=Status.FIXED,
        status_text=f"Gäller till och med {card.valid_to.isoformat()}",
        letterhead=Letterhead(municipality=card.municipality, unit=card.unit),
        reference="",
        dated=card.created.isoformat(),
        blocks=tuple(_blocks(paper)),
    )


def _blocks(paper: CardOnPaper) -> Iterator[AnyBlock]:
    card = paper.card
    yield Facts(
        rows=(
            FactRow(label="Namn", value=card.name),
            FactRow(label="Titel", value=card.title),
            FactRow(label="Enhet", value=f"{card.unit}, {card.municipality}"),
            FactRow(label="Från och med", value=card.created.isoformat()),
            FactRow(label="Till och med", value=card.valid_to.isoformat()),
        )
    )
    yield Heading(text="Tolv ord att jämföra")
    yield Text(
        text="Läs orden högt för den som ska bekräfta kortet, vid ett möte eller när den ringer "
        "upp. Ordningen spelar roll. Siffrorna säger samma sak."
    )
    groups = paper.digits.split()
    yield Table(
        columns=(Column(title="Nummer"), Column(title="Ord", weight=3), Column(title="Siffror")),
        rows=tuple(
            (str(number), word, group)
            for number, (word, group) in enumerate(zip(paper.words, groups, strict=True), start=1)
        ),
        caption="Kortets tolv ord, och samma sak i tolv grupper av siffror",
        row_header=True,
    )
    yield Heading(text="Koder för en kodläsare")
    yield Codes(codes=paper.codes, name="Kod", alternative="Del av nyckelkortet, för en kodläsare.")
    yield Text(
        text="Läs in alla koderna under Nyckelkort, i vilken ordning som helst.",
        style=TextStyle.MUTED,
    )
