"""PDF/UA-1 and PDF/A-2a: what the checker on hand covers, and what it does not, by own reading."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pdfua import validate

from app.documents.blocks import Heading, Status
from app.pdf.render import render
from tests.app.pdf import inspection
from tests.app.pdf.setting import document, every_block, fonts, pdf_of

pytestmark = pytest.mark.req("X04")


@pytest.fixture(scope="module")
def data() -> bytes:
    return pdf_of(*every_block(3), status=Status.DRAFT, secrecy_mark=("Sekretess", "Nämnden"))


@pytest.fixture(scope="module")
def pdf(data: bytes) -> pikepdf.Pdf:
    return inspection.opened(data)


def test_everything_painted_is_content_or_marked_as_decoration(pdf: pikepdf.Pdf) -> None:
    all_painted = list(inspection.painted(pdf))
    assert len(all_painted) > 100
    for each in all_painted:
        assert (each.mark == "/Artifact") != (each.mcid is not None), each


def test_the_way_back_from_content_leads_to_the_element_that_lists_it(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    back = {int(numbers[i]): list(numbers[i + 1]) for i in range(0, len(numbers), 2)}
    assert [int(page.obj.StructParents) for page in pdf.pages] == sorted(back)
    listed = 0
    for node in inspection.structure(pdf):
        for page, mcid in node.content:
            assert back[page][mcid].objgen == node.object.objgen
            listed += 1
    assert listed == sum(len(elements) for elements in back.values())


def test_every_content_is_drawn_once_under_the_tag_of_its_element(pdf: pikepdf.Pdf) -> None:
    tags = {place: node.tag for node in inspection.structure(pdf) for place in node.content}
    drawn = {
        (each.page, each.mcid): each.mark
        for each in inspection.painted(pdf)
        if each.mcid is not None
    }
    assert drawn == tags


def test_every_font_is_embedded_and_tells_its_characters(pdf: pikepdf.Pdf) -> None:
    used = list(inspection.fonts(pdf))
    assert used
    for font in used:
        assert "/FontFile2" in font.FontDescriptor
        assert "/ToUnicode" in font
        assert str(font.BaseFont)[1:8].endswith("+")


def test_the_catalog_says_what_the_file_is(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    assert str(root.Lang) == "sv-SE"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    (intent,) = root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    assert bytes(intent.DestOutputProfile.read_bytes())[36:40] == b"acsp"
    assert all(str(page.obj.Tabs) == "/S" for page in pdf.pages)
    assert pdf.pdf_version == "1.7"


def test_metadata_and_information_agree(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        assert xmp["pdfaid:part"] == "2"
        assert xmp["pdfaid:conformance"] == "A"
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"] == str(pdf.docinfo.Title) == "Genomförandeplan"
        assert xmp["dc:creator"] == [str(pdf.docinfo.Author)] == ["Exempelkommunen"]
        assert xmp["dc:description"] == str(pdf.docinfo.Subject) == "GP-TEST-0001"
        assert xmp["pdf:Producer"] == str(pdf.docinfo.Producer) == "Aktvalv"
        assert xmp["xmp:CreatorTool"] == str(pdf.docinfo.Creator) == "Aktvalv"
        assert xmp["xmp:CreateDate"].startswith("2026-11-21")
    assert str(pdf.docinfo.CreationDate).startswith("D:20261121")


def test_headings_skip_no_level(pdf: pikepdf.Pdf) -> None:
    levels = [
        int(node.tag[2:])
        for node in inspection.structure(pdf)
        if node.tag[1:2] == "H" and node.tag[2:].isdigit()
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_skipped_heading_level_is_refused_before_anything_is_drawn() -> None:
    with pytest.raises(ValueError, match="level 3 after level 1"):
        pdf_of(Heading(text="Insats", level=3))


def test_header_cells_say_what_they_head(pdf: pikepdf.Pdf) -> None:
    heads = [node for node in inspection.structure(pdf) if node.tag == "/TH"]
    scopes = {inspection.attribute(node, "Table", "Scope") for node in heads}
    assert scopes == {"/Column", "/Row"}
    assert all(inspection.attribute(node, "Table", "Scope") for node in heads)


def test_lists_have_items_with_label_and_body(pdf: pikepdf.Pdf) -> None:
    nodes = list(inspection.structure(pdf))
    lists = [node for node in nodes if node.tag == "/L"]
    assert {inspection.attribute(node, "List", "ListNumbering") for node in lists} == {
        "/Disc",
        "/Decimal",
    }
    for item in (node for node in nodes if node.tag == "/LI"):
        assert [str(kid.S) for kid in item.object.K] == ["/Lbl", "/LBody"]


def test_a_figure_says_what_it_shows_and_where_it_stands(pdf: pikepdf.Pdf) -> None:
    figures = [node.object for node in inspection.structure(pdf) if node.tag == "/Figure"]
    assert len(figures) == 4 * 3
    assert str(figures[1].Alt) == "Kod 2 av 4. Del av kortet."
    for figure in figures:
        (layout,) = (each for each in figure.A if str(each.O) == "/Layout")
        left, bottom, right, top = map(float, layout.BBox)
        assert 0 < left < right < 596
        assert 0 < bottom < top < 842
        assert right - left == pytest.approx(top - bottom, abs=0.1)


def test_foreign_text_carries_its_language(pdf: pikepdf.Pdf) -> None:
    languages = {str(node.object.get("/Lang", "")) for node in inspection.structure(pdf)}
    assert languages == {"", "fi"}


def test_there_is_an_outline_of_every_heading(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "Genomförandeplan"
        assert [each.title for each in title.children] == ["Mål", "Underskrifter"] * 3
        assert [each.title for each in title.children[0].children] == ["Insats"]


def test_nothing_in_the_file_acts_or_links(pdf: pikepdf.Pdf) -> None:
    assert "/Names" not in pdf.Root
    assert "/OpenAction" not in pdf.Root
    assert "/AcroForm" not in pdf.Root
    assert all("/Annots" not in page.obj and "/AA" not in page.obj for page in pdf.pages)


def test_the_checker_for_pdf_ua_finds_nothing(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "dokument.pdf"
    file.write_bytes(data)
    report = validate(file)
    assert report.findings == ()
    # its rule for heading levels trips over pikepdf; test_headings_skip_no_level reads them
    skipped = {each.rule_id for each in report.outcomes if each.skipped_reason}
    assert skipped <= {"UA-14-001"}


def test_qpdf_finds_nothing_wrong(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "dokument.pdf"
    file.write_bytes(data)
    checked = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_line_end_stands_before_every_endstream(data: bytes) -> None:
    """ISO 19005-2, 6.1.7.1."""
    assert data.count(b"endstream") == data.count(b"\nendstream\n") > 5


def test_the_same_document_gives_the_same_bytes(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    again = document(*every_block(3), status=Status.DRAFT, secrecy_mark=("Sekretess", "Nämnden"))
    assert render(again, fonts()) == data


def test_another_document_has_another_file_id(pdf: pikepdf.Pdf) -> None:
    other = inspection.opened(pdf_of(*every_block()))
    assert bytes(other.trailer.ID[0]) != bytes(pdf.trailer.ID[0])
