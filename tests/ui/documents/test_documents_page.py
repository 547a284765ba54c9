"""Handlingar: preview, the gate as one page, and the register of what has left."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QFileDialog

from app.casework import facts
from app.disclosure.categories import NAMES, Category
from app.disclosure.profiles import IDENTIFYING, PROFILES, Profile
from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.usecases import drafting, identity
from app.usecases.around import consents
from app.usecases.drafting import new_entity
from app.usecases.paper.documents import disclose_paper
from app.usecases.reading import access_log, state_of
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import press, texts
from tests.ui.conftest import Office
from ui.navigation import Destination, Section
from ui.pages.documents.disclosing import Disclosing
from ui.pages.documents.inspection import InspectionPane
from ui.pages.documents.page import DocumentsPage
from ui.preview import Preview

Open = Callable[[type[DocumentsPage]], DocumentsPage]

pytestmark = pytest.mark.req("F086", "X16")


def disclosing(page: DocumentsPage) -> Disclosing:
    (found,) = [each for each in page.findChildren(Disclosing) if each.isVisible()]
    return found


def pane(page: DocumentsPage) -> InspectionPane:
    (found,) = [each for each in page.findChildren(InspectionPane) if each.isVisible()]
    return found


def shown(page: DocumentsPage) -> Preview | None:
    return next((each for each in page.findChildren(Preview) if each.pages), None)


def entries(office: Office, stream: StreamId) -> list[facts.Disclosure]:
    return [each.latest.fact for each in office.ask(lambda d: state_of(d, stream)).disclosures]


def type_request(page: DocumentsPage, recipient: str, **changes: object) -> None:
    gate = disclosing(page).gate
    assert page._shown is not None
    offered = [each.entity.id for each in page._shown.offered.consents]
    usual = {
        "recipient": recipient,
        "ground": "consent",
        "consent": offered[-1] if offered else "",
        "reason": "Skriftligt samtycke 2026-05-30, gäller planen.",
    }
    gate.set_values({**gate.values(), **usual, **changes})
    gate.form.changed.emit()


def begin(office: Office, page: DocumentsPage, profile: str = "meeting") -> None:
    choice = page._choice.form
    choice.set_values({**choice.values(), "profile_implementation_plan": profile})
    press(page, "Lämna ut …")
    office.settle()


def look_through(office: Office, page: DocumentsPage) -> InspectionPane:
    press(page, "Granska det som lämnar")
    office.settle()
    return pane(page)


def explain(page: DocumentsPage, words: str) -> None:
    form = pane(page).form
    form.set_values(dict.fromkeys(form.values(), words))
    form.changed.emit()


def test_a_plan_is_previewed_by_pseudonym_and_logged(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    press(page, "Förhandsgranska")
    office.settle()
    preview = shown(page)
    assert preview is not None
    preview._swap_view()
    words = preview._text.toPlainText()
    assert "Genomförandeplan" in words
    assert "2026-0001" in words
    assert "Påhittsdotter" not in words
    log = office.ask(lambda desk: access_log(desk, stream))
    assert "previewed" in [entry.code for entry in log]
    page.cover()
    assert shown(page) is None


def test_without_a_fixed_plan_there_is_nothing_to_let_out(office: Office, opened: Open) -> None:
    page = opened(DocumentsPage)
    assert page._shown is not None
    page._show(dataclasses.replace(page._shown, papers=()))
    office.settle()
    assert "Det finns inget att skriva ut i ärendet." in texts(page)


def test_the_same_number_in_another_case_is_warned_of_before_anything_leaves(
    office: Office, stream: StreamId, opened: Open
) -> None:
    other = office.ask(typed_forms.opened_case)
    typed = typed_forms.identity()
    office.ask(lambda desk: identity.save_identity(desk, other, typed))
    row = office.ask(lambda desk: desk.vault.index.case(other))
    page = opened(DocumentsPage)
    begin(office, page)
    read = texts(disclosing(page))
    assert f"Den enskildes nummer finns också i {row.case_number} {row.pseudonym}." in read
    assert "9802" not in read


def test_a_ground_that_is_not_certain_says_so_where_it_is_chosen(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    doubt = "Uppgiften om den här grunden är inte kontrollerad mot lagtexten."
    type_request(page, recipient)
    assert doubt not in texts(page)
    type_request(page, recipient, ground="sheltered_housing")
    assert doubt in texts(page)


def test_a_plan_leaves_through_the_gate_into_a_file(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open, tmp_path: Path
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    assert look_through(office, page).inspection.pdf.startswith(b"%PDF")
    assert shown(page) is not None, "what is looked through is on the screen"
    page.cover()
    assert shown(page) is None
    press(page, "Visa handlingen")
    assert shown(page) is not None
    assert "Telefonnummer: ”070-174 06 05”" in texts(page)
    explain(page, "Numret går till jourtelefonen.")
    folder = tmp_path / "usb"
    folder.mkdir()
    disclosing(page).let_out(folder)
    office.settle()

    (entry,) = entries(office, stream)
    (file,) = folder.iterdir()
    assert file.name == f"{entry.document_id}.pdf"
    assert file.read_bytes() == office.ask(lambda desk: desk.vault.blobs.get(stream, entry.blob))
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo.Title) == "Genomförandeplan"
    assert [each.words for each in entry.explained] == ["Numret går till jourtelefonen."]
    assert not page.findChildren(Disclosing) or not any(
        each.isVisible() for each in page.findChildren(Disclosing)
    )
    read = texts(page)
    assert f"Exemplar 1: {entry.document_id}" in read
    assert "Till Kontaktperson, boendet, Exempelboendet AB" in read
    assert office.ask(lambda desk: drafting.list_drafts(desk, stream)) == ()


def test_what_leaves_and_what_stays_stand_side_by_side(
    office: Office, recipient: EntityId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    begin(office, page, "full")
    gate = disclosing(page).gate
    stays = gate._stays.text().splitlines()
    assert {NAMES[Category.THREAT], "Den enskildes namn"} <= set(stays)
    assert Category.GOALS.value in gate.values()["allowed"]
    type_request(page, recipient, allowed=[Category.NAME.value])
    stays = gate._stays.text().splitlines()
    assert "Den enskildes namn" not in stays
    assert "Mål med den enskildes egna ord" in stays
    assert gate.request().allowed == {Category.NAME}


def test_who_the_person_is_leaves_only_when_it_is_ticked(
    office: Office, recipient: EntityId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    begin(office, page, "full")
    allowed = disclosing(page).gate.request().allowed
    assert allowed == PROFILES[Profile.FULL].categories - IDENTIFYING


def test_nothing_allowed_nothing_leaves(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient, allowed=[])
    press(page, "Granska det som lämnar")
    office.settle()
    assert "Inget är valt att lämnas ut" in texts(page)
    assert entries(office, stream) == []


def test_missing_fields_are_told_at_the_fields_and_kept_as_typed(
    office: Office, opened: Open
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, "", reason="  ")
    press(page, "Granska det som lämnar")
    office.settle()
    assert texts(page).count("Fyll i det här.") >= 2
    assert disclosing(page).gate.form.values()["ground"] == "consent"


def test_a_finding_that_nobody_explains_stops_it(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open, tmp_path: Path
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    look_through(office, page)
    explain(page, " ")
    disclosing(page).let_out(tmp_path)
    office.settle()
    assert entries(office, stream) == []
    assert list(tmp_path.glob("*.pdf")) == []
    assert pane(page)._refusal.isVisible()
    assert pane(page).let_out.isEnabled()


def test_a_changed_request_must_be_looked_through_anew(
    office: Office, recipient: EntityId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    look_through(office, page)
    type_request(page, recipient, allowed=[Category.GOALS.value])
    assert [each for each in page.findChildren(InspectionPane) if each.isVisible()] == []


def test_a_file_that_cannot_be_written_is_told_and_spends_its_copy_number(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open, tmp_path: Path
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    first = look_through(office, page).inspection
    explain(page, "Jourtelefonen.")
    (tmp_path / f"{first.document_id}.pdf").write_bytes(b"somebody else's")
    disclosing(page).let_out(tmp_path)
    office.settle()

    assert (tmp_path / f"{first.document_id}.pdf").read_bytes() == b"somebody else's"
    (entry,) = entries(office, stream)
    assert entry.not_written == Reason.FILE_EXISTS
    again = pane(page)
    assert again.inspection.copy_number == 2
    assert "Det finns redan en fil med det namnet" in texts(page)
    assert "Exemplaret blev aldrig skrivet." in texts(page)
    assert set(dict(again.explanations()).values()) == {"Jourtelefonen."}

    disclosing(page).let_out(tmp_path)
    office.settle()
    assert [each.not_written for each in entries(office, stream)] == [Reason.FILE_EXISTS, ""]
    assert (tmp_path / f"{again.inspection.document_id}.pdf").is_file()


def test_nothing_half_written_is_left_behind(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open, tmp_path: Path
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    look_through(office, page)
    explain(page, "Jourtelefonen.")
    disclosing(page).let_out(tmp_path / "finns inte")
    office.settle()
    (entry,) = entries(office, stream)
    assert entry.not_written == Reason.FOLDER_MISSING
    assert not (tmp_path / "finns inte").exists()


def test_another_copy_than_the_one_looked_at_never_leaves(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open, tmp_path: Path
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    look_through(office, page)
    explain(page, "Jourtelefonen.")
    request = disclosing(page).gate.request(pane(page).explanations())

    looked_at = pane(page).inspection.digest
    office.ask(
        lambda desk: disclose_paper(desk, stream, request, lambda _: None, looked_at=looked_at)
    )
    disclosing(page).let_out(tmp_path)
    office.settle()
    assert len(entries(office, stream)) == 1
    assert list(tmp_path.glob("*.pdf")) == []
    assert pane(page).inspection.copy_number == 2


def test_what_is_typed_lies_in_a_draft_and_comes_back(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    begin(office, page, "full")
    type_request(page, recipient, reason="Halvt skrivet skäl")
    place = page.place()
    office.session.leaving.emit()
    office.settle()

    again = opened(DocumentsPage)
    assert "Ett utlämnande är påbörjat" in texts(again)
    again.restore(place)
    office.settle()
    gate = disclosing(again).gate
    assert gate.form.values()["reason"] == "Halvt skrivet skäl"
    assert gate.subject.profile == "full"


def test_an_unfinished_disclosure_goes_on_from_its_draft(
    office: Office, recipient: EntityId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient, reason="Halvt skrivet skäl")
    press(page, "Stäng")
    office.settle()
    press(page, "Fortsätt")
    office.settle()
    assert disclosing(page).gate.form.values()["reason"] == "Halvt skrivet skäl"
    press(page, "Släng utkast")
    office.settle()
    press(page, "Stäng")
    office.settle()
    assert "Ett utlämnande är påbörjat" not in texts(page)


def test_a_disclosure_that_is_thrown_away_can_be_taken_back(
    office: Office, recipient: EntityId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    begin(office, page, "full")
    type_request(page, recipient)
    look_through(office, page)
    explain(page, "Målet är med den enskildes egna ord.")
    press(page, "Släng utkast")
    office.settle()
    assert office.ask(drafting.list_drafts) == ()
    assert shown(page) is None, "what was looked at goes with the draft"
    assert "Granska det som lämnar" not in texts(page)
    press(disclosing(page), "Ångra")
    office.settle()
    (draft,) = office.ask(drafting.list_drafts)
    assert draft.kind == "disclosure"
    look_through(office, page)
    assert set(pane(page).form.values().values()) == {"Målet är med den enskildes egna ord."}


def test_an_unsure_ground_says_so(office: Office, recipient: EntityId, opened: Open) -> None:
    page = opened(DocumentsPage)
    assert page._shown is not None
    begin(office, page)
    unsure = [g.key for g in page._shown.offered.grounds if g.certainty != "certain"]
    sure = [g.key for g in page._shown.offered.grounds if g.certainty == "certain"]
    type_request(page, recipient, ground=sure[0])
    assert "inte kontrollerad mot lagtexten" not in texts(page)
    for key in unsure:
        type_request(page, recipient, ground=key)
        assert "inte kontrollerad mot lagtexten" in texts(page)


def test_the_copy_in_the_register_is_the_one_that_left(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open, tmp_path: Path
) -> None:
    page = opened(DocumentsPage)
    begin(office, page, "full")
    type_request(page, recipient, allowed=[category.value for category in Category])
    look_through(office, page)
    explain(page, "Ska stå kvar.")
    disclosing(page).let_out(tmp_path)
    office.settle()
    press(page, "Visa exemplaret")
    office.settle()
    preview = shown(page)
    assert preview is not None
    preview._swap_view()
    assert "Alva Påhittsdotter" in preview._text.toPlainText()
    assert "Exemplar 1" in preview._text.toPlainText()


def test_the_folder_is_asked_for_with_a_dialog_of_our_own(
    office: Office, recipient: EntityId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    look_through(office, page)
    press(page, "Välj mapp och lämna ut …")
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.windowTitle() == "Var ska filen ligga?"
    dialog.reject()


def test_a_missing_recipient_leads_to_the_register(office: Office, opened: Open) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)
    assert "Registret över mottagare är tomt." in texts(page)
    press(page, "Öppna Mottagare")
    assert [each.section for each in gone] == [Section.RECIPIENTS]


def test_a_plan_is_chosen_by_whoever_sends_one_here(
    office: Office, stream: StreamId, opened: Open
) -> None:
    (plan,) = office.ask(lambda desk: state_of(desk, stream)).plans
    page = opened(DocumentsPage)
    page.show_entity(plan.id)
    assert page.subject().source == plan.latest.record.id


def test_refusals_of_the_look_are_shown_above_the_button(
    office: Office, recipient: EntityId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient)
    disclosing(page).gate.show_refusal(Refusal(Reason.DOCUMENT_TOO_LARGE))
    assert "Dokumentet är för stort." in texts(page)


@pytest.mark.req("F074", "X17")
def test_a_consent_is_asked_for_only_on_that_ground_and_a_withdrawn_one_stops_it(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    begin(office, page)
    type_request(page, recipient, ground="harm_tested")
    field = disclosing(page).gate.form.field("consent")
    assert not field.isVisible()
    assert disclosing(page).gate.request().consent is None

    type_request(page, recipient, consent="")
    assert field.isVisible()
    press(page, "Granska det som lämnar")
    office.settle()
    assert "Fyll i det här." in texts(page)

    type_request(page, recipient)
    assert "Gäller tills vidare. Omfattar: Allt (brett samtycke)." in texts(page)
    (consent,) = [each.entity.id for each in page._shown.offered.consents]  # type: ignore[union-attr]
    taken_back = {"consent": consent, "withdrawn_on": "idag", "how": "Muntligt"}
    office.ask(lambda d: consents.withdraw_consent(d, stream, new_entity(d), taken_back))
    press(page, "Granska det som lämnar")
    office.settle()
    assert "Samtycket är återkallat." in texts(page)
    assert entries(office, stream) == []


@pytest.mark.req("F074")
def test_a_reservation_is_seen_before_anything_leaves(
    office: Office, stream: StreamId, recipient: EntityId, opened: Open
) -> None:
    words = "Inget om skolan."
    office.ask(
        lambda d: typed_forms.consented(
            d, stream, recipient, extent="narrow", categories=["planning"], reservation=words
        )
    )
    page = opened(DocumentsPage)
    begin(office, page)
    assert words not in texts(page)
    type_request(page, recipient)
    assert "Omfattar: Planering och insatser. Förbehåll: Inget om skolan." in texts(page)
    type_request(page, recipient, ground="harm_tested")
    assert words not in texts(page)
