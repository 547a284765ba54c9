"""Writing until no more fits: each append is there or refused, and the vault stays sound.

The limit on a file's size stands in for the full disk; it strikes at the same writes.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Reason, Refusal
from app.ports import Draft
from storage.journal.check import check_vault
from tests.storage.journal.making import Parts, Writer, opened, stream_of

if sys.platform == "win32":
    pytest.skip("limits on file size as POSIX has them", allow_module_level=True)

import resource

ONE = stream_of("one")
TEXT = "Lång text. " * 300


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
    assert reason in {Reason.DISK_FULL, Reason.DISK_ERROR}
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
