"""What a decision that changes or ends an earlier one must say (SoL 14 kap. 9 §, FL 37 §).

Nothing ends a running decision by itself: it takes a decision of its own, that names the earlier
one, what has changed, and the provision that allows it (F069).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.casework import facts
from app.casework.decided import (
    CHANGES,
    GRANTS,
    Decided,
    decision_of,
    replaced_on,
    until_further_notice,
)
from app.casework.state import CaseState
from app.errors import Fault, Reason, Refusal
from app.ids import RecordId
from app.law.pack import LegalPack, Provision
from app.usecases.typed import Typed

UNTIL_FURTHER_NOTICE = "sol-2025-14-9"
CHANGE_PROVISIONS = (UNTIL_FURTHER_NOTICE, "fl-37-2", "fl-37")
"""What a change or an end can rest on: for what runs until further notice, for what is to the
person's disadvantage, and for all else."""


@dataclass(frozen=True, slots=True)
class Changed:
    record: RecordId | None = None
    provision: Provision | None = None


def changeable(state: CaseState) -> tuple[Decided, ...]:
    """Favourable decisions that no later one has changed or ended, latest first."""
    found = (
        each
        for each in state.decisions
        if each.latest.fact.outcome in GRANTS and replaced_on(state, each) is None
    )
    return tuple(sorted(found, key=lambda each: each.latest.fact.decided_on, reverse=True))


def change_provisions(law: LegalPack, day: date) -> tuple[Provision, ...]:
    """Those of ``CHANGE_PROVISIONS`` that were in force on the day."""
    found = (law.provision(key, day) for key in CHANGE_PROVISIONS)
    return tuple(each for each in found if each is not None)


def changed_of(
    fields: Typed,
    state: CaseState,
    law: LegalPack,
    outcome: facts.Outcome,
    decided_on: str,
    *,
    before: facts.Decision | None,
) -> Changed:
    """What is changed, and by which provision. ``before``: the wording that is corrected, whose
    choice of decision stands. Raises Refusal (conflict_unsettled)."""
    if outcome not in CHANGES:
        return Changed()
    record = before.changes if before is not None else _chosen(fields, state)
    changed = decision_of(state, record) if record else None
    if changed is not None and changed.disputed and before is None:
        raise Refusal(Reason.CONFLICT_UNSETTLED)
    if changed is not None:
        earlier = changed.latest.fact.decided_on
        fields.not_before("decided_on", decided_on, "changes", earlier)
    return Changed(record, _provision(fields, law, decided_on, changed))


def _chosen(fields: Typed, state: CaseState) -> RecordId | None:
    known = {each.latest.record.id for each in changeable(state)}
    return RecordId(fields.code("changes", known, required=True)) or None


def _provision(
    fields: Typed, law: LegalPack, decided_on: str, changed: Decided | None
) -> Provision | None:
    key = fields.code("change_provision", CHANGE_PROVISIONS, required=True)
    if not key or not decided_on:
        return None
    found = law.provision(key, date.fromisoformat(decided_on))
    if found is None:
        fields.problem("change_provision", Fault.NOT_A_CHOICE)
    elif (
        key == UNTIL_FURTHER_NOTICE
        and changed is not None
        and not until_further_notice(changed.latest.fact)
    ):
        fields.problem("change_provision", Fault.ONLY_UNTIL_FURTHER_NOTICE)
        return None
    return found
