"""What is said of consents, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.casework import facts, moments
from app.casework.consents import Held, Standing
from app.casework.state import Signed
from app.ids import EntityId
from ui import words
from ui.consent_words import ANSWERS, METHODS, about_what_of, standing_words
from ui.texts import tr
from ui.wordings import Rows, Wording, Wordings, wording, wordings


@dataclass(frozen=True, slots=True)
class ConsentView:
    entity: EntityId
    heading: str
    """What it is today, in words."""
    opens: bool
    """Whether anything may be shared on it today."""
    can_be_withdrawn: bool
    said_no: bool
    said: Wordings
    withdrawals: tuple[Rows, ...]


def consent_views(held: Iterable[Held]) -> tuple[ConsentView, ...]:
    """Those that hold first, then the rest; of each the latest first."""
    ordered = sorted(held, key=_order, reverse=True)
    return tuple(_view(each) for each in ordered)


def summary(held: Iterable[Held]) -> str:
    """What may be shared today, in a sentence or two."""
    found = tuple(held)
    valid = [each for each in found if each.standing is Standing.VALID]
    if len(valid) == 1:
        return tr("Ett samtycke gäller. Bara det som det omfattar får delas.")
    if valid:
        text = tr("{n} samtycken gäller. Bara det som de omfattar får delas.")
        return text.format(n=len(valid))
    if not found:
        return tr("Inget samtycke finns. Uppgifter delas bara med annat stöd i lag.")
    if found[-1].standing is Standing.REFUSED:
        return tr(
            "Den enskilde vill inte att uppgifter delas. Behovet av stöd prövas ändå: att säga nej "
            "till samtycke är inte att säga nej till hjälp."
        )
    return tr("Inget samtycke gäller idag. Uppgifter delas bara med annat stöd i lag.")


def _order(held: Held) -> tuple[bool, str, int]:
    latest = held.entity.latest
    valid = held.standing is Standing.VALID
    return (valid, latest.fact.given_on, latest.record.content.lamport)


def _view(held: Held) -> ConsentView:
    entity = held.entity
    said_no = held.fact.answer is facts.ConsentAnswer.REFUSED
    return ConsentView(
        entity=entity.id,
        heading=standing_words(held),
        opens=held.standing is Standing.VALID,
        can_be_withdrawn=not said_no and held.standing is not Standing.WITHDRAWN,
        said_no=said_no,
        said=wordings(entity, _wording),
        withdrawals=tuple(_withdrawal(each) for each in held.withdrawals),
    )


def _wording(version: Signed[facts.Consent]) -> Wording:
    fact = version.fact
    said_no = fact.answer is facts.ConsentAnswer.REFUSED
    return wording(
        version,
        (tr("Svar"), tr("Nej till att dela uppgifter") if said_no else ""),
        (tr("Till vem"), "; ".join(each.name for each in fact.parties)),
        (tr("Vad"), "" if said_no else about_what_of(fact)),
        (tr("Varför"), fact.purpose),
        (tr("Egna ord") if said_no else tr("Förbehåll"), fact.reservation),
        (tr("Lämnat"), _given(fact)),
        (tr("Gäller till"), moments.shown(fact.valid_to)),
        (tr("Har fått veta"), fact.informed),
        (tr("Språk"), _language(fact)),
        (tr("Original"), fact.original_at),
        (tr("Bevittnat av"), fact.witness),
        *((each.function, _guardian(each)) for each in fact.guardians),
        (tr("Utan vårdnadshavare"), fact.guardians_left_out),
    )


def _given(fact: facts.Consent) -> str:
    how = words.word(METHODS, fact.method)
    return f"{moments.shown(fact.given_on)}, {how.lower()}"


def _language(fact: facts.Consent) -> str:
    tolk = tr("med tolk") if fact.interpreter else ""
    return ", ".join(part for part in (fact.language, tolk) if part)


def _guardian(each: facts.GuardianConsent) -> str:
    parts = (words.word(ANSWERS, each.answer), moments.shown(each.given_on), each.how)
    return ", ".join(part for part in parts if part)


def _withdrawal(fact: facts.ConsentWithdrawal) -> Rows:
    rows = (
        (tr("Återkallat"), f"{moments.shown(fact.withdrawn_on)}, {fact.how}"),
        (tr("Egna ord"), fact.words),
        (tr("Gäller delen"), fact.scope),
    )
    return tuple(row for row in rows if row[1])
