"""Ett beslut skickas till chefen för attest, kommer tillbaka, och ändras sedan."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casework.unit_facts import DisposalStatus
from app.usecases import reading
from app.usecases.keeping import disposal
from tests.app.usecases import disposing
from tests.journeys import hands
from tests.journeys.handover.hands import BIRGIT, MAJA, Colleague, Employ
from tests.journeys.scenarios import stegen
from tests.ui.looking import visible
from ui.navigation import CasePart, Section
from ui.preview import Preview

ATTESTERAD = "Attesterad av Birgit Chefsson, Enhetschef, 2026-06-01 09:00"


@pytest.mark.timeout(240)
@pytest.mark.req("X08")
def test_attest_fram_och_tillbaka(employ: Employ) -> None:
    maja, birgit = employ(*MAJA), employ(*BIRGIT)
    maja.knows(birgit)
    birgit.knows(maja)
    beslutet_fattas(maja)
    begaran = maja_ber_om_attest(maja)
    svaret = birgit_laser_och_attesterar(birgit, begaran)
    svaret_kommer_tillbaka(maja, svaret)
    beslutet_rattas_efterat(maja)
    birgit_sager_nej_till_det_nya(maja, birgit)


def beslutet_fattas(maja: Colleague) -> None:
    maja.opens_a_case()
    stegen.behoven_utreds(maja)
    stegen.beslutet_fattas(maja)
    maja.goes_to(CasePart.DECISION)
    maja.sees("Ska attesteras.")


def maja_ber_om_attest(maja: Colleague) -> Path:
    """Inget förseglas som inte har visats."""
    maja.goes_to(CasePart.DECISION)
    maja.presses("Be om attest …")
    maja.chooses("Vem ska attestera?", "Birgit Chefsson")
    maja.fills(role="Enhetschef", reason="Beslutar enligt delegationsordningen.")
    maja.sees_no("Försegla en fil åt mottagaren")
    maja.presses("Visa det som lämnar")
    maja.sees("Det som skrivs under")
    begaran = maja.saves_into_the_stick("Försegla en fil åt mottagaren …")
    maja.goes_to(CasePart.DECISION)
    maja.sees("Väntar på attest av Birgit Chefsson")
    return begaran


def birgit_laser(birgit: Colleague, begaran: Path) -> None:
    """Handlingen är den riktiga, och läses som text."""
    birgit.opens_the_file(begaran)
    birgit.presses("Ta emot")
    assert "Någon väntar på din attest" in birgit.start_page()
    birgit.goes_to_place(Section.INBOX, "Att attestera")
    birgit.presses("Läs och svara")
    birgit.program.until(lambda: bool(visible(birgit.program.window, Preview)))
    birgit.sees("Maja Exempelsson, Socialsekreterare, Avhopparenheten (bekräftat nyckelkort)")
    birgit.presses("Läs som text")
    birgit.sees("Boende med stöd")


def birgit_laser_och_attesterar(birgit: Colleague, begaran: Path) -> Path:
    birgit_laser(birgit, begaran)
    assert birgit.saves_signed("Attestera …", "helt fel ord") is None
    birgit.sees("lösenfras")
    svaret = birgit.saves_signed("Attestera …", birgit.passphrase)
    assert svaret is not None
    return svaret


def svaret_kommer_tillbaka(maja: Colleague, svaret: Path) -> None:
    maja.opens_the_file(svaret)
    maja.presses("Ta emot")
    maja.goes_to(CasePart.DECISION)
    maja.sees(ATTESTERAD)
    maja.sees("avancerad elektronisk underskrift, inte kvalificerad")


def beslutet_rattas_efterat(maja: Colleague) -> None:
    maja.goes_to(CasePart.DECISION)
    maja.presses("Rätta skrivfel …")
    maja.signs(correction_reason="Fel ord.", reasons="Det framgår av utredningen, rättat.")
    maja.sees("Ändrad efter attest.")
    maja.sees("Det framgår av utredningen, rättat.")
    maja.sees_no(ATTESTERAD)


def birgit_sager_nej_till_det_nya(maja: Colleague, birgit: Colleague) -> None:
    birgit_laser(birgit, maja_ber_om_attest(maja))
    nej = "Rättelsen ändrar mer än ett skrivfel."
    birgit.fills(reason=nej)
    svaret = birgit.saves_signed("Avböj …", birgit.passphrase)
    assert svaret is not None
    maja.opens_the_file(svaret)
    maja.presses("Ta emot")
    maja.goes_to(CasePart.DECISION)
    maja.sees(nej)
    maja.sees_no(ATTESTERAD)


@pytest.mark.timeout(240)
@pytest.mark.req("X08", "X14")
def test_en_gallring_godkanns_i_fil_av_en_andra_person(employ: Employ) -> None:
    maja, birgit = employ(*MAJA), employ(*BIRGIT)
    fem_ar_efter_avslutet(maja, birgit)
    begaran = maja_foreslar_och_ber(maja)
    svaret = birgit_godkanner(birgit, begaran)
    akten_forstors_med_hennes_ord(maja, svaret)


def fem_ar_efter_avslutet(maja: Colleague, birgit: Colleague) -> None:
    maja.asks(disposing.in_stockholm)
    maja.opens_a_case()
    hands.sign_a_note(maja.program, maja.stream)
    stegen.arendet_avslutas(maja)
    for each in (maja, birgit):
        each.waits_until("2032-01-12")
    maja.knows(birgit)
    birgit.knows(maja)


def maja_foreslar_och_ber(maja: Colleague) -> Path:
    maja.goes_to_section(Section.DISPOSAL)
    maja.presses("Visa varför, 2026-0001")
    maja.presses("Föreslå gallring")
    maja.signs(reason="Tiden är ute.")
    maja.presses("Be om godkännande i fil …")
    maja.chooses("Vem ska godkänna?", "Birgit Chefsson")
    maja.fills(role="Enhetschef")
    maja.presses("Visa det som lämnar")
    return maja.saves_into_the_stick("Försegla en fil åt mottagaren …")


def birgit_godkanner(birgit: Colleague, begaran: Path) -> Path:
    birgit.opens_the_file(begaran)
    birgit.presses("Ta emot")
    birgit.goes_to_place(Section.INBOX, "Att attestera")
    birgit.presses("Läs och svara")
    svaret = birgit.saves_signed("Attestera …", birgit.passphrase)
    assert svaret is not None
    return svaret


def akten_forstors_med_hennes_ord(maja: Colleague, svaret: Path) -> None:
    maja.opens_the_file(svaret)
    maja.presses("Ta emot")
    maja.goes_to_section(Section.DISPOSAL)
    maja.sees("Godkänd 2032-01-12 av Birgit Chefsson, Enhetschef.")
    maja.presses("Förstör akten 2026-0001 …")
    maja.presses("Gå vidare och förstör 2026-0001 …")
    maja.presses("Förstör akten 2026-0001 nu")
    maja.sees("Akten är förstörd och valvet är omskrivet")
    assert maja.asks(reading.list_cases) == ()
    (row,) = maja.asks(disposal.protocols)
    assert row.disposal.status is DisposalStatus.DONE
