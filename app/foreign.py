"""The door to files that others have made. ``storage.foreign`` implements it; the others are in
``ports``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.forms.method_pack import MethodPack
from app.forms.problems import Problem
from app.forms.sheet_table import SheetTable
from app.law.pack_file import LegalPackFile
from app.progress import Progress, no_progress


@dataclass(frozen=True, slots=True)
class ForeignTemplate:
    """A template in the standard format as somebody else wrote it. That its bytes can be read
    without harm (``forms.load``) has been tried."""

    data: bytes
    sha256: str
    answerable: bool
    problems: tuple[Problem, ...]


class ForeignReader(Protocol):
    """Reads files that others have made, in a process that can do nothing else. Needs no
    database connection, and may be called on any thread; ``progress`` (seconds waited of seconds
    at most) can stop it.

    Raises Cancelled, and Refusal: file_missing, file_too_large, file_expands,
    file_takes_too_long, file_unreadable, file_reader_stopped."""

    def spreadsheet(
        self, paths: Sequence[Path], progress: Progress = no_progress
    ) -> tuple[SheetTable, ...]:
        """The sheets of the files, in order: of an XLSX workbook each of its own, of a CSV file
        one with the file's name. Beside a single ``fragor.csv`` the ``svar.csv`` and ``mall.csv``
        of its folder are read too. Also raises Refusal: file_empty, file_has_password,
        spreadsheet_old, not_a_spreadsheet."""
        ...

    def template(self, path: Path, progress: Progress = no_progress) -> ForeignTemplate:
        """A template in the standard format, or what is wrong with it."""
        ...

    def method_pack(self, path: Path, progress: Progress = no_progress) -> MethodPack:
        """A method pack whose every template can be answered. Also raises Refusal:
        not_a_method_pack."""
        ...

    def legal_pack(self, path: Path, progress: Progress = no_progress) -> LegalPackFile:
        """A legal pack that this program can use. Also raises Refusal: not_a_legal_pack,
        legal_pack_newer, legal_pack_invalid, legal_pack_gap, legal_pack_cycle."""
        ...

    def template_bytes(self, data: bytes, progress: Progress = no_progress) -> ForeignTemplate:
        """As ``template``, of bytes that came in a package: they never lie on a disk."""
        ...

    def method_pack_bytes(self, data: bytes, progress: Progress = no_progress) -> MethodPack:
        """As ``method_pack``, of bytes that came in a package."""
        ...

    def legal_pack_bytes(self, data: bytes, progress: Progress = no_progress) -> LegalPackFile:
        """As ``legal_pack``, of bytes that came in a package."""
        ...

    def key_card(self, path: Path, progress: Progress = no_progress) -> bytes:
        """The exact bytes of a file with a key card or a statement about one, of the right form:
        ``handover.statements.read`` ends well on them but for what is signed and sealed to. Also
        raises Refusal: key_card_invalid, key_card_newer."""
        ...
