"""Every paper can be told from the others by its letters and its profile."""

from __future__ import annotations

from app.disclosure.gate import document_id
from app.ids import RecordId
from app.usecases.paper.paper_kinds import PAPER_KINDS


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
