"""What is set aside follows the vault: into backups, and away when its case is disposed of."""

from __future__ import annotations

import pytest

from app.errors import Refusal
from app.ids import RecordId, StreamId
from app.usecases.handover import receiving
from app.usecases.handover.packages.undo import undo
from app.usecases.keeping import disposal
from tests.app.usecases import disposing, typed_forms
from tests.conftest import PASSPHRASE
from tests.handover import Side, arrived, choosable, hand_over, note, sent_to, whole_case, write

Two = tuple[Side, Side]


def undone_update(here: Side, there: Side, stream: StreamId) -> RecordId:
    """A case that is here, a note on it that came from the other, and no more is wanted of it."""
    hand_over(here, there, stream)
    came = write(there, stream, note("Sagt till någon annan."))
    arrival = arrived(here, sent_to(there, whole_case(there, here, stream)))
    undo(here.desk, receiving.accept(here.desk, arrival, choosable(arrival)).received)
    assert came not in here.vault.journal.records(stream)
    return came.id


@pytest.mark.req("X14")
def test_a_case_is_disposed_of_with_what_was_set_aside_in_it(two_vaults: Two) -> None:
    here, there = two_vaults
    disposing.in_stockholm(here.desk)
    stream = disposing.closed_case(here.desk)
    name = undone_update(here, there, stream)
    here.clock.pass_(days=5 * 365 + 3)

    disposal.carry_out(here.desk, disposing.approved(here.desk, stream))

    report = here.vault.check()
    assert report.faults == ()
    assert report.records == len(here.vault.journal.records(here.vault.journal.register))
    assert here.vault.journal.records(stream) == ()
    assert here.vault.journal.streams() == ()
    with pytest.raises(Refusal):
        here.vault.journal.append([r for r in there.vault.journal.records(stream) if r.id == name])


def test_a_backup_has_it_and_does_not_show_it(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    undone_update(here, there, stream)
    stood = here.vault.journal.records(stream)
    made = here.vault.back_up(here.out)
    here.vault.close()
    target = here.path.parent / "tillbaka.aktvalv"
    here.door.restore(made.path, target)

    restored = here.door.open(target, bytearray(PASSPHRASE.encode()))

    assert restored.journal.records(stream) == stood
    restored.accept_rollback("prov av kopian")
    report = restored.check()
    assert (report.faults, report.records) == ((), made.records)
    restored.close()
