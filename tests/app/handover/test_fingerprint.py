from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.handover import fingerprint as fingerprints
from tests.conftest import RESOURCES, card_words

fingerprint = st.binary(min_size=16, max_size=16).map(bytes.hex)


def test_the_words_are_fixed_for_ever() -> None:
    """Another word, or another order, and nobody's card is read aloud as it was written down."""
    data = (RESOURCES / "words" / "fingeravtryck.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == (
        "afb24bad1475b16fe3318d9851e5410a3209d2ed1911eb222ea69efb08f02b64"
    )
    assert len(set(card_words())) == len(card_words()) == fingerprints.LIST_LENGTH


def test_no_two_words_sound_or_look_the_same_but_for_dots_and_rings() -> None:
    plain = [word.translate(str.maketrans("åäöé", "aaoe")) for word in card_words()]
    assert len(set(plain)) == len(plain)


def test_a_fingerprint_is_always_read_the_same_way() -> None:
    assert fingerprints.of_keys("person", "ab" * 32, "age1pq1x", "") == (
        "156dff42ce42fb63ef4340084320433c"
    )
    assert fingerprints.digits("0" * 32) == (
        "90124 31693 17232 11558 94158 20255 45618 82915 32214 75843 31326 47432"
    )
    assert fingerprints.words("0" * 32, card_words()) == (card_words()[0],) * 11 + (
        card_words()[hashlib.sha256(bytes(16)).digest()[0] >> 4],
    )


@given(fingerprint, fingerprint)
def test_two_fingerprints_never_have_the_same_words_or_digits(one: str, other: str) -> None:
    listed = card_words()
    same = one == other
    assert (fingerprints.words(one, listed) == fingerprints.words(other, listed)) == same
    assert (fingerprints.digits(one) == fingerprints.digits(other)) == same


@given(fingerprint)
def test_what_somebody_types_is_compared_however_it_is_written(one: str) -> None:
    listed = card_words()
    words, digits = fingerprints.words(one, listed), fingerprints.digits(one)
    assert len(words) == 12
    assert len(digits.replace(" ", "")) == 60
    assert {len(group) for group in digits.split()} == {5}
    assert all(fingerprints.same_word(f" {word.upper()}.", word) for word in words)
    assert not fingerprints.same_word(" ".join(words[:2]), words[0])


@given(fingerprint, st.text(max_size=40))
def test_three_different_words_are_asked_for_and_always_the_same(one: str, salt: str) -> None:
    asked = fingerprints.asked_for(one, salt)
    assert len(set(asked)) == fingerprints.ASKED == 3
    assert asked == tuple(sorted(asked)) == fingerprints.asked_for(one, salt)
    assert all(0 <= place < fingerprints.WORDS for place in asked)


@pytest.mark.parametrize("typed", ["", "ett ord till", "ankan"])
def test_what_is_not_the_word_is_not_the_word(typed: str) -> None:
    assert not fingerprints.same_word(typed, "anka")
    assert fingerprints.same_word(" ANKA. ", "anka")
