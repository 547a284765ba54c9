"""A vault that meets another legal pack than the one its index was computed with."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.casework.codec import to_body
from app.casework.facts import CaseFile, Channel, Intake, IntakeKind
from app.casework.index import indexer
from app.casework.projection import only_entity
from app.ids import EntityId, StreamId
from app.journal.canonical import seal
from app.journal.record import Content, Record
from app.law.pack import LegalPack
from app.ports import IndexRows, OpenVault
from storage.crypto.primitives import KdfCost
from storage.vault import layout
from storage.vault.door import Door
from storage.vault.kdf import fixed
from tests.fakes import CountedIds, StoppedClock
from tests.storage.vault.conftest import ShutVault

STREAM = StreamId("11111111-1111-4111-8111-111111111111")


@dataclass(frozen=True)
class Counting:
    """The real index rows of a legal pack, counted."""

    law: LegalPack
    streams: list[StreamId]

    @property
    def version(self) -> str:
        return indexer(self.law).version

    def __call__(self, stream: StreamId, records: Iterable[Record]) -> IndexRows:
        self.streams.append(stream)
        return indexer(self.law)(stream, records)


@pytest.fixture
def later_law(law: LegalPack) -> LegalPack:
    """The same pack with twice as long to decide, under a new version."""
    return replace(
        law,
        deadlines=tuple(
            type(each)(**{f: getattr(each, f) for f in each.__struct_fields__} | {"months": 12})
            if each.key == "application_slow"
            else each
            for each in law.deadlines
        ),
        version=law.version + "+1",
    )


def door_of(counting: Counting, profile: Path, clock: StoppedClock, new_id: CountedIds) -> Door:
    cost = KdfCost(memory_kib=64, passes=1)
    return Door(profile=profile, now=clock, new_id=new_id, index_of=counting, policy=fixed(cost))


def add_application(vault: OpenVault) -> None:
    case_file = CaseFile(case_number="2026-0014", pseudonym="Björk")
    intake = Intake(
        kind=IntakeKind.APPLICATION,
        received_on="2026-03-02",
        channel=Channel.VISIT,
        received_by="Handläggaren",
        wish="Vill lämna.",
    )
    for lamport, fact in enumerate((case_file, intake), 1):
        kind, body = to_body(fact)
        content = Content(
            stream=STREAM,
            entity=only_entity(STREAM) if lamport == 1 else EntityId(STREAM.replace("1", "2")),
            kind=kind,
            parents=(),
            lamport=lamport,
            body=body,
            author=vault.author,
            happened_at="2026-03-02",
            written_at="2026-03-02T09:00:00+01:00",
        )
        vault.journal.append([seal(content, vault.sign)])


def days(vault: OpenVault) -> list[str]:
    return [row.due for row in vault.index.due() if row.code == "application_slow"]


def test_a_new_legal_pack_makes_the_index_anew_once(
    shut: ShutVault,
    later_law: LegalPack,
    tmp_path: Path,
    clock: StoppedClock,
    new_id: CountedIds,
) -> None:
    vault = shut.open()
    add_application(vault)
    assert days(vault) == ["2026-09-02"]
    vault.close()
    counting = Counting(later_law, [])
    later = replace(shut, door=door_of(counting, tmp_path / "profil", clock, new_id))

    vault = later.open()
    assert days(vault) == ["2027-03-02"]
    assert vault.check().faults == ()
    vault.close()
    counting.streams.clear()
    later.open().close()
    assert counting.streams == [STREAM]  # the sample alone


def test_an_old_copy_that_is_put_back_gets_the_index_of_today(
    shut: ShutVault,
    later_law: LegalPack,
    tmp_path: Path,
    clock: StoppedClock,
    new_id: CountedIds,
) -> None:
    vault = shut.open()
    add_application(vault)
    vault.close()
    saved = tmp_path / "saved"
    shutil.copytree(shut.path, saved)
    shut.open().close()
    shutil.copy(saved / layout.DATABASE, shut.path / layout.DATABASE)
    counting = Counting(later_law, [])

    vault = replace(shut, door=door_of(counting, tmp_path / "profil", clock, new_id)).open()
    assert vault.facts.rolled_back
    vault.accept_rollback("återställt från kopia")

    assert days(vault) == ["2027-03-02"]
    assert vault.check().faults == ()
    vault.close()
