"""What stands around the content, and the colour profile."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from app.documents.blocks import Heading, Signature, SignatureLine, Status, Text
from app.pdf.icc import srgb_profile
from tests.app.pdf import inspection
from tests.app.pdf.setting import LOREM, pdf_of
from tests.app.pdf.test_text import extracted


def test_every_page_says_which_it_is_and_which_paper_it_belongs_to() -> None:
    data = pdf_of(*(Text(text=LOREM * 6) for _ in range(12)))
    count = len(inspection.opened(data).pages)
    assert count > 2
    pages = extracted(data).split("\f")
    for number in range(1, count + 1):
        words = " ".join(pages[number - 1].split())
        assert f"Sida {number} av {count}" in words
        assert "GP-TEST-0001 · Version 2 · Fastställd · Exemplar 3" in words
    assert "Genomförandeplan · Ärende 2026-0014" in " ".join(pages[1].split())


@pytest.mark.parametrize("lines", range(28, 44))
def test_a_heading_goes_to_the_next_page_with_what_is_to_be_signed(lines: int) -> None:
    signature = Signature(
        lines=(SignatureLine(role="Den enskilde"),),
        name_label="Namnteckning",
        date_label="Ort och datum",
    )
    filling = Text(text="\n".join("Rad" for _ in range(lines)))
    pages = extracted(pdf_of(filling, Heading(text="Underskrifter"), signature)).split("\f")
    (page,) = [page for page in pages if "Underskrifter" in page]
    assert "Den enskilde" in page
    assert "Namnteckning" in page


@pytest.mark.parametrize(
    ("status", "word"),
    [(Status.DRAFT, "UTKAST"), (Status.REPLACED, "ERSATT")],
)
def test_what_is_not_in_force_says_so_across_every_page(status: Status, word: str) -> None:
    data = pdf_of(*(Text(text=LOREM * 6) for _ in range(6)), status=status)
    pdf = inspection.opened(data)
    assert inspection.watermarks(pdf) == [word] * len(pdf.pages)
    assert inspection.watermarks(inspection.opened(pdf_of(Text(text="i kraft")))) == []


def test_a_paper_that_has_not_left_has_no_copy_number() -> None:
    assert "Exemplar" not in extracted(pdf_of(Text(text="x"), copy_number=None))


def test_a_draft_without_a_day_can_be_set() -> None:
    assert inspection.opened(pdf_of(Text(text="x"), dated="")).docinfo.CreationDate


def test_the_colour_profile_is_srgb_to_another_implementation() -> None:
    """Colours through our profile come out as through the one LittleCMS makes itself."""
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(ours).strip() == "sRGB IEC61966-2.1"
    image = Image.new("RGB", (16, 16))
    image.putdata([(16 * x, 16 * y, 8 * (x + y)) for x in range(16) for y in range(16)])
    lab = ImageCms.createProfile("LAB")
    through_ours = ImageCms.profileToProfile(image, ours, lab, outputMode="LAB")
    through_theirs = ImageCms.profileToProfile(
        image, ImageCms.createProfile("sRGB"), lab, outputMode="LAB"
    )
    assert through_ours is not None
    assert through_theirs is not None
    pairs = zip(through_ours.tobytes(), through_theirs.tobytes(), strict=True)
    # a and b are signed bytes: -1 and 0 are neighbours
    assert max(min((a - b) % 256, (b - a) % 256) for a, b in pairs) <= 1
