"""What papers tell of rights: read strictly, each text with its days and its source."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.blocks import Text
from app.documents.law_text import NOT_REVIEWED, law_text
from app.errors import Reason, Refusal
from app.law.paper_texts import PaperTexts, TextKey
from tests.app.casework.law import LAW

HEAD = '[pack]\nformat = 1\nversion = "1"\nreviewed = {reviewed}\n'


def one(key: str) -> str:
    return (
        f'[[text]]\nkey = "{key}"\ntext = "Till {{board}}."\nreference = "43 §"\n'
        'valid_from = 2021-01-01\nvalid_to = 2023-12-31\nsource = "SFS"\ncertainty = "likely"\n'
    )


WHOLE = HEAD.format(reviewed="true") + "".join(one(key) for key in TextKey)


@pytest.mark.req("F032", "X11")
def test_every_text_that_a_paper_asks_for_is_there_with_its_source() -> None:
    known = LAW.paper_texts
    for key in TextKey:
        found = known.find(key, date(2026, 6, 1))
        assert found is not None
        assert found.source
        assert found.reference
    assert not known.reviewed


@pytest.mark.req("F032")
def test_a_text_holds_between_its_days() -> None:
    known = PaperTexts.parse(WHOLE.encode())
    assert known.find(TextKey.APPEAL, date(2023, 12, 31)) is not None
    assert known.find(TextKey.APPEAL, date(2024, 1, 1)) is None
    assert list(law_text(known, TextKey.APPEAL, "2024-01-01")) == []
    assert list(law_text(known, TextKey.APPEAL, "")) == []


def test_a_text_that_a_jurist_has_seen_says_nothing_of_it() -> None:
    text, small = law_text(
        PaperTexts.parse(WHOLE.encode()), TextKey.APPEAL, "2022-01-01", board="X"
    )
    assert isinstance(text, Text)
    assert isinstance(small, Text)
    assert text.text == "Till X."
    assert small.text == "43 §"
    unseen = PaperTexts.parse(WHOLE.replace("true", "false").encode())
    *_, marked = law_text(unseen, TextKey.APPEAL, "2022-01-01")
    assert isinstance(marked, Text)
    assert NOT_REVIEWED in marked.text


@pytest.mark.parametrize(
    "text",
    [
        HEAD.format(reviewed="true"),
        WHOLE + one("appeal"),
        WHOLE.replace("format = 1", "format = 0"),
        WHOLE.replace('"Till {board}."', '" "'),
        WHOLE.replace('key = "appeal"', 'key = "other"'),
        WHOLE.replace("2023-12-31", "2020-01-01"),
        WHOLE.replace('"likely"', '"sure"'),
        WHOLE + 'more = "x"\n',
        WHOLE.replace("[[text]]", "[[text"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        PaperTexts.parse(text.encode())
    assert refused.value.reason is Reason.LEGAL_PACK_INVALID


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(Refusal):  # and nothing else
        PaperTexts.parse(data)
