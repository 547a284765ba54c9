"""What the page Barn says, decided without a window."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework import facts
from app.casework.moments import shown
from app.casework.state import CaseState, Entity, Signed
from app.casework.words import YES_NO_UNKNOWN
from app.ids import EntityId
from ui.case_words import CHILD_REPORT
from ui.texts import tr
from ui.wordings import Wording, Wordings, wording, wordings
from ui.words import word


@dataclass(frozen=True, slots=True)
class EntryView:
    entity: EntityId
    heading: str
    said: Wordings
    urgent: str = ""
    """What must be done at once; empty when nothing must."""


def children_view(state: CaseState) -> EntryView | None:
    """What is known; None when nobody has noted anything."""
    entity = state.only(facts.Children)
    if entity is None:
        return None
    return EntryView(
        entity=entity.id,
        heading=tr("Barn, noterat {day}").format(day=shown(entity.latest.fact.noted_on)),
        said=wordings(entity, _children),
    )


def alert_views(state: CaseState) -> tuple[EntryView, ...]:
    """Those that are not closed first; of each the latest first."""
    alerts = sorted(state.of(facts.ChildAlert), key=_pressing)
    return tuple(_alert_view(each) for each in alerts)


def _pressing(entity: Entity[facts.ChildAlert]) -> tuple[bool, int]:
    return (bool(entity.latest.fact.closed_on), -entity.latest.record.content.lamport)


def _alert_view(entity: Entity[facts.ChildAlert]) -> EntryView:
    fact = entity.latest.fact
    to_do = fact.report is facts.ReportState.TO_DO
    return EntryView(
        entity=entity.id,
        heading=tr("Barn har aktualiserats {day}").format(day=shown(fact.raised_on)),
        said=wordings(entity, _alert),
        urgent=tr("Anmälan är inte gjord. Gör den genast, och notera här när den är gjord.")
        if to_do
        else "",
    )


def _children(version: Signed[facts.Children]) -> Wording:
    fact = version.fact
    return wording(
        version,
        (tr("Ansvar för barn"), word(YES_NO_UNKNOWN, fact.responsible)),
        (tr("Vilka barn"), fact.who),
        (tr("Umgänge och kontakt"), fact.contact),
        (tr("Vistas i riskmiljö"), word(YES_NO_UNKNOWN, fact.at_risk)),
        (tr("Barnets bästa"), fact.best_interest),
        (tr("Andra med ansvar"), fact.others),
    )


def _alert(version: Signed[facts.ChildAlert]) -> Wording:
    fact = version.fact
    return wording(
        version,
        (tr("Vad som kommit fram"), fact.what),
        (tr("Vilka som fått veta"), fact.told),
        (tr("Anmälan"), word(CHILD_REPORT, fact.report)),
        (tr("Anmälan gjord"), shown(fact.reported_on)),
        (tr("Anmälan gjord till"), fact.reported_to),
        (tr("Varför ingen anmälan"), fact.report_reason),
        (tr("Vem gör vad"), fact.division),
        (tr("Överenskommet med"), fact.agreed_with),
        (tr("Överenskommet den"), shown(fact.agreed_on)),
        (tr("Åtgärder"), fact.measures),
        (tr("Förhandsbedömning inleddes"), shown(fact.opened_on)),
        (tr("Avslutat"), shown(fact.closed_on)),
        (tr("Hur det gick"), fact.outcome),
    )
