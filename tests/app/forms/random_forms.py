"""Made-up templates and ways to fill them in, for tests of what must hold for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from app.forms.model import Behavior, Condition, Form, Item, Kind, Operator, Option, walk
from app.forms.session import Change, FormSession
from app.forms.tree import NodeId
from app.forms.values import Coding, Malformed, Number, PartialDate, Value

VALUES: dict[Kind, tuple[Value, ...]] = {
    Kind.BOOLEAN: (True, False),
    Kind.INTEGER: (-1, 0, 7),
    Kind.DECIMAL: (Number("2.50"), Number("-3")),
    Kind.DATE: (PartialDate("2019"), PartialDate("2019-03-14")),
    Kind.STRING: ("a", "b"),
    Kind.TEXT: ("a\n\nb", "c"),
    Kind.CODING: (Coding("r", "s", "R"), Coding("g", "s", "G"), Coding("n", "s", "N")),
}


@st.composite
def forms(draw: st.DrawFn, *, nested: bool = True, initial: bool = True) -> Form:
    """A template that makes sense: conditions look back, so that there are no circles."""
    made: list[tuple[str, Kind]] = []
    items = tuple(
        _item(draw, str(number), made, 3 if nested else 1, initial)
        for number in range(draw(st.integers(1, 4)))
    )
    return Form(
        url="urn:test:slump",
        version="1",
        title="Slump",
        status="active",
        sha256="0" * 64,
        items=items,
        by_link={item.link_id: item for item in walk(items)},
    )


def _item(
    draw: st.DrawFn, link_id: str, made: list[tuple[str, Kind]], depth: int, initial: bool
) -> Item:
    deeper = depth > 1
    kind = draw(st.sampled_from([*VALUES, *([Kind.GROUP] * 4 if deeper else [])]))
    conditions = tuple(_conditions(draw, made))
    if kind in VALUES:
        made.append((link_id, kind))
    repeats = draw(st.integers(0, 2)) == 0 and (deeper or kind is Kind.CODING)
    more: dict[str, Any] = {}
    if repeats:
        more["min_occurs"] = draw(st.sampled_from([None, None, 1, 2]))
        more["max_occurs"] = draw(st.sampled_from([None, 3]))
    if kind is Kind.CODING:
        values = VALUES[kind]
        more["options"] = tuple(Option(v, exclusive=v == values[2]) for v in values)
    if initial and kind in VALUES and draw(st.integers(0, 4)) == 0:
        more["initial"] = (draw(st.sampled_from(VALUES[kind])),)
    if deeper and (kind is Kind.GROUP or draw(st.integers(0, 3)) == 0):
        more["items"] = tuple(
            _item(draw, f"{link_id}.{number}", made, depth - 1, initial)
            for number in range(draw(st.integers(1, 3)))
        )
    return Item(
        link_id,
        kind,
        text=f"Fråga {link_id}",
        required=draw(st.integers(0, 3)) == 0,
        repeats=repeats,
        hidden=draw(st.integers(0, 12)) == 0,
        conditions=conditions,
        behavior=draw(st.sampled_from(Behavior)),
        **more,
    )


def _conditions(draw: st.DrawFn, made: list[tuple[str, Kind]]) -> Iterator[Condition]:
    if not made:
        return
    for link_id, kind in draw(st.lists(st.sampled_from(made), max_size=2)):
        operator = draw(st.sampled_from([Operator.EXISTS, Operator.EQUAL, Operator.NOT_EQUAL]))
        exists = operator is Operator.EXISTS
        answer = True if exists else draw(st.sampled_from(VALUES[kind]))
        yield Condition(link_id, operator, answer)


@dataclass(frozen=True)
class Move:
    """What somebody does; ``where`` and ``what`` are taken of what there is just then."""

    act: str
    where: int
    what: tuple[int, ...]


acts = ["answer"] * 8 + ["add"] * 2 + ["remove"] * 2 + ["undo", "redo"]
moves = st.lists(
    st.builds(
        Move,
        st.sampled_from(acts),
        st.integers(0, 40),
        st.lists(st.integers(0, 4), max_size=3).map(tuple),
    ),
    max_size=12,
)


def everywhere(filled: FormSession) -> list[NodeId]:
    """Every node there is, in the order of the form."""
    links = (item.link_id for item in walk(filled.form.items))
    return [node for link in links for node in filled.find_all(link)]


def play(filled: FormSession, move: Move) -> Change | None:
    """Make the move, or nothing where it cannot be made."""
    nodes = everywhere(filled)
    questions = [node for node in nodes if filled.node(node).item.is_question]
    groups = [node for node in nodes if filled.node(node).item.repeated_group]
    match move.act:
        case "undo":
            return filled.undo()
        case "redo":
            return filled.redo()
        case "answer" if questions:
            node = questions[move.where % len(questions)]
            return filled.set_answers(node, _entries(filled.node(node).item, move.what))
        case "add" if groups and filled.can_add(node := groups[move.where % len(groups)]):
            return filled.add_repetition(node)
        case "remove" if groups and filled.can_remove(node := groups[move.where % len(groups)]):
            return filled.remove_repetition(node)
        case _:
            return None


def _entries(item: Item, numbers: tuple[int, ...]) -> list[Any]:
    values = [*VALUES[item.kind], Malformed("31 feb")]
    found = [values[number % len(values)] for number in numbers]
    return found if item.repeats else found[:1]
