"""Faults in sheets are told in Swedish, with their place and what to do."""

from __future__ import annotations

import string

import pytest

from app.forms.problems import Code, Problem, Severity
from app.forms.sheet_problems import Sheet, SheetCode, SheetProblem
from tests.app.forms.sheets import compiled
from ui.forms import sheet_words, words
from ui.forms.sheet_words import sheet_place, sheet_sentence
from ui.forms.words import template_sentence


def test_the_place_and_what_to_do() -> None:
    rows = [{"id": f"x{number}", "typ": "rad"} for number in range(12)]
    rows.append({"id": "x", "typ": "rad", "visas om": "4.3 = ja"})
    [found] = compiled(*rows).problems[:1]
    assert sheet_place(found) == "Frågor, rad 14"
    assert sheet_sentence(found) == (
        "”visas om” pekar på 4.3 som inte finns. Rätta id:t eller ta bort villkoret."
    )


@pytest.mark.parametrize(
    ("row", "also", "place"),
    [
        (0, (), "Svar"),
        (4, (), "Svar, rad 4"),
        (4, (5,), "Svar, rad 4 och 5"),
        (4, (5, 9), "Svar, rad 4, 5 och 9"),
        (4, tuple(range(5, 20)), "Svar, rad 4, 5, 6, 7, 8 och 11 till"),
    ],
)
def test_places(row: int, also: tuple[int, ...], place: str) -> None:
    found = SheetProblem(Sheet.ANSWERS, row, SheetCode.MISSING_CELL, column="kod", also=also)
    assert sheet_place(found) == place


def test_every_fault_has_a_sentence() -> None:
    said = set(sheet_words._SENTENCES) | {SheetCode.TEMPLATE}
    assert said == set(SheetCode)


ROLES = "need need_level measure vulnerability instrument instrument_name proposed_intervention x"


@pytest.mark.parametrize(
    "rows",
    [
        [{"id": "x", "typ": "heltal", "min": "få"}],
        [{"id": "x", "typ": "heltal", "visning": "ratt"}],
        [{"id": "x", "typ": "skala", "min": "0", "max": "5", "steg": "0"}],
        [{"id": "x", "typ": "mängd", "enhet": "kg", "förval": "5 g"}],
        [{"id": "x", "typ": "val", "svar": "grad", "förval": "9"}],
        [{"id": "x", "typ": "val", "svar": "okänd", "kod": "icd:1", "ägare": "Alla"}],
        [{"id": "x", "typ": "val", "svar": "grad"}, {"id": "y", "typ": "rad", "visas om": "x = 9"}],
        [{"id": "x", "typ": "rad"}, {"id": "y", "typ": "rad", "visas om": "x != a"}],
        [{"id": "x", "typ": "info"}, {"id": "y", "typ": "rad", "visas om": "x = a"}],
        [{"id": "x", "typ": "ja/nej"}, {"id": "y", "typ": "rad", "visas om": "x > ja"}],
        [
            {"id": "x", "typ": "val", "svar": "grad"},
            {"id": "y", "typ": "rad", "visas om": "x >= 1 och x är ifylld"},
            {"id": "z", "typ": "rad", "visas om": "x = 1 och y = 2 eller y = 3"},
        ],
        [{"id": "x", "typ": "sida"}],
        *([{"id": "x", "typ": "text", "kod": f"roll:{role}"}] for role in ROLES.split()),
        [{"id": "x", "typ": "rad", "visas om": "x är ifylld"}],
        [{"id": "x", "typ": "heltal", "min": "5", "max": "3"}],
        [{"id": "x", "typ": "rad", "obl": "ja", "dold": "ja"}],
        [{"id": "x", "typ": "rad", "räkna": "1", "flera": "x", "minst": "2"}],
        [{"id": "-".join(["a"] * 60), "typ": "rad"}, {"id": "1.", "typ": "rad"}],
        [{"id": ".".join("abcdefghi"[:n]), "typ": "grupp"} for n in range(1, 10)],
    ],
)
def test_sentences_are_whole(rows) -> None:
    found = compiled(*rows).problems
    assert found
    for problem in found:
        sentence = sheet_sentence(problem)
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert "”” " not in sentence


def test_every_fault_of_a_template_has_a_sentence() -> None:
    told = {*words._TEMPLATES, *words._ANSWERS}
    assert told == set(Code)
    fields = ("question", "feature", "type", "chain", "most", "date", "version", "link", "where")
    for code, text in words._TEMPLATES.items():
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= set(fields)
        sentence = template_sentence(Problem(code, Severity.ERROR, "5.2"))
        assert sentence.endswith(".")
