"""What a caseworker has typed, ready to be changed in one field."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from app.ids import EntityId, StreamId
from app.journal.canonical import seal
from app.samples.assessment import BEHOV, sample_assessment
from app.samples.dice import Dice
from app.usecases import cases
from app.usecases.around import consents
from app.usecases.decision import decisions
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.forms import assessments
from app.usecases.planning import plans
from app.usecases.reading import state_of
from app.usecases.references import needs_to_choose

Form = Mapping[str, Any]


def case(**changes: Any) -> Form:
    return {
        "case_number": "2026-0001",
        "pseudonym": "Björk",
        "registration_number": "",
        "kind": "application",
        "received_on": "2026-05-04",
        "channel": "visit",
        "received_by": "Maja Exempelsson",
        "wish": "Jag vill leva ett vanligt liv.",
        "responsible_name": "Maja Exempelsson",
        "responsible_title": "Socialsekreterare",
    } | changes


def note(**changes: Any) -> Form:
    return {
        "event": "2026-05-28 14:30",
        "type": "conversation",
        "heading": "Samtal",
        "facts": "Berättar att hen sover dåligt.",
        "appraisal": "Oron bedöms ha ökat.",
    } | changes


def identity(**changes: Any) -> Form:
    return {
        "given_name": "Alva",
        "family_name": "Påhittsdotter",
        "number": "19900101-9802",
        "phone": "070-174 06 05",
        "addresses": [{"kind": "actual", "text": "Påhittsgatan 1, 123 45 Exempelstad"}],
    } | changes


def decision(state: Any, **changes: Any) -> Form:
    need = needs_to_choose(state)[0]
    return {
        "outcome": "granted",
        "decided_on": "2026-05-30",
        "applied_for": "Boende och stödsamtal",
        "provision": "sol-2025-11-1",
        "reasons": "Behovet kan inte tillgodoses på annat sätt.",
        "decided_by_name": "Elin Provberg",
        "decided_by_title": "Enhetschef",
        "delegation": "Delegationsordningen 3.1",
        "assessment": need.ref.assessment,
        "interventions": [
            {
                "intervention": "Boende med stöd",
                "need": need.code,
                "reason": "Saknar tryggt boende.",
                "valid_from": "2026-06-01",
                "valid_to": "2026-11-30",
            }
        ],
    } | changes


def plan(**changes: Any) -> Form:
    return {
        "fixed_on": "2026-06-01",
        "participation": "Planen skrevs tillsammans.",
        "follow_up_on": "2026-09-01",
        "goals": [
            {
                "words": "Jag vill sova utan att vara rädd.",
                "interventions": [
                    {
                        "intervention": "Boende med stöd",
                        "cost_ore": "2 450,50 kr",
                        "cost_unit": "day",
                        "activities": [{"what": "Flytta in", "who": "Den enskilde"}],
                    }
                ],
            }
        ],
    } | changes


def consent(**changes: Any) -> Form:
    return {
        "given_on": "idag",
        "method": "written",
        "purpose": "Planera och genomföra insatserna.",
        "parties": [{"party": "", "name": "Polisens avhopparsamordnare"}],
        "extent": "broad",
        "valid_to": "",
    } | changes


def opened_case(desk: Desk, **changes: Any) -> StreamId:
    suggested = cases.suggest_case(desk)
    typed = case(case_number=suggested.case_number, pseudonym=suggested.pseudonym) | changes
    cases.new_case(desk, suggested.stream, typed)
    return suggested.stream


def signed_assessment(desk: Desk, stream: StreamId) -> EntityId:
    entity = new_entity(desk)
    template = desk.forms.latest(BEHOV)
    draft = assessments.begin_assessment(desk, stream, entity, template.key)
    response = sample_assessment(template, Dice("prov"), desk.now().date()).response
    assessments.sign_assessment(desk, stream, draft, response)
    return entity


def signed_decision(desk: Desk, stream: StreamId, **changes: Any) -> EntityId:
    entity = new_entity(desk)
    typed = decision(state_of(desk, stream)) | changes
    decisions.sign_decision(desk, stream, entity, typed)
    return entity


def fixed_plan(desk: Desk, stream: StreamId, **changes: Any) -> EntityId:
    """A plan, with the assessment and the decision that it comes out of."""
    signed_assessment(desk, stream)
    signed_decision(desk, stream)
    entity = new_entity(desk)
    plans.fix_plan(desk, stream, entity, plan(**changes))
    return entity


def consented(desk: Desk, stream: StreamId, recipient: EntityId, **changes: Any) -> EntityId:
    """A consent to share everything with a recipient of the register, unless told otherwise."""
    entity = new_entity(desk)
    party = {"party": f"recipient/{recipient}", "name": ""}
    consents.sign_consent(desk, stream, entity, consent(parties=[party]) | changes)
    return entity


def forked(desk: Desk, stream: StreamId, kind: str) -> EntityId:
    """Make the latest entity of a kind disputed: a second version built on the same as its last,
    as when two copies of a case meet."""
    records = desk.vault.journal.records(stream)
    last = [record for record in records if record.kind_name == kind][-1]
    parents = last.content.parents
    twin = dataclasses.replace(
        last.content,
        lamport=last.content.lamport + 100,
        written_at="2026-06-01T12:00:00+02:00",
        parents=parents,
    )
    desk.vault.journal.append([seal(twin, desk.vault.sign)])
    return last.content.entity
