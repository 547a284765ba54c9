"""The forms of a follow-up, as data: to plan one, to carry it out, to cancel it."""

from __future__ import annotations

from app.casework.facts import Owner, ThreatChange
from app.jsonvalue import JsonObject
from ui import words
from ui.fields.spec import FieldSpec, Kind
from ui.follow_up_words import MET, REACHED, THREAT, TRACKS, YES_NO_UNKNOWN
from ui.functions import functions
from ui.texts import tr
from ui.widgets.editors.choice import Choice


def plan_fields() -> tuple[FieldSpec, ...]:
    return (
        _track(),
        FieldSpec("planned_on", tr("När ska den göras?"), Kind.DATE, required=True),
        FieldSpec(
            "how",
            tr("Hur ska den göras?"),
            Kind.TEXT,
            lines=1,
            help=tr("Till exempel möte, samtal eller besök. Skriv inga platser."),
        ),
        _participants(),
    )


def done_fields() -> tuple[FieldSpec, ...]:
    """What is observed first, what is appraised last (F063, F067, F068)."""
    return (
        _track(),
        FieldSpec("done_on", tr("När gjordes den?"), Kind.DATE, required=True),
        FieldSpec("how", tr("Hur gjordes den?"), Kind.TEXT, lines=1),
        _participants(),
        FieldSpec(
            "design",
            tr("Hur har insatserna genomförts?"),
            Kind.TEXT,
            required=True,
            lines=2,
            help=tr("Vilka, hur ofta, och om det stämmer med planen och uppdraget."),
        ),
        _quality(),
        _answers(
            "aims",
            tr("Övergripande mål"),
            tr("Övergripande mål"),
            tr("Målet så som det står i planen"),
        ),
        _answers("goals", tr("Planens mål"), tr("Mål"), tr("Målet med den enskildes egna ord")),
        *_seen(),
        FieldSpec(
            "own_words",
            tr("Den enskildes egna ord"),
            Kind.TEXT,
            lines=2,
            owner=Owner.CLIENT,
        ),
        FieldSpec(
            "facts",
            tr("Övrigt som är iakttaget, och vem som har sagt det"),
            Kind.TEXT,
            required=True,
            lines=2,
        ),
        FieldSpec("appraisal", tr("Din bedömning"), Kind.TEXT, required=True, lines=2),
        FieldSpec(
            "next_on",
            tr("Nästa uppföljning"),
            Kind.DATE,
            help=tr("Den planeras i samma stund, på samma spår."),
        ),
    )


def _seen() -> tuple[FieldSpec, ...]:
    """What is known of protection, threat, crime and contacts, and no appraisal of it (F068)."""
    return (
        FieldSpec(
            "protection_seen",
            tr("Vad är känt om behovet av skydd nu?"),
            Kind.TEXT,
            lines=1,
            owner=Owner.SOCIAL_SERVICES,
            help=tr("Skriv också om inget är känt. Ingen hotnivå: den bedömer polisen."),
        ),
        FieldSpec(
            "threat",
            tr("Har något hänt som kan ändra hotet?"),
            Kind.RADIO,
            required=True,
            owner=Owner.SOCIAL_SERVICES,
            choices=words.choices(THREAT),
            help=tr("Polisen bedömer hotet. Lämna uppgiften till BOPS eller lokalpolisen."),
        ),
        FieldSpec(
            "threat_words",
            tr("Vad har hänt, och när lämnades det till polisen?"),
            Kind.TEXT,
            required=True,
            lines=2,
            owner=Owner.SOCIAL_SERVICES,
            applies=_threat_changed,
        ),
        FieldSpec("crime_seen", tr("Vad är känt om brott?"), Kind.TEXT, lines=1),
        FieldSpec(
            "return_to_crime",
            tr("Har den enskilde gått tillbaka till kriminalitet?"),
            Kind.RADIO,
            required=True,
            choices=words.choices(YES_NO_UNKNOWN),
            help=tr("Så som det är iakttaget. Ett återfall avslutar ingenting av sig självt."),
        ),
        FieldSpec(
            "contacts_seen",
            tr("Vad är känt om kriminella kontakter?"),
            Kind.TEXT,
            lines=1,
            help=tr("Skriv relationer, inga namn."),
        ),
    )


def cancel_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "cancelled_why",
            tr("Varför blir den inte av?"),
            Kind.TEXT,
            required=True,
            lines=2,
            help=tr("Planera en ny om den ska göras en annan dag."),
        ),
    )


def _threat_changed(form: JsonObject) -> bool:
    return form.get("threat") in (ThreatChange.MORE, ThreatChange.LESS)


def _track() -> FieldSpec:
    return FieldSpec(
        "track",
        tr("Vem följer upp?"),
        Kind.RADIO,
        required=True,
        choices=words.choices(TRACKS),
        help=tr("Hemkommunen ansvarar för uppföljningen, också när polisen eller andra gör den."),
    )


def _participants() -> FieldSpec:
    return FieldSpec(
        "participants",
        tr("Vilka deltar?"),
        Kind.ROWS,
        help=tr("Är uppdraget hos en annan kommun ska den mottagande kommunen vara med."),
        fields=(
            FieldSpec("function", tr("Funktion"), required=True, suggestions=functions()),
            FieldSpec("name", tr("Namn"), help=tr("Bara om det behövs.")),
        ),
        row=tr("Deltagare"),
        add=tr("Lägg till deltagare"),
    )


def _quality() -> FieldSpec:
    return FieldSpec(
        "quality",
        tr("Uppdragets kvalitetskrav"),
        Kind.ROWS,
        help=tr("En rad för varje krav, med samma ord som i uppdraget."),
        fields=(
            FieldSpec("requirement", tr("Kravet"), Kind.TEXT, required=True, lines=1),
            FieldSpec(
                "met",
                tr("Är det uppfyllt?"),
                Kind.CHOICE,
                required=True,
                choices=words.choices(MET),
            ),
            FieldSpec("words", tr("Vad har iakttagits?"), Kind.TEXT, lines=1),
        ),
        row=tr("Krav"),
        add=tr("Lägg till krav"),
    )


def _answers(name: str, heading: str, row: str, text: str) -> FieldSpec:
    reached: tuple[Choice, ...] = words.choices(REACHED)
    return FieldSpec(
        name,
        heading,
        Kind.ROWS,
        fields=(
            FieldSpec("text", text, Kind.TEXT, required=True, lines=1),
            FieldSpec("reached", tr("Är målet nått?"), Kind.CHOICE, choices=reached),
            FieldSpec(
                "score",
                tr("Hur långt har det gått, 0 till 10?"),
                Kind.INTEGER,
                help=tr("0 är inte börjat, 10 är nått. Bestäm siffran tillsammans."),
            ),
            FieldSpec("words", tr("Vad har hänt?"), Kind.TEXT, lines=1),
        ),
        row=row,
        add=tr("Lägg till mål"),
    )
