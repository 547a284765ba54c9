"""The strategic group's paper: counts, and a dash for what is not told."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from app.documents.blocks import Document, encode
from app.documents.strategic_material import CountGroup, strategic_material
from app.pdf.render import render
from tests.app.documents.test_implementation_plan import check_golden, read_aloud
from tests.app.pdf.setting import fonts

pytestmark = pytest.mark.req("F028")

GOLDEN = Path(__file__).parent / "golden"


def paper() -> Document:
    groups = (
        CountGroup("Ärenden efter läge", (("Ansökan", 12), ("Beslutat", None)), 21),
        CountGroup("Nej i år", (("Avslag", 0), ("Avvisning", None)), None),
    )
    return strategic_material(date(2026, 11, 22), "Exempelkommun", "Avhopparenheten", groups)


def test_the_blocks_are_as_agreed() -> None:
    check_golden(GOLDEN / "strategic-material.json", encode(paper()))


def test_the_paper_is_read_in_the_agreed_order() -> None:
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-"],
        input=render(paper(), fonts()),
        capture_output=True,
        check=True,
    )
    told = done.stdout.decode(errors="replace")  # poppler prints attributes, dropped here, raw
    check_golden(GOLDEN / "strategic-material.txt", read_aloud(told))


def test_with_nothing_to_tell_it_says_so() -> None:
    document = strategic_material(date(2026, 11, 22), "Exempelkommun", "Avhopparenheten", ())
    assert b"Det finns inget att redovisa." in encode(document)
