"""Consent: asked for, given or refused, corrected and withdrawn (OSL 12 kap. 2 §; F074, X17).

Refusing consent is not refusing help: the examination goes on without exchange (F184), and so a
refusal raises no task and closes nothing. A withdrawal stops new disclosures at once and raises a
task to tell those who were parties.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from app.casework import facts
from app.casework.facts import ConsentAnswer, ConsentCategory
from app.casework.state import CaseState, Entity
from app.errors import Fault, Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.identity import age_on
from app.usecases.reading import state_of
from app.usecases.registers import RecipientRow, list_recipients
from app.usecases.typed import Typed
from app.usecases.watching import tasks

SUGGESTED_MONTHS = 6
"""How long a consent is suggested to hold. The law sets no time; an end makes it asked anew."""

TELL_PARTIES = "Berätta för parterna att samtycket är återkallat"
"""What there is to do after a withdrawal; names nobody."""

GUARDIANS_DECIDE_UNTIL = 12
"""Years. Under this age nothing is shared on the child's own word (F166, as corrected)."""
OWN_VOICE_FROM = 15
"""Years from which a child may speak for itself in the matter (SoL 3 kap. 4 §)."""


class AgeBand(StrEnum):
    """What the person's age means for a consent, without telling the age."""

    UNDER_12 = "under_12"
    FROM_12 = "from_12"
    FROM_15 = "from_15"
    ADULT = "adult"
    UNKNOWN = "unknown"


class Extent(StrEnum):
    """How much a consent is about; the narrow is what stands there from the start."""

    NARROW = "narrow"
    BROAD = "broad"


@dataclass(frozen=True, slots=True)
class PartyChoice:
    """Somebody who can be made a party: an actor of the network, or a recipient."""

    code: str
    name: str
    """Function first, with the organisation."""
    actor: EntityId | None = None
    recipient: EntityId | None = None


def age_band(desk: Desk, stream: StreamId) -> AgeBand:
    """Raises Refusal: case_unknown."""
    years = age_on(desk, stream, desk.now().date())
    if years is None:
        return AgeBand.UNKNOWN
    if years < GUARDIANS_DECIDE_UNTIL:
        return AgeBand.UNDER_12
    if years < OWN_VOICE_FROM:
        return AgeBand.FROM_12
    return AgeBand.ADULT if years >= 18 else AgeBand.FROM_15


def first_consent(desk: Desk) -> JsonObject:
    """Typed values of a new consent: narrow, and with an end."""
    today = desk.now().date()
    until = today + relativedelta(months=SUGGESTED_MONTHS)
    return {"extent": Extent.NARROW.value, "valid_to": until.isoformat()}


def parties_to_choose(desk: Desk, state: CaseState) -> tuple[PartyChoice, ...]:
    """The actors of the network, then the recipients that none of them is. What a consent names
    already is always there, so that a correction finds it."""
    actors = {each.recipient for each in _actors(state)}
    named = {
        party.recipient
        for each in state.of(facts.Consent)
        for side in each.sides
        for party in side.fact.parties
    }
    rows = (
        _recipient(row)
        for row in list_recipients(desk, retired=True)
        if row.entity in named or not (row.recipient.retired or row.entity in actors)
    )
    return (*_actors(state), *rows)


def sign_consent(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """A consent that has been given. ``typed``: given_on, method, purpose, parties (rows of party,
    a code of ``parties_to_choose``, or name), extent (``Extent``), categories, valid_to,
    reservation, informed, language, interpreter, original_at, witness, guardians (rows of
    function, answer, given_on, how), guardians_left_out. Raises InvalidFields; Refusal:
    case_unknown, already_signed."""
    fields = Typed(typed, desk.now().date())
    consent = _given(desk, stream, fields)
    writing.add(desk, stream, entity, consent, happened_at=consent.given_on)
    return _changed(stream, entity)


def refuse_consent(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """That the person has said no. ``typed``: given_on, method, purpose (what was asked), parties,
    informed, reservation (the person's words). Nothing is closed and no task is raised. Raises
    InvalidFields; Refusal: case_unknown, already_signed."""
    fields = Typed(typed, desk.now().date())
    consent = _refused(desk, stream, fields)
    writing.add(desk, stream, entity, consent, happened_at=consent.given_on)
    return _changed(stream, entity)


def correct_consent(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """A later version that says what the earlier should have said. A refusal stays a refusal: who
    changes their mind gives a consent of its own. Raises InvalidFields; Refusal: case_unknown,
    entity_unknown, kind_newer, conflict_unsettled, revised_since."""
    known = consent_of(state_of(desk, stream), entity)
    fields = Typed(typed, desk.now().date())
    said_no = known.latest.fact.answer is ConsentAnswer.REFUSED
    read = _refused if said_no else _given
    consent = read(desk, stream, fields)
    writing.revise(desk, stream, entity, consent, happened_at=consent.given_on, builds_on=builds_on)
    return _changed(stream, entity)


def withdraw_consent(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """The consent is taken back: from now on nothing leaves on it. ``entity`` is the withdrawal's.
    ``typed``: consent (its entity), withdrawn_on, how, words, scope. Raises InvalidFields;
    Refusal: case_unknown, entity_unknown, already_signed."""
    fields = Typed(typed, desk.now().date())
    state = state_of(desk, stream)
    consent = consent_of(state, EntityId(fields.line("consent", required=True)))
    withdrawal = facts.ConsentWithdrawal(
        consent=consent.id,
        withdrawn_on=fields.day("withdrawn_on", required=True, past=True),
        how=fields.line("how", required=True),
        words=fields.text("words"),
        scope=fields.text("scope"),
    )
    given_on = consent.latest.fact.given_on
    fields.not_before("withdrawn_on", withdrawal.withdrawn_on, "given_on", given_on)
    fields.check()
    if any(each.id == entity for each in state.of(facts.ConsentWithdrawal)):
        raise Refusal(Reason.ALREADY_SIGNED)
    task = tasks.raised(
        desk,
        what=TELL_PARTIES,
        code="consent_gone",
        due_on=fields.today.isoformat(),
        about=consent.id,
        part=Part.CONSENT,
    )
    first = writing.Entry(entity, withdrawal, withdrawal.withdrawn_on)
    writing.append(desk, stream, writing.case_records(desk, stream), [first, task])
    return _changed(stream, consent.id)


def consent_of(state: CaseState, entity: EntityId) -> Entity[facts.Consent]:
    """Raises Refusal: entity_unknown."""
    for each in state.of(facts.Consent):
        if each.id == entity:
            return each
    raise Refusal(Reason.ENTITY_UNKNOWN)


def typed_again(consent: facts.Consent) -> JsonObject:
    """The fields as they are typed, to begin a correction from."""
    return {
        "given_on": consent.given_on,
        "method": consent.method.value,
        "purpose": consent.purpose,
        "parties": [{"party": _code(each), "name": each.name} for each in consent.parties],
        "extent": (Extent.BROAD if consent.broad else Extent.NARROW).value,
        "categories": [each.value for each in consent.categories],
        "valid_to": consent.valid_to,
        "reservation": consent.reservation,
        "informed": consent.informed,
        "language": consent.language,
        "interpreter": consent.interpreter,
        "original_at": consent.original_at,
        "witness": consent.witness,
        "guardians": [
            {
                "function": each.function,
                "answer": each.answer.value,
                "given_on": each.given_on,
                "how": each.how,
            }
            for each in consent.guardians
        ],
        "guardians_left_out": consent.guardians_left_out,
    }


def _given(desk: Desk, stream: StreamId, fields: Typed) -> facts.Consent:
    broad = fields.choice("extent", Extent) is Extent.BROAD
    consent = facts.Consent(
        answer=ConsentAnswer.GIVEN,
        given_on=fields.day("given_on", required=True, past=True),
        method=fields.choice("method", facts.ConsentMethod),
        purpose=fields.text("purpose", required=True),
        parties=_parties(desk, stream, fields, needed=True),
        categories=() if broad else _categories(fields),
        broad=broad,
        valid_to=fields.day("valid_to"),
        reservation=fields.text("reservation"),
        informed=fields.text("informed"),
        language=fields.line("language"),
        interpreter=fields.flag("interpreter"),
        original_at=fields.line("original_at"),
        witness=fields.line("witness"),
        guardians=tuple(_guardian(row) for row in fields.rows("guardians")),
        guardians_left_out=fields.text("guardians_left_out"),
    )
    fields.not_before("valid_to", consent.valid_to, "given_on", consent.given_on)
    _require_guardians(fields, consent, age_band(desk, stream))
    fields.check()
    return consent


def _refused(desk: Desk, stream: StreamId, fields: Typed) -> facts.Consent:
    consent = facts.Consent(
        answer=ConsentAnswer.REFUSED,
        given_on=fields.day("given_on", required=True, past=True),
        method=fields.choice("method", facts.ConsentMethod),
        purpose=fields.text("purpose", required=True),
        parties=_parties(desk, stream, fields, needed=False),
        reservation=fields.text("reservation"),
        informed=fields.text("informed"),
    )
    fields.check()
    return consent


def _require_guardians(fields: Typed, consent: facts.Consent, band: AgeBand) -> None:
    """Under 12 the guardians decide. From 12 a child may consent without them where it is suitable
    and the child agrees, which is then said in words. From 15 nothing is asked for: the child may
    speak for itself, and asking the guardians is the caseworker's judgement."""
    said_no = any(each.answer is ConsentAnswer.REFUSED for each in consent.guardians)
    agreed = bool(consent.guardians) and not said_no
    if band is AgeBand.UNDER_12 and not agreed:
        fault = Fault.GUARDIAN_REFUSED if said_no else Fault.GUARDIAN_NEEDED
        fields.problem("guardians", fault)
    if band is AgeBand.FROM_12 and not agreed and not consent.guardians_left_out:
        fields.problem("guardians_left_out", Fault.GUARDIAN_UNANSWERED)


def _categories(fields: Typed) -> tuple[ConsentCategory, ...]:
    chosen = fields.codes("categories", frozenset(ConsentCategory), needed=True)
    return tuple(each for each in ConsentCategory if each in chosen)


def _guardian(row: Typed) -> facts.GuardianConsent:
    return facts.GuardianConsent(
        function=row.line("function", required=True),
        answer=row.choice("answer", ConsentAnswer),
        given_on=row.day("given_on", required=True, past=True),
        how=row.line("how"),
    )


def _parties(
    desk: Desk, stream: StreamId, fields: Typed, *, needed: bool
) -> tuple[facts.ConsentParty, ...]:
    recipients = (_recipient(row) for row in list_recipients(desk, retired=True))
    known = (*_actors(state_of(desk, stream)), *recipients)
    choices = {each.code: each for each in known}
    return tuple(_party(row, choices) for row in fields.rows("parties", needed=needed))


def _party(row: Typed, choices: dict[str, PartyChoice]) -> facts.ConsentParty:
    code, name = row.line("party"), row.line("name")
    chosen = choices.get(code)
    if chosen is not None:
        return facts.ConsentParty(name=chosen.name, actor=chosen.actor, recipient=chosen.recipient)
    if code:
        row.problem("party", Fault.UNKNOWN_REFERENCE)
    elif not name:
        row.problem("name", Fault.REQUIRED)
    return facts.ConsentParty(name=name)


def _actors(state: CaseState) -> tuple[PartyChoice, ...]:
    return tuple(_as_party(each) for each in state.of(facts.Actor))


def _as_party(actor: Entity[facts.Actor]) -> PartyChoice:
    fact = actor.latest.fact
    name = ", ".join(part for part in (fact.name, fact.organisation) if part)
    return PartyChoice(f"actor/{actor.id}", name, actor.id, fact.recipient)


def _recipient(row: RecipientRow) -> PartyChoice:
    name = ", ".join(part for part in (row.recipient.name, row.recipient.organisation) if part)
    return PartyChoice(f"recipient/{row.entity}", name, None, row.entity)


def _code(party: facts.ConsentParty) -> str:
    if party.actor is not None:
        return f"actor/{party.actor}"
    return f"recipient/{party.recipient}" if party.recipient is not None else ""


def _changed(stream: StreamId, consent: EntityId) -> Changes:
    parts = (Part.CONSENT, Part.NETWORK, Part.MEETING, Part.CASE, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=consent)
