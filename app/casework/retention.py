"""How long a case file is kept: five years after its last note, with the exceptions of the law in
their order (SoL 16 kap. 1–3 §§, socialtjänstförordningen 13 kap. 1 §; X14, D20).

Pure: the rules stand in the legal pack, what is known of the case is handed in. What is not known
is said (``Unsure``), never guessed: something destroyed does not come back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.casework import codec, decided, facts
from app.casework.moments import day_or_none
from app.casework.state import CaseState, CaseStatus
from app.journal.record import Record
from app.law.entry import Certainty
from app.law.pack import LegalPack
from app.law.retention import RetentionEffect, RetentionKey, RetentionRule

_NO_NOTE = codec.kind_name(facts.RetentionHold)


class Standing(StrEnum):
    """Where a case file is on its way to disposal."""

    OPEN = "open"
    """Not closed, and so not counted."""
    WAITING = "waiting"
    """The five years have not passed."""
    DUE = "due"
    LATE = "late"
    """The year in which it should have been done has passed."""
    HELD = "held"
    """An exception stands in the way, for a time."""
    PRESERVED = "preserved"
    """Never disposed of here."""
    UNKNOWN = "unknown"
    """The legal pack has no rule for the day, or the case file has no note with a day."""


class Unsure(StrEnum):
    """What somebody must look into before anything is destroyed."""

    MUNICIPALITY = "municipality"
    """It is not known in which municipality's archive the case file belongs."""
    BIRTH_DAY = "birth_day"
    MAYBE_CHILD_INQUIRY = "maybe_child_inquiry"
    """The person was under 18 when the case began: inquiries to protect a child, and placements,
    are kept longer."""
    AGE = "age"
    CHILDREN = "children"
    """Children have come up in the case."""
    SAME_PERSON_ELSEWHERE = "same_person_elsewhere"
    """Another case in this vault has the same number."""
    RUNNING_DECISION = "running_decision"
    """Something granted still holds: a closing ends no decision (SoL 14 kap. 9 §)."""
    UNREAD = "unread"
    """Records that this program cannot read."""
    LAW = "law"
    """A rule that was used has not been read in the statute."""


@dataclass(frozen=True, slots=True)
class LastNote:
    """The newest record of a case file: what began the five years, or began them anew."""

    on: date
    kind: str
    """Name without version: ``journal_note``."""


@dataclass(frozen=True, slots=True)
class KnownOfPerson:
    """What the calculator may know of who the person is: yes, no, or None for not known."""

    research_day: bool | None
    """Born on one of the days of the month that are kept for research."""
    minor: bool | None
    """Under 18 when the case began."""
    elsewhere: bool | None
    """The same number stands in another case of the vault."""


@dataclass(frozen=True, slots=True)
class Question:
    """What an answer follows from."""

    state: CaseState
    last_note: LastNote | None
    person: KnownOfPerson
    municipality: str
    """The four digits of the one in whose archive the case file belongs; empty: not known."""
    law: LegalPack
    today: date
    sealed: bool = False
    """Somebody else has the case: this copy is never closed, and is counted all the same."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One exception that is in force."""

    rule: RetentionRule
    until: date | None = None
    """The last day; None: until it is lifted, or for ever."""


@dataclass(frozen=True, slots=True)
class Retention:
    """The answer, with everything it rests on."""

    standing: Standing
    rule: RetentionRule | None = None
    """The first hindrance in the order of the law, or else the main rule."""
    last_note: LastNote | None = None
    earliest: date | None = None
    """The first day on which it may be disposed of."""
    latest: date | None = None
    """The day by which it must be done: 31 December of the year after ``earliest``."""
    hindrances: tuple[Hindrance, ...] = ()
    unsure: tuple[Unsure, ...] = ()

    @property
    def may_be_proposed(self) -> bool:
        return self.standing in (Standing.DUE, Standing.LATE)


def retention(asked: Question) -> Retention:
    """How long this case file is kept. A case that is not closed, nor handed over, is not
    counted."""
    today, last = asked.today, asked.last_note
    if asked.state.status is not CaseStatus.CLOSED and not asked.sealed:
        return Retention(Standing.OPEN, last_note=last)
    main = asked.law.retention_rule(RetentionKey.ORDINARY, today)
    if main is None or last is None:
        return Retention(Standing.UNKNOWN, last_note=last)
    hindrances = tuple(_hindrances(asked))
    earliest = _earliest(last.on, main.years, _ended_holds(asked))
    latest = date(min(earliest.year + 1, date.max.year), 12, 31)
    rule = hindrances[0].rule if hindrances else main
    used = [main, *(each.rule for each in hindrances)]
    return Retention(
        standing=_standing(hindrances, earliest, latest, today),
        rule=rule,
        last_note=last,
        earliest=earliest,
        latest=latest,
        hindrances=hindrances,
        unsure=tuple(_unsure(asked, used)),
    )


def last_note(records: Iterable[Record]) -> LastNote | None:
    """The newest record by the time it was written. Every kind counts, a correction too, and kinds
    that this program cannot read; only what says how long the case file is kept does not."""
    newest: tuple[datetime, Record] | None = None
    for record in records:
        if record.kind_name == _NO_NOTE:
            continue
        at = datetime.fromisoformat(record.content.written_at)
        if newest is None or at > newest[0]:
            newest = at, record
    return None if newest is None else LastNote(newest[0].date(), newest[1].kind_name)


def years_after(day: date, years: int) -> date:
    """So many years later. 29 February becomes 1 March: never a day too early."""
    year = day.year + years
    if year > date.max.year:
        return date.max
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def pending_appeal(state: CaseState) -> bool:
    """Whether a decision is with a court, or on its way there: received, not rejected as late, and
    without an outcome. A decision that is changed goes there too (FL 46 §)."""
    return any(
        not side.fact.court_decided_on and side.fact.timeliness is not facts.AppealTimeliness.LATE
        for each in state.of(facts.Appeal)
        for side in each.sides
    )


def in_area(municipality: str, areas: Collection[str]) -> bool:
    """Whether a municipality's code is one of the areas' or lies in one of their counties."""
    return municipality in areas or municipality[:2] in areas


def _hindrances(asked: Question) -> Iterator[Hindrance]:
    holds = [hold for hold in _holds(asked) if _lasts(hold, asked.today)]
    for rule in asked.law.retention:
        if not rule.in_force(asked.today) or rule.effect is RetentionEffect.DISPOSE:
            continue
        noted = [day_or_none(hold.until) for hold in holds if hold.kind.value == rule.key]
        if noted:
            yield Hindrance(rule, None if None in noted else max(filter(None, noted)))
        elif _follows_from_the_case(rule, asked):
            yield Hindrance(rule)


def _follows_from_the_case(rule: RetentionRule, asked: Question) -> bool:
    match rule.key:
        case RetentionKey.FULL_AREA:
            return in_area(asked.municipality, rule.areas)
        case RetentionKey.RESEARCH_DAY:
            return asked.person.research_day is True
        case RetentionKey.APPEAL:
            return pending_appeal(asked.state)
    return False


def _holds(asked: Question) -> Iterator[facts.RetentionHold]:
    """Of a disputed one every side counts."""
    for each in asked.state.of(facts.RetentionHold):
        yield from (side.fact for side in each.sides if not side.fact.lifted_on)


def _lasts(hold: facts.RetentionHold, today: date) -> bool:
    until = day_or_none(hold.until)
    return until is None or until >= today


def _ended_holds(asked: Question) -> Iterator[date]:
    """The last days of exceptions that have run out by themselves: only the day after one may
    anything be destroyed. One that was lifted was no exception."""
    for hold in _holds(asked):
        until = day_or_none(hold.until)
        if until is not None and until < asked.today:
            yield until


def _earliest(last: date, years: int, ended: Iterable[date]) -> date:
    after = (each + timedelta(days=1) for each in ended)
    return max(years_after(last, years), *after, date.min)


def _standing(
    hindrances: tuple[Hindrance, ...], earliest: date, latest: date, today: date
) -> Standing:
    if any(each.rule.effect is RetentionEffect.PRESERVE for each in hindrances):
        return Standing.PRESERVED
    if today < earliest:
        return Standing.WAITING
    if hindrances:
        return Standing.HELD
    return Standing.DUE if today <= latest else Standing.LATE


def _unsure(asked: Question, used: Iterable[RetentionRule]) -> Iterator[Unsure]:
    full = asked.law.retention_rule(RetentionKey.FULL_AREA, asked.today)
    kept_whole = full is not None and in_area(asked.municipality, full.areas)
    person, state = asked.person, asked.state
    for unsure, found in (
        (Unsure.MUNICIPALITY, not asked.municipality),
        (Unsure.BIRTH_DAY, person.research_day is None and not kept_whole),
        (Unsure.MAYBE_CHILD_INQUIRY, person.minor is True),
        (Unsure.AGE, person.minor is None),
        (Unsure.CHILDREN, _children_come_up(state)),
        (Unsure.SAME_PERSON_ELSEWHERE, person.elsewhere is True),
        (Unsure.RUNNING_DECISION, any(decided.running(state, asked.today))),
        (Unsure.UNREAD, bool(state.newer or state.malformed)),
        (Unsure.LAW, any(each.certainty is not Certainty.CERTAIN for each in used)),
    ):
        if found:
            yield unsure


def _children_come_up(state: CaseState) -> bool:
    known = (side.fact for each in state.of(facts.Children) for side in each.sides)
    return bool(state.of(facts.ChildAlert)) or any(
        each.responsible is facts.YesNoUnknown.YES for each in known
    )
