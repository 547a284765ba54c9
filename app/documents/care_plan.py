"""The care plan (vårdplan) on paper, under the headings that were the law's when it was fixed
(socialtjänstlagen 2025:400, 9 kap. 12 §; socialtjänstförordningen 2025:468, 10 kap. 2 §; X20)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.casework import moments
from app.casework.care_sections import CareSection
from app.casework.facts import CarePlan
from app.disclosure.categories import Category
from app.documents.blocks import (
    AnyBlock,
    Document,
    FactRow,
    Facts,
    Heading,
    Signature,
    SignatureLine,
    Text,
    TextStyle,
)
from app.documents.case_paper import CasePaper

KIND = "care_plan"

CATEGORY = {
    "interventions": Category.INTERVENTIONS,
    "kin_contact": Category.KIN_CONTACT,
    "aim": Category.GOALS,
    "view": Category.PARTICIPATION,
    "guardians_view": Category.PARTICIPATION,
    "others": Category.COOPERATION,
}
"""What kind of content each field of the plan is."""


def care_plan(paper: CasePaper[CarePlan], sections: Iterable[CareSection]) -> Document:
    """``sections`` as ``casework.care_sections.sections_of`` gives them. What is withheld leaves
    no trace; what the law prescribes and nobody has written says so. Raises as ``CasePaper``."""
    plan = paper.signed.fact
    return paper.document(
        KIND,
        "Vårdplan",
        version=f"Version {plan.number}",
        status_text="Fastställd",
        dated=plan.fixed_on,
        blocks=_blocks(paper, sections),
    )


def _blocks(paper: CasePaper[CarePlan], sections: Iterable[CareSection]) -> Iterator[AnyBlock]:
    yield paper.secrecy()
    yield Facts(rows=tuple(_facts(paper)))
    for section in sections:
        if paper.shows(CATEGORY[section.field]):
            yield from _section(section)
    yield from _signatures(paper)


def _facts(paper: CasePaper[CarePlan]) -> Iterator[FactRow]:
    plan = paper.signed.fact
    yield from paper.person_rows()
    fixed = moments.in_words(plan.fixed_on)
    by = plan.fixed_by if paper.shows(Category.CASEWORKER) else ""
    yield FactRow(label="Fastställd", value=f"{fixed} av {by}" if by else fixed)
    if plan.number > 1:
        yield FactRow(label="Ersätter", value=f"Version {plan.number - 1}")
    yield from paper.caseworker_row()


def _section(section: CareSection) -> Iterator[AnyBlock]:
    yield Heading(text=section.heading)
    if section.text.strip():
        own = section.field in ("view", "guardians_view")
        yield Text(text=section.text, style=TextStyle.OWN_WORDS if own else TextStyle.BODY)
    else:
        yield Text(text="Det är inte ifyllt.", style=TextStyle.MUTED)
    if section.prescribed is not None:
        yield Text(text=section.prescribed.reference, style=TextStyle.SMALL)


def _signatures(paper: CasePaper[CarePlan]) -> Iterator[AnyBlock]:
    caseworker = paper.office.caseworker_name if paper.shows(Category.CASEWORKER) else ""
    person = paper.disclosed.name if paper.disclosed else ""
    guardian = (SignatureLine(role="Vårdnadshavare"),) if paper.signed.fact.young else ()
    yield Heading(text="Underskrifter")
    yield Signature(
        lines=(
            SignatureLine(role="Den enskilde", name=person),
            *guardian,
            SignatureLine(role="Handläggare", name=caseworker),
        ),
        name_label="Namnteckning",
        date_label="Ort och datum",
        declined="Den enskilde avstod från att skriva under, eller det var inte lämpligt. Skäl:",
    )
