"""The own card as a paper: to be kept by whoever is to compare it, or read by a code reader."""

from __future__ import annotations

from app.documents.blocks import Document
from app.documents.key_card import CardOnPaper, build
from app.handover import fingerprint as fingerprints
from app.handover.card_codes import codes_of
from app.progress import Progress, no_progress
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register as cards


def own_card_paper(
    desk: Desk, _progress: Progress = no_progress, *, root: bool = False
) -> Document:
    """Raises Refusal: own_card_missing, own_card_revoked."""
    own = cards.own_card_now(desk, root=root)
    card = cards.card_of(desk, own)
    return build(
        CardOnPaper(
            card=card,
            words=fingerprints.words(own.fingerprint, desk.card_words),
            digits=fingerprints.digits(own.fingerprint),
            codes=codes_of(own.card.encode()),
        )
    )
