from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import personnummer
from app.casework.facts import NumberKind
from app.casework.personnummer import Doubt, Number
from app.errors import Fault

TODAY = date(2026, 11, 22)
PERSON, COORDINATION = NumberKind.PERSONNUMMER, NumberKind.SAMORDNINGSNUMMER


@pytest.mark.parametrize(
    ("typed", "digits", "kind"),
    [
        ("198211059954", "198211059954", PERSON),
        ("199012119948", "199012119948", PERSON),
        ("187912219990", "187912219990", PERSON),
        ("190905271474", "190905271474", PERSON),
        ("200012099891", "200012099891", PERSON),
        ("821105-9954", "198211059954", PERSON),
        ("8211059954", "198211059954", PERSON),
        ("090527+1474", "190905271474", PERSON),
        ("19821105-9954", "198211059954", PERSON),
        ("1982 1105 9954", "198211059954", PERSON),
        ("821105–9954", "198211059954", PERSON),
        ("195705749959", "195705749959", COORDINATION),
        ("197306749982", "197306749982", COORDINATION),
        ("570574-9959", "195705749959", COORDINATION),
    ],
)
def test_published_numbers_are_read(typed, digits, kind):
    found = personnummer.parse(typed, today=TODAY)
    assert isinstance(found, Number)
    assert (found.digits, found.kind) == (digits, kind)


@pytest.mark.parametrize(
    "typed",
    ["201509160006", "198707049996", "201211209941", "193901829913", "201210759984"],
)
def test_published_wrong_numbers_are_refused(typed):
    assert personnummer.parse(typed, today=TODAY) is Fault.PERSONNUMMER_CHECK_DIGIT


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.PERSONNUMMER_LENGTH),
        ("82110599", Fault.PERSONNUMMER_LENGTH),
        ("1982110599545", Fault.PERSONNUMMER_LENGTH),
        ("821105|9954", Fault.PERSONNUMMER_LENGTH),
        ("８２１１０５-9954", Fault.PERSONNUMMER_LENGTH),
        ("20000101-T220", Fault.PERSONNUMMER_LENGTH),
        ("198213059954", Fault.PERSONNUMMER_DATE),
        ("198211319954", Fault.PERSONNUMMER_DATE),
        ("198211929954", Fault.PERSONNUMMER_DATE),
        ("198211609954", Fault.PERSONNUMMER_DATE),
        ("000011059954", Fault.PERSONNUMMER_DATE),
        ("198211059955", Fault.PERSONNUMMER_CHECK_DIGIT),
    ],
)
def test_the_fault_tells_length_date_and_check_digit_apart(typed, fault):
    assert personnummer.parse(typed, today=TODAY) is fault


def test_an_individual_number_of_zeros_is_not_used():
    number = personnummer.with_check_digit("19900101000")
    assert personnummer.parse(number, today=TODAY) is Fault.PERSONNUMMER_CHECK_DIGIT


def test_a_day_that_only_another_century_had_is_no_date():
    leap = personnummer.with_check_digit("20000229980")
    assert isinstance(personnummer.parse(leap[2:], today=TODAY), Number)
    assert personnummer.parse(f"19{leap[2:]}", today=TODAY) is Fault.PERSONNUMMER_DATE


@pytest.mark.parametrize(
    ("born", "sign"),
    [("20261122", "-"), ("19270101", "-"), ("19261231", "+"), ("18270101", "+")],
)
def test_hyphen_and_plus_settle_the_century(born, sign):
    digits = personnummer.with_check_digit(f"{born}980")
    found = personnummer.parse(f"{digits[2:8]}{sign}{digits[8:]}", today=TODAY)
    assert isinstance(found, Number)
    assert found.digits == digits


def test_ten_digits_without_a_sign_are_not_taken_for_somebody_unborn():
    digits = personnummer.with_check_digit("19261224980")
    found = personnummer.parse(digits[2:], today=TODAY)
    assert isinstance(found, Number)
    assert found.born == date(1926, 12, 24)


TEST_NUMBERS = st.builds(
    lambda born, coordination, last: personnummer.with_check_digit(
        f"{born.year}{born:%m}{born.day + 60 * coordination:02}{last}"
    ),
    st.dates(date(1840, 1, 1), date(2199, 12, 31)),
    st.booleans(),
    st.integers(980, 999),
)


@given(TEST_NUMBERS)
def test_what_is_shown_is_read_as_the_same_number(digits):
    found = personnummer.parse(digits, today=TODAY)
    assert isinstance(found, Number)
    assert personnummer.parse(found.shown, today=TODAY) == found
    assert personnummer.parse_stored(found.digits) == found
    assert found.short == digits[2:]
    assert found.is_test_number


@given(TEST_NUMBERS, st.integers(2, 11), st.integers(1, 9))
def test_one_mistyped_digit_is_always_noticed(digits, place, step):
    wrong = str((int(digits[place]) + step) % 10)
    found = personnummer.parse(digits[:place] + wrong + digits[place + 1 :], today=TODAY)
    assert isinstance(found, Fault)


@given(st.text(max_size=16) | st.from_regex(r"\A[0-9]{10,12}[-+]?[0-9]{0,4}\Z"))
def test_any_typed_text_is_a_number_or_one_of_three_faults(typed):
    found = personnummer.parse(typed, today=TODAY)
    if isinstance(found, Fault):
        assert found.value.startswith("personnummer_")
    else:
        assert personnummer.with_check_digit(found.digits[:11]) == found.digits


def test_only_twelve_digits_are_the_stored_form():
    for text in ("821105-9954", "19821105-9954", "", "19821105995４"):
        assert personnummer.parse_stored(text) is Fault.PERSONNUMMER_LENGTH


def test_the_unlikely_is_doubted_and_not_refused():
    unborn = personnummer.parse(personnummer.with_check_digit("20991231980"), today=TODAY)
    ancient = personnummer.parse("187912219990", today=TODAY)
    usual = personnummer.parse("198211059954", today=TODAY)
    assert isinstance(unborn, Number)
    assert isinstance(ancient, Number)
    assert isinstance(usual, Number)
    assert personnummer.doubts(unborn, today=TODAY) == (Doubt.IN_THE_FUTURE,)
    assert personnummer.doubts(ancient, today=TODAY) == (Doubt.VERY_OLD,)
    assert personnummer.doubts(usual, today=TODAY) == ()
