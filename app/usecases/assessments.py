"""A guided assessment, from an empty template to a signed record that others can link to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from app.casework import facts
from app.errors import Reason, Refusal
from app.forms.library import Template
from app.ids import BlobId, EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.drafting import save_draft
from app.usecases.reading import state_of

KIND = "assessment"
MEDIA_TYPE = "application/fhir+json"


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    """An assessment being written, with the very template it was begun with."""

    entity: EntityId
    template: Template
    response: bytes | None
    """As ``forms.response.dump_response`` wrote it; None when nothing has been answered."""
    place: JsonObject


@dataclass(frozen=True, slots=True)
class SignedAssessment:
    """The exact bytes of a signed assessment, for showing it as it was."""

    fact: facts.Assessment
    template: bytes
    response: bytes


def begin_assessment(
    desk: Desk, stream: StreamId, entity: EntityId, template: str
) -> AssessmentDraft:
    """Start from a template (``url|version``) of the library. The draft pins the template's bytes
    and keeps them, so that a newer program still opens it as it was begun. Raises Refusal:
    case_unknown, form_unreadable."""


def open_assessment(desk: Desk, stream: StreamId, entity: EntityId) -> AssessmentDraft:
    """Go on with a draft. Raises Refusal: entity_unknown when there is none; form_changed when
    the library has other bytes under the same ``url|version``."""


def save_assessment(
    desk: Desk, stream: StreamId, draft: AssessmentDraft, response: bytes, place: JsonObject
) -> Changes:
    """Keep what has been answered, mistakes and all."""


def sign_assessment(
    desk: Desk, stream: StreamId, draft: AssessmentDraft, response: bytes
) -> Changes:
    """Sign a completed response (``status`` completed, see ``FormSession``): template and
    response as blobs, the needs copied out. Raises Refusal: form_incomplete, form_changed,
    form_unreadable, already_signed."""


def read_assessment(desk: Desk, stream: StreamId, record: RecordId) -> SignedAssessment:
    """A signed assessment with its exact bytes. The part must have been opened (and logged)
    already. Raises Refusal: entity_unknown, database_damaged."""
