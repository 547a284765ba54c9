"""What a review of a log found: sent back to whose log it is, or to a manager, and taken in (X07).

At the receiver it becomes a task for each group of rows to investigate; where the log is the
vault's own, it also is the recurring review (D22) done.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

import msgspec

from app.casework import facts
from app.casework.codec import kind_name
from app.casework.handover_facts import (
    KnownPerson,
    LogExtract,
    LogFindings,
    LogReview,
    ReviewMark,
    SentPackage,
)
from app.casework.log_review import span_text
from app.casework.moments import day_or_none
from app.casework.state import Entity
from app.errors import Fault, Reason, Refusal
from app.handover.kinds import HandoverKind
from app.handover.lines import as_line, is_line
from app.handover.package import Package
from app.ids import EntityId, KeyId
from app.jsonvalue import JsonObject
from app.law.pack import DeadlineKey
from app.log_codes import LogCode
from app.ports import Progress, no_progress
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register
from app.usecases.handover.logs.log_reviews import find_review
from app.usecases.handover.packages import sending
from app.usecases.handover.packages.arrivals import Look, LookRow, RowState, Said, Taken
from app.usecases.handover.packages.parcels import Contents, Parcel
from app.usecases.handover.packages.sending import Sealed
from app.usecases.reading import register_of
from app.usecases.typed import LONGEST_LINE, LONGEST_TEXT, Typed
from app.usecases.watching import started, tasks
from app.usecases.writing import Entry

RAISED = "log_findings"
"""``facts.Task.raised_by`` of what is to be investigated."""

DAYS = timedelta(days=14)
"""Until it should be done; the task can be given another day."""

_FORMAT = 1
_ROW = "findings"


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    of_key: str
    """Who signs in the vault whose log it is."""
    findings: LogFindings


# -------------------------------------------------------------------------- at the reviewer's


def parcel_of(desk: Desk, review: EntityId, typed: JsonObject) -> Parcel:
    """``typed``: to, a known person. Raises InvalidFields (to); Refusal: entity_unknown,
    review_unfinished before it is signed."""
    fact, extract = find_review(desk, review)
    if not fact.signed_on:
        raise Refusal(Reason.REVIEW_UNFINISHED)
    fields = Typed(typed, desk.now().date())
    known = {row.entity for row in card_register.known_people(desk)}
    to = EntityId(fields.line("to", required=True))
    if to and to not in known:
        fields.problem("to", Fault.UNKNOWN_REFERENCE)
    fields.check()
    owner = card_register.person(desk, extract.of)
    body = _Body(_FORMAT, owner.signing_key, _findings(fact, extract))
    return Parcel(
        kind=HandoverKind.LOG_FINDINGS,
        to=to,
        purpose=f"Loggkontroll {extract.first_day} – {extract.last_day}",
        pick=partial(_contents, cast("JsonObject", msgspec.to_builtins(body))),
        reply_to=extract.package if to == extract.of else "",
    )


def hand_over(
    desk: Desk,
    review: EntityId,
    typed: JsonObject,
    folder: Path,
    progress: Progress = no_progress,
) -> Sealed:
    """Seal what was found. Raises as ``parcel_of`` and ``sending.seal_parcel``."""
    return sending.seal_parcel(desk, parcel_of(desk, review, typed), folder, progress)


def _contents(body: JsonObject, _desk: Desk) -> Contents:
    return Contents(body=body)


def _findings(fact: LogReview, extract: LogExtract) -> LogFindings:
    return LogFindings(
        reviewer=as_line(fact.reviewer),
        first_day=extract.first_day,
        last_day=extract.last_day,
        looked_at=len(fact.rows),
        investigated=tuple(
            msgspec.structs.replace(row, words=as_line(row.words))
            for row in fact.rows
            if row.mark is ReviewMark.INVESTIGATED
        ),
        summary="\n".join(map(as_line, fact.summary.split("\n"))),
        signed_on=fact.signed_on,
        of_name=as_line(extract.of_name),
        rows=extract.rows,
    )


# ------------------------------------------------------------------------------ at the owner's


def look_findings(desk: Desk, package: Package) -> Look:
    """Raises Refusal: package_malformed, package_newer; package_unexpected for a review of this
    vault's log that never was handed to the sender."""
    found = _read(desk, package)
    kind = kind_name(LogFindings)
    return Look(
        rows=(LookRow(_ROW, RowState.NEW, kind, found.signed_on, found.reviewer),),
        said=(
            Said("period", f"{found.first_day} – {found.last_day}"),
            Said("rows", span_text([row.sequence for row in found.investigated]) or "–"),
            Said("summary", found.summary),
        ),
        all_or_nothing=True,
    )


def take_in_findings(
    desk: Desk, package: Package, person: KnownPerson, keys: frozenset[str]
) -> Taken:
    """Raises Refusal: nothing_chosen, and as ``look_findings``."""
    if _ROW not in keys:
        raise Refusal(Reason.NOTHING_CHOSEN)
    found = msgspec.structs.replace(_read(desk, package), reviewer=f"{person.name}, {person.title}")
    entity, stream = EntityId(desk.new_id()), desk.vault.journal.register
    entries = [Entry(entity, found), *_tasks(desk, entity, found)]
    if not found.of_name:
        entries.append(_reviewed(desk, found))
    writing.append(desk, stream, desk.vault.journal.records(stream), entries)
    return Taken(Changes.of(stream, Part.LOG_REVIEW, Part.TASKS, entity=entity), shows=entity)


def findings(desk: Desk) -> tuple[Entity[LogFindings], ...]:
    """What reviewers have found, the latest period first. Logged."""
    part = Part.LOG_REVIEW.value
    desk.vault.log.write(LogCode.PART_OPENED, {"part": part, "list": "log_findings"})
    found = register_of(desk).of(LogFindings)
    return tuple(sorted(found, key=lambda each: each.latest.fact.last_day, reverse=True))


def _read(desk: Desk, package: Package) -> LogFindings:
    body = package.payload.body
    if _is_newer(body):
        raise Refusal(Reason.PACKAGE_NEWER)
    try:
        read = msgspec.convert(cast("dict[str, Any]", body), _Body, strict=True)
    except (msgspec.ValidationError, RecursionError):
        raise Refusal(Reason.PACKAGE_MALFORMED) from None
    if not _is_sound(read.findings):
        raise Refusal(Reason.PACKAGE_MALFORMED)
    if KeyId(read.of_key) != desk.vault.author.key:
        return read.findings
    _require_asked(desk, package)
    return msgspec.structs.replace(read.findings, of_name="")


def _is_newer(body: Mapping[str, Any]) -> bool:
    version = body.get("format")
    return isinstance(version, int) and not isinstance(version, bool) and version > _FORMAT


def _is_sound(found: LogFindings) -> bool:
    days = (found.first_day, found.last_day, found.signed_on)
    marks = all(
        row.mark is ReviewMark.INVESTIGATED
        and row.sequence > 0
        and is_line(row.words, LONGEST_LINE)
        for row in found.investigated
    )
    lines = filter(None, found.summary.split("\n"))
    return (
        all(day_or_none(day) is not None for day in days)
        and marks
        and is_line(found.of_name, 2 * LONGEST_LINE)
        and is_line(found.reviewer, 2 * LONGEST_LINE)
        and len(found.summary) <= LONGEST_TEXT
        and all(is_line(line, LONGEST_TEXT) for line in lines)
    )


def _require_asked(desk: Desk, package: Package) -> None:
    """The extract was sent from here, to the one who answers."""
    sender = card_register.person_by_key(desk, package.envelope.sender_key)
    asked = any(
        each.latest.fact.package == package.envelope.reply_to
        and each.latest.fact.kind == HandoverKind.LOG_EXTRACT
        and sender is not None
        and each.latest.fact.to == sender.entity
        for each in register_of(desk).of(SentPackage)
    )
    if not asked:
        raise Refusal(Reason.PACKAGE_UNEXPECTED)


def _tasks(desk: Desk, entity: EntityId, found: LogFindings) -> list[Entry]:
    """One for each thing to investigate: rows that were marked with the same words."""
    groups: dict[str, list[int]] = {}
    for row in found.investigated:
        groups.setdefault(row.words, []).append(row.sequence)
    due = (desk.now().date() + DAYS).isoformat()
    return [
        tasks.raised(
            desk,
            what=_what(words, numbers),
            code=RAISED,
            due_on=due,
            about=entity,
            part=Part.LOG_REVIEW,
        )
        for words, numbers in groups.items()
    ]


def _what(words: str, numbers: list[int]) -> str:
    text = f"Utred i loggen: {words} (rad {span_text(sorted(numbers))})"
    return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1]}…"


def _reviewed(desk: Desk, found: LogFindings) -> Entry:
    day = day_or_none(found.signed_on) or date.min
    return Entry(
        EntityId(desk.new_id()),
        facts.StartedDeadline(
            rule=DeadlineKey.LOG_REVIEW.value,
            started_on=min(started.log_review_start(desk), day).isoformat(),
            ended_on=found.signed_on,
            outcome=f"Granskad av {found.reviewer}",
        ),
        happened_at=found.signed_on,
    )
