"""Going through an extract of somebody's access log: sample, marks, signature (X07).

The sample is drawn and signed when the review begins, and an extract has one review, so that
nobody draws again until the sample is to their liking. Marks lie in a draft until all is signed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

import msgspec

from app.casework import log_review
from app.casework.handover_facts import LogExtract, LogReview, ReviewedRow, ReviewMark
from app.casework.log_review import Detail, ReviewRow, ViewCount
from app.casework.state import Entity
from app.casework.two_people import same_person
from app.documents.blocks import Document
from app.documents.log_review import ReviewPaper, RowToInvestigate, log_review_paper
from app.errors import Fault, Reason, Refusal
from app.handover.log_rows import Extract, ExtractCase, ExtractRow
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.log_codes import LogCode
from app.usecases import registers, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.logs.log_extracts import read_extract
from app.usecases.personal_data import personal_data_in
from app.usecases.reading import register_of
from app.usecases.typed import Typed

KIND = "log_review"
"""The kind of the draft that holds marks and summary."""


@dataclass(frozen=True, slots=True)
class ExtractEntry:
    """An extract that has come, and how far its review has got."""

    entity: EntityId
    extract: LogExtract
    review: EntityId | None
    signed_on: str
    sampled: int


@dataclass(frozen=True, slots=True)
class OpenedExtract:
    """Everything that is shown of one extract."""

    entity: EntityId
    extract: LogExtract
    rows: tuple[ReviewRow, ...]
    """Of the period, oldest first."""
    review: EntityId | None
    fact: LogReview | None
    version: RecordId | None
    """The review that was shown, for ``sign``."""
    proposed_size: int
    """Of the sample, where none has been drawn."""
    register: StreamId

    @property
    def sampled(self) -> tuple[int, ...]:
        return self.fact.sample if self.fact is not None else ()


def extracts(desk: Desk) -> tuple[ExtractEntry, ...]:
    """The newest period first. Logged; no row of a log is in it."""
    part = Part.LOG_REVIEW.value
    desk.vault.log.write(LogCode.PART_OPENED, {"part": part, "list": "log_extracts"})
    register = register_of(desk)
    reviews = {each.latest.fact.extract: each for each in register.of(LogReview)}
    found = [_entry(each, reviews.get(each.id)) for each in reversed(register.of(LogExtract))]
    return tuple(sorted(found, key=lambda each: each.extract.last_day, reverse=True))


def _entry(extract: Entity[LogExtract], review: Entity[LogReview] | None) -> ExtractEntry:
    fact = review.latest.fact if review is not None else None
    return ExtractEntry(
        entity=extract.id,
        extract=extract.latest.fact,
        review=review.id if review is not None else None,
        signed_on=fact.signed_on if fact is not None else "",
        sampled=len(fact.sample) if fact is not None else 0,
    )


def open_extract(desk: Desk, entity: EntityId) -> OpenedExtract:
    """The rows of somebody else's log, once it stands in this vault's own log that they were
    shown. Raises Refusal: entity_unknown, database_damaged."""
    fact = _extract(desk, entity).latest.fact
    shown: JsonObject = {"extract": entity, "rows": fact.rows}
    desk.vault.log.write(LogCode.LOG_SHOWN, shown)
    return read_again(desk, entity)


def read_again(desk: Desk, entity: EntityId) -> OpenedExtract:
    """For the page that already shows it, after a write. Raises as ``open_extract``."""
    fact, review = _extract(desk, entity).latest.fact, _review_of(desk, entity)
    rows = rows_of(read_extract(desk, fact))
    return OpenedExtract(
        entity=entity,
        extract=fact,
        rows=rows,
        review=review.id if review is not None else None,
        fact=review.latest.fact if review is not None else None,
        version=review.latest.record.id if review is not None else None,
        proposed_size=desk.review_rules.sample_size(len(rows)),
        register=desk.vault.journal.register,
    )


def view_counts(
    desk: Desk, opened: OpenedExtract, marked: Collection[int]
) -> tuple[ViewCount, ...]:
    """What to look at, and how much of it has been marked."""
    return log_review.counted(desk.review_rules, opened.rows, opened.sampled, marked)


def begin(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """Draw the sample of an extract. ``typed``: size. ``Changes.entity`` is the review. Raises
    InvalidFields: a sample that is larger than the extract, or smaller than the rules say;
    Refusal: entity_unknown, review_by_same, already_signed when it was drawn before."""
    fact = _extract(desk, entity).latest.fact
    own = _require_another(desk, fact)
    if _review_of(desk, entity) is not None:
        raise Refusal(Reason.ALREADY_SIGNED)
    fields = Typed(typed, desk.now().date())
    size = fields.whole("size", min(fact.rows, desk.review_rules.least), fact.rows)
    fields.check()
    rows = read_extract(desk, fact).of_period
    nonce = desk.new_id()
    seed = log_review.seed_of(fact.blob, nonce)
    begun = LogReview(
        extract=entity,
        reviewer=own,
        rows=(),
        sample=log_review.sample(tuple(row.sequence for row in rows), size, seed),
        seed=nonce,
    )
    review = EntityId(desk.new_id())
    writing.add(desk, desk.vault.journal.register, review, begun)
    return _changed(desk, review)


def sign(
    desk: Desk, review: EntityId, typed: JsonObject, *, builds_on: RecordId | None = None
) -> Changes:
    """Close a review. ``typed``: summary; rows (sequence, mark, words): each row of the sample has
    a mark, and what is to be investigated says in words what. Names and numbers of persons do not
    belong in it: it goes back to the unit. Raises InvalidFields; Refusal: entity_unknown,
    review_over, review_by_same, review_unfinished, revised_since."""
    known = _review(desk, review).latest.fact
    if known.signed_on:
        raise Refusal(Reason.REVIEW_OVER)
    extract = _extract(desk, known.extract).latest.fact
    own = _require_another(desk, extract)
    fields = Typed(typed, desk.now().date())
    numbers = {row.sequence for row in read_extract(desk, extract).of_period}
    rows = tuple(_marked(each, numbers) for each in fields.rows("rows"))
    summary = _about_nobody(fields, "summary", fields.text("summary", required=True))
    fields.check()
    marked = {row.sequence: row for row in rows}
    if left := log_review.unmarked(known.sample, marked):
        raise Refusal(Reason.REVIEW_UNFINISHED, left=len(left))
    signed = msgspec.structs.replace(
        known,
        reviewer=own,
        rows=tuple(marked[number] for number in sorted(marked)),
        summary=summary,
        signed_on=fields.today.isoformat(),
    )
    writing.revise(desk, desk.vault.journal.register, review, signed, builds_on=builds_on)
    return _changed(desk, review)


def _marked(row: Typed, numbers: Collection[int]) -> ReviewedRow:
    text = row.line("sequence", required=True)
    sequence = int(text) if text.isascii() and text.isdigit() else 0
    if text and sequence not in numbers:
        row.problem("sequence", Fault.UNKNOWN_REFERENCE)
    mark = row.choice("mark", ReviewMark)
    words = row.line("words", required=mark is ReviewMark.INVESTIGATED)
    return ReviewedRow(sequence=sequence, mark=mark, words=_about_nobody(row, "words", words))


def _about_nobody(fields: Typed, name: str, text: str) -> str:
    if personal_data_in(text):
        fields.problem(name, Fault.PERSONAL_DATA)
    return text


def paper(desk: Desk, review: EntityId, said: Callable[[ReviewRow], str]) -> Document:
    """The signed review on paper, for ``unit_papers``. ``said``: what a row says in words, as it
    was shown. Raises Refusal: entity_unknown, review_unfinished, author_unknown."""
    fact = _review(desk, review).latest.fact
    if not fact.signed_on:
        raise Refusal(Reason.REVIEW_UNFINISHED)
    extract = _extract(desk, fact.extract).latest.fact
    rows, card = rows_of(read_extract(desk, extract)), registers.own_card(desk)
    marked = {row.sequence: row for row in fact.rows}
    to_investigate = (
        RowToInvestigate(row.sequence, row.at, said(row), row.case_number, found.words)
        for row in rows
        if (found := marked.get(row.sequence)) is not None and found.mark is ReviewMark.INVESTIGATED
    )
    return log_review_paper(
        ReviewPaper(
            municipality=card.municipality,
            unit=card.unit,
            number=review[:4].upper(),
            law=desk.review_rules.law,
            extract=extract,
            review=fact,
            views=log_review.counted(desk.review_rules, rows, fact.sample, marked),
            investigated=tuple(to_investigate),
        )
    )


# ------------------------------------------------------------------------------------ looking


def rows_of(extract: Extract) -> tuple[ReviewRow, ...]:
    """The rows of the period, each with what is known of its case."""
    cases = {case.stream: case for case in extract.head.cases}
    return tuple(map(partial(_row, cases), extract.of_period))


def _row(cases: dict[str, ExtractCase], row: ExtractRow) -> ReviewRow:
    said = row.said
    case = cases.get(str(said.get("stream", "")))
    known = Detail.TOLD if row.payload_hash else Detail.PROVED
    return ReviewRow(
        sequence=row.sequence,
        at=row.at,
        code=row.code,
        said=said,
        detail=Detail.GONE if row.gone else known,
        case_number=case.number if case is not None else "",
        protected=case is not None and case.protected,
        whose=case.whose if case is not None else None,
    )


def find_review(desk: Desk, review: EntityId) -> tuple[LogReview, LogExtract]:
    """A review and what it is of. Raises Refusal (entity_unknown)."""
    fact = _review(desk, review).latest.fact
    return fact, _extract(desk, fact.extract).latest.fact


def extract_of(desk: Desk, entity: EntityId) -> EntityId | None:
    """Which extract an entity is, or is a review of; None where it is neither."""
    register = register_of(desk)
    if any(each.id == entity for each in register.of(LogExtract)):
        return entity
    reviews = (each for each in register.of(LogReview) if each.id == entity)
    return next((each.latest.fact.extract for each in reviews), None)


def _extract(desk: Desk, entity: EntityId) -> Entity[LogExtract]:
    for each in register_of(desk).of(LogExtract):
        if each.id == entity:
            return each
    raise Refusal(Reason.ENTITY_UNKNOWN)


def _review(desk: Desk, entity: EntityId) -> Entity[LogReview]:
    for each in register_of(desk).of(LogReview):
        if each.id == entity:
            return each
    raise Refusal(Reason.ENTITY_UNKNOWN)


def _review_of(desk: Desk, extract: EntityId) -> Entity[LogReview] | None:
    found = register_of(desk).of(LogReview)
    return next((each for each in found if each.latest.fact.extract == extract), None)


def _require_another(desk: Desk, extract: LogExtract) -> str:
    """Who reviews, by name and title: never whoever the log is of."""
    own = registers.own_card(desk)
    if same_person(own.name, extract.of_name):
        raise Refusal(Reason.REVIEW_BY_SAME)
    return f"{own.name}, {own.title}"


def _changed(desk: Desk, review: EntityId) -> Changes:
    register = desk.vault.journal.register
    return Changes.of(register, Part.LOG_REVIEW, Part.DRAFTS, entity=review)
