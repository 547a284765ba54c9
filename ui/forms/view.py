"""A form being filled in: one page at a time, with the list of pages beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.forms.response import Response
from app.forms.session import Change, FormSession, Page
from app.forms.tree import NodeId
from app.jsonvalue import JsonObject
from ui.fields.node import END
from ui.forms.frame import Frame
from ui.forms.paging import Paging
from ui.forms.place import FormPlace
from ui.forms.problem_list import ProblemList, heading, links, sentences
from ui.forms.stack import PageStack
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.focus import chain
from ui.widgets.labels import label


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
        self._paging = Paging(filled.pages())
        self._problems = ProblemList()
        self._problems.chosen.connect(self._go)
        self._stack = PageStack(filled, today)
        self._stack.typed.connect(self.edited)
        self._stack.taken.connect(self._take)
        self._stack.refused.connect(self._stack.show_answers)
        self._stack.more.connect(self._add)
        self._stack.fewer.connect(self._remove)
        self._stack.left.connect(self._show_problems)
        self._frame = Frame(
            (self._problems, self._stack),
            back=self.previous_page,
            on=self.next_page,
            undo=self.undo,
        )
        self._frame.contents.chosen.connect(self._choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._add_shortcuts()
        if self._paging.pages:
            self._show_page(self._paging.pages[0])
        else:
            self._show_nothing()

    def _add_shortcuts(self) -> None:
        for keys, act in (
            ("Alt+PgDown", self.next_page),
            ("Alt+PgUp", self.previous_page),
            ("Ctrl+Alt+Z", self.undo),
            ("Ctrl+Alt+Y", self.redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

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
        page = self._paging.turned(step)
        if page is not None:
            self._show_page(page)
            self.focus_first()

    def _choose(self, number: int) -> None:
        self._stack.take()
        self._show_page(self._paging.pages[number])

    def _show_page(self, page: Page) -> None:
        self._paging.current = page.id
        view = self._stack.show_page(page)
        self._frame.show_questions()
        # A page is younger than the buttons under it, and Tab follows age unless told otherwise.
        chain((view.last_stop(), *self._frame.buttons))
        self._refresh()

    def _show_nothing(self) -> None:
        """A template may ask nothing at all: whoever made it has hidden everything."""
        self._stack.addWidget(label(tr("Mallen frågar ingenting."), "muted"))
        self._frame.show_nothing()

    def _refresh(self) -> None:
        """Pages, progress and problems as the session has them."""
        pages = self.filled.pages()
        if not pages:
            return
        other = self._paging.renew(pages)
        if other is not None:
            self._show_page(other)
            return
        states = [(page, self.filled.progress(page)) for page in pages]
        self._frame.show_state(
            states, self._paging.number, self.filled.progress(), can_undo=self.filled.can_undo
        )
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
        told = sentences(self.filled, self._today(), everything=self._checked)
        leading = links(self.filled, self._paging.pages, told) if self._checked else []
        self._problems.show_lines(heading(self.filled, told), leading)
        focused = None if self._checked else self._stack.focused()
        self._stack.mark(told, spare=focused.node if focused else None)

    # ----------------------------------------------------------------------------- place

    def focus_first(self) -> None:
        """The first question of the page in sight."""
        self._go(self._paging.current, 0)

    def place(self) -> JsonObject:
        """The page, and the question and caret where there is one."""
        question = self._stack.focused()
        if question is None:
            return FormPlace(self._paging.current).to_json()
        return FormPlace(self._paging.current, question.node, question.editor.caret()).to_json()

    def restore_place(self, place: JsonObject) -> None:
        """Back to where ``place`` was; what no longer exists changes nothing."""
        wanted = FormPlace.from_json(place)
        for page in self._paging.pages:
            if page.id == wanted.page:
                self._show_page(page)
        if wanted.question is not None:
            self._go(wanted.question, wanted.position)

    def _go(self, node: NodeId, position: int = END) -> None:
        """Show the page of a question and put the focus on it."""
        page = self._paging.with_node(node)
        if page is None:
            return
        if page.id != self._paging.current or not self._frame.shows_questions:
            self._show_page(page)
        question = self._stack.question(node)
        if question is not None and question.isVisibleTo(self):
            question.go_to((), position)
