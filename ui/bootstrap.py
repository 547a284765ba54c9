"""The one place that knows every part and puts them together. Imported on the database thread,
after the first window has been drawn."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths

import resources
from app.casework.agendas import Agendas
from app.casework.aims import read_aims
from app.casework.four_eyes import FourEyes
from app.casework.index import OwnKey, indexer_of
from app.casework.log_review import ReviewRules
from app.casework.numbers import read_pseudonyms
from app.casework.process.table import ProcessTable
from app.casework.shipped_units import ShippedUnit, read_shipped_units
from app.documents.blocks import Document
from app.errors import Reason, Refusal
from app.forms.library import FormLibrary
from app.forms.sheet_table import Table
from app.ids import BlobId
from app.journal.record import Record
from app.law.pack_file import LawTexts
from app.law.shelf import LawShelf
from app.ports import NewId, Now, OpenVault
from app.usecases import legal_packs
from app.usecases.changes import Part
from app.usecases.desk import Desk
from storage import files, remote_disk
from storage.foreign.reader import ForeignFiles
from storage.process import replace_process
from storage.vault.door import Door
from storage.vault.kdf import KdfPolicy
from storage.vault.unit_key import read_card
from ui.core import Core, UnitKey
from ui.training_vaults import TrainingVaults

__all__ = ["load_core", "make_core", "replace_process"]

RESOURCES = Path(resources.__file__).parent


def local_now() -> datetime:
    return datetime.now().astimezone()


def random_id() -> str:
    return str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))


def profile_folder() -> Path:
    """The program's own folder in the user's profile: anchors and training vaults."""
    location = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(location)) / "Aktvalv"


def load_core() -> Core:
    """The program as it runs."""
    return make_core(profile_folder())


def make_core(
    profile: Path,
    *,
    now: Now = local_now,
    new_id: NewId = random_id,
    policy: KdfPolicy | None = None,
) -> Core:
    """Everything put together. Clock, ids and the cost of keys can be others in tests."""
    laws = _law_shelf()
    process = ProcessTable.parse(_resource("process", "steps.toml"), tuple(Part))
    aims = read_aims(_resource("process", "aims.toml"))
    agendas = Agendas.parse(_resource("process", "agendas.toml"))
    review_rules = ReviewRules.parse(_resource("process", "log_review.toml"))
    four_eyes = FourEyes.parse(_resource("process", "four_eyes.toml"))
    forms = FormLibrary(path.read_bytes() for path in sorted((RESOURCES / "forms").glob("*.json")))
    pseudonyms = read_pseudonyms(_resource("registers", "pseudonyms.txt"))
    card_words = tuple(_resource("words", "fingeravtryck.txt").decode().split())
    own = OwnKey()
    door = Door(
        profile=profile,
        now=now,
        new_id=new_id,
        index_of=indexer_of(lambda: laws.in_force(now().date()), own),
        policy=policy,
        meet_register=partial(_meet_register, laws, own),
    )
    render = lazy_render()

    def desk(vault: OpenVault) -> Desk:
        return Desk(
            vault=vault,
            now=now,
            new_id=new_id,
            laws=laws,
            forms=forms,
            process=process,
            aims=aims,
            render=render,
            save_file=files.save,
            read_foreign=ForeignFiles(),
            write_workbook=write_workbook,
            pseudonyms=pseudonyms,
            card_words=card_words,
            shipped_units=shipped_units,
            agendas=agendas,
            review_rules=review_rules,
            four_eyes=four_eyes,
        )

    training = TrainingVaults(profile, files.make_folders, door, desk, now)
    return Core(
        door=door,
        check_place=check_place,
        read_unit_card=_read_unit_card,
        read_file=files.read,
        remember=_write_settings,
        desk=desk,
        new_training_vault=training.make,
        other_training_vault=training.other,
    )


def _meet_register(
    laws: LawShelf,
    own: OwnKey,
    records: Iterable[Record],
    read_blob: Callable[[BlobId], bytes],
) -> None:
    """What the index of a vault goes by, besides the records of its cases."""
    records = tuple(records)
    own.learn(records)
    legal_packs.learn(laws, records, read_blob)


def check_place(path: Path) -> None:
    """Whether ``VaultDoor.create`` would take this place; see ``Core.check_place``."""
    if path.exists() or path.is_symlink():
        raise Refusal(Reason.VAULT_EXISTS)
    if not path.parent.is_dir():
        raise Refusal(Reason.FOLDER_MISSING)
    remote_disk.require_local(path.parent)
    files.require_writable(path.parent)


@cache
def shipped_units() -> tuple[ShippedUnit, ...]:
    """Few sessions look at the register, and it is 340 units long."""
    files_of = ("units.toml", "municipalities.tsv")
    return read_shipped_units(*(_resource("registers", name) for name in files_of))


def lazy_render() -> Callable[[Document], bytes]:
    """ReportLab costs a quarter of a second, so it is imported with the first document."""
    made: list[Callable[[Document], bytes]] = []

    def render(document: Document) -> bytes:
        if not made:
            made.append(_renderer())
        return made[0](document)

    return render


def write_workbook(sheets: Mapping[str, Table]) -> bytes:
    """Few ever write a workbook, and openpyxl costs a tenth of a second."""
    from storage.foreign import workbook_writer  # noqa: PLC0415 - see above

    return workbook_writer.write_workbook(sheets)


def _renderer() -> Callable[[Document], bytes]:
    import font_source_sans_pro  # noqa: PLC0415 - see lazy_render

    from app.pdf.fonts import FontFiles  # noqa: PLC0415 - see lazy_render
    from app.pdf.render import renderer  # noqa: PLC0415 - see lazy_render

    folder = Path(font_source_sans_pro.font_directory)
    faces = (folder / f"SourceSansPro-{face}.ttf" for face in ("Regular", "Semibold", "It"))
    return renderer(FontFiles(*(face.read_bytes() for face in faces)))


def _read_unit_card(data: bytes) -> UnitKey:
    card = read_card(data)
    return UnitKey(card.name, card.fingerprint)


def _write_settings(path: Path, data: bytes) -> None:
    files.make_folders(path.parent)
    files.replace(path, data)


def _law_shelf() -> LawShelf:
    names = LawTexts.__struct_fields__
    texts = LawTexts(*(_resource("law", f"{name}.toml").decode() for name in names))
    return LawShelf(texts.parse(), texts)


def _resource(*names: str) -> bytes:
    return RESOURCES.joinpath(*names).read_bytes()
