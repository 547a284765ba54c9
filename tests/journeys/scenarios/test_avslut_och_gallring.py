"""Ärendet som avslutas, det som öppnas igen, och akten som flera år senare gallras."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casework import facts
from app.casework.state import CaseStatus
from app.casework.unit_facts import DisposalStatus
from app.ids import StreamId
from app.usecases import reading
from app.usecases.desk import Desk
from app.usecases.keeping import disposal
from tests.app.usecases import disposing, typed_forms
from tests.fakes import StoppedClock
from tests.journeys import hands
from tests.journeys.scenarios.hands import Caseworker
from tests.program import Program
from ui.navigation import CasePart, Section

DEN_FORSTA, DEN_FEMTE = "19900101-9802", "19900105-9808"
AVSLUTET = {
    "closed_on": "idag",
    "reason": "no_need",
    "situation": "Har bostad och arbete.",
    "return_to_crime": "no",
    "told": "Hur hen söker igen, och att akten gallras efter fem år.",
}


@pytest.mark.timeout(300)
@pytest.mark.req("F063", "F069", "X14", "X24")
def test_avslutat_och_flera_ar_senare_gallrat(
    program: Program, clock: StoppedClock, tmp_path: Path
) -> None:
    jag = Caseworker(program, clock)
    jag.asks(disposing.in_stockholm)
    gallras = ett_arende(jag, "Alva", DEN_FORSTA)
    ett_beslut_som_loper(jag)
    avslutet_andrar_inget_beslut(jag)
    bevaras = ett_arende(jag, "Berit", DEN_FEMTE)
    den_som_soker_igen_far_sitt_arende_oppnat(jag)
    kopian = kopia(jag, tmp_path / "stickan")

    fem_ar_senare(jag, gallras, bevaras)
    en_fodd_den_femte_bevaras(jag, bevaras)
    nummer = tva_personer_star_bakom(jag, gallras)
    akten_forstors_efter_tva_fragor(jag, nummer)
    inget_finns_kvar_utom_protokollet(jag, gallras, kopian)
    det_andra_arendet_ar_orort(jag, bevaras)


def ett_arende(jag: Caseworker, namn: str, nummer: str) -> StreamId:
    stream = jag.opens_a_case()
    jag.goes_to(CasePart.OVERVIEW)
    jag.presses("Fyll i identiteten")
    jag.signs(given_name=namn, family_name="Påhittsdotter", number=nummer)
    hands.sign_a_note(jag.program, stream)
    return stream


def ett_beslut_som_loper(jag: Caseworker) -> None:
    def beslut(desk: Desk) -> None:
        typed_forms.signed_assessment(desk, jag.stream)
        row = {
            **typed_forms.decision(reading.state_of(desk, jag.stream))["interventions"][0],
            "valid_to": "",
        }
        typed_forms.signed_decision(desk, jag.stream, decided_on="idag", interventions=[row])

    jag.asks(beslut)


def avslutet_andrar_inget_beslut(jag: Caseworker) -> None:
    """Anteckningen måste säga vad som gäller för det som löper. Låset kommer mitt i."""
    jag.goes_to(CasePart.CLOSING)
    jag.sees("Ett avslut ändrar inget beslut")
    jag.presses("Skriv avslutsanteckning")
    assert jag.tries(**AVSLUTET) == ["running_decisions"]
    jag.locks_and_comes_back()
    assert jag.typed()["situation"] == AVSLUTET["situation"]
    before = jag.state().decisions
    jag.signs(
        running_decisions="Boendet gäller tills ett nytt beslut fattas.",
        after_care="Samtal varje månad.",
        after_care_until="2026-12-01",
    )
    assert jag.state().decisions == before
    assert jag.state().status is CaseStatus.CLOSED
    assert jag.due()["after_care"] == "2026-12-01"
    jag.sees("Ärendet är avslutat")


def den_som_soker_igen_far_sitt_arende_oppnat(jag: Caseworker) -> None:
    """I ett annat ärende: avslutat, öppnat av en ny ansökan, och avslutat igen."""
    jag.goes_to(CasePart.CLOSING)
    jag.presses("Skriv avslutsanteckning")
    jag.signs(**AVSLUTET)
    assert jag.state().status is CaseStatus.CLOSED

    jag.waits_until("2026-09-01")
    jag.goes_to(CasePart.CLOSING)
    jag.presses("Öppna Översikt")
    jag.presses("Lägg till …")
    jag.signs(**hands.CASE)
    assert jag.state().status is not CaseStatus.CLOSED
    assert "closing" not in jag.gaps()

    jag.goes_to(CasePart.CLOSING)
    jag.presses("Skriv avslutsanteckning")
    jag.signs(**AVSLUTET)
    assert len(jag.all_of(facts.Closing)) == 2
    assert jag.state().status is CaseStatus.CLOSED


def kopia(jag: Caseworker, folder: Path) -> Path:
    return hands.back_up(jag.program, folder)


def fem_ar_senare(jag: Caseworker, gallras: StreamId, bevaras: StreamId) -> None:
    """Dagen före fem år finns inget att göra; sedan säger Att göra till, för det ena av två."""
    jag.waits_until("2031-05-31")
    jag.goes_to_section(Section.TODO)
    jag.stream = gallras
    assert "retention" not in jag.to_do()
    jag.waits_until("2031-09-02")
    jag.goes_to_section(Section.TODO)
    assert jag.to_do()["retention"].due == "2032-12-31"
    jag.stream = bevaras
    assert "retention" not in jag.to_do()


def en_fodd_den_femte_bevaras(jag: Caseworker, bevaras: StreamId) -> None:
    jag.goes_to_section(Section.DISPOSAL)
    jag.sees("Ska gallras nu (1)")
    jag.presses(f"Visa varför, {_nummer(jag, bevaras)}")
    jag.sees("5, 15")
    jag.sees_no("Föreslå gallring")
    jag.presses("Stäng")


def tva_personer_star_bakom(jag: Caseworker, gallras: StreamId) -> str:
    """Den som har föreslagit kan inte själv godkänna."""
    nummer = _nummer(jag, gallras)
    jag.presses(f"Visa varför, {nummer}")
    jag.sees("Ett beslut i akten gäller fortfarande.")
    jag.presses("Föreslå gallring")
    jag.fills(reason="Arkivet har svarat att akten inte ska bevaras.")
    jag.locks_and_comes_back()
    jag.signs()
    jag.sees("Föreslagen, väntar på en andra person")

    jag.presses("Notera godkännandet")
    paper = {"title": "Enhetschef", "on": "2031-09-02"}
    assert jag.tries(**paper, name="Maja Exempelsson", seen=True) == ["name"]
    assert jag.tries(name="Kim Provsson", seen=False) == ["seen"]
    jag.signs(seen=True)
    jag.sees("Godkänd 2031-09-02 av Kim Provsson, Enhetschef.")
    return nummer


def akten_forstors_efter_tva_fragor(jag: Caseworker, nummer: str) -> None:
    jag.presses(f"Förstör akten {nummer} …")
    jag.presses("Behåll akten")
    jag.presses(f"Förstör akten {nummer} …")
    jag.presses(f"Gå vidare och förstör {nummer} …")
    jag.presses(f"Förstör akten {nummer} nu")
    jag.sees("Akten är förstörd och valvet är omskrivet")


def inget_finns_kvar_utom_protokollet(jag: Caseworker, gallras: StreamId, kopian: Path) -> None:
    def kvar(desk: Desk) -> None:
        assert desk.vault.journal.records(gallras) == ()
        assert desk.vault.index.case(gallras) is None
        assert all(row.stream != gallras for row in reading.list_cases(desk))
        assert reading.search_cases(desk, "Alva") == ()
        assert reading.search_cases(desk, DEN_FORSTA) == ()
        assert all(row.stream != gallras for row in desk.vault.index.due())
        assert desk.vault.check().faults == ()

    jag.asks(kvar)
    (row,) = jag.asks(disposal.protocols)
    assert row.disposal.status is DisposalStatus.DONE
    assert [each.path.name for each in row.backups] == [kopian.name]
    jag.sees(kopian.name)
    jag.sees("Kim Provsson")
    jag.sees_no("Alva")
    jag.locks_and_comes_back()
    jag.goes_to_section(Section.DISPOSAL)
    jag.sees("Gallring av")


def det_andra_arendet_ar_orort(jag: Caseworker, bevaras: StreamId) -> None:
    jag.stream = bevaras
    assert [row.stream for row in jag.asks(lambda d: reading.search_cases(d, "Berit"))] == [bevaras]
    jag.goes_to(CasePart.JOURNAL)
    jag.sees("Första samtalet")


def _nummer(jag: Caseworker, stream: StreamId) -> str:
    return next(row.case_number for row in jag.asks(reading.list_cases) if row.stream == stream)
