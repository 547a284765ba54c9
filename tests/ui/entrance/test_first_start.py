"""The first start: from nothing to an open vault, one question a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ports import Strength
from storage import remote_disk
from storage.vault import unit_key
from storage.vault.door import Door
from tests.ui.entrance.conftest import Machines
from tests.ui.looking import texts
from ui.application import Application
from ui.pages.first_start.page import FirstStartPage
from ui.pages.first_start.welcome import WelcomePage
from ui.recovery_code import groups_of, same_group

OWN_PHRASE = "kvastskaft lönnmord bibliotek fyrtiotvå segelbåt"
OWNER = {
    "name": "Maja Exempelsson",
    "title": "Socialsekreterare",
    "function": "Handläggare",
    "unit": "Avhopparenheten",
    "municipality": "Exempelkommun",
}


class Guide:
    """Goes through the guide as somebody with papper och penna would."""

    def __init__(self, machines: Machines, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.application: Application = machines.start()
        welcome = machines.page(self.application, WelcomePage)
        welcome.new_vault.emit()
        page = machines.page(self.application, FirstStartPage)
        assert isinstance(page, FirstStartPage)
        self.page = page
        page._place._folder.setText(str(machines.folder))

    def go_on(self) -> None:
        """Press the button; there must be another step after it."""
        before = self.page.at
        self.qtbot.waitUntil(self.page._next.isEnabled)
        self.page._next.click()
        self.qtbot.waitUntil(lambda: self.page.at == before + 1)

    def stays(self) -> str:
        """Press the button; what is said of why one stays."""
        step = self.page.steps[self.page.at]
        self.page._next.click()
        self.qtbot.waitUntil(lambda: bool(step.problem()))
        return step.problem()

    def take_suggestion(self) -> str:
        choice = self.page._passphrase.choice
        self.qtbot.waitUntil(lambda: bool(choice._suggested))
        choice._again.line().setText(choice._suggested)
        return choice._suggested

    def type_own(self, phrase: str, again: str) -> None:
        choice = self.page._passphrase.choice
        choice._use_own.setChecked(True)
        choice._own.line().setText(phrase)
        choice._again.line().setText(again)
        self.qtbot.waitUntil(lambda: choice._strength is not None)

    def prove(self) -> None:
        proof, groups = self.page._proof.proof, groups_of(self.page._recovery.code())
        for line, number in zip(proof.lines(), proof.asked(), strict=True):
            line.setText(groups[number - 1])

    def to_owner(self) -> None:
        self.go_on()
        self.take_suggestion()
        self.go_on()
        self.go_on()
        self.prove()
        self.go_on()
        self.go_on()


@pytest.fixture
def guide(machines: Machines, qtbot: QtBot) -> Guide:
    return Guide(machines, qtbot)


@pytest.mark.req("X01")
def test_from_nothing_to_an_open_vault_that_opens_again(
    guide: Guide, machines: Machines, tmp_path: Path
) -> None:
    guide.go_on()
    phrase = guide.take_suggestion()
    guide.go_on()
    guide.go_on()
    guide.prove()
    guide.go_on()
    guide.go_on()
    guide.page._owner._form.set_values(OWNER)
    guide.go_on()
    shown = texts(guide.page)
    assert str(tmp_path / "Mitt valv.aktvalv") in shown
    assert "Maja Exempelsson" in shown
    assert phrase not in shown
    guide.page._next.click()
    assert machines.inside(guide.application).isVisible()
    environment = machines.lock(guide.application)

    again = machines.start(environment)
    machines.unlock(again, phrase)
    assert machines.inside(again).isVisible()


def test_the_recovery_code_that_was_written_down_opens_the_vault(
    guide: Guide, machines: Machines, qtbot: QtBot
) -> None:
    guide.to_owner()
    code = guide.page._recovery.code()
    guide.page._owner._form.set_values(OWNER)
    guide.go_on()
    guide.page._next.click()
    machines.inside(guide.application)
    path = machines.lock(guide.application)
    vault = machines.core.door.open_with_recovery_code(Path(path["AKTVALV_VAULT"]), code)
    vault.close()


def test_nothing_typed_is_lost_by_going_back_and_forward(guide: Guide) -> None:
    guide.to_owner()
    code = guide.page._recovery.code()
    guide.page._owner._form.set_values(OWNER)
    for _ in range(5):
        guide.page._back.click()
    assert guide.page.at == 0
    for _ in range(5):
        guide.go_on()
    assert guide.page._recovery.code() == code
    assert guide.page._owner._form.values() == OWNER


def test_giving_up_leads_back_to_where_one_came_from(guide: Guide, machines: Machines) -> None:
    guide.page._back.click()
    machines.page(guide.application, WelcomePage)


@pytest.mark.parametrize(
    ("name", "folder", "said"),
    [
        ("Mitt valv", "finns/inte", "Mappen finns inte"),
        ("upp/../ned", "", "kan inte vara namn"),
        (".gömd", "", "kan inte vara namn"),
        ("Mitt valv", "relativ", "Mappen finns inte"),
    ],
)
def test_a_place_that_will_not_do_is_refused_at_once(
    guide: Guide, tmp_path: Path, name: str, folder: str, said: str
) -> None:
    guide.page._place._name.setText(name)
    guide.page._place._folder.setText(str(tmp_path / folder))
    assert said in guide.stays()
    assert guide.page._place._name.text() == name


def test_a_relative_place_is_refused(guide: Guide) -> None:
    guide.page._place._folder.setText("valv")
    assert "hela sökvägen" in guide.stays()


def test_a_place_where_a_vault_lies_is_refused(guide: Guide, a_vault: Path) -> None:
    assert "redan ett valv" in guide.stays()


@pytest.mark.req("X02")
def test_a_synchronised_folder_is_refused(guide: Guide, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    (folder / remote_disk._SYNC_MARKS[0]).mkdir()
    guide.page._place._folder.setText(str(folder))
    assert "synkroniseras" in guide.stays()


@pytest.mark.req("X01")
@pytest.mark.parametrize("phrase", ["hej hej", "sommar2026", "lösenord123"])
def test_a_weak_passphrase_does_not_open_the_way(guide: Guide, phrase: str) -> None:
    guide.go_on()
    guide.type_own(phrase, phrase)
    assert not guide.page._next.isEnabled()
    assert "lätt att gissa" in guide.page._passphrase.choice._meter.words()


def test_an_own_passphrase_must_be_the_same_twice(guide: Guide) -> None:
    guide.go_on()
    phrase = OWN_PHRASE
    guide.type_own(phrase, OWN_PHRASE[:-3])
    assert not guide.page._next.isEnabled()
    guide.type_own(phrase, phrase)
    guide.go_on()


def test_own_details_do_not_make_a_passphrase(
    guide: Guide, machines: Machines, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Known only when the details have been typed, so the guide goes back to it then."""

    def strength(_door: Door, _phrase: str, own_words: Sequence[str] = ()) -> Strength:
        known = "Maja" in own_words
        return Strength(bits=20 if known else 80, accepted=not known, warned=False)

    monkeypatch.setattr(Door, "passphrase_strength", strength)
    guide.go_on()
    guide.type_own(OWN_PHRASE, OWN_PHRASE)
    guide.go_on()
    guide.go_on()
    guide.prove()
    guide.go_on()
    guide.go_on()
    guide.page._owner._form.set_values(OWNER)
    guide.go_on()
    guide.page._next.click()
    qtbot.waitUntil(lambda: guide.page.at == guide.page.steps.index(guide.page._passphrase))
    assert "egna uppgifter" in guide.page._passphrase.problem()


def test_the_proof_must_be_right(guide: Guide) -> None:
    guide.go_on()
    guide.take_suggestion()
    guide.go_on()
    guide.qtbot.waitUntil(guide.page._recovery.ready)
    shown = guide.page._recovery.code().split("-")
    assert all(group in texts(guide.page) for group in shown)
    guide.go_on()
    assert not any(group in texts(guide.page) for group in shown)
    proof = guide.page._proof.proof
    for line in proof.lines():
        line.setText("AAAA")
    guide.page._next.click()
    assert guide.page.at == 3
    assert "stämmer inte" in texts(guide.page)
    guide.prove()
    guide.go_on()


def test_handwriting_is_read_kindly() -> None:
    assert same_group(" o1-il ", "0111")
    assert not same_group("0112", "0111")


def test_every_detail_is_needed_and_each_says_so(guide: Guide) -> None:
    guide.to_owner()
    guide.page._next.click()
    assert guide.page.at == 5
    assert texts(guide.page).count("Fyll i det här.") >= 5


def test_a_key_card_is_compared_before_it_is_used(
    guide: Guide, machines: Machines, tmp_path: Path, qtbot: QtBot
) -> None:
    private = unit_key.new_unit_key()
    card = tmp_path / "kort.json"
    card.write_bytes(unit_key.write_card("Avhopparenheten", private))
    guide.go_on()
    guide.take_suggestion()
    guide.go_on()
    guide.go_on()
    guide.prove()
    guide.go_on()
    step = guide.page._unit_key
    step.choice.take_file(card)
    qtbot.waitUntil(lambda: step.card() is not None)
    assert not guide.page._next.isEnabled()
    assert unit_key.read_card(
        card.read_bytes()
    ).fingerprint == step.choice._fingerprint.text().replace(" ", "")
    step.choice._compared.setChecked(True)
    guide.go_on()
    guide.page._owner._form.set_values(OWNER)
    guide.go_on()
    assert "Avhopparenheten" in texts(guide.page)
    guide.page._next.click()
    machines.inside(guide.application)
    path = Path(machines.lock(guide.application)["AKTVALV_VAULT"])
    machines.core.door.open_with_unit_key(path, private).close()


def test_a_file_that_is_no_key_card_is_refused(guide: Guide, tmp_path: Path) -> None:
    file = tmp_path / "semester.json"
    file.write_bytes(b"{}")
    step = guide.page._unit_key
    step.choice.take_file(file)
    guide.qtbot.waitUntil(lambda: bool(step.choice.problem()))
    assert "Nyckelkortet" in step.choice.problem()
    assert step.card() is None


def test_the_guide_goes_by_keyboard(guide: Guide, qtbot: QtBot) -> None:
    """Enter goes on from wherever the focus was put, also where there is nothing to type."""

    def enter() -> None:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    guide.application.window.activateWindow()
    enter()
    qtbot.waitUntil(lambda: guide.page.at == 1)
    guide.take_suggestion()
    enter()
    qtbot.waitUntil(lambda: guide.page.at == 2 and guide.page._recovery.ready())
    enter()
    qtbot.waitUntil(lambda: guide.page.at == 3)
