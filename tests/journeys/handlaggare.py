"""En handläggare som bara har ett tangentbord, och som ser det som står på skärmen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QWidget,
)

from tests.program import Program
from tests.ui.looking import texts, visible

FLEST_STEG = 200
DATUM = "ÅÅÅÅ-MM-DD"
"""Står i ett tomt fält för datum."""


class Handlaggare:
    """Varje metod är tangenter och inget annat. Fält och knappar hittas med Tab, vid det namn som
    en skärmläsare säger."""

    def __init__(self, program: Program) -> None:
        self.program = program

    # ------------------------------------------------------------------------- ser

    def ser(self, text: str) -> None:
        """Väntar tills texten står på skärmen."""
        try:
            self.program.until(lambda: text in self.skarmen())
        except TimeoutError:
            raise AssertionError(f"{text!r} syns inte på skärmen:\n{self.skarmen()}") from None

    def skarmen(self) -> str:
        return texts(self._fonstret())

    def avskrift(self, borjan: str) -> list[tuple[str, str]]:
        """Namn och text för det på skärmen vars namn börjar så."""
        self.program.until(lambda: bool(self._namngivna(borjan)))
        self.program.settle()
        return [(each.accessibleName(), each.text()) for each in self._namngivna(borjan)]

    def star_vid(self) -> str:
        """Namnet på det som har fokus."""
        return _namn(self._fokus())

    def star_i(self) -> tuple[str, str, int]:
        """Fältets namn, texten i det och var markören står."""
        falt = self._fokus()
        if isinstance(falt, QPlainTextEdit):
            return _namn(falt), falt.toPlainText(), falt.textCursor().position()
        assert isinstance(falt, QLineEdit), _namn(falt)
        return _namn(falt), falt.text(), falt.cursorPosition()

    def _namngivna(self, borjan: str) -> list[QLabel]:
        labels = visible(self._fonstret(), QLabel)
        return [each for each in labels if each.accessibleName().startswith(borjan) and each.text()]

    # ------------------------------------------------------------------------- gör

    def trycker(self, *tangenter: str) -> None:
        """``Ctrl+N``, ``Return``, ``PgDown`` … i den ordningen."""
        for tangent in tangenter:
            tryck = QKeySequence(tangent)[0]
            QTest.keyClick(self._fokus(), tryck.key(), tryck.keyboardModifiers())
            self.program.settle()

    def skriver(self, falt: str, text: str) -> None:
        """Går till fältet och skriver i stället för det som står där."""
        self.gar_till(falt)
        QTest.keyClick(self._fokus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.fortsatter(text)

    def fortsatter(self, text: str) -> None:
        """Skriver där markören står."""
        for tecken in text:
            _tangenten(self._fokus(), tecken)
        self.program.settle()

    def valjer(self, falt: str, val: str) -> None:
        """Ett av flera, i en lista eller bland runda knappar; eller en ruta bland flera."""
        self.gar_till(falt)
        har = self._fokus()
        if isinstance(har, QComboBox):
            self._pilar_tills(lambda: val in har.currentText())
        elif isinstance(har, QRadioButton):
            QTest.keyClick(har, Qt.Key.Key_Space)
            while not _namn(self._fokus()).startswith(f"{falt}: {val}"):
                innan = self._fokus()
                QTest.keyClick(innan, Qt.Key.Key_Up)
                if self._fokus() is innan:
                    break  # den första: de går inte runt
            self._pilar_tills(lambda: _namn(self._fokus()).startswith(f"{falt}: {val}"))
        else:
            self.gar_till(f"{falt}: {val}")
            ruta = self._fokus()
            assert isinstance(ruta, QCheckBox)
            QTest.keyClick(ruta, Qt.Key.Key_Space)
        self.program.settle()

    def svarar(self, svar: Mapping[str, str], annars: str) -> None:
        """Besvarar frågan där fokus är; ``svar`` är efter frågans namn. Det som inte står i
        ``svar`` besvaras med nej, med det första valet, med ett år eller med ``annars``."""
        har = self._fokus()
        fraga, _, val = _namn(har).partition(": ")
        if fraga in svar and isinstance(har, QCheckBox | QRadioButton | QComboBox):
            self.valjer(fraga, svar[fraga])
        elif isinstance(har, QRadioButton) and val.startswith("Ja"):
            self.valjer(fraga, "Nej")
        elif isinstance(har, QCheckBox | QRadioButton):
            self.trycker("Space")
        elif isinstance(har, QComboBox):
            self.trycker("Down")
        elif isinstance(har, QLineEdit) and har.placeholderText() == DATUM:
            self.fortsatter(svar.get(fraga, "2026"))
        else:
            self.fortsatter(svar.get(fraga, annars))

    def svarar_pa_resten(self, svar: Mapping[str, str], annars: str, *, tills: str) -> None:
        """Besvarar det som programmet säger återstår, ett i taget, tills texten står på skärmen."""
        for _ in range(FLEST_STEG):
            if tills in self.skarmen():
                return
            self.svarar(svar, annars)
            self.trycker("Ctrl+Return")
        raise AssertionError(f"återstår ännu: {self.star_vid()!r}")

    def trycker_pa(self, knapp: str) -> None:
        """Går till knappen, när den går att trycka på, och trycker."""
        self.gar_till(knapp)
        QTest.keyClick(self._fokus(), Qt.Key.Key_Space)
        self.program.settle()

    def gar_till(self, namn: str) -> None:
        """Tab tills det som heter så har fokus; först det som redan har det."""
        for _ in range(3):  # det som är på väg till skärmen får komma dit
            for _steg in range(FLEST_STEG):
                if _heter(self._fokus(), namn):
                    return
                QTest.keyClick(self._fokus(), Qt.Key.Key_Tab)
            self.program.settle()
        raise AssertionError(f"Tab leder inte till {namn!r} på skärmen:\n{self.skarmen()}")

    def gar_till_delen(self, namn: str) -> None:
        """Ärendets delar med Ctrl+Page Down, runt tills den heter så."""
        (flikar,) = visible(self.program.window, QTabBar)
        self.trycker(*["Ctrl+PgUp"] * flikar.currentIndex())
        for _ in range(flikar.count()):
            if flikar.tabText(flikar.currentIndex()) == namn:
                return
            self.trycker("Ctrl+PgDown")
        raise AssertionError(namn)

    def _pilar_tills(self, framme: Callable[[], bool]) -> None:
        for _ in range(FLEST_STEG):
            if framme():
                return
            QTest.keyClick(self._fokus(), Qt.Key.Key_Down)
        raise AssertionError(f"pilarna leder inte dit, utan till {self.star_vid()!r}")

    # ------------------------------------------------------------------------- var

    def _fonstret(self) -> QWidget:
        fonster = QApplication.activeModalWidget() or self.program.window
        if not fonster.isActiveWindow():
            fonster.activateWindow()  # det gör fönsterhanteraren, när en dialog är borta
            self.program.until(fonster.isActiveWindow)
        return fonster

    def _fokus(self) -> QWidget:
        fonster = self._fonstret()
        return fonster.focusWidget() or fonster


def _tangenten(vad: QWidget, tecken: str) -> None:
    """``QTest.keyClick`` klarar inte å, ä och ö."""
    ingen = Qt.KeyboardModifier.NoModifier
    for slag in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(vad, QKeyEvent(slag, 0, ingen, tecken))


def _namn(vad: QWidget) -> str:
    hos_qt = QAccessible.queryAccessibleInterface(vad)
    sagt = hos_qt.text(QAccessible.Text.Name) if hos_qt is not None else ""
    # I Linux svarar Qt med det valda när man frågar vad en lista heter.
    return (vad.accessibleName() or sagt).replace(", obligatorisk", "")


def _heter(vad: QWidget, namn: str) -> bool:
    """Knappar får heta mer, fält inte: ``Mapp`` är inte ``Mapp för kopior``."""
    kallas = _namn(vad)
    if isinstance(vad, QLineEdit | QPlainTextEdit | QComboBox):
        return kallas == namn
    return vad.isEnabled() and kallas.startswith(namn)
