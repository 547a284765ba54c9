"""Which templates are proposed, and why. None is ever out of reach."""

from __future__ import annotations

import dataclasses
import json

import pytest

from app.casework.personnummer import with_check_digit
from app.forms.library import FormLibrary
from app.forms.model import PURPOSE_SYSTEM
from app.ids import StreamId
from app.samples.assessment import BEHOV
from app.usecases import identity
from app.usecases.desk import Desk
from app.usecases.forms import offering
from app.usecases.forms.offering import ADULT_TEMPLATE, YOUNG_TEMPLATE, Proposal
from app.usecases.reading import state_of
from tests.app.forms.build import item, template
from tests.app.usecases import typed_forms

pytestmark = pytest.mark.req("F012", "F166")

ADULT, FOLLOW_UP = ADULT_TEMPLATE, "urn:test:uppfoljning"


def made(url: str, purpose: str) -> bytes:
    codes = [{"system": PURPOSE_SYSTEM, "code": purpose}]
    return json.dumps(template(item("1"), url=url, code=codes)).encode()


@pytest.fixture
def desk(desk: Desk) -> Desk:
    behov = desk.forms.latest(BEHOV).data
    more = (
        made(FOLLOW_UP, "follow_up"), made(ADULT, "assessment"), made(YOUNG_TEMPLATE, "assessment"),
    )  # fmt: skip
    return dataclasses.replace(desk, forms=FormLibrary([behov, *more]))


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


def born(desk: Desk, stream: StreamId, eleven: str) -> None:
    digits = with_check_digit(eleven)
    number = f"{digits[:8]}-{digits[8:]}"
    identity.save_identity(desk, stream, typed_forms.identity(number=number))


def proposed(desk: Desk, stream: StreamId) -> dict[str, Proposal]:
    found = offering.offers(desk, state_of(desk, stream))
    assert len(found) == 4, "every template can be chosen"
    names = [each.proposed is not None for each in found]
    assert names == sorted(names, reverse=True), "what is proposed stands first"
    return {each.template.url: each.proposed for each in found if each.proposed}


@pytest.mark.parametrize("eleven", ["20140601980", "20080601980", "20070602980"])
def test_the_young_are_proposed_their_own_template(
    desk: Desk, stream: StreamId, eleven: str
) -> None:
    born(desk, stream, eleven)
    assert proposed(desk, stream) == {YOUNG_TEMPLATE: Proposal.YOUNG}


@pytest.mark.parametrize("eleven", ["20140602980", "20070601980", "19900101980"])
def test_others_are_not(desk: Desk, stream: StreamId, eleven: str) -> None:
    born(desk, stream, eleven)
    assert proposed(desk, stream) == {ADULT: Proposal.NO_ASSESSMENT}, "one, and not two alike"


def test_without_a_number_nothing_is_guessed(desk: Desk, stream: StreamId) -> None:
    assert identity.is_young(desk, stream) is None
    assert proposed(desk, stream) == dict.fromkeys((ADULT, YOUNG_TEMPLATE), Proposal.NO_ASSESSMENT)


def test_where_the_one_for_the_age_is_not_in_use_the_others_are_proposed(
    desk: Desk, stream: StreamId
) -> None:
    kept = [each.data for each in desk.forms.offered() if each.url != ADULT]
    desk = dataclasses.replace(desk, forms=FormLibrary(kept))
    born(desk, stream, "19900101980")
    found = offering.offers(desk, state_of(desk, stream))
    assert {each.template.url for each in found if each.proposed} == {BEHOV}


@pytest.mark.parametrize("url", [ADULT, BEHOV])
def test_with_an_assessment_in_writing_no_assessment_is_proposed(
    desk: Desk, stream: StreamId, url: str
) -> None:
    found = offering.offers(desk, state_of(desk, stream), (desk.forms.latest(url),))
    assert [each.template.url for each in found if each.proposed] == []
    assert len(found) == 4


def test_a_follow_up_in_writing_is_not_proposed_again(desk: Desk, stream: StreamId) -> None:
    typed_forms.signed_assessment(desk, stream)
    typed_forms.signed_decision(desk, stream)
    found = offering.offers(desk, state_of(desk, stream), (desk.forms.latest(FOLLOW_UP),))
    assert all(each.proposed is None for each in found)


def test_a_decision_is_followed_up(desk: Desk, stream: StreamId) -> None:
    typed_forms.signed_assessment(desk, stream)
    assert proposed(desk, stream) == {}
    typed_forms.signed_decision(desk, stream)
    assert proposed(desk, stream) == {FOLLOW_UP: Proposal.FOLLOW_UP}
