"""What most tests need: a real vault on the disk with a key that is quick to derive."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

import resources
from app.casework.agendas import Agendas
from app.casework.index import indexer
from app.casework.numbers import read_pseudonyms
from app.casework.planning import Planning
from app.casework.process.table import ProcessTable
from app.casework.shipped_units import ShippedUnit, read_shipped_units
from app.forms.library import FormLibrary
from app.law.definitions import Definitions
from app.law.pack import LegalPack
from app.law.paper_texts import PaperTexts
from app.law.shelf import LawShelf
from app.ports import OpenVault, Owner, VaultDoor
from app.usecases.changes import Part
from app.usecases.desk import Desk
from storage import files
from storage.foreign.reader import ForeignFiles
from storage.foreign.workbook_writer import write_workbook
from tests.fakes import STOCKHOLM_SUMMER, CountedIds, StoppedClock
from tests.papers import render_paper

PASSPHRASE = "åska trumpet lingon vedbod sjutton kvarn fiskmås tofs"
OWNER = Owner(
    name="Maja Exempelsson",
    title="Socialsekreterare",
    function="Handläggare",
    unit="Avhopparenheten",
    municipality="Exempelkommun",
)
RESOURCES = Path(resources.__file__).parent


@pytest.fixture(autouse=True)
def _cycles_freed_on_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where there are windows, as in the program (``ui.tidying``): no cycle that holds a Qt object
    is collected on the database thread, which Qt would not survive."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@cache
def shipped_units() -> tuple[ShippedUnit, ...]:
    folder = RESOURCES / "registers"
    files_of = ("units.toml", "municipalities.tsv")
    return read_shipped_units(*((folder / name).read_bytes() for name in files_of))


@cache
def process_table() -> ProcessTable:
    file = RESOURCES / "process" / "steps.toml"
    return ProcessTable.parse(file.read_bytes(), tuple(Part))


@cache
def agendas() -> Agendas:
    return Agendas.parse((RESOURCES / "process" / "agendas.toml").read_bytes())


@cache
def paper_texts() -> PaperTexts:
    return PaperTexts.parse((RESOURCES / "law" / "paper_texts.toml").read_bytes())


@cache
def definitions() -> Definitions:
    return Definitions.parse((RESOURCES / "law" / "definitions.toml").read_bytes())


@pytest.fixture
def clock() -> StoppedClock:
    """Monday 1 June 2026 at nine."""
    return StoppedClock(datetime(2026, 6, 1, 9, 0, tzinfo=STOCKHOLM_SUMMER))


@pytest.fixture
def new_id() -> CountedIds:
    return CountedIds()


@pytest.fixture(scope="session")
def law() -> LegalPack:
    folder = RESOURCES / "law"
    files = (
        folder / f"{name}.toml" for name in ("provisions", "grounds", "deadlines", "retention")
    )
    return LegalPack.parse(*(file.read_bytes() for file in files))


@pytest.fixture(scope="session")
def forms() -> FormLibrary:
    return FormLibrary(file.read_bytes() for file in sorted((RESOURCES / "forms").glob("*.json")))


@pytest.fixture(scope="session")
def planning() -> Planning:
    return Planning.parse(
        (RESOURCES / "process" / "aims.toml").read_bytes(),
        (RESOURCES / "law" / "plan_contents.toml").read_bytes(),
    )


@pytest.fixture
def door(tmp_path: Path, clock: StoppedClock, new_id: CountedIds, law: LegalPack) -> VaultDoor:
    # Here and not above: what is tested without a vault starts without loading its ciphers.
    from storage.crypto.primitives import KdfCost  # noqa: PLC0415 - see above
    from storage.vault.door import Door  # noqa: PLC0415
    from storage.vault.kdf import fixed  # noqa: PLC0415

    return Door(
        profile=tmp_path / "profil",
        now=clock,
        new_id=new_id,
        index_of=indexer(law),
        policy=fixed(KdfCost(memory_kib=64, passes=1)),
    )


@pytest.fixture
def vault(door: VaultDoor, tmp_path: Path) -> Iterator[OpenVault]:
    """A new vault, open, in ``tmp_path/valv.aktvalv``; its passphrase is ``PASSPHRASE``."""
    opened = door.create(
        tmp_path / "valv.aktvalv",
        bytearray(PASSPHRASE.encode()),
        door.new_recovery_code(),
        OWNER,
    )
    yield opened
    opened.close()


@pytest.fixture
def desk(
    vault: OpenVault,
    clock: StoppedClock,
    new_id: CountedIds,
    law: LegalPack,
    forms: FormLibrary,
    planning: Planning,
) -> Desk:
    return Desk(
        vault=vault,
        now=clock,
        new_id=new_id,
        laws=LawShelf(law),
        forms=forms,
        process=process_table(),
        planning=planning,
        render=render_paper,
        save_file=files.save,
        read_foreign=ForeignFiles(),
        write_workbook=write_workbook,
        pseudonyms=read_pseudonyms((RESOURCES / "registers" / "pseudonyms.txt").read_bytes()),
        definitions=definitions(),
        paper_texts=paper_texts(),
        shipped_units=shipped_units,
        agendas=agendas(),
    )
