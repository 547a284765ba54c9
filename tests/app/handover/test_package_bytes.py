"""The bytes of a package: one way to write each, and nothing else is read."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import Reason, Refusal
from app.handover.envelope_json import (
    LONGEST_GROUND,
    LONGEST_PURPOSE,
    MOST_AUTHORS,
    MOST_BLOBS,
    MOST_CARDS,
    MOST_CASES,
    MOST_RECIPIENTS,
    MOST_RECORDS,
)
from app.handover.kinds import HandoverKind
from app.handover.package import LARGEST, Payload
from app.handover.package_bytes import LARGEST_CARD, read, write
from app.ids import RecordId
from app.journal.canonical import MAX_BYTES, MAX_DEPTH, encode_json
from tests.app.handover.packing import (
    ENVELOPE,
    MAGIC,
    PAYLOAD,
    Draft,
    author,
    author_frame,
    blob,
    blob_frames,
    payloads,
    record_frame,
    sign,
)
from tests.app.journal.strategies import KEY, STRANGER, record, signature, verify

WRITTEN = write(ENVELOPE, PAYLOAD, sign)

_READABLE = {Reason.PACKAGE_MALFORMED, Reason.PACKAGE_NEWER, Reason.SIGNATURE_WRONG}
"""What damage can be told as. Only what somebody has signed can be anything worse."""


def reason_of(data: bytes) -> Reason:
    with pytest.raises(Refusal) as refusal:
        read(data, verify)
    return refusal.value.reason


# ------------------------------------------------------------------------- what is written


@given(payloads())
def test_what_is_written_is_read_and_written_again(payload: Payload) -> None:
    data = write(ENVELOPE, payload, sign)
    package = read(data, verify)
    assert (package.envelope, package.payload) == (ENVELOPE, payload)
    assert write(package.envelope, package.payload, sign) == data


@pytest.mark.parametrize("kind", HandoverKind)
def test_every_kind_can_be_written(kind: HandoverKind) -> None:
    envelope = dataclasses.replace(ENVELOPE, kind=kind, ground="", cases=(), reply_to="0" * 64)
    assert read(write(envelope, Payload({}), sign), verify).envelope == envelope


def test_the_bytes_are_as_they_are_described() -> None:
    """``Draft`` is written from the description, and knows nothing of ``write``."""
    assert Draft().bytes() == WRITTEN


def test_the_id_is_the_envelopes_hash() -> None:
    size = int.from_bytes(WRITTEN[len(MAGIC) : len(MAGIC) + 4], "big")
    envelope = WRITTEN[len(MAGIC) + 4 :][:size]
    assert read(WRITTEN, verify).id == hashlib.sha256(envelope).hexdigest()
    assert json.loads(envelope)["purpose"] == ENVELOPE.purpose


def test_a_package_that_is_too_large_is_not_written() -> None:
    large = Payload({}, blobs=(blob(bytes(LARGEST)),))
    with pytest.raises(Refusal) as refusal:
        write(ENVELOPE, large, sign)
    assert refusal.value.reason is Reason.PACKAGE_TOO_LARGE
    assert refusal.value.params == {"limit": 64}


def test_more_than_anybody_has_written_is_not_written() -> None:
    long = tuple(record(body={"n": n, "text": "x" * 2_000_000}) for n in range(9))
    with pytest.raises(Refusal) as refusal:
        write(ENVELOPE, Payload({}, records=long), sign)
    assert refusal.value.reason is Reason.PACKAGE_TOO_LARGE
    assert refusal.value.params == {"limit": 16}
    draft = Draft(records=list(map(record_frame, long)))
    assert reason_of(draft.bytes()) is Reason.PACKAGE_SIZES_WRONG


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (Payload({}, records=(record(), record())), Reason.PACKAGE_SAYS_TWICE),
        (Payload({}, cards=(b"x" * (LARGEST_CARD + 1),)), Reason.PACKAGE_SIZES_WRONG),
    ],
    ids=["twice", "card"],
)
def test_nothing_is_written_that_would_be_taken_for_an_attack(
    payload: Payload, reason: Reason
) -> None:
    with pytest.raises(Refusal) as refusal:
        write(ENVELOPE, payload, sign)
    assert refusal.value.reason is reason


@pytest.mark.parametrize(
    "payload",
    [
        Payload({}, records=(dataclasses.replace(record(), id=RecordId("0" * 64)),)),
        Payload({}, records=(dataclasses.replace(record(), signature=b"short"),)),
        Payload({}, blobs=(dataclasses.replace(blob(), data=b"other"),)),
        Payload({"a": "\ud800"}),
    ],
    ids=["id", "signature", "blob", "surrogate"],
)
def test_what_could_not_be_read_is_not_written(payload: Payload) -> None:
    with pytest.raises(Refusal) as refusal:
        write(ENVELOPE, payload, sign)
    assert refusal.value.reason is Reason.PACKAGE_MALFORMED


# -------------------------------------------------------------------------- whose it is


def test_somebody_elses_signature_is_told_apart() -> None:
    for forge in (
        lambda message: signature(STRANGER, message),
        lambda message: signature(KEY, message.removeprefix(b"aktvalv package v1\0")),
        lambda _message: bytes(64),
    ):
        assert reason_of(Draft().bytes(forge)) is Reason.SIGNATURE_WRONG


def test_the_signature_is_looked_at_before_the_payload() -> None:
    def forge(_message: bytes) -> bytes:
        return bytes(64)

    assert reason_of(Draft(body=b"not JSON").bytes(forge)) is Reason.SIGNATURE_WRONG


# ---------------------------------------------------------------------------- damage


def test_no_byte_can_be_another_one() -> None:
    for place in range(len(WRITTEN)):
        for bit in (1, 16, 128):
            changed = bytearray(WRITTEN)
            changed[place] ^= bit
            assert reason_of(bytes(changed)) in _READABLE


def test_no_byte_can_be_missing_or_more() -> None:
    for place in range(len(WRITTEN)):
        assert reason_of(WRITTEN[:place]) is Reason.PACKAGE_MALFORMED
        assert reason_of(WRITTEN[:place] + WRITTEN[place + 1 :]) in _READABLE
    assert reason_of(WRITTEN + b"\0") is Reason.PACKAGE_MALFORMED
    assert reason_of(WRITTEN + WRITTEN) is Reason.PACKAGE_MALFORMED


def test_pieces_of_two_packages_do_not_fit() -> None:
    other = write(dataclasses.replace(ENVELOPE, number=8), Payload({"a": 1}), sign)
    dice = random.Random(1)
    for _ in range(2_000):
        mixed = WRITTEN[: dice.randrange(len(WRITTEN))] + other[dice.randrange(len(other)) :]
        if mixed not in (WRITTEN, other):
            assert reason_of(mixed) in _READABLE


@given(st.binary(max_size=300))
@example(b"")
@example(MAGIC)
@example(MAGIC + b"\xff" * 4)
@example(MAGIC + bytes(4))
@example(bytes(1000))
def test_bytes_that_are_no_package(data: bytes) -> None:
    assert reason_of(data) is Reason.PACKAGE_MALFORMED
    assert reason_of(MAGIC + data) in _READABLE


def test_nothing_is_read_of_what_is_too_large() -> None:
    assert reason_of(WRITTEN + bytes(LARGEST)) is Reason.PACKAGE_MALFORMED


# ---------------------------------------------------------------------- newer versions


@pytest.mark.parametrize(
    "draft",
    [
        Draft(magic=b"aktvalv paket 2\n"),
        Draft(magic=b"aktvalv paket 9999\n"),
        Draft(envelope={"format": 2, "anything": ["else"]}),
        Draft(envelope={**Draft().envelope, "kind": "commission"}),
        Draft(records=[record_frame(record())[:64] + encode_json({"format": 2, "more": 1})]),
        Draft(authors=[author_frame(author()).replace(b"author_card/2", b"author_card/9")]),
    ],
    ids=["magic", "magic4", "envelope", "kind", "record", "author"],
)
def test_what_is_newer_is_told_apart(draft: Draft) -> None:
    assert reason_of(draft.bytes()) is Reason.PACKAGE_NEWER


@pytest.mark.parametrize(
    "magic",
    [b"aktvalv paket 0\n", b"aktvalv paket 01\n", b"aktvalv paket \n", b"aktvalv paket 10000\n",
     b"aktvalv kopia 1\n", b"aktvalv paket \xc2\xb2\n", b"aktvalv paket 2", b"aktvalv paket 1\r\n"],
)  # fmt: skip
def test_other_first_lines_are_nobodys(magic: bytes) -> None:
    assert reason_of(Draft(magic=magic).bytes()) is Reason.PACKAGE_MALFORMED


def test_a_kind_of_record_that_is_newer_is_kept() -> None:
    """It is shown as made by a newer version, as in the case file itself."""
    newer = record(kind="plan/99", body={"unheard": "of"})
    assert read(Draft(records=[record_frame(newer)]).bytes(), verify).payload.records == (newer,)


# ---------------------------------------------------- signed by a known sender, and hostile

BOMB = {"authors": MOST_AUTHORS, "cards": MOST_CARDS, "records": MOST_RECORDS, "blobs": MOST_BLOBS}


def deep(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


HOSTILE: dict[str, Draft] = {
    "body with a key twice": Draft(body=b'{"a":1,"a":2}'),
    "body in another order": Draft(body=b'{"b":1,"a":2}'),
    "body with white space": Draft(body=b'{"a": 1}'),
    "body with a float": Draft(body=b'{"a":1.5}'),
    "body with a huge number": Draft(body=b'{"a":' + b"9" * 5000 + b"}"),
    "body that is no object": Draft(body=b"[1]"),
    "body that is no JSON": Draft(body=b"\xff"),
    "body that is deep": Draft(body=deep(MAX_DEPTH + 2)),
    "body that is very deep": Draft(body=deep(200_000)),
    "body of 10 MB": Draft(body=encode_json({"a": "x" * 10_000_000})),
    "nothing at all": Draft(body=b"", authors=[], cards=[], records=[], blobs=[]),
    "more records than there are": Draft(counts={"records": 3}),
    "fewer records than there are": Draft(counts={"records": 1}),
    "as many as may be": Draft(counts=BOMB),
    "more than may be": Draft(counts={"records": MOST_RECORDS + 1}),
    "negative counts": Draft(counts={"cards": -1, "records": 4}),
    "counts that are not whole": Draft(counts={"records": True}),
    "a count that is unknown": Draft(counts={"others": 0}),
    "another size": Draft(seal={"size": 1}),
    "a size of nothing": Draft(seal={"size": 0}),
    "a size beyond everything": Draft(seal={"size": 2**53 - 1}),
    "another hash": Draft(seal={"sha256": "0" * 64}),
    "a hash in capitals": Draft(seal={"sha256": "AB" * 32}),
    "something after the end": Draft(after=b"\0"),
    "an empty frame after the end": Draft(after=bytes(4)),
    "a frame beyond the end": Draft(after=b"\xff\xff\xff\xff"),
    "a record twice": Draft(records=[record_frame(record())] * 2),
    "a record that is cut": Draft(records=[record_frame(record())[:-1]]),
    "a record without a signature": Draft(records=[b"x" * 63]),
    "a record that is not canonical": Draft(records=[record_frame(record()) + b" "]),
    "a record of the wrong shape": Draft(records=[bytes(64) + b"{}"]),
    "a record beyond its limit": Draft(records=[bytes(64) + b"x" * (MAX_BYTES + 1)]),
    "a blob twice": Draft(blobs=blob_frames(blob()) * 2),
    "a blob with another hash": Draft(blobs=[blob_frames(blob())[0], b"other"]),
    "a blob of no type": Draft(blobs=blob_frames(dataclasses.replace(blob(), media_type="../x"))),
    "a blob of a case that is none": Draft(
        blobs=[blob_frames(blob())[0].replace(b"0000-0000", b"../../../"), b""]
    ),
    "an author twice": Draft(authors=[author_frame(author()), author_frame(author(name="B"))]),
    "an author with turned letters": Draft(authors=[author_frame(author(name="a\u202eb"))]),
    "an author with more": Draft(
        authors=[author_frame(author()).replace(b'"key"', b'"jey":1,"key"')]
    ),
    "an author that is something else": Draft(
        authors=[encode_json({"kind": "urgent/1", "body": {}})]
    ),
    "a card twice": Draft(cards=[b"a", b"a"]),
    "a card beyond its limit": Draft(cards=[b"x" * (LARGEST_CARD + 1)]),
}


WORSE: dict[str, Reason] = {
    "body with a key twice": Reason.PACKAGE_SAYS_TWICE,
    "body that is deep": Reason.PACKAGE_TOO_DEEP,
    "body that is very deep": Reason.PACKAGE_TOO_DEEP,
    "body of 10 MB": Reason.PACKAGE_SIZES_WRONG,
    "more records than there are": Reason.PACKAGE_SIZES_WRONG,
    "fewer records than there are": Reason.PACKAGE_SIZES_WRONG,
    "as many as may be": Reason.PACKAGE_SIZES_WRONG,
    "more than may be": Reason.PACKAGE_SIZES_WRONG,
    "a size beyond everything": Reason.PACKAGE_SIZES_WRONG,
    "something after the end": Reason.PACKAGE_SIZES_WRONG,
    "an empty frame after the end": Reason.PACKAGE_SIZES_WRONG,
    "a frame beyond the end": Reason.PACKAGE_SIZES_WRONG,
    "a record twice": Reason.PACKAGE_SAYS_TWICE,
    "a record beyond its limit": Reason.PACKAGE_SIZES_WRONG,
    "a blob twice": Reason.PACKAGE_SAYS_TWICE,
    "a blob of a case that is none": Reason.PACKAGE_NAMES_PATH,
    "an author twice": Reason.PACKAGE_SAYS_TWICE,
    "a card twice": Reason.PACKAGE_SAYS_TWICE,
    "a card beyond its limit": Reason.PACKAGE_SIZES_WRONG,
}
"""What is told apart of what a sender has signed; the rest is not the format, and no more."""


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused(name: str) -> None:
    assert reason_of(HOSTILE[name].bytes()) is WORSE.get(name, Reason.PACKAGE_MALFORMED)


ENVELOPES: dict[str, tuple[str, Any]] = {
    "a kind that is no code": ("kind", "Copy!"),
    "number nought": ("number", 0),
    "a number that is true": ("number", True),
    "a number that is text": ("number", "1"),
    "no sender": ("sender", ""),
    "a sender that is longer": ("sender", "ab" * 17),
    "a sender with a line after it": ("sender", "ab" * 16 + "\n"),
    "a key in capitals": ("sender_key", "AA" * 32),
    "no recipients": ("recipients", []),
    "a recipient twice": ("recipients", ["cd" * 16] * 2),
    "recipients beyond the limit": (
        "recipients",
        [f"{n:032x}" for n in range(MOST_RECIPIENTS + 1)],
    ),
    "no purpose": ("purpose", ""),
    "a purpose of spaces": ("purpose", "   "),
    "a purpose with a line break": ("purpose", "Delning\nGodkänd av chefen"),
    "a purpose that turns": ("purpose", "Delning \u202eslutna"),
    "a purpose with what is not seen": ("purpose", "Del\u200bning"),
    "a purpose with a tag": ("purpose", "Delning\U000e0041"),
    "a purpose that is long": ("purpose", "x" * (LONGEST_PURPOSE + 1)),
    "a purpose with half a sign": ("purpose", "\ud83d"),
    "a ground that is long": ("ground", "x" * (LONGEST_GROUND + 1)),
    "a ground with a line break": ("ground", "a\nb"),
    "a case twice": ("cases", ["0" * 8 + "-0000-4000-8000-" + "0" * 12] * 2),
    "a case that is a path": ("cases", ["../../etc/passwd"]),
    "cases beyond the limit": (
        "cases",
        [f"00000000-0000-4000-8000-{n:012}" for n in range(MOST_CASES + 1)],
    ),
    "no time": ("sealed_at", ""),
    "a time without its place": ("sealed_at", "2026-06-01T09:00:00"),
    "an hour that is none": ("sealed_at", "2026-06-01T25:00:00+02:00"),
    "a day that is none": ("expires_on", "2026-02-30"),
    "a day in another form": ("expires_on", "20260601"),
    "a week": ("expires_on", "2026-W01-1"),
    "a short nonce": ("nonce", "00"),
    "an anchor that is none": ("anchor", "12"),
    "an anchor with a minus": ("anchor", f"-1:{'0' * 64}"),
    "a reply to nothing": ("reply_to", "0"),
    "format nought": ("format", 0),
    "a format that is true": ("format", True),
    "something more": ("more", 1),
}


@pytest.mark.parametrize("name", ENVELOPES)
def test_an_envelope_has_one_form(name: str) -> None:
    key, value = ENVELOPES[name]
    draft = Draft(envelope={**Draft().envelope, key: value}, written=as_it_is)
    path = name == "a case that is a path"
    reason = Reason.PACKAGE_NAMES_PATH if path else Reason.PACKAGE_MALFORMED
    assert reason_of(draft.bytes()) is reason


@pytest.mark.parametrize("key", Draft().envelope)
def test_nothing_of_an_envelope_can_be_left_out(key: str) -> None:
    draft = Draft(envelope={name: value for name, value in Draft().envelope.items() if name != key})
    assert reason_of(draft.bytes()) is Reason.PACKAGE_MALFORMED


def as_it_is(value: dict[str, Any]) -> bytes:
    """Canonical where that can be."""
    try:
        return encode_json(value)
    except Refusal:
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "written",
    [
        lambda value: encode_json(value) + b"\n",
        lambda value: json.dumps(value).encode(),
        lambda _value: b"[]",
        lambda _value: b"",
        lambda value: encode_json({**value, "purpose": "x" * 70_000}),
    ],
    ids=["line break", "not canonical", "list", "empty", "large"],
)
def test_an_envelope_is_written_in_one_way(written: Callable[[dict[str, Any]], bytes]) -> None:
    assert reason_of(Draft(written=written).bytes()) is Reason.PACKAGE_MALFORMED


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (
            lambda value: encode_json(value).replace(b'{"anchor"', b'{"anchor":"","anchor"', 1),
            Reason.PACKAGE_SAYS_TWICE,
        ),
        (lambda _value: deep(100_000)[:60_000], Reason.PACKAGE_TOO_DEEP),
    ],
    ids=["key twice", "deep"],
)
def test_what_is_worse_in_an_envelope_is_told_apart(
    written: Callable[[dict[str, Any]], bytes], reason: Reason
) -> None:
    assert reason_of(Draft(written=written).bytes()) is reason
