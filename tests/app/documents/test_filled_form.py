"""A signed form on paper: all of it, but for what the police have said."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from app.casework import facts
from app.casework.state import CaseState, Entity, Signed
from app.disclosure import gate
from app.disclosure.categories import Category
from app.disclosure.profiles import PROFILES, Profile
from app.documents.blocks import Document, Status, encode
from app.documents.filled_form import KIND, FilledForm, filled_form, without_the_police
from app.documents.texts import texts_of
from app.errors import Reason, Refusal
from app.forms.load import load_form
from app.forms.model import OWNER_SYSTEM, ROLE_SYSTEM, Form
from app.forms.response import Answer, Response, ResponseItem
from app.forms.response import Status as Filled
from app.ids import EntityId, RecordId
from app.pdf.render import render
from tests.app.documents.plans import GROUND, IDENTITY, OFFICE, RECIPIENT, _record, state
from tests.app.documents.test_implementation_plan import check_golden
from tests.app.forms.build import colour, group, item, template
from tests.app.pdf.inspection import opened
from tests.app.pdf.setting import fonts

pytestmark = pytest.mark.req("F003", "F045", "F126")

GOLDEN = Path(__file__).parent / "golden"
POLICE = "Polisens uppgift om hotet"


def coded(system: str, code: str) -> dict[str, Any]:
    return {"code": [{"system": system, "code": code}]}


def form() -> Form:
    items = (
        group("1", item("1.1", "text", **coded(OWNER_SYSTEM, "client")), item("1.2", "date")),
        group("2", item("2.1", "integer", **coded(ROLE_SYSTEM, "measure")), item("2.2", "boolean")),
        group("3", item("3.1", "text", **coded(OWNER_SYSTEM, "bops"))),
    )
    loaded = load_form(json.dumps(template(*items, title="Mottaglighet")).encode())
    assert loaded.form is not None
    return loaded.form


def response() -> Response:
    def answered(link: str, value: Any) -> ResponseItem:
        return ResponseItem(link, f"Fråga {link}", (Answer(value),))

    pages = (
        ResponseItem("1", "I egna ord", (), (answered("1.1", "Jag vill\nbörja om."),)),
        ResponseItem("2", "Linjaler", (), (answered("2.1", 7), answered("2.2", value=True))),
        ResponseItem("3", "Hot", (), (answered("3.1", POLICE),)),
    )
    return Response(form().key, Filled.COMPLETED, pages, "2026-05-20T15:00:00+02:00")


def fact(day: str, value: int) -> facts.Assessment:
    measure = facts.Measure(
        key="2.1", label="Fråga 2.1", value=value, lowest=0, highest=10, shown=f"{value} av 10"
    )
    return facts.Assessment(
        template="urn:test:mall|1",
        template_blob="c" * 64,  # type: ignore[arg-type]
        response_blob="c" * 64,  # type: ignore[arg-type]
        title="Mottaglighet",
        completed_on=day,
        purpose="responsivity",
        measures=(measure,),
    )


def signed(mark: str, day: str, value: int) -> Signed[facts.Assessment]:
    return Signed(_record(mark, mark, "assessment/1"), fact(day, value))


EARLIER, NOW = signed("1", "2026-02-01", 4), signed("2", "2026-05-20", 7)
FILLED = FilledForm(NOW, form(), response())


def case() -> CaseState:
    entities = tuple(Entity(each.record.content.entity, (each,), each) for each in (EARLIER, NOW))
    return CaseState(state().stream, {**state().entities, facts.Assessment: entities})


def disclosed(**changes: Any) -> gate.Disclosed:
    usual: dict[str, Any] = {
        "recipient": EntityId("9"),
        "ground": "harm_tested",
        "reason": "Det står klart att ingen lider men.",
        "profile": Profile.FORM,
        "source": NOW.record.id,
        "allowed": PROFILES[Profile.FORM].categories,
    }
    return gate.pass_through(
        gate.DisclosureRequest(**(usual | changes)),
        recipient=RECIPIENT,
        ground=GROUND,
        identity=IDENTITY,
        copy_number=3,
        kind=KIND,
    )


def words(document: Document) -> str:
    return "\n".join(text for _, text in texts_of(document))


def test_the_blocks_are_as_agreed() -> None:
    """Golden file: read the difference, then set AKTVALV_GOLDEN=write to accept it."""
    made = filled_form(case(), FILLED, OFFICE, disclosed())
    check_golden(GOLDEN / "filled-form.json", encode(made))


def test_on_screen_nobody_is_named() -> None:
    made = filled_form(case(), FILLED, OFFICE)
    said = words(made)
    assert "2026-0014 Björk" in said
    assert not any(text in said for text in ("Testa", "Exempelberg", "9810"))
    assert made.copy_number is None
    assert (made.status, made.title) == (Status.FIXED, "Mottaglighet")


def test_what_the_police_have_said_stands_in_no_such_paper() -> None:
    made = filled_form(case(), FILLED, OFFICE, disclosed())
    said = words(made)
    assert POLICE not in said
    assert "Hot" not in said.splitlines(), "nor the heading of a page that has nothing else"
    assert "Det som BOPS eller lokalpolisen har uppgett ingår inte" in said
    without = dataclasses.replace(FILLED, response=without_the_police(form(), response()))
    plain = filled_form(case(), without, OFFICE)
    assert "BOPS" not in words(plain), "nothing is said of what was never there"


def test_what_the_police_have_said_under_an_answer_stays_too() -> None:
    asked = (
        item("1", "coding", item("1.1", "text", **coded(OWNER_SYSTEM, "local_police")),
             item("1.2"), repeats=True),
        group("2", item("2.1"), **coded(OWNER_SYSTEM, "bops")),
    )  # fmt: skip
    loaded = load_form(json.dumps(template(*asked)).encode()).form
    assert loaded is not None
    under = (ResponseItem("1.1", "", (Answer(POLICE),)), ResponseItem("1.2", "", (Answer("ord"),)))
    of_bops = ResponseItem("2", "", (), (ResponseItem("2.1", "", (Answer(POLICE),)),))
    chosen = ResponseItem("1", "", (Answer(colour("r"), under), Answer(colour("g"))))
    found = Response(loaded.key, Filled.COMPLETED, (chosen, of_bops))
    (kept,) = without_the_police(loaded, found).items
    assert kept.answers == (Answer(colour("r"), under[1:]), Answer(colour("g")))


@pytest.mark.parametrize("whose", [item, group])
def test_a_measure_of_the_police_stands_in_no_table_either(whose: Any) -> None:
    """Their level twice would say as much as their words, whether question or group is theirs."""
    measured = coded(ROLE_SYSTEM, "measure")["code"]
    theirs = coded(OWNER_SYSTEM, "bops")["code"]
    asked = {
        item: [item("2.1", "integer", code=[*measured, *theirs])],
        group: [group("2", item("2.1", "integer", code=measured), code=theirs)],
    }[whose]
    loaded = load_form(json.dumps(template(*asked)).encode()).form
    assert loaded is not None
    answered = Response(loaded.key, Filled.COMPLETED)
    made = filled_form(case(), FilledForm(NOW, loaded, answered), OFFICE, disclosed())
    said = words(made)
    assert not any(text in said for text in ("Över tid", "4 av 10", "7 av 10"))


def test_a_measure_that_is_not_asked_any_more_stands_in_no_table() -> None:
    loaded = load_form(json.dumps(template(item("9"))).encode()).form
    assert loaded is not None
    answered = Response(loaded.key, Filled.COMPLETED)
    made = filled_form(case(), FilledForm(NOW, loaded, answered), OFFICE, disclosed())
    assert "4 av 10" not in words(made)


@pytest.mark.parametrize(
    ("withheld", "gone"),
    [
        (Category.ASSESSMENT, "börja om"),
        (Category.OVER_TIME, "4 av 10"),
        (Category.NAME, "Testa"),
        (Category.PERSONNUMMER, "9810"),
        (Category.CASEWORKER, "Mio"),
        (Category.REGISTRATION_NUMBER, "SN 2026/123"),
    ],
)
def test_what_stays_leaves_no_trace(withheld: Category, gone: str) -> None:
    allowed = PROFILES[Profile.FORM].categories
    assert gone in words(filled_form(case(), FILLED, OFFICE, disclosed()))
    narrowed = disclosed(allowed=allowed - {withheld})
    assert gone not in words(filled_form(case(), FILLED, OFFICE, narrowed))


def test_a_paper_of_an_earlier_form_tells_of_nothing_later() -> None:
    earlier = FilledForm(EARLIER, form(), response())
    assert "2026-05-20" not in words(filled_form(case(), earlier, OFFICE))


def test_only_what_the_gate_let_through_is_made() -> None:
    with pytest.raises(ValueError, match="another document"):
        filled_form(case(), FILLED, OFFICE, disclosed(source=RecordId("f" * 64)))
    with pytest.raises(Refusal) as refused:
        filled_form(
            CaseState(case().stream, {**case().entities, facts.CaseFile: ()}), FILLED, OFFICE
        )
    assert refused.value.reason is Reason.CASE_UNKNOWN


def test_it_can_be_printed() -> None:
    pdf = render(filled_form(case(), FILLED, OFFICE, disclosed()), fonts())
    assert render(filled_form(case(), FILLED, OFFICE, disclosed()), fonts()) == pdf
    with opened(pdf) as paper:
        assert str(paper.docinfo.Title) == "Mottaglighet"
