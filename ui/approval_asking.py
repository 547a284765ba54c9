"""Asking somebody to approve: whom, in what role, the very document, and the file for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import InvalidFields, Refusal
from app.handover.trust import Trust
from app.ids import RecordId, StreamId
from app.jsonvalue import JsonObject
from app.progress import Progress
from app.usecases.desk import Desk
from app.usecases.handover.approvals import approval_requests
from app.usecases.handover.approvals.approval_requests import Prepared
from app.usecases.handover.cards.card_register import KnownRow
from app.usecases.handover.packages.sending import Sealed
from ui.approval_words import columns_texts, person_choice
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.messages import sentence
from ui.navigation import Destination, Section
from ui.package_file import PackageFile
from ui.page import bring_forward
from ui.preview import Preview
from ui.session import Session
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack, named
from ui.widgets.told import Told


@dataclass(frozen=True, slots=True)
class _Open:
    """What is being asked about."""

    stream: StreamId
    about: RecordId
    in_case: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be sealed."""

    stream: StreamId
    typed: JsonObject
    looked_at: str
    """Digest of the document that was shown."""


class AskApproval(QWidget):
    """Takes no room until ``ask``. The document is looked at before it is sealed, and what is
    typed after that puts it away again."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._open: _Open | None = None
        self._people: dict[str, KnownRow] = {}
        self._seen: tuple[JsonObject, Prepared] | None = None
        self._to = self._suggested = ""
        self.form: FieldForm | None = None
        self.file = PackageFile(session)
        self.file.made.connect(self._made)
        self._body, self._told = Stack(), Told()
        self._shown = Stack()
        self.preview = Preview()
        self.seal = button(
            tr("Försegla en fil åt mottagaren …"), self._seal, role="primary", icon="save"
        )
        self._card = Card(label(tr("Be om attest"), "heading"))
        for part in (self._body, self._told, self._shown, self.preview):
            self._card.column.addWidget(part)
        self._card.add_row(self.seal, button(tr("Stäng utan att be"), self.close_form))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addWidget(self.file)
        for each in (self._card, self._shown, self.seal):
            each.hide()

    # ----------------------------------------------------------------------------- asking

    def ask(self, stream: StreamId, about: RecordId, *, in_case: bool = True) -> None:
        """``in_case``: the document is of a case, and why the person needs it is asked."""
        self._open = _Open(stream, about, in_case)
        self.file.forget()
        self._session.run(_people, self._begin, context=self)

    def _begin(self, people: tuple[KnownRow, ...]) -> None:
        if self._open is None:
            return
        self._put_away()
        self._body.clear()
        self._told.clear()
        self._people = {row.entity: row for row in people}
        self.form = None
        self._to = self._suggested = ""
        if people:
            self.form = FieldForm(_specs(people, in_case=self._open.in_case))
            self.form.changed.connect(self._typed)
            self._body.add(self.form)
            self._body.add(button(tr("Visa det som lämnar"), self.look))
        else:
            self._body.add(self._nobody())
        self._card.show()
        bring_forward(self._card)
        if self.form is not None:
            self.form.focus_first()

    def _nobody(self) -> QWidget:
        text = tr(
            "Ingen att fråga ännu. Den som ska attestera lämnar först sitt nyckelkort till dig."
        )
        return Notice(text, "notice-warn", action=tr("Öppna Nyckelkort"), act=self._to_keys)

    def _to_keys(self) -> None:
        self._session.navigate.emit(Destination(Section.KEYS))

    def close_form(self) -> None:
        """Nothing has been asked, and nothing is kept of it."""
        self._open = None
        self._put_away()
        self._body.clear()
        self._told.clear()
        self._card.hide()
        self.closed.emit()

    def cover(self) -> None:
        self._put_away()

    # ----------------------------------------------------------------------------- looking

    def look(self) -> None:
        if self.form is None or self._open is None:
            return
        self._told.clear()
        self.form.clear_problems()
        typed: JsonObject = {**self.form.asked_values(), "about": self._open.about}
        work = partial(_prepare, self._open.stream, typed)
        self._session.run(work, partial(self._show, typed), context=self, failed=self._refused)

    def _show(self, typed: JsonObject, prepared: Prepared) -> None:
        self._put_away()
        self._seen = (typed, prepared)
        if not prepared.outlook.confirmed:
            text = tr(
                "{name}s nyckelkort är inte bekräftat. Jämför orden med personen under Nyckelkort, "
                "om du inte redan vet att kortet är rätt."
            ).format(name=prepared.outlook.name)
            self._shown.add(Notice(text, "notice-warn"))
        self._shown.add(named(tr("Det som skrivs under"), prepared.sentence))
        if prepared.columns is not None:
            leaves, stays = (
                Card(label(name, "label"), selectable(text), role="row", spacing=4)
                for name, text in columns_texts(prepared.columns)
            )
            self._shown.add(Beside(leaves, stays))
        explained = bool(str(typed.get("explanation") or "").strip())
        if prepared.findings and not explained:
            text = tr(
                "Läckagekontrollen hittade {n} ställen i handlingen. Skriv ovan varför de får stå "
                "kvar, och visa handlingen igen."
            ).format(n=len(prepared.findings))
            self._shown.add(Notice(text, "notice-warn"))
        self.preview.show_document(prepared.pdf)
        self.seal.setVisible(explained or not prepared.findings)
        announce(self, tr("Handlingen visas. Inget har lämnats ännu."))

    def _typed(self) -> None:
        """What has been looked at is no longer what would leave."""
        self._suggest_role()
        self._put_away()

    def _suggest_role(self) -> None:
        """When somebody else is chosen: what the person's card says, where nobody has written
        another."""
        if self.form is None:
            return
        values = self.form.values()
        to = str(values.get("to") or "")
        row = self._people.get(to)
        if row is None or to == self._to:
            return
        self._to, before = to, self._suggested
        if str(values.get("role") or "") in ("", before):
            self._suggested = row.person.title
            self.form.set_values({**values, "role": row.person.title})

    def _put_away(self) -> None:
        self._seen = None
        self.seal.hide()
        self._shown.clear()
        self.preview.close_document()

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidFields) and self.form is not None:
            self.form.show_problems(refusal.problems)
            return
        self._told.tell(sentence(refusal), "notice-error")

    # ----------------------------------------------------------------------------- sealing

    def _seal(self) -> None:
        if self._seen is None or self._open is None:
            return
        typed, prepared = self._seen
        make = partial(_ask, _Wanted(self._open.stream, typed, prepared.digest))
        self.file.ask(tr("Var ska begäran om attest ligga?"), make)

    def _made(self, _sealed: Sealed) -> None:
        self.close_form()


def _specs(people: tuple[KnownRow, ...], *, in_case: bool) -> tuple[FieldSpec, ...]:
    usable = tuple(each for each in people if each.trust in (Trust.CONFIRMED, Trust.SEEN))
    fields = [
        FieldSpec(
            "to",
            tr("Vem ska attestera?") if in_case else tr("Vem ska godkänna?"),
            Kind.RADIO,
            required=True,
            choices=tuple(person_choice(each) for each in usable),
            help=tr("En annan person än den som har skrivit in det."),
        ),
        FieldSpec(
            "role",
            tr("I vilken roll?"),
            required=True,
            help=tr(
                "Till exempel titeln enligt delegationsordningen. Står i det som skrivs under."
            ),
        ),
    ]
    if in_case:
        fields += [
            FieldSpec(
                "reason",
                tr("Varför behöver personen handlingen?"),
                Kind.TEXT,
                required=True,
                lines=2,
                help=tr("Står i registret över utlämnanden."),
            ),
            FieldSpec(
                "explanation",
                tr("Varför får det som läckagekontrollen hittar stå kvar?"),
                Kind.TEXT,
                lines=2,
                help=tr("Behövs bara när kontrollen har hittat något."),
            ),
        ]
    return tuple(fields)


def _people(desk: Desk) -> tuple[KnownRow, ...]:
    return approval_requests.people_to_ask(desk)


def _prepare(stream: StreamId, typed: JsonObject, desk: Desk) -> Prepared:
    return approval_requests.prepare(desk, stream, typed)


def _ask(wanted: _Wanted, desk: Desk, folder: Path, progress: Progress) -> Sealed:
    looked_at = wanted.looked_at
    return approval_requests.ask(
        desk, wanted.stream, wanted.typed, folder, progress, looked_at=looked_at
    )
