"""Det som inte kan stämma: förklarat vid sitt fält, och inget av det skrivna förlorat."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casework import facts
from app.casework.facts import Route
from app.casework.process.table import ProcessTable
from app.disclosure.profiles import Profile
from app.errors import Refusal
from app.usecases import cases, registers
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.planning import plans
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.conftest import RESOURCES
from tests.fakes import StoppedClock
from tests.journeys import hands
from tests.journeys.scenarios.hands import Caseworker
from tests.program import Program
from tests.ui.looking import visible
from tests.ui.pages.test_templates import QUESTIONS, told, write
from ui.messages import sentence
from ui.navigation import CasePart, Destination, Section
from ui.pages.documents.gate import GateForm
from ui.pages.templates.page import TemplatesPage

pytestmark = pytest.mark.timeout(240)

STEPS = Path(RESOURCES) / "process" / "steps.toml"
SAMTYCKE = {
    "given_on": "idag",
    "method": "written",
    "purpose": "Boendet ska veta vad som är planerat.",
    "extent": "broad",
}


@pytest.fixture
def jag(program: Program, clock: StoppedClock) -> Caseworker:
    made = Caseworker(program, clock)
    made.opens_a_case()
    return made


@pytest.mark.req("F119", "X11")
def test_dagar_som_inte_finns_och_beslut_fore_ansokan(jag: Caseworker) -> None:
    jag.asks(lambda desk: typed_forms.signed_assessment(desk, jag.stream))
    jag.goes_to(CasePart.DECISION)
    jag.presses("Nytt beslut")
    typed = jag.asks(lambda desk: dict(typed_forms.decision(state_of(desk, jag.stream))))
    assert jag.tries(**{**typed, "decided_on": "31 april 2026"}) == ["decided_on"]
    jag.sees("Den dagen finns inte i kalendern. Kontrollera dag och månad.")
    assert jag.tries(decided_on="2026-05-31") == ["decided_on"]
    jag.sees("ansökan")
    jag.locks_and_comes_back()
    assert jag.typed()["reasons"] == typed["reasons"]
    assert jag.typed()["decided_on"] == "2026-05-31"
    assert jag.state().decisions == ()
    rows = [{**typed["interventions"][0], "valid_from": "2026-06-01", "valid_to": "2026-02-29"}]
    assert jag.tries(decided_on="idag", interventions=rows) == ["interventions/0/valid_to"]
    rows[0]["valid_to"] = "2026-05-31"
    assert jag.tries(interventions=rows) == ["interventions/0/valid_to"]
    jag.signs(interventions=[{**rows[0], "valid_to": "2026-11-30"}])
    assert len(jag.state().decisions) == 1


def test_en_plan_utan_beslut_sags_vara_det_och_star_kvar(jag: Caseworker) -> None:
    jag.goes_to(CasePart.PLAN)
    jag.presses("Ny plan")
    jag.sees("Ärendet har inget beslut som beviljar något.")
    jag.fills(**typed_forms.plan(fixed_on="idag"))
    jag.locks_and_comes_back()
    jag.signs()
    jag.sees("behöver ett beslut: gå till Beslut")
    assert "decision" in jag.gaps()
    (plan,) = jag.state().plans
    assert plan.latest.fact.goals[0].words == "Jag vill sova utan att vara rädd."


@pytest.mark.req("F074", "X17")
def test_ett_samtycke_som_inte_langre_galler_slapper_inte_igenom(jag: Caseworker) -> None:
    """Återkallat medan grinden är öppen, och ett annat som går ut: det skrivna står kvar."""
    recipient = jag.asks(lambda desk: _en_plan_och_en_mottagare(desk, jag))
    party = [{"party": f"recipient/{recipient}", "name": ""}]
    jag.goes_to(CasePart.CONSENT)
    jag.presses("Nytt samtycke")
    jag.signs(**SAMTYCKE, parties=party, valid_to="2026-06-30")
    (consent,) = jag.all_of(facts.Consent)

    _i_grinden(jag, recipient, consent.id)
    jag.waits_until("2026-07-01")
    jag.presses("Granska det som lämnar")
    jag.sees("Samtycket har gått ut. Fråga den enskilde om ett nytt innan något lämnas ut.")
    (gate,) = visible(jag.program.main, GateForm)
    assert gate.values()["reason"] == "Boendet behöver planen."

    jag.goes_to(CasePart.CONSENT)
    jag.presses("Nytt samtycke")
    jag.signs(**SAMTYCKE, parties=party, valid_to="2026-12-31")
    jag.presses("Återkalla …")
    jag.signs(withdrawn_on="idag", how="Per telefon")
    second = jag.all_of(facts.Consent)[-1]
    _i_grinden(jag, recipient, second.id)
    jag.presses("Granska det som lämnar")
    jag.sees("Samtycket är återkallat.")
    assert jag.state().disclosures == ()


def _en_plan_och_en_mottagare(desk: Desk, jag: Caseworker) -> str:
    plans.fix_plan(desk, jag.stream, new_entity(desk), typed_forms.plan(fixed_on="idag"))
    entity = new_entity(desk)
    typed = {"name": "Kontaktperson", "organisation": "Boendet Exemplet", "kind": "provider"}
    registers.add_recipient(desk, entity, typed)
    return entity


def _i_grinden(jag: Caseworker, recipient: str, consent: str) -> None:
    jag.goes_to(CasePart.DOCUMENTS)
    hands.fill(jag.program, {"profile_implementation_plan": Profile.MEETING.value})
    jag.presses("Lämna ut …")
    gate = hands.waited(jag.program, lambda: next(iter(visible(jag.program.main, GateForm)), None))
    assert isinstance(gate, GateForm)
    typed = {"recipient": recipient, "ground": "consent", "consent": consent}
    gate.set_values({**gate.values(), **typed, "reason": "Boendet behöver planen."})
    gate.form.changed.emit()
    jag.program.settle()


@pytest.mark.req("F002", "F012", "F037")
def test_den_centrala_enheten_utan_bops_och_en_alder_utan_insatsgrupp(jag: Caseworker) -> None:
    jag.goes_to(CasePart.OVERVIEW)
    jag.presses("Fyll i identiteten")
    jag.signs(given_name="Alex", family_name="Påhittsson", number="20180101-9819")
    jag.goes_to(CasePart.ROUTE)
    jag.presses("Välj enhet …")
    jag.sees("Ingen SIG i registret tar emot den enskildes ålder.")
    central = {"route": "central", "unit": "", "unit_name": "Enheten för hemlösa"}
    assert jag.tries(**central, reason="") == ["reason"]
    jag.sees("BOPS")
    assert jag.state().only(facts.HandlingUnit) is None
    jag.locks_and_comes_back()
    assert jag.typed()["unit_name"] == "Enheten för hemlösa"
    jag.signs(reason="Hen måste bort i natt, och BOPS är tillfrågat.")
    chosen = jag.state().only(facts.HandlingUnit)
    assert chosen is not None
    assert chosen.latest.fact.route is Route.CENTRAL
    assert "threat" in jag.gaps()


@pytest.mark.req("X09")
def test_tva_ansvariga_stalls_mot_varandra_tills_nagon_valjer(jag: Caseworker) -> None:
    ny = {
        "name": "Kim Provsson",
        "title": "Socialsekreterare",
        "valid_from": "idag",
        "reason": "Ny tjänst.",
    }
    jag.asks(lambda desk: cases.change_responsible(desk, jag.stream, ny))
    jag.asks(lambda desk: typed_forms.forked(desk, jag.stream, "responsibility"))
    assert "settle_case" in jag.gaps()
    jag.goes_to(CasePart.OVERVIEW)
    jag.sees("ändrats på två håll")
    assert jag.program.main.place() == Destination.case(jag.stream, CasePart.OVERVIEW)
    jag.presses("Låt det här gälla")
    responsible = jag.state().responsibility
    assert responsible is not None
    assert not responsible.disputed
    assert "settle_case" not in jag.gaps()
    assert len(responsible.versions) > 2


@pytest.mark.req("F126")
def test_en_mall_med_ring_och_okant_mal_sparas_inte(jag: Caseworker, tmp_path: Path) -> None:
    """Varje fel med sin rad; när de är rättade i kalkylarket kan mallen sparas."""
    ring = (
        *QUESTIONS[:2],
        ("1.1", "ja/nej", "Är det bra?", "2.1 = ja"),
        QUESTIONS[3],
        ("2.1", "ja/nej", "Är det dåligt?", "1.1 = ja"),
        ("2.2", "rad", "Vad?", "9.9 = ja"),
    )
    path = write(tmp_path / "prov.xlsx", ring)
    jag.goes_to_section(Section.TEMPLATES)
    hands.press(jag.program, "Öppna kalkylark")
    hands.choose(jag.program, path)
    jag.sees("2 fel")
    (page,) = visible(jag.program.main, TemplatesPage)
    assert "Villkoren går i cirkel" in told(page)
    assert "pekar på 9.9 som inte finns" in told(page)
    jag.sees("Mallen kan sparas när felen är rättade.")
    write(path, QUESTIONS)
    jag.sees("Är det bra?")
    jag.presses("Spara mall")
    jag.sees("Mallen är sparad.")


@pytest.mark.parametrize(
    ("needs", "words"),
    [
        ('needs = ["nowhere"]', "Ett steg väntar på ett steg som inte finns"),
        ('needs = ["decision"]', "Två eller flera steg väntar på varandra"),
    ],
)
def test_steg_i_ring_eller_med_okant_mal_forklaras(needs: str, words: str) -> None:
    steps = STEPS.read_text(encoding="utf-8").replace('needs = ["application"]', needs, 1)
    with pytest.raises(Refusal) as refused:
        ProcessTable.parse(steps.encode(), tuple(Part))
    assert words in sentence(refused.value)
