"""Whether a coordinated individual plan (SIP) with the region is needed, and the plan in short
(SoL 10 kap. 8–9 §§, X23)."""

from __future__ import annotations

from app.casework import facts
from app.casework.facts import YesNoPending, YesNoUnknown
from app.casework.projection import only_entity
from app.ids import RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.typed import Typed


def note_sip(
    desk: Desk, stream: StreamId, typed: JsonObject, *, builds_on: RecordId | None = None
) -> Changes:
    """Note whether a coordinated plan is needed, or what it says; a case has one. ``typed``:
    noted_on (needed), needed (``YesNoUnknown``), reason (needed for yes and no), agreed
    (``YesNoPending``, needed for yes: such a plan takes the person's consent), participants (rows
    of function, name), municipality_does, region_does, others_do, leads, follow_up_on. Raises
    InvalidFields; Refusal: case_unknown, kind_newer, conflict_unsettled, revised_since."""
    fields = Typed(typed, desk.now().date())
    needed = fields.choice_or_none("needed", YesNoUnknown, required=True)
    agreed = fields.choice_or_none("agreed", YesNoPending, required=needed is YesNoUnknown.YES)
    sip = facts.Sip(
        noted_on=fields.day("noted_on", required=True, past=True),
        needed=needed or YesNoUnknown.UNKNOWN,
        reason=fields.text("reason", required=needed in (YesNoUnknown.YES, YesNoUnknown.NO)),
        agreed=agreed or YesNoPending.PENDING,
        participants=tuple(
            facts.Participant(name=row.line("name"), function=row.line("function", required=True))
            for row in fields.rows("participants")
        ),
        municipality_does=fields.text("municipality_does"),
        region_does=fields.text("region_does"),
        others_do=fields.text("others_do"),
        leads=fields.line("leads"),
        follow_up_on=fields.day("follow_up_on"),
    )
    fields.not_before("follow_up_on", sip.follow_up_on, "noted_on", sip.noted_on)
    fields.check()
    entity = only_entity(stream)
    writing.add_or_revise(desk, stream, entity, sip, happened_at=sip.noted_on, builds_on=builds_on)
    return Changes.of(stream, Part.PLAN, Part.CASE, Part.WATCH, Part.DRAFTS, entity=entity)


def typed_again(sip: facts.Sip) -> JsonObject:
    """What was noted, as it is typed, with the day to be set anew."""
    return {
        "noted_on": "",
        "needed": sip.needed.value,
        "reason": sip.reason,
        "agreed": sip.agreed.value,
        "participants": [
            {"name": each.name, "function": each.function} for each in sip.participants
        ],
        "municipality_does": sip.municipality_does,
        "region_does": sip.region_does,
        "others_do": sip.others_do,
        "leads": sip.leads,
        "follow_up_on": sip.follow_up_on,
    }
