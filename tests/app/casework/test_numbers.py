from __future__ import annotations

from importlib.resources import files
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from app.casework import numbers
from app.casework.search import fold
from app.errors import Fault
from app.ids import StreamId

WORDS = numbers.read_pseudonyms(
    files(resources).joinpath("registers", "pseudonyms.txt").read_bytes()
)
STREAMS = st.uuids().map(lambda each: StreamId(str(each)))


def test_the_next_number_follows_the_years_highest():
    taken = ["2026-0001", "2026-0013", "2025-0099", "x", ""]
    assert numbers.next_case_number(taken, 2026) == "2026-0014"
    assert numbers.next_case_number(taken, 2027) == "2027-0001"
    assert numbers.next_case_number(["2026-9999"], 2026) == "2026-10000"


@given(st.lists(st.from_regex(r"\A202[5-7]-[0-9]{4}\Z")))
def test_a_number_is_never_given_twice(taken):
    number = numbers.next_case_number(taken, 2026)
    assert number not in taken
    assert numbers.is_case_number(number)


@pytest.mark.parametrize("text", ["", "2026-14", "26-0014", "2026-0014 ", "２０２６-0014"])
def test_what_is_no_case_number(text):
    assert not numbers.is_case_number(text)


def test_there_are_words_enough_and_no_two_alike():
    assert len(WORDS) >= 300
    assert len({fold(word) for word in WORDS}) == len(WORDS)
    assert all(word.isalpha() and word == word.capitalize() for word in WORDS)
    assert all(3 <= len(word) <= 15 for word in WORDS)


@given(st.sets(st.sampled_from(WORDS)), STREAMS)
def test_a_pseudonym_is_one_that_no_case_has(taken, stream):
    name = numbers.suggest_pseudonym(WORDS, taken, stream)
    assert name in WORDS
    assert name not in taken


@given(STREAMS)
def test_when_all_words_are_taken_a_number_comes_after(stream):
    used: set[str] = set()
    for _ in range(5):
        name = numbers.suggest_pseudonym(["Alm", "Björk"], used, stream)
        assert name not in used
        used.add(name)
    assert {each.split()[0] for each in used} == {"Alm", "Björk"}


def test_the_case_of_letters_makes_no_other_pseudonym():
    name = numbers.suggest_pseudonym(["Alm", "Björk"], ["BJÖRK"], StreamId(str(UUID(int=1))))
    assert name == "Alm"


@pytest.mark.req("F127")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("RK 2021/670", "RK 2021/670"),
        ("Dnr RK 2021/670", "RK 2021/670"),
        ("dnr: rk 2021 / 670", "RK 2021/670"),
        ("Diarienummer SN  2026/123", "SN 2026/123"),
        ("äsn 2026/1", "ÄSN 2026/1"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_registration_number_is_kept_in_one_form(typed, kept):
    found = numbers.registration_number(typed)
    assert not isinstance(found, Fault)
    assert found == kept


@pytest.mark.req("F127")
@pytest.mark.parametrize("typed", ["2021/670", "RK 21/670", "RK2021/670", "RK 2021-670", "RK"])
def test_another_form_is_a_fault(typed):
    assert numbers.registration_number(typed) is Fault.REGISTRATION_NUMBER_FORM


@pytest.mark.req("F127")
def test_the_form_is_configurable():
    pattern = "<år>-<löpnr> (<prefix>)"
    assert numbers.registration_number("2026-7 (ifo)", pattern) == "2026-7 (IFO)"
    assert numbers.registration_number("IFO 2026/7", pattern) is Fault.REGISTRATION_NUMBER_FORM
