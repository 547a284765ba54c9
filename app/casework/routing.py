"""Which way a case should go, from what BOPS has said, the criteria and the consent.

It suggests and never decides: the caseworker chooses, and gives a reason where the choice is not
the suggested one (F061). Whatever stands in a case there is a path with next steps; none of them
is a dead end (F037, F039, F167, F169, F174, F184).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from app.casework.facts import (
    Actor,
    ActorRole,
    Consent,
    ConsentAnswer,
    ConsentWithdrawal,
    Criteria,
    HandlingUnit,
    Judged,
    MeasureStatus,
    Owner,
    Path,
    ProtectiveMeasure,
    Route,
    ThreatLevel,
    ThreatType,
    YesNoPending,
)
from app.casework.police import Word, newest_word, said_of_level, said_of_relocation, said_of_target
from app.casework.state import CaseState, Signed
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


class NextStep(StrEnum):
    """What is to be done on a path. The value is also the code of the sentence shown."""

    ASK_BOPS = "ask_bops"
    ASK_RELOCATION = "ask_relocation"
    BOPS_COUNTERPART = "bops_counterpart"
    LOCAL_POLICE = "local_police"
    CRITERIA = "criteria"
    CHOOSE_UNIT = "choose_unit"
    CHOOSE_WITH_REASON = "choose_with_reason"
    REFER = "refer"
    EXAMINE = "examine"
    EXPLAIN_NO = "explain_no"
    OTHER_GROUNDS = "other_grounds"
    EXAMINE_WITHOUT_EXCHANGE = "examine_without_exchange"
    HELP_WITHOUT_ASSESSMENT = "help_without_assessment"
    ASK_CONSENT_AGAIN = "ask_consent_again"


DONE_IN: Final[Mapping[NextStep, str]] = {
    NextStep.ASK_BOPS: "threat",
    NextStep.ASK_RELOCATION: "threat",
    NextStep.BOPS_COUNTERPART: "network",
    NextStep.LOCAL_POLICE: "threat",
    NextStep.CRITERIA: "route",
    NextStep.CHOOSE_UNIT: "route",
    NextStep.CHOOSE_WITH_REASON: "route",
    NextStep.REFER: "route",
    NextStep.EXAMINE: "assessment",
    NextStep.EXPLAIN_NO: "journal",
    NextStep.OTHER_GROUNDS: "assessment",
    NextStep.EXAMINE_WITHOUT_EXCHANGE: "assessment",
    NextStep.HELP_WITHOUT_ASSESSMENT: "decision",
    NextStep.ASK_CONSENT_AGAIN: "consent",
}
"""The part of the case where a step is done, a value of ``usecases.changes.Part``."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    path: Path
    route: Route | None
    """None where the sources disagree and the caseworker must choose (F167)."""
    possible: tuple[Route, ...]
    """What may be chosen without departing from the suggestion. Never empty."""
    why: tuple[Input, ...]
    """Everything that was looked at, said or not."""
    protector: Owner
    """Who answers for the person's safety on this path: BOPS or the local police (F040)."""
    steps: tuple[NextStep, ...]
    """What is to be done now. Never empty."""

    def needs_reason(self, route: Route) -> bool:
        """Whether this choice departs from the suggestion, or is one that only a person can
        make."""
        return self.route is None or route not in self.possible


_ROUTES: Final[Mapping[Path, tuple[Route | None, tuple[Route, ...]]]] = {
    Path.CENTRAL: (Route.CENTRAL, (Route.CENTRAL,)),
    Path.DISTRICT: (Route.DISTRICT, (Route.DISTRICT, Route.SIG)),
    Path.HIGH_WITHOUT_RELOCATION: (None, (Route.CENTRAL, Route.DISTRICT)),
    Path.TARGET_GROUP_NO: (Route.DISTRICT, (Route.DISTRICT, Route.SIG)),
    Path.OWN_PATH: (Route.DISTRICT, (Route.DISTRICT, Route.OTHER)),
    # Without consent nobody can sit around a table: a social intervention group rests on it.
    Path.NO_EXCHANGE: (Route.DISTRICT, (Route.DISTRICT,)),
}
_STEPS: Final[Mapping[Path, tuple[NextStep, ...]]] = {
    Path.CENTRAL: (NextStep.CRITERIA, NextStep.CHOOSE_UNIT, NextStep.REFER),
    Path.DISTRICT: (NextStep.LOCAL_POLICE, NextStep.CHOOSE_UNIT, NextStep.EXAMINE),
    Path.HIGH_WITHOUT_RELOCATION: (
        NextStep.CHOOSE_WITH_REASON,
        NextStep.BOPS_COUNTERPART,
        NextStep.EXAMINE,
    ),
    Path.TARGET_GROUP_NO: (
        NextStep.EXPLAIN_NO,
        NextStep.LOCAL_POLICE,
        NextStep.CHOOSE_UNIT,
        NextStep.EXAMINE,
    ),
    Path.OWN_PATH: (NextStep.OTHER_GROUNDS, NextStep.LOCAL_POLICE, NextStep.CHOOSE_UNIT),
    Path.NO_EXCHANGE: (
        NextStep.EXAMINE_WITHOUT_EXCHANGE,
        NextStep.HELP_WITHOUT_ASSESSMENT,
        NextStep.LOCAL_POLICE,
        NextStep.ASK_CONSENT_AGAIN,
    ),
}


def suggestion(state: CaseState, *, definition: Judged | None = None) -> Suggestion:
    """Where what is known leads; with ``definition``, as it would be were it judged so. Never
    raises, and gives a path for any case."""
    inputs = {each.key: each for each in _inputs(state)}
    if definition is not None:
        inputs[InputKey.DEFINITION] = Input(InputKey.DEFINITION, definition.value)
    said = {key: each.value for key, each in inputs.items()}
    path = _path(said, threatened=threatened(state))
    route, possible = _ROUTES[path]
    protector = _protector(said)
    return Suggestion(
        path, route, possible, tuple(inputs.values()), protector, _steps(path, said, protector)
    )


def _path(said: Mapping[InputKey, str], *, threatened: bool) -> Path:
    if said[InputKey.CONSENT] == ConsentAnswer.REFUSED:
        return Path.NO_EXCHANGE
    if said[InputKey.DEFINITION] == Judged.NOT_MET and threatened:
        return Path.OWN_PATH
    if said[InputKey.TARGET_GROUP] == YesNoPending.NO:
        return Path.TARGET_GROUP_NO
    if said[InputKey.LEVEL] != ThreatLevel.HIGH:
        return Path.DISTRICT
    if said[InputKey.RELOCATION] == YesNoPending.YES:
        return Path.CENTRAL
    return Path.HIGH_WITHOUT_RELOCATION


def _protector(said: Mapping[InputKey, str]) -> Owner:
    high = said[InputKey.LEVEL] == ThreatLevel.HIGH
    theirs = said[InputKey.TARGET_GROUP] != YesNoPending.NO
    return Owner.BOPS if high and theirs else Owner.LOCAL_POLICE


def _steps(path: Path, said: Mapping[InputKey, str], protector: Owner) -> tuple[NextStep, ...]:
    """The path's own steps, after what must be asked of BOPS first. The local police are named
    only where it is they who protect."""
    asked: tuple[NextStep, ...] = ()
    if path is Path.DISTRICT and not said[InputKey.LEVEL]:
        asked = (NextStep.ASK_BOPS,)
    if path is Path.HIGH_WITHOUT_RELOCATION and said[InputKey.RELOCATION] != YesNoPending.NO:
        asked = (NextStep.ASK_RELOCATION,)
    own = tuple(
        NextStep.BOPS_COUNTERPART
        if step is NextStep.LOCAL_POLICE and protector is Owner.BOPS
        else step
        for step in _STEPS[path]
    )
    return (*asked, *own)


def _inputs(state: CaseState) -> Iterator[Input]:
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
    """Refused when every consent there is has been refused or wholly withdrawn. One that has run
    out is no refusal: it is asked for again."""
    consents = state.of(Consent)
    if not consents:
        return Input(InputKey.CONSENT)
    withdrawn = {
        side.fact.consent
        for each in state.of(ConsentWithdrawal)
        for side in each.sides
        if not side.fact.scope
    }
    given = [
        each
        for each in consents
        if each.id not in withdrawn
        and all(side.fact.answer is ConsentAnswer.GIVEN for side in each.sides)
    ]
    answer = ConsentAnswer.GIVEN if given else ConsentAnswer.REFUSED
    about = (given or consents)[-1]
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


def local_police(state: CaseState) -> str:
    """The local police area that is named in the case (F007, F040): as an actor of the network, or
    as the one who answers for a protective measure. Empty when none is."""
    actors = [
        each.latest.fact.name
        for each in state.of(Actor)
        if each.latest.fact.role is ActorRole.LOCAL_POLICE and not each.latest.fact.valid_to
    ]
    measures = [
        each.latest.fact.responsible_name
        for each in state.of(ProtectiveMeasure)
        if each.latest.fact.responsible is Owner.LOCAL_POLICE
        and each.latest.fact.status is not MeasureStatus.STOPPED
    ]
    return next((name for name in (*reversed(actors), *reversed(measures)) if name), "")


def outdated(state: CaseState) -> bool:
    """Whether BOPS has said something that was not looked at when the handling unit was chosen, so
    that the choice is to be looked at again (F039). False while no unit has been chosen."""
    chosen, newest = state.only(HandlingUnit), newest_word(state)
    if chosen is None or newest is None:
        return False
    known = {side.record.id for side in newest.sides}
    return any(side.fact.threat not in known for side in chosen.sides)


@dataclass(frozen=True, slots=True)
class Period:
    """One unit's time with the case."""

    chosen: Signed[HandlingUnit]
    until: str = ""
    """The day from which another handles it; empty for the one that does now."""


def periods(state: CaseState) -> tuple[Period, ...]:
    """Which unit handled the case when, the earliest first: one at a time (F001). A later version
    from the same or an earlier day puts right what stood there, and replaces it."""
    chosen = state.only(HandlingUnit)
    held: list[Signed[HandlingUnit]] = []
    for version in chosen.versions if chosen else ():
        while held and held[-1].fact.valid_from >= version.fact.valid_from:
            held.pop()
        held.append(version)
    ended = tuple(Period(each, later.fact.valid_from) for each, later in pairwise(held))
    return (*ended, *(Period(each) for each in held[-1:]))
