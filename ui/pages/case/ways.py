"""Which form answers what is missing, so that the way from the process bar ends in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.casework.facts import Owner
from app.casework.process.codes import Missing
from app.casework.process.steps import Gap
from app.casework.projection import only_entity
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.route.intake_outcomes import entity_of_answer

_CONSENT: Final[JsonObject] = {"does": "give", "about": ""}
_BOPS: Final[JsonObject] = {"owner": Owner.BOPS.value, "about": ""}
_NEW: Final[Mapping[Missing, tuple[str, JsonObject]]] = {
    Missing.CONSENT: ("consent", _CONSENT),
    Missing.CONSENT_ENDED: ("consent", _CONSENT),
    Missing.THREAT: ("threat_assessment", _BOPS),
    Missing.TARGET_GROUP: ("threat_assessment", _BOPS),
    Missing.PROTECTIVE_MEASURE: (
        "protective_measure",
        {"kind": "protective_measure", "about": ""},
    ),
    Missing.REFERRAL: ("referral", {"kind": "referral"}),
    Missing.COMMUNICATION: ("communication", {"kind": "communication"}),
    Missing.DECISION: ("decision", {"kind": "decision", "about": ""}),
    Missing.PLAN: ("plan", {"what": "plan"}),
    Missing.INTERVENTION_IN_PLAN: ("plan", {"what": "plan"}),
    Missing.CLOSING: ("closing", {}),
}
"""The kind of a new record, whose draft is gone on with where there is one, and what an
``EntriesPage`` is told of its form; the page gives it its entity."""

_FORMS: Final[Mapping[Missing, JsonObject]] = {
    Missing.RESPONSIBLE: {"form": "responsibility"},
    Missing.PROTECTION: {"form": "protection"},
    Missing.IDENTITY: {"form": "identity"},
    Missing.GENDER: {"form": "gender_factors"},
    Missing.CRITERIA: {"kind": "criteria"},
    Missing.CRITERIA_OUTDATED: {"kind": "criteria"},
    Missing.HANDLING_UNIT: {"kind": "handling_unit"},
    Missing.ROUTING_OUTDATED: {"kind": "handling_unit"},
    Missing.REFERRAL_RECEIPT: {"kind": "answer"},
    Missing.REFERRAL_ANSWER: {"kind": "answer"},
    Missing.WISH: {"kind": "answer"},
    Missing.CHILDREN: {"does": "children"},
    Missing.CHILD_REPORT: {"does": "child_alert"},
}
"""What the page's ``EditorSlot`` is told of the form. Where one of several
forms may answer, the way ends at the page and its buttons."""


def place_of(gap: Gap, stream: StreamId) -> JsonObject:
    """The place to restore where the gap leads; empty for one whose page is the answer."""
    if gap.missing is Missing.INTAKE_ANSWER and gap.entity is not None:
        return _opened({"form": "intake_outcome"}, entity_of_answer(gap.entity))
    new = _NEW.get(gap.missing)
    if new is not None:
        kind, opened = new
        return {"opened": opened, "draft": kind}
    form = _FORMS.get(gap.missing)
    return {} if form is None else _opened(form, gap.entity or only_entity(stream))


def _opened(form: JsonObject, entity: EntityId) -> JsonObject:
    return {"opened": {**form, "entity": entity}}
