"""What every template for an assessment or an enrolment holds to, however it is worded."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from app.casework.facts import FormPurpose, Owner
from app.forms.model import Control, Form, Item, Kind, walk
from app.forms.response import walk_items
from app.forms.session import FormSession
from tests.app.forms.filling import (
    OWNER,
    PURPOSE,
    ROLE,
    begun,
    choose,
    completed,
    fill_required,
    questions,
    template,
    words,
)

NAMES = ("vuxen", "ung", "sig")
EVERY = pytest.mark.parametrize("name", NAMES)
MOST_ON_A_PAGE = 12
OF_THE_WORK_ITSELF = frozenset(
    (
        *("grund", "bakgrund", "utforande", "instrument", "basta", "analys", "forslag"),
        *("alternativ", "plan", "placering", "tillbaka", "kommunicering"),
        *("start", "vardnad", "grupp", "utbyte", "slut"),
    )
)
"""Pages about how the assessment is made and what is proposed: there only what the client has said
carries a name, and the rest is the caseworker's, who signs."""


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("vuxen", FormPurpose.ASSESSMENT),
        ("ung", FormPurpose.ASSESSMENT),
        ("sig", FormPurpose.INTAKE),
    ],
)
def test_a_template_says_what_it_is_for(name: str, purpose: FormPurpose) -> None:
    codes = {code.code for code in template(name).codes if code.system == PURPOSE}
    assert codes == {purpose.value}


@pytest.mark.req("F072")
@EVERY
def test_every_statement_of_threat_need_and_risk_names_who_answers_for_it(name: str) -> None:
    known = {owner.value for owner in Owner}
    pages = [page for page in template(name).items if page.link_id not in OF_THE_WORK_ITSELF]
    asked = [item for item in walk(tuple(pages)) if item.is_question]
    assert [item.link_id for item in asked if item.code(OWNER) not in known] == []
    assert {item.code(OWNER) for item in asked} == known


@EVERY
def test_law_is_kept_with_the_law_and_not_in_templates(name: str) -> None:
    """Provisions change; they stand in the legal pack, with their dates."""
    paragraphs = [link for link, text in words(template(name)) if re.search(r"§|\bkap\.", text)]
    assert paragraphs == []


@EVERY
def test_nobody_is_called_he_or_she(name: str) -> None:
    gendered = re.compile(r"\b(han|hon|honom|henne|hans|hennes)\b", re.IGNORECASE)
    assert [link for link, text in words(template(name)) if gendered.search(text)] == []


@EVERY
def test_no_question_asks_where_somebody_is(name: str) -> None:
    """A leaked place can kill: what a question asks for is never an address or a number, and the
    first page says so."""
    form = template(name)
    asks = re.compile(
        r"adress|telefonnummer|\bvar bor\b|vilken (skola|ort|arbetsplats)", re.IGNORECASE
    )
    assert [item.link_id for item in questions(form) if asks.search(item.text)] == []
    first = " ".join(item.text + item.help for item in walk(form.items[:1]))
    assert "adress" in first.casefold()


@EVERY
def test_a_page_can_be_taken_in(name: str) -> None:
    filled = everything_on(name)
    crowded = {
        page.title: len(asked)
        for page in filled.pages()
        if len(asked := shown_questions(filled, page.nodes[0])) > MOST_ON_A_PAGE
    }
    assert crowded == {}


@EVERY
def test_every_page_has_a_short_name(name: str) -> None:
    pages = [item for item in template(name).items if item.control is Control.PAGE]
    assert len(pages) == len(template(name).items)
    for page in pages:
        assert 0 < len(page.short_text) <= 24, page.link_id
    assert len({page.short_text for page in pages}) == len(pages)


@EVERY
def test_facts_and_appraisal_are_never_one_answer(name: str) -> None:
    """What is known and what is thought of it are kept apart (SOSFS 2014:5)."""
    roles = {
        item.link_id: {c.code for c in item.codes if c.system == ROLE}
        for item in walk(template(name).items)
    }
    assert [link for link, found in roles.items() if {"facts", "appraisal"} <= found] == []
    kinds = {kind for found in roles.values() for kind in found}
    assert {"facts", "source", "own_view", "appraisal"} <= kinds


@EVERY
def test_the_caseworkers_appraisals_are_the_caseworkers_own(name: str) -> None:
    owners = {i.code(OWNER) for i in questions(template(name)) if i.code(ROLE) == "appraisal"}
    assert "social_services" in owners
    assert owners <= {"social_services", ""}


@EVERY
def test_what_the_client_has_said_is_the_clients(name: str) -> None:
    owners = {i.code(OWNER) for i in questions(template(name)) if i.code(ROLE) == "own_view"}
    assert owners == {"client"}


@EVERY
def test_the_level_of_threat_is_the_polices_alone(name: str) -> None:
    levels = [item for item in questions(template(name)) if "hotnivå" in item.text.casefold()]
    assert levels
    assert {item.code(OWNER) for item in levels} == {"bops"}


@EVERY
def test_the_rulers_are_asked_as_in_the_template_for_responsivity(name: str) -> None:
    """The same three, so that the answers mean the same thing."""

    def rulers(form: Form, who: str) -> list[tuple[str, ...]]:
        return [
            (item.text.replace(who, "hen"), item.beside(Control.LOWER), item.beside(Control.UPPER))
            for item in questions(form)
            if item.control is Control.SLIDER
        ]

    expected = rulers(template("mottaglighet"), "den enskilde")
    assert len(expected) == 3
    assert rulers(template(name), "den unga" if name == "ung" else "den enskilde") == expected


@pytest.mark.req("F016")
@EVERY
def test_it_can_be_filled_in_completed_and_read_again(name: str) -> None:
    done = completed(begun(name))
    assert done.items
    assert begun(name).progress().percent < 100
    assert fill_required(begun(name)).progress().required_left == 0


@pytest.mark.parametrize(("name", "most"), [("vuxen", 22), ("ung", 46), ("sig", 12)])
def test_no_more_must_be_written_than_a_decision_rests_on(name: str, most: int) -> None:
    """What must be answered and often has no answer is answered with a dash."""
    filled = begun(name)
    if name != "sig":
        choose(filled, "omraden.val", "inget")
    written = [
        item
        for item in walk_items(completed(filled).items)
        if filled.form.by_link[item.link_id].kind is Kind.TEXT and item.values
    ]
    assert len(written) <= most


@EVERY
def test_it_can_be_completed_with_everything_asked(name: str) -> None:
    completed(everything_on(name))


def everything_on(name: str) -> FormSession:
    """Every question that can be asked at the same time: yes everywhere, every option of what may
    have several, the last page of every choice."""
    filled = begun(name)
    for _ in range(6):
        for page in filled.pages():
            for node in page.nodes:
                for found in shown_questions(filled, node):
                    switch_on(filled, found)
    return filled


def shown_questions(filled: FormSession, top: tuple[tuple[str, int], ...]) -> list[Item]:
    form: Form = filled.form
    below = [form.by_link[top[-1][0]]]
    return [
        item
        for item in walk(tuple(below))
        if item.is_question and (at := filled.find(item.link_id)) and filled.node(at).shown
    ]


def switch_on(filled: FormSession, item: Item) -> None:
    at = filled.find(item.link_id)
    if at is None or filled.node(at).values:
        return
    if item.kind is Kind.BOOLEAN:
        filled.set_answers(at, [True])
    elif item.kind is Kind.CODING:
        several = [option.value for option in item.options if not option.exclusive]
        asked_for = Counter(
            getattr(condition.answer, "code", "")
            for other in walk(filled.form.items)
            for condition in other.conditions
            if condition.question == item.link_id
        )
        one = max(several, key=lambda value: asked_for[getattr(value, "code", "")])
        filled.set_answers(at, several if item.repeats else [one])
