"""The papers of a case: which there are, and one of them made into a document."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework import facts
from app.casework.state import CaseState, Signed
from app.disclosure.gate import Disclosed
from app.disclosure.profiles import Profile
from app.documents.blocks import Document, Status
from app.documents.case_paper import CasePaper, status_of
from app.documents.office import Office
from app.errors import Reason, Refusal
from app.ids import EntityId, RecordId
from app.usecases.desk import Desk
from app.usecases.paper.paper_kinds import PAPER_KINDS, PaperKind
from app.usecases.registers import own_card

_SECRECY = "osl-26-1"
"""The provision that the note on the paper names."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A signed record that can be printed."""

    kind: PaperKind
    signed: Signed[facts.Fact]
    status: Status

    @property
    def source(self) -> RecordId:
        return self.signed.record.id

    @property
    def entity(self) -> EntityId:
        return self.signed.record.content.entity


def papers_in(state: CaseState) -> tuple[Paper, ...]:
    """Every paper of a case, by kind, the latest of each kind first."""
    return tuple(
        Paper(kind, signed, status_of(state, signed))
        for kind in PAPER_KINDS
        for signed in kind.sources(state)
    )


def kind_of(state: CaseState, source: RecordId) -> str:
    """Which document a record becomes. Raises Refusal: entity_unknown."""
    return _paper(state, source).kind.kind


def paper_of(
    desk: Desk,
    state: CaseState,
    source: RecordId,
    profile: Profile,
    disclosed: Disclosed | None = None,
) -> Document:
    """The document of a signed record in one of its profiles. Raises Refusal: entity_unknown,
    form_unreadable; ValueError for a profile that the document does not have."""
    paper = _paper(state, source)
    if profile not in paper.kind.profiles:
        raise ValueError("no such profile of this document")
    case_paper = CasePaper(state, paper.signed, office_of(desk, state), profile, disclosed)
    return paper.kind.make(desk, case_paper)


def _paper(state: CaseState, source: RecordId) -> Paper:
    found = next((paper for paper in papers_in(state) if paper.source == source), None)
    if found is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    return found


def office_of(desk: Desk, state: CaseState) -> Office:
    """The unit of the vault's owner; the caseworker who is responsible for the case."""
    card = own_card(desk)
    responsible = state.responsibility.latest.fact if state.responsibility else card
    secrecy = desk.law.provision(_SECRECY, desk.now().date())
    return Office(
        municipality=card.municipality,
        unit=card.unit,
        caseworker_name=responsible.name,
        caseworker_title=responsible.title,
        secrecy=secrecy.reference if secrecy else "",
    )
