from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import Reason, Refusal
from app.ids import RecordId
from app.journal.canonical import (
    MAX_BYTES,
    MAX_DEPTH,
    content_bytes,
    decode_json,
    encode_json,
    read_content,
    read_record,
    read_stored,
    record_id,
    seal,
    signed_message,
)
from app.journal.record import FORMAT
from app.jsonvalue import MAX_INTEGER
from tests.app.journal.strategies import bodies, json_values, record

GOOD = content_bytes(record(body={"heading": "Åsa", "n": 1, "list": [None, True, "x"]}).content)


def reason_of(data: bytes) -> Reason:
    with pytest.raises(Refusal) as refusal:
        read_content(data)
    return refusal.value.reason


def changed(**fields: Any) -> bytes:
    """The good record's canonical bytes with some fields set to something else."""
    value = json.loads(GOOD)
    for name, given_value in fields.items():
        if given_value is ...:
            del value[name]
        else:
            value[name] = given_value
    return encode_json(value)


# ------------------------------------------------------------------------------ JSON


@given(json_values)
def test_json_is_read_back_and_written_the_same(value: Any) -> None:
    data = encode_json(value)
    assert decode_json(data) == value
    assert encode_json(decode_json(data)) == data


@given(json_values)
def test_the_bytes_are_those_of_the_standard(value: Any) -> None:
    """RFC 8785 for values without floats, checked against the standard library."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert json.loads(encode_json(value)) == json.loads(plain)
    assert b"\n" not in encode_json(value)


def test_keys_are_sorted_by_utf_16_code_units() -> None:
    """RFC 8785, 3.2.3: an emoji (a surrogate pair) comes before U+FB33."""
    assert encode_json({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(b"\xff")
@example(b"[" * 100_000)
@example(b'{"a":' * 100_000)
@example(b"9" * 100_000)
@example(b"-")
@example(b"NaN")
@example(b"1.0")
@example(b"1e3")
@example(b"-0")
@example(b'{"a":1,"a":1}')
@example(b'{"b":1,"a":1}')
@example(b' {"a":1}')
@example(b'"\\u0061"')
@example(b'"\\ud800"')
@example(b'"\xed\xa0\x80"')
@example(b"\xef\xbb\xbf1")
@example(b"9007199254740992")
def test_whatever_is_read_is_exactly_what_would_be_written(data: bytes) -> None:
    try:
        value = decode_json(data)
    except Refusal as refusal:
        assert refusal.reason is Reason.RECORD_MALFORMED  # noqa: PT017 - either outcome is right
    else:
        assert encode_json(value) == data


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        MAX_INTEGER + 1,
        -MAX_INTEGER - 1,
        "\ud800",
        {"\udfff": 1},
        {1: 2},
        b"bytes",
        {"a": {1, 2}},
        object(),
    ],
)
def test_what_json_cannot_carry_is_refused(value: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        encode_json(value)
    assert refusal.value.reason is Reason.RECORD_MALFORMED


def test_depth_and_size_have_limits() -> None:
    nested: Any = 1
    for _ in range(MAX_DEPTH):
        nested = [nested]
    assert decode_json(encode_json(nested)) == nested
    with pytest.raises(Refusal):
        encode_json([nested])
    with pytest.raises(Refusal):
        decode_json(b'"' + b"a" * (MAX_BYTES - 1) + b'"')


# --------------------------------------------------------------------------- records


@given(bodies, st.integers(1, MAX_INTEGER))
def test_a_record_is_read_back_from_its_bytes(body: dict[str, Any], lamport: int) -> None:
    made = record(body=body, lamport=lamport)
    data = content_bytes(made.content)
    assert read_record(data, made.signature) == made
    assert read_stored(made.id, data, made.signature) == made


@given(st.data())
def test_a_mutated_record_is_refused_or_is_another_record(data: st.DataObject) -> None:
    mutated = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(mutated) - 1))
        how = data.draw(st.sampled_from(["byte", "cut", "drop", "double", "insert"]))
        if how == "byte":
            mutated[place] = data.draw(st.integers(0, 255))
        elif how == "cut":
            del mutated[max(place, 1) :]
        elif how == "drop":
            del mutated[place : place + data.draw(st.integers(1, min(20, len(mutated) - place)))]
            mutated = mutated or bytearray(b"x")
        elif how == "double":
            mutated[place:place] = mutated[place : place + 20]
        else:
            mutated[place:place] = data.draw(st.sampled_from([b" ", b"0", b'"', b",", b"\0", b"{"]))
    altered = bytes(mutated)
    try:
        content = read_content(altered)
    except Refusal as refusal:
        assert refusal.reason in {Reason.RECORD_MALFORMED, Reason.KIND_NEWER}  # noqa: PT017 - either outcome is right
    else:
        assert content_bytes(content) == altered
        assert (record_id(altered) == record_id(GOOD)) == (altered == GOOD)


@pytest.mark.parametrize(
    "fields",
    [
        {"extra": 1},
        {"body": ...},
        {"body": []},
        {"body": None},
        {"format": "1"},
        {"format": True},
        {"format": 0},
        {"stream": "00000000-0000-4000-8000-00000000000A"},
        {"stream": "00000000000040008000000000000000"},
        {"entity": "00000000-0000-4000-8000-000000000000\n"},
        {"entity": 5},
        {"kind": "journal_note"},
        {"kind": "journal_note/0"},
        {"kind": "Journal/1"},
        {"kind": "journal_note/1/1"},
        {"kind": "journal_note/12345"},
        {"parents": None},
        {"parents": {}},
        {"parents": [1]},
        {"parents": ["ab"]},
        {"parents": ["aa" * 32, "aa" * 32]},
        {"parents": ["bb" * 32, "aa" * 32]},
        {"parents": ["AA" * 32]},
        {"lamport": 0},
        {"lamport": -1},
        {"lamport": True},
        {"lamport": "1"},
        {"author": {}},
        {"author": {"key": "aa" * 32, "function": "f", "unit": "u", "name": "n"}},
        {"author": {"key": "aa" * 31, "function": "f", "unit": "u"}},
        {"author": {"key": "aa" * 32, "function": 1, "unit": "u"}},
        {"happened_at": ""},
        {"happened_at": "26"},
        {"happened_at": "2026-13"},
        {"happened_at": "2026-02-30"},
        {"happened_at": "0000"},
        {"happened_at": "2026-03T09:00+01:00"},
        {"happened_at": "2026-03-02T09:00"},
        {"happened_at": "2026-03-02T24:00+01:00"},
        {"happened_at": "٢٠٢٦"},
        {"written_at": "2026-03-02"},
        {"written_at": "2026-03-02T09:00:00"},
        {"written_at": "2026-02-29T09:00:00Z"},
        {"written_at": "2026-03-02T09:00:60Z"},
        {"written_at": "2026-03-02T09:00:00.0000001Z"},
        {"written_at": "2026-03-02 09:00:00Z"},
        {"written_at": "2026-03-02T09:00:00Z\n"},
    ],
)
def test_a_field_that_is_not_the_format_is_refused(fields: dict[str, Any]) -> None:
    assert reason_of(changed(**fields)) is Reason.RECORD_MALFORMED


@pytest.mark.parametrize(
    "fields",
    [
        {"happened_at": "2019"},
        {"happened_at": "2019-03"},
        {"happened_at": "2024-02-29"},
        {"happened_at": "2019-03-14T09:30+01:00"},
        {"happened_at": "2019-03-14T09:30Z"},
        {"written_at": "2026-03-02T09:00:00.123456-11:30"},
        {"parents": ["aa" * 32, "bb" * 32]},
        {"kind": "kind_of_a_newer_program/12"},
        {"lamport": MAX_INTEGER},
    ],
)
def test_a_field_that_is_the_format_is_read(fields: dict[str, Any]) -> None:
    data = changed(**fields)
    assert content_bytes(read_content(data)) == data


@pytest.mark.parametrize("fields", [{"format": FORMAT + 1}, {"format": 9, "extra": 1}])
def test_a_newer_format_is_told_apart_from_nonsense(fields: dict[str, Any]) -> None:
    assert reason_of(changed(**fields)) is Reason.KIND_NEWER


def test_what_could_not_be_read_back_is_not_sealed() -> None:
    bad = dataclasses.replace(record().content, happened_at="i våras")
    with pytest.raises(Refusal):
        seal(bad, lambda _: bytes(64))


def test_a_signature_covers_a_context_of_its_own() -> None:
    assert signed_message(RecordId("ab" * 32)) == b"aktvalv record v1\0" + b"\xab" * 32


def test_stored_bytes_that_are_no_record_are_damage() -> None:
    for data in (b"", b"{}", b"\xff", GOOD[:-1]):
        with pytest.raises(Refusal) as refusal:
            read_stored(RecordId("ab" * 32), data, bytes(64))
        assert refusal.value.reason is Reason.DATABASE_DAMAGED
