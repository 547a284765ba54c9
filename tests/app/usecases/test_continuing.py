"""Going on in a newer version, and beginning with what an earlier form said."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest

from app.casework import facts
from app.errors import Reason, Refusal
from app.forms.carry import LeftAnswer, Why
from app.forms.library import FormLibrary
from app.forms.load import load_form
from app.forms.model import PURPOSE_SYSTEM, ROLE_SYSTEM
from app.forms.response import dump_response
from app.forms.session import FormSession
from app.ids import EntityId, StreamId
from app.usecases import reading
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.forms import assessments, continuing
from app.usecases.forms.assessments import AssessmentDraft
from tests.app.forms.build import CORE, answer, group, item, template
from tests.app.usecases import typed_forms

pytestmark = pytest.mark.req("F126")

URL = "urn:test:mottaglighet"


def role(name: str) -> dict[str, Any]:
    return {"code": [{"system": ROLE_SYSTEM, "code": name}]}


def between(lowest: int, highest: int) -> dict[str, Any]:
    bounds = (("minValue", lowest), ("maxValue", highest))
    return {"extension": [{"url": CORE + name, "valueInteger": value} for name, value in bounds]}


def version(number: str, *items: Any, purpose: str = "responsivity") -> bytes:
    codes = {"code": [{"system": PURPOSE_SYSTEM, "code": purpose}]} if purpose else {}
    return json.dumps(template(*items, url=URL, version=number, **codes)).encode()


RULER = item("2", "integer", **role("measure"), **between(0, 10))
ONE = version("1.0", item("1"), RULER, item("3", "text"))
TWO = version("2.0", item("1"), RULER, item("4", "text"))


def with_forms(desk: Desk, *templates: bytes) -> Desk:
    return dataclasses.replace(desk, forms=FormLibrary(templates))


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


Begun = Callable[..., AssessmentDraft]


@pytest.fixture
def begun(desk: Desk, stream: StreamId) -> Begun:
    """A draft in version 1.0 with these answers."""

    def make(**answers: Any) -> AssessmentDraft:
        old = with_forms(desk, ONE)
        draft = assessments.begin_assessment(old, stream, new_entity(desk), f"{URL}|1.0")
        response = filled(draft, **answers)
        assessments.save_assessment(old, stream, draft, response, {})
        return assessments.open_assessment(old, stream, draft.entity)

    return make


def session_of(draft: AssessmentDraft) -> FormSession:
    form = load_form(draft.template.data).form
    assert form is not None
    return FormSession(form)


def filled(draft: AssessmentDraft, **answers: Any) -> bytes:
    session = session_of(draft)
    for link, value in answers.items():
        answer(session, link[1:], value)
    return dump_response(session.draft())


def signed(desk: Desk, stream: StreamId, data: bytes, **answers: Any) -> EntityId:
    old = with_forms(desk, data)
    (offered,) = old.forms.offered()
    draft = assessments.begin_assessment(old, stream, new_entity(desk), offered.key)
    session = session_of(draft)
    for link, value in answers.items():
        answer(session, link[1:], value)
    assessments.sign_assessment(old, stream, draft, dump_response(session.complete()))
    return draft.entity


def fact_of(desk: Desk, stream: StreamId, entity: EntityId) -> facts.Assessment:
    found = reading.state_of(desk, stream).assessments
    return next(each.latest.fact for each in found if each.id == entity)


def test_only_a_later_version_is_proposed(desk: Desk, begun: Begun) -> None:
    template_one = begun().template

    assert continuing.newer_version(with_forms(desk, ONE), template_one) is None
    both = with_forms(desk, ONE, TWO)
    newer = continuing.newer_version(both, template_one)
    assert newer is not None
    assert newer.version == "2.0"
    assert continuing.newer_version(both, newer) is None
    without = with_forms(desk, TWO)
    assert continuing.newer_version(without, template_one) == newer, "the old one is gone"


def test_nobody_is_led_back_to_an_older_version(desk: Desk, begun: Begun) -> None:
    """The latest may have been taken out of use: what was begun with it is finished with it."""
    retired = json.dumps(json.loads(TWO) | {"status": "retired"}).encode()
    both = with_forms(desk, ONE, retired)
    latest = both.forms.get(f"{URL}|2.0")
    assert begun().template in both.forms.offered()
    assert continuing.newer_version(both, latest) is None


def test_a_draft_goes_on_in_a_newer_version_and_nothing_is_lost(
    desk: Desk, stream: StreamId, begun: Begun
) -> None:
    draft = begun(_1="Vill sluta", _2=6, _3="Bara i ettan")
    both = with_forms(desk, ONE, TWO)

    continuing.continue_in(both, stream, draft, f"{URL}|2.0")

    moved = assessments.open_assessment(both, stream, draft.entity)
    assert moved.template.version == "2.0"
    assert moved.response is not None
    assert b"Vill sluta" in moved.response
    assert b'"valueInteger":6' in moved.response, "the same form goes on: the measure is its own"
    assert moved.carried is not None
    assert moved.carried.copied == 2
    assert moved.carried.left == (LeftAnswer("Fråga 3", "Bara i ettan", Why.NOT_THERE),)
    (kept,) = moved.kept
    assert kept.response.encode() == draft.response
    assert len(desk.vault.drafts.all(stream)) == 1, "one draft, not two"


def test_one_may_go_back_and_forth_with_everything_as_it_was(
    desk: Desk, stream: StreamId, begun: Begun
) -> None:
    draft = begun(_1="Vill sluta", _3="Bara i ettan")
    both = with_forms(desk, ONE, TWO)
    two = continuing.continue_in(both, stream, draft, f"{URL}|2.0")
    written = filled(two, _1="Vill sluta nu", _4="Bara i tvåan")
    assessments.save_assessment(both, stream, two, written, {})

    back = continuing.continue_in(
        both, stream, assessments.open_assessment(both, stream, draft.entity), f"{URL}|1.0"
    )
    assert back.response == draft.response
    again = continuing.continue_in(both, stream, back, f"{URL}|2.0")
    assert again.response == written
    assert again.carried == two.carried
    assert [each.template for each in again.kept] == [f"{URL}|1.0"]


def test_a_list_that_is_put_away_is_gone_and_the_old_version_is_not(
    desk: Desk, stream: StreamId, begun: Begun
) -> None:
    draft = begun(_3="Bara i ettan")
    both = with_forms(desk, ONE, TWO)
    moved = continuing.continue_in(both, stream, draft, f"{URL}|2.0")

    tidy = continuing.put_away_list(moved)
    assessments.save_assessment(both, stream, tidy, tidy.response, {})

    kept = assessments.open_assessment(both, stream, draft.entity)
    assert kept.carried is not None
    assert kept.carried.left == ()
    assert b"Bara i ettan" in kept.kept[0].response.encode()


def test_another_template_is_no_newer_version(desk: Desk, stream: StreamId, begun: Begun) -> None:
    other = json.dumps(template(item("1"), url="urn:test:annan")).encode()
    draft = begun()
    with pytest.raises(ValueError, match="another template"):
        continuing.continue_in(with_forms(desk, ONE, other), stream, draft, "urn:test:annan|1")


def test_a_version_that_cannot_be_answered_here_leaves_the_draft_as_it_was(
    desk: Desk, stream: StreamId, begun: Begun
) -> None:
    draft = begun(_1="Vill sluta")
    broken = version("3.0", item("1", "reference"))
    library = with_forms(desk, ONE, broken)

    with pytest.raises(Refusal) as refused:
        continuing.continue_in(library, stream, draft, f"{URL}|3.0")

    assert refused.value.reason is Reason.FORM_UNREADABLE
    assert assessments.open_assessment(library, stream, draft.entity) == draft


@pytest.mark.req("F045", "F068")
def test_a_new_form_begins_with_what_the_last_one_said_but_for_the_measures(
    desk: Desk, stream: StreamId
) -> None:
    first = signed(desk, stream, ONE, _1="Vill sluta", _2=4, _3="Bara i ettan")
    record = reading.state_of(desk, stream).assessments[0].latest.record.id
    both = with_forms(desk, ONE, TWO)

    draft = continuing.begin_from(both, stream, new_entity(desk), record)

    assert draft.template.version == "2.0", "the version that is offered now"
    assert draft.response is not None
    assert b"Vill sluta" in draft.response
    assert b"valueInteger" not in draft.response
    assert draft.carried is not None
    assert [(each.answer, each.why) for each in draft.carried.left] == [
        ("4", Why.ASKED_ANEW), ("Bara i ettan", Why.NOT_THERE),
    ]  # fmt: skip

    session = session_of(draft)
    answer(session, "1", "Har slutat")
    answer(session, "2", 8)
    assessments.sign_assessment(both, stream, draft, dump_response(session.complete()))

    assert fact_of(desk, stream, draft.entity).continues == record
    assert fact_of(desk, stream, first).continues is None


@pytest.mark.req("F045", "F149")
def test_what_others_read_is_copied_out_of_the_form(desk: Desk, stream: StreamId) -> None:
    kinds = item("1", "coding", repeats=True, **role("vulnerability"))
    parts = ("name", "version", "date", "assessor", "outcome")
    used = group(
        "9", *(item(f"9.{part}", **role(f"instrument_{part}")) for part in parts),
        **role("instrument"),
    )  # fmt: skip
    data = version("1.0", kinds, RULER, used)
    old = with_forms(desk, data)
    draft = assessments.begin_assessment(old, stream, new_entity(desk), f"{URL}|1.0")
    session = session_of(draft)
    options = session.form.by_link["1"].options
    answer(session, "1", options[0].value, options[2].value)
    answer(session, "2", 6)
    said = dict(zip(parts, ("SARA:SV", "2.0", "2026-03-01", "Polisen", "Medel"), strict=True))
    for part, text in said.items():
        answer(session, f"9.{part}", text)

    assessments.sign_assessment(old, stream, draft, dump_response(session.complete()))

    fact = fact_of(desk, stream, draft.entity)
    assert fact.purpose == facts.FormPurpose.RESPONSIVITY
    assert fact.vulnerabilities == ("R", "B")
    assert [(each.key, each.value) for each in fact.measures] == [("2", 6)]
    assert fact.instruments == (facts.Instrument(**said),)


@pytest.mark.parametrize(
    ("purpose", "rests"), [("", True), ("assessment", True), ("review", False)]
)
def test_a_decision_rests_on_an_assessment_alone(
    desk: Desk, stream: StreamId, purpose: str, *, rests: bool
) -> None:
    signed(desk, stream, version("1.0", item("1"), purpose=purpose), _1="Svar")

    assert bool(reading.state_of(desk, stream).bases) is rests
