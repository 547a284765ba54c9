"""Whose vault it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.errors import Fault, FieldProblem
from app.jsonvalue import JsonObject
from app.ports import Owner
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec
from ui.pages.first_start.step import Step
from ui.texts import tr
from ui.widgets.labels import label

LONGEST = 120


class OwnerStep(Step):
    def __init__(self) -> None:
        super().__init__()
        self.title = tr("Dina uppgifter")
        self._form = FieldForm(
            (
                FieldSpec("name", tr("Namn"), required=True),
                FieldSpec("title", tr("Titel"), required=True, placeholder=tr("Socialsekreterare")),
                FieldSpec(
                    "function",
                    tr("Funktion"),
                    required=True,
                    help=tr("Kan stå i handlingar i stället för ditt namn, om du själv hotas."),
                    placeholder=tr("Handläggare, stöd till avhoppare"),
                ),
                FieldSpec("unit", tr("Enhet"), required=True),
                FieldSpec("municipality", tr("Kommun"), required=True),
            )
        )
        self._form.changed.connect(self.changed)
        self.lay_out(
            label(
                tr(
                    "Står på det du signerar. Uppgifterna ligger krypterade i valvet och kan "
                    "ändras senare; det som redan är signerat behåller de gamla."
                )
            ),
            self._form,
        )

    def owner(self) -> Owner:
        value = self._value
        return Owner(
            value("name"), value("title"), value("function"), value("unit"), value("municipality")
        )

    def own_words(self) -> tuple[str, ...]:
        """What somebody who knows the caseworker would guess first."""
        return tuple(
            word
            for name in ("name", "title", "function", "unit", "municipality")
            for word in self._value(name).split()
        )

    def entered(self) -> None:
        self._form.focus_first()

    def check(self, go_on: Callable[[], None]) -> None:
        problems = tuple(_problems(self._form.values()))
        if problems:
            self._form.show_problems(problems)
        else:
            self._form.clear_problems()
            go_on()

    def _value(self, name: str) -> str:
        return str(self._form.values()[name]).strip()


def _problems(values: JsonObject) -> Iterator[FieldProblem]:
    for name, value in values.items():
        text = str(value).strip()
        if not text:
            yield FieldProblem(name, Fault.REQUIRED)
        elif len(text) > LONGEST:
            yield FieldProblem(name, Fault.TOO_LONG, {"limit": LONGEST})
        elif not text.isprintable():
            yield FieldProblem(name, Fault.UNUSABLE_CHARACTER)
