"""The form of the page: one actor."""

from __future__ import annotations

from collections.abc import Iterable

from app.casework.facts import ActorRole
from app.jsonvalue import JsonObject
from app.usecases.around.network import LEADING
from app.usecases.registers import RecipientRow
from app.usecases.unit.units import UnitRow
from ui import words
from ui.fields.spec import FieldSpec, Kind
from ui.network_words import ROLES
from ui.texts import tr
from ui.widgets.editors.choice import Choice


def actor_fields(
    units: Iterable[UnitRow], recipients: Iterable[RecipientRow]
) -> tuple[FieldSpec, ...]:
    """Function and name first; only a police function is asked whether it leads."""
    return (
        FieldSpec("role", tr("Funktion"), Kind.CHOICE, required=True, choices=words.choices(ROLES)),
        FieldSpec(
            "name",
            tr("Benämning"),
            required=True,
            placeholder=tr("Kontaktperson, frivården"),
            help=tr(
                "Funktion hellre än namn. För närstående: relationen, till exempel syster. Den som "
                "hotar och andra skyddade personer ska inte stå här."
            ),
        ),
        FieldSpec(
            "unit",
            tr("Enhet i registret"),
            Kind.CHOICE,
            applies=_works_somewhere,
            choices=tuple(Choice(row.entity, row.shown) for row in units),
        ),
        FieldSpec(
            "organisation",
            tr("Eller organisation med ord"),
            applies=_works_somewhere,
            help=tr("Tomt för den som hör till den egna enheten."),
        ),
        FieldSpec(
            "contact",
            tr("Kontaktväg"),
            Kind.TEXT,
            lines=2,
            help=tr("Hur funktionen nås i arbetet. Den enskildes egna kontaktvägar står inte här."),
        ),
        FieldSpec(
            "leads",
            tr("Ledande kontakt hos polisen?"),
            Kind.YES_NO,
            applies=_can_lead,
            help=tr("En i taget. Övriga i polisen nås genom den."),
        ),
        FieldSpec("valid_from", tr("Från"), Kind.DATE),
        FieldSpec("valid_to", tr("Till"), Kind.DATE, help=tr("Tomt så länge det gäller.")),
        FieldSpec(
            "recipient",
            tr("Samma som i registret över mottagare"),
            Kind.CHOICE,
            help=tr("Då räknas samtycket också när en handling lämnas ut till mottagaren."),
            choices=tuple(
                Choice(row.entity, f"{row.recipient.organisation} – {row.recipient.name}")
                for row in recipients
            ),
        ),
        FieldSpec("note", tr("Anteckning"), Kind.TEXT, lines=2),
    )


def _works_somewhere(form: JsonObject) -> bool:
    return form.get("role") not in (ActorRole.KIN, ActorRole.GUARDIAN)


def _can_lead(form: JsonObject) -> bool:
    return form.get("role") in LEADING
