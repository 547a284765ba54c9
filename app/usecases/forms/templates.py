"""The templates of this vault: those that come with the program, and those that were installed.

An installed template's exact bytes stay in the vault for ever, in the register's stream, so that
what was filled in with it can be read as it was. A version is never changed: other bytes under the
same ``url|version`` are refused, and a change is a new version.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import msgspec

from app.casework.register_facts import InstalledTemplate, TemplateSource
from app.casework.state import Entity
from app.errors import Reason, Refusal
from app.forms.library import FormLibrary, Template, read_template, version_order
from app.forms.load import load_form
from app.forms.sheet_table import SheetTable
from app.ids import BlobId, EntityId
from app.journal.canonical import decode_json, encode_json
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import register_of

OWN_NAMES = "urn:aktvalv:"
"""Urls of the templates that come with the program begin so, and of no others: a later version of
one of them, made by anybody, would be offered in its place, without what the program's own says
of whose words must stay out of a paper (F003)."""

MEDIA_TYPE = "application/fhir+json"
_SHEETS_TYPE = "application/json"


class Standing(StrEnum):
    """What a version of a template can be used for today."""

    OFFERED = "offered"
    """Something new is begun with it."""
    OLDER = "older"
    """A later version is offered instead."""
    DRAFT = "draft"
    """It says of itself that it is not finished."""
    RETIRED = "retired"
    """It says of itself that it is not to be used any more, or was taken out of use here."""
    NOT_YET = "not_yet"
    """It is in force from ``Template.effective_from``."""
    NO_LONGER = "no_longer"
    """It was in force until ``Template.effective_until``."""


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One version of one template, and what is known of it here."""

    template: Template
    standing: Standing
    installed: InstalledTemplate | None = None
    """None for what comes with the program."""
    entity: EntityId | None = None
    installed_at: str = ""
    """When the record that installed it was written."""


def library(desk: Desk) -> FormLibrary:
    """Every template that can be used in this vault: the program's own and the installed ones,
    offered as they are in force today. An installed one whose ``url|version`` the program has
    since come to bring with other bytes stays out; what was filled in with it has its bytes."""
    installed = _installed(desk)
    return FormLibrary(
        (*desk.forms.all(), *(_template_of(desk, each) for each in installed)),
        withdrawn={_key(each.latest.fact) for each in installed if each.latest.fact.retired},
        today=desk.now().date(),
    )


def list_templates(desk: Desk) -> tuple[TemplateRow, ...]:
    """Every version of every template, by title, the newest version of each first."""
    found, today = library(desk), desk.now().date()
    entities = {_key(each.latest.fact): each for each in _installed(desk)}
    rows: list[TemplateRow] = []
    for template in reversed(found.all()):
        entity = entities.get(template.key)
        rows.append(_row(template, _standing(template, entity, found, today), entity))
    titles = {each.url: each.title.casefold() for each in found.all()}
    return tuple(sorted(rows, key=lambda row: (titles[row.template.url], row.template.url)))


def install(
    desk: Desk, data: bytes, source: TemplateSource, sheets: Sequence[SheetTable] = ()
) -> Changes:
    """Take a template into this vault, with the sheets it was made of. Nothing to do when the
    same bytes are here. Raises Refusal: form_unreadable, template_not_answerable,
    template_version_taken, template_name_reserved."""
    require_answerable(data)
    template = read_template(data)
    if is_here(desk, template):
        return Changes(frozenset(), frozenset())
    with desk.vault.together():
        return install_one(desk, template, source, sheets=sheets)


def is_own(template: Template) -> bool:
    """Whether its name is one that only the program's own templates have."""
    return template.url.casefold().startswith(OWN_NAMES)


def is_here(desk: Desk, template: Template) -> bool:
    """Whether these very bytes are in this vault. Raises Refusal: template_version_taken when
    others are, under the same ``url|version``; template_name_reserved when they are not, and
    their name is one of the program's own."""
    known = {each.key: each.sha256 for each in desk.forms.all()}
    known.update((_key(each.latest.fact), each.latest.fact.blob) for each in _installed(desk))
    if template.key in known and known[template.key] != template.sha256:
        raise Refusal(Reason.TEMPLATE_VERSION_TAKEN)
    if template.key not in known and is_own(template):
        raise Refusal(Reason.TEMPLATE_NAME_RESERVED)
    return template.key in known


def install_one(
    desk: Desk,
    template: Template,
    source: TemplateSource,
    *,
    sheets: Sequence[SheetTable] = (),
    pack: EntityId | None = None,
    valid_from: str = "",
) -> Changes:
    """Write a template that is not here yet; for a caller that has asked, and holds the
    transaction."""
    register, entity = desk.vault.journal.register, EntityId(desk.new_id())
    fact = InstalledTemplate(
        url=template.url,
        version=template.version,
        title=template.title,
        blob=desk.vault.blobs.put(register, template.data, MEDIA_TYPE),
        purpose=template.purpose,
        source=source,
        sheets_blob=_keep(desk, sheets) if sheets else None,
        pack=pack,
        valid_from=valid_from,
    )
    writing.add(desk, register, entity, fact)
    return _changed(desk, entity)


def require_answerable(data: bytes) -> None:
    """Raises Refusal: form_unreadable for what is no template, template_not_answerable for one
    that can only be read."""
    loaded = load_form(data)
    if loaded.form is None:
        raise Refusal(Reason.FORM_UNREADABLE)
    if not loaded.answerable:
        raise Refusal(Reason.TEMPLATE_NOT_ANSWERABLE)


def retire(desk: Desk, entity: EntityId) -> Changes:
    """Nothing new is begun with an installed version; drafts go on, and what is signed is read as
    before. Raises Refusal: entity_unknown, kind_newer, conflict_unsettled."""
    return _set_retired(desk, entity, retired=True)


def restore(desk: Desk, entity: EntityId) -> Changes:
    """Take an installed version into use again. Raises Refusal as ``retire``."""
    return _set_retired(desk, entity, retired=False)


def sheets_of(desk: Desk, entity: EntityId) -> tuple[SheetTable, ...]:
    """The sheets that an installed template was made of; none when it came in another way.
    Raises Refusal: entity_unknown, database_damaged."""
    kept = _of(desk, entity).sheets_blob
    if kept is None:
        return ()
    data = desk.vault.blobs.get(desk.vault.journal.register, kept)
    return msgspec.convert(decode_json(data, len(data)), tuple[SheetTable, ...])


def next_version(desk: Desk, url: str) -> str:
    """A version that no template of this name has: the last number of the latest, plus one."""
    versions = [template.version for template in library(desk).all() if template.url == url]
    latest = max(versions, key=version_order, default="")
    found = re.fullmatch(r"(?P<before>.*?)(?P<number>[0-9]{1,9})(?P<after>[^0-9]*)", latest)
    if found is None:
        return f"{latest}.1" if latest else "1.0.0"
    return f"{found['before']}{int(found['number']) + 1}"


def _installed(desk: Desk) -> tuple[Entity[InstalledTemplate], ...]:
    """Without those whose place the program's own have taken."""
    own = {each.key: each.sha256 for each in desk.forms.all()}
    return tuple(
        each
        for each in register_of(desk).templates
        if own.get(_key(each.latest.fact), each.latest.fact.blob) == each.latest.fact.blob
    )


def _template_of(desk: Desk, entity: Entity[InstalledTemplate]) -> Template:
    fact = entity.latest.fact
    template = read_template(desk.vault.blobs.get(desk.vault.journal.register, fact.blob))
    return replace(template, effective_from=max(template.effective_from, fact.valid_from))


def _row(
    template: Template, standing: Standing, entity: Entity[InstalledTemplate] | None
) -> TemplateRow:
    if entity is None:
        return TemplateRow(template, standing)
    written = entity.first.record.content.written_at
    return TemplateRow(template, standing, entity.latest.fact, entity.id, written)


def _standing(
    template: Template, entity: Entity[InstalledTemplate] | None, found: FormLibrary, today: date
) -> Standing:
    if template.status == "retired" or (entity is not None and entity.latest.fact.retired):
        return Standing.RETIRED
    if template.status != "active":
        return Standing.DRAFT
    if template.in_force(today):
        return Standing.OFFERED if template in found.offered() else Standing.OLDER
    has_begun = replace(template, effective_until="").in_force(today)
    return Standing.NO_LONGER if has_begun else Standing.NOT_YET


def _set_retired(desk: Desk, entity: EntityId, *, retired: bool) -> Changes:
    fact = msgspec.structs.replace(_of(desk, entity), retired=retired)
    writing.revise(desk, desk.vault.journal.register, entity, fact)
    return _changed(desk, entity)


def _of(desk: Desk, entity: EntityId) -> InstalledTemplate:
    for each in register_of(desk).templates:
        if each.id == entity:
            return each.latest.fact
    raise Refusal(Reason.ENTITY_UNKNOWN)


def _keep(desk: Desk, sheets: Iterable[SheetTable]) -> BlobId:
    data = encode_json(msgspec.to_builtins(tuple(sheets)))
    return desk.vault.blobs.put(desk.vault.journal.register, data, _SHEETS_TYPE)


def _key(fact: InstalledTemplate) -> str:
    return f"{fact.url}|{fact.version}"


def _changed(desk: Desk, entity: EntityId) -> Changes:
    return Changes.of(desk.vault.journal.register, Part.TEMPLATES, Part.ASSESSMENT, entity=entity)
