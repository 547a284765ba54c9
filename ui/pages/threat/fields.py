"""The forms, one for each who may answer for a statement about the threat (F072)."""

from __future__ import annotations

from app.casework.facts import Owner
from ui import words
from ui.fields.spec import FieldSpec, Kind
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


def threat_fields(owner: Owner) -> tuple[FieldSpec, ...]:
    """The police assess level and type; the client tells. Only BOPS says who belongs to the
    target group (F042)."""
    fields = [
        FieldSpec("assessed_on", tr(_DATE_LABELS[owner]), Kind.DATE, required=True, owner=owner)
    ]
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
    return tuple(fields)


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
