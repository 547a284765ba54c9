"""The forms of the register, one for each thing that can happen to a unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from app.casework.unit_facts import Unit, UnitKind
from app.casework.units import MUNICIPAL
from app.jsonvalue import JsonObject
from app.usecases.unit.units import MARKS, UnitRow
from ui.fields.spec import FieldSpec, Kind
from ui.pages.unit.words import MARK_WORDS, UNIT_KINDS
from ui.texts import tr
from ui.widgets.editors.choice import Choice
from ui.words import choices


class Doing(StrEnum):
    """What a form of the register does."""

    CHANGE = "change"
    """Add or correct."""
    RENAME = "rename"
    MERGE = "merge"
    END = "end"


def fields_of(doing: Doing, rows: Iterable[UnitRow], *, known: bool) -> tuple[FieldSpec, ...]:
    """``rows``: the units to choose among. ``known``: the unit is there already."""
    if doing is Doing.RENAME:
        return _rename()
    if doing is Doing.MERGE:
        return _merge(rows)
    if doing is Doing.END:
        return (FieldSpec("valid_to", tr("Sista dag"), Kind.DATE, required=True),)
    return _change(rows, known=known)


def _change(rows: Iterable[UnitRow], *, known: bool) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("kind", tr("Slag"), Kind.CHOICE, required=True, choices=choices(UNIT_KINDS)),
        FieldSpec(
            "name",
            tr("Namn"),
            required=True,
            help=tr("Rätta stavningen här. Har enheten bytt namn, använd ”Byt namn”.")
            if known
            else "",
        ),
        FieldSpec("parent", tr("Ligger under"), Kind.CHOICE, choices=_units(rows)),
        FieldSpec("code", tr("Kommunkod"), characters=6, applies=_is(UnitKind.MUNICIPALITY)),
        FieldSpec(
            "age_from",
            tr("Från ålder"),
            Kind.INTEGER,
            applies=_is(UnitKind.SIG),
            help=tr("Åldern föreslår en grupp och hindrar aldrig ett annat val."),
        ),
        FieldSpec("age_to", tr("Till och med ålder"), Kind.INTEGER, applies=_is(UnitKind.SIG)),
        FieldSpec(
            "marks",
            tr("Enheten är"),
            Kind.CHECKS,
            choices=choices(MARK_WORDS),
            applies=_is(*MUNICIPAL),
            help=tr("Sociala insatsgrupper har funnits i Stockholms stad sedan 2012."),
        ),
        FieldSpec(
            "contact",
            tr("Kontaktväg"),
            Kind.TEXT,
            lines=2,
            help=tr("Till funktionen: växel, funktionsbrevlåda. Inga enskilda personer."),
        ),
        FieldSpec("note", tr("Anteckning"), Kind.TEXT, lines=2),
        FieldSpec("valid_from", tr("Första dag"), Kind.DATE, help=tr("Lämna tomt om okänt.")),
        FieldSpec("valid_to", tr("Sista dag"), Kind.DATE, help=tr("Lämna tomt om den finns än.")),
    )


def _is(*kinds: UnitKind) -> Callable[[JsonObject], bool]:
    return lambda form: form.get("kind") in kinds


def _rename() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("name", tr("Nytt namn"), required=True),
        FieldSpec(
            "from",
            tr("Från och med"),
            Kind.DATE,
            required=True,
            help=tr("Handlingar från tiden före behåller det gamla namnet."),
        ),
    )


def _merge(rows: Iterable[UnitRow]) -> tuple[FieldSpec, ...]:
    unit = FieldSpec("unit", tr("Enhet"), Kind.CHOICE, required=True, choices=_units(rows))
    return (
        FieldSpec("name", tr("Den nya enhetens namn"), required=True),
        FieldSpec(
            "from",
            tr("Från och med"),
            Kind.DATE,
            required=True,
            help=tr("Dagen före blir de gamla enheternas sista."),
        ),
        FieldSpec(
            "units",
            tr("Enheter som slås samman"),
            Kind.ROWS,
            fields=(unit,),
            row=tr("Enhet"),
            add=tr("Lägg till enhet"),
        ),
    )


def _units(rows: Iterable[UnitRow]) -> tuple[Choice, ...]:
    return tuple(Choice(row.entity, row.shown) for row in rows)


def typed_unit(unit: Unit) -> JsonObject:
    """What stands in the form of a unit that is there."""
    return {
        "kind": unit.kind.value,
        "name": unit.name,
        "parent": unit.parent or "",
        "code": unit.code,
        "age_from": _age(unit.age_from),
        "age_to": _age(unit.age_to),
        "marks": [mark for mark in MARKS if getattr(unit, mark)],
        "contact": unit.contact,
        "note": unit.note,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
    }


def _age(years: int | None) -> str:
    return "" if years is None else str(years)
