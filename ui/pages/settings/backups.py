"""Where backups go, making one now, those there are, and how to try one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import Refusal
from app.ports import BackupFacts
from app.usecases import settings, vault_care
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.vault_care import BackupMade
from ui.pages.settings.long_work import LongWork
from ui.pages.settings.section import Section
from ui.session import Session
from ui.tasks import Ticket
from ui.texts import minute, tr
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_folder
from ui.widgets.labels import Card, label

ROWS = 8


class BackupSection(Section):
    def __init__(self, session: Session) -> None:
        super().__init__(tr("Säkerhetskopior"))
        self._session = session
        self._folder = ""
        self._ticket: Ticket | None = None
        self._place = label("")
        self._choose = button(tr("Välj mapp …"), self._browse)
        self._work = LongWork(tr("Säkerhetskopiera nu"), tr("Säkerhetskopian görs"))
        self._work.started.connect(self._begin)
        self._work.stopped.connect(self._stop)
        self._list: QWidget = QWidget()
        self.column.addWidget(
            label(
                tr(
                    "En krypterad kopia av hela valvet, till exempel på en usb-disk som låses in. "
                    "Den öppnas med samma lösenfras. När något är nytt görs en av sig själv, en om "
                    "dagen. Varje kopia öppnas och räknas innan den kallas klar. Av de gamla "
                    "sparas en för varje dag, vecka och månad."
                ),
                "muted",
            )
        )
        self.column.addWidget(self._place)
        self.add_row(self._choose)
        self.column.addWidget(self._work)
        self.finish()
        self.column.addWidget(self._list)
        self.column.addWidget(_how_to_try_one())

    def show_backups(self, folder: str, backups: tuple[BackupFacts, ...]) -> None:
        """The folder that was chosen, empty for none, and the backups, newest first."""
        self._folder = folder
        self._place.setText(
            tr("Mapp: {folder}").format(folder=folder)
            if folder
            else tr("Ingen mapp är vald, så inga kopior görs.")
        )
        self._work.set_ready(ready=bool(folder))
        fresh = Card(role="row", spacing=2)
        for backup in backups[:ROWS]:
            when = minute(backup.made_at)
            text = tr("{when} · {cases} ärenden · {records} handlingar · {file}").format(
                when=when, cases=backup.cases, records=backup.records, file=backup.path.name
            )
            fresh.column.addWidget(label(text))
        if not backups:
            fresh.column.addWidget(label(tr("Ingen säkerhetskopia har gjorts än."), "muted"))
        self.column.replaceWidget(self._list, fresh)
        self._list.deleteLater()
        self._list = fresh

    def _browse(self) -> None:
        start = Path(self._folder) if self._folder else Path.home()
        choose_folder(self, tr("Välj mapp för säkerhetskopior"), start, self.take_folder)

    def take_folder(self, folder: Path) -> None:
        self._session.run(
            partial(_choose, str(folder)), self._chosen, context=self, failed=self.show_refusal
        )

    def _chosen(self, _changes: Changes) -> None:
        self.say(tr("Mappen är vald."))

    def _begin(self) -> None:
        self.say_nothing()
        self._ticket = self._session.run_long(
            vault_care.back_up,
            self._made,
            context=self,
            progressed=self._work.show_progress,
            cancelled=self._cancelled,
            failed=self._refused,
        )

    def _stop(self) -> None:
        if self._ticket is not None:
            self._session.cancel(self._ticket)

    def _made(self, made: BackupMade) -> None:
        self._work.show_idle()
        self.say(
            tr("Klar och kontrollerad: {cases} ärenden, {records} handlingar.").format(
                cases=made.backup.cases, records=made.backup.records
            )
        )

    def _cancelled(self) -> None:
        self._work.show_idle()
        self.say(tr("Avbruten. Ingen halvfärdig kopia finns kvar."))

    def _refused(self, refusal: Refusal) -> None:
        self._work.show_idle()
        self.show_refusal(refusal)


def _how_to_try_one() -> QWidget:
    return Card(
        label(tr("Pröva en kopia"), "label"),
        label(
            tr(
                "Lås valvet, välj Återställ från säkerhetskopia, peka ut kopian och en tom mapp "
                "och lås upp med din lösenfras. Det som används nu rörs inte. Ta bort den "
                "återställda mappen efteråt. Gör det en gång i halvåret: en kopia som ingen har "
                "prövat är en förhoppning."
            ),
            "muted",
        ),
        role="row",
    )


def _choose(folder: str, desk: Desk) -> Changes:
    return settings.save_settings(desk, {"backup_folder": folder})
