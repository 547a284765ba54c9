from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import facts, search
from app.casework.search import KeyKind, Query


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Åkesson", "åkesson"),
        ("A\u030akesson", "åkesson"),
        ("ANDRÉ", "andre"),
        ("Müller", "muller"),
        ("Öst", "öst"),
        ("Straße", "strasse"),
    ],
)
def test_folding_keeps_the_swedish_letters_apart(text, folded):
    assert search.fold(text) == folded


def test_a_is_not_found_by_another_letter():
    assert search.fold("å") != search.fold("a")
    assert search.fold("ö") != search.fold("o")


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_more(text):
    once = search.fold(text)
    assert search.fold(once) == once


@given(st.text(max_size=20))
def test_any_text_can_be_looked_for(text):
    for kind, keys in search.looked_for(text):
        assert kind in KeyKind
        assert keys
        assert all(keys)


@pytest.mark.req("X05")
def test_the_kinds_are_those_that_the_law_allows():
    assert {kind.value for kind in KeyKind} == {"name", "number", "case_number"}


@pytest.mark.req("X05")
@pytest.mark.parametrize(
    ("typed", "queries"),
    [
        ("", ()),
        ("   ", ()),
        ("900101-9802", (Query(KeyKind.NUMBER, ("9001019802",)),)),
        ("19900101 9802", (Query(KeyKind.NUMBER, ("199001019802",)),)),
        ("2026-0014", (Query(KeyKind.CASE_NUMBER, ("2026-0014",)),)),
        ("2026-14", (Query(KeyKind.CASE_NUMBER, ("2026-0014",)),)),
        ("2026-00", (Query(KeyKind.CASE_NUMBER, ("2026-00",)),)),
        ("2026-0014 Björk", (Query(KeyKind.CASE_NUMBER, ("2026-0014", "björk")),)),
        ("SN 2026/12", (Query(KeyKind.CASE_NUMBER, ("sn", "2026/12")),)),
        (
            "Björk",
            (Query(KeyKind.CASE_NUMBER, ("björk",)), Query(KeyKind.NAME, ("björk",))),
        ),
        (
            "Anna-Karin",
            (Query(KeyKind.CASE_NUMBER, ("anna-karin",)), Query(KeyKind.NAME, ("anna", "karin"))),
        ),
    ],
)
def test_typed_text_means_a_number_a_case_number_or_a_name(typed, queries):
    assert search.looked_for(typed) == queries


@given(
    st.from_regex(r"\A2026-[0-9]{4}\Z"),
    st.sampled_from(["Björk", "Alm 2"]),
    st.sampled_from(["SN 2026/123", "RK 2021/670"]),
)
def test_a_case_is_found_by_everything_that_names_it(number, pseudonym, registration):
    case_file = facts.CaseFile(
        case_number=number, pseudonym=pseudonym, registration_number=registration
    )
    keys = search.case_number_keys(case_file)
    for typed in (number, pseudonym, registration, f"{number} {pseudonym}"):
        found = [query for query in search.looked_for(typed) if query.kind is KeyKind.CASE_NUMBER]
        assert any(
            all(any(key.startswith(part) for key in keys) for part in query.keys) for query in found
        )


def test_names_and_numbers_give_keys_and_nothing_else_does():
    identity = facts.Identity(
        given_name="Anna-Karin",
        family_name="Åkesson Karin",
        number="199001019802",
        phone="070 000 00 00",
        email="x@example.org",
        contact_route="Genom enheten",
        other="Något",
        addresses=(facts.Address(kind=facts.AddressKind.ACTUAL, text="Hemliga gatan 1"),),
    )
    assert search.name_keys(identity) == ("anna", "karin", "åkesson")
    assert search.number_keys(identity) == ("199001019802", "9001019802")
    assert search.number_keys(facts.Identity(number="okänt")) == ()
