"""What is done with one filled form on the page Utredning, decided without a window. Everything
that takes a desk runs on the database thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.casework.facts import FormPurpose
from app.forms.carry import Why
from app.forms.load import load_form
from app.forms.model import Form
from app.forms.print import PrintedBlock, printed
from app.forms.problems import Problem
from app.forms.response import Response, dump_response
from app.forms.session import FormSession
from app.forms.wording import followed, label, shown
from app.forms.write import export_response
from app.ids import EntityId, RecordId, StreamId
from app.usecases import drafting
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.forms import assessments, continuing
from app.usecases.forms.assessments import AssessmentDraft
from app.usecases.forms.kept_forms import answers_to, read_kept
from app.usecases.forms.offering import purpose_of
from ui.pages.assessment.overview import AssessmentView, Wording
from ui.texts import tr

_WHY = {
    Why.NOT_THERE: "frågan finns inte i den här versionen",
    Why.MOVED: "frågan står på ett annat ställe",
    Why.OTHER_TYPE: "frågan besvaras på ett annat sätt",
    Why.OTHER_OPTIONS: "svaret finns inte bland alternativen",
    Why.ONE_ONLY: "bara ett svar får ges nu",
    Why.NOT_ASKED: "frågan fylls inte i här",
    Why.ASKED_ANEW: "frågas på nytt",
}


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """A version that the draft can go on in, or back to."""

    key: str
    version: str
    back: bool
    """The draft has been there: what it said there is kept."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft to go on with. ``filled`` is None when its template cannot be answered here;
    ``reasons`` say why."""

    draft: AssessmentDraft
    filled: FormSession | None
    reasons: tuple[Problem, ...]
    today: date
    others: tuple[OtherVersion, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A signed form as it was."""

    entity: EntityId
    wording: Wording
    blocks: tuple[PrintedBlock, ...]
    form: Form
    response: Response


def begin(stream: StreamId, template: str, desk: Desk) -> Opened:
    """Start a new form from a template (``url|version``)."""
    entity = drafting.new_entity(desk)
    return _opened(assessments.begin_assessment(desk, stream, entity, template), desk)


def begin_from(stream: StreamId, record: RecordId, desk: Desk) -> Opened:
    """Start a new form with the answers of a signed one."""
    entity = drafting.new_entity(desk)
    return _opened(continuing.begin_from(desk, stream, entity, record), desk)


def go_on(stream: StreamId, entity: EntityId, desk: Desk) -> Opened:
    return _opened(assessments.open_assessment(desk, stream, entity), desk)


def go_on_in(stream: StreamId, entity: EntityId, version: str, desk: Desk) -> Opened:
    """The draft, as it was last saved, in another version of its template."""
    draft = assessments.open_assessment(desk, stream, entity)
    return _opened(continuing.continue_in(desk, stream, draft, version), desk)


def sign(stream: StreamId, draft: AssessmentDraft, completed: Response, desk: Desk) -> Changes:
    """``completed`` gets its time from the desk's clock, never from the window's."""
    whole = replace(completed, authored=desk.now().isoformat(timespec="seconds"))
    return assessments.sign_assessment(desk, stream, draft, dump_response(whole))


def read(stream: StreamId, view: AssessmentView, desk: Desk) -> Reading:
    """Raises Refusal: form_unreadable when the kept bytes do not fit each other."""
    bytes_of = assessments.read_assessment(desk, stream, view.now.record)
    kept = read_kept(bytes_of.template, bytes_of.response)
    blocks = printed(kept.form, kept.response)
    return Reading(view.entity, view.now, blocks, kept.form, kept.response)


def _opened(draft: AssessmentDraft, desk: Desk) -> Opened:
    today = desk.now().date()
    others = tuple(_others(draft, desk))
    loaded = load_form(draft.template.data)
    if loaded.form is None or not loaded.answerable:
        return Opened(draft, None, loaded.reasons, today, others)
    given = None if draft.response is None else answers_to(loaded.form, draft.response)
    filled = FormSession(loaded.form, given)
    return Opened(draft, filled, (), today, others)


def _others(draft: AssessmentDraft, desk: Desk) -> list[OtherVersion]:
    kept = [OtherVersion(e.template, e.template.rpartition("|")[2], back=True) for e in draft.kept]
    newer = continuing.newer_version(desk, draft.template)
    if newer is not None and all(each.key != newer.key for each in kept):
        kept.append(OtherVersion(newer.key, newer.version, back=False))
    return kept


def standard_format(reading: Reading) -> str:
    """The answers as other systems read them, laid out for the eye. What is signed reads the same
    in R5 and R4."""
    return export_response(reading.response, reading.form, "R5").data.decode("utf-8")


# -------------------------------------------------------------------------------- in words


def dropped_lines(filled: FormSession) -> tuple[str, ...]:
    """The answers that will not be part of the signed form, with their questions."""
    lines: list[str] = []
    for node in filled.dropped_on_completion():
        view = filled.node(node)
        answers = [shown(view.item, value) for value in view.values]
        text = ", ".join(answers) if view.malformed is None else view.malformed
        lines.append(followed(label(view.item), text))
    return tuple(lines)


def consequence(draft: AssessmentDraft) -> str:
    """What signing means, in the form's own word."""
    if purpose_of(draft.template) == FormPurpose.ASSESSMENT:
        return tr("En signerad utredning kan inte ändras. Den finns kvar i akten.")
    return tr("Ett signerat formulär kan inte ändras. Det finns kvar i akten.")


def left_lines(draft: AssessmentDraft) -> tuple[str, ...]:
    """``Hur mår du? 4 (frågas på nytt)``, ``Vikt: 4 (frågas på nytt)``"""
    left = draft.carried.left if draft.carried else ()
    return tuple(f"{followed(each.question, each.answer)} ({tr(_WHY[each.why])})" for each in left)


def carried_sentence(draft: AssessmentDraft) -> str:
    """How many answers came along, and from where; empty for a draft that began with none."""
    carried = draft.carried
    if carried is None or not carried.copied:
        return ""
    if carried.continues is not None:
        text = tr("{count} svar är kopierade från det tidigare formuläret. Gå igenom dem.")
    else:
        text = tr("{count} svar är kopierade från den förra versionen av mallen.")
    return text.format(count=carried.copied)
