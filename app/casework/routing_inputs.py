"""What a suggestion of the way to go is made from: five questions, each with its answer and day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.casework import consents
from app.casework.facts import (
    Consent,
    ConsentAnswer,
    Criteria,
    Judged,
    Owner,
    ThreatLevel,
    ThreatType,
)
from app.casework.police import Word, said_of_level, said_of_relocation, said_of_target
from app.casework.state import CaseState
from app.ids import EntityId, RecordId


class InputKey(StrEnum):
    """What a suggestion is made from."""

    LEVEL = "level"
    """A ``ThreatLevel``, as BOPS has said it."""
    RELOCATION = "relocation"
    """A ``YesNoPending``, as BOPS has said it."""
    TARGET_GROUP = "target_group"
    """A ``YesNoPending``, as BOPS has said it."""
    DEFINITION = "definition"
    """A ``Judged``, from the criteria card."""
    CONSENT = "consent"
    """A ``ConsentAnswer``."""


@dataclass(frozen=True, slots=True)
class Input:
    key: InputKey
    value: str = ""
    """Code of the key's enumeration; empty when nobody has said."""
    on: str = ""
    """The day it was said, ``YYYY-MM-DD``."""
    valid_to: str = ""
    """Until when BOPS has said that it holds."""
    entity: EntityId | None = None
    record: RecordId | None = None
    disputed: bool = False
    """Two wordings stand against each other; the one that calls for more protection counts."""


def inputs_of(state: CaseState) -> Iterator[Input]:
    """All five, answered or not, in the order of ``InputKey``."""
    yield _of_bops(InputKey.LEVEL, said_of_level(state))
    yield _of_bops(InputKey.RELOCATION, said_of_relocation(state))
    yield _of_bops(InputKey.TARGET_GROUP, said_of_target(state))
    yield _definition(state)
    yield _consent(state)


def _of_bops(key: InputKey, word: Word | None) -> Input:
    if word is None:
        return Input(key)
    fact, record = word.said.fact, word.said.record
    return Input(
        key=key,
        value=word.value,
        on=fact.assessed_on,
        valid_to=fact.valid_to,
        entity=record.content.entity,
        record=record.id,
        disputed=word.disputed,
    )


def _definition(state: CaseState) -> Input:
    """Of a disputed card a no counts: it opens a path of its own and closes none."""
    card = state.only(Criteria)
    if card is None:
        return Input(InputKey.DEFINITION)
    said = [side for side in card.sides if side.fact.definition is Judged.NOT_MET]
    side = (said or card.sides)[-1]
    return Input(
        key=InputKey.DEFINITION,
        value=side.fact.definition.value,
        on=side.fact.judged_on,
        entity=card.id,
        record=side.record.id,
        disputed=card.disputed,
    )


def _consent(state: CaseState) -> Input:
    """Refused when every consent there is is a no. One that has run out is asked for again."""
    asked = state.of(Consent)
    if not asked:
        return Input(InputKey.CONSENT)
    given = [each for each in asked if not consents.is_no(state, each)]
    answer = ConsentAnswer.GIVEN if given else ConsentAnswer.REFUSED
    about = (given or asked)[-1]
    return Input(
        key=InputKey.CONSENT,
        value=answer.value,
        on=about.latest.fact.given_on,
        entity=about.id,
        record=about.latest.record.id,
        disputed=about.disputed,
    )


_DANGER = frozenset({ThreatLevel.MEDIUM, ThreatLevel.HIGH})
_KNOWN_THREAT = frozenset({ThreatType.LATENT, ThreatType.CONCRETE})


def threatened(state: CaseState) -> bool:
    """Whether anybody at all has told of a threat: BOPS, the local police, social services, or the
    person in own words (F174)."""
    facts = (side.fact for each in state.threats for side in each.sides)
    return any(
        fact.level in _DANGER
        or fact.type in _KNOWN_THREAT
        or (fact.owner is Owner.CLIENT and bool(fact.text.strip()))
        for fact in facts
    )
