"""Who the person is: hidden, looked at on purpose, logged first, hidden again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from app.ids import StreamId
from app.ports import LogCode, LogEntry
from app.usecases import cases, drafting, identity
from tests.ui.cases import FAMILY, IDENTITY, NUMBER, SECRETS, STREET, add_case, identify, label_of
from tests.ui.conftest import Office
from tests.ui.looking import button, texts
from ui.pages.overview.forms import as_typed
from ui.pages.overview.identity_editor import IdentityEditor
from ui.pages.overview.page import OverviewPage


@pytest.fixture
def stream(office: Office) -> StreamId:
    made = add_case(office)
    identify(office, made)
    return made


@pytest.fixture
def page(office: Office, qtbot: QtBot, stream: StreamId) -> OverviewPage:
    made = OverviewPage(office.session, stream)
    qtbot.addWidget(made)
    made.resize(1000, 1400)
    made.show()
    made.activateWindow()
    made.load()
    office.settle()
    return made


def reveals(office: Office) -> list[LogEntry]:
    entries = office.ask(lambda desk: desk.vault.log.entries())
    return [entry for entry in entries if entry.code == LogCode.REVEALED]


def test_nothing_is_shown_until_somebody_looks(page: OverviewPage, office: Office) -> None:
    said = texts(page)
    assert not any(secret in said for secret in SECRETS)
    assert reveals(office) == []


def test_holding_the_key_shows_and_letting_go_hides(page: OverviewPage, office: Office) -> None:
    hold = button(page, "Håll nere")
    hold.setFocus()
    QTest.keyPress(hold, Qt.Key.Key_Space)
    office.settle()
    assert all(secret in texts(page) for secret in (FAMILY, "9802", STREET))
    QTest.keyRelease(hold, Qt.Key.Key_Space)
    assert not any(secret in texts(page) for secret in SECRETS)
    assert len(reveals(office)) == 1


def test_a_key_let_go_before_the_answer_shows_nothing(page: OverviewPage, office: Office) -> None:
    hold = button(page, "Håll nere")
    QTest.keyPress(hold, Qt.Key.Key_Space)
    QTest.keyRelease(hold, Qt.Key.Key_Space)
    office.settle()
    assert FAMILY not in texts(page)


@pytest.mark.parametrize(("text", "seconds"), [("Visa i 30", 30), ("Visa i 5", 300)])
def test_a_timed_look_ends_by_itself(
    page: OverviewPage, office: Office, text: str, seconds: int
) -> None:
    button(page, text).click()
    office.settle()
    assert FAMILY in texts(page)
    assert f"Döljs om {seconds} s" in texts(page)
    payload = reveals(office)[0].payload
    assert payload is not None
    assert payload["seconds"] == seconds
    for _ in range(seconds):
        page._identity._count_down()
    assert not any(secret in texts(page) for secret in SECRETS)


def test_leaving_hides_at_once(page: OverviewPage, office: Office) -> None:
    button(page, "Visa i 5").click()
    office.settle()
    page.cover()
    assert FAMILY not in texts(page)


def test_an_answer_that_comes_after_the_page_is_left_shows_nothing(
    page: OverviewPage, office: Office
) -> None:
    button(page, "Visa i 5").click()
    page.cover()
    page.hide()
    office.settle()
    assert not any(FAMILY in value.text() for value in page._identity._values.values())


def test_a_form_opens_at_its_first_question_and_leaves_the_keyboard_on_the_page(
    page: OverviewPage, office: Office
) -> None:
    page.forms.change_protection()
    office.settle()
    first = page.window().focusWidget()
    assert isinstance(first, QRadioButton)
    assert first.text() == "Inget skydd"
    button(page, "Stäng").click()
    office.settle()
    assert page.window().focusWidget() is page


def test_only_a_protection_that_can_be_shown_is_asked_how(
    page: OverviewPage, office: Office
) -> None:
    page.forms.change_protection()
    office.settle()
    assert page._slot.editor is not None
    form = page._slot.editor.form
    for level, shown in (("none", False), ("own_appraisal", False), ("both", True)):
        form.set_values({**form.values(), "level": level})
        assert ("Hur det visades" in texts(page._slot)) is shown, level
        assert ("Gäller till och med" in texts(page._slot)) is (level != "none")


def test_what_cannot_be_logged_is_not_shown(
    page: OverviewPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise refusal

    from app.errors import Reason, Refusal  # noqa: PLC0415 - only here

    refusal = Refusal(Reason.DISK_FULL)
    monkeypatch.setattr(type(office.desk.vault.log), "write", fail)
    button(page, "Visa i 30").click()
    office.settle()
    assert FAMILY not in texts(page)
    assert "Disken är full" in texts(page)


def test_the_same_number_in_another_case_is_warned_about_at_entry(
    office: Office, qtbot: QtBot, stream: StreamId
) -> None:
    other = add_case(office)
    page = OverviewPage(office.session, other)
    qtbot.addWidget(page)
    page.resize(1000, 1400)
    page.show()
    page.load()
    office.settle()
    button(page, "Fyll i identiteten").click()
    office.settle()
    editor = page.findChild(IdentityEditor)
    assert editor is not None
    editor.form.set_values({**IDENTITY, "number": NUMBER})
    editor._look()
    office.settle()
    assert f"Numret finns redan i {label_of(office, stream)}" in texts(page)


def test_a_wrong_number_is_told_at_the_field(page: OverviewPage, office: Office) -> None:
    page.forms.change_identity()
    office.settle()
    editor = page.findChild(IdentityEditor)
    assert editor is not None
    assert editor.form.values()["family_name"] == FAMILY
    editor.form.set_values({**IDENTITY, "number": "19900101-9803"})
    button(page, "Spara identiteten").click()
    office.settle()
    assert "Kontrollsiffran stämmer inte" in texts(page)
    assert editor.form.values()["number"] == "19900101-9803"


def test_the_form_of_the_identity_does_not_stay_up(page: OverviewPage, office: Office) -> None:
    page.forms.change_identity()
    office.settle()
    editor = page.findChild(IdentityEditor)
    assert editor is not None
    assert editor._idle_timer.isActive()
    assert editor._idle_timer.interval() == identity.LONGEST_REVEAL * 1000
    editor._idle_timer.timeout.emit()
    office.settle()
    assert not any(secret in texts(page) for secret in SECRETS)


@pytest.mark.req("F034")
def test_how_the_case_came_in_stands_with_the_wish(page: OverviewPage) -> None:
    said = texts(page)
    assert "Ansökan" in said
    assert "2026-05-12" in said
    assert "Genom Polismyndigheten" in said
    assert "Jag vill börja om." in said


@pytest.mark.req("F033")
def test_responsible_is_changed_from_a_date_and_the_earlier_one_stays(
    page: OverviewPage, office: Office
) -> None:
    page.forms.change_responsible()
    office.settle()
    slot = page._slot
    assert slot.editor is not None
    assert "Medhandläggare" in texts(slot)
    slot.editor.form.set_values(
        {
            "name": "Bo Testberg",
            "title": "Socionom",
            "co_worker": "Alva Testlind",
            "valid_from": "2026-06-01",
            "reason": "Byte",
        }
    )
    button(slot, "Byt ansvarig").click()
    office.settle()
    page.load()
    office.settle()
    said = texts(page)
    assert "Bo Testberg, Socionom" in said
    assert "Alva Testlind" in said
    assert "Tidigare: Maja Exempelsson" in said


@pytest.mark.req("F033")
def test_a_form_that_names_a_caseworker_begins_with_the_one_who_writes(
    page: OverviewPage, office: Office, stream: StreamId
) -> None:
    before = {
        "name": "Bo Testberg", "title": "Socionom", "co_worker": "Alva Testlind",
        "valid_from": "2026-05-20", "reason": "Byte",
    }  # fmt: skip
    office.ask(lambda desk: cases.change_responsible(desk, stream, before))
    page.load()
    office.settle()
    page.forms.change_responsible()
    office.settle()
    assert page._slot.editor is not None
    assert page._slot.editor.form.values() == {
        "name": "Maja Exempelsson", "title": "Socialsekreterare", "co_worker": "Alva Testlind",
        "valid_from": "", "reason": "",
    }  # fmt: skip
    button(page._slot, "Stäng").click()
    office.settle()
    button(page, "Lägg till").click()
    office.settle()
    assert page._slot.editor is not None
    assert page._slot.editor.form.values()["received_by"] == "Maja Exempelsson"
    assert office.ask(drafting.list_drafts) == (), "nothing was typed"


def test_a_correction_keeps_the_one_who_received(
    page: OverviewPage, office: Office, stream: StreamId
) -> None:
    assert page.forms.state is not None
    (known,) = page.forms.state.intakes
    typed = {**as_typed(known.latest.fact), "received_by": "Bo Testberg"}
    office.ask(lambda desk: cases.correct_intake(desk, stream, known.id, typed))
    page.load()
    office.settle()
    button(page, "Rätta").click()
    office.settle()
    assert page._slot.editor is not None
    assert page._slot.editor.form.values()["received_by"] == "Bo Testberg"


@pytest.mark.req("F127")
def test_a_registration_number_may_be_given(page: OverviewPage, office: Office) -> None:
    page.forms.change_number()
    office.settle()
    assert page._slot.editor is not None
    page._slot.editor.form.set_values({"registration_number": "SN 2026/123"})
    button(page._slot, "Spara numret").click()
    office.settle()
    page.load()
    office.settle()
    assert "SN 2026/123" in texts(page)


def test_the_open_form_comes_back_with_its_caret(
    page: OverviewPage, office: Office, qtbot: QtBot, stream: StreamId
) -> None:
    page.forms.change_responsible()
    office.settle()
    page.restore({"opened": page._slot.opened, "at": {"field": "title", "position": 0}})
    office.settle()
    assert page._slot.editor is not None
    assert page._slot.editor.place()["field"] == "title"
    place = page.place()
    again = OverviewPage(office.session, stream)
    qtbot.addWidget(again)
    again.show()
    again.restore(place)
    again.load()
    office.settle()
    assert again.place() == place


def test_what_was_begun_and_left_is_offered_again(page: OverviewPage, office: Office) -> None:
    page.forms.change_responsible()
    office.settle()
    assert page._slot.editor is not None
    page._slot.editor.form.restore_place({"field": "name", "position": 0})
    QTest.keyClicks(page.focusWidget(), "Bo ")
    button(page._slot, "Stäng").click()
    office.settle()
    assert "Utkast: Ansvarig handläggare" in texts(page)
    button(page, "Fortsätt").click()
    office.settle()
    assert page._slot.editor is not None
    assert page._slot.editor.form.values()["name"] == "Bo Maja Exempelsson"
