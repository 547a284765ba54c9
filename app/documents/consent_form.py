"""The form of a consent, to be read through and signed (OSL 12 kap. 2 §; F074, X17): to whom, about
what, why and for how long, what the person was told, and lines for everyone who signs.

What the law makes of it stands in the legal pack's text, which says itself that to refuse consent
is not to refuse help (F184).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.casework import facts, moments, words
from app.casework.consents import withdrawals_of
from app.disclosure.categories import Category
from app.documents.blocks import (
    AnyBlock,
    Document,
    FactRow,
    Facts,
    Heading,
    ListBlock,
    Notice,
    Signature,
    SignatureLine,
    Text,
    TextStyle,
    Tone,
)
from app.documents.case_paper import CasePaper
from app.documents.law_text import law_text
from app.law.paper_texts import PaperTexts, TextKey

KIND = "consent_form"


def consent_form(paper: CasePaper[facts.Consent], texts: PaperTexts) -> Document:
    """The form of a consent that was given; see ``CasePaper``. Not for a refusal: nobody is asked
    to sign a no."""
    return paper.document(
        KIND,
        "Samtycke",
        dated=paper.signed.fact.given_on,
        status_text="Antecknat i ärendet",
        blocks=_blocks(paper, texts),
    )


def _blocks(paper: CasePaper[facts.Consent], texts: PaperTexts) -> Iterator[AnyBlock]:
    yield paper.secrecy_to_the_person()
    yield from _withdrawn(paper)
    yield Facts(rows=tuple(_facts(paper)))
    if paper.shows(Category.CONSENT):
        yield from _content(paper.signed.fact)
    yield Heading(text="Vad samtycket innebär")
    yield from law_text(texts, TextKey.CONSENT, paper.signed.fact.given_on)
    yield from _signatures(paper)


def _withdrawn(paper: CasePaper[facts.Consent]) -> Iterator[AnyBlock]:
    """So that nobody takes the form of a consent that is gone for one that holds."""
    entity = paper.signed.record.content.entity
    days = [each.withdrawn_on for each in withdrawals_of(paper.state, entity)]
    if days:
        text = f"Samtycket togs tillbaka {moments.in_words(min(days))}."
        yield Notice(title="Gäller inte", text=text, tone=Tone.WARNING)


def _facts(paper: CasePaper[facts.Consent]) -> Iterator[FactRow]:
    consent = paper.signed.fact
    yield from paper.person_rows()
    yield FactRow(label="Lämnat", value=moments.in_words(consent.given_on))
    until = moments.in_words(consent.valid_to) if consent.valid_to else "tills det tas tillbaka"
    yield FactRow(label="Gäller till", value=until)
    yield from paper.caseworker_row()


def _content(consent: facts.Consent) -> Iterator[AnyBlock]:
    yield Heading(text="Mellan vilka uppgifter får delas")
    yield ListBlock(items=tuple(party.name for party in consent.parties))
    yield Heading(text="Vilka uppgifter")
    if consent.broad:
        yield Text(text="Alla slags uppgifter som behövs för det som står under Varför.")
    else:
        yield ListBlock(items=tuple(words.CONSENT_CATEGORY[each] for each in consent.categories))
    yield Heading(text="Varför")
    yield Text(text=consent.purpose)
    for heading, text in (
        ("Vad som inte får delas", consent.reservation),
        ("Vad den enskilde har fått veta", consent.informed),
    ):
        if text.strip():
            yield Heading(text=heading)
            yield Text(text=text)
    spoken = (consent.language, "med tolk" if consent.interpreter else "")
    told = ", ".join(part for part in spoken if part)
    if told:
        yield Text(text=f"Samtalet fördes på: {told}.", style=TextStyle.SMALL)


def _signatures(paper: CasePaper[facts.Consent]) -> Iterator[AnyBlock]:
    consent = paper.signed.fact
    person = paper.disclosed.name if paper.disclosed else ""
    caseworker = paper.office.caseworker_name if paper.shows(Category.CASEWORKER) else ""
    others = [SignatureLine(role=each.function) for each in consent.guardians]
    if consent.interpreter:
        others.append(SignatureLine(role="Tolk"))
    if consent.witness:
        others.append(SignatureLine(role="Vittne"))
    yield Heading(text="Underskrifter")
    yield Signature(
        lines=(
            SignatureLine(role="Den enskilde", name=person),
            *others,
            SignatureLine(role="Handläggare", name=caseworker),
        ),
        name_label="Namnteckning",
        date_label="Ort och datum",
        declined="Samtycket lämnades muntligen och skrivs inte under. Skäl:",
    )
