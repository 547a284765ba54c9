"""The default aims, read from data."""

from __future__ import annotations

import pytest

from app.casework.aims import read_aims
from app.errors import Reason, Refusal
from tests.conftest import aims

AIMS = b"""format = 1
[[aim]]
key = "a"
text = "Ett liv utan hot."
requirement = "F070"
"""


@pytest.mark.req("F048", "F063", "F070", "F071")
def test_the_aims_of_the_method_are_there() -> None:
    told = [aim.text for aim in aims()]
    assert "utan stöd och skydd av socialtjänst och polis" in told[0]
    assert "risken för återfall minskar" in told[1]
    assert "återgång i kriminalitet förhindras" in told[1]
    assert "varaktigt avhopp" in told[2]


def test_the_file_is_read() -> None:
    assert [aim.key for aim in read_aims(AIMS)] == ["a"]


@pytest.mark.parametrize(
    "data",
    [
        AIMS + AIMS[11:],
        AIMS.replace(b"Ett liv utan hot.", b" "),
        AIMS.replace(b"format = 1", b"format = 2"),
        b"\xff",
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read_aims(data)
    assert refused.value.reason is Reason.LEGAL_PACK_INVALID
