"""Lämna register: what of it goes to whom, what stays, and the file (X19, F032)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from app.errors import InvalidFields, Refusal
from app.jsonvalue import JsonObject
from app.progress import Progress
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register
from app.usecases.handover.cards.card_register import KnownRow
from app.usecases.handover.packages.sending import Sealed
from app.usecases.handover.registers import register_packages
from app.usecases.handover.registers.register_offer import Offer, Thing
from app.usecases.handover.registers.register_packages import CHOICES, Ahead
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.known_people import person_choices
from ui.messages import sentence
from ui.package_file import PackageFile
from ui.page import Page, bring_forward, page_column
from ui.session import Session
from ui.texts import tr
from ui.under_way import UnderWay
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.editors.choice import Choice
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.problem_line import ProblemLine
from ui.widgets.stack import Stack
from ui.words import Words, word

LISTS: Final[Words] = {
    "units": "Enheter som du har lagt till eller ändrat",
    "recipients": "Mottagare",
    "delegation": "Delegationsordning",
    "deadlines": "Lokala tider",
    "people": "Nyckelkort",
    "legal": "Lagpaket",
    "methods": "Metodpaket",
    "templates": "Mallar som inte ingår i ett paket",
}


@dataclass(frozen=True, slots=True)
class _Begun:
    people: tuple[KnownRow, ...]
    offer: Offer


class HandOverRegisterPlace(Page):
    """Two steps: asked, and looked at. Nothing is ticked to begin with."""

    title = "Lämna register"
    shows = frozenset({Part.KEYS, Part.UNITS, Part.REGISTER, Part.LAW, Part.TEMPLATES})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.form: FieldForm | None = None
        self._wanted: JsonObject = {}
        self._asked: JsonObject = {}
        self.work = UnderWay(session)
        self.work.stopped.connect(self._stopped)
        self.file = PackageFile(session)
        self.file.made.connect(self._made)
        self._refusal = ProblemLine()
        self._form_place, self._ahead = Stack(), Stack()
        self._next = button(tr("Visa vad som lämnas"), self.look, role="primary")
        head = Card(label(tr("Lämna register"), "title"), _lead(), self._form_place, self._refusal)
        head.add_row(self._next)
        column = page_column(self)
        for part in (head, self.work, self._ahead, self.file):
            column.addWidget(part)
        column.addStretch(1)

    # ----------------------------------------------------------------------------- asking

    def load(self) -> None:
        self.session.run(_begin, self._begun, context=self)

    def _begun(self, begun: _Begun) -> None:
        kept = self.form.values() if self.form is not None else {}
        self._form_place.clear()
        self._ahead.clear()
        self.form = None
        receivers, lists = person_choices(begun.people), _lists(begun.offer)
        self._next.setVisible(bool(receivers and lists))
        if not receivers:
            text = tr("Ta först emot mottagarens nyckelkort, under Nyckelkort.")
            self._form_place.add(Notice(text, "notice-warn"))
            return
        if not lists:
            text = tr("Det finns inget eget i registret att lämna än.")
            self._form_place.add(label(text))
            return
        to = FieldSpec("to", tr("Vem ska få det?"), Kind.CHOICE, required=True, choices=receivers)
        self.form = FieldForm((to, *lists))
        self.form.set_values({**kept, **self._wanted})
        self.form.changed.connect(self._ahead.clear)
        self._form_place.add(self.form)

    def look(self) -> None:
        """Count what would leave. Nothing is sealed."""
        if self.form is None or self.work.working:
            return
        self.form.clear_problems()
        self._refusal.clear()
        self._ahead.clear()
        self.file.forget()
        self._asked = self.form.asked_values()
        work = partial(_look, self._asked)
        self.work.begin(tr("Registret läses …"), work, self._show, self._refused)

    def _show(self, ahead: Ahead) -> None:
        leaves = [
            tr("{what}: {names}").format(what=word(LISTS, name), names="; ".join(names))
            for name, names in ahead.leaves
        ]
        box = Card(
            label(_to(ahead), "heading"),
            Beside(_column(tr("Lämnas"), leaves), _column(tr("Stannar"), _stays(ahead))),
        )
        if not ahead.outlook.confirmed:
            text = tr(
                "Mottagarens nyckelkort är inte bekräftat. Jämför orden under Nyckelkort innan du "
                "lämnar filen."
            )
            box.column.insertWidget(1, Notice(text, "notice-warn"))
        seal = button(tr("Försegla registret …"), self._seal, role="primary", icon="sign")
        wait = button(tr("Ändra"), self._change)
        box.add_row(wait, seal)
        self._ahead.add(box)
        bring_forward(box)
        wait.setFocus()

    def _change(self) -> None:
        self._ahead.clear()
        if self.form is not None:
            self.form.focus_first()

    def _seal(self) -> None:
        self.file.ask(tr("Var ska registret ligga?"), partial(_make, self._asked))

    def _made(self, _sealed: Sealed) -> None:
        self._ahead.clear()

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidFields) and self.form is not None:
            self.form.show_problems(refusal.problems)
        else:
            self._refusal.say(sentence(refusal))

    def _stopped(self) -> None:
        self._next.setFocus()

    def place(self) -> JsonObject:
        return dict(self.form.values()) if self.form is not None else {}

    def restore(self, place: JsonObject) -> None:
        self._wanted = {key: place[key] for key in ("to", *CHOICES) if key in place}
        if self.form is not None:
            self.form.set_values(self._wanted)


def _lead() -> Card:
    lead = tr(
        "Enheter, mottagare, tider, nyckelkort, lagpaket och mallar till en annan handläggares "
        "valv, i en fil som bara den kan öppna. Mottagaren väljer själv vad som tas in. Inget ur "
        "något ärende följer med."
    )
    return Card(label(lead, "muted"), role="")


def _lists(there: Offer) -> tuple[FieldSpec, ...]:
    """A list of boxes for each sort of which there is something."""
    things: dict[str, Iterable[Thing]] = {
        "units": (each.thing for each in there.units),
        "recipients": (each.thing for each in there.recipients),
        "delegation": (each.thing for each in there.delegation),
        "deadlines": (each.thing for each in there.deadlines),
        "people": (thing for thing, _ in there.people),
        "legal": (each.thing for each in there.legal),
        "methods": (each.thing for each in there.methods),
        "templates": (each.thing for each in there.templates),
    }
    found = ((name, _choices(things[name])) for name in CHOICES)
    return tuple(
        FieldSpec(name, word(LISTS, name), Kind.CHECKS, choices=choices)
        for name, choices in found
        if choices
    )


def _choices(things: Iterable[Thing]) -> tuple[Choice, ...]:
    return tuple(Choice(each.key, each.name) for each in things if not each.points_out)


def _to(ahead: Ahead) -> str:
    return tr("Till {name}, {unit}").format(name=ahead.outlook.name, unit=ahead.outlook.unit)


def _stays(ahead: Ahead) -> list[str]:
    lines = [tr("Allt i ärendena, loggen och enhetens anteckningar.")]
    if ahead.stays:
        text = tr("Det som ser ut att peka ut någon, med nummer eller adress: {names}.")
        lines.append(text.format(names="; ".join(ahead.stays)))
    return lines


def _column(heading: str, lines: Iterable[str]) -> Card:
    return Card(label(heading, "heading"), *(label(line) for line in lines), role="row")


def _begin(desk: Desk) -> _Begun:
    return _Begun(card_register.known_people(desk), register_packages.shown_offer(desk))


def _look(typed: JsonObject, desk: Desk, _progress: Progress) -> Ahead:
    return register_packages.look_ahead(desk, typed)


def _make(typed: JsonObject, desk: Desk, folder: Path, progress: Progress) -> Sealed:
    return register_packages.hand_over(desk, typed, folder, progress)
