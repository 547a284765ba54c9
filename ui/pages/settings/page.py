"""Inställningar."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework.facts import AuthorCard
from app.casework.handover_facts import KnownPerson
from app.casework.state import Entity
from app.casework.unit_facts import LegalPackInstalled
from app.jsonvalue import JsonObject
from app.law.pack import LegalPack
from app.ports import BackupFacts
from app.usecases import legal_packs, registers
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover.cards.card_register import known_people
from app.usecases.settings import OwnSettings, own_settings
from ui.page import Page, page_column
from ui.pages.settings import local_times
from ui.pages.settings.about import AboutSection
from ui.pages.settings.backups import BackupSection
from ui.pages.settings.check import CheckSection
from ui.pages.settings.law import LawSection
from ui.pages.settings.law_packs import LegalPackSection
from ui.pages.settings.local_times import LocalTimes, LocalTimesSection
from ui.pages.settings.machine import LockSection, LookSection
from ui.pages.settings.own import OwnSection
from ui.pages.settings.passphrase import PassphraseSection
from ui.pages.settings.recovery import RecoverySection
from ui.pages.settings.rotation import RotationSection
from ui.session import Session
from ui.texts import tr
from ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class _Shown:
    settings: OwnSettings
    backups: tuple[BackupFacts, ...]
    card: AuthorCard
    law: LegalPack
    packs: tuple[Entity[LegalPackInstalled], ...]
    people: tuple[KnownPerson, ...]
    times: LocalTimes


class SettingsPage(Page):
    title = "Inställningar"
    shows = frozenset({Part.SETTINGS, Part.BACKUPS, Part.REGISTER, Part.LAW, Part.KEYS})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        machine, core = session.machine, session.core
        guards = machine.guards if machine is not None else frozenset()
        self._backups = BackupSection(session)
        self._lock = LockSection(session, guards)
        self._own = OwnSection(session)
        column = page_column(self)
        column.addWidget(label(tr("Inställningar"), "title"))
        column.addWidget(self._backups)
        column.addWidget(CheckSection(session))
        column.addWidget(self._lock)
        if core is not None:
            column.addWidget(PassphraseSection(session, core))
        column.addWidget(RecoverySection(session))
        if core is not None:
            column.addWidget(RotationSection(session, core))
        if machine is not None:
            column.addWidget(LookSection(machine))
        column.addWidget(self._own)
        self._law = LawSection()
        column.addWidget(self._law)
        self._times = LocalTimesSection(session)
        column.addWidget(self._times)
        self._packs = LegalPackSection(session)
        column.addWidget(self._packs)
        column.addWidget(AboutSection(session.desk.vault.facts.path, guards))
        column.addStretch(1)

    def load(self) -> None:
        self.session.run(_read, self._show, context=self)

    def _show(self, shown: _Shown) -> None:
        self._backups.show_backups(shown.settings.backup_folder, shown.backups)
        self._lock.show_minutes(shown.settings.idle_minutes)
        self._own.show_card(shown.card)
        self._law.show_law(shown.law)
        self._times.show_times(shown.times)
        self._packs.show_packs(shown.packs, shown.people)

    def place(self) -> JsonObject:
        return self._times.place()

    def restore(self, place: JsonObject) -> None:
        self._times.restore(place)


def _read(desk: Desk) -> _Shown:
    return _Shown(
        own_settings(desk),
        desk.vault.backups(),
        registers.own_card(desk),
        desk.law,
        legal_packs.installed(desk),
        tuple(row.person for row in known_people(desk)),
        local_times.read(desk),
    )
