"""The own card on paper: read aloud in order, and its codes read from the printed page."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.disclosure.linter import Known, Words, findings
from app.documents.blocks import Document, encode
from app.documents.key_card import CardOnPaper, build
from app.documents.texts import texts_of
from app.handover import fingerprint as fingerprints
from app.handover.card_codes import codes_of, read_codes
from app.handover.key_card import KeyCard
from app.pdf.render import render
from app.usecases.desk import Desk
from app.usecases.handover.cards.card_paper import own_card_paper
from app.usecases.handover.cards.own_cards import make_own_card
from app.usecases.unit import unit_papers
from tests.app.documents.test_implementation_plan import check_golden, read_aloud
from tests.app.handover.card_tools import made, root
from tests.app.pdf.setting import fonts
from tests.conftest import card_words

pytestmark = pytest.mark.req("X03")

CARD = made()
GOLDEN = Path(__file__).parent / "golden"


def paper(card: KeyCard) -> Document:
    words = fingerprints.words(card.fingerprint, card_words())
    digits = fingerprints.digits(card.fingerprint)
    return build(CardOnPaper(card, words, digits, codes_of(card.text.encode())))


def test_the_blocks_are_as_agreed() -> None:
    check_golden(GOLDEN / "key-card.json", encode(paper(made())))


def test_the_paper_is_read_in_the_agreed_order() -> None:
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-"],
        input=render(paper(made()), fonts()),
        capture_output=True,
        check=True,
    )
    check_golden(GOLDEN / "key-card.txt", read_aloud(done.stdout.decode(errors="replace")))


def test_the_codes_on_paper_can_be_read_by_another_program() -> None:
    """Drawn as on a page of 300 dots an inch; in any order on the page."""
    card = made()
    drawn = subprocess.run(
        ["pdftoppm", "-r", "300", "-gray", "-png"],
        input=render(paper(card), fonts()),
        capture_output=True,
        check=True,
    ).stdout
    pages = [b"\x89PNG" + each for each in drawn.split(b"\x89PNG") if each]
    texts = [
        found.text
        for page in pages
        for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))
    ]
    read = read_codes("\n".join(texts))
    assert read is not None
    assert read.data == card.text.encode()


def test_a_root_card_says_what_it_is() -> None:
    document = paper(root())
    assert document.title == "Enhetens rotkort"
    assert document.document_id.startswith("RK-")


def test_the_codes_themselves_are_read_by_no_person() -> None:
    found = [text for _, text in texts_of(paper(made()))]
    assert "Del av nyckelkortet, för en kodläsare." in found
    assert not [text for text in found if "AKTVALV1." in text]


def test_the_paper_passes_as_one_of_the_unit(desk: Desk) -> None:
    make_own_card(desk, {"valid_to": "2027-02-01"})
    assert unit_papers.preview(desk, own_card_paper(desk)).startswith(b"%PDF")


@given(st.binary(min_size=16, max_size=16).map(bytes.hex))
def test_no_words_and_digits_are_taken_for_somebodys_number_or_address(fingerprint: str) -> None:
    words = fingerprints.words(fingerprint, card_words())
    document = build(CardOnPaper(CARD, words, fingerprints.digits(fingerprint), ("A",)))
    texts = (Words(where, text) for where, text in texts_of(document))
    assert findings(texts, Known()) == ()
