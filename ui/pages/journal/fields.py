"""The forms of the journal, as data."""

from __future__ import annotations

from app.casework.state import CaseState
from ui.fields.spec import FieldSpec, Kind
from ui.pages.journal.presenter import title_of
from ui.texts import tr
from ui.widgets.editors.choice import Choice
from ui.words import NOTE_TYPES, choices


def note_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "event",
            tr("När hände det?"),
            Kind.DATE,
            required=True,
            help=tr("Datum, gärna med klockslag. Det går bra med bara månad eller år."),
            placeholder="2026-11-21 14:30",
        ),
        FieldSpec(
            "type",
            tr("Typ av anteckning"),
            Kind.CHOICE,
            required=True,
            choices=choices(NOTE_TYPES),
        ),
        FieldSpec("heading", tr("Rubrik"), required=True),
        FieldSpec(
            "facts",
            tr("Fakta"),
            Kind.TEXT,
            lines=6,
            help=tr("Vad som hände och sades. Skriv bedömningar i rutan under."),
        ),
        FieldSpec(
            "appraisal",
            tr("Bedömning"),
            Kind.TEXT,
            help=tr("Din bedömning, skild från fakta."),
        ),
        FieldSpec("source", tr("Källa"), help=tr("Varifrån uppgifterna kommer.")),
        FieldSpec(
            "participants",
            tr("Deltagare"),
            Kind.TEXT,
            lines=1,
            help=tr("Helst funktion i stället för namn."),
        ),
    )


def correction_fields() -> tuple[FieldSpec, ...]:
    reason = FieldSpec(
        "correction_reason",
        tr("Varför rättas anteckningen?"),
        Kind.TEXT,
        required=True,
        lines=2,
    )
    return (reason, *note_fields())


def objection_fields(state: CaseState) -> tuple[FieldSpec, ...]:
    notes = tuple(
        Choice(
            entity.latest.record.id,
            f"{entity.latest.record.content.happened_at[:10]} {title_of(entity.latest.fact)}",
        )
        for entity in reversed(state.notes)
    )
    return (
        FieldSpec(
            "about",
            tr("Vilken anteckning gäller det?"),
            Kind.CHOICE,
            required=True,
            choices=notes,
        ),
        FieldSpec("stated_on", tr("När sades det?"), Kind.DATE, required=True),
        FieldSpec(
            "words",
            tr("Vad är fel, enligt den enskilde?"),
            Kind.TEXT,
            required=True,
            help=tr("Skriv med den enskildes egna ord."),
        ),
    )
