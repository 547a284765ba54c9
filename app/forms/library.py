"""The templates at hand. A filled form pins its template by ``url|version`` and by the SHA-256 of
its exact bytes, so that it can be read in twenty years as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from app.errors import Reason, Refusal
from app.forms.model import PURPOSE_SYSTEM


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

    @property
    def key(self) -> str:
        """``url|version``"""
        return f"{self.url}|{self.version}"


class FormLibrary:
    """Templates by ``url|version``, in the order they were handed in.

    Raises Refusal: form_unreadable for bytes that are not a template with url, version and
    title; form_changed when the same ``url|version`` comes with other bytes.
    """

    def __init__(self, templates: Iterable[bytes]) -> None:
        self._templates: dict[str, Template] = {}
        for data in templates:
            template = _read_head(data)
            known = self._templates.setdefault(template.key, template)
            if known.sha256 != template.sha256:
                raise Refusal(Reason.FORM_CHANGED)

    def all(self) -> tuple[Template, ...]:
        return tuple(self._templates.values())

    def offered(self) -> tuple[Template, ...]:
        """What a new assessment may be started with: the last active version of each url."""
        latest = {t.url: t for t in self._templates.values() if t.status == "active"}
        return tuple(latest.values())

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


def _read_head(data: bytes) -> Template:
    """Title and names without building the form: the list must be quick at start."""
    try:
        head = json.loads(data)
    except (ValueError, RecursionError):
        raise Refusal(Reason.FORM_UNREADABLE) from None
    if not isinstance(head, dict):
        raise Refusal(Reason.FORM_UNREADABLE)
    url, version, title = (str(head.get(key) or "") for key in ("url", "version", "title"))
    if not (url and version and title):
        raise Refusal(Reason.FORM_UNREADABLE)
    return Template(
        url=url,
        version=version,
        title=title,
        status=str(head.get("status", "draft")),
        description=str(head.get("description", "")),
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        purpose=_purpose(head.get("code")),
    )


def _purpose(codes: object) -> str:
    for code in codes if isinstance(codes, list) else ():
        if isinstance(code, dict) and code.get("system") == PURPOSE_SYSTEM:
            return str(code.get("code") or "")
    return ""
