"""The same measure asked again: how it has gone, from one filled form to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.casework import facts
from app.casework.state import CaseState, Signed
from app.ids import RecordId


@dataclass(frozen=True, slots=True)
class Occasion:
    """One filled form."""

    record: RecordId
    day: str
    """``completed_on``, a whole date."""


@dataclass(frozen=True, slots=True)
class Series:
    """One measure on every occasion of its comparison."""

    key: str
    label: str
    """As the latest form words it."""
    answers: tuple[facts.Measure | None, ...]
    """One for each occasion; None where it was not answered."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Measures of one template that have the same bounds, so that they can stand in one chart."""

    template: str
    """The template's ``url``: its versions are compared with each other."""
    title: str
    lowest: int
    highest: int
    occasions: tuple[Occasion, ...]
    """In order of time."""
    series: tuple[Series, ...]


def comparisons(state: CaseState, until: RecordId | None = None) -> tuple[Comparison, ...]:
    """Every measure that has been answered at least twice, by template and bounds. With ``until``,
    only what that form's own measures can be compared with, up to and including it."""
    signed = sorted(
        (each.latest for each in state.assessments if each.latest.fact.measures), key=_in_time
    )
    if until is not None:
        places = [place for place, each in enumerate(signed) if each.record.id == until]
        signed = signed[: places[0] + 1] if places else []
        signed = [each for each in signed if _url(each) == _url(signed[-1])]
    found: list[Comparison] = []
    for url in dict.fromkeys(map(_url, signed)):
        forms = [each for each in signed if _url(each) == url]
        for bounds in _bounds(forms):
            found += _compared(url, bounds, forms)
    return tuple(found)


def _in_time(signed: Signed[facts.Assessment]) -> tuple[str, int, str]:
    return signed.fact.completed_on, signed.record.content.lamport, signed.record.id


def _url(signed: Signed[facts.Assessment]) -> str:
    return signed.fact.template.rpartition("|")[0]


def _bounds(forms: Iterable[Signed[facts.Assessment]]) -> tuple[tuple[int, int], ...]:
    bounds = ((each.lowest, each.highest) for form in forms for each in form.fact.measures)
    return tuple(dict.fromkeys(bounds))


def _compared(
    url: str, bounds: tuple[int, int], forms: list[Signed[facts.Assessment]]
) -> Iterable[Comparison]:
    rows = [
        {each.key: each for each in form.fact.measures if (each.lowest, each.highest) == bounds}
        for form in forms
    ]
    labels = {key: each.label for row in rows for key, each in row.items()}
    series = tuple(
        Series(key, label, tuple(row.get(key) for row in rows))
        for key, label in labels.items()
        if sum(key in row for row in rows) > 1
    )
    if series:
        days = tuple(Occasion(each.record.id, each.fact.completed_on) for each in forms)
        yield Comparison(url, forms[-1].fact.title, *bounds, days, series)
