"""Inte verkställda beslut: the quarterly list to the inspectorate (X13; SoL 34 kap. 1 §)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from app.casework import moments
from app.documents.blocks import Document
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.progress import Progress
from app.usecases import drafting
from app.usecases.changes import Changes, Part
from app.usecases.decision import quarter_list
from app.usecases.decision.quarter_list import QuarterList
from app.usecases.desk import Desk
from app.usecases.reading import DraftRow
from ui.editor_slot import EditorSlot
from ui.fields.spec import FieldSpec, Kind
from ui.long_look import LongLook
from ui.page import Page, page_column
from ui.paper_bar import PaperBar
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.choice import Choice, ComboEditor
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack

_KIND = "quarter_report"


@dataclass(frozen=True, slots=True)
class _Shown:
    quarters: tuple[str, ...]
    listed: QuarterList
    drafts: tuple[DraftRow, ...]


class NotExecutedPlace(Page):
    title = "Inte verkställda beslut"
    shows = frozenset({Part.DECISION, Part.CASES, Part.UNITS})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._register = session.desk.vault.journal.register  # fixed while the vault is open
        self._shown: _Shown | None = None
        self._wanted: JsonObject = {}
        self._quarter = ComboEditor((), placeholder=tr("Innevarande kvartal"))
        self._quarter.set_name(tr("Kvartal"))
        self._quarter.edited.connect(self._chosen)
        self._look = LongLook(session)
        self._slot, self._list = EditorSlot(), Stack()
        self._slot.closed.connect(self.load)
        self._paper: PaperBar | None = None
        self._papers = Stack()
        head = Card(
            label(tr(self.title), "title"),
            label(
                tr(
                    "Gynnande beslut som inte har verkställts inom tre månader, till IVO och "
                    "kommunens revisorer varje kvartal. Bara ärendenummer."
                ),
                "muted",
            ),
        )
        head.add_row(self._quarter, button(tr("Anteckna att listan är lämnad"), self._begin))
        column = page_column(self)
        for part in (head, self._look, self._slot, self._papers, self._list):
            column.addWidget(part)
        column.addStretch(1)

    def load(self) -> None:
        work = partial(_look, str(self._quarter.value()))
        self._look.look(work, self._show)

    def cover(self) -> None:
        if self._paper is not None:
            self._paper.cover()

    def _chosen(self) -> None:
        self.load()

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        self._quarter.set_choices([Choice(each, _in_words(each)) for each in shown.quarters])
        self._papers.clear()
        make = partial(_paper, shown.listed.quarter)
        name = f"Inte verkställda beslut {shown.listed.quarter}.pdf"
        self._paper = PaperBar(self.session, make, name)
        self._papers.add(self._paper)
        self._show_list(shown.listed)
        opened = self._wanted.get("opened")
        if isinstance(opened, dict):
            self._open(opened)
            self._slot.restore_caret(self._wanted)
        self._wanted = {}

    def _show_list(self, listed: QuarterList) -> None:
        self._list.clear()
        if self._shown is not None and self._slot.editor is None:
            for draft in self._shown.drafts:
                go_on = partial(self._open, {"entity": draft.entity})
                text = tr("En anteckning om att listan är lämnad är inte sparad.")
                self._list.add(Notice(text, action=tr("Fortsätt skriva"), act=go_on))
        for report in listed.reported:
            text = tr("Lämnad {day} till {to}, {n} rader.")
            day = moments.shown(report.reported_on)
            self._list.add(Notice(text.format(day=day, to=report.to, n=report.rows)))
        heading = tr("{quarter}, läget {day}")
        quarter = _in_words(listed.quarter)
        text = heading.format(quarter=quarter, day=listed.as_of.isoformat())
        self._list.add(label(text, "heading"))
        for row in listed.rows:
            box = Card(label(f"{row.case_number} · {row.intervention}", "label"), role="row")
            days = tr("Beslut {day}. {n} dagar.").format(day=row.decided_on, n=row.days)
            box.column.addWidget(label(days))
            if row.interrupted_on:
                since = tr("Avbruten sedan {day}.").format(day=row.interrupted_on)
                box.column.addWidget(label(since))
            if row.executed_on:
                done = tr("Verkställd {day}.").format(day=row.executed_on)
                box.column.addWidget(label(done, "ok"))
            reason = row.reason or tr("Inget skäl är noterat.")
            box.column.addWidget(label(reason, "muted" if row.reason else "problem"))
            self._list.add(box)
        if not listed.rows:
            self._list.add(label(tr("Det finns inget att rapportera."), "muted"))

    # ----------------------------------------------------------------------------- writing

    def _begin(self) -> None:
        self.session.run(drafting.new_entity, self._begin_with, context=self)

    def _begin_with(self, entity: EntityId) -> None:
        self._open({"entity": entity})

    def _open(self, opened: JsonObject) -> None:
        if self._shown is None:
            return
        entity = EntityId(str(opened.get("entity")))
        editor = RecordEditor(
            self.session,
            _fields(self._shown.quarters),
            Target(self._register, entity, _KIND),
            partial(_sign, entity),
            sign_text=tr("Spara"),
            initial={"quarter": self._shown.listed.quarter},
        )
        self._slot.open(opened, tr("Listan är lämnad"), editor)

    def place(self) -> JsonObject:
        return self._slot.place()

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if self._shown is not None:
            self._show(self._shown)


def _fields(quarters: tuple[str, ...]) -> tuple[FieldSpec, ...]:
    among = tuple(Choice(each, _in_words(each)) for each in quarters)
    return (
        FieldSpec("quarter", tr("Kvartal"), Kind.CHOICE, required=True, choices=among),
        FieldSpec("reported_on", tr("När lämnades den?"), Kind.DATE, required=True),
        FieldSpec("to", tr("Till vem?"), required=True, placeholder=tr("IVO")),
        FieldSpec("note", tr("Anteckning"), Kind.TEXT, lines=2),
    )


def _in_words(quarter: str) -> str:
    year, _, number = quarter.partition("-Q")
    return tr("Kvartal {n} {year}").format(n=number, year=year)


def _look(quarter: str, desk: Desk, progress: Progress) -> _Shown:
    quarters = quarter_list.quarters_to_choose(desk)
    drafts = drafting.list_drafts(desk, desk.vault.journal.register)
    return _Shown(
        quarters,
        quarter_list.quarter_list(desk, quarter or quarters[0], progress),
        tuple(row for row in drafts if row.kind == _KIND),
    )


def _paper(quarter: str, desk: Desk, progress: Progress) -> Document:
    listed = quarter_list.quarter_list(desk, quarter, progress)
    return quarter_list.quarter_document(desk, listed)


def _sign(entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return quarter_list.report_quarter(desk, entity, typed)
