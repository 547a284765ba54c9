"""Measures over time: which forms are compared, and in which order."""

from __future__ import annotations

from typing import Any

import pytest

from app.casework import facts
from app.casework.comparison import comparisons
from app.casework.projection import fold
from app.casework.state import CaseState
from app.journal.record import Record
from tests.app.casework.build import STREAM, assessment, entity, record

pytestmark = pytest.mark.req("F045")

URL = "urn:test:mottaglighet"


def measure(key: str, value: int, label: str = "", highest: int = 10) -> facts.Measure:
    return facts.Measure(
        key=key, label=label or f"Mått {key}", value=value, lowest=0, highest=highest,
        shown=f"{value} av {highest}",
    )  # fmt: skip


def signed(number: int, day: str, *measures: facts.Measure, **changes: Any) -> Record:
    usual = {"template": f"{URL}|1.{number}", "completed_on": day, "measures": measures}
    return record(assessment(**(usual | changes)), of=entity(number), lamport=number)


def state(*records: Record) -> CaseState:
    return fold(STREAM, records)


def test_forms_are_compared_in_order_of_time_over_the_versions_of_a_template() -> None:
    got = comparisons(
        state(
            signed(1, "2026-05-01", measure("a", 7, "Ny ordalydelse")),
            signed(2, "2026-03-01", measure("a", 4), measure("b", 2)),
            signed(3, "2026-04-01", measure("b", 3)),
        )
    )

    (one,) = got
    assert [each.day for each in one.occasions] == ["2026-03-01", "2026-04-01", "2026-05-01"]
    values = {
        each.label: [answer and answer.value for answer in each.answers] for each in one.series
    }
    assert values == {"Ny ordalydelse": [4, None, 7], "Mått b": [2, 3, None]}
    assert (one.lowest, one.highest) == (0, 10)


def test_one_answer_is_no_comparison() -> None:
    assert comparisons(state(signed(1, "2026-05-01", measure("a", 7)))) == ()
    assert comparisons(state(signed(1, "2026-05-01"), signed(2, "2026-06-01"))) == ()


def test_other_bounds_and_other_templates_stand_apart() -> None:
    got = comparisons(
        state(
            *(
                signed(number, f"2026-0{number}-01", measure("a", 1), measure("s", 2, highest=4))
                for number in (1, 2)
            ),
            *(
                signed(number, f"2026-0{number}-01", measure("a", 5), template="urn:test:annan|1")
                for number in (3, 4)
            ),
        )
    )
    assert [(each.template, each.highest) for each in got] == [
        (URL, 10), (URL, 4), ("urn:test:annan", 10),
    ]  # fmt: skip


def test_a_paper_of_one_form_tells_of_nothing_that_came_after_it() -> None:
    records = [signed(number, f"2026-0{number}-01", measure("a", number)) for number in (1, 2, 3)]

    (one,) = comparisons(state(*records), until=records[1].id)

    assert [each.day for each in one.occasions] == ["2026-01-01", "2026-02-01"]
    assert comparisons(state(*records), until=records[0].id) == ()
    assert comparisons(state(signed(9, "2026-01-01"), *records), until=entity(9)) == ()  # type: ignore[arg-type]
