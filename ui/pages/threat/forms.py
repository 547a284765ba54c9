"""The two forms of the page Hot och risk, and what signing them does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from app.casework import routing
from app.casework.facts import Owner, ProtectiveMeasure, ThreatAssessment
from app.casework.handling import local_police
from app.casework.state import Entity
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.around import measures, threats
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.reading import CaseView
from ui.fields.typed import as_typed
from ui.pages.threat.fields import measure_fields, threat_fields
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr

THREAT: Final = "threat_assessment"
MEASURE: Final = "protective_measure"


def threat_editor(
    session: Session,
    stream: StreamId,
    opened: JsonObject,
    known: Entity[ThreatAssessment] | None,
) -> RecordEditor:
    """``opened``: entity, owner, and about: the version that the new one builds on, or empty."""
    owner, entity = Owner(str(opened.get("owner"))), EntityId(str(opened.get("entity")))
    return RecordEditor(
        session,
        threat_fields(owner),
        Target(stream, entity, THREAT),
        partial(_sign_threat, stream, entity, str(opened.get("about") or "")),
        sign_text=tr("Signera uppgiften"),
        consequence=tr("En signerad uppgift finns kvar även när en ny läggs till."),
        initial=as_typed(known.latest.fact) if known else {"owner": owner.value},
    )


def measure_editor(
    session: Session,
    view: CaseView,
    opened: JsonObject,
    known: Entity[ProtectiveMeasure] | None,
    functions: Sequence[str],
) -> RecordEditor:
    """Begins with who protects in this case. ``opened`` as above, without an owner."""
    entity = EntityId(str(opened.get("entity")))
    return RecordEditor(
        session,
        measure_fields(functions),
        Target(view.state.stream, entity, MEASURE),
        partial(_sign_measure, view.state.stream, entity, str(opened.get("about") or "")),
        sign_text=tr("Signera åtgärden"),
        consequence=tr(
            "En signerad åtgärd kan ändras. Det som stod förut finns kvar i historiken."
        ),
        initial=as_typed(known.latest.fact) if known else _who_protects(view),
    )


def _who_protects(view: CaseView) -> JsonObject:
    """BOPS, or the local police area by name (F040)."""
    protector = routing.suggestion(view.state).protector
    named = local_police(view.state, view.today) if protector is Owner.LOCAL_POLICE else ""
    return {"responsible": protector.value, "responsible_name": named}


def _sign_threat(
    stream: StreamId, entity: EntityId, about: str, desk: Desk, typed: JsonObject
) -> Changes:
    """What the form for this owner does not ask about is not assessed."""
    whole = {"level": "not_assessed", "type": "not_assessed", **typed}
    if about:
        return threats.revise_threat_assessment(
            desk, stream, entity, whole, builds_on=RecordId(about)
        )
    return threats.sign_threat_assessment(desk, stream, entity, whole)


def _sign_measure(
    stream: StreamId, entity: EntityId, about: str, desk: Desk, typed: JsonObject
) -> Changes:
    if about:
        return measures.revise_measure(desk, stream, entity, typed, builds_on=RecordId(about))
    return measures.sign_measure(desk, stream, entity, typed)
