"""Who counts as a person leaving organised crime: read strictly, each wording with its days."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Reason, Refusal
from app.law.definitions import Definitions
from app.law.pack import Certainty
from tests.app.casework.law import LAW

HEAD = '[pack]\nformat = 1\nversion = "1"\nreviewed = false\n'
ONE = """[[definition]]
key = "a"
name = "A"
text = "En text."
reference = "Någonstans"
valid_from = 2021-01-01
valid_to = 2023-12-31
source = "Ett papper"
certainty = "certain"
"""


@pytest.mark.req("F078")
def test_both_wordings_are_in_use_with_their_sources() -> None:
    common, memo = LAW.definitions.on(date(2026, 6, 1))
    assert (common.key, memo.key) == ("exit-common", "exit-stockholm-2023")
    assert "har valt att lämna" in common.text
    assert common.certainty is Certainty.LIKELY, "our own words are not the authorities'"
    assert "tillhör den organiserade brottsligheten" in memo.text
    assert memo.certainty is Certainty.CERTAIN
    assert all(each.source and each.reference for each in (common, memo))
    assert not LAW.definitions.reviewed


@pytest.mark.req("F032", "F078")
def test_a_wording_holds_between_its_days() -> None:
    known = Definitions.parse((HEAD + ONE).encode())
    assert known.find("a", date(2023, 12, 31)) is not None
    assert known.find("a", date(2024, 1, 1)) is None
    assert known.find("a", date(2020, 12, 31)) is None
    assert known.find("b", date(2022, 1, 1)) is None


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        ONE,
        HEAD + ONE + ONE,
        (HEAD + ONE).replace("format = 1", "format = 0"),
        (HEAD + ONE).replace('"En text."', '" "'),
        (HEAD + ONE).replace('"En text."', '"En \u202etext."'),
        (HEAD + ONE).replace('"a"', '""'),
        (HEAD + ONE).replace("2023-12-31", "2020-01-01"),
        (HEAD + ONE).replace('"certain"', '"sure"'),
        (HEAD + ONE) + 'more = "x"\n',
        (HEAD + ONE).replace("[[definition]]", "[[definition"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        Definitions.parse(text.encode())
    assert refused.value.reason is Reason.LEGAL_PACK_INVALID


def test_a_later_format_says_so() -> None:
    with pytest.raises(Refusal) as refused:
        Definitions.parse((HEAD + ONE).replace("format = 1", "format = 2").encode())
    assert refused.value.reason is Reason.LEGAL_PACK_NEWER


def test_a_wording_may_be_followed_by_another_of_its_key() -> None:
    later = ONE.replace("2021-01-01", "2024-01-01").replace("2023-12-31", "2030-12-31")
    known = Definitions.parse((HEAD + ONE + later.replace("En text", "En ny text")).encode())
    assert [each.text for each in known.on(date(2023, 12, 31))] == ["En text."]
    assert [each.text for each in known.on(date(2024, 1, 1))] == ["En ny text."]


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(Refusal):  # and nothing else
        Definitions.parse(data)
