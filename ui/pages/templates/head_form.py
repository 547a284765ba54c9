"""What is said of a template as a whole and does not stand in its spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal

from app.forms.sheet_language import PURPOSES, STATUSES
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.texts import tr
from ui.widgets.editors.choice import Choice
from ui.widgets.labels import Card, label

TYPED_MS: Final = 400
"""After so long without a key the template is made anew."""
_LABELS: Mapping[str, tuple[str, str]] = {
    "titel": ("Titel", ""),
    "version": ("Version", "Två mallar med samma namn för datorer får aldrig ha samma version."),
    "status": ("Status", "Bara en aktiv mall kan användas i ärenden."),
    "slag": ("Slag", "Vad mallen är till för. Utan slag räknas den som en utredning."),
    "datum": ("Datum", "Som 2026-11-22."),
    "utgivare": ("Utgivare", ""),
    "url": ("Namn för datorer", "Samma i alla versioner av mallen. Utan mellanslag."),
    "gäller från": ("Gäller från", "Som 2026-11-22."),
    "gäller till": ("Gäller till", "Som 2026-11-22."),
}
_WORDS: Mapping[str, Mapping[str, str]] = {"status": STATUSES, "slag": PURPOSES}
_OPTIONAL: Final = ("slag", "gäller från", "gäller till")


class HeadForm(Card):
    """Hidden while the spreadsheet says everything. What stands here counts before the sheet."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(label(tr("Uppgifter om mallen"), "heading"))
        text = tr(
            "Det här saknas eller går inte att läsa i kalkylarket. Förslagen kan ändras. Skriv "
            "gärna in dem i fliken Mall också, så finns de med nästa gång."
        )
        self.column.addWidget(label(text, "muted"))
        self._asked: tuple[str, ...] = ()
        self._form: FieldForm | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPED_MS)
        self._typing.timeout.connect(self.edited)
        self.hide()

    def ask(self, keys: Sequence[str], proposed: Mapping[str, str]) -> None:
        """Ask for these, in this order. What has been typed stands; the rest is as proposed."""
        wanted = tuple(key for key in _LABELS if key in keys)
        values = {key: proposed.get(key, "") for key in wanted} | {
            key: text for key, text in self.values().items() if key in wanted
        }
        if wanted != self._asked:
            self._typing.stop()
            self._make(wanted)
        if self._form is not None:
            self._form.set_values(dict(values))
        self.setVisible(bool(wanted))

    def forget(self) -> None:
        """What stands here is about another spreadsheet."""
        if self._form is not None:
            self._form.set_values({})
        self.ask((), {})

    def set_value(self, key: str, text: str) -> None:
        """Ask for one more, or put another value in its field."""
        values = self.values() | {key: text}
        self.ask((*self._asked, key), values)
        if self._form is not None:
            self._form.set_values(dict(values))

    def values(self) -> dict[str, str]:
        typed = self._form.values() if self._form is not None else {}
        return {key: str(value or "") for key, value in typed.items()}

    def _make(self, keys: tuple[str, ...]) -> None:
        self._asked = keys
        if self._form is not None:
            self.column.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._form = FieldForm([_spec(key) for key in keys])
        self._form.changed.connect(self._typing.start)
        self.column.addWidget(self._form)


def _spec(key: str) -> FieldSpec:
    name, help_text = _LABELS[key]
    words = _WORDS.get(key)
    return FieldSpec(
        key,
        tr(name),
        Kind.CHOICE if words else Kind.LINE,
        required=key not in _OPTIONAL,
        help=tr(help_text) if help_text else "",
        choices=tuple(Choice(each, tr(each.capitalize())) for each in words or ()),
    )
