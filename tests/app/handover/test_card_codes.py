from __future__ import annotations

import random

import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.errors import Reason, Refusal
from app.handover.card_codes import CodesRead, codes_of, read_codes
from app.handover.key_card import LARGEST
from tests.app.handover.card_tools import hybrid, made, unsigned, written


@given(st.binary(min_size=1, max_size=LARGEST), st.randoms(use_true_random=False))
def test_codes_give_the_card_in_any_order_and_read_twice(
    data: bytes, chance: random.Random
) -> None:
    codes = [*codes_of(data), codes_of(data)[0].lower()]
    chance.shuffle(codes)
    found = read_codes("\n".join(codes))
    assert found is not None
    assert found.data == data
    assert not found.missing


def test_codes_hold_what_every_keyboard_types_alike() -> None:
    for code in codes_of(written(unsigned())):
        assert all(each.isdigit() or each == "." or "A" <= each <= "Z" for each in code)


def test_some_of_the_codes_say_which_are_missing() -> None:
    codes = codes_of(written(unsigned()))
    assert len(codes) > 2
    found = read_codes(codes[1])
    assert found == CodesRead((2,), len(codes), None)
    assert found.missing == tuple(n for n in range(1, len(codes) + 1) if n != 2)
    assert read_codes("något annat") is None


def test_codes_of_two_cards_or_changed_ones_give_no_card() -> None:
    one, other = codes_of(written(unsigned())), codes_of(written(unsigned("Sara Testdotter")))
    swapped = one[0][:-1] + ("A" if one[0][-1] != "A" else "B")
    for wrong in (
        [*one, other[0]],
        [swapped, *one],
        [swapped, *one[1:]],
        [one[0].replace(".1.", ".9.", 1)],
    ):
        with pytest.raises(Refusal) as caught:
            read_codes("\n".join(wrong))
        assert caught.value.reason is Reason.KEY_CARD_INVALID


def test_another_program_reads_the_codes() -> None:
    card = made(classic="", hybrid=hybrid("Olle Provsson"))
    read = []
    for text in codes_of(card.text.encode()):
        rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix_iter(border=4)]
        image = Image.new("L", (len(rows), len(rows)))
        image.putdata([0 if dark else 255 for row in rows for dark in row])
        image = image.resize((image.width * 3, image.height * 3), Image.Resampling.NEAREST)
        (found,) = zxingcpp.read_barcodes(image)
        read.append(found.text)
    again = read_codes(" ".join(read))
    assert again is not None
    assert again.data == card.text.encode()
