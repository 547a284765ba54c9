"""What another vault must know at once: children have come up, a clearance no longer holds, the
client is in danger (F084).

The message is a record of the case, and alone in its package. At the sender's it stays among what
is to be done until the receipt has come (``watching.packages_todo``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from app.casework import facts
from app.casework.facts import Urgent, UrgentWhat
from app.disclosure.categories import Category
from app.disclosure.profiles import Profile
from app.handover.kinds import HandoverKind
from app.handover.scope import Scope
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.progress import Progress, no_progress
from app.usecases import registers, writing
from app.usecases.desk import Desk
from app.usecases.handover.cases.leaving import Preview, read_chosen, through_the_gate
from app.usecases.handover.packages.parcels import Contents, Parcel
from app.usecases.handover.packages.sending import Sealed, outlook, seal_parcel
from app.usecases.reading import state_of
from app.usecases.typed import Typed
from app.usecases.writing import Entry

PURPOSES: Final[Mapping[UrgentWhat, str]] = {
    UrgentWhat.CHILDREN: "Brådskande: barn har aktualiserats",
    UrgentWhat.CLEARANCE: "Brådskande: placeringsbedömningen gäller inte längre",
    UrgentWhat.DANGER: "Brådskande: den enskilde kan vara i fara",
    UrgentWhat.OTHER: "Brådskande meddelande",
}
"""What the receiver reads before anything is taken in."""

_ALWAYS: Final = frozenset({Category.CASE_NUMBER, Category.HANDLING})
TELLS: Final[Mapping[UrgentWhat, frozenset[Category]]] = {
    UrgentWhat.CHILDREN: _ALWAYS | {Category.CHILDREN, Category.COOPERATION},
    UrgentWhat.CLEARANCE: _ALWAYS | {Category.PROTECTION, Category.COOPERATION},
    UrgentWhat.DANGER: _ALWAYS | {Category.THREAT, Category.PROTECTION},
    UrgentWhat.OTHER: _ALWAYS | {Category.COOPERATION},
}
"""What a message tells of, for the gate: a consent must be about all of it."""


def urgent_preview(desk: Desk, stream: StreamId, typed: JsonObject) -> Preview:
    """What ``send_urgent`` would let out; all else of the case stays. Writes nothing. Raises as it
    does before its file."""
    parcel = _parcel(desk, stream, typed)
    assert parcel.disclosed is not None, "what leaves a case has passed the gate"
    stays = Counter(each.kind_name for each in writing.case_records(desk, stream))
    return Preview(
        outlook=outlook(desk, parcel),
        columns=parcel.disclosed.columns,
        stays=dict(sorted(stays.items())),
        drafts=0,
    )


def send_urgent(
    desk: Desk, stream: StreamId, typed: JsonObject, folder: Path, progress: Progress = no_progress
) -> Sealed:
    """``typed``: person, what (``UrgentWhat``), words, happened_on, agreed (who does what, as far
    as that is settled), ground, consent, reason. Raises InvalidFields; Refusal: case_unknown, as
    ``leaving.through_the_gate`` and ``sending.seal_parcel``."""
    return seal_parcel(desk, _parcel(desk, stream, typed), folder, progress)


def _parcel(desk: Desk, stream: StreamId, typed: JsonObject) -> Parcel:
    state = state_of(desk, stream)
    fields = Typed(typed, desk.now().date())
    what = fields.choice("what", UrgentWhat)
    words = fields.text("words", required=True)
    happened = fields.day("happened_on", required=True, past=True)
    agreed = fields.text("agreed")
    chosen = read_chosen(desk, fields, Scope.EXECUTION)
    card = registers.own_card(desk)
    fact = Urgent(
        what=what,
        words=words,
        happened_on=happened,
        from_key=card.key,
        from_name=card.name,
        from_unit=card.unit,
        to_name=chosen.person.name,
        to_unit=chosen.person.unit,
        case_number=state.case_file.latest.fact.case_number if state.case_file else "",
        agreed=agreed,
    )
    entity = EntityId(desk.new_id())
    disclosed = through_the_gate(desk, state, chosen, Profile.HANDOVER_URGENT, TELLS[what])
    return Parcel(
        kind=HandoverKind.URGENT,
        to=chosen.to,
        purpose=PURPOSES[what],
        pick=partial(_message, stream=stream, entity=entity),
        stream=stream,
        ground=disclosed.ground.reference,
        disclosed=disclosed,
        entries=(Entry(entity, fact, happened_at=happened),),
    )


def _message(desk: Desk, *, stream: StreamId, entity: EntityId) -> Contents:
    records = writing.case_records(desk, stream)
    return Contents(records=tuple(each for each in records if each.content.entity == entity))


def suggested(desk: Desk, stream: StreamId) -> JsonObject:
    """What a new message begins with: where children came up last, what was noted of it. Raises
    Refusal (case_unknown)."""
    state, today = state_of(desk, stream), desk.now().date().isoformat()
    alerts = [each.latest.fact for each in state.of(facts.ChildAlert)]
    if not alerts or alerts[-1].closed_on:
        return {"happened_on": today}
    return {
        "what": UrgentWhat.CHILDREN.value,
        "words": alerts[-1].what,
        "happened_on": alerts[-1].raised_on,
        "agreed": alerts[-1].division,
    }
