"""Every no of a case, with what belongs to it."""

from __future__ import annotations

from typing import Any

import pytest

from app.casework import facts
from app.casework.facts import Outcome, Owner, YesNoPending
from app.casework.noes import NoColumn, NoKind, noes
from app.casework.projection import fold, only_entity
from app.ids import RecordId
from tests.app.casework.build import STREAM, decision, entity, record

pytestmark = pytest.mark.req("F170")

RECORD = RecordId("ab" * 32)
ALL = (NoColumn.ALTERNATIVE, NoColumn.PROTECTED_BY, NoColumn.LATER_CONTACT)


def found(*said: facts.Fact, handling: facts.HandlingUnit | None = None) -> Any:
    records = [record(fact, of=entity(at)) for at, fact in enumerate(said, 1)]
    if handling is not None:
        records.append(record(handling, of=only_entity(STREAM)))
    return noes(fold(STREAM, records))


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (Outcome.REFUSED, NoKind.DECISION_REFUSED),
        (Outcome.PARTLY_GRANTED, NoKind.DECISION_PARTLY),
        (Outcome.DISMISSED, NoKind.DECISION_DISMISSED),
    ],
)
def test_a_decision_that_says_no_is_there_with_what_is_missing(
    outcome: Outcome, kind: NoKind
) -> None:
    (no,) = found(decision(outcome=outcome))
    assert (no.kind, no.said_on, no.missing) == (kind, "2026-04-01", ALL)
    (no,) = found(decision(outcome=outcome, alternative_support="Stödsamtal", protected_by="Vi"))
    assert no.missing == (NoColumn.LATER_CONTACT,)


@pytest.mark.parametrize(
    "outcome", [Outcome.GRANTED, Outcome.WRITTEN_OFF, Outcome.CHANGED, Outcome.ENDED]
)
def test_other_decisions_are_no_no(outcome: Outcome) -> None:
    assert found(decision(outcome=outcome)) == ()


def test_a_no_to_enrolment_and_to_a_wish_carry_their_own_columns() -> None:
    declined = facts.IntakeOutcome(
        intake=RECORD,
        answer=facts.IntakeAnswer.DECLINED,
        answered_on="2026-04-02",
        alternative="Öppenvård",
        protected_by="Lokalpolisen",
        later_contact="2026-05-01",
    )
    wish = facts.Wish(
        wished="Ett program",
        stated_on="2026-04-01",
        answer=YesNoPending.NO,
        answered_on="2026-04-03",
    )
    pending = facts.Wish(wished="Ett annat", stated_on="2026-04-01")
    enrolled = facts.IntakeOutcome(
        intake=RECORD, answer=facts.IntakeAnswer.ENROLLED, answered_on="2026-04-02"
    )
    intake, wished = found(declined, wish, pending, enrolled)
    assert (intake.kind, intake.missing) == (NoKind.INTAKE, ())
    assert (wished.kind, wished.said_on, wished.missing) == (NoKind.WISH, "2026-04-03", ALL)


def bops(answer: YesNoPending, owner: Owner = Owner.BOPS) -> facts.ThreatAssessment:
    return facts.ThreatAssessment(
        owner=owner, assessed_on="2026-04-10", target_group=answer, review_on=""
    )


def test_a_no_from_bops_looks_at_the_way_chosen_since_and_at_who_protects() -> None:
    (no,) = found(bops(YesNoPending.NO))
    assert (no.kind, no.missing) == (NoKind.TARGET_GROUP, ALL)

    measure = facts.ProtectiveMeasure(
        measure="Larm", responsible=Owner.LOCAL_POLICE, status=facts.MeasureStatus.ONGOING
    )
    stopped = facts.ProtectiveMeasure(
        measure="Annat", responsible=Owner.BOPS, status=facts.MeasureStatus.STOPPED
    )
    earlier = facts.HandlingUnit(
        route=facts.Route.SIG, unit_name="SIG", valid_from="2026-01-01", reason="Ålder"
    )
    (no,) = found(bops(YesNoPending.NO), measure, stopped, handling=earlier)
    assert no.protectors == (Owner.LOCAL_POLICE,)
    assert no.missing == (NoColumn.ALTERNATIVE, NoColumn.LATER_CONTACT)

    since = facts.HandlingUnit(
        route=facts.Route.DISTRICT, unit_name="Järva", valid_from="2026-04-10", reason="Nej"
    )
    (no,) = found(bops(YesNoPending.NO), handling=since)
    assert no.alternative == "Järva"


def test_only_bops_says_who_belongs_to_the_target_group() -> None:
    assert found(bops(YesNoPending.NO, Owner.SOCIAL_SERVICES), bops(YesNoPending.PENDING)) == ()


def test_a_referral_that_was_not_taken_is_a_no_on_its_day() -> None:
    referral = facts.Referral(
        criteria=RECORD,
        to_name="Enheten för hemlösa",
        sent_on="2026-04-01",
        how="Bud",
        received_on="2026-04-05",
        accepted=YesNoPending.NO,
    )
    (no,) = found(referral)
    assert (no.kind, no.said_on, no.missing) == (NoKind.REFERRAL, "2026-04-05", ALL)


def test_noes_come_by_day() -> None:
    late, early = decision("2026-05-01", outcome=Outcome.REFUSED), bops(YesNoPending.NO)
    assert [no.said_on for no in found(late, early)] == ["2026-04-10", "2026-05-01"]
