"""Cases at known places in the process, grown record by record."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.casework import facts
from app.casework.process.codes import Missing
from app.casework.process.steps import Process, process
from app.casework.projection import fold, only_entity
from app.ids import EntityId
from app.journal.record import Record
from tests.app.casework.build import (
    STREAM,
    application,
    assessment,
    decision,
    entity,
    plan,
    record,
)
from tests.conftest import process_table

OWN = only_entity(STREAM)
TODAY = date(2026, 6, 1)


class Case:
    """Records of one case, each after the one before."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self._numbers = 10

    def add(self, fact: facts.Fact, of: EntityId | None = None, **where: Any) -> Record:
        """A record of a new entity, or a later version of ``of``."""
        self._numbers += 1
        lamport = len(self.records) + 1
        made = record(fact, of=of or entity(self._numbers), lamport=lamport, **where)
        self.records.append(made)
        return made

    def process(self, today: date = TODAY, overdue: Any = ()) -> Process:
        return process(process_table(), fold(STREAM, self.records), today, overdue)

    def missing(self, step: str, today: date = TODAY, overdue: Any = ()) -> list[Missing]:
        """What the step lacks and that holds it up."""
        found = self.process(today, overdue).step(step)
        assert found is not None
        return [gap.missing for gap in found.gaps if not gap.optional]

    def all_missing(self, step: str) -> list[Missing]:
        found = self.process().step(step)
        assert found is not None
        return [gap.missing for gap in found.gaps]

    def status(self, step: str, today: date = TODAY) -> str:
        found = self.process(today).step(step)
        assert found is not None
        return found.status.value

    # ------------------------------------------------------------------------------ phases

    def contacted(self) -> Record:
        """Applied, enrolled, somebody responsible, protection checked."""
        self.add(facts.CaseFile(case_number="2026-0001", pseudonym="Alm"), OWN)
        applied = self.add(application())
        self.add(facts.Responsibility(name="H", title="Socionom", valid_from="2026-03-01"), OWN)
        self.add(facts.Protection(level=facts.ProtectionLevel.NONE, checked_on="2026-03-01"), OWN)
        self.add(outcome(applied))
        return applied

    def on_its_way(self, level: facts.ThreatLevel = facts.ThreatLevel.LOW) -> Record:
        """Consent given, criteria judged, BOPS has answered, a unit handles it."""
        self.contacted()
        self.add(consent())
        said = self.add(bops(level))
        self.add(
            facts.Criteria(
                judged_on="2026-03-12",
                path=facts.Path.DISTRICT,
                path_reason="Låg hotbild",
                definition=facts.Judged.MET,
                threat=said.id,
            ),
            OWN,
        )
        self.add(handling_unit(threat=said), OWN)
        return said

    def decided(self, **changes: Any) -> Record:
        """Assessed, decided and received."""
        self.on_its_way()
        made = self.add(assessment())
        decided = self.add(decision(assessment=made.id, interventions=(granted(made),), **changes))
        self.add(facts.DecisionReceipt(decision=decided.id, received_on="2026-04-04", how="Möte"))
        return decided

    def planned(self) -> Record:
        """A plan that takes up what was granted and is to be followed up."""
        decided = self.decided()
        return self.add(plan(goals=(goal(decided),), follow_up_on="2026-07-01"))


def outcome(intake: Record) -> facts.IntakeOutcome:
    return facts.IntakeOutcome(
        intake=intake.id,
        answer=facts.IntakeAnswer.ENROLLED,
        answered_on="2026-03-05",
        unit_name="Enheten",
    )


def consent(**changes: Any) -> facts.Consent:
    values: dict[str, Any] = {
        "answer": facts.ConsentAnswer.GIVEN,
        "given_on": "2026-03-06",
        "method": facts.ConsentMethod.WRITTEN,
        "purpose": "Planering",
    }
    return facts.Consent(**(values | changes))


def bops(
    level: facts.ThreatLevel = facts.ThreatLevel.LOW, **changes: Any
) -> facts.ThreatAssessment:
    values: dict[str, Any] = {
        "owner": facts.Owner.BOPS,
        "assessed_on": "2026-03-10",
        "level": level,
        "target_group": facts.YesNoPending.YES,
    }
    return facts.ThreatAssessment(**(values | changes))


def handling_unit(threat: Record, **changes: Any) -> facts.HandlingUnit:
    values: dict[str, Any] = {
        "route": facts.Route.DISTRICT,
        "unit_name": "Enheten",
        "valid_from": "2026-03-12",
        "reason": "Låg hotbild",
        "threat": threat.id,
    }
    return facts.HandlingUnit(**(values | changes))


def granted(made: Record, **changes: Any) -> facts.GrantedIntervention:
    values: dict[str, Any] = {
        "key": "1",
        "intervention": "Boende",
        "need": facts.NeedRef(assessment=made.id, key="boende"),
        "reason": "Behövs",
        "valid_from": "2026-04-01",
    }
    return facts.GrantedIntervention(**(values | changes))


def goal(decided: Record, key: str = "1") -> facts.Goal:
    row = facts.PlanIntervention(
        key="1", intervention="Boende", decision=decided.id, granted_key=key
    )
    return facts.Goal(key="1", words="Ett hem", interventions=(row,))


def mark(step: str, kind: facts.StepMarkKind, reason: str = "Skäl") -> facts.StepMark:
    return facts.StepMark(step=step, mark=kind, marked_on="2026-05-01", reason=reason)
