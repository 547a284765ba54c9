"""What a list of filled forms shows of each, besides needs and measures.

A template says what its items mean with codes of ``ROLE_SYSTEM``: ``vulnerability`` on a choice of
several kinds (F149); ``instrument`` on a group that records an instrument of somebody else's method
(it may repeat), with ``instrument_name``, ``instrument_version``, ``instrument_date``,
``instrument_assessor`` and ``instrument_outcome`` inside.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.casework.facts import Instrument
from app.forms.model import Form
from app.forms.response import Response, ResponseItem, walk_items
from app.forms.wording import shown


def vulnerabilities(form: Form, response: Response) -> tuple[str, ...]:
    """The kinds of vulnerability that were chosen, as the form words them, each once."""
    chosen = (
        text
        for item in walk_items(response.items)
        if form.role(item.link_id) == "vulnerability"
        for text in _texts(form, item)
    )
    return tuple(dict.fromkeys(chosen))


def instruments(form: Form, response: Response) -> tuple[Instrument, ...]:
    """The instruments that were recorded, in the order of the form. One without a name is left
    out: nobody could tell what it was."""
    return tuple(each for each in _instruments(form, response) if each.name)


def _instruments(form: Form, response: Response) -> Iterator[Instrument]:
    for group in walk_items(response.items):
        if form.role(group.link_id) != "instrument":
            continue
        said = {form.role(item.link_id): _joined(form, item) for item in walk_items(group.items)}
        yield Instrument(
            name=said.get("instrument_name", ""),
            version=said.get("instrument_version", ""),
            date=said.get("instrument_date", ""),
            assessor=said.get("instrument_assessor", ""),
            outcome=said.get("instrument_outcome", ""),
        )


def _texts(form: Form, item: ResponseItem) -> tuple[str, ...]:
    asked = form.by_link[item.link_id]
    return tuple(shown(asked, value) for value in item.values)


def _joined(form: Form, item: ResponseItem) -> str:
    return ", ".join(_texts(form, item))
