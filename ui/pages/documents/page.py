"""The page Handlingar of a case: preview a paper, let it out, and see what has left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework import consents
from app.disclosure.profiles import Profile
from app.errors import Reason, Refusal
from app.handover.plain_pdf import is_plain
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import drafting, reading, registers
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.paper import documents
from app.usecases.paper.locked_file import Locked
from app.usecases.paper.paper_kinds import PAPER_KINDS
from app.usecases.paper.papers import Paper, papers_in
from app.usecases.reading import CaseView, DraftRow
from ui.navigation import Destination, Section
from ui.page import Page, bring_forward, page_column
from ui.pages.documents import presenter
from ui.pages.documents.choice import PaperChoice
from ui.pages.documents.disclosing import KIND, Disclosing
from ui.pages.documents.gate import Offered, Subject
from ui.pages.documents.telling import Telling
from ui.preview import Preview
from ui.session import Session
from ui.texts import minute, tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over."""

    view: CaseView
    papers: tuple[Paper, ...]
    offered: Offered


class DocumentsPage(Page):
    """A choice of paper, one preview or one disclosure at a time, and the register."""

    title = "Handlingar"
    shows = frozenset({Part.DISCLOSED, Part.CONSENT, *(kind.part for kind in PAPER_KINDS)})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream)
        self.case_stream = stream
        self._shown: _Shown | None = None
        self._wanted: JsonObject = {}
        self._wanted_entity: EntityId | None = None
        self._entries: dict[EntityId, QWidget] = {}
        self._disclosing: Disclosing | None = None
        self._choice = PaperChoice()
        self._head = Card(label(tr("Handlingar"), "title"))
        self._drafts, self._slot = Stack(), Stack()
        self._telling = Telling()
        self._preview = Preview()
        self._register = Stack()
        self._head.column.addWidget(self._choice)
        self._buttons = Card(role="")
        self._buttons.column.setContentsMargins(0, 0, 0, 0)
        self._let_out = button(tr("Lämna ut …"), self.begin, role="primary", icon="document")
        self._telling.closed.connect(self._let_out.setFocus)
        show = button(tr("Förhandsgranska"), self.preview, icon="eye")
        self._buttons.add_row(show, self._let_out)
        self._head.column.addWidget(self._buttons)
        column = page_column(self)
        for part in (self._head, self._telling, self._drafts, self._preview, self._slot):
            column.addWidget(part)
        column.addWidget(label(tr("Utlämnat"), "heading"))
        column.addWidget(self._register)
        column.addStretch(1)

    # ----------------------------------------------------------------------------- showing

    def load(self) -> None:
        self._look(None)

    def reload(self, changes: Changes) -> None:
        self._look(changes)

    def _look(self, changes: Changes | None) -> None:
        self.session.run(partial(_look, self.case_stream, changes), self._show, context=self)

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        asked = self._wanted_entity
        self._buttons.setVisible(self._choice.show_papers(shown.papers, asked))
        self._show_drafts()
        self._show_register()
        opened = self._wanted.get("opened")
        if isinstance(opened, dict):
            self._open(opened, self._wanted.get("at"))
        self._wanted = {}

    def _show_drafts(self) -> None:
        self._drafts.clear()
        open_now = self._disclosing.entity if self._disclosing else None
        for draft in self._shown.view.drafts if self._shown else ():
            if draft.kind == KIND and draft.entity != open_now:
                when = minute(draft.saved_at)
                text = tr("Ett utlämnande är påbörjat {when}.").format(when=when)
                go_on = partial(self._go_on, draft)
                self._drafts.add(Notice(text, action=tr("Fortsätt"), act=go_on))

    def _show_register(self) -> None:
        self._register.clear()
        self._entries.clear()
        rows = presenter.register_rows(self._shown.view.state) if self._shown else ()
        for row in rows:
            self._entries[row.entity] = self._entry(row)
            self._register.add(self._entries[row.entity])
        if not rows:
            self._register.add(label(tr("Inget har lämnats ut ur ärendet."), "muted"))
        if self._wanted_entity in self._entries:
            bring_forward(self._entries[self._wanted_entity])
        self._wanted_entity = None

    def _entry(self, row: presenter.RegisterRow) -> QWidget:
        card = Card(role="row", spacing=4)
        card.setAccessibleName(row.heading)
        card.column.addWidget(selectable(row.heading, "label"))
        card.column.addWidget(label(tr("Till {recipient}").format(recipient=row.recipient)))
        if row.failed:
            card.column.addWidget(Notice(row.failed, "notice-error"))
        for name, value in row.rows:
            card.column.addWidget(label(f"{name}: {value}", "muted"))
        card.add_row(button(tr("Visa exemplaret"), partial(self._show_copy, row.entity)))
        return card

    # ----------------------------------------------------------------------------- previews

    def subject(self) -> Subject:
        """What is chosen at the top of the page."""
        return self._choice.subject()

    def preview(self) -> None:
        """The chosen paper, by pseudonym, on the screen alone."""
        subject = self.subject()
        work = partial(_preview, self.case_stream, subject)
        self.session.run(work, self._preview_came, context=self)

    def _show_copy(self, entity: EntityId) -> None:
        work = partial(_copy, self.case_stream, entity)
        self.session.run(work, self._preview_came, context=self)

    def _preview_came(self, pdf: bytes) -> None:
        if self.isVisible():
            self._preview.show_document(pdf)
            bring_forward(self._preview)

    # ----------------------------------------------------------------------------- disclosing

    def begin(self) -> None:
        """A new disclosure of the chosen paper."""
        self._preview.close_document()
        self.session.run(drafting.new_entity, self._begin_with, context=self)

    def _begin_with(self, entity: EntityId) -> None:
        subject = self.subject()
        self._open(
            {
                "entity": entity,
                "source": subject.source,
                "profile": subject.profile.value,
            }
        )

    def _go_on(self, draft: DraftRow) -> None:
        """A draft tells itself what it is about."""
        work = partial(_draft_subject, draft)
        self.session.run(work, self._open, context=self)

    def _open(self, opened: JsonObject, at: object = None) -> None:
        profile = opened.get("profile")
        if self._shown is None or profile not in set(Profile):
            return
        self._close_disclosing()
        subject = Subject(RecordId(str(opened.get("source"))), Profile(str(profile)))
        words = presenter.subject_text(self._choice.choices, subject.source, subject.profile)
        made = Disclosing(
            self.session,
            self.case_stream,
            EntityId(str(opened.get("entity"))),
            subject,
            replace(self._shown.offered, subject=words),
        )
        made.finished.connect(self._disclosed)
        made.locked.connect(self._locked)
        made.closed.connect(self._left)
        made.not_written.connect(self.load)
        made.register_wanted.connect(self._go_to_register)
        self._disclosing = made
        if isinstance(at, dict):
            made.restore_place(at)
        self._slot.add(made)
        self._show_drafts()
        bring_forward(made)

    def _close_disclosing(self) -> None:
        if self._disclosing is not None:
            self._disclosing.save_now()
            self._slot.clear()
            self._disclosing = None

    def _disclosed(self, changes: Changes) -> None:
        self._wanted_entity = changes.entity
        self._close_disclosing()

    def _locked(self, locked: Locked) -> None:
        self._close_disclosing()
        self._telling.tell(locked.path.name, locked.passphrase)

    def _left(self) -> None:
        self._close_disclosing()
        self._let_out.setFocus()
        self.load()

    def _go_to_register(self) -> None:
        self._close_disclosing()
        self.session.navigate.emit(Destination(Section.RECIPIENTS))

    # ----------------------------------------------------------------------------- place

    def show_entity(self, entity: EntityId) -> None:
        self._wanted_entity = entity
        if self._shown is not None:
            self._show(self._shown)

    def place(self) -> JsonObject:
        if self._disclosing is None:
            return {"at": self._choice.place()}
        return {"opened": self._disclosing.opened(), "at": self._disclosing.place()}

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if self._shown is not None:
            self._show(self._shown)

    def cover(self) -> None:
        self._preview.close_document()
        if self._disclosing is not None:
            self._disclosing.cover()
        self._telling.cover()


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.DISCLOSED, changes)
    today = desk.now().date()
    return _Shown(
        view,
        papers_in(view.state),
        Offered(
            registers.list_recipients(desk),
            desk.law.grounds_on(today),
            consents.held(view.state, today),
        ),
    )


def _preview(stream: StreamId, subject: Subject, desk: Desk) -> bytes:
    return documents.preview_paper(desk, stream, subject.source, subject.profile).pdf


def _copy(stream: StreamId, entity: EntityId, desk: Desk) -> bytes:
    """The copy may be in a register that another vault has written."""
    pdf = documents.disclosed_copy(desk, stream, entity)
    if not is_plain(pdf):
        raise Refusal(Reason.DOCUMENT_NOT_PLAIN)
    return pdf


def _draft_subject(draft: DraftRow, desk: Desk) -> JsonObject:
    kept = drafting.get_draft(desk, draft.stream, draft.entity, draft.kind)
    return {**(kept.body if kept else {}), "entity": draft.entity}
