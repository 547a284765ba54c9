"""What of a case each kind of paper takes with it: every field of every kind of record is a
canary. A new paper, profile or field that lets something more out shows as a difference here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.casework.projection import fold
from app.casework.state import CaseState
from app.disclosure import gate
from app.disclosure.categories import Category
from app.disclosure.profiles import ACTIVE_CHOICE, PROFILES, Profile
from app.documents import filled_form
from app.documents.blocks import encode
from app.documents.case_paper import CasePaper
from app.errors import Reason, Refusal
from app.ids import EntityId
from app.usecases.desk import Desk
from app.usecases.paper.paper_kinds import PAPER_KINDS, PaperKind
from tests.app.casework.build import STREAM
from tests.app.casework.canaries import filled, heard, planted
from tests.app.documents.plans import GROUND, OFFICE, RECIPIENT
from tests.app.documents.test_implementation_plan import check_golden

GOLDEN = Path(__file__).parent / "golden" / "what-leaves.json"
VARIANTS = 24
"""More than any choice has answers, so that whatever depends on one is seen."""

NEVER = {"Identity", "Address", "Protection", "JournalNote", "Task", "Disclosure"}
"""On no paper, whatever is ticked, but for name and number through the gate."""
POLICE = {"ThreatAssessment", "ProtectiveMeasure"}
"""On none unless somebody ticks it (F003)."""


def papers() -> Iterator[tuple[PaperKind, Profile]]:
    """All but the filled form, whose words lie in blobs and not in records (see
    ``test_filled_form``)."""
    for kind in PAPER_KINDS:
        if kind.kind != filled_form.KIND:
            yield from ((kind, profile) for profile in kind.profiles)


def leaving(
    desk: Desk, kind: PaperKind, profile: Profile, allowed: frozenset[Category]
) -> set[str]:
    """The fields heard on any paper of this kind, however the choices in the records stand."""
    found: set[str] = set()
    for variant in range(VARIANTS):
        found |= _on_papers(desk, kind, profile, allowed, _case(variant))
    return found


@cache
def _case(variant: int) -> CaseState:
    return fold(STREAM, planted(variant))


def _on_papers(
    desk: Desk, kind: PaperKind, profile: Profile, allowed: frozenset[Category], state: CaseState
) -> set[str]:
    found: set[str] = set()
    for signed in kind.sources(state):
        request = gate.DisclosureRequest(
            recipient=EntityId("recipient"),
            ground=GROUND.key,
            reason="Prövat.",
            profile=profile,
            source=signed.record.id,
            allowed=allowed,
        )
        let = gate.pass_through(
            request,
            recipient=RECIPIENT,
            ground=GROUND,
            identity=filled(gate.facts.Identity, 0, {}),
            copy_number=1,
            kind=kind.kind,
        )
        document = kind.make(desk, CasePaper(state, signed, OFFICE, profile, let))
        found |= heard(encode(document).decode())
        looked_at = kind.make(desk, CasePaper(state, signed, OFFICE, profile))
        usual = PROFILES[profile].categories - ACTIVE_CHOICE - PROFILES[profile].asked
        if allowed == usual:
            assert heard(encode(looked_at).decode()) <= found, "the preview shows more than leaves"
    return found


@pytest.mark.req("F003", "F030", "F124", "X16")
def test_what_leaves_when_nobody_has_ticked_anything_more(desk: Desk) -> None:
    """Golden file: read every line of the difference as one who must not be found, then set
    AKTVALV_GOLDEN=write to accept it."""
    seen: dict[str, list[str]] = {}
    for kind, profile in papers():
        rules = PROFILES[profile]
        found = leaving(desk, kind, profile, rules.categories - ACTIVE_CHOICE - rules.asked)
        assert found, "a paper that says nothing proves nothing"
        assert {each.split(".")[0] for each in found}.isdisjoint(NEVER | POLICE), kind.kind
        seen[f"{kind.kind}/{profile}"] = sorted(found)
    made = json.dumps(seen, ensure_ascii=False, indent=1) + "\n"
    check_golden(GOLDEN, made.encode())


@pytest.mark.req("X16")
def test_what_leaves_when_everything_is_ticked(desk: Desk) -> None:
    for kind, profile in papers():
        found = leaving(desk, kind, profile, PROFILES[profile].categories)
        named = {"Identity.given_name", "Identity.family_name"}
        secret = {each for each in found - named if each.split(".")[0] in NEVER}
        assert secret == set(), kind.kind


@pytest.mark.req("X16")
def test_nothing_ticked_leaves_nothing(desk: Desk) -> None:
    for kind, profile in papers():
        with pytest.raises(Refusal) as refused:
            leaving(desk, kind, profile, frozenset())
        assert refused.value.reason is Reason.NOTHING_LEAVES
