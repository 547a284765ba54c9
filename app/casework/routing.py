"""Which way a case should go, from what BOPS has said, the criteria and the consent.

It suggests and never decides: the caseworker chooses, and gives a reason where the choice is not
the suggested one (F061). Whatever stands in a case there is a path with next steps; none of them
is a dead end (F037, F039, F167, F169, F174, F184).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.casework.facts import (
    Actor,
    ActorRole,
    ConsentAnswer,
    Criteria,
    HandlingUnit,
    Judged,
    Owner,
    Path,
    Referral,
    Route,
    ThreatLevel,
    YesNoPending,
)
from app.casework.handling import local_police, takes_part
from app.casework.police import newest_word
from app.casework.routing_inputs import Input, InputKey, inputs_of, threatened
from app.casework.state import CaseState


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
    inputs = {each.key: each for each in inputs_of(state)}
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


def outdated(state: CaseState) -> bool:
    """Whether BOPS has said something that was not looked at when the handling unit was chosen, so
    that the choice is to be looked at again (F039). False while no unit has been chosen."""
    chosen, newest = state.only(HandlingUnit), newest_word(state)
    if chosen is None or newest is None:
        return False
    known = {side.record.id for side in newest.sides}
    return any(side.fact.threat not in known for side in chosen.sides)


def done(state: CaseState, step: NextStep, today: date) -> bool:
    """Whether something signed shows that the step has been taken, as it is today. What nobody
    can see from the records (that somebody was told, say) is never done."""
    card = state.only(Criteria)
    signs: Mapping[NextStep, bool] = {
        NextStep.CRITERIA: card is not None and not card.disputed,
        NextStep.CHOOSE_UNIT: _chosen(state),
        NextStep.CHOOSE_WITH_REASON: _chosen(state),
        NextStep.REFER: bool(state.of(Referral)),
        NextStep.LOCAL_POLICE: bool(local_police(state, today)),
        NextStep.EXAMINE: bool(state.bases),
        NextStep.EXAMINE_WITHOUT_EXCHANGE: bool(state.bases),
        NextStep.BOPS_COUNTERPART: any(
            each.latest.fact.role is ActorRole.BOPS and takes_part(each.latest.fact, today)
            for each in state.of(Actor)
        ),
    }
    return signs.get(step, False)


def _chosen(state: CaseState) -> bool:
    chosen = state.only(HandlingUnit)
    return chosen is not None and not chosen.disputed and not outdated(state)
