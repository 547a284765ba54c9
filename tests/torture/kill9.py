"""Kills a writing process again and again and counts what it had acknowledged.

The child appends records and tells each one's id through a pipe once ``append`` has returned. The
parent kills it after 2 to 60 ms of writing, opens the database, and demands that every record the
child told of is there, that the draft is one of the two it may be, and that the whole vault
checks out. ``python -m tests.torture.kill9 1000`` does it a thousand times.

kill -9 keeps the page cache of the operating system, so that this proves order and atomicity, not
what a power cut leaves.
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from app.ports import Draft
from storage.journal.check import check_tail, check_vault
from tests.storage.journal.making import Parts, Writer, opened, stream_of

ENVIRONMENT = "AKTVALV_KILLS"
ORDINARY = 20
ID_LENGTH = 64
STREAMS = [stream_of(name) for name in ("one", "two", "three")]
SHORTEST_MS, LONGEST_MS = 2.0, 60.0


@dataclass(frozen=True)
class Outcome:
    kills: int
    acknowledged: int
    present: int
    lost: tuple[str, ...]
    """Ids that the child told of and the vault has not. Must be empty."""


def kills_wanted() -> int:
    """20 in ordinary runs; what ``AKTVALV_KILLS`` says elsewhere."""
    return int(os.environ.get(ENVIRONMENT, str(ORDINARY)))


def write_for_ever(path: Path) -> None:
    """The child: append and acknowledge until somebody ends it."""
    writer, parts = Writer(), opened(path)
    number = parts.journal.count()
    tell(b"r" * ID_LENGTH)
    while True:
        number += 1
        append_one(parts, writer, number)


def append_one(parts: Parts, writer: Writer, number: int) -> None:
    """A draft, then the record that ends it, sometimes with a blob and sometimes two at once."""
    stream = STREAMS[number % len(STREAMS)]
    body = {"heading": f"rubrik {number}", "facts": "text " * (number % 400)}
    if number % 7 == 0:
        body["blob"] = parts.blobs.put(stream, b"bilaga %d" % number * 5000, "text/plain")
    record = writer.record(stream, f"e{number}", lamport=number, body=body)
    draft = Draft(stream, record.content.entity, "journal_note", body, {}, "2026-03-02")
    parts.drafts.save(draft)
    records = [record]
    if number % 5 == 0:
        records.append(writer.record(stream, f"e{number}", parents=[record]))
    parts.journal.append(records, finishes=draft)
    for appended in records:
        tell(appended.id.encode())


def tell(message: bytes) -> None:
    """One write of one id: a pipe takes it whole or not at all."""
    os.write(1, message)


def run(folder: Path, kills: int, seed: int) -> Outcome:
    """Kill a child ``kills`` times on one and the same vault."""
    chance = random.Random(seed)
    path = folder / "akter.db"
    parts = opened(path, create=True)
    parts.journal.append([Writer().card()])
    parts.connection.close()
    acknowledged: set[str] = set()
    present: set[str] = set()
    for _ in range(kills):
        acknowledged |= told_before_killed(path, chance.uniform(SHORTEST_MS, LONGEST_MS) / 1000)
        present = checked(path)
        if acknowledged - present:
            break
    return Outcome(kills, len(acknowledged), len(present), tuple(acknowledged - present))


def told_before_killed(path: Path, seconds: float) -> set[str]:
    """What one child acknowledged before the kill."""
    command = [sys.executable, "-m", __spec__.name if __name__ == "__main__" else __name__, "child"]
    with subprocess.Popen([*command, str(path)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        if child.stdout.read(ID_LENGTH) != b"r" * ID_LENGTH:
            raise RuntimeError("the writing process did not start")
        told = read_until(child.stdout.fileno(), time.monotonic() + seconds)
        child.send_signal(signal.SIGKILL)
        told += child.stdout.read()
    return {told[at : at + ID_LENGTH].decode() for at in range(0, len(told), ID_LENGTH)}


def read_until(handle: int, end: float) -> bytes:
    told = b""
    while (left := end - time.monotonic()) > 0:
        if select.select([handle], [], [], left)[0]:
            told += os.read(handle, 65536)
    return told


def checked(path: Path) -> set[str]:
    """The ids in the vault, which must be sound: half of an append is as bad as none."""
    parts = opened(path)
    try:
        if check_tail(parts):
            raise AssertionError("the index was not what the records give")
        report = check_vault(parts)
        if report.faults:
            raise AssertionError(f"faults after a kill: {report.faults}")
        streams = [parts.journal.records(stream) for stream in (*STREAMS,)]
        signed = {record.content.entity for records in streams for record in records}
        left_over = [draft for draft in parts.drafts.all() if draft.entity in signed]
        if left_over:
            raise AssertionError("a signed record's draft was still there")
        return {record.id for records in streams for record in records}
    finally:
        parts.connection.close()


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["child"]:
        write_for_ever(Path(arguments[1]))
    kills = int(arguments[0]) if arguments else kills_wanted()
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(2**32)
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder), kills, seed)
    print(f"seed {seed}: {outcome}")
    return 1 if outcome.lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
