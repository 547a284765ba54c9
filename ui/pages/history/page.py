"""Historik: every record and what it replaced, and who has looked at the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework.history import HistoryRow, Readable
from app.casework.moments import shown
from app.ids import RecordId, StreamId
from app.ports import LogCode, LogEntry
from app.usecases import reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from ui.case_words import KIND, LOG, PART, REVEAL_LOGGED
from ui.change_words import changed
from ui.page import Page, page_column
from ui.session import Session
from ui.texts import minute, tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack
from ui.words import word

RECORDS_SHOWN = 50
LOG_ROWS = 100


class HistoryPage(Page):
    """Newest first. More is one press away, both of records and of looks."""

    title = "Historik"
    shows = frozenset(Part) - {Part.DRAFTS, Part.SETTINGS, Part.BACKUPS}

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream)
        self._case = stream
        self._rows: Sequence[HistoryRow] = ()
        self._limit = RECORDS_SHOWN
        self._last_seen: int | None = None
        self._records = Stack(spacing=6)
        self._looks = Stack(spacing=2)
        self._more_looks = button(tr("Visa tidigare"), self._ask_log)
        self._more_looks.hide()
        column = page_column(self)
        column.addWidget(label(tr("Vad som har skrivits"), "heading"))
        column.addWidget(self._records)
        looks = Card(label(tr("Vem som har sett eller ändrat"), "heading"), self._looks)
        looks.add_row(button(tr("Visa loggen"), self._first_log, icon="history"), self._more_looks)
        column.addWidget(looks)
        column.addStretch(1)

    def load(self) -> None:
        self.session.run(partial(_history, self._case), self._show, context=self)

    def reload(self, changes: Changes) -> None:
        if self._case in changes.streams:
            self.load()

    def _show(self, rows: Sequence[HistoryRow]) -> None:
        self._rows = tuple(reversed(rows))
        self._records.clear()
        replaced_at = {row.record: row.written_at for row in rows}
        for row in self._rows[: self._limit]:
            self._records.add(record_card(row, replaced_at))
        if len(self._rows) > self._limit:
            self._records.add(button(tr("Visa alla {n}").format(n=len(rows)), self._show_all))

    def _show_all(self) -> None:
        self._limit = len(self._rows)
        self._show(tuple(reversed(self._rows)))

    # --------------------------------------------------------------------------- the log

    def _first_log(self) -> None:
        self._looks.clear()
        self._last_seen = None
        self._ask_log()

    def _ask_log(self) -> None:
        work = partial(_log, self._case, self._last_seen)
        self.session.run(work, self._show_log, context=self)

    def _show_log(self, entries: Sequence[LogEntry]) -> None:
        for entry in entries:
            self._looks.add(label(describe(entry)))
        self._more_looks.setVisible(len(entries) == LOG_ROWS)
        if entries:
            self._last_seen = entries[-1].sequence


def record_card(row: HistoryRow, written: Mapping[RecordId, str]) -> QWidget:
    """What was written, by whom and when, and what it took the place of."""
    kind = word(KIND, row.kind)
    box = Card(role="row", spacing=3)
    box.column.setContentsMargins(12, 8, 12, 8)
    box.column.addWidget(label(f"{minute(row.written_at)}   ·   {kind}", "label"))
    author = f"{row.author.function}, {row.author.unit}"
    happened = (
        tr("   ·   gäller {when}").format(when=shown(row.happened_at)) if row.happened_at else ""
    )
    box.column.addWidget(label(author + happened, "small"))
    if row.readable is Readable.NEWER:
        box.column.addWidget(label(tr("Skriven med en nyare version av Aktvalv.")))
    elif row.readable is Readable.MALFORMED:
        box.column.addWidget(label(tr("Går inte att läsa. Finns kvar som den kom.")))
    for replaced in row.replaced:
        when = minute(written.get(replaced.record, ""))
        box.column.addWidget(label(tr("Ersätter det som skrevs {when}:").format(when=when)))
        for change in replaced.changes:
            box.column.addWidget(label(changed(row.kind, change), "muted"))
    if len(row.replaced_by) > 1:
        box.column.addWidget(label(tr("⚠ Har ändrats på två håll."), "label"))
    elif row.replaced_by:
        box.column.addWidget(label(tr("Har ersatts, se ovan."), "small"))
    return box


def describe(entry: LogEntry) -> str:
    """A row of the log in words: when, what, and of a reveal why."""
    payload = entry.payload or {}
    when = minute(entry.at)
    text = word(LOG, entry.code)
    if entry.code == LogCode.PART_OPENED:
        text = f"{text} {word(PART, str(payload.get('part', '')))}"
        if payload.get("bops"):
            text = tr("{opened}, med uppgifter från BOPS").format(opened=text)
    elif entry.code == LogCode.RECORD_ADDED:
        text = f"{text}: {word(KIND, str(payload.get('kind', '')).split('/')[0])}"
    elif entry.code == LogCode.REVEALED:
        text = f"{text} ({word(REVEAL_LOGGED, str(payload.get('reason', '')))})"
    return f"{when}   {text}"


def _history(stream: StreamId, desk: Desk) -> Sequence[HistoryRow]:
    return reading.history(desk, stream)


def _log(stream: StreamId, before: int | None, desk: Desk) -> Sequence[LogEntry]:
    return reading.access_log(desk, stream, before=before, limit=LOG_ROWS)
