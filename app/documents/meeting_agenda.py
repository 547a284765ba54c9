"""The agenda of a meeting, to lie on a table with others around it (F028, F060).

Points, day and kind, and the participants by function. Never the person's name or number: neither
is in its profile. Names of participants leave only when somebody ticks them.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.casework import facts, moments, words
from app.disclosure.categories import Category
from app.documents.blocks import AnyBlock, Document, FactRow, Facts, Heading, ListBlock
from app.documents.case_paper import CasePaper

KIND = "meeting_agenda"


def meeting_agenda(paper: CasePaper[facts.Meeting]) -> Document:
    """The agenda for the gate's categories; see ``CasePaper``."""
    return paper.document(
        KIND, "Dagordning", dated=paper.signed.fact.held_on, blocks=_blocks(paper)
    )


def _blocks(paper: CasePaper[facts.Meeting]) -> Iterator[AnyBlock]:
    meeting = paper.signed.fact
    yield paper.secrecy()
    yield Facts(rows=tuple(_facts(paper)))
    if paper.shows(Category.AGENDA):
        yield Heading(text="Dagordning")
        yield ListBlock(items=meeting.agenda, ordered=True)
    participants = tuple(filter(None, (_participant(paper, each) for each in meeting.participants)))
    if participants:
        yield Heading(text="Deltagare")
        yield ListBlock(items=participants)


def _facts(paper: CasePaper[facts.Meeting]) -> Iterator[FactRow]:
    meeting = paper.signed.fact
    yield from paper.person_rows()
    if paper.shows(Category.AGENDA):
        yield FactRow(label="Möte", value=words.MEETING_KIND[meeting.kind])
        yield FactRow(label="När", value=moments.in_words(meeting.held_on))
        if meeting.form is not None:
            yield FactRow(label="Samverkansform", value=words.COOPERATION_FORM[meeting.form])
    yield from paper.caseworker_row()


def _participant(paper: CasePaper[facts.Meeting], participant: facts.Participant) -> str:
    function = participant.function if paper.shows(Category.PARTICIPANT_FUNCTIONS) else ""
    name = participant.name if paper.shows(Category.PARTICIPANT_NAMES) else ""
    return ", ".join(part for part in (function, name) if part)
