"""Who stands behind a legal or method pack, in words."""

from __future__ import annotations

from app.casework.handover_facts import TrustState
from app.casework.register_facts import MethodPackInstalled
from app.casework.unit_facts import LegalPackInstalled
from ui.package_words import TRUST_STATES
from ui.texts import tr
from ui.words import word


def signed_text(fact: LegalPackInstalled | MethodPackInstalled, state: TrustState | None) -> str:
    """``Signerat av Maja Exempelsson, Provenheten, bekräftat nyckelkort``. ``state``: what is
    known of the card today; None for a pack that came as a plain file."""
    if state is None:
        return unsigned_text()
    card = word(TRUST_STATES, state)
    return tr("Signerat av {who}, {card}").format(
        who=fact.signed_by, card=card[:1].lower() + card[1:]
    )


def unsigned_text() -> str:
    return tr("Utan underskrift: kontrollsumma att läsa upp")
