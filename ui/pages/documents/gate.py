"""The gate as one page: to whom, on what ground, why, and what leaves and what stays.

Nothing is written here. ``ready`` says what the caseworker wants; the use case decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.casework.consents import Held
from app.disclosure.gate import DisclosureRequest
from app.disclosure.profiles import Profile
from app.errors import InvalidFields, Refusal
from app.ids import EntityId, RecordId
from app.jsonvalue import JsonObject
from app.law.pack import Ground
from app.usecases.registers import RecipientRow
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.ground_choices import asks_consent, ground_choices
from ui.messages import sentence
from ui.pages.documents import presenter
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.problem_line import ProblemLine


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be let out: a fixed version in a profile."""

    source: RecordId
    profile: Profile


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen among."""

    recipients: tuple[RecipientRow, ...]
    grounds: tuple[Ground, ...]
    consents: tuple[Held, ...] = ()
    """Those of the case, whatever they are today: one that does not hold is explained when it is
    chosen."""
    subject: str = ""
    """What is being let out, in words."""


class GateForm(QWidget):
    """The request for one subject, as typed. Says ``changed`` at every keystroke."""

    changed = Signal()
    ready = Signal()
    """The caseworker wants to see what would leave."""
    register_wanted = Signal()
    """The recipient is not in the list: go to the register."""

    def __init__(self, subject: Subject, offered: Offered) -> None:
        super().__init__()
        self.subject = subject
        self._grounds = offered.grounds
        self._consents = offered.consents
        self.form = FieldForm(_specs(offered))
        self.content = FieldForm((_content(subject.profile),))
        self.content.set_values({"allowed": presenter.suggested(subject.profile)})
        self.form.changed.connect(self._typed)
        self.content.changed.connect(self._typed)
        self._asked = Notice("")
        self._doubt = Notice("", "notice-warn")
        self._consent = Notice("")
        self._refusal = ProblemLine()
        self._stays = label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if not offered.recipients:
            text = tr("Registret över mottagare är tomt. Lägg till den som ska få handlingen.")
            go = tr("Öppna Mottagare")
            column.addWidget(Notice(text, "notice-warn", action=go, act=self.register_wanted.emit))
        notices = (self._asked, self._doubt, self._consent)
        for part in (*notices, self.form, self._columns(), self._refusal):
            column.addWidget(part)
        self.look = button(tr("Granska det som lämnar"), self.ready.emit, role="primary")
        foot = Card(role="")
        foot.column.setContentsMargins(0, 0, 0, 0)
        foot.add_row(
            self.look,
            button(tr("Öppna registret över mottagare"), self.register_wanted.emit, role="link"),
        )
        column.addWidget(foot)
        self._show_choice()

    def _columns(self) -> QWidget:
        """What is ticked on the left leaves; everything else is named on the right."""
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        top = Qt.AlignmentFlag.AlignTop
        staying = Card(label(tr("Stannar"), "label"), self._stays, role="row", spacing=6)
        row.addWidget(self.content, 1, top)
        row.addWidget(staying, 1, top)
        return box

    # ----------------------------------------------------------------------------- what is typed

    def values(self) -> JsonObject:
        return {**self.form.values(), **self.content.values()}

    def set_values(self, values: JsonObject) -> None:
        self.form.set_values(values)
        self.content.set_values(values)
        self._show_choice()

    def focus_first(self) -> None:
        self.form.focus_first()

    def place(self) -> JsonObject:
        return self.form.place() or self.content.place()

    def restore_place(self, place: JsonObject) -> None:
        part = self.content if place.get("field") == "allowed" else self.form
        part.restore_place(place)

    def request(self, explanations: tuple[tuple[str, str], ...] = ()) -> DisclosureRequest:
        """What stands in the fields; whether it will do is the gate's to say."""
        typed = self.form.asked_values()
        return DisclosureRequest(
            recipient=EntityId(str(typed.get("recipient") or "")),
            ground=str(typed.get("ground") or ""),
            reason=str(typed.get("reason") or ""),
            profile=self.subject.profile,
            source=self.subject.source,
            allowed=presenter.allowed(self.content.values().get("allowed")),
            explanations=explanations,
            consent=EntityId(str(typed["consent"])) if typed.get("consent") else None,
        )

    def show_refusal(self, refusal: Refusal) -> None:
        """At the fields where it names them, else above the button."""
        self._refusal.clear()
        if isinstance(refusal, InvalidFields):
            self.form.show_problems(refusal.problems)
        else:
            self._refusal.say(sentence(refusal))

    def _typed(self) -> None:
        self._show_choice()
        self.changed.emit()

    def _show_choice(self) -> None:
        typed = self.values()
        asked, doubt = presenter.about_ground(self._grounds, str(typed.get("ground") or ""))
        asked_for = str(self.form.asked_values().get("consent") or "")
        consent = presenter.about_consent(self._consents, asked_for)
        shown = ((self._asked, asked), (self._doubt, doubt), (self._consent, consent))
        for notice, text in shown:
            notice.set_text(text)
            notice.setVisible(bool(text))
        chosen = presenter.allowed(typed.get("allowed"))
        self._stays.setText(presenter.staying(self.subject.profile, chosen))
        self._refusal.clear()


def _specs(offered: Offered) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "recipient",
            tr("Mottagare"),
            Kind.CHOICE,
            required=True,
            choices=presenter.recipient_choices(offered.recipients),
        ),
        FieldSpec(
            "ground",
            tr("Grund"),
            Kind.CHOICE,
            required=True,
            help=tr("Samtycke eller den bestämmelse som tillåter att uppgifterna lämnas."),
            choices=ground_choices(offered.grounds),
        ),
        FieldSpec(
            "consent",
            tr("Samtycke"),
            Kind.CHOICE,
            required=True,
            applies=asks_consent(offered.grounds),
            help=tr("Samtycken antecknas på sidan Samtycke. Bara ett som gäller släpper igenom."),
            choices=presenter.consent_choices(offered.consents),
        ),
        FieldSpec(
            "reason",
            tr("Skäl"),
            Kind.TEXT,
            required=True,
            help=tr("Samtyckets innehåll, menprövningen eller avvägningen, i ord."),
        ),
    )


def _content(profile: Profile) -> FieldSpec:
    return FieldSpec(
        "allowed",
        tr("Lämnar"),
        Kind.CHECKS,
        required=True,
        help=tr("Kryssa bara för det som mottagaren behöver."),
        choices=presenter.category_choices(profile),
    )
