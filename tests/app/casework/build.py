"""Records and facts for tests of the core: real canonical bytes and ids, a signature that nobody
checks here."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, NewType, cast

import msgspec
from hypothesis import strategies as st

from app.casework import facts
from app.casework.codec import UPGRADES, to_body
from app.ids import EntityId, KeyId, RecordId, StreamId
from app.journal.canonical import seal
from app.journal.record import Author, Content, Record
from app.jsonvalue import JsonObject

STREAM = StreamId("11111111-1111-4111-8111-111111111111")
OTHER_STREAM = StreamId("22222222-2222-4222-8222-222222222222")
AUTHOR = Author(KeyId("ab" * 32), "Handläggare", "Enheten")


def entity(number: int) -> EntityId:
    return EntityId(f"33333333-3333-4333-8333-{number:012}")


def raw(
    kind: str,
    body: Mapping[str, Any],
    *,
    of: EntityId | None = None,
    parents: Iterable[Record | RecordId] = (),
    lamport: int = 1,
    happened_at: str = "2026-03-01",
    written_at: str = "2026-03-01T10:00:00+01:00",
    stream: StreamId = STREAM,
) -> Record:
    names = [each.id if isinstance(each, Record) else each for each in parents]
    content = Content(
        stream=stream,
        entity=of or entity(1),
        kind=kind,
        parents=tuple(sorted(names)),
        lamport=lamport,
        body=body,
        author=AUTHOR,
        happened_at=happened_at,
        written_at=written_at,
    )
    return seal(content, lambda _: bytes(64))


def record(fact: facts.Fact, **where: Any) -> Record:
    kind, body = to_body(fact)
    return raw(kind, body, **where)


def note(words: str = "Samtal", **changes: Any) -> facts.JournalNote:
    return facts.JournalNote(
        type=changes.pop("type", facts.NoteType.CONVERSATION), heading=words, **changes
    )


def application(received_on: str = "2026-03-01", **changes: Any) -> facts.Intake:
    values: dict[str, Any] = {
        "kind": facts.IntakeKind.APPLICATION,
        "received_on": received_on,
        "channel": facts.Channel.VISIT,
        "received_by": "Handläggaren",
        "wish": "Vill lämna.",
    }
    return facts.Intake(**(values | changes))


def decision(decided_on: str = "2026-04-01", **changes: Any) -> facts.Decision:
    values: dict[str, Any] = {
        "outcome": facts.Outcome.GRANTED,
        "decided_on": decided_on,
        "applied_for": "Stöd",
        "provision": "sol-2025-11-1",
        "provision_text": "11 kap. 1 § socialtjänstlagen (2025:400)",
        "reasons": "Behovet finns.",
        "decided_by_name": "Chefen",
        "decided_by_title": "Enhetschef",
        "delegation": "3.1",
        "assessment": RecordId("cd" * 32),
    }
    return facts.Decision(**(values | changes))


def assessment(**changes: Any) -> facts.Assessment:
    values: dict[str, Any] = {
        "template": "behov|1.0.0",
        "template_blob": "aa" * 32,
        "response_blob": "bb" * 32,
        "title": "Utredning",
        "completed_on": "2026-03-20",
        "needs": (facts.Need(key="boende", area="Boende", level=2),),
    }
    return facts.Assessment(**(values | changes))


def plan(**changes: Any) -> facts.Plan:
    values: dict[str, Any] = {
        "number": 1,
        "fixed_on": "2026-04-10",
        "fixed_by": "Handläggaren",
        "goals": (facts.Goal(key="1", words="Ett eget hem"),),
        "participation": "Deltog i allt.",
    }
    return facts.Plan(**(values | changes))


# ------------------------------------------------------------------------------- hypothesis

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
BODIES = st.dictionaries(TEXT, JSON, max_size=4)


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that a fact's field may have."""
    if isinstance(hint, NewType):
        return values_of(hint.__supertype__)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return st.lists(values_of(arguments[0]), max_size=2).map(tuple)
    if origin in (types.UnionType, typing.Union):
        return st.one_of([values_of(each) for each in arguments])
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXT,
        int: st.integers(-(2**53) + 1, 2**53 - 1),
        bool: st.booleans(),
        type(None): st.none(),
    }
    if hint in simple:
        return simple[hint]
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return facts_of(hint)


def facts_of(shape: type[facts.Fact]) -> st.SearchStrategy[facts.Fact]:
    hints = typing.get_type_hints(shape)
    names = [field.name for field in msgspec.structs.fields(shape)]
    return st.deferred(lambda: st.builds(shape, **{name: values_of(hints[name]) for name in names}))


def body_of(fact: facts.Fact) -> JsonObject:
    """The body in the fact's own shape, also one that has been superseded."""
    return cast("JsonObject", msgspec.to_builtins(fact))


NEWEST = sorted(kind for kind, shape in facts.KINDS.items() if shape not in UPGRADES)
"""The kinds and versions that are written."""

ANY_FACT = st.sampled_from(NEWEST).flatmap(lambda kind: facts_of(facts.KINDS[kind]))


@st.composite
def case_records(draw: st.DrawFn) -> list[Record]:
    """A stream of records with revisions, branches, unknown kinds and malformed bodies."""
    found: list[Record] = []
    for lamport in range(1, draw(st.integers(0, 9)) + 1):
        at = entity(draw(st.integers(1, 3)))
        earlier = [each for each in found if each.content.entity == at]
        if earlier and draw(st.booleans()):
            kind_name = draw(st.sampled_from(earlier)).kind_name
            same = [each for each in earlier if each.kind_name == kind_name]
            some = st.lists(st.sampled_from(same), min_size=1, max_size=2)
            parents = {each.id: each for each in draw(some)}.values()
        else:
            kind_name, parents = draw(st.sampled_from([*_NAMES, "future_kind"])), ()
        version = draw(st.sampled_from([1, 1, 1, 2]))
        kind = f"{kind_name}/{version}"
        shape = facts.KINDS.get(kind)
        fitting = draw(st.integers(0, 4)) > 0
        body = body_of(draw(facts_of(shape))) if shape is not None and fitting else draw(BODIES)
        found.append(raw(kind, body, of=at, parents=parents, lamport=lamport))
    return found


_NAMES = sorted(kind.partition("/")[0] for kind in facts.KINDS)
