"""A response as headings and paragraphs, for paper and for reading on screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.documents.blocks import FactRow, Facts, Heading, Text, TextStyle
from app.forms.model import OWNER_SYSTEM, Control, Form, Item, Kind, walk
from app.forms.response import Response, ResponseItem
from app.forms.values import Entry
from app.forms.wording import followed, label, scale_ends, shown

PrintedBlock = Heading | Text | Facts


def printed(form: Form, response: Response) -> tuple[PrintedBlock, ...]:
    """What was answered, in the order of the form: groups as headings from level 2, repetitions
    numbered, short answers as labels with values, long texts under a heading of their own, and
    what stands under an answer after it. Every label names the owner of the statement where the
    template does (F072). What the client has said is set apart. Nothing hidden is printed.
    Headers and footers of the template, and its legal texts, stand where they belong."""
    writer = _Writer(form)
    writer.texts(frame(form, Control.HEADER), TextStyle.MUTED)
    writer.items(response.items, level=2)
    writer.texts(frame(form, Control.FOOTER), TextStyle.SMALL)
    return tuple(writer.finished())


def frame(form: Form, control: Control) -> list[str]:
    """The texts of the template's header or footer, those that are always shown."""
    top = (item for item in form.items if item.control is control)
    texts = (part for item in top for part in walk((item,)) if not (part.hidden or part.conditions))
    return [part.text for part in texts if part.text]


@dataclass(slots=True)
class _Writer:
    form: Form
    _blocks: list[PrintedBlock] = field(default_factory=list)
    _rows: list[FactRow] = field(default_factory=list)

    def finished(self) -> list[PrintedBlock]:
        if self._rows:
            self._blocks.append(Facts(rows=tuple(self._rows)))
            self._rows = []
        return self._blocks

    def texts(self, texts: list[str], style: TextStyle) -> None:
        for text in texts:
            self.finished().append(Text(text=text, style=style))

    def items(self, items: tuple[ResponseItem, ...], level: int) -> None:
        for answered, number in _numbered(items):
            item = self.form.by_link.get(answered.link_id)
            if item is None or item.hidden:
                continue
            if item.kind is Kind.GROUP:
                self._group(item, answered, number, level)
            elif answered.answers:
                self._question(item, answered, level)

    def _group(self, item: Item, answered: ResponseItem, number: int, level: int) -> None:
        text = answered.text or item.text
        numbered = f"{text} {number}" if item.repeats else text
        below = level
        if numbered.strip():
            self.finished().append(Heading(text=numbered, level=level))
            below += 1
        self._legal(item)
        self.items(answered.items, below)

    def _question(self, item: Item, answered: ResponseItem, level: int) -> None:
        if item.kind is Kind.TEXT:
            self.finished().append(Heading(text=label(item), level=level))
            self.finished().extend(_text(item, answer.value) for answer in answered.answers)
        else:
            self._rows.append(_row(item, answered))
        self._legal(item)
        several = len(answered.answers) > 1
        for answer in answered.answers:
            if answer.items and several:
                heading = followed(item.text, shown(item, answer.value))
                self.finished().append(Heading(text=heading, level=level))
            self.items(answer.items, level + 1 if several else level)

    def _legal(self, item: Item) -> None:
        if text := item.beside(Control.LEGAL):
            self.texts([text], TextStyle.SMALL)


def _numbered(items: tuple[ResponseItem, ...]) -> Iterator[tuple[ResponseItem, int]]:
    """Each with its number among those of the same item, from 1."""
    seen: dict[str, int] = {}
    for item in items:
        seen[item.link_id] = seen.get(item.link_id, 0) + 1
        yield item, seen[item.link_id]


def _row(item: Item, answered: ResponseItem) -> FactRow:
    value = ", ".join(shown(item, answer.value) for answer in answered.answers)
    ends = scale_ends(item)
    return FactRow(label=label(item), value=f"{value} ({ends})" if ends else value)


def _text(item: Item, value: Entry) -> Text:
    own_words = item.code(OWNER_SYSTEM) == "client"
    style = TextStyle.OWN_WORDS if own_words else TextStyle.BODY
    return Text(text=shown(item, value), style=style)
