"""What holds for every template but the large assessments: mappings, follow-up, review, closing."""

from __future__ import annotations

import re

import pytest

from app.casework.facts import FormPurpose, Owner
from app.forms.model import Control, Item, Kind, walk
from tests.app.forms import filling
from tests.app.forms.asking import owner, roles

PURPOSES = {
    "mottaglighet": FormPurpose.RESPONSIVITY,
    "vald-och-heder": FormPurpose.MAPPING,
    "barn": FormPurpose.MAPPING,
    "hot": FormPurpose.MAPPING,
    "digital": FormPurpose.MAPPING,
    "uppfoljning": FormPurpose.FOLLOW_UP,
    "omprovning": FormPurpose.REVIEW,
    "avslut": FormPurpose.CLOSING,
}
FIRST_PAGES = {"Samtalet", "Underlag", "Innan ni börjar", "Uppföljningen", "Beslutet"}
"""When, how and with whom: nobody's statement about a threat or a need."""

each_template = pytest.mark.parametrize("name", PURPOSES)


def pages(name: str) -> tuple[Item, ...]:
    return filling.template(name).items


@pytest.mark.parametrize(("name", "purpose"), PURPOSES.items())
def test_a_template_says_what_it_is_for(name: str, purpose: FormPurpose) -> None:
    codes = filling.template(name).codes
    assert [(code.system, code.code) for code in codes] == [(filling.PURPOSE, purpose.value)]


@pytest.mark.req("F126")
@each_template
def test_it_is_completed_by_answering_what_must_be_answered(name: str) -> None:
    filled = filling.begun(name)
    assert filled.progress().required_left > 0
    filling.completed(filled)
    assert filled.progress().problems == 0


@pytest.mark.req("F126")
@each_template
def test_it_is_completed_also_when_every_question_has_been_answered(name: str) -> None:
    """The first option, yes and a word everywhere: what opens further questions opens them."""
    filled = filling.begun(name)
    for _ in range(4):
        for link in filled.form.by_link:
            for node in filled.find_all(link):
                view = filled.node(node)
                if view.item.is_question and view.shown and not view.values:
                    yes = view.item.kind is Kind.BOOLEAN
                    filled.set_answers(node, [True if yes else filling.any_value(view.item)])
    assert filled.progress().percent == 100
    filling.completed(filled)


@each_template
def test_a_page_can_be_taken_in(name: str) -> None:
    """At most twelve questions before anything has been answered; what repeats counts once."""
    filled = filling.begun(name)
    for page in filled.form.items:
        asked = [
            item.text
            for item in walk(page.items)
            if item.is_question and any(filled.node(n).shown for n in filled.find_all(item.link_id))
        ]
        limit = 16 if any(item.repeats for item in page.items if item.kind is Kind.GROUP) else 12
        assert len(asked) <= limit, (page.text, asked)


@pytest.mark.req("F072")
@each_template
def test_every_statement_says_who_answers_for_it(name: str) -> None:
    known = {owner.value for owner in Owner}
    for page in pages(name):
        if page.text in FIRST_PAGES or page.text == "Barnen":
            continue
        for item in walk(page.items):
            if item.is_question and not roles(item).startswith("instrument"):
                assert owner(item) in known, (page.text, item.text)


@each_template
def test_where_facts_must_be_given_so_must_their_source(name: str) -> None:
    for page in pages(name):
        ours = [
            item
            for item in walk(page.items)
            if item.required and owner(item) == Owner.SOCIAL_SERVICES.value
        ]
        given = {roles(item) for item in ours if item.kind in (Kind.TEXT, Kind.STRING)}
        assert "facts" not in given or "source" in given or page.text == "Målen", page.text


@each_template
def test_no_question_asks_for_what_can_kill(name: str) -> None:
    """A leaked address can kill: the words are there to forbid, never to ask."""
    for item in walk(pages(name)):
        if item.is_question:
            assert not re.search(
                r"adress|personnummer|telefonnummer|lösenordet|vilken skola|namnet",
                item.text,
                re.IGNORECASE,
            ), item.text


@each_template
def test_words_are_plain_and_leave_gender_and_law_out(name: str) -> None:
    """Legal references are data with dates (resources/law), never a template's words."""
    for link, words in filling.words(filling.template(name)):
        assert not re.search(r"\b(han|hon|honom|henne|hans|hennes)\b", words, re.IGNORECASE), link
        assert not re.search(r"§|\bkap\.|SoL|OSL|BBIC|IBIC|ICF", words), link
        assert "  " not in words.strip(), link


@each_template
def test_no_number_of_a_form_is_summed(name: str) -> None:
    """Levels are somebody's own judgement; numbers that are compared carry the role measure."""
    for item in walk(pages(name)):
        if item.control is Control.SLIDER:
            assert roles(item) == "measure" or item.link_id == "malen.mal.siffra"
            assert (item.minimum, item.maximum) == (0, 10)
            assert item.beside(Control.LOWER)
            assert item.beside(Control.UPPER)


@each_template
def test_appraisal_is_never_asked_under_the_name_of_facts(name: str) -> None:
    for item in walk(pages(name)):
        if roles(item) == "appraisal":
            assert owner(item) == Owner.SOCIAL_SERVICES.value, item.text
        if roles(item) == "own_view":
            assert owner(item) == Owner.CLIENT.value, item.text
