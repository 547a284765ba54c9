"""Ett återfall under placeringen: uppföljning, omprövning med nej, och ett beslut som ändras."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.casework.facts import MeasureStatus, YesNoUnknown
from app.casework.state import CaseStatus
from app.usecases.around import measures
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.planning import plans
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms, typed_route
from tests.fakes import StoppedClock
from tests.journeys.handlaggare import Handlaggare
from tests.journeys.scenarios.hands import Caseworker
from tests.program import Program
from ui.navigation import CasePart, Section

BROTT = "Håller sig den enskilde från kriminalitet?"
UPPFOLJNINGEN = {
    "track": "joint",
    "done_on": "idag",
    "participants": [{"function": "Polisens avhopparsamordnare", "name": ""}],
    "design": "Boende med personal dygnet runt.",
    "threat": "more",
    "threat_words": "Hen har haft kontakt med gamla vänner.",
    "return_to_crime": "yes",
    "crime_seen": "Misstänkt för en stöld.",
    "facts": "Hen har varit borta från boendet två nätter.",
    "appraisal": "Boendet fortsätter. Stödet behöver bli tätare.",
}
UPPHOR = {
    "outcome": "ended",
    "decided_on": "idag",
    "change_reasons": "Hen har flyttat ut och vill inte ha boendet.",
    "reasons": "Behovet av just detta boende finns inte längre.",
    "basis": "assessment",
    "decided_by_name": "Elin Provberg",
    "decided_by_title": "Enhetschef",
    "delegation": "Delegationsordningen 3.1",
}


@pytest.mark.timeout(300)
@pytest.mark.req("F044", "F063", "F066", "F069")
def test_aterfall_under_placeringen(program: Program, clock: StoppedClock) -> None:
    jag = Caseworker(program, clock)
    jag.opens_a_case()
    den_enskilde_ar_placerad(jag)
    uppfoljningen_visar_ett_aterfall(jag)
    omprovningen_far_ett_nej(jag)
    inget_upphor_av_sig_sjalvt(jag)
    beslutet_upphor_bara_med_ett_nytt_beslut(jag)
    skyddet_star_kvar(jag)


def den_enskilde_ar_placerad(jag: Caseworker) -> None:
    jag.asks(lambda desk: _placerad(desk, jag))
    assert jag.statuses()["discharge"] == "not_yet"


def _placerad(desk: Desk, jag: Caseworker) -> None:
    typed_route.say(desk, jag.stream)
    measures.sign_measure(desk, jag.stream, new_entity(desk), typed_route.measure())
    typed_forms.signed_assessment(desk, jag.stream)
    need = typed_forms.decision(state_of(desk, jag.stream))
    row = {**need["interventions"][0], "valid_from": "idag", "valid_to": ""}
    typed_forms.signed_decision(desk, jag.stream, decided_on="idag", interventions=[row])
    plan = typed_forms.plan(fixed_on="idag", follow_up_on="2026-08-31")
    plans.fix_plan(desk, jag.stream, new_entity(desk), plan)


def uppfoljningen_visar_ett_aterfall(jag: Caseworker) -> None:
    """Låset kommer mitt i. Det skrivna är kvar, och hotet är polisens att bedöma."""
    jag.waits_until("2026-09-02")
    jag.goes_to_section(Section.TODO)
    assert jag.to_do()["plan_follow_up"].urgency.value == "late"
    assert "plan_not_followed_up" in jag.gaps()

    jag.goes_to(CasePart.FOLLOW_UP)
    jag.presses("Skriv en som redan är gjord")
    jag.fills(**UPPFOLJNINGEN)
    jag.locks_and_comes_back()
    assert jag.typed()["crime_seen"] == "Misstänkt för en stöld."
    assert jag.tries(participants=[]) == ["participants"]
    jag.signs(participants=UPPFOLJNINGEN["participants"])

    (done,) = jag.all_of(facts.FollowUp)
    assert done.latest.fact.return_to_crime is YesNoUnknown.YES
    jag.sees("Något talar för att hotet har ökat. Polisen bedömer det.")
    assert "plan_follow_up" not in jag.to_do()


def omprovningen_far_ett_nej(jag: Caseworker) -> None:
    """Från uppföljningen till formuläret, och ett nej på en av tre frågor."""
    jag.sees("Inget beslut upphör av det")
    jag.presses("Omprövning")
    tangenter = Handlaggare(jag.program)
    jag.presses("Alla mallar")
    jag.presses("Börja: Omprövning")
    svar = {
        "Har den enskilde fortfarande behov av stöd?": "Ja",
        BROTT: "Nej",
        "Sköter den enskilde sin personsäkerhet i samverkan med polisen?": "Ja",
        "Hur länge gäller beslutet?": "Tills vidare",
        "Har den enskilde fått veta vad som har kommit fram, och fått svara?": "Ja",
    }
    tangenter.trycker("Ctrl+Return")
    tangenter.svarar_pa_resten(svar, "Det har kommit fram i samtal.", tills="Signera nu")
    tangenter.trycker("Ctrl+Return")
    (review,) = jag.all_of(facts.Task)
    assert review.latest.fact.raised_by == "continuation_no"
    assert jag.to_do()["task"].part is Part.WATCH
    jag.goes_to(CasePart.WATCH)
    jag.sees("Omprövning med nej på 1 av 3 frågor: ta ställning.")
    jag.sees("Beslutet gäller tills ett nytt beslut fattas.")


def inget_upphor_av_sig_sjalvt(jag: Caseworker) -> None:
    """Inte av ett återfall, inte av ett nej och inte av att ingen gör något på två år."""
    before = jag.state()
    jag.waits_until("2028-09-02")
    jag.goes_to_section(Section.TODO)
    after = jag.state()
    assert after.decisions == before.decisions
    assert after.status is before.status is CaseStatus.IMPLEMENTATION
    assert jag.statuses()["discharge"] == "not_yet"
    jag.waits_until("2026-09-03")


def beslutet_upphor_bara_med_ett_nytt_beslut(jag: Caseworker) -> None:
    jag.goes_to(CasePart.DECISION)
    jag.presses("Ändra eller avsluta …")
    assert {"change_provision", "ends_on"} <= set(jag.tries(**UPPHOR))
    assert len(jag.state().decisions) == 1
    jag.locks_and_comes_back()
    assert jag.typed()["change_reasons"] == UPPHOR["change_reasons"]
    jag.signs(change_provision="sol-2025-14-9", ends_on="2026-09-30")

    first, last = (each.latest for each in jag.state().decisions)
    assert last.fact.changes == first.record.id
    assert last.fact.change_provision_text == "14 kap. 9 § socialtjänstlagen (2025:400)"
    jag.sees("2026-09-30")
    assert jag.statuses()["discharge"] == "not_yet"
    jag.waits_until("2026-10-01")
    assert jag.statuses()["discharge"] == "open"
    assert "closing" in jag.gaps()


def skyddet_star_kvar(jag: Caseworker) -> None:
    """Att ett boende upphör tar inte bort något skydd."""
    (measure,) = jag.all_of(facts.ProtectiveMeasure)
    assert measure.latest.fact.status is MeasureStatus.ONGOING
    jag.goes_to(CasePart.THREAT)
    jag.sees("Larm i bostaden")
    assert "measure_follow_up" in jag.to_do()
