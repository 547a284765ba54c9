"""The whole of a case on one paper: interventions, actors, protection, follow-ups, children (F162).

Masked unless the caseworker chooses otherwise: actors by function, and what the police answer for
left out and said to be so (F003).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.casework import facts, overview
from app.casework.overview import Overview
from app.disclosure.categories import Category
from app.documents import overview_lines as lines
from app.documents.blocks import (
    AnyBlock,
    Column,
    Document,
    Facts,
    Heading,
    ListBlock,
    Table,
    Text,
    TextStyle,
)
from app.documents.case_paper import CasePaper
from app.documents.overview_lines import Line

KIND = "case_overview"

_NONE = {
    "Insatser": "Inga insatser är beviljade.",
    "Aktörer": "Inga aktörer är noterade.",
    "Uppföljningar": "Inga uppföljningar är planerade eller gjorda.",
    "Skyddsåtgärder": "Inga skyddsåtgärder är noterade.",
    "Övergripande mål": "Inga övergripande mål är noterade.",
    "Önskemål och hänvisningar": "Inga önskemål eller hänvisningar är noterade.",
    "Kontakt och svar": "Inget svar är noterat.",
}


def case_overview(paper: CasePaper[facts.CaseFile], today: date) -> Document:
    """The case as it stands today; see ``CasePaper``."""
    seen = overview.overview(paper.state, today)
    return paper.document(
        KIND,
        "Översikt",
        dated=today.isoformat(),
        blocks=_blocks(paper, seen),
        status_text="Sammanställd",
    )


def _blocks(paper: CasePaper[facts.CaseFile], seen: Overview) -> Iterator[AnyBlock]:
    names, police = paper.shows(Category.PARTICIPANT_NAMES), paper.shows(Category.THREAT)
    yield paper.secrecy()
    yield Facts(rows=(*paper.person_rows(), *paper.caseworker_row()))
    if paper.shows(Category.COOPERATION):
        rows = lines.handling(seen, names=names, bops=police)
        yield from _table("Handläggning", ("Vad", "Vem", "När"), rows)
        yield from _table("Kontakt och svar", _STATES, lines.answers(seen, protection=police))
    if paper.shows(Category.INTERVENTIONS):
        yield from _table(
            "Insatser",
            ("Insats", "Läge", "Tid, beslut och utförare"),
            lines.interventions(
                seen,
                providers=paper.shows(Category.PROVIDERS),
                decisions=paper.shows(Category.DECISIONS),
            ),
        )
    if paper.shows(Category.GOALS):
        yield from _list("Övergripande mål", lines.aims(seen))
    if paper.shows(Category.PARTICIPANT_FUNCTIONS):
        rows = lines.actors(seen, names=names, bops=police)
        yield from _table("Aktörer", ("Funktion", "Organisation", "Uppgift"), rows)
    if paper.shows(Category.FOLLOW_UP):
        yield from _table("Uppföljningar", ("Vem följer upp", "Läge", ""), lines.follow_ups(seen))
    if paper.shows(Category.CHILDREN):
        yield from _table("Barn", _STATES, lines.children(seen))
    yield from _protection(paper, seen)
    if paper.shows(Category.NEEDS):
        yield from _table("Önskemål och hänvisningar", _STATES, lines.wishes(seen))
        if seen.gender is not None:
            yield from _table("Könsspecifika faktorer", _STATES, lines.gender(seen))


_STATES = ("Vad", "Läge", "Mer")
_BOPS = facts.ActorRole.BOPS


def _protection(paper: CasePaper[facts.CaseFile], seen: Overview) -> Iterator[AnyBlock]:
    if paper.shows(Category.THREAT):
        columns = ("Åtgärd", "Läge", "Ansvarig och uppföljning")
        yield from _table("Skyddsåtgärder", columns, lines.measures(seen))
    elif seen.measures or any(each.latest.fact.role is _BOPS for each in seen.actors):
        yield Heading(text="Skyddsåtgärder")
        text = "Det som gäller hot och skydd ingår inte i den här handlingen."
        yield Text(text=text, style=TextStyle.MUTED)


def _table(
    heading: str, columns: tuple[str, str, str], found: Iterable[Line]
) -> Iterator[AnyBlock]:
    """A column in which nothing stands is left out."""
    rows = [(line.what, line.state, line.more) for line in found]
    yield Heading(text=heading)
    if not rows:
        yield Text(text=_NONE.get(heading, "Inget är noterat."), style=TextStyle.MUTED)
        return
    used = [at for at in range(3) if any(row[at] for row in rows)]
    yield Table(
        columns=tuple(Column(title=columns[at] or "Mer", weight=3) for at in used),
        rows=tuple(tuple(row[at] for at in used) for row in rows),
        caption=f"{heading}, en rad för var och en",
        row_header=True,
    )


def _list(heading: str, found: Iterable[Line]) -> Iterator[AnyBlock]:
    items = tuple(line.what for line in found)
    yield Heading(text=heading)
    if items:
        yield ListBlock(items=items)
    else:
        yield Text(text=_NONE[heading], style=TextStyle.MUTED)
