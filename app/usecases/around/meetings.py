"""Meetings about one person: planned, held or called off, in the person's own case (F028, F029,
F060).

Notes of a meeting about several people stand in each person's own case (JO 523-2010), and so a
meeting here is about one. In a social intervention group and in the operative group nothing may be
said of a person without the person's consent, or another ground, for just that person. The
strategic group sees de-identified material only, and is no kind of meeting of a case.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.casework import facts
from app.casework.consents import Held, Standing, held, held_as
from app.casework.facts import MeetingKind, MeetingStatus
from app.casework.state import CaseState
from app.errors import Fault
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.pack import Ground, Weighing
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.typed import Typed

NEEDS_BASIS = frozenset({MeetingKind.SIG, MeetingKind.OPERATIVE})
"""Where a person is not taken up without a consent or another ground for that person."""


class Basis(StrEnum):
    """What the exchange at a meeting rests on."""

    CONSENT = "consent"
    GROUND = "ground"
    NONE = "none"
    """Nothing is exchanged with anybody outside: the person alone, or the own unit."""


def first_meeting(desk: Desk, kind: MeetingKind) -> JsonObject:
    """Typed values of a new meeting: planned, with the agenda that such a meeting begins with."""
    points = desk.agendas.points.get(kind, ())
    return {
        "kind": kind.value,
        "status": MeetingStatus.PLANNED.value,
        "form": facts.CooperationForm.SIG.value if kind is MeetingKind.SIG else "",
        "agenda": "\n".join(points),
    }


def consents_to_choose(desk: Desk, state: CaseState) -> tuple[Held, ...]:
    """Every yes of the case, whatever it is today: a meeting rests on what held on its own day."""
    return tuple(each for each in held(state, desk.now().date()) if _given(each))


def grounds_to_choose(desk: Desk) -> tuple[Ground, ...]:
    """The closed list of today, without consent, which is chosen as such."""
    found = desk.law.grounds_on(desk.now().date())
    return tuple(each for each in found if each.weighing is not Weighing.CONSENT)


def save_meeting(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """A meeting, or with ``builds_on`` a later version of it: planned, then held or called off.
    ``typed``: kind, status, held_on, form, participants (rows of function, name), agenda (a point
    a line), basis (``Basis``), consent (its entity), ground, ground_reason; once held also facts,
    own_view, agreed (rows of what, who, by) and next_on; called off: cancelled_why. Raises
    InvalidFields; Refusal: case_unknown, already_signed; with ``builds_on`` entity_unknown,
    kind_newer, conflict_unsettled, revised_since."""
    fields = Typed(typed, desk.now().date())
    meeting = _meeting(desk, state_of(desk, stream), fields)
    if builds_on is None:
        writing.add(desk, stream, entity, meeting, happened_at=meeting.held_on)
    else:
        writing.revise(
            desk, stream, entity, meeting, happened_at=meeting.held_on, builds_on=builds_on
        )
    parts = (Part.MEETING, Part.CASE, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)


def typed_again(meeting: facts.Meeting) -> JsonObject:
    """The fields as they are typed, to begin a later version from."""
    basis = Basis.NONE
    if meeting.consent is not None:
        basis = Basis.CONSENT
    elif meeting.ground:
        basis = Basis.GROUND
    return {
        "kind": meeting.kind.value,
        "status": meeting.status.value,
        "held_on": meeting.held_on,
        "form": meeting.form.value if meeting.form else "",
        "participants": [
            {"function": each.function, "name": each.name} for each in meeting.participants
        ],
        "agenda": "\n".join(meeting.agenda),
        "basis": basis.value,
        "consent": meeting.consent or "",
        "ground": meeting.ground,
        "ground_reason": meeting.ground_reason,
        "facts": meeting.facts,
        "own_view": meeting.own_view,
        "agreed": [
            {"key": each.key, "what": each.what, "who": each.who, "by": each.by}
            for each in meeting.agreed
        ],
        "next_on": meeting.next_on,
        "cancelled_why": meeting.cancelled_why,
    }


def _meeting(desk: Desk, state: CaseState, fields: Typed) -> facts.Meeting:
    status = fields.choice("status", MeetingStatus)
    kind = fields.choice("kind", MeetingKind)
    is_held, called_off = status is MeetingStatus.HELD, status is MeetingStatus.CANCELLED
    held_on = fields.day("held_on", required=True, past=is_held)
    consent, ground = _basis(desk, state, fields, kind, held_on)
    meeting = facts.Meeting(
        kind=kind,
        status=status,
        held_on=held_on,
        form=fields.choice_or_none("form", facts.CooperationForm),
        participants=tuple(
            facts.Participant(name=row.line("name"), function=row.line("function", required=True))
            for row in fields.rows("participants", needed=is_held)
        ),
        agenda=_points(fields),
        consent=consent,
        ground=ground.key if ground else "",
        ground_text=ground.reference if ground else "",
        ground_reason=fields.text("ground_reason", required=True) if ground else "",
        facts=fields.text("facts") if is_held else "",
        own_view=fields.text("own_view") if is_held else "",
        agreed=_agreed(fields) if is_held else (),
        next_on=fields.day("next_on") if is_held else "",
        cancelled_why=fields.text("cancelled_why", required=True) if called_off else "",
    )
    if is_held and not (meeting.facts or meeting.agreed):
        fields.problem("facts", Fault.REQUIRED)
    fields.not_before("next_on", meeting.next_on, "held_on", held_on)
    fields.check()
    return meeting


def _basis(
    desk: Desk, state: CaseState, fields: Typed, kind: MeetingKind, held_on: str
) -> tuple[EntityId | None, Ground | None]:
    """What the exchange rests on, each looked at on the day of the meeting."""
    basis = fields.choice_or_none("basis", Basis)
    day = date.fromisoformat(held_on) if held_on else fields.today
    if kind in NEEDS_BASIS and basis in (None, Basis.NONE):
        fields.problem("basis", Fault.GROUND_OR_CONSENT)
    if basis is Basis.CONSENT:
        return _consent(state, fields, day), None
    if basis is Basis.GROUND:
        return None, _ground(desk, fields, day)
    return None, None


def _consent(state: CaseState, fields: Typed, day: date) -> EntityId | None:
    chosen = fields.line("consent", required=True)
    if not chosen:
        return None
    found = held_as(state, EntityId(chosen), day)
    if found is None:
        fields.problem("consent", Fault.UNKNOWN_REFERENCE)
    elif found.standing is not Standing.VALID:
        fields.problem("consent", Fault.CONSENT_NOT_IN_FORCE)
    return EntityId(chosen)


def _ground(desk: Desk, fields: Typed, day: date) -> Ground | None:
    key = fields.line("ground", required=True)
    ground = desk.law.ground(key, day) if key else None
    if key and (ground is None or ground.weighing is Weighing.CONSENT):
        fields.problem("ground", Fault.NOT_A_CHOICE)
    return ground


def _points(fields: Typed) -> tuple[str, ...]:
    lines = (line.strip() for line in fields.text("agenda").split("\n"))
    return tuple(line for line in lines if line)


def _agreed(fields: Typed) -> tuple[facts.Agreed, ...]:
    """Each with a key of its own, that stays the same from version to version."""
    rows = fields.rows("agreed")
    given = [row.line("key") for row in rows]
    free = (str(number) for number in range(1, 2 * len(rows) + 2) if str(number) not in given)
    seen: set[str] = set()
    found = []
    for row, own in zip(rows, given, strict=True):
        key = own if own and own not in seen else next(free)
        seen.add(key)
        found.append(
            facts.Agreed(
                key=key,
                what=row.text("what", required=True),
                who=row.line("who"),
                by=row.day("by"),
            )
        )
    return tuple(found)


def _given(consent: Held) -> bool:
    return consent.fact.answer is facts.ConsentAnswer.GIVEN
