"""The delegation order as data: it warns, and never hinders (KL 7 kap. 5 §)."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import Fault, InvalidFields
from app.jsonvalue import JsonObject
from app.usecases.decision import delegation
from app.usecases.decision.delegation import DelegationWarning
from app.usecases.desk import Desk

DAY = date(2026, 6, 1)
LAW = "sol-2025-11-1"
ORDER: JsonObject = {
    "decided_on": "2026-01-15",
    "decided_by": "Socialnämnden",
    "rows": [
        {"title": "Socialsekreterare", "decision": "granted", "provision": LAW, "limit": "1 år"},
        {"title": "Enhetschef", "decision": "any", "reference": "3.2"},
    ],
}

pytestmark = pytest.mark.req("F046")


def test_without_an_order_nothing_is_warned_of(desk: Desk) -> None:
    assert not delegation.has_order(desk)
    assert delegation.warning(desk, "Vem som helst", "refused", LAW, DAY) is None
    assert delegation.order_now(desk).order is None


@pytest.mark.parametrize(
    ("title", "outcome", "provision", "code"),
    [
        ("Socialsekreterare", "granted", LAW, None),
        (" socialSEKRETERARE ", "granted", LAW, None),
        ("Socialsekreterare", "refused", LAW, DelegationWarning.NOT_FOR_THIS),
        ("Socialsekreterare", "granted", "sol-2025-12-1", DelegationWarning.NOT_FOR_THIS),
        ("Enhetschef", "refused", "sol-2025-12-1", None),
        ("Enhetschef", "ended", "", None),
        ("Praktikant", "granted", LAW, DelegationWarning.TITLE_NOT_LISTED),
        ("", "granted", LAW, DelegationWarning.TITLE_NOT_LISTED),
    ],
)
def test_the_order_is_looked_up_by_title_decision_and_provision(
    desk: Desk, title: str, outcome: str, provision: str, code: DelegationWarning | None
) -> None:
    delegation.save_order(desk, ORDER)
    assert delegation.has_order(desk)
    assert delegation.warning(desk, title, outcome, provision, DAY) == code


def test_a_row_tells_its_limit_and_its_item(desk: Desk) -> None:
    delegation.save_order(desk, ORDER)
    (row,) = delegation.covering_rows(desk, "Enhetschef", "granted", LAW, DAY)
    assert row.reference == "3.2"
    (row,) = delegation.covering_rows(desk, "Socialsekreterare", "granted", LAW, DAY)
    assert row.limit == "1 år"
    assert delegation.covering_rows(desk, "Praktikant", "granted", LAW, DAY) == ()


def test_an_earlier_order_holds_for_the_days_before_a_new_one(desk: Desk) -> None:
    delegation.save_order(desk, ORDER)
    newer: JsonObject = {
        **ORDER,
        "decided_on": "2026-05-01",
        "rows": [{"title": "Enhetschef", "decision": "any"}],
    }
    delegation.save_order(desk, newer)
    codes = [
        delegation.warning(desk, "Socialsekreterare", "granted", LAW, day)
        for day in (date(2026, 1, 14), date(2026, 4, 30), date(2026, 5, 1))
    ]
    assert codes == [DelegationWarning.NOT_IN_FORCE, None, DelegationWarning.TITLE_NOT_LISTED]


def test_a_corrected_order_holds_from_the_same_day(desk: Desk) -> None:
    delegation.save_order(desk, ORDER)
    delegation.save_order(desk, {**ORDER, "rows": [{"title": "Praktikant", "decision": "any"}]})
    assert delegation.warning(desk, "Praktikant", "granted", LAW, DAY) is None
    assert delegation.warning(desk, "Enhetschef", "granted", LAW, DAY) is not None


def test_an_order_that_has_run_out_covers_nothing(desk: Desk) -> None:
    delegation.save_order(desk, {**ORDER, "valid_to": "2026-05-31"})
    assert delegation.warning(desk, "Enhetschef", "granted", LAW, date(2026, 5, 31)) is None
    found = delegation.warning(desk, "Enhetschef", "granted", LAW, DAY)
    assert found is DelegationWarning.NOT_IN_FORCE


def test_every_problem_of_an_order_is_told_at_its_own_field(desk: Desk) -> None:
    typed: JsonObject = {
        "decided_on": "2026-05-01",
        "valid_to": "2026-04-30",
        "rows": [{"title": "Enhetschef", "provision": "sol-1980-6"}],
    }
    with pytest.raises(InvalidFields) as caught:
        delegation.save_order(desk, typed)
    assert {each.field: each.fault for each in caught.value.problems} == {
        "decided_by": Fault.REQUIRED,
        "valid_to": Fault.BEFORE,
        "rows/0/decision": Fault.REQUIRED,
        "rows/0/provision": Fault.NOT_IN_FORCE,
    }
    with pytest.raises(InvalidFields) as caught:
        delegation.save_order(desk, {"decided_on": "2026-05-01", "decided_by": "N", "rows": []})
    assert [each.fault for each in caught.value.problems] == [Fault.ONE_NEEDED]
