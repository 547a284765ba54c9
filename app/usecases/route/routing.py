"""Which unit handles the case, from which day, and why (F001, F002, F037, F039, F061, F167).

What the rule suggested is kept beside what was chosen. The program never chooses."""

from __future__ import annotations

from app.casework import facts, routing
from app.casework.facts import Route
from app.casework.handling import Period, periods
from app.casework.police import newest_word, said_of_level
from app.casework.projection import only_entity
from app.casework.routing import Suggestion
from app.casework.state import CaseState
from app.errors import Fault
from app.ids import RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.identity import age_on
from app.usecases.reading import state_of
from app.usecases.typed import Typed
from app.usecases.unit import units
from app.usecases.unit.unit_choice import chosen_unit
from app.usecases.unit.units import UnitRow


def choose_unit(
    desk: Desk, stream: StreamId, typed: JsonObject, *, builds_on: RecordId | None = None
) -> Changes:
    """The unit that handles the case from a day on, or another one. ``typed``: route, unit (id in
    the register) or unit_name, valid_from, reason. A reason is needed for what departs from the
    suggestion, for the choice that the sources leave open, for the central unit before BOPS has
    assessed the threat, and when another unit takes over. Raises InvalidFields; Refusal:
    case_unknown, kind_newer, conflict_unsettled, revised_since."""
    state = state_of(desk, stream)
    fields = Typed(typed, desk.now().date())
    suggested = routing.suggestion(state)
    newest = newest_word(state)
    route = fields.choice_or_none("route", Route, required=True)
    valid_from = fields.day("valid_from", required=True)
    unit, name = chosen_unit(desk, fields, valid_from, unit="unit", name="unit_name")
    chosen = facts.HandlingUnit(
        route=route or Route.DISTRICT,
        unit_name=name,
        valid_from=valid_from,
        reason=fields.text("reason"),
        unit=unit,
        suggested=suggested.route,
        threat=newest.latest.record.id if newest else None,
    )
    fault = _reason_needed(state, suggested, chosen) if route else None
    if fault is not None and not chosen.reason:
        fields.problem("reason", fault)
    fields.check()
    entity = only_entity(stream)
    writing.add_or_revise(desk, stream, entity, chosen, happened_at=valid_from, builds_on=builds_on)
    parts = (Part.ROUTE, Part.CASE, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)


def groups_by_age(desk: Desk, stream: StreamId) -> tuple[UnitRow, ...] | None:
    """The social intervention groups whose ages the person is of, by the identity's number: a
    help for whoever chooses, since the spans contradict each other (F012). Empty when the person
    is of no group's age, None when the age is not known. Raises Refusal: case_unknown."""
    today = desk.now().date()
    years = age_on(desk, stream, today)
    return None if years is None else units.sig_for_age(desk, years, today)


def _reason_needed(
    state: CaseState, suggested: Suggestion, chosen: facts.HandlingUnit
) -> Fault | None:
    if chosen.route is Route.CENTRAL and said_of_level(state) is None:
        return Fault.REASON_WITHOUT_BOPS
    if suggested.route is None:
        return Fault.REASON_OF_CHOICE
    if suggested.needs_reason(chosen.route):
        return Fault.REASON_TO_DEPART
    held = periods(state)
    if held and _another(held[-1], chosen):
        return Fault.REASON_OF_CHANGE
    return None


def _another(now: Period, chosen: facts.HandlingUnit) -> bool:
    before = now.chosen.fact
    return (before.unit, before.unit_name) != (chosen.unit, chosen.unit_name)
