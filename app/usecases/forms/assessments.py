"""A guided assessment, from an empty template to a signed record that others can link to.

The exact bytes of the template are pinned when the assessment is begun and kept in the case, so
that what was asked can be read in twenty years as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

import msgspec

from app.casework import facts
from app.errors import Reason, Refusal
from app.forms.carry import LeftAnswer
from app.forms.continuation import Continuation, continuation
from app.forms.library import FormLibrary, Template
from app.forms.measures import measures
from app.forms.model import Form
from app.forms.needs import needs
from app.forms.noted import instruments, vulnerabilities
from app.forms.response import Response, Status
from app.forms.session import FormSession, Incomplete
from app.ids import BlobId, EntityId, RecordId, StreamId
from app.jsonvalue import Json, JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.drafting import save_draft
from app.usecases.forms.kept_forms import answerable, answers_to
from app.usecases.forms.offering import purpose_of
from app.usecases.forms.templates import library
from app.usecases.reading import state_of
from app.usecases.watching import tasks

KIND = "assessment"
"""Kind name of the drafts."""

_MEDIA_TYPE = "application/fhir+json"

CONTINUATION_NO = "continuation_no"
"""What raised the task to consider a review that has a no."""
_CONSIDER_WITHIN = timedelta(days=7)
"""Our own reminder; no law sets the time."""


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What a draft was told of the answers that it began with."""

    copied: int
    """Questions whose answers were copied."""
    left: tuple[LeftAnswer, ...] = ()
    """Those that were not, until the caseworker has put the list away."""
    reworded: tuple[str, ...] = ()
    """Copied, but asked in other words now."""
    continues: RecordId | None = None
    """The signed form they come from; None when they come from this draft's other version."""


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """What the draft said in another version of its template. Kept whole until the form is signed
    or thrown away, so that one can go back: nobody should lose a text to a new version."""

    template: str
    """``url|version``"""
    sha256: str
    response: str
    carried: CarriedOver | None = None


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    """An assessment being written, with the very template it was begun with."""

    entity: EntityId
    template: Template
    response: bytes | None
    """As ``forms.response.dump_response`` wrote it; None when nothing has been answered."""
    place: JsonObject
    carried: CarriedOver | None = None
    kept: tuple[KeptVersion, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """How far a draft has come when it was last saved."""

    answered: int
    askable: int


@dataclass(frozen=True, slots=True)
class SignedAssessment:
    """A signed assessment with its exact bytes, for showing it as it was."""

    fact: facts.Assessment
    template: bytes
    response: bytes


def begin_assessment(
    desk: Desk, stream: StreamId, entity: EntityId, template: str
) -> AssessmentDraft:
    """Start from a template (``url|version``) of the library; the draft is there when this
    returns. Raises Refusal: case_unknown, form_unreadable, already_signed."""
    return put_draft(desk, stream, AssessmentDraft(entity, library(desk).get(template), None, {}))


def put_draft(desk: Desk, stream: StreamId, draft: AssessmentDraft) -> AssessmentDraft:
    """Keep a draft that begins, or that goes on in another version, with its template's bytes.
    Raises Refusal: case_unknown, already_signed."""
    records = writing.case_records(desk, stream)
    if any(record.content.entity == draft.entity for record in records):
        raise Refusal(Reason.ALREADY_SIGNED)
    with desk.vault.together():
        desk.vault.blobs.put(stream, draft.template.data, _MEDIA_TYPE)
        save_assessment(desk, stream, draft, draft.response, draft.place)
    return draft


def open_assessment(desk: Desk, stream: StreamId, entity: EntityId) -> AssessmentDraft:
    """Go on with a draft. Raises Refusal: entity_unknown when there is none; form_changed when
    the library has other bytes under the same ``url|version``."""
    kept = desk.vault.drafts.get(stream, entity, KIND)
    if kept is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    body = kept.body
    response = str(body["response"])
    return AssessmentDraft(
        entity,
        pinned(desk, stream, str(body["template"]), BlobId(str(body["sha256"]))),
        response.encode("utf-8") if response else None,
        kept.place,
        msgspec.convert(body.get("carried"), CarriedOver | None),
        msgspec.convert(body.get("kept", ()), tuple[KeptVersion, ...]),
    )


def save_assessment(
    desk: Desk,
    stream: StreamId,
    draft: AssessmentDraft,
    response: bytes | None,
    place: JsonObject,
) -> Changes:
    """Keep what has been answered (``dump_response`` of ``FormSession.draft``), mistakes and
    all, with the place of the caret."""
    body = draft_body(draft, response)
    return save_draft(desk, stream, draft.entity, KIND, body=body, place=place)


def draft_body(
    draft: AssessmentDraft, response: bytes | None, progress: Answered | None = None
) -> JsonObject:
    """What is kept of an assessment being written. The answers are kept as the exact text of the
    response, so that no number or date is ever written in another way."""
    body: dict[str, Json] = {
        "template": draft.template.key,
        "sha256": draft.template.sha256,
        "response": "" if response is None else response.decode("utf-8"),
    }
    told = {"carried": draft.carried, "kept": draft.kept, "progress": progress}
    body |= {name: cast("Json", msgspec.to_builtins(part)) for name, part in told.items() if part}
    return body


def progress_of(body: JsonObject) -> Answered | None:
    """How far the draft with this body had come; None where nobody has noted it."""
    return msgspec.convert(body.get("progress"), Answered | None)


def sign_assessment(
    desk: Desk, stream: StreamId, draft: AssessmentDraft, response: bytes
) -> Changes:
    """Sign a completed response (``dump_response`` of ``FormSession.complete``): the exact bytes
    of template and response as blobs, and what others link to or compare copied out. A review
    with a no raises a task to consider it in the same transaction, and ends nothing (F069; SoL 14
    kap. 9 §, FL 37 §). Raises Refusal: form_incomplete, form_changed, form_unreadable,
    already_signed, author_unknown."""
    template = pinned(desk, stream, draft.template.key, BlobId(draft.template.sha256))
    form, completed = _completed(template, response)
    with desk.vault.together():
        assessment = facts.Assessment(
            template=template.key,
            template_blob=desk.vault.blobs.put(stream, template.data, _MEDIA_TYPE),
            response_blob=desk.vault.blobs.put(stream, response, _MEDIA_TYPE),
            title=template.title,
            completed_on=desk.now().date().isoformat(),
            continues=draft.carried.continues if draft.carried else None,
        )
        assessment = with_content(assessment, template, form, completed)
        writing.add(desk, stream, draft.entity, assessment)
        _raise_what_a_no_asks(desk, stream, draft.entity, continuation(form, completed))
    parts = (Part.ASSESSMENT, Part.CASE, Part.CASES, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=draft.entity)


def _raise_what_a_no_asks(
    desk: Desk, stream: StreamId, form: EntityId, review: Continuation
) -> None:
    """In numbers, since a list of tasks is read by more than the case: what the no was about
    stands in the form."""
    if not review.refused:
        return
    what = (
        f"Omprövning med nej på {len(review.refused)} av {review.answered} frågor: ta ställning. "
        "Beslutet gäller tills ett nytt beslut fattas."
    )
    day = (desk.now().date() + _CONSIDER_WITHIN).isoformat()
    task = tasks.raised(
        desk, what=what, code=CONTINUATION_NO, due_on=day, about=form, part=Part.ASSESSMENT
    )
    writing.append(desk, stream, writing.case_records(desk, stream), [task])


def with_content(
    assessment: facts.Assessment, template: Template, form: Form, completed: Response
) -> facts.Assessment:
    """The record with what its form says to the rest of the program."""
    return msgspec.structs.replace(
        assessment,
        needs=needs(form, completed),
        purpose=purpose_of(template),
        measures=measures(form, completed),
        vulnerabilities=vulnerabilities(form, completed),
        instruments=instruments(form, completed),
    )


def read_assessment(desk: Desk, stream: StreamId, record: RecordId) -> SignedAssessment:
    """A signed assessment with its exact bytes, for a page that has been opened (and so logged)
    with ``reading.open_part``. Raises Refusal: case_unknown, entity_unknown, database_damaged."""
    for entity in state_of(desk, stream).assessments:
        for version in entity.versions:
            if version.record.id == record:
                fact = version.fact
                return SignedAssessment(
                    fact,
                    desk.vault.blobs.get(stream, fact.template_blob),
                    desk.vault.blobs.get(stream, fact.response_blob),
                )
    raise Refusal(Reason.ENTITY_UNKNOWN)


def pinned(desk: Desk, stream: StreamId, key: str, sha256: BlobId) -> Template:
    """The template that was begun with: from the library, or from the case when the program no
    longer brings it. Raises Refusal (form_changed) when its bytes are not the ones pinned."""
    if any(template.key == key for template in desk.forms.all()):
        return desk.forms.pinned(key, sha256)
    return FormLibrary([desk.vault.blobs.get(stream, sha256)]).pinned(key, sha256)


def _completed(template: Template, data: bytes) -> tuple[Form, Response]:
    """The form and its completed response. Refuses what may not be signed."""
    form = answerable(template.data)
    response = answers_to(form, data)
    session = FormSession(form, response)
    if problems := session.check():
        raise Incomplete(problems)
    if response.status is not Status.COMPLETED or session.dropped_on_completion():
        raise Refusal(Reason.FORM_INCOMPLETE)
    return form, response
