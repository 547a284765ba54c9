"""What the page Avslut says, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.casework import facts
from app.casework.moments import shown
from app.casework.state import CaseState, Entity, Signed
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.usecases.closings import Running, asked_aims, asked_goals
from ui.follow_up_words import CLOSING_REASONS, REACHED, TRACKS, YES_NO_UNKNOWN
from ui.texts import tr
from ui.wordings import Wording, Wordings, wording, wordings
from ui.words import word


@dataclass(frozen=True, slots=True)
class ClosingView:
    entity: EntityId
    heading: str
    said: Wordings


def closing_views(state: CaseState) -> tuple[ClosingView, ...]:
    """The latest first."""
    return tuple(_view(each) for each in reversed(state.of(facts.Closing)))


def typed_from(state: CaseState, today: str) -> JsonObject:
    """What stands in the form of a fresh discharge note: every aim and goal to be answered."""
    return {
        "closed_on": today,
        "aims": [_row(each) for each in asked_aims(state)],
        "goals": [_row(each) for each in asked_goals(state)],
    }


def still_running(running: Iterable[Running]) -> str:
    """``Stödboende (tills vidare); …``, for what is said above the form."""
    return "; ".join(
        f"{each.intervention} "
        + (
            tr("(till {day})").format(day=shown(each.valid_to))
            if each.valid_to
            else tr("(tills vidare)")
        )
        for each in running
    )


def still_planned(planned: Iterable[facts.FollowUp]) -> str:
    """``Socialtjänsten 2026-06-10; …``, for what is said above the form."""
    return "; ".join(f"{word(TRACKS, each.track)} {shown(each.planned_on)}" for each in planned)


def _row(answer: facts.AimAnswer) -> JsonObject:
    return {"key": answer.key, "text": answer.text, "reached": "", "words": ""}


def _view(entity: Entity[facts.Closing]) -> ClosingView:
    return ClosingView(
        entity=entity.id,
        heading=tr("Avslutat {day}").format(day=shown(entity.latest.fact.closed_on)),
        said=wordings(entity, _wording),
    )


def _wording(version: Signed[facts.Closing]) -> Wording:
    fact = version.fact
    answers = [f"{each.text}: {_answer(each)}" for each in (*fact.aims, *fact.goals)]
    return wording(
        version,
        (tr("Skäl"), word(CLOSING_REASONS, fact.reason)),
        (tr("Om skälet"), fact.reason_text),
        (tr("Situationen"), fact.situation),
        (tr("Kvarstående behov"), fact.remaining),
        (tr("Återgång till kriminalitet"), word(YES_NO_UNKNOWN, fact.return_to_crime)),
        (tr("Den enskildes egna ord"), fact.own_words),
        (tr("Vad den enskilde har fått veta"), fact.told),
        (tr("Överlämnat till"), fact.handed_over),
        (tr("Beslut som fortfarande gäller"), fact.running_decisions),
        (tr("Eftervård"), fact.after_care),
        (tr("Eftervård till"), shown(fact.after_care_until)),
        (tr("Mål, och om de är nådda"), "\n".join(answers)),
    )


def _answer(answer: facts.AimAnswer) -> str:
    said = word(REACHED, answer.reached)
    return f"{said}. {answer.words}" if answer.words else said
