"""From what the caseworker has chosen to a parcel that the gate has let through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial

from app.casework import decided, facts
from app.casework.codec import kind_name
from app.casework.consents import held_as
from app.casework.handover_facts import KnownPerson, ReceivedPackage, SentPackage
from app.casework.projection import fold
from app.casework.state import CaseState
from app.disclosure.categories import Category
from app.disclosure.consent import basis_for
from app.disclosure.gate import (
    Columns,
    Disclosed,
    DisclosureRequest,
    Form,
    next_copy_number,
    pass_through,
)
from app.disclosure.profiles import IDENTIFYING, Profile
from app.errors import FieldProblem, InvalidFields, Reason, Refusal
from app.forms.model import OWNER_SYSTEM
from app.forms.model import Form as Template
from app.forms.response import ResponseItem
from app.handover import scope as scopes
from app.handover.kinds import HandoverKind
from app.handover.lacking import had, lacking, told_heads
from app.handover.scope import Asked, Choice, Scope
from app.ids import EntityId, RecordId, StreamId
from app.journal.record import Record
from app.usecases import writing
from app.usecases.desk import Desk
from app.usecases.forms.kept_forms import read_kept
from app.usecases.handover.cards import card_register
from app.usecases.handover.packages.parcels import Contents, Parcel
from app.usecases.handover.packages.sending import Outlook, outlook
from app.usecases.identity import identities_for_gate
from app.usecases.reading import DraftRow, register_of
from app.usecases.registers import list_recipients
from app.usecases.typed import Typed
from app.usecases.writing import Entry

_POLICE = frozenset({facts.Owner.BOPS.value, facts.Owner.LOCAL_POLICE.value})
_PAPER = "package"
_OF_LEAVING = frozenset({kind_name(facts.Share), kind_name(facts.Transfer)})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What leaves of a case, to whom and why."""

    to: EntityId
    person: KnownPerson
    scope: Scope
    ticked: frozenset[Choice]
    ground: str
    consent: EntityId | None
    reason: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would leave beside what would stay, before anything is sealed."""

    outlook: Outlook
    columns: Columns
    stays: Mapping[str, int]
    """Kind name → how many records stay here that the receiver has not, in the order of names."""
    drafts: int
    """What is being typed in the case, and never goes."""


def read_chosen(desk: Desk, fields: Typed, scope: Scope | None = None) -> Chosen:
    """``fields``: person, scope (unless given), along (codes of ``Choice``), ground, consent,
    reason. Raises InvalidFields with what is wrong in any of the fields read so far; Refusal:
    person_unknown."""
    person = EntityId(fields.line("person", required=True))
    known = {row.entity: row.person for row in card_register.known_people(desk)}
    if person and person not in known:
        raise Refusal(Reason.PERSON_UNKNOWN)
    chosen = scope or fields.choice("scope", Scope)
    ticked = frozenset(Choice(code) for code in fields.codes("along", frozenset(Choice)))
    keys = frozenset(each.key for each in desk.law.grounds_on(fields.today))
    ground = fields.code("ground", keys, required=True)
    consent = fields.line("consent")
    reason = fields.text("reason", required=True)
    fields.check()
    return Chosen(
        to=person,
        person=known[person],
        scope=chosen,
        ticked=ticked,
        ground=ground,
        consent=EntityId(consent) if consent else None,
        reason=reason,
    )


def parcel_of(
    desk: Desk,
    stream: StreamId,
    chosen: Chosen,
    kind: HandoverKind,
    *,
    purpose: str,
    entries: tuple[Entry, ...] = (),
    everything: bool = False,
) -> Parcel:
    """A parcel of what the receiver lacks within the scope (``everything``: of all within it), let
    through by the gate. ``entries`` are written with it and go too. Raises as
    ``gate.pass_through``; conflict_unsettled when two versions of who the person is would go;
    nothing_to_send."""
    records = writing.case_records(desk, stream)
    state = fold(stream, records)
    goes = _picked(desk, stream, chosen, everything=everything)
    if not goes and not entries:
        raise Refusal(Reason.NOTHING_TO_SEND)
    tells = scopes.tells(goes, answered_by_police(desk, state))
    written = (scopes.TABLE[kind_name(type(entry.fact))].tells for entry in entries)
    profile = scopes.PROFILES[chosen.scope]
    disclosed = through_the_gate(desk, state, chosen, profile, tells.union(*written))
    return Parcel(
        kind=kind,
        to=chosen.to,
        purpose=purpose,
        pick=partial(_contents, stream=stream, chosen=chosen, everything=everything),
        stream=stream,
        ground=disclosed.ground.reference,
        disclosed=disclosed,
        entries=entries,
    )


def preview(desk: Desk, stream: StreamId, chosen: Chosen, parcel: Parcel) -> Preview:
    """Raises Refusal as ``sending.outlook``."""
    assert parcel.disclosed is not None, "what leaves a case has passed the gate"
    seen = outlook(desk, parcel)
    records = writing.case_records(desk, stream)
    gone = {each.id for each in _picked(desk, stream, chosen, everything=True)}
    gone |= _had(desk, chosen.to, records)
    stays = Counter(each.kind_name for each in records if each.id not in gone)
    return Preview(
        outlook=seen,
        columns=parcel.disclosed.columns,
        stays=dict(sorted(stays.items())),
        drafts=len(drafts_that_stay(desk, stream)),
    )


def drafts_that_stay(desk: Desk, stream: StreamId) -> tuple[DraftRow, ...]:
    """What is being typed in the case, but what is typed to hand it over."""
    return tuple(
        DraftRow(each.stream, each.entity, each.kind, each.saved_at)
        for each in desk.vault.drafts.all(stream)
        if each.kind not in _OF_LEAVING
    )


def lacks(
    desk: Desk, stream: StreamId, to: EntityId, person: KnownPerson, scope: Scope
) -> tuple[Record, ...]:
    """What a person has not confirmed to have of what the scope lets go without a further choice,
    and of the rest what the person has an earlier version of."""
    records = writing.case_records(desk, stream)
    chosen = Chosen(to, person, scope, frozenset(), ground="", consent=None, reason="")
    asked = _asked(desk, records, stream, chosen)
    return lacking(_told(desk, to), scopes.leaving(records, asked))


# ----------------------------------------------------------------------------- what goes


def _contents(desk: Desk, stream: StreamId, chosen: Chosen, *, everything: bool) -> Contents:
    goes = _picked(desk, stream, chosen, everything=everything)
    return Contents(records=goes, blobs=tuple((stream, blob) for blob in scopes.attachments(goes)))


def _picked(
    desk: Desk, stream: StreamId, chosen: Chosen, *, everything: bool
) -> tuple[Record, ...]:
    """Asked when it is to leave: of the records as they stand then."""
    records = writing.case_records(desk, stream)
    asked = _asked(desk, records, stream, chosen)
    goes = scopes.leaving(records, asked)
    return goes if everything else lacking(_told(desk, chosen.to), goes)


def _asked(desk: Desk, records: tuple[Record, ...], stream: StreamId, chosen: Chosen) -> Asked:
    state = fold(stream, records)
    return Asked(
        scope=chosen.scope,
        ticked=chosen.ticked,
        to=chosen.person.signing_key,
        running=frozenset(each.id for each in decided.running(state, desk.now().date())),
        police=answered_by_police(desk, state),
        had=_had(desk, chosen.to, records) & _open_to(desk, chosen, records),
    )


def _told(desk: Desk, to: EntityId) -> frozenset[RecordId]:
    register = register_of(desk)
    return told_heads(
        to,
        (each.latest.fact for each in register.of(SentPackage)),
        (each.latest.fact for each in register.of(ReceivedPackage)),
    )


def _had(desk: Desk, to: EntityId, records: tuple[Record, ...]) -> frozenset[RecordId]:
    return had(_told(desk, to), records)


def _open_to(desk: Desk, chosen: Chosen, records: tuple[Record, ...]) -> frozenset[RecordId]:
    """Ids of what has been sent to a person, and of what the person has begun. To have written a
    version of something shows that its id was known, not that it has ever been read."""
    person = chosen.person
    sent = (each.latest.fact for each in register_of(desk).of(SentPackage))
    given = {name for each in sent if each.to == chosen.to for name in each.heads}
    keys = {person.signing_key, *(each.signing_key for each in person.earlier)}
    begun = {
        each.id for each in records if each.content.author.key in keys and not each.content.parents
    }
    return had(given, records) | begun


def answered_by_police(desk: Desk, state: CaseState) -> frozenset[EntityId]:
    """The signed forms in which BOPS or the local police have answered something, in any version.
    One whose answers cannot be read is taken for such a form."""
    return frozenset(
        each.id
        for each in state.assessments
        if any(_police_in(desk, state.stream, version.fact) for version in each.versions)
    )


def _police_in(desk: Desk, stream: StreamId, fact: facts.Assessment) -> bool:
    try:
        template = desk.vault.blobs.get(stream, fact.template_blob)
        kept = read_kept(template, desk.vault.blobs.get(stream, fact.response_blob))
    except Refusal:
        return True
    return _answered(kept.form, kept.response.items, inside=False)


def _answered(form: Template, items: Collection[ResponseItem], *, inside: bool) -> bool:
    for item in items:
        asked = form.by_link.get(item.link_id)
        theirs = inside or (asked is not None and asked.code(OWNER_SYSTEM) in _POLICE)
        if theirs and item.answers:
            return True
        below = (item.items, *(answer.items for answer in item.answers))
        if any(_answered(form, each, inside=theirs) for each in below):
            return True
    return False


# ----------------------------------------------------------------------------- the gate


def through_the_gate(
    desk: Desk, state: CaseState, chosen: Chosen, profile: Profile, tells: frozenset[Category]
) -> Disclosed:
    """Raises as ``gate.pass_through``, with the names of the form's fields; case_unknown;
    conflict_unsettled when two versions of who the person is would go."""
    if state.case_file is None:
        raise Refusal(Reason.CASE_UNKNOWN)
    identities = identities_for_gate(desk, state.stream)
    if len(identities) > 1 and tells & IDENTIFYING:
        raise Refusal(Reason.CONFLICT_UNSETTLED)
    today = desk.now().date()
    consent = held_as(state, chosen.consent, today)
    to = chosen.person.recipient
    recipients = {row.entity: row.recipient for row in list_recipients(desk, retired=True)}
    request = DisclosureRequest(
        recipient=to,
        ground=chosen.ground,
        reason=chosen.reason,
        profile=profile,
        source=state.case_file.latest.record.id,
        allowed=tells,
        form=Form.PACKAGE,
        consent=chosen.consent,
    )
    try:
        return pass_through(
            request,
            recipient=recipients.get(to),
            ground=desk.law.ground(chosen.ground, today),
            identity=identities[0] if identities else None,
            copy_number=next_copy_number(each.latest.fact for each in state.disclosures),
            kind=_PAPER,
            consent=basis_for(state, consent, to) if consent else None,
        )
    except InvalidFields as invalid:
        raise InvalidFields(tuple(map(_as_typed, invalid.problems))) from None


def _as_typed(problem: FieldProblem) -> FieldProblem:
    """The gate's name of a field as the form's: whom it goes to is a person here. Somebody who is
    no longer among the recipients is chosen anew."""
    return replace(problem, field="person") if problem.field == "recipient" else problem
