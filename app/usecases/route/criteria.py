"""The card of criteria (F041, F073–F078). Motivation and definition are judged here; consent and
what BOPS has said are read where they are kept, and the card names the records it looked at."""

from __future__ import annotations

from datetime import date

from app.casework import facts, routing
from app.casework.facts import Judged
from app.casework.police import newest_word
from app.casework.projection import only_entity
from app.casework.routing import Suggestion
from app.casework.routing_inputs import InputKey
from app.casework.state import Entity
from app.errors import Fault
from app.ids import RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.definitions import Definition
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.typed import Typed


def judge_criteria(
    desk: Desk, stream: StreamId, typed: JsonObject, *, builds_on: RecordId | None = None
) -> Changes:
    """The case's card, or a later version of it. ``typed``: judged_on; motivation, and where it
    is judged motivation_on and motivation_appraisal; motivation_words; definition, and where it is
    judged definition_key and definition_reason; path (empty follows the suggestion), path_reason
    (needed for any other). Raises InvalidFields; Refusal: case_unknown, kind_newer,
    conflict_unsettled, revised_since."""
    state = state_of(desk, stream)
    fields = Typed(typed, desk.now().date())
    judged_on = fields.day("judged_on", required=True, past=True)
    motivation = fields.choice_or_none("motivation", Judged) or Judged.NOT_JUDGED
    definition = fields.choice_or_none("definition", Judged) or Judged.NOT_JUDGED
    wording = _wording(desk, fields, definition, judged_on)
    suggested = routing.suggestion(state, definition=definition)
    path = fields.choice_or_none("path", facts.Path) or suggested.path
    card = facts.Criteria(
        judged_on=judged_on,
        path=path,
        path_reason=fields.text("path_reason"),
        motivation=motivation,
        motivation_on=fields.day(
            "motivation_on", required=motivation is not Judged.NOT_JUDGED, past=True
        ),
        motivation_words=fields.text("motivation_words"),
        motivation_appraisal=fields.text(
            "motivation_appraisal", required=motivation is not Judged.NOT_JUDGED
        ),
        definition=definition,
        definition_key=wording.key if wording else "",
        definition_text=wording.text if wording else "",
        definition_reason=fields.text(
            "definition_reason", required=definition is not Judged.NOT_JUDGED
        ),
        consent=_looked_at(suggested, InputKey.CONSENT),
        threat=_newest(newest_word(state)),
        level=_looked_at(suggested, InputKey.LEVEL),
        relocation=_looked_at(suggested, InputKey.RELOCATION),
    )
    if path is not suggested.path and not card.path_reason:
        fields.problem("path_reason", Fault.REASON_TO_DEPART)
    fields.not_before("judged_on", judged_on, "motivation_on", card.motivation_on)
    fields.check()
    entity = only_entity(stream)
    writing.add_or_revise(desk, stream, entity, card, happened_at=judged_on, builds_on=builds_on)
    parts = (Part.ROUTE, Part.CASE, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)


def _wording(desk: Desk, fields: Typed, judged: Judged, on: str) -> Definition | None:
    """The wording that was judged by, as it stood on that day."""
    day = date.fromisoformat(on) if on else fields.today
    known = {each.key: each for each in desk.definitions.on(day)}
    key = fields.code("definition_key", known, required=judged is not Judged.NOT_JUDGED)
    return known.get(key)


def _looked_at(suggested: Suggestion, key: InputKey) -> RecordId | None:
    return next((each.record for each in suggested.why if each.key is key), None)


def _newest(entity: Entity[facts.ThreatAssessment] | None) -> RecordId | None:
    return entity.latest.record.id if entity else None
