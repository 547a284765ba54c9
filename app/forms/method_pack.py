"""A method pack: templates and texts that a unit's method developers give out together (X19).

One file, canonical JSON; ``docs/formats.md`` describes it. Reading is strict, and a pack is taken
in whole or not at all. Its SHA-256 can be compared by telephone; signatures come with a later
version of the format.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import msgspec

from app.casework.register_facts import PackedText
from app.errors import Reason, Refusal
from app.forms.library import Template, read_template
from app.forms.limits import HARMFUL
from app.forms.load import load_form
from app.journal.canonical import decode_json, encode_json

ENDING = ".aktvalv-metodpaket"
MAX_BYTES = 16 * 1024 * 1024
_MOST = 200
"""Templates, and texts."""
_LONGEST_LINE = 200
_LONGEST_TEXT = 50_000
_LONGEST_TEXTS = 500_000
"""Characters of a name, of a text, and of all texts together: they become one record."""


@dataclass(frozen=True, slots=True)
class MethodPack:
    """What a pack holds."""

    name: str
    version: str
    publisher: str
    effective_from: str
    """``YYYY-MM-DD``: nothing new is begun with its templates before that day."""
    templates: tuple[Template, ...]
    note: str = ""
    texts: tuple[PackedText, ...] = ()
    digest: str = ""
    """SHA-256 of the file it was read from; empty before it has been written."""


class _PackedTemplate(msgspec.Struct, forbid_unknown_fields=True):
    url: str
    version: str
    sha256: str
    data: str


class _Packed(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["method_pack"]
    format: Literal[1]
    name: str
    version: str
    publisher: str
    effective_from: str
    note: str
    templates: list[_PackedTemplate]
    texts: list[PackedText]


def write_method_pack(pack: MethodPack) -> bytes:
    """The file. Raises Refusal (not_a_method_pack) for a pack that could not be read back."""
    templates = [
        _PackedTemplate(
            template.url,
            template.version,
            template.sha256,
            base64.b64encode(template.data).decode("ascii"),
        )
        for template in pack.templates
    ]
    packed = _Packed(
        kind="method_pack",
        format=1,
        name=pack.name,
        version=pack.version,
        publisher=pack.publisher,
        effective_from=pack.effective_from,
        note=pack.note,
        templates=templates,
        texts=list(pack.texts),
    )
    data = encode_json(msgspec.to_builtins(packed))
    read_method_pack(data)
    return data


def read_method_pack(data: bytes) -> MethodPack:
    """The pack in a file. Raises Refusal: not_a_method_pack for anything that is not exactly the
    format, or holds a template that cannot be answered."""
    try:
        packed = msgspec.convert(decode_json(data, MAX_BYTES), _Packed, strict=True)
        pack = MethodPack(
            name=packed.name,
            version=packed.version,
            publisher=packed.publisher,
            effective_from=packed.effective_from,
            templates=tuple(_template(each) for each in packed.templates),
            note=packed.note,
            texts=tuple(packed.texts),
            digest=hashlib.sha256(data).hexdigest(),
        )
        _check(pack)
    except (Refusal, msgspec.ValidationError, ValueError):
        raise Refusal(Reason.NOT_A_METHOD_PACK) from None
    return pack


def _template(packed: _PackedTemplate) -> Template:
    template = read_template(base64.b64decode(packed.data, validate=True))
    said = (packed.url, packed.version, packed.sha256)
    if said != (template.url, template.version, template.sha256):
        raise ValueError("not the template that it is said to be")
    if base64.b64encode(template.data).decode("ascii") != packed.data:
        raise binascii.Error("written in two ways")
    if not load_form(template.data).answerable:
        raise ValueError("cannot be answered")
    return template


def _check(pack: MethodPack) -> None:
    if not all((pack.name.strip(), pack.version.strip(), pack.publisher.strip())):
        raise ValueError("no name")
    _check_lengths(pack)
    if not (pack.templates or pack.texts) or len(pack.templates) + len(pack.texts) > _MOST:
        raise ValueError("nothing, or too much")
    _once(template.key for template in pack.templates)
    _once(text.key for text in pack.texts)
    for day in (pack.effective_from, *(text.valid_from for text in pack.texts)):
        _day(day)
    for text in pack.texts:
        if not (text.key and text.title and text.text and text.source):
            raise ValueError("a text without a source")
        if text.valid_to and _day(text.valid_to) < _day(text.valid_from):
            raise ValueError("ends before it begins")


def _check_lengths(pack: MethodPack) -> None:
    lines = [pack.name, pack.version, pack.publisher]
    texts = [pack.note]
    for packed in pack.texts:
        lines += (packed.key, packed.title, packed.source)
        texts.append(packed.text)
    if not all(len(line) <= _LONGEST_LINE and line.isprintable() for line in lines):
        raise ValueError("a name that is no line")
    if any(len(text) > _LONGEST_TEXT or HARMFUL.search(text) for text in texts):
        raise ValueError("a text that cannot be shown")
    if sum(map(len, texts)) > _LONGEST_TEXTS:
        raise ValueError("too much text")


def _once(keys: Iterable[str]) -> None:
    found = list(keys)
    if len(set(found)) != len(found):
        raise ValueError("twice")


def _day(text: str) -> dt.date:
    """A whole date in its one form: ``fromisoformat`` takes others too."""
    day = dt.date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError("a date in another form")
    return day
