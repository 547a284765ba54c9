"""The template *Mottaglighet*: own words, rulers and stage, and how support reaches."""

from __future__ import annotations

import pytest

from app.casework.facts import Owner
from app.forms.carry import Why, carry
from app.forms.measures import measures
from app.forms.model import Control, walk
from app.forms.response import walk_items
from app.forms.session import FormSession
from tests.app.forms import filling
from tests.app.forms.asking import (
    AGAIN,
    item,
    node,
    owner,
    required,
    roles,
    say,
    shown,
    under_answers,
)

NAME = "mottaglighet"
RULERS = (
    "Hur viktigt är det för den enskilde att lämna?",
    "Hur säker är den enskilde på att det går?",
    "Hur redo är den enskilde att börja nu?",
)
LOWER, HIGHER = "Varför är siffran inte lägre?", "Vad skulle göra siffran högre?"
pytestmark = pytest.mark.req("F045")


@pytest.mark.parametrize(
    ("number", "lower", "higher"), [(0, False, True), (4, True, True), (10, True, False)]
)
@pytest.mark.parametrize("nth", range(3))
def test_a_ruler_asks_why_not_lower_and_what_would_make_it_higher(
    nth: int, number: int, *, lower: bool, higher: bool
) -> None:
    filled = filling.begun(NAME)
    links = [i.link_id for i in walk(filled.form.items) if i.text in (*RULERS, LOWER, HIGHER)]
    ruler, not_lower, more = (filled.find_all(link)[0] for link in links[3 * nth : 3 * nth + 3])
    assert filled.node(ruler).item.text == RULERS[nth]
    assert not filled.node(not_lower).shown
    filled.set_answers(ruler, [number])
    assert filled.node(not_lower).shown is lower
    assert filled.node(more).shown is higher


def test_three_rulers_and_the_stage_are_what_is_compared_over_time() -> None:
    measured = [i for i in walk(filling.template(NAME).items) if roles(i) == "measure"]
    assert [i.text for i in measured] == [*RULERS, "Vad stämmer bäst just nu?"]
    assert [i.control for i in measured[:3]] == [Control.SLIDER] * 3
    assert [(i.minimum, i.maximum) for i in measured[:3]] == [(0, 10)] * 3
    assert [option.weight for option in measured[3].options] == [0, 1, 2, 3, 4]


def test_rulers_and_stage_come_out_as_they_were_given() -> None:
    filled = filling.begun(NAME)
    say(filled, RULERS[0], 9)
    say(filled, RULERS[2], 0)
    say(filled, "Vad stämmer bäst just nu?", "2")
    found = measures(filled.form, filling.completed(filled))
    assert [(m.label, m.value, m.lowest, m.highest) for m in found] == [
        (RULERS[0], 9, 0, 10),
        (RULERS[2], 0, 0, 10),
        ("Vad stämmer bäst just nu?", 2, 0, 4),
    ]


def test_next_time_the_numbers_are_asked_anew_and_the_wishes_are_kept() -> None:
    filled = filling.begun(NAME)
    for ruler in RULERS:
        say(filled, ruler, 5)
    say(filled, "Vilket tempo passar?", "korta")
    done = filling.completed(filled)
    carried = carry(filled.form, done, filled.form, anew=True)
    assert [left.why for left in carried.left] == [Why.ASKED_ANEW] * 3
    again = FormSession(filled.form, carried.response)
    assert not any(again.node(node(again, ruler)).values for ruler in RULERS)
    assert again.node(node(again, "Vilket tempo passar?")).values


def test_no_ruler_must_be_answered() -> None:
    """The person may decline; a number nobody meant would be worse than none."""
    for text in RULERS:
        assert not item(filling.template(NAME), text).required


def test_every_hindrance_is_asked_about_for_itself() -> None:
    filled = filling.begun(NAME)
    asked = "Vad kan göra det svårt att ta emot stöd eller att hålla fast vid det?"
    say(filled, asked, "sprak", "radsla", "Ingen barnvakt")
    for nth, words in enumerate(("Läser inga brev", "Sover inte", "")):
        say(filled, "Hur märks det?", *filter(None, [words]), nth=nth)
    done = filling.completed(filled)
    (hindrances,) = (i for i in walk_items(done.items) if i.text == asked)
    assert [str(getattr(a.value, "code", a.value)) for a in hindrances.answers] == [
        *("sprak", "radsla"),
        "Ingen barnvakt",
    ]
    assert under_answers(hindrances) == [["Hur märks det?"], ["Hur märks det?"], []]


def test_nothing_is_asked_about_a_hindrance_that_there_is_not() -> None:
    filled = filling.begun(NAME)
    asked = "Vad kan göra det svårt att ta emot stöd eller att hålla fast vid det?"
    say(filled, asked, "radsla")
    assert shown(filled, "Hur märks det?", nth=AGAIN)
    say(filled, asked, "inget")
    assert not shown(filled, "Hur märks det?", nth=AGAIN)


def test_the_appraisal_stands_apart_from_the_own_words() -> None:
    *before, last = filling.template(NAME).items
    assert "appraisal" in {roles(i) for i in walk(last.items)}
    assert "appraisal" not in {roles(i) for i in walk(tuple(before))}
    own = [i for i in walk(tuple(before)) if roles(i) == "own_view"]
    assert len(own) >= 10
    assert {owner(i) for i in own} == {Owner.CLIENT.value}


def test_what_has_changed_is_asked_when_the_questions_were_asked_before() -> None:
    filled = filling.begun(NAME)
    changed = "Vad har ändrats sedan förra samtalet?"
    say(filled, "Har frågorna ställts tidigare?", False)
    assert not shown(filled, changed)
    say(filled, "Har frågorna ställts tidigare?", True)
    assert required(filled, changed)


def test_missed_meetings_are_facts_with_a_source_and_a_reason_of_the_own() -> None:
    filled = filling.begun(NAME)
    say(filled, "Hur många möten har bokats?", 6)
    say(filled, "Hur många blev av?", 2)
    assert required(filled, "Källa", page="Möten som har bokats")
    assert owner(item(filled.form, "Varför blev möten inte av, enligt den enskilde?")) == "client"
