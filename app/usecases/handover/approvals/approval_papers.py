"""What can be sent for approval, as the very document that the approver will read.

Of a case: a signed record that gives a paper, by case number and pseudonym. The identity never
goes with it, nor what BOPS has said: whoever approves a decision need not know who the person is
(lag 2001:454, 6 §: only what is necessary). Of the register: the protocol of a disposal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.casework import facts
from app.casework.four_eyes import Party, Person, Rule, Subject
from app.casework.state import CaseState, Entity, Signed
from app.casework.unit_facts import Disposal, DisposalStatus
from app.disclosure.gate import Columns, Disclosed, DisclosureRequest, Form
from app.disclosure.linter import Finding
from app.disclosure.profiles import ACTIVE_CHOICE, PROFILES, Profile
from app.documents.blocks import Document
from app.errors import Fault, FieldProblem, InvalidFields, Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.usecases import registers
from app.usecases.desk import Desk
from app.usecases.keeping import disposal
from app.usecases.paper.letting_out import let_out
from app.usecases.paper.papers import Paper, papers_in
from app.usecases.reading import register_of, state_of

GROUND = "within_board"
"""In the legal pack. An approver is of the same board: it is no disclosure to another authority,
and still goes through the gate, so that the register tells who has read what."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about, ready to be rendered."""

    stream: StreamId
    about: RecordId
    what: str
    """Kind name."""
    case_number: str
    document: Document
    others: tuple[Person, ...]
    """Who the approver may not be."""
    disclosed: Disclosed | None
    """None for what is of no case."""
    findings: tuple[Finding, ...] = ()

    @property
    def columns(self) -> Columns | None:
        return self.disclosed.columns if self.disclosed is not None else None


@dataclass(frozen=True, slots=True)
class Wish:
    """To whom and why, of what is asked about in a case."""

    recipient: EntityId
    reason: str
    explanation: str = ""
    """Why what the linter finds may stay in; for each finding."""


def asked_about(desk: Desk, stream: StreamId, about: RecordId, wish: Wish) -> Asked:
    """Raises Refusal: case_unknown, entity_unknown, form_unreadable, document_too_large,
    ground_missing; disposal_over for a protocol that is not waiting for a second person;
    revised_since for a version that is not the one that holds, conflict_unsettled for one of
    two; InvalidFields (to, reason)."""
    if stream == desk.vault.journal.register:
        return _protocol(desk, stream, about)
    state = state_of(desk, stream)
    paper = next((each for each in papers_in(state) if each.source == about), None)
    if paper is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    _require_holding(state, paper)
    return _case_paper(desk, state, paper, wish)


def rule_of(desk: Desk, what: str, fact: facts.Fact, author: str = "") -> Rule | None:
    """Whether this should or must be approved, by ``four_eyes.toml``. ``author`` is the name of
    whoever has signed it, to tell a decision of somebody else's by."""
    if isinstance(fact, facts.Decision):
        by_other = not Person(None, author).is_same(Person(None, fact.decided_by_name))
        return desk.four_eyes.rule_for(
            Subject.DECISION,
            outcome=fact.outcome.value,
            provision=fact.provision,
            decided_by_other=bool(author) and by_other,
        )
    return desk.four_eyes.rule_for(subject_of(what))


def subject_of(what: str) -> Subject:
    """By kind name."""
    return Subject(what) if what in frozenset(Subject) else Subject.OTHER


def author_of(desk: Desk, signed: Signed[facts.Fact]) -> Person:
    """Who has signed a record, as far as the vault knows."""
    key = signed.record.content.author.key
    return Person(key, _name_of(desk, signed))


def _name_of(desk: Desk, signed: Signed[facts.Fact]) -> str:
    key = signed.record.content.author.key
    return next((card.name for card in registers.author_cards(desk) if card.key == key), "")


def _case_paper(desk: Desk, state: CaseState, paper: Paper, wish: Wish) -> Asked:
    assert state.case_file is not None, "a paper is of a case"
    profile = _widest(paper.kind.profiles)
    request = DisclosureRequest(
        recipient=wish.recipient,
        ground=GROUND,
        reason=wish.reason,
        profile=profile,
        source=paper.source,
        allowed=PROFILES[profile].categories - ACTIVE_CHOICE,
        form=Form.PACKAGE,
    )
    try:
        out = let_out(desk, state.stream, request)
        if out.findings and wish.explanation:
            words = tuple((each.key, wish.explanation) for each in out.findings)
            out = let_out(desk, state.stream, replace(request, explanations=words))
    except InvalidFields as error:
        raise InvalidFields(tuple(_renamed(error.problems))) from None
    what = paper.signed.record.kind_name
    rule = rule_of(desk, what, paper.signed.fact)
    author = author_of(desk, paper.signed)
    return Asked(
        stream=state.stream,
        about=paper.source,
        what=what,
        case_number=state.case_file.latest.fact.case_number,
        document=out.document,
        others=tuple(_others(desk, rule, author)),
        disclosed=out.disclosed,
        findings=out.findings,
    )


def _protocol(desk: Desk, register: StreamId, about: RecordId) -> Asked:
    found = next((each for each in register_of(desk).of(Disposal) if _has(each, about)), None)
    if found is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    if found.disputed:
        raise Refusal(Reason.CONFLICT_UNSETTLED)
    latest = found.latest
    if latest.record.id != about or latest.fact.status is not DisposalStatus.PROPOSED:
        raise Refusal(Reason.DISPOSAL_OVER)
    disposal.require_unchanged(desk, latest.fact)
    rule = desk.four_eyes.rule_for(Subject.DISPOSAL)
    others = _others(desk, rule, author_of(desk, latest), proposer=latest.fact.proposed_by)
    return Asked(
        stream=register,
        about=about,
        what=latest.record.kind_name,
        case_number=latest.fact.case_number,
        document=disposal.protocol_document(desk, found.id),
        others=tuple(others),
        disclosed=None,
    )


def _others(
    desk: Desk, rule: Rule | None, author: Person, *, proposer: str = ""
) -> Iterator[Person]:
    """Nobody approves for themselves, whatever the rules say: the asker is always among them."""
    own = registers.own_card(desk)
    yield Person(own.key, own.name)
    parties = rule.other_than if rule is not None else (Party.AUTHOR,)
    if Party.AUTHOR in parties:
        yield author
    if Party.PROPOSER in parties and proposer:
        yield Person(None, proposer)


def _require_holding(state: CaseState, paper: Paper) -> None:
    """What has been overtaken is not approved afterwards."""
    entity = state.find(type(paper.signed.fact), paper.entity) or state.only(
        type(paper.signed.fact)
    )
    assert entity is not None, "it was found there"
    if entity.disputed:
        raise Refusal(Reason.CONFLICT_UNSETTLED)
    if entity.latest.record.id != paper.source:
        raise Refusal(Reason.REVISED_SINCE)


def _widest(profiles: tuple[Profile, ...]) -> Profile:
    return Profile.FULL if Profile.FULL in profiles else profiles[0]


def _renamed(problems: Iterable[FieldProblem]) -> Iterator[FieldProblem]:
    """The gate's fields, as they are called where approval is asked for."""
    for each in problems:
        if each.field == "recipient":
            yield FieldProblem("to", Fault.UNKNOWN_REFERENCE)
        elif each.field.startswith("explanations/"):
            yield FieldProblem("explanation", each.fault, each.params)
        else:
            yield each


def _has(entity: Entity[Disposal], record: RecordId) -> bool:
    return any(each.record.id == record for each in entity.versions)
