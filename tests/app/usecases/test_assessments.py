"""A guided assessment: pinned template, exact bytes, needs that others can point at."""

from __future__ import annotations

import dataclasses
import hashlib
import json

import pytest

from app.errors import Reason, Refusal
from app.forms.library import FormLibrary
from app.forms.response import Answer, Response, ResponseItem, Status, dump_response
from app.ids import StreamId
from app.samples.assessment import BEHOV, sample_assessment
from app.samples.dice import Dice
from app.usecases import reading
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.forms import assessments
from app.usecases.references import needs_to_choose
from tests.app.forms.build import item, shown_if, template, when
from tests.app.usecases import typed_forms


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


def completed(desk: Desk) -> bytes:
    template = desk.forms.latest(BEHOV)
    return sample_assessment(template, Dice("prov"), desk.now().date()).response


def test_what_was_answered_comes_back_with_the_caret(desk: Desk, stream: StreamId) -> None:
    entity = new_entity(desk)
    draft = assessments.begin_assessment(desk, stream, entity, desk.forms.latest(BEHOV).key)
    place = {"field": "1.3", "position": 7}

    assessments.save_assessment(desk, stream, draft, b'{"halvt":"svar"}', place)

    again = assessments.open_assessment(desk, stream, entity)
    assert again == dataclasses.replace(draft, response=b'{"halvt":"svar"}', place=place)


def test_a_signed_assessment_keeps_the_exact_bytes(desk: Desk, stream: StreamId) -> None:
    entity, response = new_entity(desk), completed(desk)
    draft = assessments.begin_assessment(desk, stream, entity, desk.forms.latest(BEHOV).key)

    assessments.sign_assessment(desk, stream, draft, response)

    (signed,) = reading.state_of(desk, stream).assessments
    shown = assessments.read_assessment(desk, stream, signed.latest.record.id)
    assert shown.response == response
    assert shown.template == draft.template.data
    assert shown.fact.response_blob == hashlib.sha256(response).hexdigest()
    assert shown.fact.template == draft.template.key
    assert needs_to_choose(reading.state_of(desk, stream))
    assert desk.vault.drafts.all(stream) == ()
    with pytest.raises(Refusal) as refused:
        assessments.begin_assessment(desk, stream, entity, draft.template.key)
    assert refused.value.reason is Reason.ALREADY_SIGNED


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda data: data.replace(b'"completed"', b'"in-progress"'), Reason.FORM_INCOMPLETE),
        (lambda data: data.replace(b'"linkId":"1.3"', b'"linkId":"1.99"'), Reason.FORM_UNREADABLE),
        (lambda _: b"{}", Reason.FORM_UNREADABLE),
    ],
)
def test_what_is_not_completed_cannot_be_signed(
    desk: Desk, stream: StreamId, spoil: object, reason: Reason
) -> None:
    assert callable(spoil)
    draft = assessments.begin_assessment(
        desk, stream, new_entity(desk), desk.forms.latest(BEHOV).key
    )

    with pytest.raises(Refusal) as refused:
        assessments.sign_assessment(desk, stream, draft, spoil(completed(desk)))

    assert refused.value.reason is reason
    assert reading.state_of(desk, stream).assessments == ()


def hand_made(*answered: ResponseItem) -> bytes:
    return dump_response(Response("urn:test:mall|1", Status.COMPLETED, answered))


@pytest.mark.req("F126")
@pytest.mark.parametrize(
    "response",
    [
        hand_made(),
        hand_made(
            ResponseItem("a", "", (Answer(value=False),)), ResponseItem("b", "", (Answer("x"),))
        ),
    ],
    ids=["a required answer is missing", "an answer that is not asked for"],
)
def test_a_response_that_only_says_it_is_completed_cannot_be_signed(
    desk: Desk, stream: StreamId, response: bytes
) -> None:
    data = json.dumps(
        template(item("a", "boolean", required=True), item("b", **shown_if(when("a"))))
    ).encode()
    own = dataclasses.replace(desk, forms=FormLibrary([data]))
    draft = assessments.begin_assessment(own, stream, new_entity(own), "urn:test:mall|1")

    with pytest.raises(Refusal) as refused:
        assessments.sign_assessment(own, stream, draft, response)

    assert refused.value.reason is Reason.FORM_INCOMPLETE
    assert reading.state_of(own, stream).assessments == ()
    assert len(own.vault.drafts.all(stream)) == 1


def test_the_same_version_with_other_bytes_is_refused(desk: Desk, stream: StreamId) -> None:
    template = desk.forms.latest(BEHOV)
    entity = new_entity(desk)
    draft = assessments.begin_assessment(desk, stream, entity, template.key)
    changed = dataclasses.replace(desk, forms=FormLibrary([template.data + b"\n"]))

    for read in (
        lambda: assessments.open_assessment(changed, stream, entity),
        lambda: assessments.sign_assessment(changed, stream, draft, completed(desk)),
    ):
        with pytest.raises(Refusal) as refused:
            read()
        assert refused.value.reason is Reason.FORM_CHANGED


def test_a_template_that_the_program_no_longer_brings_is_read_from_the_case(
    desk: Desk, stream: StreamId
) -> None:
    entity, response = new_entity(desk), completed(desk)
    draft = assessments.begin_assessment(desk, stream, entity, desk.forms.latest(BEHOV).key)
    without = dataclasses.replace(desk, forms=FormLibrary([]))

    again = assessments.open_assessment(without, stream, entity)
    assert again.template == draft.template
    assessments.sign_assessment(without, stream, again, response)

    assert len(reading.state_of(desk, stream).assessments) == 1
