"""Anteckningsbok: local knowledge that belongs to no case (F158)."""

from __future__ import annotations

from app.casework.unit_facts import UnitNote
from app.disclosure.linter import FindingKind
from app.jsonvalue import JsonObject
from app.usecases.personal_data import personal_data_in
from app.usecases.unit import unit_notes
from ui.fields.spec import FieldSpec, Kind
from ui.pages.unit.kept import KeptPlace, Shelf
from ui.session import Session
from ui.texts import tr


class NotebookPlace(KeptPlace[UnitNote]):
    title = "Anteckningsbok"

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            Shelf(
                kind="unit_note",
                lead="Lokal kännedom: vägar in, öppettider, vad som brukar fungera. Inget om "
                "enskilda personer, och aldrig platser som pekar ut någon.",
                new="Ny anteckning",
                change="Ändra anteckningen",
                nothing="Anteckningsboken är tom.",
                draft="En anteckning är inte sparad.",
                read=unit_notes.unit_notes,
                keep=unit_notes.keep_note,
                fields=_fields,
                typed=_typed,
                heading=_heading,
                rows=_rows,
                warn=warning_of,
            ),
        )


def warning_of(typed: JsonObject) -> str:
    """What looks like personal data in the form, in a sentence; nothing is refused for it."""
    found = personal_data_in(str(typed.get("heading") or ""), str(typed.get("text") or ""))
    if FindingKind.PERSONNUMMER in found:
        return tr("Texten tycks innehålla ett personnummer. Ta bort det: det hör hemma i ärendet.")
    if found:
        return tr(
            "Texten tycks innehålla ett telefonnummer, en e-postadress eller en position. Det får "
            "stå kvar om det hör till en verksamhet och inte till en person."
        )
    return ""


def _fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("heading", tr("Rubrik"), required=True),
        FieldSpec("text", tr("Anteckning"), Kind.TEXT, required=True, lines=6),
    )


def _typed(fact: UnitNote) -> JsonObject:
    return {"heading": fact.heading, "text": fact.text}


def _heading(fact: UnitNote) -> str:
    return fact.heading


def _rows(fact: UnitNote) -> tuple[tuple[str, str], ...]:
    return ((tr("Anteckning"), fact.text),)
