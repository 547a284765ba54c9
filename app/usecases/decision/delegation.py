"""The local delegation order as a table, and what it says of a decision (KL 7 kap. 5 §).

The program warns and never hinders: what a board has delegated is decided by the board, and the
table here may be older than its last meeting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.casework.facts import Outcome
from app.casework.projection import only_entity
from app.casework.state import Entity
from app.casework.unit_facts import DelegationOrder, DelegationRow
from app.errors import Fault
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import register_of
from app.usecases.typed import Typed

ANY = "any"
"""Of ``DelegationRow.decision``: whatever the outcome."""


class DelegationWarning(StrEnum):
    """Why the order that the vault holds does not cover a decision."""

    NOT_IN_FORCE = "not_in_force"
    """There is an order, and none of its versions held on that day."""
    TITLE_NOT_LISTED = "title_not_listed"
    NOT_FOR_THIS = "not_for_this"
    """The title is there, but not for this decision on this provision."""


@dataclass(frozen=True, slots=True)
class OrderView:
    """The order as it stands, and whether another version of it says something else."""

    entity: EntityId
    order: DelegationOrder | None
    disputed: bool


def order_now(desk: Desk) -> OrderView:
    """The latest order of the vault, in force or not."""
    found = _entity(desk)
    entity = only_entity(desk.vault.journal.register)
    if found is None:
        return OrderView(entity, None, disputed=False)
    return OrderView(entity, found.latest.fact, found.disputed)


def order_on(desk: Desk, day: date) -> DelegationOrder | None:
    """The order that held on the day, or None."""
    found = _entity(desk)
    text = day.isoformat()
    orders = (version.fact for version in reversed(found.versions)) if found else ()
    return next((order for order in orders if _held(order, text)), None)


def save_order(desk: Desk, typed: JsonObject) -> Changes:
    """The whole order anew; earlier ones stay readable and hold for the days before. ``typed``:
    decided_on, decided_by, valid_to and rows (at least one) of title, decision (a value of
    ``Outcome`` or ``any``), provision (key in the legal pack, or empty for any), limit, reference.
    Raises InvalidFields; Refusal: kind_newer."""
    fields = Typed(typed, desk.now().date())
    decided_on = fields.day("decided_on", required=True, past=True)
    order = DelegationOrder(
        decided_on=decided_on,
        decided_by=fields.line("decided_by", required=True),
        rows=tuple(_row(desk, row, decided_on) for row in fields.rows("rows", needed=True)),
        valid_to=fields.day("valid_to"),
    )
    fields.not_before("valid_to", order.valid_to, "decided_on", decided_on)
    fields.check()
    register = desk.vault.journal.register
    records = writing.case_records(desk, register)
    entity = only_entity(register)
    entry = writing.entry_upon(records, entity, order, happened_at=decided_on)
    writing.append(desk, register, records, [entry])
    return Changes.of(register, Part.UNITS, Part.DRAFTS, entity=entity)


def warning(
    desk: Desk, title: str, outcome: str, provision: str, day: date
) -> DelegationWarning | None:
    """Why somebody with this title may lack the right to decide this (a value of ``Outcome``) on
    this provision (a key) on the day. None when a row covers it, and when the vault has no order
    at all: see ``has_order``."""
    if not has_order(desk):
        return None
    order = order_on(desk, day)
    if order is None:
        return DelegationWarning.NOT_IN_FORCE
    mine = [row for row in order.rows if _same(row.title, title)]
    if not mine:
        return DelegationWarning.TITLE_NOT_LISTED
    if not _covering(mine, outcome, provision):
        return DelegationWarning.NOT_FOR_THIS
    return None


def has_order(desk: Desk) -> bool:
    """Whether the vault holds an order; without one there is nothing to warn by, only a hint."""
    return _entity(desk) is not None


def covering_rows(
    desk: Desk, title: str, outcome: str, provision: str, day: date
) -> tuple[DelegationRow, ...]:
    """The rows that give somebody with this title the right to this decision: their limits in
    words, and the items to refer to."""
    order = order_on(desk, day)
    mine = (row for row in order.rows if _same(row.title, title)) if order else ()
    return _covering(mine, outcome, provision)


def _covering(
    rows: Iterable[DelegationRow], outcome: str, provision: str
) -> tuple[DelegationRow, ...]:
    return tuple(
        row for row in rows if row.decision in (ANY, outcome) and row.provision in ("", provision)
    )


def _held(order: DelegationOrder, day: str) -> bool:
    return order.decided_on <= day and (not order.valid_to or day <= order.valid_to)


def _same(one: str, other: str) -> bool:
    """Titles as people write them: ``Enhetschef`` is ``enhetschef``."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _row(desk: Desk, row: Typed, decided_on: str) -> DelegationRow:
    made = DelegationRow(
        title=row.line("title", required=True),
        decision=row.code("decision", frozenset({ANY, *Outcome}), required=True),
        provision=row.line("provision"),
        limit=row.line("limit"),
        reference=row.line("reference"),
    )
    if made.provision and decided_on:
        known = desk.law.provision(made.provision, date.fromisoformat(decided_on))
        if known is None:
            row.problem("provision", Fault.NOT_IN_FORCE)
    return made


def _entity(desk: Desk) -> Entity[DelegationOrder] | None:
    register = register_of(desk)
    orders = register.of(DelegationOrder)
    return orders[0] if orders else None
