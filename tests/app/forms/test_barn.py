"""The template *Barn och föräldraskap*: each child for itself, without name or place."""

from __future__ import annotations

import pytest

from app.forms.model import walk
from app.forms.response import walk_items
from app.forms.session import FormSession
from tests.app.forms import filling
from tests.app.forms.asking import asked_on, item, node, required, say, shown, texts

NAME = "barn"
LEVEL = "Hur stort är barnets behov av stöd eller skydd?"
REPORT = "Är en orosanmälan gjord?"


def with_two_children() -> FormSession:
    filled = filling.begun(NAME)
    filled.add_repetition(node(filled, "Barn"))
    say(filled, "Vad kallas barnet här?", "Barn 1", nth=0)
    say(filled, "Vad kallas barnet här?", "Barn 2", nth=1)
    return filled


@pytest.mark.req("F126")
def test_what_is_asked_about_a_child_depends_on_that_child_alone() -> None:
    filled = with_two_children()
    say(filled, LEVEL, "0", nth=0)
    say(filled, LEVEL, "3", nth=1)
    say(filled, REPORT, "behovs_inte", nth=0)
    say(filled, REPORT, "gjord", nth=1)
    needed = "Vilket stöd eller skydd behövs?"
    assert [shown(filled, needed, nth=n) for n in (0, 1)] == [False, True]
    assert [required(filled, "När gjordes den?", nth=n) for n in (0, 1)] == [False, True]
    assert [required(filled, "Varför inte?", page="Barnen", nth=n) for n in (0, 1)] == [True, False]


def test_the_children_are_kept_apart_when_one_is_taken_away() -> None:
    filled = with_two_children()
    say(filled, "Hur påverkas barnet av hotet?", "Sover dåligt", nth=1)
    filled.remove_repetition(filled.repetitions(node(filled, "Barn"))[0])
    done = filling.completed(filled)
    assert texts(done, "Vad kallas barnet här?") == [["Barn 2"]]
    assert texts(done, "Hur påverkas barnet av hotet?") == [["Sover dåligt"]]


def test_there_is_at_least_one_child() -> None:
    filled = filling.begun(NAME)
    assert not filled.can_remove(node(filled, "Barn"))
    assert filled.can_add(node(filled, "Barn"))


def test_a_child_who_has_not_been_heard_needs_a_reason() -> None:
    filled = filling.begun(NAME)
    say(filled, "Har barnet fått komma till tals?", False)
    assert required(filled, "Varför inte, och hur ska barnets inställning tas reda på?")
    say(filled, "Har barnet fått komma till tals?", True)
    assert required(filled, "Vad säger barnet självt?")


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("gjord", "När gjordes den?"),
        ("behovs_inte", "Varför inte?"),
        ("redan_kant", None),
        ("ska_goras", None),
    ],
)
def test_a_report_of_concern_is_made_or_the_reason_is_given(code: str, asked: str | None) -> None:
    filled = filling.begun(NAME)
    say(filled, REPORT, code)
    follow = [t for t in ("När gjordes den?", "Varför inte?") if required(filled, t, page="Barnen")]
    assert follow == ([asked] if asked else [])


def test_a_child_has_a_designation_and_no_name() -> None:
    asked = item(filling.template(NAME), "Vad kallas barnet här?")
    assert asked.max_length == 20
    assert "Inget namn" in asked.help
    assert not any("namn" in i.text.casefold() for i in asked_on(filling.template(NAME), "Barnen"))


def test_what_reveals_a_place_leads_to_a_deed() -> None:
    filled = filling.begun(NAME)
    deed = "Vad behöver göras, och vem gör det?"
    assert not shown(filled, deed)
    say(filled, "Kan skola eller förskola röja var barnet eller den enskilde finns?", "nej")
    say(filled, "Kan barnhälsovård, tandvård eller annan vård göra det?", "ja")
    assert required(filled, deed)


def test_another_guardian_may_be_a_threat() -> None:
    filled = filling.begun(NAME)
    threat = "Är den personen ett hot?"
    say(filled, "Finns en annan vårdnadshavare eller förälder?", "nej")
    assert not shown(filled, threat)
    say(filled, "Finns en annan vårdnadshavare eller förälder?", "ja")
    assert required(filled, threat)
    say(filled, threat, "enskilde", "barnet")
    say(filled, threat, "enskilde", "barnet", "vet_inte")
    assert [getattr(v, "code", "") for v in filled.node(node(filled, threat)).values] == [
        "vet_inte"
    ]


def test_contact_that_takes_place_is_protected() -> None:
    filled = filling.begun(NAME)
    protected = "Hur skyddas barnet och den enskilde vid umgänget?"
    say(filled, "Hur sker umgänget i dag?", "inget")
    assert not shown(filled, protected)
    say(filled, "Hur sker umgänget i dag?", "digitalt")
    assert required(filled, protected)


def test_a_childs_level_is_no_need_of_the_client() -> None:
    """F152: a child with needs of its own gets a case file of its own."""
    form = filling.template(NAME)
    assert not any(i.code(filling.ROLE) in ("need", "need_level") for i in walk(form.items))
    filled = filling.begun(NAME)
    say(filled, "Behöver barnet en egen akt?", True)
    assert any(
        i.text == "Behöver barnet en egen akt?" for i in walk_items(filling.completed(filled).items)
    )
