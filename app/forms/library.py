"""The templates at hand. A filled form pins its template by ``url|version`` and by the SHA-256 of
its exact bytes, so that it can be read in twenty years as it was."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from app.errors import Reason, Refusal
from app.forms.model import PURPOSE_SYSTEM
from app.forms.values import PartialDate


@dataclass(frozen=True, slots=True)
class Template:
    """One version of one template, with its exact bytes."""

    url: str
    version: str
    title: str
    status: str
    """``draft``, ``active`` or ``retired``."""
    description: str
    data: bytes
    sha256: str
    """Of ``data``, 64 lower-case hexadecimal digits."""
    purpose: str = ""
    """Its code in ``model.PURPOSE_SYSTEM``: a value of ``casework.facts.FormPurpose``. Empty where
    the template says nothing."""
    effective_from: str = ""
    """``effectivePeriod``, whole or partial dates; empty without a bound."""
    effective_until: str = ""

    @property
    def key(self) -> str:
        """``url|version``"""
        return f"{self.url}|{self.version}"

    def in_force(self, day: date) -> bool:
        """Whether something new may be begun with it on that day, as far as its dates go."""
        begun = not self.effective_from or PartialDate(self.effective_from).first <= day
        return begun and not (self.effective_until and PartialDate(self.effective_until).last < day)


class FormLibrary:
    """Templates by ``url|version``: in the order their urls were handed in, and of each url from
    the first version to the last.

    ``withdrawn`` are keys that nothing new is begun with; with ``today``, nor are versions that
    are not in force on that day.

    Raises Refusal: form_unreadable for bytes that are not a template with url, version and
    title; form_changed when the same ``url|version`` comes with other bytes.
    """

    def __init__(
        self,
        templates: Iterable[bytes | Template],
        *,
        withdrawn: Collection[str] = (),
        today: date | None = None,
    ) -> None:
        found: dict[str, Template] = {}
        for each in templates:
            template = each if isinstance(each, Template) else read_template(each)
            known = found.setdefault(template.key, template)
            if known.sha256 != template.sha256:
                raise Refusal(Reason.FORM_CHANGED)
        places = {
            url: place for place, url in enumerate(dict.fromkeys(t.url for t in found.values()))
        }
        ordered = sorted(found.values(), key=lambda t: (places[t.url], version_order(t.version)))
        self._templates = {template.key: template for template in ordered}
        self._withdrawn = frozenset(withdrawn)
        self._today = today

    def all(self) -> tuple[Template, ...]:
        return tuple(self._templates.values())

    def offered(self) -> tuple[Template, ...]:
        """What a new assessment may be started with: the last active version of each url."""
        latest = {t.url: t for t in self._templates.values() if self._is_offered(t)}
        return tuple(latest.values())

    def _is_offered(self, template: Template) -> bool:
        if template.status != "active" or template.key in self._withdrawn:
            return False
        return self._today is None or template.in_force(self._today)

    def latest(self, url: str) -> Template:
        """The version of a template that a new form may be begun with. Raises Refusal
        (form_unreadable) when there is none."""
        for template in self.offered():
            if template.url == url:
                return template
        raise Refusal(Reason.FORM_UNREADABLE)

    def get(self, key: str) -> Template:
        """The template ``url|version``. Raises Refusal (form_unreadable) when it is not here."""
        try:
            return self._templates[key]
        except KeyError:
            raise Refusal(Reason.FORM_UNREADABLE) from None

    def pinned(self, key: str, sha256: str) -> Template:
        """The template a filled form was made with. Raises Refusal: form_unreadable when it is
        not here, form_changed when its bytes are not the ones that were pinned."""
        template = self.get(key)
        if template.sha256 != sha256:
            raise Refusal(Reason.FORM_CHANGED)
        return template


_PARTS_OF_VERSION = re.compile(r"[0-9]+|[^0-9.]+")


_WORD, _END = -2, (-1, "")


def version_order(version: str) -> tuple[tuple[int, str], ...]:
    """Sorts 1.9.0 before 1.10.0, and 1.0.0-utkast before 1.0.0. A number is compared by its
    length first, since it may be longer than what can be counted with."""
    found: list[tuple[int, str]] = []
    for part in _PARTS_OF_VERSION.findall(version):
        number = part.lstrip("0")
        found.append((len(number), number) if part[0] in "0123456789" else (_WORD, part))
    return (*found, _END)


class _Head(msgspec.Struct):
    """What is read of a template to list it. What it asks is passed over, not built."""

    url: Any = ""
    version: Any = ""
    title: Any = ""
    status: Any = "draft"
    description: Any = ""
    code: Any = ()
    effectivePeriod: Any = None  # noqa: N815 - the format's own name


_HEADS = msgspec.json.Decoder(_Head)


def read_template(data: bytes) -> Template:
    """Title and names without building the form: the list must be quick at start. Raises Refusal
    (form_unreadable)."""
    try:
        head = _HEADS.decode(data.removeprefix(BOM_UTF8))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refusal(Reason.FORM_UNREADABLE) from None
    url, version, title = (str(each or "") for each in (head.url, head.version, head.title))
    if not (url and version and title):
        raise Refusal(Reason.FORM_UNREADABLE)
    return Template(
        url=url,
        version=version,
        title=title,
        status=str(head.status),
        description=str(head.description),
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        purpose=_purpose(head.code),
        effective_from=_day(head.effectivePeriod, "start"),
        effective_until=_day(head.effectivePeriod, "end"),
    )


def _purpose(codes: object) -> str:
    for code in codes if isinstance(codes, list) else ():
        if isinstance(code, dict) and code.get("system") == PURPOSE_SYSTEM:
            return str(code.get("code") or "")
    return ""


def _day(period: object, name: str) -> str:
    """A date of a period, without a time. What is no date bounds nothing here; ``forms.load``
    refuses it."""
    text = str(period.get(name) or "")[:10] if isinstance(period, dict) else ""
    try:
        return PartialDate(text).text if text else ""
    except ValueError:
        return ""
