"""Forms of the process that are typed so that what stands in one follows from the number of
keystrokes: one text of each grows and shrinks with every keystroke."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.around import consents
from app.usecases.changes import Changes
from app.usecases.decision import decisions
from app.usecases.desk import Desk
from app.usecases.planning import follow_ups

TODAY = "idag"


@dataclass(frozen=True, slots=True)
class TypedForm:
    typed: JsonObject
    """All of the form but for what is being typed."""
    field: str
    """Where it is typed; named alike in the form and in the record."""
    sign: Callable[[Desk, StreamId, EntityId, JsonObject], Changes]


FORMS: Mapping[str, TypedForm] = {
    "consent": TypedForm(
        {
            "given_on": TODAY,
            "method": "written",
            "purpose": "Planera insatserna.",
            "parties": [{"party": "", "name": "Avhopparsamordnaren"}],
            "extent": "broad",
        },
        "reservation",
        consents.sign_consent,
    ),
    "decision": TypedForm(
        {
            "outcome": "dismissed",
            "decided_on": TODAY,
            "applied_for": "Boende",
            "decided_by_name": "Elin Provberg",
            "decided_by_title": "Enhetschef",
            "delegation": "3.1",
            "alternative_support": "Samtal.",
        },
        "reasons",
        decisions.sign_decision,
    ),
    "follow_up": TypedForm(
        {
            "track": "police",
            "done_on": TODAY,
            "participants": [{"function": "Den enskilde"}],
            "design": "Samtal varje vecka.",
            "threat": "same",
            "return_to_crime": "no",
            "appraisal": "Stödet räcker.",
        },
        "facts",
        follow_ups.carry_out,
    ),
}
"""By kind of record."""


def body(kind: str, number: int) -> JsonObject:
    """The form after so many keystrokes."""
    form = FORMS[kind]
    return {**form.typed, form.field: _text(number)}


def typed_so_far(kind: str, found: JsonObject) -> int | None:
    """How many keystrokes a draft, or a record, has had; None unless it is whole."""
    text = str(found.get(FORMS[kind].field, ""))
    number = int(text.split()[1]) if text else 0
    return number if text in ("", _text(number)) else None


def _text(number: int) -> str:
    return f"Tangent {number}" + " ord" * (number % 200)
