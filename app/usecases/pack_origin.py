"""Who stands behind a legal or method pack: the sender of the sealed package it came in (X19)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.casework.handover_facts import KnownPerson, TrustState
from app.casework.register_facts import MethodPackInstalled
from app.casework.unit_facts import LegalPackInstalled


@dataclass(frozen=True, slots=True)
class PackOrigin:
    """Empty for a plain file, which nobody has signed: its checksum is read out instead."""

    signed_by: str = ""
    """Name and unit."""
    signed_by_key: str = ""
    """Fingerprint of the key card."""
    package: str = ""
    """Id of the envelope, whose signature covers the pack."""


PLAIN_FILE = PackOrigin()


def signer_state(
    fact: LegalPackInstalled | MethodPackInstalled, people: Iterable[KnownPerson]
) -> TrustState | None:
    """How well the card that a pack was signed by is known now; None for a pack without a
    signature. A card that another key has come in the place of counts as seen."""
    if not fact.signed_by_key:
        return None
    for person in people:
        same_key = {
            each.fingerprint for each in person.earlier if each.signing_key == person.signing_key
        }
        if fact.signed_by_key in {person.fingerprint, *same_key}:
            return person.state
    return TrustState.SEEN
