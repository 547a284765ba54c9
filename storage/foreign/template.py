"""Templates in the standard format, and packs of them. Runs in the jail."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from app.forms.load import load_form
from app.forms.method_pack import read_method_pack
from app.forms.problems import Problem
from app.law.pack_file import read_legal_pack
from storage.process.jail import ForeignFile


@dataclass(frozen=True, slots=True)
class TemplateVerdict:
    """What was found when the bytes were read. Whoever sent them has them, and reads them again
    once it is known that doing so ends well."""

    sha256: str
    answerable: bool
    problems: tuple[Problem, ...]


def judge_template(files: Sequence[ForeignFile]) -> TemplateVerdict:
    """Whether the one file is a template, and what is wrong with it."""
    (file,) = files
    loaded = load_form(file.data)
    digest = hashlib.sha256(file.data).hexdigest()
    return TemplateVerdict(digest, loaded.answerable, loaded.problems)


@dataclass(frozen=True, slots=True)
class PackVerdict:
    """That a pack was read to its end and found good; of which bytes."""

    digest: str


def judge_pack(files: Sequence[ForeignFile]) -> PackVerdict:
    """Raises Refusal (not_a_method_pack)."""
    (file,) = files
    return PackVerdict(read_method_pack(file.data).digest)


def judge_legal_pack(files: Sequence[ForeignFile]) -> PackVerdict:
    """Raises Refusal as ``read_legal_pack``."""
    (file,) = files
    return PackVerdict(read_legal_pack(file.data).digest)
