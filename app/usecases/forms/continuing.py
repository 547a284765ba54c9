"""Going on from what has been answered before: a draft in a newer version of its template, or a
new form that begins with the answers of a signed one (rule N7 in ``docs/forms.md``).

What a person expects of "Fortsätt i ny version" is that nothing goes away. So the draft stays one
draft, and keeps whole what it said in the version it came from: one may go back and forth until it
is signed. What was not copied is listed in the draft until the caseworker puts the list away.
"""

from __future__ import annotations

from dataclasses import replace

from app.forms.carry import carry
from app.forms.library import Template
from app.forms.response import dump_response
from app.ids import BlobId, EntityId, RecordId, StreamId
from app.usecases.desk import Desk
from app.usecases.forms.assessments import (
    AssessmentDraft,
    CarriedOver,
    KeptVersion,
    pinned,
    put_draft,
    read_assessment,
)
from app.usecases.forms.kept_forms import answerable, answers_to, read_kept
from app.usecases.forms.templates import library


def newer_version(desk: Desk, template: Template) -> Template | None:
    """The version that is offered instead of this one; None when it is the last there is."""
    found = library(desk)
    versions = [each for each in found.all() if each.url == template.url]
    offered = next((each for each in found.offered() if each.url == template.url), None)
    if offered is None or offered.key == template.key:
        return None
    places = {each.key: place for place, each in enumerate(versions)}
    return offered if places.get(template.key, -1) < places[offered.key] else None


def continue_in(
    desk: Desk, stream: StreamId, draft: AssessmentDraft, version: str
) -> AssessmentDraft:
    """The draft in another version (``url|version``) of its template: with what it said there if
    it has been there before, else with every answer that can be copied. The draft is kept when
    this returns. Raises Refusal: form_unreadable, form_changed, already_signed; ValueError for
    another template."""
    kept = KeptVersion(
        draft.template.key,
        draft.template.sha256,
        "" if draft.response is None else draft.response.decode("utf-8"),
        draft.carried,
    )
    others = tuple(each for each in draft.kept if each.template not in (version, kept.template))
    before = next((each for each in draft.kept if each.template == version), None)
    if before is not None:
        template = pinned(desk, stream, before.template, BlobId(before.sha256))
        response = before.response.encode("utf-8") or None
        carried = before.carried
    else:
        template = library(desk).get(version)
        response, carried = _moved(draft, template)
    if template.url != draft.template.url:
        raise ValueError("another template")
    moved = AssessmentDraft(draft.entity, template, response, {}, carried, (*others, kept))
    return put_draft(desk, stream, moved)


def begin_from(desk: Desk, stream: StreamId, entity: EntityId, record: RecordId) -> AssessmentDraft:
    """A new form that begins with the answers of a signed one, in the version that is offered now,
    or in its own when none is. Measures are asked again: a copy would be compared with itself.
    The draft is there when this returns. Raises Refusal: case_unknown, entity_unknown,
    form_unreadable, already_signed."""
    signed = read_assessment(desk, stream, record)
    own = pinned(desk, stream, signed.fact.template, signed.fact.template_blob)
    template = newer_version(desk, own) or own
    kept = read_kept(signed.template, signed.response)
    carried = carry(kept.form, kept.response, answerable(template.data), anew=True)
    told = CarriedOver(carried.copied, carried.left, carried.reworded, record)
    response = dump_response(carried.response)
    return put_draft(desk, stream, AssessmentDraft(entity, template, response, {}, told))


def put_away_list(draft: AssessmentDraft) -> AssessmentDraft:
    """The draft without the list of what was not copied: the caseworker has dealt with it."""
    if draft.carried is None:
        return draft
    return replace(draft, carried=CarriedOver(0, continues=draft.carried.continues))


def _moved(draft: AssessmentDraft, template: Template) -> tuple[bytes | None, CarriedOver | None]:
    continues = draft.carried.continues if draft.carried else None
    if draft.response is None:
        return None, CarriedOver(0, continues=continues)
    old = answerable(draft.template.data)
    carried = carry(old, answers_to(old, draft.response), answerable(template.data))
    told = CarriedOver(carried.copied, carried.left, carried.reworded, continues)
    return dump_response(carried.response), told
