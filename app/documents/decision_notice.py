"""The written notice of a decision (FL 31–33 §§; F085, F131, X11): what was decided and when, by
whom, on which ground and why, what instead and who protects meanwhile where something is refused,
and how it is appealed.

The decision keeps its names; the notice can be made without them (FL 33 § fourth paragraph, F129).
Who protects is an active choice, since a letter can be read by others than the person.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.casework import facts, moments, words
from app.casework.decided import goes_to_court
from app.disclosure.categories import Category
from app.documents.blocks import (
    AnyBlock,
    Column,
    Document,
    FactRow,
    Facts,
    Heading,
    ListBlock,
    Table,
    Text,
    TextStyle,
)
from app.documents.case_paper import CasePaper
from app.documents.law_text import law_text
from app.law.paper_texts import PaperTexts, TextKey

KIND = "decision_notice"


def decision_notice(paper: CasePaper[facts.Decision], texts: PaperTexts) -> Document:
    """The notice of a signed decision; see ``CasePaper``."""
    return paper.document(
        KIND,
        "Beslut",
        dated=paper.signed.fact.decided_on,
        status_text="Fattat",
        blocks=_blocks(paper, texts),
    )


def _blocks(paper: CasePaper[facts.Decision], texts: PaperTexts) -> Iterator[AnyBlock]:
    decision = paper.signed.fact
    yield paper.secrecy_to_the_person()
    yield Facts(rows=tuple(_facts(paper)))
    if paper.shows(Category.DECISIONS):
        yield from _decided(decision)
        yield from _reasons(decision)
        yield from _section("Ärendets beredning", decision.preparation)
        yield from _section("Stöd som erbjuds i stället", decision.alternative_support)
    yield from paper.section(
        Category.COOPERATION, "Vem som skyddar under tiden", decision.protected_by
    )
    if paper.shows(Category.DECISIONS):
        yield from _section("Kontakt längre fram", decision.later_contact)
        yield from _section("När beslutet kan ändras", decision.reservation)
    yield from _appeal(paper, texts)


def _facts(paper: CasePaper[facts.Decision]) -> Iterator[FactRow]:
    decision = paper.signed.fact
    named = paper.shows(Category.CASEWORKER)
    yield from paper.person_rows()
    yield FactRow(label="Beslutat", value=moments.in_words(decision.decided_on))
    by = (decision.decided_by_name if named else "", decision.decided_by_title)
    yield FactRow(label="Beslutat av", value=", ".join(part for part in by if part.strip()))
    yield FactRow(label="Enligt delegation", value=decision.delegation)
    if named:
        for label, value in (
            ("Föredragande", decision.presenter),
            ("Deltog i den slutliga handläggningen", decision.took_part),
        ):
            if value.strip():
                yield FactRow(label=label, value=value)
    yield from paper.caseworker_row()


def _decided(decision: facts.Decision) -> Iterator[AnyBlock]:
    yield Heading(text="Beslut")
    yield Text(text=f"{words.OUTCOME[decision.outcome]}.")
    if decision.interventions:
        yield ListBlock(items=tuple(_granted(each) for each in decision.interventions))
    if decision.ends_on:
        yield Text(text=f"Sista dagen som gäller: {moments.in_words(decision.ends_on)}.")
    yield from _section("Vad du har ansökt om", decision.applied_for, level=3)
    if decision.items:
        yield Table(
            columns=(Column(title="Ansökan", weight=2), Column(title="Svar"),
                     Column(title="Skäl", weight=3)),
            rows=tuple(
                (each.what, words.OUTCOME[each.outcome], each.reason) for each in decision.items
            ),
            caption="Vad som har sökts, del för del, med svar och skäl",
            row_header=True,
        )  # fmt: skip
    if decision.follow_up_on:
        yield Text(text=f"Beslutet följs upp {moments.in_words(decision.follow_up_on)}.")


def _granted(granted: facts.GrantedIntervention) -> str:
    until = f"till och med {moments.in_words(granted.valid_to)}" if granted.valid_to else ""
    when = f"från {moments.in_words(granted.valid_from)} {until or 'tills vidare'}"
    return ", ".join(part for part in (granted.intervention, granted.extent, when) if part)


def _reasons(decision: facts.Decision) -> Iterator[AnyBlock]:
    yield Heading(text="Skäl")
    yield Text(text=decision.reasons)
    if decision.change_reasons.strip():
        yield Text(text=decision.change_reasons)
    rests_on = (decision.provision_text, decision.change_provision_text)
    law = " och ".join(part for part in rests_on if part.strip())
    yield Text(text=f"Beslutet grundas på {law}.", style=TextStyle.SMALL)
    if decision.correction_reason.strip():
        yield Text(text=f"Rättat: {decision.correction_reason}", style=TextStyle.SMALL)


def _section(heading: str, text: str, *, level: int = 2) -> Iterator[AnyBlock]:
    if text.strip():
        yield Heading(text=heading, level=level)
        yield Text(text=text)


def _appeal(paper: CasePaper[facts.Decision], texts: PaperTexts) -> Iterator[AnyBlock]:
    """Nothing for what is not appealed to the administrative court (SoL 35 kap. 1 §), such as help
    without individual assessment."""
    decision = paper.signed.fact
    if not goes_to_court(decision):
        return
    board = ", ".join(part for part in (paper.office.municipality, paper.office.unit) if part)
    yield Heading(text="Hur du överklagar")
    yield from law_text(texts, TextKey.APPEAL, decision.decided_on, board=board)
    yield from law_text(texts, TextKey.APPEAL_ADDRESS, decision.decided_on)
