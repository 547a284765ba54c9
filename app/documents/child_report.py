"""A report to the social welfare board about a child, from what was noted when it came up.

Who the child is is written by hand on the paper: the vault of an adult's case keeps no register of
children (F152). Ground and duty: see the provision given (X22).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.casework.facts import ChildAlert
from app.disclosure.categories import Category
from app.documents.blocks import (
    AnyBlock,
    Document,
    FactRow,
    Facts,
    Heading,
    Notice,
    Signature,
    SignatureLine,
    Text,
    TextStyle,
)
from app.documents.case_paper import CasePaper

KIND = "child_report"

_BY_HAND = "_" * 40


def child_report(paper: CasePaper[ChildAlert], provision: str) -> Document:
    """``provision``: the duty to report as the legal pack prints it; empty leaves it out. Raises
    as ``CasePaper``."""
    return paper.document(
        KIND,
        "Anmälan om barn",
        dated=paper.signed.fact.raised_on,
        blocks=_blocks(paper, provision),
    )


def _blocks(paper: CasePaper[ChildAlert], provision: str) -> Iterator[AnyBlock]:
    alert = paper.signed.fact
    yield paper.secrecy()
    if provision:
        yield Notice(title="Anmälan", text=f"Anmälan görs enligt {provision}.")
    yield Facts(
        rows=(
            FactRow(label="Till", value=alert.reported_to or _BY_HAND),
            FactRow(label="Kom fram den", value=alert.raised_on),
            *paper.caseworker_row(),
        )
    )
    yield Heading(text="Barnet")
    yield Text(
        text="Fylls i för hand på det exemplar som lämnas, och bara med det som behövs.",
        style=TextStyle.SMALL,
    )
    yield Facts(
        rows=tuple(
            FactRow(label=label, value=_BY_HAND)
            for label in ("Namn", "Personnummer", "Var barnet vistas", "Vårdnadshavare")
        )
    )
    if paper.shows(Category.NAME) and paper.disclosed and paper.disclosed.name:
        yield Heading(text="Den vuxna som anmälan utgår från")
        yield Facts(rows=tuple(paper.person_rows()))
    yield from paper.section(Category.CHILDREN, "Vad som har kommit fram", alert.what)
    yield from paper.section(Category.CHILDREN, "Åtgärder som har vidtagits", alert.measures)
    yield from paper.section(Category.COOPERATION, "Vem gör vad", alert.division)
    yield Signature(
        lines=(SignatureLine(role="Den som anmäler"),),
        name_label="Namnteckning eller funktion",
        date_label="Ort och datum",
    )
