"""What the page Utredning lists, decided without a window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.casework import facts, moments
from app.casework.comparison import Comparison, comparisons
from app.casework.state import CaseState, Conflict, Entity, Signed
from app.errors import Refusal
from app.forms.library import Template
from app.ids import BlobId, EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.forms import assessments, offering
from app.usecases.forms.assessments import KIND, Answered
from app.usecases.forms.offering import Offer, Proposal
from app.usecases.forms.templates import is_own
from app.usecases.reading import CaseView, DraftRow
from ui import words
from ui.texts import minute, tr

_LEVELS = ("inget behov", "litet behov", "stort behov", "akut behov")

_PROPOSED = {
    Proposal.YOUNG: "Föreslås för att den enskilde är 12–18 år enligt numret i ärendet.",
    Proposal.NO_ASSESSMENT: "Föreslås för att ärendet ännu saknar en signerad utredning.",
    Proposal.FOLLOW_UP: "Föreslås för att det finns ett beslut att följa upp.",
}


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """Something to begin with."""

    key: str
    title: str
    about: str
    purpose: str
    why: str
    """Why it is proposed; empty when it is not."""


@dataclass(frozen=True, slots=True)
class DraftView:
    """A form that is being written."""

    entity: EntityId
    title: str
    told: str
    """Purpose, how far it has come and when it was saved."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One signed version of a filled form."""

    record: RecordId
    heading: str
    purpose: str
    lines: tuple[str, ...]
    """What it found: ``Trygghet och boende: akut behov``, kinds of vulnerability, instruments."""
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
    drafts: tuple[DraftView, ...]
    templates: tuple[TemplateRow, ...]
    compared: tuple[Comparison, ...]


def look(stream: StreamId, changes: Changes | None, desk: Desk) -> Overview:
    """On the database thread."""
    view = reading.look(desk, stream, Part.ASSESSMENT, changes)
    drafts = [_written(desk, each) for each in view.drafts if each.kind == KIND]
    in_writing = [draft.template for draft in drafts if draft.template is not None]
    return Overview(
        view,
        assessment_views(view.state),
        tuple(_draft_view(each) for each in drafts),
        tuple(_template_row(each) for each in offering.offers(desk, view.state, in_writing)),
        comparisons(view.state),
    )


# ------------------------------------------------------------------------------- templates


def _template_row(offer: Offer) -> TemplateRow:
    """A template that was taken in says so: it may have the title of one of the program's own."""
    template = offer.template
    about = template.description
    if not is_own(template):
        about = " ".join((about, tr("Egen mall, tillagd i det här valvet."))).strip()
    return TemplateRow(
        template.key,
        template.title,
        about,
        offering.purpose_of(template),
        tr(_PROPOSED[offer.proposed]) if offer.proposed else "",
    )


def matching(rows: tuple[TemplateRow, ...], typed: str) -> tuple[TemplateRow, ...]:
    """Those in whose title, purpose or description every typed word stands."""
    wanted = typed.casefold().split()
    return tuple(
        row
        for row in rows
        if all(
            word in f"{row.title} {row.about} {purpose_word(row.purpose)}".casefold()
            for word in wanted
        )
    )


def by_purpose(rows: tuple[TemplateRow, ...]) -> dict[str, tuple[TemplateRow, ...]]:
    """In the order in which they are usually needed; purposes we do not know come last."""
    known = [str(purpose) for purpose in words.FORM_PURPOSES]
    order = dict.fromkeys([*known, *(row.purpose for row in rows)])
    groups = {purpose: tuple(r for r in rows if r.purpose == purpose) for purpose in order}
    return {purpose: found for purpose, found in groups.items() if found}


def purpose_word(purpose: str) -> str:
    return words.word(words.FORM_PURPOSES, purpose)


# ---------------------------------------------------------------------------------- drafts


@dataclass(frozen=True, slots=True)
class _Draft:
    row: DraftRow
    body: JsonObject
    template: Template | None


def _written(desk: Desk, row: DraftRow) -> _Draft:
    kept = desk.vault.drafts.get(row.stream, row.entity, KIND)
    body = kept.body if kept else {}
    template = _template_of(desk, row, str(body.get("template")), str(body.get("sha256")))
    return _Draft(row, body, template)


def _draft_view(draft: _Draft) -> DraftView:
    template = draft.template
    told = (
        purpose_word(offering.purpose_of(template)) if template else "",
        progress_text(assessments.progress_of(draft.body)),
        tr("sparat {when}").format(when=minute(draft.row.saved_at)),
    )
    title = template.title if template else tr("Okänd mall")
    return DraftView(draft.row.entity, title, " · ".join(part for part in told if part))


def _template_of(desk: Desk, row: DraftRow, key: str, sha256: str) -> Template | None:
    """None where it cannot be had: opening the draft then says why."""
    try:
        return assessments.pinned(desk, row.stream, key, BlobId(sha256))
    except Refusal:
        return None


def progress_text(progress: Answered | None) -> str:
    if progress is None or not progress.answered:
        return tr("inget är besvarat")
    return tr("{answered} av {askable} besvarade").format(
        answered=progress.answered, askable=progress.askable
    )


# ---------------------------------------------------------------------------------- signed


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
        purpose=fact.purpose,
        lines=tuple(_lines(fact)),
        signed=words.signed_by(content),
    )


def _lines(fact: facts.Assessment) -> Iterator[str]:
    yield from (f"{need.area}: {level_word(need.level)}" for need in fact.needs)
    if not fact.needs and fact.purpose == facts.FormPurpose.ASSESSMENT:
        yield tr("Inga behov bedömda.")
    yield from (f"{each.label} {each.shown}" for each in fact.measures)
    if fact.vulnerabilities:
        kinds = ", ".join(fact.vulnerabilities)
        yield tr("Utsatthet: {kinds}").format(kinds=kinds)
    yield from (instrument_line(each) for each in fact.instruments)


def instrument_line(used: facts.Instrument) -> str:
    """``SARA:SV, version 2.0, 2026-03-01, polisens bedömare: Medel``"""
    version = tr("version {number}").format(number=used.version) if used.version else ""
    told = ", ".join(part for part in (used.name, version, used.date, used.assessor) if part)
    return f"{told}: {used.outcome}" if used.outcome else told


def level_word(level: int) -> str:
    """``akut behov`` for 3."""
    return tr(_LEVELS[level]) if 0 <= level < len(_LEVELS) else str(level)
