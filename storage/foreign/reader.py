"""This side of the jail: opens what a person has chosen, has it read, and checks the answer."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from app.errors import Reason, Refusal
from app.foreign import ForeignTemplate
from app.forms.gate import MAX_BYTES as LARGEST_TEMPLATE
from app.forms.method_pack import MAX_BYTES as LARGEST_PACK
from app.forms.method_pack import MethodPack, read_method_pack
from app.forms.sheet_table import SheetTable
from app.handover.key_card import LARGEST as LARGEST_KEY_CARD
from app.law.pack_file import MAX_BYTES as LARGEST_LEGAL_PACK
from app.law.pack_file import LegalPackFile, read_legal_pack
from app.progress import Progress, no_progress
from storage import files
from storage.foreign.child import ReaderName, program
from storage.foreign.template import PackVerdict, TemplateVerdict
from storage.process.jail import ForeignFile, request
from storage.process.jailer import Jailer

T = TypeVar("T")

_MIB = 1024 * 1024
LARGEST_SPREADSHEET = 8 * _MIB
MOST_FILES = 8
_TOGETHER = ({"fragor", "frågor"}, {"svar"}, {"mall"})
"""CSV files that are the sheets of one template, by their names without ending."""
_CSV = ".csv"


class ForeignFiles:
    """``app.foreign.ForeignReader``. Each call starts a process of its own, and may be made on any
    thread."""

    def __init__(self, jailer: Jailer | None = None) -> None:
        self._jailer = jailer or Jailer(program)
        self._read_well: set[tuple[ReaderName, str]] = set()
        """By their SHA-256. What came in a package is looked at when the package is opened and once
        more when it is accepted, and a process takes its time to start."""

    def spreadsheet(
        self, paths: Sequence[Path], progress: Progress = no_progress
    ) -> tuple[SheetTable, ...]:
        chosen = with_siblings(paths)
        if len(chosen) > MOST_FILES:
            raise Refusal(Reason.FILE_TOO_LARGE)
        found = [chosen_file(path, LARGEST_SPREADSHEET) for path in chosen]
        return self._ask(ReaderName.SPREADSHEET, found, tuple[SheetTable, ...], progress)

    def template(self, path: Path, progress: Progress = no_progress) -> ForeignTemplate:
        return self._template(chosen_file(path, LARGEST_TEMPLATE), progress)

    def template_bytes(self, data: bytes, progress: Progress = no_progress) -> ForeignTemplate:
        return self._template(_came(data, LARGEST_TEMPLATE), progress)

    def _template(self, file: ForeignFile, progress: Progress) -> ForeignTemplate:
        verdict = self._ask(ReaderName.TEMPLATE, [file], TemplateVerdict, progress)
        if verdict.sha256 != hashlib.sha256(file.data).hexdigest():
            raise Refusal(Reason.FILE_READER_STOPPED)
        return ForeignTemplate(file.data, verdict.sha256, verdict.answerable, verdict.problems)

    def method_pack(self, path: Path, progress: Progress = no_progress) -> MethodPack:
        file = chosen_file(path, LARGEST_PACK)
        return read_method_pack(self._read_through(ReaderName.METHOD_PACK, file, progress))

    def method_pack_bytes(self, data: bytes, progress: Progress = no_progress) -> MethodPack:
        file = _came(data, LARGEST_PACK)
        return read_method_pack(self._read_once(ReaderName.METHOD_PACK, file, progress))

    def legal_pack(self, path: Path, progress: Progress = no_progress) -> LegalPackFile:
        file = chosen_file(path, LARGEST_LEGAL_PACK)
        return read_legal_pack(self._read_through(ReaderName.LEGAL_PACK, file, progress))

    def legal_pack_bytes(self, data: bytes, progress: Progress = no_progress) -> LegalPackFile:
        file = _came(data, LARGEST_LEGAL_PACK)
        return read_legal_pack(self._read_once(ReaderName.LEGAL_PACK, file, progress))

    def key_card(self, path: Path, progress: Progress = no_progress) -> bytes:
        file = chosen_file(path, LARGEST_KEY_CARD)
        return self._read_through(ReaderName.KEY_CARD, file, progress)

    def package(self, data: bytes, progress: Progress = no_progress) -> None:
        """Have a package read that has been opened (``package_bytes.read``), without its
        signatures. Raises as ``key_card``, and as ``package_bytes.read``."""
        self._read_through(ReaderName.PACKAGE, ForeignFile("", data), progress)

    def _read_through(self, name: ReaderName, file: ForeignFile, progress: Progress) -> bytes:
        """The file's bytes, once it is known that reading them ends well."""
        verdict = self._ask(name, [file], PackVerdict, progress)
        if verdict.digest != hashlib.sha256(file.data).hexdigest():
            raise Refusal(Reason.FILE_READER_STOPPED)
        return file.data

    def _read_once(self, name: ReaderName, file: ForeignFile, progress: Progress) -> bytes:
        """The same for bytes that may have been read before, to the same end."""
        known = name, hashlib.sha256(file.data).hexdigest()
        if known not in self._read_well:
            self._read_through(name, file, progress)
            self._read_well.add(known)
        return file.data

    def _ask(
        self, name: ReaderName, found: Sequence[ForeignFile], shape: type[T], progress: Progress
    ) -> T:
        """The answer in its shape. Raises Refusal (file_reader_stopped) for any other."""
        answer = self._jailer.ask(request(name, found), progress)
        try:
            read = msgspec.convert(answer, shape, strict=True)
        except msgspec.ValidationError:
            raise Refusal(Reason.FILE_READER_STOPPED) from None
        if _written(read) != _written(answer):  # something is there that the shape has not
            raise Refusal(Reason.FILE_READER_STOPPED)
        return read


def _written(value: object) -> bytes:
    return msgspec.json.encode(value, order="sorted")


def with_siblings(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files to read: what was chosen, and beside a single ``fragor.csv`` (``frågor.csv``)
    the ``svar.csv`` and ``mall.csv`` of the same folder."""
    if len(paths) != 1 or not _is_sheet(paths[0]):
        return tuple(paths)
    chosen = paths[0]
    try:
        beside = [each for each in sorted(chosen.parent.iterdir()) if _lies_there(each)]
    except OSError:  # a folder that may be entered and not listed
        beside = []
    own = next(names for names in _TOGETHER if _stem(chosen) in names)
    return (chosen, *(each for each in beside if _stem(each) not in own))


def _is_sheet(path: Path) -> bool:
    return path.suffix.lower() == _CSV and any(_stem(path) in names for names in _TOGETHER)


def _lies_there(path: Path) -> bool:
    """Whether it is a sheet, and a file itself: nobody has chosen where a link would lead."""
    return _is_sheet(path) and not path.is_symlink() and path.is_file()


def _stem(path: Path) -> str:
    # A name that a Mac wrote has its ring and dots as signs of their own.
    return unicodedata.normalize("NFC", path.stem).casefold()


def chosen_file(path: Path, limit: int) -> ForeignFile:
    """The name and the bytes of a file that a person chose, wherever a link leads. Raises Refusal:
    file_missing, file_too_large, file_unreadable."""
    try:
        place = path.resolve(strict=True)
        if not place.is_file():
            raise Refusal(Reason.FILE_UNREADABLE)
        if place.stat().st_size > limit:
            raise Refusal(Reason.FILE_TOO_LARGE, limit=limit // _MIB)
        data = _read(place, limit)
    except FileNotFoundError:
        raise Refusal(Reason.FILE_MISSING) from None
    except (OSError, RuntimeError, ValueError):  # the latter: links in a circle, and no name at all
        raise Refusal(Reason.FILE_UNREADABLE) from None
    if len(data) > limit:
        raise Refusal(Reason.FILE_TOO_LARGE, limit=limit // _MIB)
    return ForeignFile(_name(path), data)


def _came(data: bytes, limit: int) -> ForeignFile:
    """What has come in a package, under no name. Raises Refusal (file_too_large)."""
    if len(data) > limit:
        raise Refusal(Reason.FILE_TOO_LARGE, limit=limit // _MIB)
    return ForeignFile("", data)


def _read(place: Path, limit: int) -> bytes:
    """``files.read`` gives the reasons of a vault's own files, which mean nothing here."""
    try:
        return files.read(place, limit)
    except Refusal:
        raise Refusal(Reason.FILE_UNREADABLE) from None


def _name(path: Path) -> str:
    """The name as text: a disk may have names that are none."""
    return path.name.encode("utf-8", "replace").decode("utf-8")
