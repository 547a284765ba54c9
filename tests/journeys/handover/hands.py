"""Somebody whose vault meets others: what is done with files, beside what a caseworker does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QComboBox, QLabel, QRadioButton, QTabBar, QWidget

from app.errors import Reason, Refusal
from app.handover import fingerprint as fingerprints
from app.handover.key_card import KeyCard
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards.confirming import WORD, confirm, words_asked
from app.usecases.handover.cards.own_cards import make_own_card
from app.usecases.handover.cards.taking_cards import take_in_card
from tests.fakes import STOCKHOLM_SUMMER, StoppedClock
from tests.journeys import hands
from tests.journeys.scenarios.hands import Caseworker
from tests.program import Program
from tests.ui.looking import texts, visible
from ui.fields.box import FieldBox
from ui.navigation import Section
from ui.pages.keys.fingerprint import FingerprintView

Employ = Callable[..., "Colleague"]
"""Name, title, function, unit and municipality, as ``hands.OWNER``."""

START = datetime(2026, 6, 1, 9, 0, tzinfo=STOCKHOLM_SUMMER)
CARDS_LAST = timedelta(days=360)
IDS_APART = 10**9

MAJA = hands.OWNER
OLLE = (
    "Olle Provsson",
    "Socialsekreterare",
    "Handläggare",
    "Centrala avhopparteamet",
    "Exempelkommun",
)
SARA = ("Sara Testdotter", "Socialsekreterare", "Handläggare", *MAJA[3:])
BIRGIT = ("Birgit Chefsson", "Enhetschef", "Chef", *MAJA[3:])


class Colleague(Caseworker):
    """A machine of one's own: the clock, the vault and the folder for files are nobody else's."""

    def __init__(
        self, program: Program, clock: StoppedClock, folder: Path, owner: tuple[str, ...]
    ) -> None:
        """At the first window; a vault of the ``owner``'s is made. ``folder`` is the machine's."""
        self.program = program
        self.clock = clock
        self.name = owner[0]
        self.paper: list[str] = []
        """The groups of the recovery code, as they were copied."""
        self.stick = folder / "stickan"
        self.stick.mkdir()
        """Where files are put, and where those of others are brought."""
        self.passphrase = hands.make_a_vault(program, owner=owner, seen=self._copies_the_code)

    def _copies_the_code(self) -> None:
        labels = visible(self.program.window, QLabel)
        groups = [each.text() for each in labels if each.accessibleName().startswith("Grupp ")]
        self.paper = groups or self.paper

    def waits(self, **span: float) -> None:
        self.clock.time += timedelta(**span)

    def is_refused(self, work: Callable[[Desk], object]) -> Reason:
        """Why the program does not do this."""
        reason = self.asks(lambda desk: _refusal(desk, work))
        assert reason is not None, "it was done"
        return reason

    def sits_down(self) -> None:
        """At this window: the keys go here."""
        self.program.main.activateWindow()
        self.program.until(self.program.main.isActiveWindow)

    # ------------------------------------------------------------------------- key cards

    def makes_a_card(self) -> KeyCard:
        """As under Nyckelkort; nothing where there is one."""
        return self.asks(_own_card)

    def knows(self, other: Colleague) -> None:
        """Has taken in the other's card and heard its words read, as under Nyckelkort."""
        card = other.makes_a_card()
        self.makes_a_card()
        self.asks(lambda desk: _take_in(desk, card))
        self.program.settle()

    def reads_own_words(self) -> dict[int, str]:
        """The twelve words of the own card, as they stand under Nyckelkort."""
        self.goes_to_section(Section.KEYS)
        (shown,) = visible(self.program.window, FingerprintView)
        return {int(number): word for number, word in (each.split() for each in shown.texts)}

    # ------------------------------------------------------------------------- going

    def opens_the_tab(self, title: str) -> None:
        """Of a section or a case with tabs."""
        bar = self._tabs(title)
        bar.setCurrentIndex([bar.tabText(n) for n in range(bar.count())].index(title))
        self.program.settle()

    def _tabs(self, title: str) -> QTabBar:
        found: list[QTabBar] = []

        def there() -> bool:
            bars = visible(self.program.window, QTabBar)
            found[:] = [b for b in bars if title in [b.tabText(n) for n in range(b.count())]]
            return bool(found)

        self.program.until(there)
        return found[-1]

    def goes_to_place(self, section: Section, title: str) -> None:
        """A tab of a section, read anew."""
        self.goes_to_section(section)
        self.opens_the_tab(title)

    # ------------------------------------------------------------------------- forms

    def chooses(self, field: str, text: str) -> None:
        """What reads so in a list or among round buttons, under the field with this label."""
        box = self._box(field)
        for combo in box.findChildren(QComboBox):
            found = [n for n in range(combo.count()) if text in combo.itemText(n)]
            assert len(found) == 1, [combo.itemText(n) for n in range(combo.count())]
            combo.setCurrentIndex(found[0])
            combo.activated.emit(found[0])
        for radio in box.findChildren(QRadioButton):
            if radio.text().startswith(text):
                radio.click()
        self.program.settle()
        assert text in self.answer(field), f"{field}: {self.answer(field)!r}"

    def offered(self, field: str) -> list[str]:
        """What one can choose there."""
        box = self._box(field)
        combos = box.findChildren(QComboBox)
        listed = [each.itemText(n) for each in combos for n in range(1, each.count())]
        return listed or [each.text() for each in box.findChildren(QRadioButton)]

    def answer(self, field: str) -> str:
        """What is chosen there, as it reads."""
        box = self._box(field)
        chosen = [each.text() for each in box.findChildren(QRadioButton) if each.isChecked()]
        return "".join(chosen or [each.currentText() for each in box.findChildren(QComboBox)])

    def _box(self, field: str) -> FieldBox:
        boxes = visible(self.program.window, FieldBox)
        found = [each for each in boxes if each.spec.label == field]
        assert found, f"no field {field!r} among {[each.spec.label for each in boxes]}"
        return found[-1]

    # ------------------------------------------------------------------------- files

    def saves_into_the_stick(self, press: str) -> Path:
        """The button asks for a folder; the file that then comes is whole and told of."""
        before = set(self.stick.iterdir())
        self.presses(press)
        hands.choose(self.program, self.stick)
        self.program.until(lambda: bool(set(self.stick.glob("*.aktpaket")) - before))
        self.sees("Den är läst igenom och hel.")
        (made,) = set(self.stick.iterdir()) - before
        return made

    def opens_the_file(self, file: Path) -> None:
        """Brought here, and opened under Inkommet until it is shown or refused."""
        mine = self.stick / f"in-{file.name}"
        shutil.copy(file, mine)
        self.goes_to_place(Section.INBOX, "Öppna ett paket")
        self.presses("Välj paketet …")
        hands.choose(self.program, mine)
        self.program.until(lambda: not self._is_reading())
        self.program.settle()

    def _is_reading(self) -> bool:
        return "Paketet öppnas och kontrolleras …" in self.screen()

    def takes_it(self) -> Path:
        """Accepts everything that can be, and makes the receipt."""
        self.presses("Ta emot")
        return self.makes_the_receipt()

    def makes_the_receipt(self) -> Path:
        return self.saves_into_the_stick("Gör kvittens …")

    def takes(self, file: Path) -> Path:
        """Opens and accepts; gives the receipt."""
        self.opens_the_file(file)
        return self.takes_it()

    def takes_the_receipt(self, file: Path) -> None:
        self.opens_the_file(file)
        self.presses("Ta emot")

    def saves_signed(self, press: str, passphrase: str) -> Path | None:
        """Types the passphrase, presses what signs with it, and chooses the folder; the file that
        came, or nothing where the program says why not."""
        before = set(self.stick.iterdir())
        hands.line(self.program.window, "Din lösenfras").setText(passphrase)
        self.presses(press)
        hands.choose(self.program, self.stick)
        self.program.until(lambda: not self._is_sealing())
        self.program.settle()
        return next(iter(set(self.stick.iterdir()) - before), None)

    def _is_sealing(self) -> bool:
        return "Filen förseglas och läses igenom …" in self.screen()

    # ------------------------------------------------------------------------- looking

    def card(self, name: str) -> str:
        """What stands on the card that is called so."""
        found = [
            each
            for each in visible(self.program.window, QWidget)
            if each.accessibleName().startswith(name) and each.findChildren(QLabel)
        ]
        assert found, f"{name!r} is not in:\n{self.screen()}"
        return texts(found[0])

    def start_page(self) -> str:
        """Att göra, with everything unfolded."""
        self.goes_to_section(Section.TODO)
        while "Visa alla" in self.screen():
            self.presses("Visa alla")
        return self.screen()


def _refusal(desk: Desk, work: Callable[[Desk], object]) -> Reason | None:
    try:
        work(desk)
    except Refusal as refusal:
        return refusal.reason
    return None


def _own_card(desk: Desk) -> KeyCard:
    if cards.own_card(desk) is None:
        last = desk.now().date() + CARDS_LAST
        make_own_card(desk, {"valid_to": last.isoformat()})
    return cards.card_of(desk, cards.own_card_now(desk))


def _take_in(desk: Desk, card: KeyCard) -> None:
    entity = take_in_card(desk, card, {"kind": "municipality"}).entity
    assert entity is not None
    words = fingerprints.words(card.fingerprint, desk.card_words)
    heard: dict[str, Any] = {
        f"{WORD}{number}": words[number - 1] for number in words_asked(desk, entity)
    }
    compared = {"how": "in_person", "day": "idag", "words": "Vid skrivbordet"}
    confirm(desk, entity, {**compared, **heard})


def pdf_text(path: Path) -> str:
    """What stands in a PDF, as a reader of text gets it; broken lines are made whole."""
    document = QPdfDocument()
    document.load(str(path))
    pages = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return " ".join(" ".join(pages).split())
