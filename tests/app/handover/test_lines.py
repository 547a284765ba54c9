from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.handover.lines import as_line, is_line


@pytest.mark.parametrize(
    "text", ["Delning", "Å, ä och ö – 12 kap. 2 § (2009:400)", "🙂 går bra", "Łukasz Öberg"]
)
def test_what_is_seen_is_a_line(text: str) -> None:
    assert is_line(text, 100)


@pytest.mark.parametrize(
    "text",
    ["", " ", "a\nb", "a\tb", " a", "a ", "a  b", "a\xa0b", "a\xadb", "a\0b", "a\u2028b",
     "a\u200bb", "a\u202eb", "a\u2066b", "a\ufeffb", "a\u3164b", "a\u2800b", "a\ufe0fb", "a\u034fb",
     "a\U000e0100b", "a\U000e0041b", "a\ue000b", "a\ud800b", "A\u030a", "x" * 101],
)  # fmt: skip
def test_what_is_not_seen_is_none(text: str) -> None:
    assert not is_line(text, 100)


@given(st.text(max_size=60))
def test_any_text_gives_a_line_or_nothing(text: str) -> None:
    line = as_line(text)
    assert not line or is_line(line, 1000)
    assert as_line(line) == line


def test_a_line_keeps_what_is_seen() -> None:
    assert as_line(" Delning\r\n av\u200b \tA\u030akes\xa0ärende ") == "Delning av Åkes ärende"
