"""Keys as text: one text a key, and no weak ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.crypto.primitives import box_public
from storage.handover import age
from storage.handover.age import bech32
from tests.storage.handover.age.sealing import CLASSIC, HYBRID, opened, sealed, seed

# From the specification (c2sp.org/age).
PUBLISHED_IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
PUBLISHED_RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
PUBLISHED_HYBRID = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"
PUBLISHED_HYBRID_STARTS = "age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5"
PUBLISHED_HYBRID_ENDS = "eyty7saeq0d3fzv49zc0k"

FROZEN_CLASSIC = "age19tffpqn8nxf6y3vyfmmzm2auy3nrejxfd7pn6t9hh80prh8kmv9sdx4kmu"
FROZEN_HYBRID_ENDS = "qmgphumf45r2a4v3pr3qh3qhzcfhd0t4"

P = 2**255 - 19
# The points of order 1, 2, 4 and 8 on the curve and its twist (RFC 7748, section 6.1).
LOW_ORDER = [
    0,
    1,
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
    P - 1,
]


def test_the_published_keys_are_read_and_written() -> None:
    classic = age.parse_identity(PUBLISHED_IDENTITY)
    assert str(classic.recipient) == PUBLISHED_RECIPIENT
    assert age.X25519Identity.text(bytearray(b"B" * 32)) == PUBLISHED_IDENTITY
    hybrid = str(age.parse_identity(PUBLISHED_HYBRID).recipient)
    assert hybrid.startswith(PUBLISHED_HYBRID_STARTS)
    assert hybrid.endswith(PUBLISHED_HYBRID_ENDS)
    assert len(hybrid) == 1959


@pytest.mark.parametrize("identity", [HYBRID, CLASSIC])
def test_a_recipient_is_the_same_after_it_was_text(
    identity: age.HybridIdentity | age.X25519Identity,
) -> None:
    again = age.parse_recipient(str(identity.recipient))
    assert type(again) is type(identity.recipient)
    assert str(again) == str(identity.recipient)
    assert opened(sealed(b"content", again), identity) == b"content"


@given(st.binary(min_size=32, max_size=32))
@settings(max_examples=30, deadline=None)
def test_identities_are_the_same_after_they_were_text(raw: bytes) -> None:
    for kind in (age.X25519Identity, age.HybridIdentity):
        text = kind.text(bytearray(raw))
        assert text == text.upper()
        assert str(age.parse_identity(text).recipient) == str(kind(bytearray(raw)).recipient)


def test_both_identities_of_a_seed_are_its_own_for_ever() -> None:
    one, again = (age.Identities.of_seed(seed("vault")) for _ in range(2))
    assert str(one.hybrid.recipient) == str(again.hybrid.recipient)
    # Frozen: a vault keeps its seed alone.
    assert str(one.classic.recipient) == FROZEN_CLASSIC
    assert str(one.hybrid.recipient).endswith(FROZEN_HYBRID_ENDS)
    other = age.Identities.of_seed(seed("another vault"))
    texts = {
        str(each)
        for pair in (one, other)
        for each in (pair.hybrid.recipient, pair.classic.recipient)
    }
    assert len(texts) == 4


def test_generated_identities_differ() -> None:
    texts = {
        str(kind.generate().recipient)
        for kind in (age.X25519Identity, age.HybridIdentity)
        for _ in range(3)
    }
    assert len(texts) == 6


def refused(text: str) -> bool:
    try:
        age.parse_recipient(text)
    except age.KeyTextError:
        return True
    return False


@pytest.mark.req("X03")
@pytest.mark.parametrize("number", LOW_ORDER)
def test_points_of_low_order_are_refused(number: int) -> None:
    point = number.to_bytes(32, "little")
    assert refused(bech32.encode("age", point))
    hybrid = box_public(seed("hybrid"))[:-32] + point
    assert refused(bech32.encode("age1pq", hybrid))


@pytest.mark.req("X03")
@pytest.mark.parametrize("number", [P, P + 1, P + 9, 2**255 - 1, 2**255 + 9])
def test_a_second_way_of_writing_a_point_is_refused(number: int) -> None:
    assert refused(bech32.encode("age", number.to_bytes(32, "little")))


@pytest.mark.req("X03")
def test_a_malformed_ml_kem_key_is_refused() -> None:
    sound = box_public(seed("hybrid"))
    assert not refused(bech32.encode("age1pq", sound))
    assert refused(bech32.encode("age1pq", b"\xff" * 3 + sound[3:]))
    assert refused(bech32.encode("age1pq", sound[:-1]))
    assert refused(bech32.encode("age1pq", sound + b"\0"))
    assert refused(bech32.encode("age1pq", sound[-32:]))
    assert refused(bech32.encode("age", sound))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "age1",
        "age",
        PUBLISHED_RECIPIENT.upper(),
        PUBLISHED_RECIPIENT.replace("z", "Z", 1),
        f" {PUBLISHED_RECIPIENT}",
        f"{PUBLISHED_RECIPIENT}\n",
        PUBLISHED_RECIPIENT[:-1],
        PUBLISHED_RECIPIENT.replace("age1", "agf1"),
        PUBLISHED_IDENTITY,
        bech32.encode("age", bytes(31)),
        bech32.encode("age", b"\x09" + bytes(32)),
        "age1" + "q" * 5000,
        "agé1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
    ],
)
def test_what_is_not_exactly_a_recipient_is_refused(text: str) -> None:
    assert refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        PUBLISHED_IDENTITY.lower(),
        PUBLISHED_IDENTITY.capitalize(),
        PUBLISHED_HYBRID.lower(),
        PUBLISHED_HYBRID[:-1] + "Q",
        PUBLISHED_RECIPIENT,
        bech32.encode("age-secret-key-", bytes(31)).upper(),
        bech32.encode("age-secret-key-pq-", bytes(33)).upper(),
        "AGE-PLUGIN-X-1QQQSYQCYQ5RQWZQF",
        "AGE-SECRET-KEY-1ß",
    ],
)
def test_what_is_not_exactly_an_identity_is_refused(text: str) -> None:
    with pytest.raises(age.KeyTextError) as caught:
        age.parse_identity(text)
    assert len(text) < 10 or text not in str(caught.value)


@given(at=st.integers(4, 61), by=st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l"))
def test_one_wrong_character_is_always_noticed(at: int, by: str) -> None:
    text = PUBLISHED_RECIPIENT[:at] + by + PUBLISHED_RECIPIENT[at + 1 :]
    assert refused(text) == (text != PUBLISHED_RECIPIENT)


@given(st.binary(max_size=80))
def test_bech32_comes_back(data: bytes) -> None:
    assert bech32.decode("age1pq", bech32.encode("age1pq", data)) == data


def test_left_over_bits_that_are_not_zero_are_refused() -> None:
    """31 bytes leave two bits over. With others than zeros it would be the same key in two texts."""
    values = bech32._regroup(bytes(31), 8, 5, pad=True)
    values[-1] |= 1
    assert refused(with_check(values))
    assert refused(with_check([*bech32._regroup(bytes(32), 8, 5, pad=True), 0]))


def with_check(values: list[int]) -> str:
    check = bech32._polymod([*bech32._expanded("age"), *values, *[0] * 6]) ^ 1
    values = [*values, *(check >> 5 * (5 - at) & 31 for at in range(6))]
    return "age1" + "".join(bech32._LETTERS[value] for value in values)


def test_a_seed_of_another_size_is_refused() -> None:
    for kind in (age.X25519Identity, age.HybridIdentity):
        with pytest.raises(age.KeyTextError):
            kind(bytearray(31))
