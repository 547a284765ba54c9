"""What most tests need: a real vault on the disk with a key that is quick to derive."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import resources
from app.casework.agendas import Agendas
from app.casework.aims import read_aims
from app.casework.facts import Aim
from app.casework.four_eyes import FourEyes
from app.casework.index import OwnKey, indexer
from app.casework.log_review import ReviewRules
from app.casework.numbers import read_pseudonyms
from app.casework.process.table import ProcessTable
from app.casework.shipped_units import ShippedUnit, read_shipped_units
from app.forms.library import FormLibrary
from app.law.pack import LegalPack
from app.law.pack_file import LawTexts
from app.law.shelf import LawShelf
from app.ports import OpenVault, Owner, VaultDoor
from app.usecases.changes import Part
from app.usecases.desk import Desk
from storage import files
from storage.foreign.reader import ForeignFiles
from storage.foreign.workbook_writer import write_workbook
from tests.fakes import STOCKHOLM_SUMMER, CountedIds, StoppedClock
from tests.papers import render_paper

if TYPE_CHECKING:
    from tests.handover import Side

PASSPHRASE = "åska trumpet lingon vedbod sjutton kvarn fiskmås tofs"
OWNER = Owner(
    name="Maja Exempelsson",
    title="Socialsekreterare",
    function="Handläggare",
    unit="Avhopparenheten",
    municipality="Exempelkommun",
)
RESOURCES = Path(resources.__file__).parent


def pytest_collection_finish() -> None:
    """What the collected tests are made of stays to the end. Looking through all of it again after
    each test with a window took a third of the time of all tests together."""
    gc.collect()
    gc.freeze()


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
def card_words() -> tuple[str, ...]:
    return tuple((RESOURCES / "words" / "fingeravtryck.txt").read_text(encoding="utf-8").split())


@cache
def process_table() -> ProcessTable:
    file = RESOURCES / "process" / "steps.toml"
    return ProcessTable.parse(file.read_bytes(), tuple(Part))


@cache
def agendas() -> Agendas:
    return Agendas.parse((RESOURCES / "process" / "agendas.toml").read_bytes())


@cache
def four_eyes() -> FourEyes:
    return FourEyes.parse((RESOURCES / "process" / "four_eyes.toml").read_bytes())


@cache
def review_rules() -> ReviewRules:
    return ReviewRules.parse((RESOURCES / "process" / "log_review.toml").read_bytes())


@cache
def aims() -> tuple[Aim, ...]:
    return read_aims((RESOURCES / "process" / "aims.toml").read_bytes())


@cache
def law_texts() -> LawTexts:
    """The files of law that the program ships with."""
    files = (RESOURCES / "law" / f"{name}.toml" for name in LawTexts.__struct_fields__)
    return LawTexts(*(file.read_text(encoding="utf-8") for file in files))


@pytest.fixture
def clock() -> StoppedClock:
    """Monday 1 June 2026 at nine."""
    return StoppedClock(datetime(2026, 6, 1, 9, 0, tzinfo=STOCKHOLM_SUMMER))


@pytest.fixture
def new_id() -> CountedIds:
    return CountedIds()


@pytest.fixture(scope="session")
def law() -> LegalPack:
    return law_texts().parse()


@pytest.fixture(scope="session")
def forms() -> FormLibrary:
    return FormLibrary(file.read_bytes() for file in sorted((RESOURCES / "forms").glob("*.json")))


@pytest.fixture
def door(tmp_path: Path, clock: StoppedClock, new_id: CountedIds, law: LegalPack) -> VaultDoor:
    return make_door(tmp_path / "profil", clock, new_id, law)


def make_door(profile: Path, clock: StoppedClock, new_id: CountedIds, law: LegalPack) -> VaultDoor:
    """For vaults that open quickly, with their anchors in the folder ``profile``."""
    # Here and not above: what is tested without a vault starts without loading its ciphers.
    from storage.crypto.primitives import KdfCost  # noqa: PLC0415 - see above
    from storage.vault.door import Door  # noqa: PLC0415
    from storage.vault.kdf import fixed  # noqa: PLC0415

    own = OwnKey()
    return Door(
        profile=profile,
        now=clock,
        new_id=new_id,
        index_of=indexer(law, own),
        policy=fixed(KdfCost(memory_kib=64, passes=1)),
        meet_register=lambda records, _read_blob: own.learn(records),
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
) -> Desk:
    return make_desk(vault, clock, new_id, law, forms)


def make_desk(
    vault: OpenVault,
    clock: StoppedClock,
    new_id: CountedIds,
    law: LegalPack,
    forms: FormLibrary,
) -> Desk:
    """The desk of an open vault, with everything that the program ships with."""
    return Desk(
        vault=vault,
        now=clock,
        new_id=new_id,
        laws=LawShelf(law),
        forms=forms,
        process=process_table(),
        aims=aims(),
        render=render_paper,
        save_file=files.save,
        read_foreign=ForeignFiles(),
        write_workbook=write_workbook,
        pseudonyms=read_pseudonyms((RESOURCES / "registers" / "pseudonyms.txt").read_bytes()),
        card_words=card_words(),
        shipped_units=shipped_units,
        agendas=agendas(),
        review_rules=review_rules(),
        four_eyes=four_eyes(),
    )


@pytest.fixture
def two_vaults(tmp_path: Path, law: LegalPack, forms: FormLibrary) -> Iterator[tuple[Side, Side]]:
    """Two vaults of different municipalities that have confirmed each other's key cards."""
    from tests.handover import vaults  # noqa: PLC0415 - it knows this module

    with vaults(tmp_path, 2, law, forms) as (one, other):
        yield one, other


@pytest.fixture
def three_vaults(
    tmp_path: Path, law: LegalPack, forms: FormLibrary
) -> Iterator[tuple[Side, Side, Side]]:
    """The same two, and one of the first one's unit."""
    from tests.handover import vaults  # noqa: PLC0415 - see above

    with vaults(tmp_path, 3, law, forms) as (one, other, colleague):
        yield one, other, colleague
