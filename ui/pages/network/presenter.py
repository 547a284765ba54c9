"""What is said of the actors, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.casework import facts, moments
from app.casework.consents import Coverage
from app.casework.state import Signed
from app.disclosure.linter import FindingKind
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.usecases.around.network import ActorRow, ProtectionHint
from app.usecases.personal_data import personal_data_in
from ui import words
from ui.consent_words import COVERAGE
from ui.network_words import ROLES
from ui.texts import tr
from ui.wordings import Wording, Wordings, wording, wordings

_HINTS = {
    ProtectionHint.BOPS: (
        "Hotet är bedömt som högt: BOPS är motpart i skyddet. Lägg till BOPS i nätverket."
    ),
    ProtectionHint.LOCAL_POLICE: (
        "Hotet är inte bedömt som högt: lokalpolisområdet svarar för skyddsbehovet. Lägg till det "
        "i nätverket."
    ),
}


@dataclass(frozen=True, slots=True)
class ActorView:
    entity: EntityId
    coverage: str
    """Empty for one that is no longer an actor."""
    warns: bool
    """Whether nothing may be shared with it on consent."""
    active: bool
    said: Wordings


def actor_views(rows: Iterable[ActorRow]) -> tuple[ActorView, ...]:
    return tuple(_view(row) for row in rows)


def hint_text(hint: ProtectionHint | None) -> str:
    return tr(_HINTS[hint]) if hint else ""


def names_somebody(typed: JsonObject) -> bool:
    """Whether what is typed seems to hold a personal number: actors are known by function."""
    texts = (str(typed.get(name) or "") for name in ("name", "contact", "note"))
    return FindingKind.PERSONNUMMER in personal_data_in(*texts)


def _view(row: ActorRow) -> ActorView:
    entity = row.entity
    return ActorView(
        entity=entity.id,
        coverage=words.word(COVERAGE, row.coverage) if row.active else "",
        warns=row.coverage not in (Coverage.YES, Coverage.NOT_NEEDED),
        active=row.active,
        said=wordings(entity, _wording),
    )


def _wording(version: Signed[facts.Actor]) -> Wording:
    fact = version.fact
    role = words.word(ROLES, fact.role)
    return wording(
        version,
        (tr("Organisation"), fact.organisation),
        (tr("Ledande kontakt hos polisen"), tr("Ja") if fact.leads else ""),
        (tr("Kontaktväg"), fact.contact),
        (tr("Från"), moments.shown(fact.valid_from)),
        (tr("Till"), moments.shown(fact.valid_to)),
        (tr("Anteckning"), fact.note),
        heading=role if role == fact.name else f"{role} – {fact.name}",
    )
