"""Made-up records for hypothesis, with a signature scheme simple enough to forge on purpose."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any

from hypothesis import strategies as st

from app.errors import Reason, Refusal
from app.ids import EntityId, KeyId, RecordId, StreamId
from app.journal.canonical import seal
from app.journal.record import Author, Content, Record
from app.jsonvalue import MAX_INTEGER

KEY = KeyId("aa" * 32)
STRANGER = KeyId("bb" * 32)
STREAMS = [StreamId(f"00000000-0000-4000-8000-00000000000{n}") for n in range(2)]
ENTITIES = [EntityId(f"10000000-0000-4000-8000-00000000000{n}") for n in range(3)]

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=12,
)
bodies = st.dictionaries(text, json_values, max_size=5)


def signature(key: KeyId, message: bytes) -> bytes:
    return hashlib.sha512(key.encode() + message).digest()


def verify(key: KeyId, message: bytes, given: bytes) -> None:
    if given != signature(key, message):
        raise Refusal(Reason.SIGNATURE_WRONG)


def record(
    *,
    stream: StreamId = STREAMS[0],
    entity: EntityId = ENTITIES[0],
    kind: str = "journal_note/1",
    parents: tuple[Record, ...] = (),
    lamport: int = 1,
    body: dict[str, Any] | None = None,
    key: KeyId = KEY,
) -> Record:
    content = Content(
        stream=stream,
        entity=entity,
        kind=kind,
        parents=tuple(sorted(parent.id for parent in parents)),
        lamport=lamport,
        body={} if body is None else body,
        author=Author(key, "socialsekreterare", "Avhopparenheten"),
        happened_at="2026-03",
        written_at="2026-03-02T09:00:00+01:00",
    )
    return seal(content, lambda message: signature(key, message))


@st.composite
def graphs(draw: st.DrawFn) -> list[Record]:
    """Good records, each with parents among the earlier ones of its entity."""
    made: list[Record] = []
    for number in range(draw(st.integers(0, 9))):
        stream = draw(st.sampled_from(STREAMS))
        entity = draw(st.sampled_from(ENTITIES))
        mine = [r for r in made if (r.content.stream, r.content.entity) == (stream, entity)]
        parents = (
            tuple(draw(st.lists(st.sampled_from(mine), max_size=3, unique_by=id))) if mine else ()
        )
        above = max((parent.content.lamport for parent in parents), default=0)
        made.append(
            record(
                stream=stream,
                entity=entity,
                parents=parents,
                lamport=above + draw(st.integers(1, 3)),
                body={"number": number},
            )
        )
    return made


def spoiled(good: Record, how: str) -> Record:
    """A bad record made of a good one."""
    if how == "changed":
        return dataclasses.replace(
            good, content=dataclasses.replace(good.content, body={"number": "ändrat"})
        )
    if how == "forged":
        return dataclasses.replace(good, signature=bytes(64))
    if how == "renamed":
        return dataclasses.replace(good, id=RecordId("0" * 64))
    author = dataclasses.replace(good.content.author, key=STRANGER)
    content = dataclasses.replace(good.content, author=author)
    return seal(content, lambda message: signature(STRANGER, message))


@st.composite
def arrivals(draw: st.DrawFn) -> list[Record]:
    """Records as a file from outside may hold them: some missing, some spoiled, some twice, in
    any order."""
    good = draw(graphs())
    arrived: list[Record] = []
    for one in good:
        how = draw(
            st.sampled_from(
                ["good"] * 5 + ["missing", "twice", "changed", "forged", "renamed", "stranger"]
            )
        )
        if how in {"good", "twice"}:
            arrived += [one] * (1 if how == "good" else 2)
        elif how != "missing":
            arrived.append(spoiled(one, how))
            if draw(st.booleans()):
                arrived.append(one)
    return draw(st.permutations(arrived))
