"""How the program locks by itself, and how it looks on this machine."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSpinBox

from app.usecases import settings
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from ui.idle import FEWEST_MINUTES, MOST_MINUTES
from ui.machine import Machine
from ui.pages.settings.section import Section
from ui.session import Session
from ui.texts import tr
from ui.theme import Look
from ui.widgets.labels import label

TEXT_SIZES = (100, 125, 150, 175, 200)


class LockSection(Section):
    def __init__(self, session: Session, guards: frozenset[str]) -> None:
        super().__init__(tr("Automatisk låsning"))
        self._session = session
        self._minutes = QSpinBox()
        self._minutes.setRange(FEWEST_MINUTES, MOST_MINUTES)
        self._minutes.setSuffix(tr(" minuter"))
        self._minutes.setKeyboardTracking(False)
        self._minutes.setAccessibleName(tr("Lås efter så här många minuter utan aktivitet"))
        self._minutes.valueChanged.connect(self._choose)
        name = label(tr("Lås efter så här många minuter utan aktivitet"), "label")
        name.setBuddy(self._minutes)
        self.column.addWidget(name)
        self.add_row(self._minutes)
        self.column.addWidget(label(_what_else_locks(guards), "muted"))
        self.finish()

    def show_minutes(self, minutes: int) -> None:
        self._minutes.blockSignals(True)
        self._minutes.setValue(minutes)
        self._minutes.blockSignals(False)

    def _choose(self, minutes: int) -> None:
        self._session.run(
            partial(_save_minutes, minutes),
            partial(self._saved, minutes),
            context=self,
            failed=self.show_refusal,
        )

    def _saved(self, minutes: int, _changes: Changes) -> None:
        self._session.idle_minutes_chosen.emit(minutes)
        self.say(tr("Sparat."))


class LookSection(Section):
    """Kept on the machine, since the unlock window is drawn before any vault is open."""

    def __init__(self, machine: Machine) -> None:
        super().__init__(tr("Utseende på den här datorn"))
        self._machine = machine
        machine.not_remembered.connect(self.show_refusal)
        self.column.addWidget(label(tr("Textstorlek"), "label"))
        self._sizes = QButtonGroup(self)
        now = min(TEXT_SIZES, key=lambda size: abs(size - machine.settings.text_percent))
        self._add_choices(self._sizes, {f"{size} %": size == now for size in TEXT_SIZES})
        self._sizes.idClicked.connect(self._choose_size)
        self.column.addWidget(label(tr("Färger"), "label"))
        self._looks = QButtonGroup(self)
        looks = {
            Look.SYSTEM: tr("Som systemet"),
            Look.LIGHT: tr("Ljust"),
            Look.DARK: tr("Mörkt"),
            Look.CONTRAST: tr("Hög kontrast"),
        }
        self._order = tuple(looks)
        chosen = machine.settings.look
        self._add_choices(self._looks, {text: look is chosen for look, text in looks.items()})
        self._looks.idClicked.connect(self._choose_look)
        self.finish()

    def _add_choices(self, group: QButtonGroup, choices: dict[str, bool]) -> None:
        radios = []
        for number, (text, chosen) in enumerate(choices.items()):
            radio = QRadioButton(text)
            radio.setChecked(chosen)
            group.addButton(radio, number)
            radios.append(radio)
        self.add_row(*radios)

    def _choose_size(self, number: int) -> None:
        self._machine.choose_text_percent(TEXT_SIZES[number])

    def _choose_look(self, number: int) -> None:
        self._machine.choose_look(self._order[number])


def _save_minutes(minutes: int, desk: Desk) -> Changes:
    return settings.save_settings(desk, {"idle_minutes": minutes})


def _what_else_locks(guards: frozenset[str]) -> str:
    told = []
    if "screen" in guards:
        told.append(tr("när skärmen låses"))
    if "sleep" in guards:
        told.append(tr("när datorn somnar eller någon annan loggar in"))
    also = (
        tr("Valvet låses också {when}.").format(when=tr(" och ").join(told))
        if told
        else tr(
            "Den här datorn talar inte om när skärmen låses eller datorn somnar, så lås själv "
            "med Ctrl+L när du går."
        )
    )
    return also + tr(" Ctrl+L låser genast. Det du skriver sparas alltid först.")
