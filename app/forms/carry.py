"""Answers carried from one filled form into another: a newer version of its template, or a new
form that begins with what an earlier one said.

Nothing is moved silently and nothing is lost (rule N7 in ``docs/forms.md``). An answer is copied
where question, type, options and place are the same; every other answer is listed with the reason,
in words that can be read without the old template.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.forms import typed
from app.forms.answering import permitted
from app.forms.model import Form, Item, Kind
from app.forms.response import Answer, Response, ResponseItem, Status
from app.forms.values import Entry, Malformed
from app.forms.wording import label, shown


class Why(StrEnum):
    """Why an answer was not copied."""

    NOT_THERE = "not_there"
    """The new version has no such question."""
    MOVED = "moved"
    """The question now stands in something that repeats, or no longer does."""
    OTHER_TYPE = "other_type"
    OTHER_OPTIONS = "other_options"
    """The answer is no longer one that can be given."""
    ONE_ONLY = "one_only"
    """Several answers, where there is now room for one."""
    NOT_ASKED = "not_asked"
    """The question is hidden or can only be read."""
    ASKED_ANEW = "asked_anew"
    """A measure that is compared over time: a copy would only be compared with itself."""


@dataclass(frozen=True, slots=True)
class LeftAnswer:
    """An answer that was not copied, readable by itself."""

    question: str
    answer: str
    why: Why


@dataclass(frozen=True, slots=True)
class Carried:
    """``response`` is a draft of the new form."""

    response: Response
    copied: int
    """Questions whose answers were copied, those typed but not understood included."""
    reworded: tuple[str, ...]
    """Copied all the same, but the question or a chosen option has other words now. As the new
    form has them."""
    left: tuple[LeftAnswer, ...]
    """In the order of the old form."""


def carry(old: Form, response: Response, new: Form, *, anew: bool = False) -> Carried:
    """The answers of ``response`` (to ``old``) as a draft of ``new``, which may be the same form.
    ``anew``: a new form about another day, so that measures are asked again."""
    carrier = _Carrier(old, new, anew)
    items = carrier.items(new.items, _scope(old, response.items))
    return Carried(
        response=Response(new.key, Status.IN_PROGRESS, items),
        copied=carrier.copied,
        reworded=tuple(dict.fromkeys(carrier.reworded)),
        left=tuple(carrier.left(response.items)),
    )


Scope = Mapping[str, tuple[ResponseItem, ...]]
"""What was answered, by link id, inside one repetition or under one answer. Groups that do not
repeat are looked through, so that a question may move between pages."""


def _scope(form: Form, items: Iterable[ResponseItem]) -> Scope:
    found: dict[str, tuple[ResponseItem, ...]] = {}
    for item in items:
        asked = form.by_link.get(item.link_id)
        if asked is not None and asked.kind is Kind.GROUP and not asked.repeats:
            found.update(_scope(form, item.items))
        else:
            found[item.link_id] = (*found.get(item.link_id, ()), item)
    return found


@dataclass(slots=True)
class _Carrier:
    old: Form
    new: Form
    anew: bool
    copied: int = 0
    reworded: list[str] = field(default_factory=list)
    _taken: set[int] = field(default_factory=set)
    """The old items (by ``id``, since equal ones may stand in several repetitions) that were
    copied."""

    # ------------------------------------------------------------------------------ copying

    def items(self, asked: tuple[Item, ...], scope: Scope) -> tuple[ResponseItem, ...]:
        found: list[ResponseItem] = []
        for item in asked:
            if item.kind is not Kind.GROUP:
                found += self._question(item, scope)
            elif item.repeats:
                found += self._repetitions(item, scope)
            elif items := self.items(item.items, scope):
                found.append(ResponseItem(item.link_id, item.text, items=items))
        return tuple(found)

    def _repetitions(self, group: Item, scope: Scope) -> Iterator[ResponseItem]:
        for before in scope.get(group.link_id, ()):
            items = self.items(group.items, _scope(self.old, before.items))
            if items:
                yield ResponseItem(group.link_id, group.text, items=items)

    def _question(self, item: Item, scope: Scope) -> Iterator[ResponseItem]:
        for before in scope.get(item.link_id, ())[:1]:
            if self._why(before, item, at_its_place=True) is not None:
                continue
            self._taken.add(id(before))
            self.copied += _answered(before)
            self._note_words(before, item)
            answers = tuple(self._answer(item, each) for each in before.answers)
            offered = before.offered and not self.anew
            if answers or before.malformed is not None or offered:
                yield ResponseItem(item.link_id, item.text, answers, (), before.malformed, offered)

    def _answer(self, item: Item, answer: Answer) -> Answer:
        option = item.option(answer.value)
        value = answer.value if option is None else option.value
        return Answer(value, self.items(item.items, _scope(self.old, answer.items)))

    def _note_words(self, before: ResponseItem, item: Item) -> None:
        asked = self.old.by_link[item.link_id]
        chosen = [(asked.option(e.value), item.option(e.value)) for e in before.answers]
        same_words = all(
            one is None or other is None or (one.label, one.weight) == (other.label, other.weight)
            for one, other in chosen
        )
        if _answered(before) and not (same_words and asked.text == item.text):
            self.reworded.append(label(item))

    # -------------------------------------------------------------------------- what is left

    def left(self, items: Iterable[ResponseItem], around: str = "") -> Iterator[LeftAnswer]:
        """Everything in the old form that was answered and not copied, in its order. ``around``
        names the repetition it stands in, and ends with a space."""
        numbers: Counter[str] = Counter()
        for item in items:
            numbers[item.link_id] += 1
            asked = self.old.by_link.get(item.link_id)
            if _answered(item) and id(item) not in self._taken:
                yield self._left(item, asked, around)
            for answer in item.answers:
                yield from self.left(answer.items, around)
            repeated = asked is not None and asked.kind is Kind.GROUP and asked.repeats
            inside = f"{around}{item.text} {numbers[item.link_id]}: " if repeated else around
            yield from self.left(item.items, inside)

    def _left(self, item: ResponseItem, asked: Item | None, around: str) -> LeftAnswer:
        now = self.new.by_link.get(item.link_id)
        why = Why.NOT_THERE if now is None else self._why(item, now, at_its_place=False)
        texts = [_shown(asked, answer.value) for answer in item.answers]
        if item.malformed is not None:
            texts.append(item.malformed)
        question = label(asked) if asked is not None else item.text or item.link_id
        return LeftAnswer(f"{around}{question}", ", ".join(texts), why or Why.MOVED)

    def _why(self, before: ResponseItem, item: Item, *, at_its_place: bool) -> Why | None:
        """Why the answers of ``before`` cannot be answers to ``item``; None when they can."""
        asked = self.old.by_link.get(before.link_id)
        if asked is None or not _same_type(asked, item):
            return Why.OTHER_TYPE
        if item.hidden > asked.hidden or item.read_only > asked.read_only:
            return Why.NOT_ASKED
        if self.anew and item.role == "measure":
            return Why.ASKED_ANEW
        if len(before.answers) > 1 and not item.repeats:
            return Why.ONE_ONLY
        if not all(_may_stand(item, answer.value) for answer in before.answers):
            return Why.OTHER_OPTIONS
        return None if at_its_place else Why.MOVED


def _same_type(one: Item, other: Item) -> bool:
    """A line of text may become a longer text, never the reverse: line breaks would be lost."""
    longer = (one.kind, other.kind) == (Kind.STRING, Kind.TEXT)
    return (one.kind is other.kind or longer) and one.unit == other.unit


def _answered(item: ResponseItem) -> bool:
    return bool(item.answers) or item.malformed is not None


def _may_stand(item: Item, value: Entry) -> bool:
    """What is no answer yet may stand where it stood, to be put right there."""
    return isinstance(value, Malformed) or permitted(item, value)


def _shown(item: Item | None, value: Entry) -> str:
    """In the words of the old template, where it still has the question."""
    return typed.shown(value) if item is None else shown(item, value)
