"""Nothing typed is lost, and nothing is signed that was not meant."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from app.errors import Fault, FieldProblem, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases import drafting
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from tests.ui.conftest import Office
from ui.draft_keeper import SAVE_AFTER_MS
from ui.fields.spec import FieldSpec, Kind
from ui.record_editor import RecordEditor, Target

SPECS = (FieldSpec("heading", "Rubrik", required=True), FieldSpec("facts", "Uppgifter", Kind.TEXT))
STREAM = StreamId("00000000-0000-4000-8000-0000000000aa")
ENTITY = EntityId("00000000-0000-4000-8000-0000000000bb")
TARGET = Target(STREAM, ENTITY, "journal_note")


class Signing:
    """What stands behind the button: refuses or accepts, and remembers what it was given."""

    def __init__(self) -> None:
        self.refusal: Refusal | None = None
        self.got: list[JsonObject] = []

    def __call__(self, desk: Desk, typed: JsonObject) -> Changes:
        self.got.append(typed)
        if self.refusal is not None:
            raise self.refusal
        desk.vault.drafts.discard(STREAM, ENTITY, "journal_note")
        return Changes.of(STREAM, Part.JOURNAL, entity=ENTITY)


@pytest.fixture
def signing() -> Signing:
    return Signing()


def open_editor(
    office: Office, qtbot: QtBot, signing: Signing, consequence: str = ""
) -> RecordEditor:
    editor = RecordEditor(
        office.session,
        SPECS,
        TARGET,
        signing,
        sign_text="Signera anteckningen",
        consequence=consequence,
    )
    qtbot.addWidget(editor)
    editor.resize(700, 600)
    editor.show()
    editor.activateWindow()
    office.settle()
    return editor


def draft(office: Office) -> Draft | None:
    return office.ask(lambda desk: drafting.get_draft(desk, STREAM, ENTITY, "journal_note"))


def type_in(editor: RecordEditor, text: str) -> None:
    editor.form.restore_place({"field": "heading", "position": 10**6})
    QTest.keyClicks(editor.focusWidget(), text)


def press(editor: RecordEditor, text: str) -> None:
    found = [
        each
        for each in editor.findChildren(QAbstractButton)
        if each.text() == text and each.isVisible()
    ]
    assert len(found) == 1, text
    found[0].click()


def shown(editor: RecordEditor) -> str:
    return "\n".join(each.text() for each in editor.findChildren(QLabel) if each.isVisible())


def test_typing_is_a_draft_within_a_second(office: Office, qtbot: QtBot, signing: Signing) -> None:
    assert SAVE_AFTER_MS <= 1000
    editor = open_editor(office, qtbot, signing)
    type_in(editor, "Samtal")
    with qtbot.waitSignal(editor._keeper.saved, timeout=5000):
        pass
    kept = draft(office)
    assert kept is not None
    assert kept.body["heading"] == "Samtal"
    assert kept.place == {"field": "heading", "position": 6}
    assert "Utkast sparat" in shown(editor)


def test_a_draft_comes_back_with_its_caret(office: Office, qtbot: QtBot, signing: Signing) -> None:
    office.ask(
        lambda desk: drafting.save_draft(
            desk,
            STREAM,
            ENTITY,
            "journal_note",
            body={"heading": "Möte", "facts": "två\nrader"},
            place={"field": "facts", "position": 5},
        )
    )
    editor = open_editor(office, qtbot, signing)
    assert editor.form.values() == {"heading": "Möte", "facts": "två\nrader"}
    assert editor.place() == {"field": "facts", "position": 5}


@pytest.mark.parametrize("way", ["leaving", "hiding", "closing"])
def test_whoever_leaves_keeps_the_draft(
    office: Office, qtbot: QtBot, signing: Signing, way: str
) -> None:
    editor = open_editor(office, qtbot, signing)
    type_in(editor, "halv mening")
    if way == "leaving":
        office.session.leaving.emit()
    elif way == "hiding":
        editor.hide()
    else:
        press(editor, "Stäng")
    kept = draft(office)
    assert kept is not None
    assert kept.body["heading"] == "halv mening"


def test_wrong_fields_are_shown_at_the_fields_and_the_draft_stays(
    office: Office, qtbot: QtBot, signing: Signing
) -> None:
    editor = open_editor(office, qtbot, signing)
    signing.refusal = InvalidFields((FieldProblem("facts", Fault.REQUIRED),))
    type_in(editor, "Rubrik")
    press(editor, "Signera anteckningen")
    office.settle()
    assert "Fyll i det här." in shown(editor)
    assert editor.place()["field"] == "facts"
    kept = draft(office)
    assert kept is not None
    assert kept.body["heading"] == "Rubrik"
    type_in(editor, " igen")
    assert editor.form.values()["heading"] == "Rubrik igen", "and one can go on typing"


def test_another_refusal_is_told_above_the_buttons(
    office: Office, qtbot: QtBot, signing: Signing
) -> None:
    editor = open_editor(office, qtbot, signing)
    signing.refusal = Refusal(Reason.ALREADY_SIGNED)
    press(editor, "Signera anteckningen")
    office.settle()
    assert "redan signerat" in shown(editor)


def test_signing_with_a_consequence_asks_first_and_the_harmless_choice_has_the_focus(
    office: Office, qtbot: QtBot, signing: Signing
) -> None:
    editor = open_editor(office, qtbot, signing, "Efter signering kan texten inte ändras.")
    type_in(editor, "Samtal")
    press(editor, "Signera anteckningen …")
    office.settle()
    assert signing.got == []
    assert "kan texten inte ändras" in shown(editor)
    focused = editor.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.text() == "Fortsätt skriva"
    with qtbot.waitSignal(editor.signed):
        press(editor, "Signera anteckningen nu")
    assert signing.got == [{"heading": "Samtal", "facts": ""}]


@pytest.mark.req("X05")
def test_what_signing_means_and_why_it_failed_are_brought_into_sight(
    office: Office, qtbot: QtBot, signing: Signing
) -> None:
    editor = open_editor(office, qtbot, signing, "Den går inte att ändra sedan.")
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(editor)
    area.resize(700, 150)
    area.show()

    def is_in_sight(words: str) -> bool:
        told = next(each for each in editor.findChildren(QLabel) if words in each.text())
        return told.isVisible() and not told.visibleRegion().isEmpty()

    editor.form.set_values({"heading": "Möte", "facts": ""})
    editor.focus_first()
    area.verticalScrollBar().setValue(0)
    editor.sign()
    qtbot.waitUntil(lambda: is_in_sight("Den går inte att ändra sedan."))
    area.verticalScrollBar().setValue(0)
    signing.refusal = Refusal(Reason.DISK_FULL)
    editor._sign_now()
    office.settle()
    qtbot.waitUntil(lambda: is_in_sight("Disken är full"))
    area.takeWidget()


def test_typing_on_withdraws_the_question(office: Office, qtbot: QtBot, signing: Signing) -> None:
    editor = open_editor(office, qtbot, signing, "Efter signering kan texten inte ändras.")
    press(editor, "Signera anteckningen …")
    type_in(editor, "mer")
    assert "kan texten inte ändras" not in shown(editor)


def test_a_signed_editor_leaves_no_draft_behind(
    office: Office, qtbot: QtBot, signing: Signing
) -> None:
    editor = open_editor(office, qtbot, signing)
    type_in(editor, "Samtal")
    with qtbot.waitSignal(editor.signed):
        press(editor, "Signera anteckningen")
    editor.hide()
    office.session.leaving.emit()
    assert draft(office) is None


def test_a_draft_that_is_thrown_away_can_be_taken_back(
    office: Office, qtbot: QtBot, signing: Signing
) -> None:
    editor = open_editor(office, qtbot, signing)
    type_in(editor, "Samtal")
    editor.save_now()
    office.settle()
    press(editor, "Släng utkast")
    office.settle()
    assert draft(office) is None
    press(editor, "Ångra")
    office.settle()
    kept = draft(office)
    assert kept is not None
    assert kept.body["heading"] == "Samtal"


def test_a_draft_that_cannot_be_saved_says_so_and_is_tried_again(
    office: Office, qtbot: QtBot, signing: Signing, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = open_editor(office, qtbot, signing)
    with monkeypatch.context() as patch:
        patch.setattr(drafting, "save_draft", partial(refuse, Reason.DISK_FULL))
        type_in(editor, "Samtal")
        editor.save_now()
        office.settle()
        assert "Utkastet är inte sparat. Disken är full" in shown(editor)
    editor.hide()
    kept = draft(office)
    assert kept is not None
    assert kept.body["heading"] == "Samtal"


def refuse(reason: Reason, *_: object, **__: object) -> Changes:
    raise Refusal(reason)
