"""Files with key cards, judged in the jail for their form alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Reason
from app.handover.key_card import LARGEST
from app.usecases.handover.cards import card_register as cards
from storage.foreign.reader import ForeignFiles
from tests.handover import Side
from tests.storage.foreign.test_templates import saying
from tests.storage.vault.conftest import reason_of


@pytest.fixture
def card(two_vaults: tuple[Side, Side]) -> bytes:
    return cards.own_card_now(two_vaults[0].desk).card.encode()


def test_a_card_comes_back_with_its_exact_bytes(card: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kort.aktvalv-nyckelkort"
    path.write_bytes(card)
    assert ForeignFiles().key_card(path) == card


def test_whom_it_is_signed_by_is_not_for_the_jail(card: bytes, tmp_path: Path) -> None:
    """It has no ciphers: the card is read again, with them."""
    path = tmp_path / "kort.aktvalv-nyckelkort"
    forged = card.replace(b"Maja", b"Moja")
    path.write_bytes(forged)
    assert ForeignFiles().key_card(path) == forged


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda _card: b"", Reason.KEY_CARD_INVALID),
        (lambda card: card[:-1], Reason.KEY_CARD_INVALID),
        (lambda card: card + b"\n", Reason.KEY_CARD_INVALID),
        (lambda card: card + card, Reason.KEY_CARD_INVALID),
        (lambda card: card.replace(b'"format":1', b'"format":2'), Reason.KEY_CARD_NEWER),
        (lambda card: card.replace(b"Maja", "Ma\u202eja".encode()), Reason.KEY_CARD_INVALID),
        (lambda _card: b'{"body":' * 1500, Reason.KEY_CARD_INVALID),
        (lambda card: card + bytes(LARGEST), Reason.FILE_TOO_LARGE),
    ],
)  # fmt: skip
def test_bytes_that_are_no_card(card: bytes, tmp_path: Path, spoil, reason: Reason) -> None:
    path = tmp_path / "kort.aktvalv-nyckelkort"
    path.write_bytes(spoil(card))
    assert reason_of(ForeignFiles().key_card, path) is reason


def test_a_verdict_on_another_card_is_no_verdict(card: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kort.aktvalv-nyckelkort"
    path.write_bytes(card)
    lying = ForeignFiles(saying({"digest": "0" * 64}))
    assert reason_of(lying.key_card, path) is Reason.FILE_READER_STOPPED
