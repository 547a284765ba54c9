"""PDFs that look like ours and would do, hide or show something else."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.handover.plain_pdf import is_plain
from tests.app.pdf.setting import every_block, pdf_of

pytestmark = pytest.mark.req("X14")


@cache
def own() -> bytes:
    return pdf_of(*every_block())


def table_made_anew(pdf: bytes) -> bytes:
    """The same objects with a table that fits."""
    end = pdf.rindex(b"xref\n0 ")
    places = [found.start() for found in re.finditer(rb"(?m)^[0-9]+ 0 obj$", pdf[:end])]
    trailer = re.sub(rb"startxref\n[0-9]+", b"startxref\n%d" % end, pdf[pdf.rindex(b"trailer\n") :])
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    return pdf[:end] + table + b"".join(b"%010d 00000 n \n" % at for at in places) + trailer


def in_catalog(words: bytes) -> Callable[[bytes], bytes]:
    return lambda pdf: table_made_anew(pdf.replace(b"/Lang (sv-SE)", words + b" /Lang (sv-SE)", 1))


def in_page(words: bytes) -> Callable[[bytes], bytes]:
    return lambda pdf: table_made_anew(pdf.replace(b"/Rotate 0", words + b" /Rotate 0", 1))


def one_more(text: bytes) -> Callable[[bytes], bytes]:
    """Another object at the end."""

    def add(pdf: bytes) -> bytes:
        end = pdf.rindex(b"xref\n0 ")
        number = len(re.findall(rb"(?m)^[0-9]+ 0 obj$", pdf[:end])) + 1
        return table_made_anew(pdf[:end] + b"%d 0 obj\n%s\nendobj\n" % (number, text) + pdf[end:])

    return add


def stream(data: bytes, words: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return b"<<\n/Filter [ /FlateDecode ] /Length %d %s\n>>\nstream\n%s\nendstream" % (
        len(packed),
        words,
        packed,
    )


def test_our_own_is_plain_and_so_is_its_table_made_anew() -> None:
    assert is_plain(own())
    assert is_plain(table_made_anew(own()))
    assert is_plain(one_more(stream(b"BT /F1+0 9 Tf (En BI rad) Tj ET"))(own()))


@pytest.mark.parametrize(
    "change",
    [
        in_catalog(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        in_catalog(b"/AA << /WC 1 0 R >>"),
        in_catalog(b"/Names << /EmbeddedFiles 1 0 R >>"),
        in_catalog(b"/AcroForm << /XFA 1 0 R >>"),
        in_catalog(b"/OCProperties << /OCGs [ 1 0 R ] >>"),
        in_catalog(b"/#4a#53 (1)"),
        in_catalog(b"% a remark\n"),
        in_page(b"/Annots [ << /Subtype /Link /A << /S /URI /URI (http://a.se) >> >> ]"),
        in_page(b"/Contents [ 1 0 R 2 0 R ]"),
        in_page(b"/AA << /O << /S /Launch /F (cmd.exe) >> >>"),
        one_more(b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /Filter /JPXDecode >>"),
        one_more(b"<< /Subtype 1 0 R >>"),
        one_more(stream(b"q BI /W 1 /H 1 /F /DCT ID x EI Q")),
        one_more(stream(b"q BI\n/W 1 ID x EI Q")),
        one_more(stream(b"\x00" * (65 * 1024 * 1024))),
        one_more(stream(b"0 0 m", b"/Length 9 0 R")),
        one_more(b"<< /FontFile2 5 0 R >>"),
        lambda pdf: one_more(b"<< /FontFile2 173 0 R >>")(one_more(stream(b"OTTO" * 99))(pdf)),
        lambda pdf: pdf + b"1 0 obj\n<< /A 1 >>\nendobj\n",
        lambda pdf: pdf.replace(b"%%EOF", b"%%EOF\n%%EOF"),
        lambda pdf: b"\n" + pdf,
        lambda pdf: pdf.replace(b"\n2 0 obj\n", b"\n2 1 obj\n"),
        lambda pdf: pdf.replace(b"0000000124 00000 n", b"0000000125 00000 n"),
        lambda pdf: pdf.replace(b"/FlateDecode ]", b"/LZWDecode ]  "),
        lambda pdf: pdf.replace(b"trailer\n<<\n", b"trailer\n<<\n/Encrypt 1 0 R "),
        lambda pdf: pdf.replace(b"trailer\n<<\n", b"trailer\n<<\n/Prev 9 "),
    ],
)
def test_what_could_do_hide_or_show_something_else_is_not(
    change: Callable[[bytes], bytes],
) -> None:
    changed = change(own())
    assert changed != own()
    assert not is_plain(changed)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + b"<<" * 100_000])
def test_what_is_no_pdf_is_not(data: bytes) -> None:
    assert not is_plain(data)


@settings(deadline=None, max_examples=60)
@given(at=st.integers(0, 10**6), what=st.binary(min_size=1, max_size=3))
def test_it_never_raises(at: int, what: bytes) -> None:
    pdf = own()
    place = at % len(pdf)
    is_plain(pdf[:place] + what + pdf[place + len(what) :])
