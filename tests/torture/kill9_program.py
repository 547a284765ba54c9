"""Kills the whole program at its work, again and again, and counts what it had acknowledged.

The child (``caseworker``) types, fills in forms, signs, corrects, lets papers out and backs up on a
real vault through the real session, while the real keepers save its drafts. After each kill it must
open without an alarm, and hold every record and every draft that was acknowledged; every paper in
the folder must stand in the register with its exact bytes; and the newest backup must restore.
``python -m tests.torture.kill9_program 1000`` does it a thousand times.

Each child is forked from this process, which has loaded everything but has made no thread and no
window: that saves a second of imports for each kill.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from app.ids import EntityId, RecordId, StreamId
from app.ports import Draft, OpenVault
from app.samples import fill
from app.usecases import reading
from app.usecases.desk import Desk
from app.usecases.forms import assessments
from app.usecases.paper import documents
from app.usecases.settings import save_settings
from storage.crypto.primitives import KdfCost
from storage.vault import layout
from storage.vault.kdf import fixed
from tests.conftest import OWNER, PASSPHRASE
from tests.torture import record_typing
from tests.torture.caseworker import NOTE, work_until_killed
from tests.torture.form_typing import typed_so_far
from tests.torture.kill9 import kills_wanted, read_until
from ui.bootstrap import make_core

KILLS_PER_VAULT = 10
"""Then a fresh one, so that checking everything does not take longer than writing it."""
SHORTEST_S, LONGEST_S = 0.01, 1.3
"""From the fork: the shortest hit the opening, the longest see autosaves (0.8 s) and backups."""
CHEAP = fixed(KdfCost(memory_kib=64, passes=1))


@dataclass
class Outcome:
    kills: int = 0
    records: int = 0
    drafts: int = 0
    forms: int = 0
    others: int = 0
    """Of drafts: of consents, decisions and follow-ups."""
    backups: int = 0
    papers: int = 0
    """How much was acknowledged, or for papers: found whole."""
    lost: list[str] = field(default_factory=list)
    """What was acknowledged and is not there, or is there and must not be. Must be empty."""


@dataclass
class Acknowledged:
    """What the children on one vault were told."""

    records: set[str] = field(default_factory=set)
    drafts: dict[tuple[str, StreamId, EntityId], int] = field(default_factory=dict)
    backup: tuple[str, int] | None = None
    """The newest one's file name and how many records it held."""

    def take(self, lines: list[list[Any]], outcome: Outcome) -> None:
        for kind, *what in lines:
            if kind == "records":
                self.records |= set(what)
                outcome.records += 1
            elif kind == "draft":
                kind_of_record, stream, entity, number = what
                self.drafts[kind_of_record, stream, entity] = number
                outcome.drafts += 1
                outcome.forms += kind_of_record == assessments.KIND and number > 0
                outcome.others += kind_of_record in record_typing.FORMS
            elif kind == "backup":
                self.backup = (what[0], what[1])
                outcome.backups += 1
            elif kind == "fault":
                outcome.lost.append(f"the program itself failed: {what}")


class Place:
    """A vault of made-up people, and the folders its papers and backups go to."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.core = make_core(folder / "profile", policy=CHEAP)
        self._elsewhere = make_core(folder / "profile elsewhere", policy=CHEAP)
        self.vault = folder / "valv.aktvalv"
        self.exports = folder / "exports"
        self.backups = folder / "backups"
        self._restored = folder / "restored.aktvalv"
        self._last_restored = ""
        for made in (self.exports, self.backups):
            made.mkdir()

    def furnish(self) -> None:
        door = self.core.door
        vault = door.create(
            self.vault,
            bytearray(PASSPHRASE.encode()),
            door.new_recovery_code(),
            OWNER,
            training=True,
        )
        desk = self.core.desk(vault)
        fill(desk, cases=4, records_per_case=14, seed=1)
        save_settings(desk, {"backup_folder": str(self.backups)})
        vault.close()

    def told_before_killed(self, seconds: float, seed: int) -> list[list[Any]]:
        """What one child acknowledged before the kill."""
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.dup2(writer, 1)
            try:
                work_until_killed(self.core, self.vault, PASSPHRASE, self.exports, seed)
            finally:
                os._exit(9)
        os.close(writer)
        told = read_until(reader, time.monotonic() + seconds)
        os.kill(pid, signal.SIGKILL)
        while more := os.read(reader, 65536):
            told += more
        os.close(reader)
        status = os.waitpid(pid, 0)[1]
        lines = [json.loads(line) for line in told.splitlines()]
        if not os.WIFSIGNALED(status) and not any(line[0] == "fault" for line in lines):
            lines.append(["fault", "ended by itself", status])
        return lines

    # --------------------------------------------------------------------------- afterwards

    def check(self, known: Acknowledged, outcome: Outcome, *, all_of_it: bool) -> None:
        vault = self.core.door.open(self.vault, bytearray(PASSPHRASE.encode()))
        try:
            if vault.facts.rolled_back or vault.facts.opened_from_spare_head:
                outcome.lost.append("a false alarm")
            outcome.lost += [f"record {one}" for one in known.records - _all_records(vault)]
            outcome.lost += _lost_drafts(self.core.desk(vault), known)
            papers = self._check_papers(vault, outcome)
            if all_of_it:
                outcome.papers += papers
                outcome.lost += [f"fault {fault}" for fault in vault.check().faults]
        finally:
            vault.close()
        self._check_backup(known, outcome)

    def _check_papers(self, vault: OpenVault, outcome: Outcome) -> int:
        desk = self.core.desk(vault)
        registered = {
            entry.latest.fact.document_id: (stream, entry.id)
            for stream in vault.journal.streams()
            for entry in reading.state_of(desk, stream).disclosures
        }
        papers = list(self.exports.glob("*.pdf"))
        for paper in papers:
            entry = registered.get(paper.stem)
            if entry is None:
                outcome.lost.append("a paper that is not in the register")
            elif paper.read_bytes() != documents.disclosed_copy(desk, *entry):
                outcome.lost.append("a paper with other bytes than the register's")
        return len(papers)

    def _check_backup(self, known: Acknowledged, outcome: Outcome) -> None:
        """The newest file restores; it is the one that was told of, or a later one."""
        found = sorted(self.backups.glob(f"*{layout.BACKUP_SUFFIX}"), key=_made)
        if not found:
            if known.backup:
                outcome.lost.append("the backup")
            return
        newest = found[-1]
        if newest.name == self._last_restored:
            return
        self._elsewhere.door.restore(newest, self._restored)
        vault = self._elsewhere.door.open(self._restored, bytearray(PASSPHRASE.encode()))
        report = vault.check()
        vault.close()
        shutil.rmtree(self._restored)
        self._last_restored = newest.name
        outcome.lost += [f"fault {fault} in the backup" for fault in report.faults]
        if known.backup and report.records < known.backup[1]:
            outcome.lost.append("records that the backup had")


def _all_records(vault: OpenVault) -> set[str]:
    return {
        record.id for stream in vault.journal.streams() for record in vault.journal.records(stream)
    }


def _lost_drafts(desk: Desk, known: Acknowledged) -> list[str]:
    lost = []
    for (kind, stream, entity), number in known.drafts.items():
        draft = desk.vault.drafts.get(stream, entity, kind)
        records = desk.vault.journal.records(stream)
        signed = [record for record in records if record.content.entity == entity]
        if draft is None and not signed:
            lost.append("a draft")
            continue
        if draft is not None and signed:
            lost.append("the room of a signed record's draft, which is still there")
        typed: int | None
        body = signed[0].content.body if signed else draft.body if draft else {}
        if kind in record_typing.FORMS:
            typed = record_typing.typed_so_far(kind, body)
        elif kind == NOTE:
            typed = int(str(body.get("source", 0)))
        else:
            typed = _typed_in_form(desk, stream, draft, [record.id for record in signed])
        if typed is None:
            lost.append("a form, which is not as it was typed")
        elif typed < number:
            lost.append("the last keystrokes of a draft")
    return lost


def _typed_in_form(
    desk: Desk, stream: StreamId, draft: Draft | None, signed: list[RecordId]
) -> int | None:
    """None when the form as a whole is not what so many keystrokes give."""
    if signed:
        return typed_so_far(assessments.read_assessment(desk, stream, signed[0]).response)
    response = str(draft.body["response"]) if draft else ""
    return typed_so_far(response.encode()) if response else 0


def _made(backup: Path) -> int:
    return backup.stat().st_mtime_ns


def run(folder: Path, kills: int, seed: int) -> Outcome:
    """Stops at the first loss, with the vault as it was found."""
    chance = random.Random(seed)
    outcome, known = Outcome(), Acknowledged()
    place, furnished = Place(folder / "work"), folder / "furnished"
    place.furnish()
    shutil.copytree(place.folder, furnished)
    while outcome.kills < kills and not outcome.lost:
        if outcome.kills % KILLS_PER_VAULT == 0:
            shutil.rmtree(place.folder)
            shutil.copytree(furnished, place.folder)
            known = Acknowledged()
        seconds = chance.uniform(SHORTEST_S, LONGEST_S)
        known.take(place.told_before_killed(seconds, chance.randrange(2**32)), outcome)
        outcome.kills += 1
        last = outcome.kills % KILLS_PER_VAULT == 0 or outcome.kills == kills
        place.check(known, outcome, all_of_it=last)
    return outcome


def main(arguments: list[str]) -> int:
    kills = int(arguments[0]) if arguments else kills_wanted()
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(2**32)
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder), kills, seed)
    print(json.dumps({"seed": seed, **asdict(outcome)}))
    return 1 if outcome.lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
