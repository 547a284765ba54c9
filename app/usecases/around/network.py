"""The actors of a case, by function (F004, F005, F007–F010, F014, F015).

A function and not only a person: who has it changes, the function stays. Those who threaten and
other protected people are never actors (F030); kin are told by relation. Nobody is removed: an
actor ends, or is changed by a later version.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.casework import consents, facts, moments
from app.casework.consents import Coverage
from app.casework.facts import ActorRole
from app.casework.state import CaseState, Entity
from app.casework.unit_facts import UnitKind
from app.errors import Fault
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.registers import list_recipients, own_card
from app.usecases.typed import Typed
from app.usecases.unit import units
from app.usecases.unit.unit_choice import chosen_unit

LEADING = (ActorRole.BOPS, ActorRole.EXIT_COORDINATOR, ActorRole.LOCAL_POLICE)
"""The police functions of which one is the case's leading counterpart (F001, F004)."""

OFFERED_UNITS = frozenset(UnitKind) - {
    UnitKind.MUNICIPALITY,
    UnitKind.BOARD,
    UnitKind.ADMINISTRATION,
}
"""An actor is a place where somebody works, not the whole of a municipality."""


class ProtectionHint(StrEnum):
    """Which police function answers for protection and is not in the network yet (F007)."""

    BOPS = "bops"
    """The threat is high."""
    LOCAL_POLICE = "local_police"
    """The threat has been assessed, and is not high."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor with what the consents of the case say of it today."""

    entity: Entity[facts.Actor]
    coverage: Coverage
    active: bool
    """Whether it is an actor of the case today."""

    @property
    def fact(self) -> facts.Actor:
        return self.entity.latest.fact


def actor_rows(desk: Desk, state: CaseState) -> tuple[ActorRow, ...]:
    """The network: who is in it today first, the leading police counterpart on top, then by
    function. Raises Refusal: author_unknown."""
    today, own = desk.now().date(), own_card(desk).unit
    rows = (
        ActorRow(
            each,
            consents.coverage(state, each, today, own_unit=own),
            active_on(each.latest.fact, today),
        )
        for each in state.of(facts.Actor)
    )
    return tuple(sorted(rows, key=_order))


def active_on(actor: facts.Actor, day: date) -> bool:
    """Whether the actor has begun and not ended; both days are days on which it holds."""
    first, last = moments.day_or_none(actor.valid_from), moments.day_or_none(actor.valid_to)
    return (first is None or first <= day) and (last is None or day <= last)


def protection_hint(state: CaseState, day: date) -> ProtectionHint | None:
    """Who answers for protection by what the police have last said of the threat: BOPS where it
    is high, else the local police (F007, F043). None while nobody has said anything, and once the
    function stands in the network. The program asks for it and never adds it."""
    levels = {facts.ThreatLevel.LOW, facts.ThreatLevel.MEDIUM, facts.ThreatLevel.HIGH}
    police = {facts.Owner.BOPS, facts.Owner.LOCAL_POLICE}
    said = [
        each.latest.fact
        for each in state.threats
        if each.latest.fact.level in levels and each.latest.fact.owner in police
    ]
    if not said:
        return None
    high = max(said, key=lambda each: each.assessed_on).level is facts.ThreatLevel.HIGH
    hint = ProtectionHint.BOPS if high else ProtectionHint.LOCAL_POLICE
    there = {each.latest.fact.role.value for each in _active(state, day)}
    return None if hint.value in there else hint


def add_actor(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """``typed``: role, name (function; of kin the relation), unit (of the register) or
    organisation, contact, leads, valid_from, valid_to, recipient (of the register), note. Raises
    InvalidFields; Refusal: case_unknown, already_signed."""
    actor = _actor(desk, state_of(desk, stream), entity, typed)
    writing.add(desk, stream, entity, actor, happened_at=actor.valid_from)
    return _changed(stream, entity)


def change_actor(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """A later version: changed, or ended with ``valid_to``. ``typed`` as ``add_actor``. Raises
    InvalidFields; Refusal: case_unknown, entity_unknown, kind_newer, conflict_unsettled,
    revised_since."""
    actor = _actor(desk, state_of(desk, stream), entity, typed)
    writing.revise(desk, stream, entity, actor, builds_on=builds_on)
    return _changed(stream, entity)


def unit_choices(desk: Desk) -> tuple[units.UnitRow, ...]:
    """The units of the register that an actor can be of today."""
    return units.units_on(desk, desk.now().date(), OFFERED_UNITS)


def functions(state: CaseState, day: date) -> tuple[str, ...]:
    """How the actors of today are called, to be offered where somebody is to be responsible."""
    return tuple(dict.fromkeys(each.latest.fact.name for each in _active(state, day)))


def _actor(desk: Desk, state: CaseState, entity: EntityId, typed: JsonObject) -> facts.Actor:
    fields = Typed(typed, desk.now().date())
    valid_from = fields.day("valid_from")
    unit, organisation = _place(desk, fields, valid_from)
    recipients = {row.entity for row in list_recipients(desk, retired=True)}
    recipient = fields.line("recipient")
    if recipient and recipient not in recipients:
        fields.problem("recipient", Fault.UNKNOWN_REFERENCE)
    actor = facts.Actor(
        role=fields.choice("role", ActorRole),
        name=fields.line("name", required=True),
        organisation=organisation,
        unit=unit,
        contact=fields.text("contact"),
        leads=fields.flag("leads"),
        valid_from=valid_from,
        valid_to=fields.day("valid_to"),
        recipient=EntityId(recipient) if recipient else None,
        note=fields.text("note"),
    )
    fields.not_before("valid_to", actor.valid_to, "valid_from", actor.valid_from)
    _require_one_leading(
        fields, actor, (each for each in state.of(facts.Actor) if each.id != entity)
    )
    fields.check()
    return actor


def _place(desk: Desk, fields: Typed, day: str) -> tuple[EntityId | None, str]:
    """The unit with its name on the day, or what is typed; kin have neither."""
    if fields.line("unit"):
        return chosen_unit(desk, fields, day, unit="unit", name="organisation")
    return None, fields.line("organisation")


def _require_one_leading(
    fields: Typed, actor: facts.Actor, others: Iterable[Entity[facts.Actor]]
) -> None:
    """One contact point towards the police at a time; after it has ended comes the next (F004)."""
    if not actor.leads:
        return
    if actor.role not in LEADING:
        fields.problem("leads", Fault.LEADS_NOT_POLICE)
    sides = (side.fact for each in others for side in each.sides)
    if any(each.leads and _overlap(actor, each) for each in sides):
        fields.problem("leads", Fault.LEADS_ALREADY)


def _overlap(one: facts.Actor, other: facts.Actor) -> bool:
    """Whether both are actors for longer than the day on which one hands over to the other.
    Stored whole dates sort as text."""
    starts = max(one.valid_from, other.valid_from)
    ends = [each for each in (one.valid_to, other.valid_to) if each]
    return not ends or starts < min(ends)


def _active(state: CaseState, day: date) -> tuple[Entity[facts.Actor], ...]:
    return tuple(each for each in state.of(facts.Actor) if active_on(each.latest.fact, day))


def _order(row: ActorRow) -> tuple[bool, bool, int, str]:
    return (not row.active, not row.fact.leads, list(ActorRole).index(row.fact.role), row.fact.name)


def _changed(stream: StreamId, entity: EntityId) -> Changes:
    parts = (Part.NETWORK, Part.CONSENT, Part.MEETING, Part.CASE, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)
