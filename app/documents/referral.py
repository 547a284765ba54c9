"""A referral to the unit that takes over the examination (F041), with a receipt to sign and return.

The criteria stand as they stood on the card that was signed, whatever has been said since. What
BOPS has said is a category of its own: without it the paper says that it is left out (F003).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from app.casework import facts, moments
from app.casework.criteria import NAMES, Criterion
from app.casework.facts import ConsentAnswer, Judged, ThreatLevel, YesNoPending
from app.casework.state import CaseState, Entity, Signed
from app.disclosure.categories import Category
from app.documents.blocks import (
    AnyBlock,
    Column,
    Document,
    FactRow,
    Facts,
    Heading,
    Notice,
    Signature,
    SignatureLine,
    Table,
    Text,
    TextStyle,
    Tone,
)
from app.documents.case_paper import CasePaper
from app.ids import RecordId

KIND = "referral"

_JUDGED = {
    Judged.MET: "Uppfyllt",
    Judged.NOT_MET: "Inte uppfyllt",
    Judged.NOT_JUDGED: "Inte bedömt",
}


def referral(paper: CasePaper[facts.Referral]) -> Document:
    """The referral for the gate's categories; see ``CasePaper``."""
    return paper.document(
        KIND,
        "Hänvisning",
        dated=paper.signed.fact.sent_on,
        blocks=_blocks(paper),
    )


def _blocks(paper: CasePaper[facts.Referral]) -> Iterator[AnyBlock]:
    sent = paper.signed.fact
    yield paper.secrecy()
    yield Facts(rows=tuple(_facts(paper)))
    if sent.asks.strip() and paper.shows(Category.CRITERIA):
        yield Heading(text="Vad vi ber er om")
        yield Text(text=sent.asks)
    yield from _criteria(paper)
    yield from _receipt()


def _facts(paper: CasePaper[facts.Referral]) -> Iterator[FactRow]:
    sent = paper.signed.fact
    yield from paper.person_rows()
    yield FactRow(label="Till", value=sent.to_name)
    yield FactRow(label="Lämnas", value=f"{moments.in_words(sent.sent_on)}, {sent.how}")
    yield from paper.caseworker_row()


@dataclass(frozen=True, slots=True)
class _Row:
    criterion: Criterion
    judged: Judged
    on: str
    reference: str = ""

    def cells(self) -> tuple[str, str, str]:
        said = f"{moments.shown(self.on)}, referens {self.reference}"
        return (
            NAMES[self.criterion],
            _JUDGED[self.judged],
            said if self.reference else moments.shown(self.on),
        )


def _criteria(paper: CasePaper[facts.Referral]) -> Iterator[AnyBlock]:
    card = _version(paper.state.only(facts.Criteria), paper.signed.fact.criteria)
    rows = tuple(_rows(paper, card)) if card is not None else ()
    if not rows or card is None:
        return
    yield Heading(text="Kriterier")
    yield Table(
        columns=(Column(title="Kriterium", weight=3), Column(title="Bedömning", weight=2),
                 Column(title="Dag", weight=3)),
        rows=tuple(row.cells() for row in rows),
        caption="Kriterierna, hur de har bedömts och när",
        row_header=True,
    )  # fmt: skip
    if paper.shows(Category.CRITERIA):
        yield from _written(card.fact)
    if not paper.shows(Category.THREAT):
        text = "Det som BOPS har sagt om hot och omlokalisering ingår inte i den här handlingen."
        yield Text(text=text, style=TextStyle.MUTED)


def _written(card: facts.Criteria) -> Iterator[AnyBlock]:
    """Own words apart from the appraisal (F073), and the definition that was judged by (F078)."""
    if card.motivation_words.strip():
        yield Heading(text="Den enskildes egna ord", level=3)
        yield Text(text=card.motivation_words, style=TextStyle.OWN_WORDS)
    if card.motivation_appraisal.strip():
        yield Heading(text="Bedömning av motivationen", level=3)
        yield Text(text=card.motivation_appraisal)
    if card.definition_text.strip():
        yield Heading(text="Definitionen som har prövats", level=3)
        yield Text(text=card.definition_text, style=TextStyle.SMALL)
        yield Text(text=card.definition_reason)


def _rows(paper: CasePaper[facts.Referral], card: Signed[facts.Criteria]) -> Iterator[_Row]:
    """In the order of the card; those of BOPS only where their category leaves."""
    fact, state = card.fact, paper.state
    if paper.shows(Category.CRITERIA):
        yield _Row(Criterion.MOTIVATION, fact.motivation, fact.motivation_on)
        yield _consent(state, fact.consent)
    if paper.shows(Category.THREAT):
        yield _threat(state, fact.level)
        yield _relocation(state, fact.relocation)
    if paper.shows(Category.CRITERIA):
        yield _Row(Criterion.DEFINITION, fact.definition, fact.judged_on)


def _consent(state: CaseState, record: RecordId | None) -> _Row:
    for entity in state.of(facts.Consent):
        found = _version(entity, record)
        if found is not None:
            given = found.fact.answer is ConsentAnswer.GIVEN
            judged = Judged.MET if given else Judged.NOT_MET
            return _Row(Criterion.CONSENT, judged, found.fact.given_on)
    return _Row(Criterion.CONSENT, Judged.NOT_JUDGED, "")


def _threat(state: CaseState, record: RecordId | None) -> _Row:
    said = _said(state, record)
    if said is None:
        return _Row(Criterion.THREAT, Judged.NOT_JUDGED, "")
    judged = Judged.MET if said.level is ThreatLevel.HIGH else Judged.NOT_MET
    return _Row(Criterion.THREAT, judged, said.assessed_on, said.reference)


def _relocation(state: CaseState, record: RecordId | None) -> _Row:
    said = _said(state, record)
    if said is None or said.relocation_needed in (None, YesNoPending.PENDING):
        return _Row(Criterion.RELOCATION, Judged.NOT_JUDGED, "")
    judged = Judged.MET if said.relocation_needed is YesNoPending.YES else Judged.NOT_MET
    return _Row(Criterion.RELOCATION, judged, said.assessed_on, said.reference)


def _said(state: CaseState, record: RecordId | None) -> facts.ThreatAssessment | None:
    versions = (version for entity in state.threats for version in entity.versions)
    return next((each.fact for each in versions if each.record.id == record), None)


F = TypeVar("F", bound=facts.Fact)


def _version(entity: Entity[F] | None, record: RecordId | None) -> Signed[F] | None:
    versions = entity.versions if entity else ()
    return next((each for each in versions if each.record.id == record), None)


def _receipt() -> Iterator[AnyBlock]:
    """The part that comes back."""
    yield Heading(text="Kvittens")
    text = (
        "Skriv under och lämna tillbaka en kopia av den här handlingen. Ansökan utreds hos oss "
        "till dess att ni har svarat."
    )
    yield Notice(title="Till mottagaren", text=text, tone=Tone.INFO)
    yield Signature(
        lines=(SignatureLine(role="Mottagande enhet, funktion"),),
        name_label="Namnteckning",
        date_label="Ort och datum",
        declined="Vi tar inte över utredningen. Skäl:",
    )
