from __future__ import annotations

import math
import unicodedata

import pytest

from app.errors import Reason
from storage.vault import passphrase
from tests.storage.vault.conftest import reason_of

FOLDED = str.maketrans("åäö", "aao")


@pytest.mark.req("X01")
def test_the_word_list_keeps_its_promises() -> None:
    words = passphrase.words()
    assert len(words) >= 1296
    assert all(
        3 <= len(word) <= 7 and set(word) <= set("abcdefghijklmnopqrstuvwxyzåäö") for word in words
    )
    # Unique without rings and dots too: a foreign keyboard must not make two words one.
    assert len({word.translate(FOLDED) for word in words}) == len(words)
    assert all(unicodedata.is_normalized("NFC", word) for word in words)


@pytest.mark.req("X01")
def test_a_suggestion_is_eight_words_of_the_list_and_strong() -> None:
    suggestions = {passphrase.generate() for _ in range(50)}
    assert len(suggestions) == 50
    for suggestion in suggestions:
        assert len(suggestion.split(" ")) == passphrase.WORDS
        assert set(suggestion.split(" ")) <= set(passphrase.words())
    assert math.log2(len(passphrase.words())) * passphrase.WORDS >= 82


@pytest.mark.req("X03")
def test_a_passphrase_for_a_file_is_as_strong_and_can_be_typed_anywhere() -> None:
    made = {passphrase.generate_for_file() for _ in range(50)}
    assert len(made) == 50
    for phrase in made:
        assert len(phrase.split()) == 8
        assert set(phrase.split()) <= set(passphrase.words())
        assert phrase.isascii()
    plain = [word for word in passphrase.words() if word.isascii()]
    assert 8 * math.log2(len(plain)) > 82


@pytest.mark.req("X01")
def test_strength_knows_what_everybody_knows() -> None:
    words = passphrase.words()
    eight = passphrase.strength(" ".join(words[100:108]))
    assert (eight.accepted, eight.warned) == (True, False)
    five = passphrase.strength(" ".join(words[100:105]))
    assert (five.accepted, five.warned) == (True, True)
    four = passphrase.strength(" ".join(words[100:104]))
    assert not four.accepted
    assert not passphrase.strength(" ".join([words[100]] * 8)).accepted


@pytest.mark.req("X01")
@pytest.mark.parametrize(
    "typed", ["", " ", "korv", "Sommar2026!", "x" * 500, "aB3$" * 50, "1234567890" * 9]
)
def test_weak_ones_are_refused(typed: str) -> None:
    assert not passphrase.strength(typed).accepted
    assert (
        reason_of(lambda: passphrase.require_strong(bytearray(typed.encode())))
        is Reason.PASSPHRASE_WEAK
    )


def test_own_words_count_as_known() -> None:
    typed = "Exempelsson Avhopparenheten 17"
    known = passphrase.strength(typed, ("Maja Exempelsson", "Avhopparenheten"))
    assert passphrase.strength(typed).bits > known.bits
    assert not known.accepted


def test_a_swedish_sentence_is_not_taken_for_random_letters() -> None:
    assert passphrase.strength("jag åkte till mormor igår").bits <= 5 * 12


def test_the_same_letters_give_the_same_key() -> None:
    typed = "åäö och lite till"
    decomposed = bytearray(unicodedata.normalize("NFD", typed).encode())
    composed = bytearray(unicodedata.normalize("NFC", typed).encode())
    assert decomposed != composed
    assert passphrase.normalised(decomposed) == passphrase.normalised(composed) == composed
    ascii_only = bytearray(b"plain")
    assert passphrase.normalised(ascii_only) == ascii_only
    assert passphrase.normalised(ascii_only) is not ascii_only
