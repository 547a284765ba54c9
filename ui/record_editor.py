"""A form that becomes a signed record, with a draft under it and a signature over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import InvalidFields, Refusal
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from ui.draft_keeper import DraftKeeper, Target
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec
from ui.messages import sentence
from ui.session import Session
from ui.texts import minute, tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label, restyle

__all__ = ["RecordEditor", "Sign", "Target"]

Sign = Callable[[Desk, JsonObject], Changes]
"""Turns what stands in the fields into a signed record, on the database thread."""


@dataclass(frozen=True, slots=True)
class _Words:
    sign: str
    consequence: str


class RecordEditor(QWidget):
    """Nothing typed is lost: see ``ui.draft_keeper``. With ``consequence`` (what signing means)
    it is asked for once more before it is done; without, the button acts at once. ``initial`` is
    what the fields hold when there is no draft."""

    signed = Signal(object)
    """The ``Changes`` of the signature; the draft is gone."""
    closed = Signal()
    """The user is done here for now. The draft, if there is one, lies in its place."""

    def __init__(
        self,
        session: Session,
        specs: Sequence[FieldSpec],
        target: Target,
        sign: Sign,
        *,
        sign_text: str,
        consequence: str = "",
        initial: JsonObject | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._sign = sign
        self._signing = False
        self._wanted_place: JsonObject = {}
        self.form = FieldForm(specs)
        self._keeper = DraftKeeper(session, target, self.form.values, self.form.place, self)
        self._lay_out(_Words(sign_text, consequence))
        self.form.changed.connect(self._changed)
        self._keeper.fetched.connect(self._draft_came)
        self._keeper.saved.connect(self._saved)
        self._keeper.refused.connect(self._not_saved)
        self._keeper.discarded.connect(self._discarded)
        self.form.set_values(initial or {})
        self.form.set_read_only(True)  # until it is known that nothing would be typed over
        self._keeper.fetch()

    # --------------------------------------------------------------------------- layout

    def _lay_out(self, words: _Words) -> None:
        self._status = label("", "small", wraps=False)
        self._refusal = label("", "problem")
        self._refusal.hide()
        self._confirm = self._confirmation(words)
        self._thrown = self._thrown_line()
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.form, self._refusal, self._confirm, self._buttons(words)):
            column.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
        outer.addWidget(self._thrown)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._by_key)

    def _buttons(self, words: _Words) -> QWidget:
        self._asks_first = bool(words.consequence)
        more = " …" if self._asks_first else ""
        self._sign_button = button(words.sign + more, self.sign, role="primary", icon="sign")
        self._discard_button = button(tr("Släng utkast"), self._keeper.discard, icon="trash")
        self._foot = QWidget()
        foot = FlowLayout(self._foot)
        foot.addWidget(self._sign_button)
        foot.addWidget(self._discard_button)
        foot.addWidget(button(tr("Stäng"), self._close))
        foot.addWidget(self._status)
        return self._foot

    def _confirmation(self, words: _Words) -> QWidget:
        box = Card(label(words.consequence), role="notice")
        self._back_button = button(tr("Fortsätt skriva"), self._write_on)
        self._now_button = button(
            tr("{what} nu").format(what=words.sign), self._sign_now, role="primary", icon="sign"
        )
        box.add_row(self._now_button, self._back_button)
        box.hide()
        return box

    def _thrown_line(self) -> QWidget:
        box = Card(label(tr("Utkastet är slängt.")), role="notice")
        self._undo_button = button(tr("Ångra"), self._take_back, icon="undo")
        box.add_row(self._undo_button, button(tr("Stäng"), self._close))
        box.hide()
        return box

    # --------------------------------------------------------------------------- the draft

    def save_now(self) -> None:
        """The draft, without waiting for its second to pass."""
        self._keeper.save_now()

    def _draft_came(self, draft: Draft | None) -> None:
        self.form.set_read_only(False)
        if draft is not None:
            self.form.set_values(draft.body)
            when = minute(draft.saved_at)
            self._say(tr("Utkast sparat {when}").format(when=when))
        self._discard_button.setVisible(self._keeper.exists)
        self.form.restore_place(self._wanted_place or (draft.place if draft else {}))
        self._wanted_place = {}

    def _changed(self) -> None:
        self._confirm.hide()
        self._foot.show()
        self._refusal.hide()
        self._keeper.touch()

    def _saved(self) -> None:
        self._say(tr("Utkast sparat {when}").format(when=QTime.currentTime().toString("HH:mm")))
        self._discard_button.setVisible(self._keeper.exists)

    def _not_saved(self, refusal: Refusal) -> None:
        self._say(tr("Utkastet är inte sparat. ") + sentence(refusal), role="problem")

    def _say(self, text: str, role: str = "small") -> None:
        self._status.setText(text)
        self._status.setProperty("role", role)
        restyle(self._status)

    def _discarded(self) -> None:
        self._body.hide()
        self._thrown.show()
        self._undo_button.setFocus()

    def _take_back(self) -> None:
        self._thrown.hide()
        self._body.show()
        self._keeper.touch()
        self._keeper.save_now()
        self.form.focus_first()

    def _close(self) -> None:
        self._keeper.save_now()
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self._keeper.save_now()
        super().hideEvent(event)

    # --------------------------------------------------------------------------- signing

    def sign(self) -> None:
        """Ask once more where signing has a consequence; else sign."""
        self._keeper.save_now()
        if not self._asks_first:
            self._sign_now()
            return
        self._foot.hide()
        self._confirm.show()
        self._back_button.setFocus()

    def _by_key(self) -> None:
        if self._confirm.isVisible():
            self._sign_now()
        else:
            self.sign()

    def _write_on(self) -> None:
        self._confirm.hide()
        self._foot.show()
        self._sign_button.setFocus()

    def _sign_now(self) -> None:
        if self._signing:
            return
        self._keeper.save_now()
        self._set_signing(signing=True)
        work = partial(_call, self._sign, self.form.values())
        self._session.run(work, self.signed.emit, context=self, failed=self._refused)

    def _set_signing(self, *, signing: bool) -> None:
        self._signing = signing
        self._keeper.pause(paused=signing)
        self.form.set_read_only(signing)
        for pressed in (self._sign_button, self._now_button, self._discard_button):
            pressed.setEnabled(not signing)

    def _refused(self, refusal: Refusal) -> None:
        self._set_signing(signing=False)
        self._confirm.hide()
        self._foot.show()
        if isinstance(refusal, InvalidFields):
            self.form.show_problems(refusal.problems)
        else:
            self._refusal.setText(sentence(refusal))
            announce(self, sentence(refusal))
            self._refusal.show()

    # --------------------------------------------------------------------------- place

    def place(self) -> JsonObject:
        """Field and caret, as ``FieldForm.place``."""
        return self.form.place()

    def restore_place(self, place: JsonObject) -> None:
        """Now, or as soon as the draft has come."""
        self._wanted_place = place
        self.form.restore_place(place)


def _call(sign: Sign, values: JsonObject, desk: Desk) -> Changes:
    return sign(desk, values)
