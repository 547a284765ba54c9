from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Reason
from storage.vault import recovery_code
from tests.storage.vault.conftest import outcome, reason_of

CODES = st.binary(min_size=16, max_size=16)


@given(CODES)
def test_a_code_is_read_however_it_was_copied(code: bytes) -> None:
    shown = recovery_code.write(code)
    assert len(shown.split("-")) == 7
    assert all(len(group) == 4 for group in shown.split("-"))
    assert not set("ILOU") & set(shown)
    lookalike = shown.replace("0", "o").replace("1", "l").lower()
    for typed in (shown, shown.replace("-", ""), f" {shown.replace('-', '  ')}\n", lookalike):
        assert recovery_code.read(typed) == code


@given(CODES, st.integers(0, 27), st.sampled_from(recovery_code.ALPHABET))
def test_one_wrong_character_is_a_slip_of_the_pen(code: bytes, place: int, other: str) -> None:
    characters = list(recovery_code.write(code).replace("-", ""))
    right = characters[place] == other
    characters[place] = other
    if right:
        assert recovery_code.read("".join(characters)) == code
    else:
        # Twelve check bits let one slip in 4,096 through; then it is a code, and another one.
        typed = "".join(characters)
        refused = outcome(recovery_code.read, typed)
        assert refused is Reason.RECOVERY_CODE_MISTYPED or recovery_code.read(typed) != code


def test_slips_are_told_apart_from_other_codes() -> None:
    """Every single slip and every swap of neighbours in a hundred codes: at most a few pass."""
    slips = passed = 0
    for number in range(100):
        shown = recovery_code.write(number.to_bytes(16, "big")).replace("-", "")
        for place in range(27):
            other = recovery_code.ALPHABET[(recovery_code.ALPHABET.index(shown[place]) + 1) % 32]
            swapped = shown[:place] + shown[place + 1] + shown[place] + shown[place + 2 :]
            for typed in {shown[:place] + other + shown[place + 1 :], swapped} - {shown}:
                slips += 1
                passed += outcome(recovery_code.read, typed) is None
    assert slips > 3000
    assert passed <= 8


@pytest.mark.parametrize(
    "typed", ["", "ABCD", "A" * 27, "A" * 29, "U" * 28, "é" * 28, "\0" * 28, "１" * 28]
)
def test_what_is_no_code_is_mistyped(typed: str) -> None:
    assert reason_of(lambda: recovery_code.read(typed)) is Reason.RECOVERY_CODE_MISTYPED


@given(st.text(max_size=60))
def test_any_text_is_refused_and_nothing_else(typed: str) -> None:
    assert outcome(recovery_code.read, typed) in {None, Reason.RECOVERY_CODE_MISTYPED}


def test_new_codes_differ() -> None:
    assert len({recovery_code.new() for _ in range(100)}) == 100
