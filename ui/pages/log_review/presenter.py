"""What is told of extracts and reviews, and what marks do, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.casework.handover_facts import LogExtract, LogFindings, ReviewedRow, ReviewMark
from app.casework.log_review import ViewCount, span_text, unmarked
from app.jsonvalue import Json
from app.usecases.handover.logs.log_extracts import Ahead
from app.usecases.handover.logs.log_reviews import ExtractEntry
from ui.package_words import DOUBTS, REVIEW_MARKS
from ui.texts import tr
from ui.words import word


@dataclass(frozen=True, slots=True)
class Mark:
    mark: ReviewMark
    words: str = ""

    @property
    def text(self) -> str:
        name = word(REVIEW_MARKS, self.mark)
        return f"{name}: {self.words}" if self.words else name


@dataclass
class Marks:
    """The marks of a review while it is going on."""

    of: dict[int, Mark] = field(default_factory=dict)

    def put(self, numbers: Iterable[int], mark: Mark) -> None:
        self.of.update(dict.fromkeys(numbers, mark))

    def remove(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self.of.pop(number, None)

    def texts(self) -> Mapping[int, str]:
        """For the table's last column."""
        return {number: mark.text for number, mark in self.of.items()}

    def to_json(self) -> list[Json]:
        """As ``log_reviews.sign`` reads them, and as they lie in the draft."""
        return [
            {"sequence": str(number), "mark": mark.mark.value, "words": mark.words}
            for number, mark in sorted(self.of.items())
        ]

    def read(self, rows: Json) -> None:
        """The reverse of ``to_json``. What cannot be read is left out."""
        self.of.clear()
        for row in rows if isinstance(rows, list | tuple) else ():
            if not isinstance(row, Mapping):
                continue
            number, mark = str(row.get("sequence", "")), row.get("mark")
            if number.isascii() and number.isdigit() and mark in set(ReviewMark):
                self.of[int(number)] = Mark(ReviewMark(str(mark)), str(row.get("words") or ""))

    def read_signed(self, rows: Iterable[ReviewedRow]) -> None:
        self.of = {row.sequence: Mark(row.mark, row.words) for row in rows}


def next_unmarked(shown: Sequence[int], after: int, marks: Mapping[int, Mark]) -> int:
    """The number of the row in the table to go on with: the next one below without a mark, from
    the top again when there is none, or the same row when all have one."""
    places = [*range(after + 1, len(shown)), *range(after + 1)]
    return next((at for at in places if shown[at] not in marks), after)


def progress(sampled: Sequence[int], marks: Mapping[int, Mark]) -> str:
    """``12 av 25 rader i stickprovet har märke. Att utreda: 2.``"""
    left = len(unmarked(sampled, marks))
    investigate = sum(1 for each in marks.values() if each.mark is ReviewMark.INVESTIGATED)
    return tr("{done} av {all} rader i stickprovet har märke. Att utreda: {n}.").format(
        done=len(sampled) - left, all=len(sampled), n=investigate
    )


def view_text(view: ViewCount, marks: Mapping[int, Mark]) -> str:
    """``Utskrifter (12, märkta 3)``"""
    if not view.rows:
        return tr("{name} (inga)").format(name=view.heading)
    rows = frozenset(view.rows)
    marked = sum(1 for number in marks if number in rows)
    return tr("{name} ({n}, märkta {marked})").format(name=view.heading, n=len(rows), marked=marked)


def period(extract: LogExtract | LogFindings) -> str:
    return f"{extract.first_day} – {extract.last_day}"


def extract_title(entry: ExtractEntry) -> str:
    return tr("Logg hos {name}, {period}").format(
        name=entry.extract.of_name, period=period(entry.extract)
    )


def extract_state(entry: ExtractEntry) -> str:
    if entry.signed_on:
        return tr("Granskad, signerad {day}").format(day=entry.signed_on)
    return tr("Granskning pågår") if entry.review is not None else tr("Inte granskad")


def doubt_texts(extract: LogExtract) -> tuple[str, ...]:
    return tuple(word(DOUBTS, each) for each in extract.doubts)


def leaves(ahead: Ahead) -> tuple[str, ...]:
    """What goes with an extract."""
    lines = [
        tr("Rader: {n}. När, vad som gjordes och skälet.").format(n=ahead.rows),
        tr("Ärenden: {n}. Bara numret.").format(n=ahead.cases),
    ]
    if ahead.protected:
        lines.append(
            tr("Av dem med skyddad identitet, nu eller tidigare: {n}.").format(n=ahead.protected)
        )
    return tuple(lines)


def stays(ahead: Ahead) -> tuple[str, ...]:
    """What does not."""
    lines = [tr("Namn, personnummer, adresser och pseudonymer. De står inte i loggen.")]
    if ahead.kept:
        lines.append(
            tr("Vilken post det gäller, och det du har skrivit med egna ord. Rader: {n}.").format(
                n=ahead.kept
            )
        )
    if ahead.gone:
        lines.append(tr("Innehåll som är gallrat. Rader: {n}.").format(n=ahead.gone))
    return tuple(lines)


def finding_lines(fact: LogFindings) -> tuple[str, ...]:
    """Each thing to investigate with its rows."""
    groups: dict[str, list[int]] = {}
    for row in fact.investigated:
        groups.setdefault(row.words, []).append(row.sequence)
    return tuple(
        tr("Rad {rows}: {words}").format(rows=span_text(sorted(numbers)), words=words)
        for words, numbers in groups.items()
    )
