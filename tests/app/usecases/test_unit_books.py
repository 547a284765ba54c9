"""The unit's own books: what each entry must say, and what may never stand in one."""

from __future__ import annotations

from collections.abc import Callable, Sized

import pytest

from app.errors import Fault, InvalidFields
from app.jsonvalue import JsonObject
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.unit import consultations, lex_sarah, unit_notes

ASKED: JsonObject = {
    "asked_on": "2026-05-20",
    "asked_by": "Socialsekreterare, Järva",
    "code": "J-7",
    "question": "Hur gör vi?",
}
NOTE: JsonObject = {"heading": "Fritidsgården", "text": "Öppen till 21."}
REPORT: JsonObject = {
    "reported_on": "2026-05-20",
    "happened_on": "2026-05-19",
    "what": "Beslutet blev inte verkställt.",
    "consequences": "Stödet dröjde.",
    "reported_to": "Enhetschefen",
}
BOOKS = {
    "asked": (consultations.keep_consultation, consultations.consultations, ASKED),
    "note": (unit_notes.keep_note, unit_notes.unit_notes, NOTE),
    "report": (lex_sarah.keep_report, lex_sarah.reports, REPORT),
}
Keep = Callable[..., object]
Listed = Callable[[Desk], Sized]


def refused(desk: Desk, keep: Keep, typed: JsonObject) -> dict[str, Fault]:
    with pytest.raises(InvalidFields) as found:
        keep(desk, new_entity(desk), typed)
    return {each.field: each.fault for each in found.value.problems}


@pytest.mark.req("F065", "F158", "X21")
@pytest.mark.parametrize(
    ("book", "missing"), [(name, field) for name, (*_, typed) in BOOKS.items() for field in typed]
)
def test_an_entry_without_what_it_must_say_is_told_so(desk: Desk, book: str, missing: str) -> None:
    keep, listed, typed = BOOKS[book]
    assert refused(desk, keep, {**typed, missing: ""}) == {missing: Fault.REQUIRED}
    assert len(listed(desk)) == 0
    keep(desk, new_entity(desk), typed)
    assert len(listed(desk)) == 1


@pytest.mark.req("F065")
@pytest.mark.parametrize("field", ["code", "question", "advice"])
def test_a_consultation_never_holds_a_number(desk: Desk, field: str) -> None:
    typed = {**ASKED, "advice": "Vänta.", "answered_on": "2026-05-21"}
    number = {**typed, field: "Om 19900101-9802"}
    assert refused(desk, consultations.keep_consultation, number) == {field: Fault.PERSONAL_DATA}


@pytest.mark.req("F065")
def test_advice_has_its_day_and_not_before_the_question(desk: Desk) -> None:
    keep = consultations.keep_consultation
    assert refused(desk, keep, {**ASKED, "advice": "Vänta."}) == {"answered_on": Fault.REQUIRED}
    early = {**ASKED, "advice": "Vänta.", "answered_on": "2026-05-19"}
    assert refused(desk, keep, early) == {"answered_on": Fault.BEFORE}


@pytest.mark.req("X21")
@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"happened_on": "2026-05-21"}, {"reported_on": Fault.BEFORE}),
        ({"investigated_on": "2026-05-19", "outcome": "x", "serious": "x"},
         {"investigated_on": Fault.BEFORE}),
        ({"investigated_on": "2026-05-25"},
         {"outcome": Fault.REQUIRED, "serious": Fault.REQUIRED}),
        ({"ivo_on": "2026-05-25"}, {"serious": Fault.REQUIRED}),
    ],
)  # fmt: skip
def test_a_report_is_judged_in_order_and_with_its_reason(
    desk: Desk, changes: JsonObject, faults: dict[str, Fault]
) -> None:
    assert refused(desk, lex_sarah.keep_report, {**REPORT, **changes}) == faults
