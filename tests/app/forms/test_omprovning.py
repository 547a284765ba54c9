"""The template *Omprövning* (F069): exactly three questions, and no answer ends anything."""

from __future__ import annotations

import pytest

from app.forms.model import Item, walk
from app.forms.session import FormSession
from tests.app.forms import filling
from tests.app.forms.asking import asked_on, codes_of, owner, required, roles, say, shown

NAME = "omprovning"
QUESTIONS = {
    "Behov av stöd": "Har den enskilde fortfarande behov av stöd?",
    "Kriminalitet": "Håller sig den enskilde från kriminalitet?",
    "Personsäkerhet": "Sköter den enskilde sin personsäkerhet i samverkan med polisen?",
}
pytestmark = pytest.mark.req("F069")


def asked_now(filled: FormSession) -> set[str]:
    links = filled.form.by_link
    return {i for i in links if any(filled.node(n).shown for n in filled.find_all(i))}


def outcome() -> Item:
    (found,) = (i for i in walk(filling.template(NAME).items) if i.text == "Vad blir utfallet?")
    return found


def test_exactly_three_questions_are_put() -> None:
    form = filling.template(NAME)
    put = [i.text for i in walk(form.items) if roles(i) == "continuation"]
    assert put == list(QUESTIONS.values())
    assert [page.text for page in form.items] == ["Beslutet", *QUESTIONS, "Utfall"]


@pytest.mark.parametrize(("page", "question"), QUESTIONS.items())
def test_each_question_is_answered_with_facts_own_words_and_an_appraisal(
    page: str, question: str
) -> None:
    asked = list(asked_on(filling.template(NAME), page))
    assert asked[0].text == question
    assert codes_of(asked[0]) == ["ja", "nej", "oklart"]
    must = {roles(i) for i in asked if i.required}
    assert must == {"continuation", "facts", "source", "appraisal"}
    assert "own_view" in {roles(i) for i in asked}


@pytest.mark.parametrize("question", QUESTIONS.values())
def test_a_no_opens_hides_and_decides_nothing(question: str) -> None:
    filled = filling.begun(NAME)
    before = asked_now(filled)
    say(filled, question, "nej")
    assert asked_now(filled) == before
    say(filled, outcome().text, "fortsatter")
    filling.completed(filled)


def test_there_is_no_outcome_that_ends_the_support() -> None:
    """Ending a running decision is examined for itself, on the grounds that the law gives."""
    assert codes_of(outcome()) == ["fortsatter", "andras", "provas"]
    (info,) = (i for i in filling.template(NAME).items[0].items if not i.is_question)
    assert "avslutar ingenting av sig självt" in info.text


def test_what_follows_from_the_outcome() -> None:
    filled = filling.begun(NAME)
    change, again = "Vad ska ändras, och vem gör det?", "När omprövas beslutet nästa gång?"
    for code, asked in [("fortsatter", {again}), ("andras", {change, again}), ("provas", {change})]:
        say(filled, outcome().text, code)
        assert {text for text in (change, again) if required(filled, text)} == asked, code


def test_the_person_is_heard_or_the_reason_is_given() -> None:
    filled = filling.begun(NAME)
    heard = "Har den enskilde fått veta vad som har kommit fram, och fått svara?"
    say(filled, heard, True)
    assert not shown(filled, "Varför inte?")
    say(filled, heard, False)
    assert required(filled, "Varför inte?")


def test_the_police_answer_for_what_they_have_said_of_safety() -> None:
    owners = {owner(i) for i in asked_on(filling.template(NAME), "Personsäkerhet")}
    assert owners == {"bops", "local_police", "social_services", "client"}
