"""Writing until no more fits: each append is there or refused, and the vault stays sound.

The limit on a file's size stands in for the full disk; it strikes at the same writes.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.casework.unit_facts import DisposalStatus
from app.errors import Reason, Refusal
from app.ports import Draft
from app.usecases import legal_packs
from app.usecases.desk import Desk
from app.usecases.keeping import disposal
from storage.journal.check import check_vault
from tests.app.usecases import disposing, typed_forms
from tests.app.usecases.test_legal_packs import pack
from tests.fakes import StoppedClock
from tests.storage.journal.making import Parts, Writer, opened, stream_of

if sys.platform == "win32":
    pytest.skip("limits on file size as POSIX has them", allow_module_level=True)

import resource

ONE = stream_of("one")
TEXT = "Lång text. " * 300
FULL = {Reason.DISK_FULL, Reason.DISK_ERROR}


@pytest.fixture
def limit_file_size() -> Iterator[object]:
    """A function that keeps this process from writing any file beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def append_until_refused(parts: Parts, writer: Writer) -> tuple[list[str], str, Reason]:
    """Ids that were acknowledged, the one that was not, and why."""
    told: list[str] = []
    for number in range(2000):
        record = writer.record(ONE, f"e{number}", lamport=number + 1, body={"facts": TEXT})
        draft = Draft(ONE, record.content.entity, "journal_note", {"facts": TEXT}, {}, "2026")
        try:
            parts.drafts.save(draft)
            parts.journal.append([record], finishes=draft)
        except Refusal as refusal:
            return told, record.id, refusal.reason
        told.append(record.id)
    raise AssertionError("the limit was never met")


@pytest.mark.torture
@pytest.mark.req("X09", "X24")
@pytest.mark.parametrize("size", [250_000, 300_001, 450_123, 800_000, 1_500_000])
def test_a_full_disk_loses_nothing_that_was_acknowledged(
    tmp_path: Path, limit_file_size, size: int
) -> None:
    path = tmp_path / "akter.db"
    parts, writer = opened(path, create=True), Writer()
    parts.journal.append([writer.card()])
    limit_file_size(size)
    told, refused, reason = append_until_refused(parts, writer)
    assert reason in FULL
    assert told
    # Still open: what is read is what was acknowledged, and nothing of the refused one.
    assert [record.id for record in parts.journal.records(ONE)] == told
    assert not parts.connection.in_transaction
    limit_file_size(resource.RLIM_INFINITY)
    record = writer.record(ONE, "after", lamport=5000)
    parts.journal.append([record])
    parts.connection.close()
    again = opened(path)
    kept = [record.id for record in again.journal.records(ONE)]
    assert kept == [*told, record.id]
    assert refused not in kept
    assert check_vault(again).faults == ()
    again.connection.close()


SIZES = [4096 * pages for pages in (1, 8, 20, 30, 40, 60, 80, 120, 160, 320, 1000)]
"""What any file may grow to: from no write at all to all of them."""


def refused(work: Callable[[], object]) -> bool:
    """Whether there was no room for it."""
    try:
        work()
    except Refusal as refusal:
        if refusal.reason not in FULL:
            raise
        return True
    return False


@pytest.mark.torture
@pytest.mark.req("X14", "X24")
def test_a_full_disk_leaves_all_of_a_case_or_nothing_of_it(
    desk: Desk, clock: StoppedClock, limit_file_size
) -> None:
    due = disposing.due_case(desk, clock)
    desk.vault.blobs.put(due, b"Bilaga " * 30_000, "text/plain")
    entity = disposing.approved(desk, due)
    whole = desk.vault.journal.records(due)
    met, left = 0, whole
    for size in SIZES:
        limit_file_size(size)
        met += refused(lambda: disposal.carry_out(desk, entity))
        left = desk.vault.journal.records(due)
        limit_file_size(resource.RLIM_INFINITY)
        assert left in (whole, ())
        status = disposal.protocols(desk)[0].disposal.status
        assert status is (DisposalStatus.APPROVED if left else DisposalStatus.DONE)
        assert desk.vault.check().faults == ()
        if not left:
            break
    assert (met > 0, left) == (True, ())
    met = 0
    for size in SIZES:
        limit_file_size(size)
        met += refused(lambda: disposal.compact(desk))
        limit_file_size(resource.RLIM_INFINITY)
        assert desk.vault.check().faults == ()
    assert met, "the limit was never met"
    disposal.compact(desk)
    assert desk.vault.check().faults == ()


@pytest.mark.torture
@pytest.mark.req("F032", "X24")
def test_a_full_disk_takes_in_all_of_a_legal_pack_or_nothing_of_it(
    desk: Desk, limit_file_size
) -> None:
    typed_forms.opened_case(desk)
    before, shorter = desk.law.version, pack()
    met = 0
    for size in SIZES:
        limit_file_size(size)
        if refused(lambda: legal_packs.install(desk, shorter)):
            met += 1
            assert legal_packs.installed(desk) == ()
            assert desk.law.version == before
        limit_file_size(resource.RLIM_INFINITY)
        assert desk.vault.check().faults == ()
        if legal_packs.installed(desk):
            break
    assert met, "the limit was never met"
    assert desk.law.version == shorter.law.version
