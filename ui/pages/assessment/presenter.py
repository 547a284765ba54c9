"""What the page Utredning shows and does, decided without a window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.casework import facts, moments
from app.casework.state import CaseState, Conflict, Entity, Signed
from app.errors import Reason, Refusal
from app.forms.library import Template
from app.forms.load import load_form
from app.forms.model import Form
from app.forms.print import PrintedBlock, label, printed, shown
from app.forms.problems import Problem
from app.forms.response import Response, dump_response
from app.forms.response_reader import load_response
from app.forms.session import FormSession
from app.ids import EntityId, RecordId, StreamId
from app.usecases import assessments, drafting, reading
from app.usecases.assessments import AssessmentDraft
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView
from ui import words
from ui.texts import tr

_LEVELS = ("inget behov", "litet behov", "stort behov", "akut behov")


@dataclass(frozen=True, slots=True)
class Wording:
    """One signed version of an assessment."""

    record: RecordId
    heading: str
    needs: tuple[str, ...]
    """``Trygghet och boende: akut behov``"""
    signed: str


@dataclass(frozen=True, slots=True)
class AssessmentView:
    entity: EntityId
    now: Wording
    sides: tuple[Wording, ...]
    """Two wordings that nobody has chosen between; empty when there is one."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the database thread hands over."""

    view: CaseView
    signed: tuple[AssessmentView, ...]
    templates: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft to go on with. ``filled`` is None when its template cannot be answered here;
    ``reasons`` say why."""

    draft: AssessmentDraft
    filled: FormSession | None
    reasons: tuple[Problem, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Reading:
    """A signed assessment as it was."""

    entity: EntityId
    wording: Wording
    blocks: tuple[PrintedBlock, ...]


# ------------------------------------------------------------- work on the database thread


def look(stream: StreamId, changes: Changes | None, desk: Desk) -> Overview:
    view = reading.look(desk, stream, Part.ASSESSMENT, changes)
    return Overview(view, assessment_views(view.state), desk.forms.offered())


def begin(stream: StreamId, template: str, desk: Desk) -> Opened:
    """Start a new assessment from a template (``url|version``)."""
    entity = drafting.new_entity(desk)
    return _opened(assessments.begin_assessment(desk, stream, entity, template), desk)


def go_on(stream: StreamId, entity: EntityId, desk: Desk) -> Opened:
    return _opened(assessments.open_assessment(desk, stream, entity), desk)


def sign(stream: StreamId, draft: AssessmentDraft, completed: Response, desk: Desk) -> Changes:
    """``completed`` gets its time from the desk's clock, never from the window's."""
    whole = replace(completed, authored=desk.now().isoformat(timespec="seconds"))
    return assessments.sign_assessment(desk, stream, draft, dump_response(whole))


def read(stream: StreamId, view: AssessmentView, desk: Desk) -> Reading:
    """Raises Refusal: form_unreadable when the kept bytes do not fit each other."""
    kept = assessments.read_assessment(desk, stream, view.now.record)
    form = load_form(kept.template).form
    response = load_response(kept.response, form).response if form else None
    if form is None or response is None:
        raise Refusal(Reason.FORM_UNREADABLE)
    return Reading(view.entity, view.now, printed(form, response))


def _opened(draft: AssessmentDraft, desk: Desk) -> Opened:
    today = desk.now().date()
    loaded = load_form(draft.template.data)
    if loaded.form is None or not loaded.answerable:
        return Opened(draft, None, loaded.reasons, today)
    return Opened(draft, FormSession(loaded.form, _answers(loaded.form, draft)), (), today)


def _answers(form: Form, draft: AssessmentDraft) -> Response | None:
    if draft.response is None:
        return None
    response = load_response(draft.response, form).response
    if response is None:
        raise Refusal(Reason.FORM_UNREADABLE)
    return response


# ------------------------------------------------------------------------------- the views


def assessment_views(state: CaseState) -> tuple[AssessmentView, ...]:
    """The latest signed first."""
    ordered = sorted(state.assessments, key=_order, reverse=True)
    return tuple(_view(entity) for entity in ordered)


def _order(entity: Entity[facts.Assessment]) -> tuple[int, str]:
    return entity.latest.record.content.lamport, entity.latest.record.id


def _view(entity: Entity[facts.Assessment]) -> AssessmentView:
    sides = entity.head.heads if isinstance(entity.head, Conflict) else ()
    return AssessmentView(entity.id, wording(entity.latest), tuple(wording(side) for side in sides))


def wording(version: Signed[facts.Assessment]) -> Wording:
    fact, content = version.fact, version.record.content
    return Wording(
        record=version.record.id,
        heading=f"{fact.title} · {moments.shown(fact.completed_on)}",
        needs=tuple(f"{need.area}: {level_word(need.level)}" for need in fact.needs),
        signed=words.signed_by(content),
    )


def level_word(level: int) -> str:
    """``akut behov`` for 3."""
    return tr(_LEVELS[level]) if 0 <= level < len(_LEVELS) else str(level)


def dropped_lines(filled: FormSession) -> tuple[str, ...]:
    """The answers that will not be part of the signed assessment, with their questions."""
    lines: list[str] = []
    for node in filled.dropped_on_completion():
        view = filled.node(node)
        answers = [shown(view.item, value) for value in view.values]
        text = ", ".join(answers) if view.malformed is None else view.malformed
        lines.append(f"{label(view.item)} {text}")
    return tuple(lines)
