"""From what the caseworker asks to let out, to the very document that would leave."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.casework import facts
from app.casework.consents import held_as
from app.casework.protection import is_known_unprotected
from app.casework.state import CaseState
from app.disclosure.categories import Category
from app.disclosure.consent import basis_for
from app.disclosure.gate import Disclosed, DisclosureRequest, Form, next_copy_number, pass_through
from app.disclosure.linter import Finding, Known, Words, findings
from app.disclosure.profiles import IDENTIFYING
from app.documents.blocks import Document
from app.documents.texts import texts_of
from app.errors import Reason, Refusal
from app.handover.trust import may_receive
from app.ids import EntityId, StreamId
from app.usecases.desk import Desk
from app.usecases.handover.cards.card_register import known_people
from app.usecases.identity import identities_for_gate
from app.usecases.paper.papers import kind_of, paper_of
from app.usecases.reading import state_of
from app.usecases.registers import list_recipients
from app.usecases.typed import Typed

LONGEST_DOCUMENT = 400_000
"""Characters; more than 150 pages. A longer plan is one that something has been pasted into."""


@dataclass(frozen=True, slots=True)
class LetOut:
    """What the gate has let through, made into a document and looked through."""

    disclosed: Disclosed
    document: Document
    findings: tuple[Finding, ...]
    lock_hindrance: Reason | None
    """Why it may not leave as a file with a passphrase; None when it may."""


def let_out(desk: Desk, stream: StreamId, request: DisclosureRequest) -> LetOut:
    """What the gate lets through on a request, and the document that is made of it."""
    request = _readable(desk, request)
    state = state_of(desk, stream)
    hindrance = _lock_hindrance(desk, state, request.recipient)
    if request.form is Form.LOCKED_FILE and hindrance is not None:
        raise Refusal(hindrance)
    kind = kind_of(state, request.source)
    identities = identities_for_gate(desk, stream)
    if len(identities) > 1 and request.allowed & IDENTIFYING:
        raise Refusal(Reason.CONFLICT_UNSETTLED)
    today = desk.now().date()
    consent = held_as(state, request.consent, today)
    recipients = {row.entity: row.recipient for row in list_recipients(desk, retired=True)}
    disclosed = pass_through(
        request,
        recipient=recipients.get(request.recipient),
        ground=desk.law.ground(request.ground, today),
        identity=identities[0] if identities else None,
        copy_number=next_copy_number(entry.latest.fact for entry in state.disclosures),
        kind=kind,
        consent=basis_for(state, consent, request.recipient) if consent else None,
    )
    document = paper_of(desk, state, request.source, request.profile, disclosed)
    require_printable(document)
    known = _known(state, identities, disclosed)
    words = (Words(where, text) for where, text in texts_of(document))
    return LetOut(disclosed, document, findings(words, known), hindrance)


def _lock_hindrance(desk: Desk, state: CaseState, recipient: EntityId) -> Reason | None:
    """A passphrase is for somebody without keys, and never where the person is protected (X03)."""
    if not is_known_unprotected(state):
        return Reason.PASSPHRASE_NOT_FOR_PROTECTED
    today = desk.now().date()
    has_card = any(
        row.person.recipient == recipient and may_receive(row.person, False, today) is None
        for row in known_people(desk)
    )
    return Reason.PASSPHRASE_NOT_WITH_CARD if has_card else None


def _readable(desk: Desk, request: DisclosureRequest) -> DisclosureRequest:
    """The request with its texts as they may stand in a record. Raises InvalidFields."""
    fields = Typed({"reason": request.reason}, desk.now().date())
    reason = fields.text("reason")
    words = Typed(dict(request.explanations), desk.now().date(), path="explanations/")
    explanations = tuple((key, words.text(key)) for key, _ in request.explanations)
    fields.check()
    words.check()
    return replace(request, reason=reason, explanations=explanations)


def _known(state: CaseState, identities: tuple[facts.Identity, ...], disclosed: Disclosed) -> Known:
    """What only this case can tell that it should not leave."""
    number = disclosed.number
    return Known(
        names=tuple(f"{each.given_name} {each.family_name}" for each in identities),
        places=tuple(sorted(_places(state, frozenset(disclosed.columns.leaves)))),
        numbers=tuple(text for each in identities for text in (each.number, each.phone) if text),
        meant_to_leave=(
            *disclosed.identifying,
            *([f"{number[:8]}-{number[8:]}"] if number else ()),
        ),
    )


def _places(state: CaseState, leaves: frozenset[Category]) -> set[str]:
    """Where the person is or has been, by any version of a plan and by the network, as far as it
    is not let out on purpose."""
    if Category.PROVIDERS in leaves:
        return set()
    places = {
        intervention.provider
        for entity in state.plans
        for version in entity.versions
        for goal in version.fact.goals
        for intervention in goal.interventions
    }
    if Category.PARTICIPANT_NAMES not in leaves:
        actors = (side.fact for each in state.of(facts.Actor) for side in each.versions)
        places |= {each.organisation for each in actors if each.role is facts.ActorRole.PROVIDER}
    return places


def require_printable(document: Document) -> None:
    if sum(len(text) for _, text in texts_of(document)) > LONGEST_DOCUMENT:
        raise Refusal(Reason.DOCUMENT_TOO_LARGE)
