from __future__ import annotations

import random
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.ids import StreamId
from app.ports import OpenVault
from app.usecases.handover.packages.package_register import received_packages, sent_packages
from tests.app.usecases import typed_forms
from tests.handover import Side, hand_over, note, sent_to, whole_case, write
from tests.torture.kill9 import kills_wanted
from tests.torture.kill9_handover import (
    ACCEPT,
    SEAL,
    UNDO,
    copy_of,
    desk_of,
    opened,
    places,
    ran,
)

pytestmark = [
    pytest.mark.torture,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL as POSIX has it"),
]

Two = tuple[Side, Side]
State = tuple[object, ...]


def state(vault: OpenVault, stream: StreamId) -> State:
    """All that a package brings, whole or not at all."""
    desk = desk_of(vault)
    return (
        vault.journal.records(stream),
        tuple(each.latest.fact for each in received_packages(desk)),
        tuple(card.id for card in vault.journal.records(vault.journal.register)),
        vault.index.cases(),
    )


def killed_everywhere(
    side: Side,
    folder: Path,
    what: str,
    arguments: Callable[[Path], list[str]],
    stood: Callable[[Path, OpenVault], None],
) -> None:
    """Kill it at a number of places, each time on a fresh copy of the vault."""
    side.vault.close()
    chance = random.Random(folder.name)
    whole = copy_of(side, folder / "hela")
    count = ran(whole, 0, what, arguments(whole))
    assert count > 5
    for last in places(count, kills_wanted() // 5, chance):
        copy = copy_of(side, folder / f"{last}")
        assert ran(copy, last, what, arguments(copy)) == 0
        with closing(opened(copy)) as vault:
            assert vault.check().faults == ()
            stood(copy, vault)


@pytest.mark.req("X03")
def test_a_package_is_taken_in_whole_or_not_at_all(two_vaults: Two, tmp_path: Path) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    first = write(here, stream, note("Ett."))
    path = sent_to(here, whole_case(here, there, stream))
    before = state(there.vault, stream)
    expected = here.vault.journal.records(stream)
    seen: set[bool] = set()

    def stood(_copy: Path, vault: OpenVault) -> None:
        now = state(vault, stream)
        seen.add(now == before)
        assert now == before or (now[0] == expected and len(now[1]) == 1 and now[3])

    killed_everywhere(there, tmp_path / "k", ACCEPT, lambda _copy: [str(path)], stood)
    assert True in seen
    assert first in expected


@pytest.mark.req("X03")
def test_an_acceptance_is_undone_whole_or_not_at_all(two_vaults: Two, tmp_path: Path) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    hand_over(here, there, stream)
    before = state(there.vault, stream)

    def stood(_copy: Path, vault: OpenVault) -> None:
        now = state(vault, stream)
        assert now == before or (now[0], now[3]) == ((), ())

    killed_everywhere(there, tmp_path / "k", UNDO, lambda _copy: [], stood)


@pytest.mark.req("X03", "F086")
def test_no_file_lies_there_that_the_register_does_not_tell_of(
    two_vaults: Two, tmp_path: Path
) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    to = here.knows(there)

    def stood(copy: Path, vault: OpenVault) -> None:
        written = list((copy / "post").glob("*.aktpaket"))
        sent = sent_packages(desk_of(vault))
        assert len(written) <= len(sent) <= 1

    def arguments(copy: Path) -> list[str]:
        (copy / "post").mkdir()
        return [to, stream, str(copy / "post")]

    killed_everywhere(here, tmp_path / "k", SEAL, arguments, stood)
