"""Kontrollera valvet."""

from __future__ import annotations

from app.errors import Reason, Refusal
from app.ports import CheckReport
from app.usecases import vault_care
from ui.pages.settings.long_work import LongWork
from ui.pages.settings.section import Section
from ui.session import Session
from ui.tasks import Ticket, alive
from ui.texts import tr
from ui.widgets.labels import label

_FAULTS = {
    "pages": "Sidor i databasen är skadade.",
    "cipher": "Krypterade sidor stämmer inte med sina kontrollsummor.",
    "chain": "Loggens kedja är bruten: rader är ändrade, borttagna eller från en äldre kopia.",
    "signature": "En handling stämmer inte med sin signatur.",
    "blob": "En bilaga eller handlings text är skadad.",
    "index": "Förteckningen över ärenden stämde inte med akterna.",
}


class CheckSection(Section):
    def __init__(self, session: Session) -> None:
        super().__init__(tr("Kontrollera valvet"))
        self._session = session
        self._ticket: Ticket | None = None
        self._work = LongWork(tr("Kontrollera valvet"), tr("Valvet kontrolleras"))
        self._work.started.connect(self._begin)
        self._work.stopped.connect(self._stop)
        self.column.addWidget(
            label(
                tr(
                    "Går igenom varje sida, varje signatur, hela loggen och alla bilagor. Du kan "
                    "arbeta under tiden."
                ),
                "muted",
            )
        )
        self.column.addWidget(self._work)
        self.finish()

    def _begin(self) -> None:
        self.say_nothing()
        self._ticket = self._session.run_long(
            vault_care.check,
            self._show,
            # Not this section: what a check found must be told also when the page has been left.
            context=self._session,
            progressed=self._progressed,
            cancelled=self._cancelled,
            failed=self._refused,
        )

    def _stop(self) -> None:
        if self._ticket is not None:
            self._session.cancel(self._ticket)

    def _progressed(self, done: int, total: int) -> None:
        if alive(self):
            self._work.show_progress(done, total)

    def _show(self, report: CheckReport) -> None:
        if not alive(self):
            if report.faults:
                self._session.refused.emit(Refusal(Reason.DATABASE_DAMAGED))
            return
        self._work.show_idle()
        counts = tr("{records} handlingar, {blobs} bilagor, {rows} rader i loggen").format(
            records=report.records, blobs=report.blobs, rows=report.log_entries
        )
        if report.faults:
            self.complain(faults_text(report.faults))
        else:
            self.say(tr("Allt stämmer: {counts}.").format(counts=counts))

    def _cancelled(self) -> None:
        if alive(self):
            self._work.show_idle()
            self.complain(tr("Avbruten. Valvet är inte färdigkontrollerat."))

    def _refused(self, refusal: Refusal) -> None:
        if alive(self):
            self._work.show_idle()
            self.show_refusal(refusal)
        else:
            self._session.refused.emit(refusal)


def faults_text(faults: tuple[str, ...]) -> str:
    """What was found, and what to do."""
    found = " ".join(tr(_FAULTS[fault]) for fault in faults)
    return found + tr(
        " Ändra ingenting mer i valvet. Återställ den senaste säkerhetskopian i en ny mapp och "
        "tala med den som sköter programmet."
    )
