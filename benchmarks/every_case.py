"""What goes through every case of a vault, or through all of one: lists, the index, a disposal."""

from __future__ import annotations

from app.casework import due
from app.casework.process.steps import process
from app.casework.projection import fold
from app.usecases.decision import quarter_list
from app.usecases.desk import Desk
from app.usecases.keeping import retention
from app.usecases.unit import no_list, units
from benchmarks.figures import Aim, Figure, in_turns, milliseconds
from benchmarks.measured_vault import MeasuredVault
from benchmarks.plain import parts_of
from benchmarks.sample_vaults import LARGE_CASE_RECORDS, RECORDS_PER_CASE
from storage.database.compacting import compact
from storage.database.transaction import together
from storage.journal.check import rebuild_index

ROUNDS = 3
"""Each takes seconds."""
QUICK_ROUNDS = 15


def list_figures(many: MeasuredVault, cases: int) -> list[Figure]:
    """Lists across cases. They read each case whole, show how far they have come, and can be
    stopped: what they are held against is the same on a database that is not encrypted."""
    desk, twin = many.desk, many.appending_plainly
    noes, noes_plainly, waits, waits_plainly = in_turns(
        ROUNDS,
        lambda: milliseconds(lambda: no_list.no_list(desk)),
        lambda: milliseconds(lambda: no_list.no_list(twin)),
        lambda: milliseconds(lambda: _not_executed(desk)),
        lambda: milliseconds(lambda: _not_executed(twin)),
    )
    kept, register = in_turns(
        ROUNDS,
        lambda: milliseconds(lambda: retention.list_retention(desk)),
        lambda: milliseconds(lambda: units.units_on(desk, desk.now().date())),
    )
    return [
        Figure(f"every no of {cases:,} cases / sqlite3", noes, noes_plainly, Aim(1.5)),
        Figure(f"not carried out, {cases:,} cases / sqlite3", waits, waits_plainly, Aim(1.5)),
        Figure(f"Gallring: every closed case of {cases:,}", kept),
        Figure("the register of 330 units", register),
    ]


def case_figures(many: MeasuredVault) -> list[Figure]:
    """What opening a case of a thousand records does when they have been read."""
    desk, large, ordinary = many.desk, many.sample.large, many.ordinary
    records = {each: desk.vault.journal.records(each) for each in (large, ordinary)}
    state, today = fold(large, records[large]), desk.now().date()
    rows = due.due_rows(state, desk.law)
    overdue = due.overdue_follow_ups(rows, today)
    folded, little, dates, bar = in_turns(
        QUICK_ROUNDS,
        lambda: milliseconds(lambda: fold(large, records[large])),
        lambda: milliseconds(lambda: fold(ordinary, records[ordinary])),
        lambda: milliseconds(lambda: due.due_rows(state, desk.law)),
        lambda: milliseconds(lambda: process(desk.process, state, today, overdue)),
    )
    times = LARGE_CASE_RECORDS / RECORDS_PER_CASE
    name = f"fold of {LARGE_CASE_RECORDS:,} / {RECORDS_PER_CASE} records: {times:g} × the records"
    return [
        Figure(name, folded, little, Aim(1.3 * times)),
        Figure("what is due in it / its fold", dates, folded, Aim(0.5)),
        Figure("its process bar / its fold", bar, folded, Aim(0.5)),
    ]


def upkeep_figures(many: MeasuredVault, cases: int) -> list[Figure]:
    """Once each, and last: the vault is written anew."""
    parts = parts_of(many.vault)

    def rebuild() -> None:
        with together(parts.connection):
            rebuild_index(parts)

    rebuilt = milliseconds(rebuild)
    compacted = milliseconds(lambda: compact(parts.connection))
    return [
        Figure(f"the index of {cases:,} cases anew, after a new legal pack", rebuilt),
        Figure(f"the database of {cases:,} cases written anew, after a disposal", compacted),
    ]


def _not_executed(desk: Desk) -> object:
    return quarter_list.quarter_list(desk, quarter_list.quarters_to_choose(desk)[0])
