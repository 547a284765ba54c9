"""How much of a case goes to whom: a table of every kind of record. Pure.

What goes are whole entities with all their versions; nothing is ever cut out of what is signed.
A kind without a row goes nowhere: what a newer program has written stays where it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.casework import codec
from app.casework.facts import ActorRole, Disclosure, Excerpt, Owner, Share
from app.casework.standing import EXECUTING
from app.disclosure.categories import Category
from app.disclosure.profiles import Profile
from app.ids import BlobId, EntityId, KeyId, RecordId
from app.journal.blob_names import blob_names
from app.journal.record import Record
from app.jsonvalue import Json


class Scope(StrEnum):
    """Codes that ``share/1`` keeps."""

    WHOLE = "whole"
    EXECUTION = "execution"
    """What whoever carries out a decision needs, and nothing of how it was come to."""


class Choice(StrEnum):
    """What never goes unless it is ticked, each time anew."""

    IDENTITY = "identity"
    """Who the person is and where: the whole record of it."""
    BOPS = "bops"
    """What BOPS has said: a compartment of its own (F003)."""


PROFILES: Final[Mapping[Scope, Profile]] = {
    Scope.WHOLE: Profile.HANDOVER_WHOLE,
    Scope.EXECUTION: Profile.HANDOVER_EXECUTION,
}


@dataclass(frozen=True, slots=True)
class Row:
    tells: frozenset[Category]
    execution: bool = False
    """It goes to whoever only carries out."""
    choice: Choice | None = None


def _row(*tells: Category, execution: bool = False, choice: Choice | None = None) -> Row:
    return Row(frozenset(tells), execution, choice)


TABLE: Final[Mapping[str, Row]] = {
    # that there is a case, whose it is, and how the person must be protected
    "case_file": _row(Category.CASE_NUMBER, Category.REGISTRATION_NUMBER, execution=True),
    "responsibility": _row(Category.CASEWORKER, execution=True),
    "protection": _row(Category.PROTECTION, execution=True),
    "transfer": _row(Category.CASEWORKER, execution=True),
    "share": _row(Category.CASEWORKER, execution=True),  # to whoever it is about; all, of a whole
    "identity": _row(
        Category.NAME,
        Category.PERSONNUMMER,
        Category.CONTACT_DETAILS,
        execution=True,
        choice=Choice.IDENTITY,
    ),
    # what has been decided, and how it is carried out
    "decision": _row(Category.DECISIONS, execution=True),  # those that run
    "plan": _row(
        Category.NEEDS,
        Category.GOALS,
        Category.INTERVENTIONS,
        Category.CONSIDERATION,
        Category.PROVIDERS,
        Category.ECONOMY,
        Category.PARTICIPATION,
        Category.PARTICIPANT_FUNCTIONS,
        Category.PARTICIPANT_NAMES,
        Category.COOPERATION,
        Category.KIN_CONTACT,
        Category.OWN_SAFETY,
        Category.FOLLOW_UP,
        execution=True,
    ),
    "care_plan": _row(
        Category.NEEDS,
        Category.GOALS,
        Category.INTERVENTIONS,
        Category.KIN_CONTACT,
        Category.PARTICIPATION,
        execution=True,
    ),
    "execution": _row(Category.INTERVENTIONS, execution=True),
    "child_alert": _row(Category.CHILDREN, execution=True),  # both municipalities answer (F084)
    "excerpt": _row(Category.EXCERPT, execution=True),
    # the rest of the case file
    "intake": _row(Category.NEEDS),
    "intake_outcome": _row(Category.DECISIONS),
    "handling_unit": _row(Category.COOPERATION),
    "criteria": _row(Category.CRITERIA),
    "referral": _row(Category.CRITERIA, Category.COOPERATION),
    "wish": _row(Category.GOALS),
    "consent": _row(Category.CONSENT),
    "consent_withdrawal": _row(Category.CONSENT),
    "actor": _row(Category.PARTICIPANT_FUNCTIONS, Category.PARTICIPANT_NAMES),
    "threat_assessment": _row(Category.THREAT, choice=Choice.BOPS),
    "protective_measure": _row(Category.PROTECTION),
    "children": _row(Category.CHILDREN),
    "gender_factors": _row(Category.NEEDS),
    "journal_note": _row(Category.JOURNAL),
    "client_objection": _row(Category.JOURNAL),
    "assessment": _row(Category.ASSESSMENT, Category.OVER_TIME),
    "communication": _row(Category.DECISIONS),
    "communication_answer": _row(Category.DECISIONS),
    "decision_request": _row(Category.DECISIONS),
    "dispatch": _row(Category.DECISIONS),
    "decision_receipt": _row(Category.DECISIONS),
    "appeal": _row(Category.DECISIONS),
    "approval_request": _row(Category.DECISIONS),
    "approval": _row(Category.DECISIONS),
    "sip": _row(Category.COOPERATION),
    "meeting": _row(Category.AGENDA, Category.COOPERATION),
    "follow_up": _row(Category.FOLLOW_UP),
    "closing": _row(Category.FOLLOW_UP),
    "urgent": _row(Category.HANDLING),
    "task": _row(Category.HANDLING),
    "started_deadline": _row(Category.HANDLING),
    "step_mark": _row(Category.HANDLING),
    "retention_hold": _row(Category.HANDLING),
    "disclosure": _row(Category.HANDLING),  # with the copy, and only what may go of that
}
"""Every kind of a case."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to go, and what the records alone do not tell."""

    scope: Scope
    ticked: frozenset[Choice]
    to: KeyId
    """Who gets it."""
    running: Collection[EntityId] = ()
    """The decisions that hold on the day."""
    police: Collection[EntityId] = ()
    """Signed forms in which BOPS or the local police have answered something."""
    had: Collection[RecordId] = ()
    """What the receiver has already: of that the later versions go too."""


_Name = tuple[str, EntityId]


def leaving(records: Iterable[Record], asked: Asked) -> tuple[Record, ...]:
    """Those of the records that go, in the order given, whole entity by whole entity."""
    records = tuple(records)
    by_name: dict[_Name, list[Record]] = defaultdict(list)
    for record in records:
        by_name[record.kind_name, record.content.entity].append(record)
    goes = {name for name, versions in by_name.items() if _goes(name, versions, asked)}
    return tuple(each for each in records if (each.kind_name, each.content.entity) in goes)


def tells(records: Iterable[Record], police: Collection[EntityId] = ()) -> frozenset[Category]:
    """What these records tell of, for the columns that are shown and the register that is kept."""
    found: set[Category] = set()
    for record in records:
        row = TABLE.get(record.kind_name)
        if row is not None:
            found |= row.tells
        if _of_bops([record]) or record.content.entity in police:
            found.add(Category.THREAT)
    return frozenset(found)


def attachments(records: Iterable[Record]) -> tuple[BlobId, ...]:
    """The blobs that go with them."""
    named = (BlobId(name) for each in records for name in blob_names(each.content.body))
    return tuple(dict.fromkeys(named))


def _goes(name: _Name, versions: list[Record], asked: Asked) -> bool:
    kind, entity = name
    row = TABLE.get(kind)
    if row is None or not _ticked(row, name, versions, asked):
        return False
    if asked.scope is Scope.WHOLE:
        return True
    if kind == _SHARE and not any(_shares_with(each, asked.to) for each in versions):
        return False
    if any(each.id in asked.had for each in versions):
        return row.execution or kind in EXECUTING
    return row.execution and (kind != "decision" or entity in asked.running)


def _ticked(row: Row, name: _Name, versions: list[Record], asked: Asked) -> bool:
    if row.choice is not None and row.choice not in asked.ticked:
        return False
    if _names_the_person(versions) and Choice.IDENTITY not in asked.ticked:
        return False
    by_police = _of_bops(versions) or (name[0] == "assessment" and name[1] in asked.police)
    return not by_police or Choice.BOPS in asked.ticked


_SHARE = codec.kind_name(Share)
_EXCERPT = codec.kind_name(Excerpt)
_DISCLOSURE = codec.kind_name(Disclosure)
_IDENTIFYING = frozenset(
    {Category.NAME.value, Category.PERSONNUMMER.value, Category.CONTACT_DETAILS.value}
)
_POLICE = frozenset({Owner.BOPS.value, Owner.LOCAL_POLICE.value})


def _of_bops(versions: Iterable[Record]) -> bool:
    """Whether any version carries what BOPS or the local police answer for. Read from the body as
    it stands, so that a version that this program cannot read is told apart too."""
    for record in versions:
        body = record.content.body
        if record.kind_name == "threat_assessment":
            return True
        if record.kind_name == "protective_measure" and body.get("responsible") in _POLICE:
            return True
        if record.kind_name == "actor" and body.get("role") == ActorRole.BOPS.value:
            return True
        if record.kind_name == _EXCERPT and body.get("kind") == "threat_assessment":
            return True
        if record.kind_name == _DISCLOSURE and Category.THREAT.value in _left(record):
            return True
    return False


def _names_the_person(versions: Iterable[Record]) -> bool:
    """A copy that went to somebody, with the name or number in it."""
    return any(
        each.kind_name == _DISCLOSURE and not _IDENTIFYING.isdisjoint(_left(each))
        for each in versions
    )


def _left(disclosure: Record) -> tuple[Json, ...]:
    leaves = disclosure.content.body.get("leaves")
    return tuple(leaves) if isinstance(leaves, (list, tuple)) else ()


def _shares_with(record: Record, key: KeyId) -> bool:
    return record.content.body.get("key") == key
