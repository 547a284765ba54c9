"""The forms of the page: a yes, a no, and a yes that is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.jsonvalue import JsonObject
from app.usecases.around.consents import AgeBand, Extent, PartyChoice
from ui import words
from ui.consent_words import ANSWERS, CATEGORIES, METHODS
from ui.fields.spec import FieldSpec, Kind
from ui.texts import tr
from ui.widgets.editors.choice import Choice


@dataclass(frozen=True, slots=True)
class Law:
    """References as the legal pack prints them; empty for what is not in it."""

    consent: str = ""
    police: str = ""
    """The police's secrecy for its own work, which the person cannot lift."""
    own_voice: str = ""
    guardians: str = ""
    minors: str = ""
    """Who lifts the secrecy of somebody under 18."""


def consent_fields(
    parties: Iterable[PartyChoice], band: AgeBand, law: Law
) -> tuple[FieldSpec, ...]:
    """What a yes must say first; then what can be said; then the guardians of somebody young."""
    return (
        *_when_and_how(tr("När lämnades samtycket?"), tr("Hur lämnades det?")),
        FieldSpec(
            "purpose",
            tr("Varför behöver uppgifter delas?"),
            Kind.TEXT,
            required=True,
            lines=2,
            help=tr("Ändamålet, i den enskildes och dina ord."),
        ),
        _parties(parties, needed=True),
        _extent(law),
        FieldSpec(
            "categories",
            tr("Vad får delas?"),
            Kind.CHECKS,
            required=True,
            applies=_narrow,
            help=tr("Kryssa bara för det som behövs för ändamålet."),
            choices=words.choices(CATEGORIES),
        ),
        FieldSpec(
            "valid_to",
            tr("Gäller till"),
            Kind.DATE,
            help=tr("Sex månader föreslås. Tomt betyder tills vidare, om den enskilde vill det."),
        ),
        FieldSpec(
            "reservation",
            tr("Förbehåll"),
            Kind.TEXT,
            lines=2,
            help=tr("Det som inte får delas, eller bara på ett visst sätt."),
        ),
        FieldSpec(
            "informed",
            tr("Vad har den enskilde fått veta?"),
            Kind.TEXT,
            lines=2,
            help=tr("Vad det innebär, att det går att säga nej och att det kan återkallas."),
        ),
        FieldSpec("language", tr("Språk"), help=tr("Om det inte var svenska.")),
        FieldSpec("interpreter", tr("Användes tolk?"), Kind.YES_NO),
        FieldSpec("original_at", tr("Var finns originalet?")),
        FieldSpec("witness", tr("Bevittnat av"), help=tr("Funktion, om någon var med.")),
        *(() if band is AgeBand.ADULT else _guardians(band, law)),
    )


def refusal_fields(parties: Iterable[PartyChoice]) -> tuple[FieldSpec, ...]:
    """A no is short: nobody has to explain it."""
    return (
        *_when_and_how(tr("När sa den enskilde nej?"), tr("Hur?")),
        FieldSpec("purpose", tr("Vad frågades det om?"), Kind.TEXT, required=True, lines=2),
        _parties(parties, needed=False),
        FieldSpec(
            "reservation",
            tr("Den enskildes egna ord"),
            Kind.TEXT,
            lines=2,
            help=tr("Bara om den enskilde vill säga något. Ett nej behöver inget skäl."),
        ),
        FieldSpec("informed", tr("Vad har den enskilde fått veta?"), Kind.TEXT, lines=2),
    )


def withdrawal_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("withdrawn_on", tr("När återkallades det?"), Kind.DATE, required=True),
        FieldSpec("how", tr("Hur?"), required=True, placeholder=tr("Muntligt vid besök")),
        FieldSpec("words", tr("Den enskildes egna ord"), Kind.TEXT, lines=2),
        FieldSpec(
            "scope",
            tr("Om bara en del återkallas: vilken?"),
            Kind.TEXT,
            lines=2,
            help=tr("Hela samtycket vilar ändå tills ett snävare är antecknat."),
        ),
    )


def _when_and_how(when: str, how: str) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("given_on", when, Kind.DATE, required=True),
        FieldSpec("method", how, Kind.RADIO, required=True, choices=words.choices(METHODS)),
    )


def _parties(parties: Iterable[PartyChoice], *, needed: bool) -> FieldSpec:
    choices = tuple(Choice(each.code, each.name) for each in parties)
    return FieldSpec(
        "parties",
        tr("Mellan vilka?"),
        Kind.ROWS,
        required=needed,
        help=tr(
            "Välj ur nätverket eller registret över mottagare. Den som bara skrivs med ord kan "
            "programmet inte känna igen när något ska lämnas ut."
        ),
        row=tr("Part"),
        add=tr("Lägg till part"),
        fields=(
            FieldSpec("party", tr("Part"), Kind.CHOICE, choices=choices),
            FieldSpec("name", tr("Eller med ord"), help=tr("Funktion hellre än namn.")),
        ),
    )


def _extent(law: Law) -> FieldSpec:
    police = f" ({law.police})" if law.police else ""
    return FieldSpec(
        "extent",
        tr("Hur mycket?"),
        Kind.RADIO,
        required=True,
        choices=(
            Choice(Extent.NARROW.value, tr("Bara det som kryssas för")),
            Choice(
                Extent.BROAD.value,
                tr("Allt (brett samtycke)"),
                tr("Ett brett samtycke ger inte rätt att dela mer än vad som är nödvändigt."),
            ),
        ),
        note=tr(
            "{law}. Polisens sekretess för personsäkerhetsarbetet{police} kan den enskilde inte "
            "häva."
        ).format(law=law.consent or tr("Samtycke"), police=police),
    )


def _narrow(form: JsonObject) -> bool:
    return form.get("extent") != Extent.BROAD.value


_ABOUT_AGE = {
    AgeBand.UNDER_12: "Den enskilde är under 12 år: varje vårdnadshavare måste ha samtyckt.",
    AgeBand.FROM_12: (
        "Den enskilde är 12–14 år: det går utan vårdnadshavarna om det är lämpligt och barnet "
        "vill det. Skriv då varför."
    ),
    AgeBand.FROM_15: (
        "Den enskilde har fyllt 15 år och för sin egen talan. Vårdnadshavarna kan ändå tillfrågas."
    ),
    AgeBand.UNKNOWN: "Bara för den som är under 18 år. Åldern framgår inte av ärendet.",
}


def _guardians(band: AgeBand, law: Law) -> tuple[FieldSpec, ...]:
    placement = tr(
        "Till en placering behövs alltid vårdnadshavarnas samtycke. Tvångsvård och skyddat boende "
        "har egna lagar."
    )
    laws = ", ".join(each for each in (law.minors, law.guardians, law.own_voice) if each)
    return (
        FieldSpec(
            "guardians",
            tr("Vårdnadshavare"),
            Kind.ROWS,
            required=band is AgeBand.UNDER_12,
            help=f"{tr(_ABOUT_AGE[band])} {placement}",
            note=laws,
            row=tr("Vårdnadshavare"),
            add=tr("Lägg till vårdnadshavare"),
            fields=(
                FieldSpec(
                    "function",
                    tr("Vem?"),
                    required=True,
                    placeholder=tr("Vårdnadshavare 1"),
                    help=tr("Inte namn."),
                ),
                FieldSpec(
                    "answer",
                    tr("Svar"),
                    Kind.RADIO,
                    required=True,
                    choices=words.choices(ANSWERS),
                ),
                FieldSpec("given_on", tr("När?"), Kind.DATE, required=True),
                FieldSpec("how", tr("Hur?")),
            ),
        ),
        FieldSpec(
            "guardians_left_out",
            tr("Varför är det lämpligt utan vårdnadshavarna?"),
            Kind.TEXT,
            lines=2,
            help=tr("Om någon inte har tillfrågats, eller har sagt nej."),
            applies=None if band is AgeBand.FROM_12 else _names_guardians,
        ),
    )


def _names_guardians(values: JsonObject) -> bool:
    """Where the age asks for nobody, only whoever has named a guardian is asked why another was
    left out."""
    return bool(values.get("guardians"))
