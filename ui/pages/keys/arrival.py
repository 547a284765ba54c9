"""A card, a voucher or a revocation that comes: chosen as a file, or typed by a code reader. It is
shown for what it is before anything is taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from app.errors import Refusal
from app.handover.card_codes import read_codes
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_files
from app.usecases.handover.cards.card_files import FileView
from app.usecases.handover.cards.taking_cards import CardView
from app.usecases.handover.cards.vouching import VoucherView
from ui.messages import sentence
from ui.pages.keys import presenter
from ui.pages.keys.ask import Ask, AskWords
from ui.pages.keys.fields import take_in_fields
from ui.pages.keys.words import MEETINGS
from ui.session import Session
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.editors.text import TextEditor
from ui.widgets.file_choice import choose_file, documents_folder
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.problem_line import ProblemLine
from ui.widgets.stack import Stack


class Arrival(Card):
    """The ways in, and what has come."""

    taken = Signal(object)
    """The ``Changes``."""

    def __init__(self, session: Session) -> None:
        super().__init__(label(tr("Läs in kort eller intyg"), "heading"))
        self._session = session
        self._data = b""
        self._problem = ProblemLine()
        self._found = Stack()
        self._codes = TextEditor(lines=2)
        self._codes.set_name(
            tr("Läs in från en kodläsare"),
            tr("Ställ markören här och läs koderna i vilken ordning som helst."),
        )
        self._codes.edited.connect(self._read_codes)
        self._so_far = label("", "muted")
        self.add_row(button(tr("Välj fil …"), self._choose, icon="document"))
        self.column.addWidget(label(tr("Läs in från en kodläsare"), "label"))
        self.column.addWidget(
            label(tr("Ställ markören här och läs koderna i vilken ordning som helst."), "muted")
        )
        for part in (self._codes, self._so_far, self._problem, self._found):
            self.column.addWidget(part)
        self._so_far.hide()
        self._found.clear()

    # ------------------------------------------------------------------------------ reading

    def _choose(self) -> None:
        choose_file(
            self,
            tr("Välj nyckelkort"),
            documents_folder(),
            tr("Nyckelkort (*.aktvalv-nyckelkort)"),
            self.take_file,
        )

    def take_file(self, path: Path) -> None:
        """Show what a file is."""
        self._begin()
        self._session.run(partial(_read, path), self._show, context=self, failed=self._refused)

    def _read_codes(self) -> None:
        self._begin()
        try:
            found = read_codes(str(self._codes.value()))
        except Refusal as refusal:
            self._refused(refusal)
            return
        if found is None:
            self._so_far.hide()
            return
        missing = ", ".join(map(str, found.missing))
        text = tr("{have} av {of} koder är lästa.").format(have=len(found.have), of=found.of)
        if missing:
            text += " " + tr("Läs också: {missing}.").format(missing=missing)
        self._so_far.setText(text)
        self._so_far.show()
        announce(self._so_far, text)
        if found.data is not None:
            work = partial(_look, found.data)
            self._session.run(work, self._show, context=self, failed=self._refused)

    def _begin(self) -> None:
        self._problem.say("")
        self._found.clear()

    def _refused(self, refusal: Refusal) -> None:
        self._problem.say(sentence(refusal))

    # ------------------------------------------------------------------------------ showing

    def _show(self, read: tuple[bytes, FileView]) -> None:
        self._data, view = read
        self._found.clear()
        if isinstance(view, CardView):
            self._show_card(view)
        elif isinstance(view, VoucherView):
            self._show_text(presenter.voucher_text(view), view.stopped is None)
        else:
            self._show_text(presenter.revocation_text(view), view.stopped is None)
        if view.stopped is not None:
            stopped = Refusal(view.stopped, day=_day(view))
            self._found.add(Notice(sentence(stopped), "notice-error"))

    def _show_card(self, view: CardView) -> None:
        card = view.card
        place = f"{card.unit}, {card.municipality}"
        self._found.add(label(card.name, "heading"))
        self._found.add(label(f"{tr('Rotkort') if card.root else card.title} · {place}"))
        if view.stopped is not None:
            return
        role = "notice-error" if view.asks_who else "notice"
        self._found.add(Notice(tr(MEETINGS[view.met.meeting]), role))
        if view.signed_by_former:
            text = tr("Den förra nyckeln har skrivit under det nya kortet.")
            self._found.add(label(text))
        self._ask(AskWords(tr("Ta emot kortet"), tr("Ta emot kortet")), view)

    def _ask(self, words: AskWords, view: CardView) -> None:
        ask = Ask(
            self._session,
            words,
            take_in_fields(view),
            partial(_take_in, self._data),
            initial={"kind": view.kind.value},
        )
        ask.done.connect(self._taken)
        ask.closed.connect(self.forget)
        self._found.add(ask)
        ask.come_forward()

    def _show_text(self, text: str, usable: bool) -> None:
        self._found.add(label(text))
        if usable:
            row = Card(role="row")
            row.add_row(
                button(tr("Ta emot"), self._take, role="primary"), button(tr("Avbryt"), self.forget)
            )
            self._found.add(row)

    # ------------------------------------------------------------------------------- acting

    def _take(self) -> None:
        work = partial(_take_in_statement, self._data)
        self._session.run(work, self._taken, context=self, failed=self._refused)

    def _taken(self, changes: Changes) -> None:
        self.forget()
        self.taken.emit(changes)

    def forget(self) -> None:
        """As before anything came."""
        self._data = b""
        self._problem.say("")
        self._found.clear()
        self._codes.set_value("")
        self._so_far.hide()


def _day(view: FileView) -> str:
    return view.card.valid_to.isoformat() if isinstance(view, CardView) else ""


def _read(path: Path, desk: Desk) -> tuple[bytes, FileView]:
    return _look(desk.read_foreign.key_card(path), desk)


def _look(data: bytes, desk: Desk) -> tuple[bytes, FileView]:
    return data, card_files.look_at(desk, data)


def _take_in(data: bytes, desk: Desk, typed: JsonObject) -> Changes:
    return card_files.take_in(desk, data, typed)


def _take_in_statement(data: bytes, desk: Desk) -> Changes:
    return card_files.take_in(desk, data, {})
