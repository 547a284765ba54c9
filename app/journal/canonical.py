"""The only code that turns a record into bytes and back (RFC 8785, JSON canonicalisation).

Reading is strict: whatever would not be written again with exactly the same bytes is refused.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any, Never

import msgspec
import rfc8785

from app.errors import Reason, Refusal
from app.ids import EntityId, KeyId, RecordId, StreamId
from app.journal.record import FORMAT, KIND, SIGNING_CONTEXT, Author, Content, Record
from app.jsonvalue import MAX_INTEGER, Json, JsonObject

MAX_BYTES = 4 * 1024 * 1024
"""A record's largest size. Larger things are blobs, which records name by hash."""

MAX_DEPTH = 32

WHY = "why"
"""Parameter of the refusal of bytes that nobody writes by accident: ``TWICE`` or ``DEEP``."""
TWICE = "twice"
DEEP = "deep"

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HASH = re.compile(r"[0-9a-f]{64}")
_DATE = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_MINUTE = r"([01][0-9]|2[0-3]):[0-5][0-9]"
_ZONE = rf"(Z|[+-]{_MINUTE})"
_RFC3339 = re.compile(rf"{_DATE}T{_MINUTE}:[0-5][0-9](\.[0-9]{{1,6}})?{_ZONE}")
_EVENT = re.compile(rf"[0-9]{{4}}(-(0[1-9]|1[0-2]))?|{_DATE}(T{_MINUTE}{_ZONE})?")
_FIELDS = frozenset(
    [
        "format",
        "stream",
        "entity",
        "kind",
        "parents",
        "lamport",
        "body",
        "author",
        "happened_at",
        "written_at",
    ]
)
_AUTHOR_FIELDS = frozenset(("key", "function", "unit"))


class _StoredAuthor(msgspec.Struct):
    key: str
    function: str
    unit: str


class _Stored(msgspec.Struct):
    """The fields of ``Content`` as msgspec decodes them; it cannot follow ``JsonObject``."""

    stream: str
    entity: str
    kind: str
    parents: tuple[str, ...]
    lamport: int
    body: dict[str, Any]
    author: _StoredAuthor
    happened_at: str
    written_at: str
    format: int


_STORED = msgspec.json.Decoder(_Stored)


def encode_json(value: Json) -> bytes:
    """Canonical bytes of a JSON value. Raises Refusal (record_malformed) for floats, numbers
    beyond 2**53 - 1, lone surrogates and, with ``why`` deep, nesting deeper than ``MAX_DEPTH``."""
    _check_value(value, MAX_DEPTH)
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise Refusal(Reason.RECORD_MALFORMED) from error


def decode_json(data: bytes, limit: int = MAX_BYTES) -> Json:
    """The value of canonical bytes, at most ``limit`` of them. Raises Refusal (record_malformed)
    unless writing the value again gives exactly ``data``; with ``why`` twice for an object that has
    the same key twice, and deep as ``encode_json``."""
    if len(data) > limit:
        raise Refusal(Reason.RECORD_MALFORMED)
    try:
        value: Json = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_without_duplicates,
            parse_float=_refuse,
            parse_constant=_refuse,
            parse_int=_small_integer,
        )
    except RecursionError as error:
        raise Refusal(Reason.RECORD_MALFORMED, why=DEEP) from error
    except _KeyTwice as error:
        raise Refusal(Reason.RECORD_MALFORMED, why=TWICE) from error
    except ValueError as error:
        raise Refusal(Reason.RECORD_MALFORMED) from error
    if encode_json(value) != data:
        raise Refusal(Reason.RECORD_MALFORMED)
    return value


def content_bytes(content: Content) -> bytes:
    """The canonical bytes that a record's id is the SHA-256 of."""
    return encode_json(
        {
            "author": {
                "function": content.author.function,
                "key": content.author.key,
                "unit": content.author.unit,
            },
            "body": content.body,
            "entity": content.entity,
            "format": content.format,
            "happened_at": content.happened_at,
            "kind": content.kind,
            "lamport": content.lamport,
            "parents": content.parents,
            "stream": content.stream,
            "written_at": content.written_at,
        }
    )


def record_id(data: bytes) -> RecordId:
    return RecordId(hashlib.sha256(data).hexdigest())


def signed_message(record: RecordId) -> bytes:
    """What the signature of the record with this id covers."""
    return SIGNING_CONTEXT + bytes.fromhex(record)


def seal(content: Content, sign: Callable[[bytes], bytes]) -> Record:
    """A signed record of this content. Raises Refusal (record_malformed) if the content could
    not be read back."""
    data = content_bytes(content)
    read_content(data)
    name = record_id(data)
    return Record(name, content, sign(signed_message(name)))


def read_record(data: bytes, signature: bytes) -> Record:
    """A record from its stored form; the signature is not checked here, see ``verify``."""
    return Record(record_id(data), read_content(data), signature)


def read_content(data: bytes) -> Content:
    """Content from canonical bytes. Raises Refusal: record_malformed for anything that is not
    exactly the format, kind_newer for a format version above ours."""
    value = decode_json(data)
    fields = _object(value)
    version = fields.get("format")
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
        raise Refusal(Reason.KIND_NEWER)
    if version != FORMAT or isinstance(version, bool) or fields.keys() != _FIELDS:
        raise Refusal(Reason.RECORD_MALFORMED)
    author = _object(fields["author"])
    if author.keys() != _AUTHOR_FIELDS:
        raise Refusal(Reason.RECORD_MALFORMED)
    parents = fields["parents"]
    if not isinstance(parents, list) or list(parents) != sorted(set(map(str, parents))):
        raise Refusal(Reason.RECORD_MALFORMED)
    lamport = fields["lamport"]
    if not isinstance(lamport, int) or isinstance(lamport, bool) or lamport < 1:
        raise Refusal(Reason.RECORD_MALFORMED)
    return Content(
        stream=StreamId(_text(fields["stream"], _UUID)),
        entity=EntityId(_text(fields["entity"], _UUID)),
        kind=_text(fields["kind"], KIND),
        parents=tuple(RecordId(_text(parent, _HASH)) for parent in parents),
        lamport=lamport,
        body=_object(fields["body"]),
        author=Author(
            key=KeyId(_text(author["key"], _HASH)),
            function=_text(author["function"]),
            unit=_text(author["unit"]),
        ),
        happened_at=_moment(fields["happened_at"], _EVENT),
        written_at=_moment(fields["written_at"], _RFC3339),
    )


def read_stored(name: RecordId, data: bytes, signature: bytes) -> Record:
    """A record that was verified when it was taken in, read back from the vault without doing so
    again: a case of a thousand records opens in a few milliseconds. Raises Refusal
    (database_damaged) if the bytes are not a record's at all."""
    try:
        stored = _STORED.decode(data)
    except msgspec.DecodeError as error:
        raise Refusal(Reason.DATABASE_DAMAGED) from error
    author = stored.author
    content = Content(
        stream=StreamId(stored.stream),
        entity=EntityId(stored.entity),
        kind=stored.kind,
        parents=tuple(map(RecordId, stored.parents)),
        lamport=stored.lamport,
        body=stored.body,
        author=Author(KeyId(author.key), author.function, author.unit),
        happened_at=stored.happened_at,
        written_at=stored.written_at,
        format=stored.format,
    )
    return Record(name, content, signature)


def _object(value: Json) -> JsonObject:
    if not isinstance(value, dict):
        raise Refusal(Reason.RECORD_MALFORMED)
    return value


def _text(value: Json, pattern: re.Pattern[str] | None = None) -> str:
    if not isinstance(value, str) or (pattern is not None and not pattern.fullmatch(value)):
        raise Refusal(Reason.RECORD_MALFORMED)
    return value


def _moment(value: Json, pattern: re.Pattern[str]) -> str:
    """A time whose day is in the calendar: the pattern alone lets 31 February through."""
    text = _text(value, pattern)
    try:
        dt.date.fromisoformat(text[:10] + "0001-01-01"[len(text) :])
    except ValueError as error:
        raise Refusal(Reason.RECORD_MALFORMED) from error
    return text


def _check_value(value: Json, depth: int) -> None:
    if depth < 0:
        raise Refusal(Reason.RECORD_MALFORMED, why=DEEP)
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise Refusal(Reason.RECORD_MALFORMED)
            _check_value(item, depth - 1)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _check_value(item, depth - 1)
    elif isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise Refusal(Reason.RECORD_MALFORMED)
    elif value is not None and not isinstance(value, str):
        raise Refusal(Reason.RECORD_MALFORMED)


class _KeyTwice(ValueError):
    """Two readers could take different values from one object."""


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _KeyTwice
    return found


def _small_integer(text: str) -> int:
    if len(text) > len(str(MAX_INTEGER)) + 1:
        raise ValueError("number too long")
    return int(text)


def _refuse(_: str) -> Never:
    raise ValueError("number not allowed")
