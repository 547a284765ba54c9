"""One person under another title or in other letters is still one."""

from __future__ import annotations

import unicodedata

import pytest

from app.casework.two_people import same_person

PROPOSED = "Maja Exempelsson Åå, Socialsekreterare, gruppledare"


@pytest.mark.req("X14")
@pytest.mark.parametrize(
    "other",
    [
        "Maja Exempelsson Åå",
        "maja  EXEMPELSSON åå, Enhetschef",
        "Maja-Exempelsson Åå., Enhetschef",
        "Maja\u00a0Exempelsson\u200b Åå, Enhetschef",
        unicodedata.normalize("NFD", "Maja Exempelsson Åå") + ", Enhetschef",
        PROPOSED,
    ],
)
def test_one_is_one(other: str) -> None:
    assert same_person(PROPOSED, other)
    assert same_person(other, PROPOSED)


@pytest.mark.parametrize("other", ["Kim Provsson, Socialsekreterare", "Maja Provsson", "", " , "])
def test_two_are_two(other: str) -> None:
    assert not same_person(PROPOSED, other)
    assert not same_person(other, PROPOSED)
