"""A form being filled in: one page at a time, with the list of pages beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.forms.response import Response
from app.forms.session import Change, FormSession, Page
from app.forms.tree import NodeId
from app.jsonvalue import JsonObject
from ui.fields.node import END
from ui.forms.contents import CHARACTERS, Contents, whole_state
from ui.forms.place import FormPlace
from ui.forms.problem_list import ProblemList, heading, links, sentences
from ui.forms.stack import PageStack
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.focus import chain
from ui.widgets.labels import label

NARROW: Final = 3 * CHARACTERS
"""Under so many characters of width, the list of pages takes turns with the questions."""


class FormView(QWidget):
    """``filled`` is changed by what the user does; nothing is saved here. ``today`` reads dates
    such as "idag"."""

    edited = Signal()
    """The user typed, chose or took back something. ``response`` and ``place`` tell how it stands
    now, the last keystroke included."""

    def __init__(self, filled: FormSession, today: Callable[[], date]) -> None:
        super().__init__()
        self.filled = filled
        self._today = today
        self._checked = False
        self._pages: tuple[Page, ...] = filled.pages()
        self._current: NodeId = self._pages[0].id if self._pages else ()
        self._contents = Contents()
        self._contents.chosen.connect(self._choose)
        self._problems = ProblemList()
        self._problems.chosen.connect(self._go)
        self._stack = PageStack(filled, today)
        self._stack.typed.connect(self.edited)
        self._stack.taken.connect(self._take)
        self._stack.refused.connect(self._stack.show_answers)
        self._stack.more.connect(self._add)
        self._stack.fewer.connect(self._remove)
        self._stack.left.connect(self._show_problems)
        self._lay_out()
        if self._pages:
            self._show_page(self._pages[0])
        else:
            self._show_nothing()

    # --------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        self._progress = label("", "small")
        self._side = QWidget()
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._progress)
        beside.addWidget(self._contents, 1)
        self._main = QWidget()
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._problems)
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot())
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addWidget(self._side)
        box.addWidget(self._main, 1)
        for keys, act in (
            ("Alt+PgDown", self.next_page),
            ("Alt+PgUp", self.previous_page),
            ("Ctrl+Alt+Z", self.undo),
            ("Ctrl+Alt+Y", self.redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _foot(self) -> QWidget:
        self._back = button(tr("Föregående sida"), self.previous_page, icon="arrow-left")
        self._next = button(tr("Nästa sida"), self.next_page, icon="arrow-right")
        self._undo = button(tr("Ångra svar"), self.undo, icon="undo")
        self._list = button(tr("Alla sidor"), self._show_list)
        self._list.hide()
        foot = QWidget()
        row = FlowLayout(foot)
        self._buttons = (self._back, self._next, self._undo, self._list)
        for part in self._buttons:
            row.addWidget(part)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With 200 % text or in a narrow window the list gives the questions its room."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * NARROW
        if narrow == self._list.isHidden():
            self._list.setVisible(narrow)
            self._side.setVisible(not narrow)
            self._main.show()

    def _show_list(self) -> None:
        self._main.hide()
        self._side.show()
        self._contents.setFocus()

    # ------------------------------------------------------------------------- the answers

    def response(self) -> Response:
        """Everything that stands in the form, with what is being typed this moment."""
        self._stack.take()
        return self.filled.draft()

    def show_again(self) -> None:
        """Show what the session has, after somebody else has changed it."""
        self._stack.show_again()
        self._refresh()

    def undo(self) -> None:
        """Take back the latest answer, and go to it."""
        self._stack.take()
        self._step(self.filled.undo())

    def redo(self) -> None:
        self._stack.take()
        self._step(self.filled.redo())

    def _step(self, change: Change | None) -> None:
        if change is not None:
            self._follow(change)
            self._go(change.at)
            self.edited.emit()

    def _take(self, node: NodeId) -> None:
        question = self._stack.question(node)
        if question is None:
            return
        entries = question.entries()
        if not question.certain and self.filled.loses(node, entries):
            question.ask(tr("Det som står under svaret är också besvarat. Vill du ta bort det?"))
            return
        question.settle()
        self._follow(self.filled.set_answers(node, entries))

    def _add(self, group: NodeId) -> None:
        """One more repetition, with the focus in it."""
        self._stack.take()
        change = self.filled.add_repetition(group)
        self._follow(change)
        self._go(change.at)
        self.edited.emit()

    def _remove(self, repetition: NodeId) -> None:
        """One repetition fewer, with the focus in the one that stands there now."""
        self._stack.take()
        change = self.filled.remove_repetition(repetition)
        self._follow(change)
        self._go(change.at)
        announce(self, tr("Borttaget. Ångra svar tar tillbaka det."))
        self.edited.emit()

    def _follow(self, change: Change) -> None:
        focused = self._stack.focused()
        at = None if focused is None else focused.node
        self._stack.follow(change)
        if at is not None and (at in change.hidden or self._stack.question(at) is not focused):
            self._go(change.at)
        self._refresh()

    # ---------------------------------------------------------------------------- pages

    def next_page(self) -> None:
        self._move(1)

    def previous_page(self) -> None:
        self._move(-1)

    def _move(self, step: int) -> None:
        self._stack.take()
        number = self._number() + step if self._pages else 0
        if 0 <= number < len(self._pages):
            self._show_page(self._pages[number])
            self.focus_first()

    def _choose(self, number: int) -> None:
        self._stack.take()
        self._show_page(self._pages[number])

    def _show_page(self, page: Page) -> None:
        self._current = page.id
        view = self._stack.show_page(page)
        self._main.show()
        # A page is younger than the buttons under it, and Tab follows age unless told otherwise.
        chain((view.last_stop(), *self._buttons))
        self._refresh()

    def _show_nothing(self) -> None:
        """A template may ask nothing at all: whoever made it has hidden everything."""
        self._stack.addWidget(label(tr("Mallen frågar ingenting."), "muted"))
        self._back.setEnabled(False)
        self._next.setEnabled(False)

    def _number(self) -> int:
        return [page.id for page in self._pages].index(self._current)

    def _refresh(self) -> None:
        """Pages, progress and problems as the session has them."""
        pages = self.filled.pages()
        if not pages:
            return
        if all(page.id != self._current for page in pages):
            before = {page.id for page in self._pages[: self._number()]}
            kept = [page for page in pages if page.id in before]
            self._pages = pages
            self._show_page(kept[-1] if kept else pages[0])
            return
        self._pages = pages
        number = self._number()
        self._contents.show_pages([(page, self.filled.progress(page)) for page in pages], number)
        self._progress.setText(whole_state(self.filled.progress()))
        self._back.setEnabled(number > 0)
        self._next.setEnabled(number < len(pages) - 1)
        self._show_problems()

    # -------------------------------------------------------------------------- problems

    def check(self) -> bool:
        """Show everything that remains, with the focus on the first. True when nothing does."""
        self._stack.take()
        self._checked = True
        self._refresh()
        problems = self.filled.check()
        if problems:
            self._go(problems[0].node)
        return not problems

    def _show_problems(self) -> None:
        """Until the form has been checked, only what was typed wrongly is marked: a question that
        nobody has come to yet is no mistake."""
        told = sentences(self.filled, everything=self._checked)
        leading = links(self.filled, self._pages, told) if self._checked else []
        self._problems.show_lines(heading(len(told)), leading)
        focused = None if self._checked else self._stack.focused()
        self._stack.mark(told, spare=focused.node if focused else None)

    # ----------------------------------------------------------------------------- place

    def focus_first(self) -> None:
        """The first question of the page in sight."""
        self._go(self._current, 0)

    def place(self) -> JsonObject:
        """The page, and the question and caret where there is one."""
        question = self._stack.focused()
        if question is None:
            return FormPlace(self._current).to_json()
        return FormPlace(self._current, question.node, question.editor.caret()).to_json()

    def restore_place(self, place: JsonObject) -> None:
        """Back to where ``place`` was; what no longer exists changes nothing."""
        wanted = FormPlace.from_json(place)
        for page in self._pages:
            if page.id == wanted.page:
                self._show_page(page)
        if wanted.question is not None:
            self._go(wanted.question, wanted.position)

    def _go(self, node: NodeId, position: int = END) -> None:
        """Show the page of a question and put the focus on it."""
        for page in self._pages:
            if page.holds(node):
                if page.id != self._current or self._main.isHidden():
                    self._show_page(page)
                question = self._stack.question(node)
                if question is not None and question.isVisibleTo(self):
                    question.go_to((), position)
                return
