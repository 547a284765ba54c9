"""What is typed is what is printed: literally, visibly, and never as an instruction."""

from __future__ import annotations

import re
import subprocess
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.blocks import Column, Heading, ListBlock, Notice, Table, Text
from app.pdf.textpolicy import paragraphs, plain_text
from tests.app.pdf import inspection
from tests.app.pdf.setting import LOREM, pdf_of

HOSTILE = (
    '<img src="/etc/passwd"/>',
    '<a href="http://example.org">x</a>',
    "<b>fet</b> & <i>kursiv",
    "&amp;lt; &#65; &nbsp;",
    "<para fontName='nix'>",
    "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'file:///etc/passwd'>",
    "<onDraw name='x' label='y'/>",
    "%PDF (a) \\) Tj ET",
    "{{ 7*7 }} ${x} %s",
)


def extracted(data: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True
    )
    return done.stdout.decode()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_printed_as_it_was_typed(text: str) -> None:
    assert squeezed(text) in squeezed(extracted(pdf_of(Text(text=text))))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))  # typed text has none
def test_no_text_breaks_the_setting_or_gets_lost(text: str) -> None:
    data = pdf_of(
        Heading(text=text),
        Text(text=text),
        ListBlock(items=(text,)),
        Notice(title=text, text=text),
        Table(columns=(Column(title=text), Column(title="b")), rows=((text, "x"),), caption=text),
        title=text,
        reference=text,
    )
    pdf = inspection.opened(data)
    assert all(each.mark for each in inspection.painted(pdf))


@settings(max_examples=40, deadline=None)
@given(st.text("abcåäöÅÄÖéüłčž<>&\"'/\\()[]{}%#;:,.!?–”’€§½ 0123456789", min_size=1, max_size=60))
def test_what_the_font_can_draw_comes_out_as_it_went_in(text: str) -> None:
    # the last letter keeps a text of spaces alone from being no text at all
    data = pdf_of(Text(text=text + "x"))
    assert squeezed(unicodedata.normalize("NFC", text) + "x") in squeezed(extracted(data))


def test_no_file_is_opened_whatever_the_text_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf_of(Text(text="värm upp"))
    opened: list[object] = []
    monkeypatch.setattr("builtins.open", lambda *args, **_: opened.append(args[0]))
    pdf_of(*(Text(text=text) for text in HOSTILE))
    assert opened == []


def has_glyph(char: str) -> bool:
    return ord(char) < 0x250


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("A\u030angstr\u00f6m", "Ångström"),
        ("a\x00b\x07c", "abc"),
        ("hemlig\u202egnp.exe", "hemliggnp.exe"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("glad \U0001f600!", "glad [U+1F600]!"),
        ("\ud800", "[U+D800]"),
        ("a\tb\u2009c\u00a0d", "a b c\u00a0d"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("\u0627\u0628", "[U+0627][U+0628]"),
    ],
)
def test_the_policy_for_text(typed: str, drawn: str) -> None:
    assert plain_text(typed, has_glyph) == drawn


@given(st.text(st.characters()))
def test_the_policy_leaves_nothing_that_cannot_be_drawn(text: str) -> None:
    clean = plain_text(text, has_glyph)
    assert all(char == "\n" or has_glyph(char) for char in clean)
    assert plain_text(clean, has_glyph) == clean


def test_blank_lines_divide_paragraphs_and_single_ones_are_kept() -> None:
    assert paragraphs("a\nb\n\n\n c \n \n") == (("a", "b"), ("c",))
    assert paragraphs(" \n\n") == ()


def test_words_do_not_run_together_where_a_line_ends() -> None:
    text = LOREM * 8
    assert text.strip() in " ".join(extracted(pdf_of(Text(text=text))).split())


def test_a_word_longer_than_the_page_is_broken_and_whole_in_the_text() -> None:
    word = "räksmörgåsbord" * 30
    assert word in squeezed(extracted(pdf_of(Text(text=word))))


def test_a_row_that_no_page_can_hold_goes_on_over_the_next() -> None:
    long = LOREM * 90
    table = Table(
        columns=(Column(title="Vad"), Column(title="Hur")),
        rows=(("först", "kort"), (LOREM, long), ("sist", "kort")),
        caption="Aktiviteter",
    )
    data = pdf_of(Heading(text="Insats"), table)
    assert len(inspection.opened(data).pages) > 2
    words = extracted(data).split()
    assert words.count("arbete.") == 91
    assert {"först", "sist"} <= set(words)


def test_a_table_over_several_pages_repeats_its_heading_as_decoration() -> None:
    table = Table(
        columns=(Column(title="Rubrikord"),),
        rows=tuple((f"rad {number}",) for number in range(120)),
        caption="Rader",
    )
    data = pdf_of(table)
    pages = len(inspection.opened(data).pages)
    assert pages > 2
    assert extracted(data).split().count("Rubrikord") == pages
    heads = [node for node in inspection.structure(inspection.opened(data)) if node.tag == "/TH"]
    assert len(heads) == 1
