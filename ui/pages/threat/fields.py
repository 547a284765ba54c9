"""The forms, one for each who may answer for a statement about the threat (F072)."""

from __future__ import annotations

from collections.abc import Sequence

from app.casework.facts import MeasureStatus, Owner
from app.jsonvalue import JsonObject
from ui import words
from ui.fields.spec import FieldSpec, Kind
from ui.route_words import MEASURE_STATUS, METHODS
from ui.texts import tr

_TEXT_LABELS = {
    Owner.BOPS: "Vad BOPS har meddelat",
    Owner.LOCAL_POLICE: "Vad lokalpolisen har meddelat",
    Owner.SOCIAL_SERVICES: "Socialtjänstens bedömning av skyddsbehovet",
    Owner.CLIENT: "Den enskildes egna ord",
}
_DATE_LABELS = {
    Owner.BOPS: "När gjordes bedömningen?",
    Owner.LOCAL_POLICE: "När gjordes bedömningen?",
    Owner.SOCIAL_SERVICES: "När gjordes bedömningen?",
    Owner.CLIENT: "När berättades det?",
}

_POLICE = (Owner.BOPS, Owner.LOCAL_POLICE)
_ASSESSORS = {
    Owner.BOPS: ("Handläggare, BOPS", "Avhopparsamordnare, polisen"),
    Owner.LOCAL_POLICE: ("Avhopparsamordnare, polisen", "Områdespolis", "Utredare, lokalpolisen"),
}


def threat_fields(owner: Owner) -> tuple[FieldSpec, ...]:
    """The police assess level and type; the client tells. Only BOPS says who belongs to the
    target group (F042)."""
    fields = [
        FieldSpec("assessed_on", tr(_DATE_LABELS[owner]), Kind.DATE, required=True, owner=owner)
    ]
    if owner in _POLICE:
        fields += _whose(owner)
    if owner is Owner.BOPS:
        fields.append(_yes_no("target_group", tr("Tillhör den enskilde målgruppen?"), owner))
    if owner is not Owner.CLIENT:
        fields += _level_and_type(owner)
        relocation = tr("Behöver den enskilde omlokaliseras?")
        fields.append(_yes_no("relocation_needed", relocation, owner))
    fields.append(
        FieldSpec(
            "text",
            tr(_TEXT_LABELS[owner]),
            Kind.TEXT,
            owner=owner,
            lines=5,
            help=tr(
                "Skriv det som behövs för stöd och skydd. Inte polisens metoder, och inte namn "
                "på den som hotar eller på andra skyddade personer."
            ),
        )
    )
    fields.append(
        FieldSpec(
            "valid_to",
            tr("Gäller till"),
            Kind.DATE,
            owner=owner,
            help=tr("Lämna tomt om inget är sagt."),
        )
    )
    if owner in _POLICE:
        fields.append(
            FieldSpec("review_on", tr("När ska det bedömas igen?"), Kind.DATE, owner=owner)
        )
    return tuple(fields)


def _whose(owner: Owner) -> list[FieldSpec]:
    """By whom and how the police have assessed; their analysis stays with them (F031, F042)."""
    assessor = FieldSpec(
        "assessor",
        tr("Vem bedömde?"),
        owner=owner,
        help=tr("Funktion, inte namn. Bedömningens analys stannar hos polisen."),
        suggestions=_ASSESSORS[owner],
    )
    reference = FieldSpec(
        "reference",
        tr("Polisens referens"),
        owner=owner,
        characters=20,
        help=tr("Så att beskedet går att hitta igen hos dem."),
    )
    if owner is not Owner.BOPS:
        return [assessor, reference]
    method = FieldSpec(
        "method",
        tr("Hur gjordes bedömningen?"),
        Kind.RADIO,
        owner=owner,
        choices=words.choices(METHODS),
    )
    return [assessor, method, reference]


def _level_and_type(owner: Owner) -> list[FieldSpec]:
    return [
        FieldSpec(
            "level",
            tr("Hotnivå"),
            Kind.RADIO,
            required=True,
            owner=owner,
            choices=words.choices(words.THREAT_LEVELS),
        ),
        FieldSpec(
            "type",
            tr("Typ av hot"),
            Kind.RADIO,
            required=True,
            owner=owner,
            choices=words.choices(words.THREAT_TYPES),
        ),
    ]


def _yes_no(name: str, text: str, owner: Owner) -> FieldSpec:
    choices = words.choices(words.YES_NO_PENDING)
    return FieldSpec(name, text, Kind.RADIO, owner=owner, choices=choices)


def measure_fields(responsible: Sequence[str]) -> tuple[FieldSpec, ...]:
    """A protective measure (F044); ``responsible`` are the functions to propose by name."""
    return (
        FieldSpec(
            "measure",
            tr("Vilken åtgärd?"),
            required=True,
            help=tr("Vad den enskilde får eller gör. Inget om hur polisen arbetar."),
        ),
        FieldSpec(
            "responsible",
            tr("Vem ansvarar?"),
            Kind.RADIO,
            required=True,
            choices=words.choices(words.OWNERS),
        ),
        FieldSpec(
            "responsible_name",
            tr("Funktion eller område"),
            help=tr("Skriv vilket lokalpolisområde när lokalpolisen ansvarar."),
            suggestions=tuple(responsible),
        ),
        FieldSpec(
            "status",
            tr("Hur långt har åtgärden kommit?"),
            Kind.RADIO,
            required=True,
            choices=words.choices(MEASURE_STATUS),
        ),
        FieldSpec("since", tr("Från och med"), Kind.DATE),
        FieldSpec(
            "follow_up_on",
            tr("Följs upp"),
            Kind.DATE,
            required=True,
            applies=_is_open,
        ),
        FieldSpec(
            "note",
            tr("Anteckning"),
            Kind.TEXT,
            help=tr("Inga platser, metoder eller namn på den som hotar."),
        ),
    )


def _is_open(form: JsonObject) -> bool:
    """A measure that is over is followed up no more."""
    over = (MeasureStatus.DONE.value, MeasureStatus.STOPPED.value)
    return form.get("status") not in over
