"""One word for one thing: what stands on the paper is called the same on every page."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app.disclosure.gate import document_id
from app.documents import overview_words
from app.ids import RecordId
from app.usecases.paper_kinds import PAPER_KINDS
from ui import network_words, words
from ui.pages.children import presenter as children
from ui.pages.decision import words as decision
from ui.pages.follow_up import fields as follow_up


@pytest.mark.parametrize(
    ("on_paper", "on_screen"),
    [
        (overview_words.ROLE, network_words.ROLES),
        (overview_words.OWNER, words.OWNERS),
        (overview_words.TRACK, follow_up.TRACKS),
        (overview_words.STANDING, decision.STANDINGS),
        (overview_words.YES_NO_UNKNOWN, children.YES_NO_UNKNOWN),
    ],
)
def test_paper_and_screen_say_the_same(
    on_paper: Mapping[str, str], on_screen: Mapping[str, str]
) -> None:
    assert dict(on_paper) == dict(on_screen)


def test_every_kind_of_paper_has_its_own_two_letters() -> None:
    source = RecordId("ab" * 32)
    letters = [document_id(kind.kind, source, kind.profiles[0])[:2] for kind in PAPER_KINDS]
    assert len(set(letters)) == len(PAPER_KINDS)


def test_no_profile_is_of_two_kinds() -> None:
    """A disclosure names its profile: what was let out can be told from it."""
    profiles = [profile for kind in PAPER_KINDS for profile in kind.profiles]
    shared = {profile for profile in profiles if profiles.count(profile) > 1}
    assert all(
        kind.shape.__name__ in ("Plan", "CarePlan")
        for kind in PAPER_KINDS
        if shared & set(kind.profiles)
    )
