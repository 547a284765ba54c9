"""The pair of vaults to practise in."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casework.handover_facts import TrustState
from app.usecases.handover.cards import card_register as cards
from app.usecases.reading import list_cases
from tests.fakes import CountedIds, StoppedClock
from tests.program import make_core
from ui.core import TRAINING_PASSPHRASE
from ui.training_vaults import CASES


@pytest.mark.req("X03", "X27")
def test_they_come_as_a_pair_whose_people_have_compared_their_cards(
    tmp_path: Path, clock: StoppedClock
) -> None:
    core = make_core(tmp_path, clock, CountedIds())

    here = core.new_training_vault()
    there = core.other_training_vault()

    assert there != here
    found = []
    for path in (here, there):
        vault = core.door.open(path, bytearray(TRAINING_PASSPHRASE.encode()))
        try:
            desk = core.desk(vault)
            (known,) = cards.known_people(desk)
            found.append((known.person.state, vault.facts.training, len(list_cases(desk))))
        finally:
            vault.close()
    assert found == [(TrustState.CONFIRMED, True, CASES), (TrustState.CONFIRMED, True, 0)]


def test_the_other_of_the_newest_pair_is_found_and_a_pair_made_where_there_is_none(
    tmp_path: Path, clock: StoppedClock
) -> None:
    core = make_core(tmp_path, clock, CountedIds())

    first = core.other_training_vault()

    assert core.other_training_vault() == first
    again = core.new_training_vault()
    assert core.other_training_vault().stem.startswith(again.stem)
