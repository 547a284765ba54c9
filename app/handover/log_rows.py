"""An extract of a vault's access log, as it is sent to whoever reviews it (lag 2001:454 10 §; X07).

A text of lines, each a JSON object: first what the rows are of, then the rows, oldest first, with
what proves each: whoever has them can compute the hash chain anew. A row whose detail is kept at
home or has been disposed of has the hash of its detail instead, so that the chain still holds. One
row before the period and one after it come along without detail: they prove that nothing was left
out at its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from app.casework.standing import Whose
from app.errors import Reason, Refusal
from app.handover.log_details import what_may_go
from app.journal.canonical import encode_json
from app.jsonvalue import JsonObject
from app.log_chain import START, ChainRow, payload_hash, row_hash

FORMAT: Final = 1
MEDIA_TYPE: Final = "application/x-ndjson"

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9:]{5})")
_CODE: Final = re.compile(r"[a-z_]{1,60}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_ID: Final = re.compile(r"[0-9a-f-]{36}")
_NUMBER: Final = re.compile(r"[0-9-]{0,20}")


class ExtractCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A case that rows are about: its number, never its pseudonym or a name."""

    stream: str
    number: str
    protected: bool
    """The person has, or has had, protection of the identity."""
    whose: Whose


class ExtractHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    first_day: str
    last_day: str
    made_at: str
    first: int
    last: int
    """Numbers of the first and the last row of the period."""
    before: str
    """Hash of the row before the first line of rows."""
    register: str
    """The stream of what belongs to no case."""
    cases: tuple[ExtractCase, ...]


class ExtractRow(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
):
    """One row. With ``blind`` its detail is all there, and proved. With ``payload_hash`` it is
    not: ``told`` is then what the sender says of it."""

    sequence: int
    at: str
    code: str
    hash: str
    blind: str = ""
    payload: dict[str, Any] | None = None
    payload_hash: str = ""
    told: dict[str, Any] | None = None
    gone: bool = False
    """The detail was disposed of with its case."""

    @property
    def said(self) -> JsonObject:
        return self.payload or self.told or {}


@dataclass(frozen=True, slots=True)
class Extract:
    head: ExtractHead
    rows: tuple[ExtractRow, ...]
    """With those at the ends."""

    @property
    def of_period(self) -> tuple[ExtractRow, ...]:
        first, last = self.head.first, self.head.last
        return tuple(row for row in self.rows if first <= row.sequence <= last)

    @property
    def anchor(self) -> str:
        """Where the log was at the extract's last row, as in ``Envelope.anchor``."""
        return f"{self.rows[-1].sequence}:{self.rows[-1].hash}" if self.rows else f"0:{START.hex()}"


# ------------------------------------------------------------------------------------- making


def packed(row: ChainRow, told: JsonObject | None = None) -> ExtractRow:
    """A row of the period. ``told``: what is said besides of a detail that stays at home."""
    bare = ExtractRow(sequence=row.sequence, at=row.at, code=row.code, hash=row.hash.hex())
    if row.payload is None:
        if row.payload_hash == START:
            return bare
        return msgspec.structs.replace(bare, payload_hash=row.payload_hash.hex(), gone=True)
    allowed = what_may_go(row.code, row.payload)
    if allowed == row.payload:
        return msgspec.structs.replace(bare, blind=row.blind.hex(), payload=dict(row.payload))
    return msgspec.structs.replace(
        bare, payload_hash=row.payload_hash.hex(), told={**allowed, **(told or {})}
    )


def at_end(row: ChainRow) -> ExtractRow:
    """A row outside the period: that it is there, and when, and no more."""
    known = "" if row.payload_hash == START else row.payload_hash.hex()
    return ExtractRow(
        sequence=row.sequence, at=row.at, code=row.code, hash=row.hash.hex(), payload_hash=known
    )


def encode(head: ExtractHead, rows: Iterable[ExtractRow]) -> str:
    return "".join(f"{line}\n" for line in _lines(head, rows))


def _lines(head: ExtractHead, rows: Iterable[ExtractRow]) -> Iterator[str]:
    encoder = msgspec.json.Encoder(order="sorted")
    yield encoder.encode(head).decode()
    for row in rows:
        yield encoder.encode(row).decode()


# ------------------------------------------------------------------------------------ reading

_HEADS: Final = msgspec.json.Decoder(ExtractHead)
_ROWS: Final = msgspec.json.Decoder(ExtractRow)


def decode(text: str) -> Extract:
    """Raises Refusal: package_newer, package_malformed for whatever is not exactly an extract.
    Whether its chain holds is another question: see ``check``."""
    lines = text.split("\n")
    if len(lines) < 2 or lines.pop():
        raise Refusal(Reason.PACKAGE_MALFORMED)
    try:
        version = msgspec.json.decode(lines[0], type=_Version).format
        if version > FORMAT:
            raise Refusal(Reason.PACKAGE_NEWER)
        head = _HEADS.decode(lines[0])
        rows = tuple(_ROWS.decode(line) for line in lines[1:])
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise Refusal(Reason.PACKAGE_MALFORMED) from None
    if not (_head_is_right(head) and all(map(_row_is_right, rows)) and _few_at_ends(head, rows)):
        raise Refusal(Reason.PACKAGE_MALFORMED)
    return Extract(head, rows)


class _Version(msgspec.Struct):
    format: int


def _head_is_right(head: ExtractHead) -> bool:
    return (
        head.format == FORMAT
        and _fits(_DAY, head.first_day, head.last_day)
        and head.first_day <= head.last_day
        and _fits(_AT, head.made_at)
        and _fits(_HASH, head.before)
        and _fits(_ID, head.register, *(case.stream for case in head.cases))
        and _fits(_NUMBER, *(case.number for case in head.cases))
    )


def _row_is_right(row: ExtractRow) -> bool:
    whole = row.payload is not None
    kept = bool(row.payload_hash)
    return (
        row.sequence > 0
        and _fits(_AT, row.at)
        and _fits(_CODE, row.code)
        and _fits(_HASH, row.hash, *filter(None, (row.blind, row.payload_hash)))
        and whole is bool(row.blind)
        and not (whole and kept)
        and (kept or not (row.gone or row.told))
    )


def _few_at_ends(head: ExtractHead, rows: Sequence[ExtractRow]) -> bool:
    """What is outside the period is at most a row at each end."""
    before = sum(1 for row in rows if row.sequence < head.first)
    return before <= 1 and sum(1 for row in rows if row.sequence > head.last) <= 1


def _fits(pattern: re.Pattern[str], *texts: str) -> bool:
    return all(pattern.fullmatch(text) for text in texts)


# ----------------------------------------------------------------------------------- checking


@dataclass(frozen=True, slots=True)
class Checked:
    broken_at: int | None
    """Number of the first row that does not fit with the one before; None: the chain holds."""
    complete: bool
    """The chain holds, and nothing is left out from the first day to the last."""


def check(extract: Extract) -> Checked:
    """Compute the chain anew."""
    previous, expected = bytes.fromhex(extract.head.before), None
    for row in extract.rows:
        digest = row_hash(previous, row.sequence, row.at, row.code, _detail_hash(row))
        follows = expected is None or row.sequence == expected
        if not follows or digest.hex() != row.hash:
            return Checked(row.sequence, complete=False)
        previous, expected = digest, row.sequence + 1
    return Checked(None, complete=_is_complete(extract))


def _detail_hash(row: ExtractRow) -> bytes:
    if row.payload is not None:
        try:
            return payload_hash(bytes.fromhex(row.blind), encode_json(row.payload))
        except Refusal:  # a number that no log can hold
            return b""
    return bytes.fromhex(row.payload_hash) if row.payload_hash else START


def _is_complete(extract: Extract) -> bool:
    """The row before the first day shows that nothing of it is left out, the row after the last
    day the same; a log has no row before its first, and none after the day it was asked on."""
    head, rows = extract.head, extract.rows
    if not rows:
        return False
    begins = rows[0].at[:10] < head.first_day
    if rows[0].sequence == 1:
        begins = head.before == START.hex()
    ends = rows[-1].at[:10] > head.last_day or head.made_at[:10] == head.last_day
    return begins and ends


def fits_anchor(extract: Extract, anchor: str) -> bool | None:
    """Whether a log that once was at ``anchor`` (``SEQUENCE:HASH``) can be the one that the extract
    is of. None: the extract does not reach it, so that nothing can be said. Only for an extract
    whose chain holds."""
    number, _, digest = anchor.partition(":")
    if not (number.isascii() and number.isdigit() and extract.rows):
        return None
    at = int(number) - extract.rows[0].sequence
    if at == -1:
        return extract.head.before == digest
    if 0 <= at < len(extract.rows):
        return extract.rows[at].hash == digest
    return None
