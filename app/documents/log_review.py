"""A review of an access log on paper (lag 2001:454 10 §; X07). Cases stand by number alone."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework.handover_facts import LogExtract, LogReview, ReviewMark
from app.casework.log_review import ViewCount
from app.documents.blocks import (
    AnyBlock,
    Column,
    Document,
    FactRow,
    Facts,
    Heading,
    Letterhead,
    Notice,
    Status,
    Table,
    Text,
    TextStyle,
    Tone,
)

KIND = "log_review"

_BROKEN = "log_broken"
_REWRITTEN = "log_rewritten"


@dataclass(frozen=True, slots=True)
class RowToInvestigate:
    sequence: int
    at: str
    what: str
    case_number: str
    """Empty for what belongs to no case."""
    words: str


@dataclass(frozen=True, slots=True)
class ReviewPaper:
    municipality: str
    unit: str
    number: str
    """Names this review among those of the vault: a few digits and letters."""
    law: str
    """The provision that asks for the review."""
    extract: LogExtract
    review: LogReview
    views: tuple[ViewCount, ...]
    investigated: tuple[RowToInvestigate, ...]


def log_review_paper(paper: ReviewPaper) -> Document:
    period = f"{paper.extract.first_day} – {paper.extract.last_day}"
    return Document(
        kind=KIND,
        title="Loggkontroll",
        document_id=f"LK-{paper.extract.last_day}-{paper.number}",
        version=f"Signerad {paper.review.signed_on}",
        status=Status.FIXED,
        status_text="Signerad",
        letterhead=Letterhead(municipality=paper.municipality, unit=paper.unit),
        reference=period,
        dated=paper.review.signed_on,
        blocks=tuple(_blocks(paper, period)),
    )


def _blocks(paper: ReviewPaper, period: str) -> list[AnyBlock]:
    extract, review = paper.extract, paper.review
    rows = (
        ("Loggen är förd hos", extract.of_name),
        ("Period", period),
        ("Rader i utdraget", str(extract.rows)),
        ("Granskad av", review.reviewer),
        ("Signerad", review.signed_on),
        ("Rader med märke", str(len(review.rows))),
        ("Rader att utreda", str(len(paper.investigated))),
        ("Utdraget är helt", "Ja" if extract.complete else "Nej"),
    )
    return [
        Text(
            text=f"Kontroll av åtkomst till personuppgifter enligt {paper.law}. Ärendena anges "
            "bara med nummer."
        ),
        Facts(rows=tuple(FactRow(label=name, value=said) for name, said in rows)),
        *_warnings(extract),
        Heading(text="Sammanfattning"),
        Text(text=review.summary),
        Heading(text="Rader att utreda"),
        _to_investigate(paper.investigated),
        Heading(text="Det som har granskats"),
        _views(paper),
        Heading(text="Så kan stickprovet göras om"),
        *_sample(extract, review),
    ]


def _warnings(extract: LogExtract) -> list[AnyBlock]:
    if _BROKEN in extract.doubts:
        text = "Rader har ändrats, tagits bort eller lagts till efter att de skrevs."
    elif _REWRITTEN in extract.doubts:
        text = "Loggen stämmer inte med det som har lämnats förut."
    elif not extract.complete or extract.doubts:
        text = "Det finns rader före, efter eller mellan utdragen som inte har lämnats."
    else:
        return []
    return [Notice(title="Loggens kedja", text=text, tone=Tone.WARNING)]


def _to_investigate(rows: tuple[RowToInvestigate, ...]) -> AnyBlock:
    if not rows:
        return Text(text="Inga.", style=TextStyle.MUTED)
    return Table(
        columns=(
            Column(title="Rad", weight=2),
            Column(title="Tid", weight=4),
            Column(title="Vad", weight=6),
            Column(title="Ärende", weight=3),
            Column(title="Att utreda", weight=6),
        ),
        rows=tuple(
            (
                str(row.sequence),
                row.at[:16].replace("T", " "),
                row.what,
                row.case_number or "–",
                row.words,
            )
            for row in rows
        ),
        caption="Rader i loggen som ska utredas, en på varje rad",
        row_header=True,
    )


def _views(paper: ReviewPaper) -> AnyBlock:
    to_investigate = {
        row.sequence for row in paper.review.rows if row.mark is ReviewMark.INVESTIGATED
    }
    return Table(
        columns=(
            Column(title="Urval", weight=6),
            Column(title="Rader", weight=2),
            Column(title="Med märke", weight=2),
            Column(title="Att utreda", weight=2),
        ),
        rows=tuple(
            (
                view.heading,
                str(len(view.rows)),
                str(view.marked),
                str(len(to_investigate.intersection(view.rows))),
            )
            for view in paper.views
        ),
        caption="Urval av loggens rader, ett på varje rad. En rad kan höra till flera.",
        row_header=True,
    )


def _sample(extract: LogExtract, review: LogReview) -> list[AnyBlock]:
    return [
        Text(
            text="Slumpen har valt raderna. Med kontrollsumman och talet här under kan samma "
            "rader väljas igen: av alla rader de vars SHA-256 av frö, kolon och radens nummer är "
            "lägst. Fröet är SHA-256 av texten ”aktvalv log sample v1”, kontrollsumman och talet, "
            "åtskilda av nolltecken.",
            style=TextStyle.SMALL,
        ),
        Facts(
            rows=(
                FactRow(label="Rader i stickprovet", value=str(len(review.sample))),
                FactRow(label="Utdragets kontrollsumma", value=_in_fours(extract.blob)),
                FactRow(label="Talet", value=review.seed),
                FactRow(label="Loggens sista rad", value=extract.anchor.partition(":")[0]),
            )
        ),
    ]


def _in_fours(text: str) -> str:
    """A long hash so that it can be read and broken over lines."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
