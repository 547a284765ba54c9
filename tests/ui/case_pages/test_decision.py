from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtWidgets import QPushButton

from app.ids import StreamId
from app.usecases import identity
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.references import needs_to_choose
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts, wrong_fields
from tests.ui.conftest import Office
from ui.navigation import CasePart, Destination
from ui.pages.decision.page import DecisionPage

Open = Callable[[type[DecisionPage]], DecisionPage]


def test_without_an_assessment_the_page_says_so_and_leads_there(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(DecisionPage)
    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)
    (new,) = [b for b in page.findChildren(QPushButton) if b.text() == "Nytt beslut"]
    assert new.isEnabled()
    assert "Ingen utredning är signerad." in texts(page)

    press(page, "Öppna utredningen")

    assert [(each.stream, each.part) for each in gone] == [(stream, CasePart.ASSESSMENT)]


@pytest.mark.req("F047")
def test_a_decision_is_made_sent_and_received(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    page = opened(DecisionPage)
    press(page, "Nytt beslut")
    office.settle()
    typed = office.ask(lambda desk: typed_forms.decision(state_of(desk, stream)))
    fill_and_sign(office, page, **typed)
    read = texts(page)
    assert "Bifall 2026-05-30" in read
    need = office.ask(lambda desk: needs_to_choose(state_of(desk, stream)))[0].need
    assert f"Möter behovet: {need.area}. Skäl: Saknar tryggt boende." in read
    assert "11 kap. 1 § socialtjänstlagen (2025:400)" in read
    assert "Skickat: inte ännu" in read
    assert "Kan överklagas" not in read

    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)
    press(page, "Skriv ut underrättelsen")
    (decided,) = office.ask(lambda desk: state_of(desk, stream)).decisions
    assert gone == [Destination.case(stream, CasePart.DOCUMENTS, decided.id)]

    press(page, "Beslutet är skickat")
    office.settle()
    fill_and_sign(office, page, dispatched_on="2026-05-30", how="Brev")
    assert "Skickat: 2026-05-30, Brev" in texts(page)
    assert "Mottaget: inte ännu" in texts(page)

    press(page, "Den enskilde har fått del")
    office.settle()
    fill_and_sign(office, page, received_on="2026-06-01", how="Fick det i handen")
    assert "Kan överklagas till och med 2026-06-22." in texts(page)

    (mend,) = (
        each
        for each in page.findChildren(QPushButton)
        if each.accessibleName() == "Rätta Mottaget: 2026-06-01, Fick det i handen"
    )
    mend.click()
    office.settle()
    fill_and_sign(office, page, received_on="2026-05-31")
    assert wrong_fields(page) == ["correction_reason"]
    fill_and_sign(office, page, correction_reason="Det var på söndagen")
    assert "Mottaget: 2026-05-31, Fick det i handen. Rättat: Det var på söndagen" in texts(page)
    assert "Kan överklagas till och med 2026-06-22." in texts(page)


def test_the_provisions_are_those_of_the_decisions_day(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    page = opened(DecisionPage)
    press(page, "Nytt beslut")
    office.settle()
    form = editor(page).form

    def offered() -> set[str]:
        combo = form.field("provision").editor._combo
        return {str(combo.itemData(at)) for at in range(combo.count())}

    assert "sol-2025-11-1" in offered()
    form.set_values({**form.values(), "decided_on": "2025-06-30"})
    form.changed.emit()
    office.settle()

    assert "sol-2001-4-1" in offered()
    assert "sol-2025-11-1" not in offered()


def test_the_doubt_about_a_provision_comes_back_with_the_draft_and_goes_with_the_form(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    page = opened(DecisionPage)
    press(page, "Nytt beslut")
    office.settle()
    doubt = "4 kap. 2 § socialtjänstlagen (2001:453) är inte kontrollerad mot lagtexten"
    form = editor(page).form
    form.set_values({**form.values(), "decided_on": "2025-06-30", "provision": "sol-2001-4-2"})
    form.changed.emit()
    office.settle()
    assert doubt in texts(page)
    assert "Tidigare val" not in form.field("provision").editor._combo.currentText()

    press(page, "Stäng")
    office.settle()
    assert doubt not in texts(page)
    press(page, "Fortsätt skriva")
    office.settle()
    assert doubt in texts(page)
    assert "SoL 4 kap. 2 §" in editor(page).form.field("provision").editor._combo.currentText()


def test_the_same_number_in_another_case_is_warned_of_before_signing(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    other = office.ask(typed_forms.opened_case)
    for each in (stream, other):
        office.ask(partial(_identify, each))
    row = office.ask(lambda desk: desk.vault.index.case(other))
    warning = f"Den enskildes nummer finns också i {row.case_number} {row.pseudonym}."
    page = opened(DecisionPage)
    assert warning not in texts(page)

    press(page, "Nytt beslut")
    office.settle()
    assert warning in texts(page)
    assert "9802" not in texts(page)
    assert "Påhittsdotter" not in texts(page)

    press(page, "Stäng")
    office.settle()
    assert warning not in texts(page)


def test_a_number_of_one_case_alone_is_not_warned_of(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    office.ask(partial(_identify, stream))
    page = opened(DecisionPage)
    press(page, "Nytt beslut")
    office.settle()
    assert "finns också i" not in texts(page)


def _identify(stream: StreamId, desk: Desk) -> object:
    return identity.save_identity(desk, stream, typed_forms.identity())


@pytest.mark.req("F047")
def test_a_granted_intervention_without_its_reason_is_asked_for_it(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    page = opened(DecisionPage)
    press(page, "Nytt beslut")
    office.settle()
    typed = office.ask(lambda desk: typed_forms.decision(state_of(desk, stream)))
    typed["interventions"][0]["reason"] = ""

    fill_and_sign(office, page, **typed)

    assert page.slot.editor is not None
    assert not office.ask(lambda desk: state_of(desk, stream)).decisions
