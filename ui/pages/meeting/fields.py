"""The form of the page: one meeting, planned, held or called off."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.casework.consents import Held
from app.casework.facts import MeetingKind, MeetingStatus
from app.jsonvalue import JsonObject
from app.law.pack import Ground
from app.usecases.around.meetings import NEEDS_BASIS, Basis
from ui import words
from ui.consent_words import about_what, consent_line
from ui.fields.spec import FieldSpec, Kind
from ui.meeting_words import BASES, FORMS, STATUSES
from ui.texts import tr
from ui.widgets.editors.choice import Choice


def meeting_fields(
    kind: MeetingKind,
    consents: Iterable[Held],
    grounds: Iterable[Ground],
    functions: tuple[str, ...],
) -> tuple[FieldSpec, ...]:
    """What is asked of every meeting; then what is asked once it has been held, or called off."""
    return (
        FieldSpec(
            "status", tr("Mötet är"), Kind.RADIO, required=True, choices=words.choices(STATUSES)
        ),
        FieldSpec("held_on", tr("Dag"), Kind.DATE, required=True),
        *_basis(kind, consents, grounds),
        FieldSpec("form", tr("Samverkansform"), Kind.CHOICE, choices=words.choices(FORMS)),
        _participants(functions),
        FieldSpec(
            "agenda",
            tr("Dagordning"),
            Kind.TEXT,
            lines=6,
            help=tr("En punkt på varje rad. Den kan skrivas ut under Handlingar."),
        ),
        *_once_held(functions),
        FieldSpec(
            "cancelled_why",
            tr("Varför ställdes mötet in?"),
            Kind.TEXT,
            required=True,
            lines=2,
            applies=_is(MeetingStatus.CANCELLED),
        ),
    )


def _basis(
    kind: MeetingKind, consents: Iterable[Held], grounds: Iterable[Ground]
) -> tuple[FieldSpec, ...]:
    needed = kind in NEEDS_BASIS
    bases = tuple(each for each in Basis if not (needed and each is Basis.NONE))
    about = tr("Utan samtycke eller annan grund för just den här personen tas ärendet inte upp.")
    return (
        FieldSpec(
            "basis",
            tr("På vilken grund tas ärendet upp?"),
            Kind.RADIO,
            required=needed,
            help=about if needed else "",
            choices=tuple(Choice(each.value, words.word(BASES, each)) for each in bases),
        ),
        FieldSpec(
            "consent",
            tr("Samtycke"),
            Kind.CHOICE,
            required=True,
            applies=_rests_on(Basis.CONSENT),
            help=tr("Det ska gälla den dag då mötet hålls."),
            choices=tuple(
                Choice(each.entity.id, consent_line(each), about_what(each)) for each in consents
            ),
        ),
        FieldSpec(
            "ground",
            tr("Grund"),
            Kind.CHOICE,
            required=True,
            applies=_rests_on(Basis.GROUND),
            choices=tuple(Choice(each.key, tr(each.name), each.reference) for each in grounds),
        ),
        FieldSpec(
            "ground_reason",
            tr("Varför gäller grunden här?"),
            Kind.TEXT,
            required=True,
            lines=2,
            applies=_rests_on(Basis.GROUND),
        ),
    )


def _participants(functions: tuple[str, ...]) -> FieldSpec:
    return FieldSpec(
        "participants",
        tr("Deltagare"),
        Kind.ROWS,
        row=tr("Deltagare"),
        add=tr("Lägg till deltagare"),
        fields=(
            FieldSpec("function", tr("Funktion"), required=True, suggestions=functions),
            FieldSpec("name", tr("Namn"), help=tr("Bara om det behövs.")),
        ),
    )


def _once_held(functions: tuple[str, ...]) -> tuple[FieldSpec, ...]:
    held = _is(MeetingStatus.HELD)
    return (
        FieldSpec(
            "facts",
            tr("Vad sades och kom fram?"),
            Kind.TEXT,
            lines=4,
            applies=held,
            help=tr("Bara den enskildes egna förhållanden. Andras hör hemma i deras egna akter."),
        ),
        FieldSpec("own_view", tr("Den enskildes egen syn"), Kind.TEXT, lines=3, applies=held),
        FieldSpec(
            "agreed",
            tr("Vad bestämdes?"),
            Kind.ROWS,
            applies=held,
            row=tr("Överenskommelse"),
            add=tr("Lägg till överenskommelse"),
            fields=(
                FieldSpec("what", tr("Vad?"), Kind.TEXT, required=True, lines=2),
                FieldSpec("who", tr("Vem?"), suggestions=functions),
                FieldSpec("by", tr("Till när?"), Kind.DATE),
            ),
        ),
        FieldSpec("next_on", tr("Nästa möte"), Kind.DATE, applies=held),
    )


def _is(status: MeetingStatus) -> Callable[[JsonObject], bool]:
    return lambda form: form.get("status") == status.value


def _rests_on(basis: Basis) -> Callable[[JsonObject], bool]:
    return lambda form: form.get("basis") == basis.value
