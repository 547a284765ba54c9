"""What stands in a form at one moment, and how it moves when something is added or taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from app.forms.conditions import Dependencies
from app.forms.model import Form, Item
from app.forms.response import Response, ResponseItem
from app.forms.tree import NodeId, Shape, repetitions_at_start
from app.forms.values import Entry, Malformed

T = TypeVar("T")

Entries = Mapping[NodeId, tuple[Entry, ...]]
"""What has been answered or typed. A question where nothing stands is not in it."""


@dataclass(frozen=True, slots=True)
class Content:
    """Never changed: every edit makes another, so that undoing is going back to the one before."""

    entries: Entries = field(default_factory=dict)
    repetitions: Mapping[NodeId, int] = field(default_factory=dict)
    """Repeating groups (by the id of the first repetition) that have more than from the start."""
    offered: frozenset[NodeId] = frozenset()
    """Questions whose values from the start have been offered, and never will be again (D3)."""

    def shape(self, dependencies: Dependencies) -> Shape:
        """How often everything repeats; see ``tree.Shape``."""
        nested = dependencies.answered_in_parts
        if not nested:
            return self.repetitions
        answers = {n: len(found) for n, found in self.entries.items() if n[-1][0] in nested}
        return {**self.repetitions, **answers}

    def with_entries(self, node_id: NodeId, entries: tuple[Entry, ...]) -> Content:
        """Other answers to one question; none takes it out."""
        kept = dict(self.entries)
        kept.pop(node_id, None)
        if entries:
            kept[node_id] = entries
        return replace(self, entries=kept)

    def with_repetitions(self, first: NodeId, number: int, *, from_start: int) -> Content:
        kept = dict(self.repetitions)
        kept.pop(first, None)
        if number > from_start:
            kept[first] = number
        return replace(self, repetitions=kept)

    def renumbered(self, at: NodeId, new_numbers: Mapping[int, int], *, question: bool) -> Content:
        """The content with what stands in the repetitions of a group (``at`` is any of them), or
        under the answers of a question, moved to other numbers. What has no new number goes."""
        place = len(at) - 1
        shortest = len(at) + question  # the answers of the question itself stay

        def moved(name: NodeId) -> NodeId | None:
            concerned = (
                len(name) >= shortest and name[:place] == at[:place] and name[place][0] == at[-1][0]
            )
            if not concerned:
                return name
            link_id, number = name[place]
            if number not in new_numbers:
                return None
            return (*name[:place], (link_id, new_numbers[number]), *name[place + 1 :])

        def kept(name: NodeId) -> NodeId | None:
            # The count of the group's own repetitions is filed under the first of them.
            return name if name == (*at[:place], (at[-1][0], 0)) else moved(name)

        return Content(
            entries=_rekeyed(self.entries, moved),
            repetitions=_rekeyed(self.repetitions, kept),
            offered=frozenset(to for name in self.offered if (to := moved(name)) is not None),
        )


def _rekeyed(
    mapping: Mapping[NodeId, T], rename: Callable[[NodeId], NodeId | None]
) -> dict[NodeId, T]:
    return {to: value for name, value in mapping.items() if (to := rename(name)) is not None}


def matching(before: Sequence[Entry], now: Sequence[Entry]) -> dict[int, int]:
    """Which answer became which: what stands under the old number moves to the new one. Equal
    ends are the same answers; between them equal answers are, and if as many are left as there
    were, the rest have been changed where they stand."""
    start = 0
    while start < min(len(before), len(now)) and before[start] == now[start]:
        start += 1
    end = 0
    shorter = min(len(before), len(now)) - start
    while end < shorter and before[-1 - end] == now[-1 - end]:
        end += 1
    found = {number: number for number in range(start)}
    found |= {len(before) - 1 - n: len(now) - 1 - n for n in range(end)}
    olds, news = list(range(start, len(before) - end)), list(range(start, len(now) - end))
    for old in tuple(olds):
        if (same := next((new for new in news if now[new] == before[old]), None)) is not None:
            found[old] = same
            olds.remove(old)
            news.remove(same)
    if len(olds) == len(news):
        found |= dict(zip(olds, news, strict=True))
    return found


def content_of(form: Form, response: Response) -> Content:
    """What stands in a response to this form. Raises ValueError where the response cannot be one
    to it, which ``load_response`` would have found."""
    reader = _Reader()
    reader.take(response.items, form.items, (), repeated=False)
    return Content(reader.entries, reader.repetitions, frozenset(reader.offered))


class _Reader:
    def __init__(self) -> None:
        self.entries: dict[NodeId, tuple[Entry, ...]] = {}
        self.repetitions: dict[NodeId, int] = {}
        self.offered: set[NodeId] = set()

    def take(
        self,
        items: Sequence[ResponseItem],
        asked: Sequence[Item],
        path: NodeId,
        *,
        repeated: bool,
    ) -> None:
        expected = {item.link_id: item for item in asked}
        numbers: dict[str, int] = {}
        for answered in items:
            item = expected.get(answered.link_id)
            number = numbers.get(answered.link_id, 0)
            numbers[answered.link_id] = number + 1
            if item is None or (number and not item.repeated_group):
                raise ValueError("answers to another template")
            node_id = (*path, (item.link_id, number))
            if item.is_question:
                self._take_question(answered, item, node_id)
            else:
                inside = repeated or item.repeated_group
                self.take(answered.items, item.parts, node_id, repeated=inside)
        for link_id, number in numbers.items():
            if expected[link_id].repeated_group:
                start = repetitions_at_start(expected[link_id], repeated=repeated)
                if number > start:
                    self.repetitions[(*path, (link_id, 0))] = number

    def _take_question(self, answered: ResponseItem, item: Item, node_id: NodeId) -> None:
        entries: tuple[Entry, ...] = tuple(answer.value for answer in answered.answers)
        if answered.malformed is not None:
            entries = (*entries, Malformed(answered.malformed))
        if entries:
            self.entries[node_id] = entries
        if answered.offered:
            self.offered.add(node_id)
        for number, answer in enumerate(answered.answers):
            below = (*node_id[:-1], (item.link_id, number))
            self.take(answer.items, item.parts, below, repeated=True)
