"""A form of fields that becomes a signed record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from app.errors import InvalidFields, Refusal
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from ui.draft_keeper import Target
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec
from ui.session import Session
from ui.signing_editor import SigningEditor, SigningWords
from ui.texts import tr

__all__ = ["RecordEditor", "Sign", "Target"]

Sign = Callable[[Desk, JsonObject], Changes]
"""Turns what stands in the fields into a signed record, on the database thread."""


class RecordEditor(SigningEditor):
    """With ``consequence`` (what signing means) it is asked for once more before it is done;
    without, the button acts at once. ``initial`` is what the fields hold when there is no draft."""

    draft_shown = Signal()
    """The fields hold what was written before; ``form.changed`` does not tell of that."""

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
        ask = sign_text + " …" if consequence else sign_text
        now = tr("{what} nu").format(what=sign_text)
        super().__init__(session, target, SigningWords(ask, now, consequence))
        self._sign = sign
        self._wanted_place: JsonObject = {}
        self._from_the_top = False
        self.form = FieldForm(specs)
        self.form.changed.connect(self.typed)
        self.lay_out(self.form, self._refusal, self._confirm, self._foot)
        self._keeper.fetched.connect(self._draft_came)
        self.form.set_values(initial or {})
        self.form.set_read_only(True)  # until it is known that nothing would be typed over
        self._keeper.fetch()

    def _draft_came(self, draft: Draft | None) -> None:
        self.form.set_read_only(False)
        if draft is not None:
            self.form.set_values(draft.body)
            self.draft_shown.emit()
        place = self._wanted_place or (draft.place if draft else {})
        if self._from_the_top and not place:
            self.form.focus_first()
        self.form.restore_place(place)
        self._wanted_place, self._from_the_top = {}, False

    # --------------------------------------------------------------------------- the form

    def body(self) -> JsonObject:
        return self.form.values()

    def place(self) -> JsonObject:
        """Field and caret, as ``FieldForm.place``."""
        return self.form.place()

    def restore_place(self, place: JsonObject) -> None:
        """Now, or as soon as the draft has come."""
        self._wanted_place = place
        self.form.restore_place(place)

    def focus_first(self) -> None:
        """Now, and once more when the draft has come: what is held takes no focus."""
        self._from_the_top = True
        self.form.focus_first()

    def hold(self, *, held: bool) -> None:
        self.form.set_read_only(held)

    def signature(self) -> Callable[[Desk], Changes]:
        return partial(_call, self._sign, self.form.asked_values())

    def show_refusal(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidFields):
            self.form.show_problems(refusal.problems)
        else:
            super().show_refusal(refusal)


def _call(sign: Sign, values: JsonObject, desk: Desk) -> Changes:
    return sign(desk, values)
