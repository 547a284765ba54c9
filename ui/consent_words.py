"""What a consent is called wherever it is shown: on its page, at the gate, beside an actor."""

from __future__ import annotations

from typing import Final

from app.casework import facts, moments
from app.casework.consents import Coverage, Held, Standing
from app.casework.words import CONSENT_CATEGORY
from ui import words
from ui.texts import tr
from ui.words import Words

CATEGORIES: Final[Words] = CONSENT_CATEGORY
METHODS: Final[Words] = {
    facts.ConsentMethod.WRITTEN: "Skriftligt",
    facts.ConsentMethod.ORAL: "Muntligt",
}
ANSWERS: Final[Words] = {
    facts.ConsentAnswer.GIVEN: "Ja",
    facts.ConsentAnswer.REFUSED: "Nej",
}
COVERAGE: Final[Words] = {
    Coverage.YES: "Samtycke: ja",
    Coverage.NO: "Samtycke: nej",
    Coverage.EXPIRED: "Samtycke: utgånget",
    Coverage.WITHDRAWN: "Samtycke: återkallat",
    Coverage.NOT_NEEDED: "Samtycke behövs inte: egna enheten",
}


_STANDING: Final[Words] = {
    Standing.VALID: "Gäller till {day}",
    Standing.NOT_YET: "Gäller från {day}",
    Standing.EXPIRED: "Gick ut {day}",
    Standing.WITHDRAWN: "Återkallat {day}",
    Standing.REFUSED: "Nej till att dela uppgifter {day}",
    Standing.DISPUTED: "Ändrat på två håll, gäller inte förrän någon har valt",
}


def standing_words(consent: Held) -> str:
    """``Gäller till 2026-12-01``, ``Återkallat 2026-06-01`` …"""
    if consent.standing is Standing.VALID and not consent.fact.valid_to:
        return tr("Gäller tills vidare")
    return tr(_STANDING[consent.standing]).format(day=moments.shown(_day(consent)))


def _day(consent: Held) -> str:
    """The one that its standing is about."""
    if consent.standing is Standing.WITHDRAWN:
        return min(each.withdrawn_on for each in consent.withdrawals)
    if consent.standing in (Standing.VALID, Standing.EXPIRED):
        return consent.fact.valid_to
    return consent.fact.given_on


def parties(consent: Held) -> str:
    return "; ".join(each.name for each in consent.fact.parties)


def about_what(consent: Held) -> str:
    """The categories in words; a broad one says so."""
    return about_what_of(consent.fact)


def about_what_of(fact: facts.Consent) -> str:
    if fact.broad:
        return tr("Allt (brett samtycke)")
    chosen = (each for each in facts.ConsentCategory if each in fact.categories)
    return ", ".join(words.word(CATEGORIES, each) for each in chosen)


def consent_line(consent: Held) -> str:
    """``2026-05-30, BOPS – gäller till 2026-12-01``: one consent among several."""
    stands = standing_words(consent)
    stands = stands[0].lower() + stands[1:]
    given = moments.shown(consent.fact.given_on)
    named = parties(consent)
    return f"{given}, {named} – {stands}" if named else f"{given} – {stands}"
