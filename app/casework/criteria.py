"""The criteria for going to the central unit, in one wording for both routes (F077).

Motivation and definition are judged on the card; consent, threat and relocation are read where
they are kept, so that the card can never say something else than the record it looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.casework import consents
from app.casework.consents import Standing
from app.casework.facts import (
    Criteria,
    HandlingUnit,
    Judged,
    Path,
    Route,
    ThreatLevel,
    YesNoPending,
)
from app.casework.police import Word, newest_word, said_of_level, said_of_relocation
from app.casework.state import CaseState
from app.ids import EntityId, RecordId


class Criterion(StrEnum):
    """In the order of the card (F073–F076, F078)."""

    MOTIVATION = "motivation"
    CONSENT = "consent"
    THREAT = "threat"
    RELOCATION = "relocation"
    DEFINITION = "definition"


NAMES: Final[Mapping[str, str]] = {
    Criterion.MOTIVATION: "Motiverad att hoppa av",
    Criterion.CONSENT: "Samtycker till att uppgifter utbyts",
    Criterion.THREAT: "Hög hotbild, bekräftad av BOPS",
    Criterion.RELOCATION: "Behöver omlokaliseras",
    Criterion.DEFINITION: "Definitionen av avhoppare",
}
"""What each is called on screen and on paper, whichever the route (F077)."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """How one criterion stands."""

    criterion: Criterion
    judged: Judged
    on: str = ""
    """The day it was judged or said, ``YYYY-MM-DD``."""
    entity: EntityId | None = None
    record: RecordId | None = None
    reference: str = ""
    """BOPS's own reference (F075)."""


def standpoints(state: CaseState, day: date) -> tuple[Standpoint, ...]:
    """The five criteria as they stand on ``day``. Of a disputed card nothing is judged until
    somebody has chosen."""
    return tuple(_standpoints(state, day))


def unmet(state: CaseState, day: date) -> tuple[Criterion, ...]:
    """Those that are not met, whether judged or not."""
    return tuple(
        each.criterion for each in standpoints(state, day) if each.judged is not Judged.MET
    )


def can_refer(state: CaseState, day: date) -> bool:
    """Whether a referral to the central unit can be written on ``day``: all criteria are met
    (F041), or relocation alone is not and the case has been placed with the central unit with a
    reason (F167)."""
    missing = unmet(state, day)
    card = state.only(Criteria)
    if not missing or card is None:
        return not missing
    chosen = state.only(HandlingUnit)
    placed = chosen is not None and all(s.fact.route is Route.CENTRAL for s in chosen.sides)
    high = card.latest.fact.path is Path.HIGH_WITHOUT_RELOCATION
    return missing == (Criterion.RELOCATION,) and placed and high


def outdated(state: CaseState) -> bool:
    """Whether BOPS has said something since the card was signed, so that it should be looked at
    again. False without a card."""
    card, newest = state.only(Criteria), newest_word(state)
    if card is None or newest is None:
        return False
    known = {side.record.id for side in newest.sides}
    return any(side.fact.threat not in known for side in card.sides)


def _standpoints(state: CaseState, day: date) -> Iterator[Standpoint]:
    card = state.only(Criteria)
    fact = card.latest.fact if card and not card.disputed else None
    entity = card.id if card else None
    record = card.latest.record.id if card else None
    motivation = fact.motivation if fact else Judged.NOT_JUDGED
    on = fact.motivation_on if fact else ""
    yield Standpoint(Criterion.MOTIVATION, motivation, on, entity, record)
    yield _consent(state, day)
    level, relocation = said_of_level(state), said_of_relocation(state)
    yield _of_bops(Criterion.THREAT, level, ThreatLevel.HIGH)
    yield _of_bops(Criterion.RELOCATION, relocation, YesNoPending.YES)
    definition = fact.definition if fact else Judged.NOT_JUDGED
    on = fact.judged_on if fact else ""
    yield Standpoint(Criterion.DEFINITION, definition, on, entity, record)


def _consent(state: CaseState, day: date) -> Standpoint:
    """Met by a consent that holds on the day. One that has run out or is disputed is neither
    given nor refused: it is asked for again."""
    held = consents.held(state, day)
    valid = [each for each in held if each.standing is Standing.VALID]
    no = [each for each in held if each.standing in (Standing.REFUSED, Standing.WITHDRAWN)]
    judged = Judged.MET if valid else Judged.NOT_MET if no else Judged.NOT_JUDGED
    about = (valid or no or list(held))[-1:]
    for each in about:
        latest = each.entity.latest
        on = latest.fact.given_on
        return Standpoint(Criterion.CONSENT, judged, on, each.entity.id, latest.record.id)
    return Standpoint(Criterion.CONSENT, judged)


def _of_bops(criterion: Criterion, word: Word | None, wanted: str) -> Standpoint:
    """An answer that has not come, or of which there are two, is not judged."""
    if word is None:
        return Standpoint(criterion, Judged.NOT_JUDGED)
    judged = Judged.MET if word.value == wanted else Judged.NOT_MET
    if word.disputed or word.value == YesNoPending.PENDING:
        judged = Judged.NOT_JUDGED
    fact, record = word.said.fact, word.said.record
    return Standpoint(
        criterion, judged, fact.assessed_on, record.content.entity, record.id, fact.reference
    )
