"""Between the typed facts of ``casework.facts`` and the JSON bodies that records carry.

Reading is strict: a field that is missing, unknown or of another type makes the whole body
malformed, because half a decision that somebody signed is not something anybody signed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import cast

import msgspec

from app.casework.facts import (
    KINDS,
    AuthorCard,
    Decision,
    DecisionReceipt,
    Disclosure,
    Dispatch,
    Fact,
    Plan,
    ThreatAssessment,
)
from app.casework.facts.superseded import (
    AuthorCard1,
    Decision1,
    DecisionReceipt1,
    Disclosure1,
    Dispatch1,
    Disposal1,
    LegalPackInstalled1,
    MethodPackInstalled1,
    Plan1,
    ThreatAssessment1,
)
from app.casework.register_facts import MethodPackInstalled
from app.casework.unit_facts import Disposal, LegalPackInstalled
from app.jsonvalue import JsonObject


class NewerKind(Exception):
    """A kind, or a version of a kind, that this program does not know. The record is kept."""


class MalformedBody(Exception):
    """The body is not the shape that its kind promises. The record is kept, and said so of."""


def _grown(newer: type[Fact]) -> Callable[[Fact], Fact]:
    """For a version that only has more fields: they say nothing of what was not asked."""
    return lambda older: newer(**msgspec.structs.asdict(older))


UPGRADES: Mapping[type[Fact], Callable[[Fact], Fact]] = {
    AuthorCard1: _grown(AuthorCard),
    ThreatAssessment1: _grown(ThreatAssessment),
    Decision1: _grown(Decision),
    Plan1: _grown(Plan),
    Disclosure1: _grown(Disclosure),
    Dispatch1: _grown(Dispatch),
    DecisionReceipt1: _grown(DecisionReceipt),
    Disposal1: _grown(Disposal),
    LegalPackInstalled1: _grown(LegalPackInstalled),
    MethodPackInstalled1: _grown(MethodPackInstalled),
}
"""The shape of a superseded version → how it becomes the next one. An old shape stays in
``KINDS`` for ever; callers of ``from_body`` only ever meet the newest."""


@cache  # asked for each thing in a case, each time it is opened
def _written_as(shape: type[Fact]) -> str:
    """Kind and version to write a shape as. Raises KeyError for what is read and never written."""
    if shape in UPGRADES:
        raise KeyError(shape)
    return {known: kind for kind, known in KINDS.items()}[shape]


def to_body(fact: Fact) -> tuple[str, JsonObject]:
    """Kind with version, and body, as they go into a record. Raises KeyError for a shape that
    is a part of a body or a superseded version: that is a mistake of ours."""
    return _written_as(type(fact)), cast("JsonObject", msgspec.to_builtins(fact))


def from_body(kind: str, body: JsonObject) -> Fact:
    """The fact of a record, in its newest shape. Raises ``NewerKind`` or ``MalformedBody``, and
    nothing else, whatever the body is. Neither carries any of the body's text."""
    shape = KINDS.get(kind)
    if shape is None:
        raise NewerKind
    try:
        fact = msgspec.convert(body, shape, strict=True)
    except (msgspec.ValidationError, RecursionError):
        # msgspec's message can quote the field's value, which must not reach a log.
        raise MalformedBody from None
    while type(fact) in UPGRADES:
        fact = UPGRADES[type(fact)](fact)
    return fact


def understands(kind: str, body: JsonObject) -> bool:
    """Whether ``from_body`` gives a fact, for whoever need not know what it says."""
    try:
        from_body(kind, body)
    except (NewerKind, MalformedBody):
        return False
    return True


def kind_name(shape: type[Fact]) -> str:
    """``journal_note`` of ``JournalNote``, by which drafts and records of all its versions go."""
    return _written_as(shape).partition("/")[0]
