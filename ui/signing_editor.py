"""What everything that is written and then signed has in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.casework.standing import EVERYBODY
from app.errors import Reason, Refusal
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from ui.draft_keeper import DraftKeeper, Target
from ui.draft_line import DraftLine, ThrownDraft
from ui.fields.node import bring_into_view
from ui.messages import sentence
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label
from ui.widgets.problem_line import ProblemLine


@dataclass(frozen=True, slots=True)
class SigningWords:
    """``ask`` stands on the button, ``sign`` on the one that answers its question. Without
    ``consequence`` (what signing means) nothing is asked, and the button signs at once."""

    ask: str
    sign: str
    consequence: str = ""


class SigningEditor(QWidget):
    """A draft under it (see ``ui.draft_keeper``) and a signature over it.

    A subclass makes its form, puts it among the parts with ``lay_out``, and answers for the
    methods under "the form".
    """

    signed = Signal(object)
    """The ``Changes`` of the signature; the draft is gone."""
    closed = Signal()
    """The user is done here for now. The draft, if there is one, lies in its place."""

    def __init__(
        self, session: Session, target: Target, words: SigningWords, *asked: QWidget
    ) -> None:
        """``asked``: what else stands in the question, under what signing means."""
        super().__init__()
        self._session = session
        self._signing = False
        self._asks_first = bool(words.consequence)
        self._keeper = DraftKeeper(session, target, self.body, self.place, self)
        self._keeper.fetched.connect(self._show_discard)
        self._keeper.saved.connect(self._show_discard)
        self._refusal = ProblemLine()
        self._confirm = self._question(words, asked)
        self._foot = self._buttons(words)
        self._only_read = session.only_read(target.stream) and target.kind not in EVERYBODY
        if self._only_read:
            self._sign_button.setEnabled(False)
            self._refusal.say(sentence(Refusal(Reason.CASE_HANDED_OVER)))
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.setAutoRepeat(False)  # keys held down would answer the question that they asked
        keys.activated.connect(self._by_key)

    # --------------------------------------------------------------------------- the form

    def body(self) -> JsonObject:
        """As typed, for the draft."""
        raise NotImplementedError

    def place(self) -> JsonObject:
        """Where the caret is, for the draft and for a lock. No typed text."""
        raise NotImplementedError

    def focus_first(self) -> None:
        raise NotImplementedError

    def hold(self, *, held: bool) -> None:
        """Let nothing be typed while the record is being signed."""
        raise NotImplementedError

    def signature(self) -> Callable[[Desk], Changes]:
        """Signs what stands in the form now; called on the database thread."""
        raise NotImplementedError

    def may_be_signed(self) -> bool:
        """Before the question is asked. A form that says no shows why."""
        return True

    def show_refusal(self, refusal: Refusal) -> None:
        self._refusal.say(sentence(refusal))
        bring_into_view(self._refusal)

    # --------------------------------------------------------------------------- layout

    def lay_out(self, *parts: QWidget) -> QVBoxLayout:
        """The form among ``_foot``, ``_refusal`` and ``_confirm``, under each other. Returns the
        column they stand in."""
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in parts:
            column.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(work, 1)
        thrown = ThrownDraft(self._keeper, work, self.focus_first, self.close_editor)
        outer.addWidget(thrown, 0, Qt.AlignmentFlag.AlignTop)
        return column

    def offer(self, text: str, act: Callable[[], None], icon: str) -> None:
        """One more button under the form."""
        self._foot_row.addWidget(button(text, act, icon=icon))

    def _buttons(self, words: SigningWords) -> QWidget:
        self._sign_button = button(words.ask, self.sign, role="primary", icon="sign")
        self._discard_button = button(tr("Släng utkast"), self._keeper.discard, icon="trash")
        foot = QWidget()
        self._foot_row = row = FlowLayout(foot)
        row.addWidget(self._sign_button)
        row.addWidget(self._discard_button)
        row.addWidget(button(tr("Stäng"), self.close_editor))
        row.addWidget(DraftLine(self._keeper))
        return foot

    def _question(self, words: SigningWords, asked: tuple[QWidget, ...]) -> QWidget:
        box = Card(label(words.consequence, "label"), *asked, role="notice")
        self._back_button = button(tr("Fortsätt skriva"), self._write_on)
        self._now_button = button(words.sign, self._sign_now, role="primary", icon="sign")
        box.add_row(self._now_button, self._back_button)
        box.hide()
        return box

    # --------------------------------------------------------------------------- the draft

    def typed(self) -> None:
        """What was typed is for the draft, and what was asked or refused is no longer true."""
        self._withdraw_question()
        if not self._only_read:
            self._refusal.clear()
        self._keeper.touch()

    def save_now(self) -> None:
        """The draft, without waiting for its second to pass."""
        self._keeper.save_now()

    def close_editor(self) -> None:
        """Done here for now."""
        self._keeper.save_now()
        self.closed.emit()

    def _show_discard(self) -> None:
        self._discard_button.setVisible(self._keeper.exists)

    def hideEvent(self, event: QHideEvent) -> None:
        self._keeper.save_now()
        super().hideEvent(event)

    # --------------------------------------------------------------------------- signing

    def sign(self) -> None:
        """Ask once more where signing has a consequence; else sign."""
        self._keeper.save_now()
        if self._only_read or not self.may_be_signed():
            return
        if not self._asks_first:
            self._sign_now()
            return
        self._foot.hide()
        self._confirm.show()
        self._back_button.setFocus()
        bring_into_view(self._confirm)

    def _by_key(self) -> None:
        if self._confirm.isVisible():
            self._sign_now()
        else:
            self.sign()

    def _write_on(self) -> None:
        self._withdraw_question()
        self._sign_button.setFocus()

    def _withdraw_question(self) -> None:
        self._confirm.hide()
        self._foot.show()

    def _sign_now(self) -> None:
        if self._signing:
            return
        self._keeper.save_now()
        self._set_signing(signing=True)
        self._session.run(
            self.signature(), self.signed.emit, context=self, failed=self._was_refused
        )

    def _set_signing(self, *, signing: bool) -> None:
        self._signing = signing
        self._keeper.pause(paused=signing)
        self.hold(held=signing)
        for pressed in (self._sign_button, self._now_button, self._discard_button):
            pressed.setEnabled(not signing)

    def _was_refused(self, refusal: Refusal) -> None:
        self._set_signing(signing=False)
        self._withdraw_question()
        self.show_refusal(refusal)
