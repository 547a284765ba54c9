"""Who the person is: hidden until somebody looks, and hidden again by itself.

Each look is in the log before anything is shown; the use case sees to that. Nothing revealed can
be marked or copied, and none of it stays in a widget once the time is out.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from app.casework import personnummer
from app.casework.facts import Address, Identity
from app.casework.moments import shown
from app.errors import Fault, Refusal
from app.ids import StreamId
from app.usecases import identity
from app.usecases.desk import Desk
from app.usecases.identity import RevealedIdentity, RevealReason
from ui.case_words import ADDRESS, REVEAL
from ui.messages import sentence
from ui.pages.overview.cards import facts_of
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.choice import ComboEditor
from ui.widgets.labels import Card, label
from ui.words import choices, word

SHORT, LONG = 30, 300

LINES = (
    ("name", "Namn"),
    ("number", "Personnummer"),
    ("phone", "Telefon"),
    ("email", "E-post"),
    ("contact_route", "Säker kontaktväg"),
    ("addresses", "Adresser"),
    ("other", "Övrigt"),
)


class IdentityCard(Card):
    """Hold the button (mouse or Space) to peek; or show for 30 seconds or 5 minutes. What is
    shown stands under the buttons, so that none moves from under the pointer that holds it."""

    edit = Signal()

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__()
        self._session = session
        self._stream = stream
        self._holding = False
        self._left = 0
        self._known = False
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._count_down)
        self._told = label("", "muted")
        self._values: dict[str, QLabel] = {}
        self._reason = ComboEditor(choices(REVEAL))
        self._reason.set_name(tr("Skäl att visa identiteten"))
        self._reason.set_value(RevealReason.HANDLING.value)
        self._peek_button = button(tr("Håll nere för att visa"), self._nothing, icon="eye")
        self._peek_button.pressed.connect(self._hold)
        self._peek_button.released.connect(self._let_go)
        self._hide_button = button(tr("Dölj nu"), self.hide_all, icon="eye-off")
        self._edit_button = button("", self.edit.emit, icon="pen")
        self._lay_out()
        self.hide_all()

    def _lay_out(self) -> None:
        self.add_row(label(tr("Identitet"), "heading", wraps=False), self._told)
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(LINES):
            name_label = label(tr(text), "muted", wraps=False)
            grid.addWidget(name_label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._values[name] = label()
            grid.addWidget(self._values[name], row, 1)
        self._lines = lines
        self._timed = (
            self._timed_button(tr("Visa i 30 sekunder"), SHORT),
            self._timed_button(tr("Visa i 5 minuter"), LONG),
        )
        self.add_row(
            self._peek_button, self._reason, *self._timed, self._hide_button, self._edit_button
        )
        self.column.addWidget(lines)

    def _timed_button(self, text: str, seconds: int) -> QPushButton:
        made = button(text, self._reveal)
        made.setProperty("seconds", seconds)
        return made

    def show_known(self, *, known: bool) -> None:
        """Whether there is an identity to show at all."""
        self._known = known
        for part in (self._peek_button, self._reason, *self._timed):
            part.setVisible(known)
        self._edit_button.setText(tr("Ändra …") if known else tr("Fyll i identiteten …"))
        self.hide_all()

    # --------------------------------------------------------------------------- looking

    def _nothing(self) -> None:
        """The peek acts on press and release, not on click."""

    def _hold(self) -> None:
        self._holding = True
        self._ask(partial(_peek, self._stream))

    def _let_go(self) -> None:
        self._holding = False
        if not self._left:
            self.hide_all()

    def _reveal(self) -> None:
        reason = str(self._reason.value()) or RevealReason.HANDLING.value
        seconds = int(self.sender().property("seconds"))
        self._ask(partial(_reveal, self._stream, RevealReason(reason), seconds))

    def _ask(self, work: partial[RevealedIdentity]) -> None:
        self._session.run(work, self._show, context=self, failed=self._refused)

    def _show(self, revealed: RevealedIdentity) -> None:
        """Nothing is shown when the key was let go before the answer came."""
        if (not revealed.seconds and not self._holding) or not self.isVisible():
            return
        for name, value in self._values.items():
            sides = [_text(name, side.identity) for side in revealed.sides]
            value.setText(" / ".join(dict.fromkeys(sides)) or "–")
        self._lines.show()
        self._hide_button.setVisible(bool(revealed.seconds))
        if revealed.seconds:
            self._left = revealed.seconds
            self._second.start()
            self._tell()
        else:
            self._told.setText(tr("Visas så länge du håller nere. Noterat i loggen."))

    def _refused(self, refusal: Refusal) -> None:
        self._told.setText(sentence(refusal))

    # --------------------------------------------------------------------------- hiding

    def _count_down(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.hide_all()
        else:
            self._tell()

    def _tell(self) -> None:
        self._told.setText(tr("Döljs om {n} s. Noterat i loggen.").format(n=self._left))

    def hide_all(self) -> None:
        """Now; also when the page is left, curtained or locked."""
        self._second.stop()
        self._left = 0
        self._holding = False
        for value in self._values.values():
            value.clear()
        self._lines.hide()
        self._hide_button.hide()
        self._told.setText(
            tr("Dold. Varje visning noteras i loggen.")
            if self._known
            else tr("Identiteten är inte ifylld. Den kan få vara okänd.")
        )


def _peek(stream: StreamId, desk: Desk) -> RevealedIdentity:
    return identity.peek(desk, stream, identity.FIELDS, RevealReason.HANDLING)


def _reveal(stream: StreamId, reason: RevealReason, seconds: int, desk: Desk) -> RevealedIdentity:
    return identity.reveal(desk, stream, identity.FIELDS, reason, seconds)


def _text(name: str, who: Identity) -> str:
    if name == "name":
        return f"{who.given_name} {who.family_name}".strip() or "–"
    if name == "addresses":
        return "\n".join(_address(address) for address in who.addresses) or "–"
    if name == "number":
        number = personnummer.parse_stored(who.number)
        return (who.number if isinstance(number, Fault) else number.shown) or "–"
    return str(getattr(who, name)) or "–"


def identity_facts(who: Identity) -> QWidget:
    """All of it in the open, for comparing the sides of a conflict."""
    return facts_of((tr(text), _text(name, who)) for name, text in LINES)


def _address(address: Address) -> str:
    span = " – ".join(shown(day) for day in (address.valid_from, address.valid_to) if day)
    kind = word(ADDRESS, address.kind)
    return f"{kind}{f' ({span})' if span else ''}: {address.text}"
