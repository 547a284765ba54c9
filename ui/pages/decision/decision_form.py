"""The open form of a decision, with what is said above it while it is filled in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.casework import facts
from app.casework.state import CaseState, Entity
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import Json, JsonObject
from app.law.pack import Provision
from app.usecases.changes import Changes
from app.usecases.decision import decision_doubts, decision_form, decisions
from app.usecases.decision.decision_doubts import Doubt
from app.usecases.desk import Desk
from ui.editor_slot import EditorSlot
from ui.fields.box import FieldBox
from ui.pages.decision import fields
from ui.pages.decision.cards import as_list
from ui.pages.decision.choices import doubt_about, provision_choices
from ui.pages.decision.law_notes import NO_NOTES, Notes
from ui.pages.decision.presenter import doubt_sentences
from ui.record_editor import RecordEditor, Target
from ui.same_number import SameNumberNotice
from ui.session import Session
from ui.texts import tr
from ui.widgets.editors.choice import ComboEditor
from ui.widgets.notice import Notice

_KIND = "decision"
_PAUSE_MS = 400
"""After the last keystroke, before the case is asked what is doubtful."""

Law = tuple[tuple[Provision, ...], tuple[Provision, ...]]
"""What a decision, and what a change of one, can rest on."""


class DecisionForm(QWidget):
    """Opens the form in the page's slot, and itself holds the notices that stand above it.
    ``doubts`` is for the page to put under the form, where it is signed."""

    def __init__(self, session: Session, stream: StreamId, slot: EditorSlot) -> None:
        super().__init__()
        self._session = session
        self._stream = stream
        self._slot = slot
        self._law: Law = ((), ())
        self._notes: Notes = NO_NOTES
        self._asked_day = ""
        self._uncertain = Notice("", "notice-warn")
        self.doubts = Notice("", "notice-warn")
        self._same_number = SameNumberNotice(session, stream)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.doubts.hide()
        for notice in (self._same_number, self._uncertain):
            notice.hide()
            column.addWidget(notice)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        slot.closed.connect(self.forget)
        slot.signed.connect(self.forget)

    def open(self, opened: JsonObject, state: CaseState, law: Law, notes: Notes) -> None:
        """A new decision, a change of the one that ``opened`` is about, or a correction of the
        one that it names."""
        self._law, self._notes, self._asked_day = law, notes, ""
        entity = EntityId(str(opened.get("entity")))
        known = state.find(facts.Decision, entity)
        mends = RecordId(str(opened.get("mends") or ""))
        editor = (
            self._new(state, opened, entity)
            if known is None
            else self._correct(state, known, mends)
        )
        editor.form.changed.connect(self._typed)
        editor.draft_shown.connect(self._draft_shown)
        self._same_number.look()
        heading = tr("Nytt beslut") if known is None else tr("Rätta beslutet")
        self._slot.open(opened, heading, editor)
        self._typed()

    def forget(self) -> None:
        """What is warned of concerns the form of a decision alone."""
        self._pause.stop()
        self._show_uncertain("")
        self.doubts.hide()
        self._same_number.forget()

    def _new(self, state: CaseState, opened: JsonObject, entity: EntityId) -> RecordEditor:
        initial: dict[str, Json] = {"changes": opened.get("about") or ""}
        if state.bases:
            initial["basis"] = facts.DecisionBasis.ASSESSMENT.value
            initial["assessment"] = state.bases[-1].latest.record.id
        return RecordEditor(
            self._session,
            fields.decision_fields(state, *self._law, self._notes),
            Target(self._stream, entity, _KIND),
            partial(_sign, self._stream, entity),
            sign_text=tr("Signera beslutet"),
            consequence=tr("Ett signerat beslut kan inte ändras i efterhand, bara omprövas."),
            initial=initial,
        )

    def _correct(
        self, state: CaseState, known: Entity[facts.Decision], mends: RecordId
    ) -> RecordEditor:
        fact = known.latest.fact
        others = bool(fact.presenter or fact.took_part or fact.preparation)
        return RecordEditor(
            self._session,
            fields.correction_fields(state, *self._law, self._notes),
            Target(self._stream, known.id, _KIND),
            partial(_correct, self._stream, known.id, mends or known.latest.record.id),
            sign_text=tr("Signera rättelsen"),
            consequence=tr("Den tidigare lydelsen finns kvar och går att läsa."),
            initial={**decision_form.typed_again(fact), "others": others or None},
        )

    # ----------------------------------------------------------------------- while it is typed

    def _draft_shown(self) -> None:
        """A draft from before decisions could rest on anything else rests on its assessment."""
        editor = self._slot.editor
        if editor is not None:
            typed = editor.form.values()
            if typed.get("assessment") and not typed.get("basis"):
                basis = facts.DecisionBasis.ASSESSMENT.value
                editor.form.set_values({**typed, "basis": basis})
        self._typed()

    def _typed(self) -> None:
        """Another day may have another law; and what is doubtful is said at once."""
        editor = self._slot.editor
        if editor is None:
            return
        typed = editor.form.values()
        self._show_uncertain(str(typed.get("provision") or ""))
        day = str(typed.get("decided_on") or "")
        if day != self._asked_day:
            self._asked_day = day
            self._session.run(partial(_law_of, day), self._offer, context=self)
        self._pause.start()

    def _ask(self) -> None:
        editor = self._slot.editor
        if editor is not None:
            typed = editor.form.asked_values()
            work = partial(decision_doubts.doubts, stream=self._stream, typed=typed)
            self._session.run(work, self._show_doubts, context=self)

    def _show_doubts(self, found: tuple[Doubt, ...]) -> None:
        if self._slot.opened.get("kind") != _KIND:
            return
        sentences = doubt_sentences(found)
        self.doubts.set_text(tr("Tänk på:") + "\n" + as_list(sentences))
        self.doubts.setVisible(bool(sentences))

    def _offer(self, law: Law) -> None:
        editor = self._slot.editor
        if editor is None or self._slot.opened.get("kind") != _KIND or law == self._law:
            return
        self._law = law
        self._show_uncertain(str(editor.form.values().get("provision") or ""))
        for name, provisions in zip(("provision", "change_provision"), law, strict=True):
            box = editor.form.field(name)
            if isinstance(box, FieldBox) and isinstance(box.editor, ComboEditor):
                box.editor.set_choices(provision_choices(provisions))

    def _show_uncertain(self, provision: str) -> None:
        text = doubt_about(self._law[0], provision)
        self._uncertain.set_text(text)
        self._uncertain.setVisible(bool(text))


def _law_of(day: str, desk: Desk) -> Law:
    return decisions.provisions_on(desk, day), decisions.change_provisions_on(desk, day)


def _sign(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return decisions.sign_decision(desk, stream, entity, typed)


def _correct(
    stream: StreamId, entity: EntityId, before: RecordId, desk: Desk, typed: JsonObject
) -> Changes:
    return decisions.correct_decision(desk, stream, entity, typed, builds_on=before)
