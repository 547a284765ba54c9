"""A form that becomes a signed record. Nothing typed is lost: what stands in the fields is saved
as a draft within a second, also when it is wrong, when the page is left and when the vault locks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTime, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import InvalidFields, Refusal
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases import drafting
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec
from ui.messages import sentence
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, restyle

SAVE_AFTER_MS = 800
"""From the first unsaved keystroke, not from the last: steady typing must not put it off."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is being written: this kind (``journal_note``) of record of this entity."""

    stream: StreamId
    entity: EntityId
    kind: str


Sign = Callable[[Desk, JsonObject], Changes]
"""Turns what stands in the fields into a signed record, on the database thread."""


class RecordEditor(QWidget):
    """``FieldForm`` with a draft under it and a signature over it.

    With ``consequence`` (what signing means) it is asked for once more before it is done;
    without, the button acts at once. ``initial`` is what the fields hold when there is no draft.
    """

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
        self._target = target
        self._sign = sign
        self._initial: JsonObject = initial or {}
        self._unsaved = False
        self._has_draft = False
        self._signing = False
        self._wanted_place: JsonObject = {}
        self._saver = QTimer(self)
        self._saver.setSingleShot(True)
        self._saver.setInterval(SAVE_AFTER_MS)
        self._saver.timeout.connect(self.save_now)
        self.form = FieldForm(specs)
        self.form.changed.connect(self._changed)
        self._status = label("", "small")
        self._status.setAccessibleName(tr("Utkastets läge"))
        self._refusal = label("", "problem")
        self._refusal.hide()
        self._confirms = bool(consequence)
        self._sign_button = button(
            sign_text + (" …" if consequence else ""), self.sign, role="primary", icon="sign"
        )
        self._discard_button = button(tr("Släng utkast"), self.discard, icon="trash")
        self._close_button = button(tr("Stäng"), self._close)
        self._close_button.setToolTip(tr("Utkastet ligger kvar"))
        self._confirm = self._confirmation(sign_text, consequence)
        self._thrown = self._thrown_line()
        self._lay_out()
        session.leaving.connect(self.save_now)
        self.form.set_values(self._initial)
        self._ask_for_draft()

    # --------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.form)
        column.addWidget(self._refusal)
        column.addWidget(self._confirm)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._sign_button)
        foot.addWidget(self._discard_button)
        foot.addWidget(self._close_button)
        foot.addWidget(self._status, 1)
        column.addWidget(self._foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
        outer.addWidget(self._thrown)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._by_key)

    def _confirmation(self, sign_text: str, consequence: str) -> QWidget:
        box = Card(label(consequence), role="notice")
        self._back_button = button(tr("Fortsätt skriva"), self._write_on)
        self._now_button = button(
            tr("{what} nu").format(what=sign_text), self._sign_now, role="primary", icon="sign"
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

    def _ask_for_draft(self) -> None:
        target = self._target
        self.form.set_read_only(True)  # until it is known that nothing would be typed over
        self._session.run(
            lambda desk: drafting.get_draft(desk, target.stream, target.entity, target.kind),
            self._draft_came,
            context=self,
            failed=self._draft_unreadable,
        )

    def _draft_came(self, draft: Draft | None) -> None:
        self.form.set_read_only(False)
        if draft is not None:
            self._has_draft = True
            self.form.set_values(draft.body)
            self._say(tr("Utkast sparat {when}").format(when=draft.saved_at[:16].replace("T", " ")))
        self._show_discard()
        self.form.restore_place(self._wanted_place or (draft.place if draft else {}))
        self._wanted_place = {}

    def _draft_unreadable(self, refusal: Refusal) -> None:
        self._show_refusal(refusal)

    def _changed(self) -> None:
        self._unsaved = True
        self._confirm.hide()
        self._foot.show()
        self._refusal.hide()
        if not self._saver.isActive():
            self._saver.start()

    def save_now(self) -> None:
        """Hand what stands in the fields to the draft, if it is not there already."""
        self._saver.stop()
        if not self._unsaved or self._signing:
            return
        self._unsaved = False
        self._has_draft = True
        target, body, place = self._target, self.form.values(), self.form.place()
        self._session.run(
            lambda desk: drafting.save_draft(
                desk, target.stream, target.entity, target.kind, body, place
            ),
            self._saved,
            context=self,
            failed=self._not_saved,
        )

    def _saved(self, _changes: Changes) -> None:
        self._say(tr("Utkast sparat {when}").format(when=QTime.currentTime().toString("HH:mm")))
        self._show_discard()

    def _not_saved(self, refusal: Refusal) -> None:
        self._unsaved = True  # tried again at the next keystroke, on leaving and on signing
        self._say(tr("Utkastet är inte sparat. ") + sentence(refusal), role="problem")

    def hideEvent(self, event: QHideEvent) -> None:
        self.save_now()
        super().hideEvent(event)

    # --------------------------------------------------------------------------- signing

    def _by_key(self) -> None:
        if self._confirm.isVisible():
            self._sign_now()
        else:
            self.sign()

    def sign(self) -> None:
        """Ask for confirmation where signing has a consequence; else sign."""
        self.save_now()
        if not self._confirms:
            self._sign_now()
            return
        self._foot.hide()
        self._confirm.show()
        self._back_button.setFocus()

    def _write_on(self) -> None:
        self._confirm.hide()
        self._foot.show()
        self._sign_button.setFocus()

    def _sign_now(self) -> None:
        if self._signing:
            return
        self.save_now()
        self._set_signing(signing=True)
        values = self.form.values()
        self._session.run(
            partial(_call, self._sign, values), self._done, context=self, failed=self._refused
        )

    def _set_signing(self, *, signing: bool) -> None:
        self._signing = signing
        self.form.set_read_only(signing)
        for pressed in (self._sign_button, self._now_button, self._discard_button):
            pressed.setEnabled(not signing)

    def _done(self, changes: Changes) -> None:
        self._has_draft = False
        self.signed.emit(changes)

    def _refused(self, refusal: Refusal) -> None:
        self._set_signing(signing=False)
        self._confirm.hide()
        self._foot.show()
        if isinstance(refusal, InvalidFields):
            self.form.show_problems(refusal.problems)
        else:
            self._show_refusal(refusal)

    def _show_refusal(self, refusal: Refusal) -> None:
        self._refusal.setText(sentence(refusal))
        self._refusal.show()

    # --------------------------------------------------------------------------- throwing away

    def discard(self) -> None:
        """Throw the draft away; until the editor is closed it can be taken back."""
        self._saver.stop()
        self._unsaved = False
        self._has_draft = False
        target = self._target
        self._session.run(
            lambda desk: drafting.discard_draft(desk, target.stream, target.entity, target.kind),
            self._discarded,
            context=self,
        )

    def _discarded(self, _changes: Changes) -> None:
        self._body.hide()
        self._thrown.show()
        self._undo_button.setFocus()

    def _take_back(self) -> None:
        self._thrown.hide()
        self._body.show()
        self._unsaved = True
        self.save_now()
        self.form.focus_first()

    def _show_discard(self) -> None:
        self._discard_button.setVisible(self._has_draft)

    def _close(self) -> None:
        self.save_now()
        self.closed.emit()

    # --------------------------------------------------------------------------- place

    def place(self) -> JsonObject:
        """Field and caret, as ``FieldForm.place``."""
        return self.form.place()

    def restore_place(self, place: JsonObject) -> None:
        """Now, or as soon as the draft has come."""
        self._wanted_place = place
        self.form.restore_place(place)

    def _say(self, text: str, role: str = "small") -> None:
        self._status.setText(text)
        self._status.setProperty("role", role)
        restyle(self._status)


def _call(sign: Sign, values: JsonObject, desk: Desk) -> Changes:
    return sign(desk, values)
