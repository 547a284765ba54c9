"""Tider som går över nyår, midsommar, påsk, en lördag och skottdagen."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.casework.facts import AppealTimeliness
from app.usecases.watching.todo import Urgency
from tests.app.usecases import typed_forms
from tests.fakes import StoppedClock
from tests.journeys.scenarios.hands import Caseworker
from tests.program import Program
from ui.navigation import CasePart, Section

BORJAR = "2026-12-10"
SKOTTDAGEN = "2028-02-29"


@pytest.mark.timeout(240)
@pytest.mark.req("F034", "X11", "X12")
def test_tiderna_over_helger_och_arsskiften(program: Program, clock: StoppedClock) -> None:
    jag = Caseworker(program, clock)
    overklagandetiden_gar_over_nyar(jag)
    den_som_ar_en_dag_sen_ar_sen(jag)
    en_lordag_fore_nationaldagen(jag)
    midsommarafton_ar_ingen_sista_dag(jag)
    sex_manader_slutar_pa_skottdagen(jag)
    begaran_att_avgora_gar_over_pasken(jag)


def overklagandetiden_gar_over_nyar(jag: Caseworker) -> None:
    """Tre veckor från fredagen den 11 december är nyårsdagen: sista dagen är måndagen."""
    beslutat(jag, BORJAR)
    fick_del(jag, "2026-12-11")
    jag.sees("Kan överklagas till och med 2027-01-04")
    jag.waits_until("2026-12-31")
    jag.goes_to_section(Section.TODO)
    assert "appeal" not in jag.to_do(), "the time is the person's"
    jag.goes_to(CasePart.WATCH)
    jag.sees("Att känna till")
    jag.sees("2027-01-04, v. 1")
    overklagat(jag, "2027-01-04")
    jag.sees("Kom in i rätt tid")


def den_som_ar_en_dag_sen_ar_sen(jag: Caseworker) -> None:
    jag.waits_until("2027-01-05")
    jag.opens_a_case()
    beslutat(jag, "2027-01-05", opens=False)
    fick_del(jag, "2027-01-05")
    jag.sees("Kan överklagas till och med 2027-01-26")
    jag.waits_until("2027-01-27")
    overklagat(jag, "2027-01-27", AppealTimeliness.LATE)


def en_lordag_fore_nationaldagen(jag: Caseworker) -> None:
    """Brevet kvitterades en lördag; lördagen tre veckor senare följs av en söndag som är
    nationaldag."""
    jag.waits_until("2027-05-14")
    beslutat(jag, "2027-05-14")
    jag.waits_until("2027-05-15")
    fick_del(jag, "2027-05-15")
    jag.sees("Kan överklagas till och med 2027-06-07")


def midsommarafton_ar_ingen_sista_dag(jag: Caseworker) -> None:
    beslutat(jag, "2027-06-04")
    fick_del(jag, "2027-06-04")
    jag.sees("Kan överklagas till och med 2027-06-28")


def sex_manader_slutar_pa_skottdagen(jag: Caseworker) -> None:
    jag.waits_until("2027-08-31")
    jag.opens_a_case()
    assert jag.due()["application_slow"] == SKOTTDAGEN
    jag.waits_until(SKOTTDAGEN)
    jag.goes_to_section(Section.TODO)
    assert jag.to_do()["application_slow"].urgency is Urgency.TODAY
    jag.goes_to(CasePart.WATCH)
    jag.sees(SKOTTDAGEN)


def begaran_att_avgora_gar_over_pasken(jag: Caseworker) -> None:
    """Fyra veckor från den 17 mars 2028 är långfredagen. Låset kommer mitt i."""
    jag.waits_until("2028-03-17")
    jag.goes_to(CasePart.DECISION)
    jag.presses("Begäran att avgöra")
    assert jag.tries(requested_on="2027-02-29", how="Brev") == ["requested_on"]
    jag.locks_and_comes_back()
    assert jag.typed()["how"] == "Brev"
    jag.signs(requested_on="idag")
    assert jag.due()["decision_request"] == "2028-04-18"


# ----------------------------------------------------------------------------------- steg


def beslutat(jag: Caseworker, day: str, *, opens: bool = True) -> None:
    jag.waits_until(day)
    if opens:
        jag.opens_a_case()
    jag.asks(lambda desk: typed_forms.signed_assessment(desk, jag.stream))
    jag.asks(lambda desk: typed_forms.signed_decision(desk, jag.stream, decided_on="idag"))


def fick_del(jag: Caseworker, day: str) -> None:
    jag.waits_until(day)
    jag.goes_to(CasePart.DECISION)
    jag.presses("Den enskilde har fått del av det …")
    jag.signs(received_on="idag", how="Mottagningsbevis")


def overklagat(
    jag: Caseworker, day: str, timeliness: AppealTimeliness = AppealTimeliness.IN_TIME
) -> None:
    """Det programmet föreslår är det som signeras."""
    jag.waits_until(day)
    jag.goes_to(CasePart.DECISION)
    jag.presses("Ett överklagande har kommit in …")
    jag.signs(received_on="idag", words="Jag vill bo kvar.")
    jag.presses("Bedöm om det kom in i rätt tid …")
    assert jag.typed()["timeliness"] == timeliness.value
    reason = "" if timeliness is AppealTimeliness.IN_TIME else "En dag för sent."
    jag.signs(timeliness_reason=reason)
    assert jag.all_of(facts.Appeal)[-1].latest.fact.timeliness is timeliness
