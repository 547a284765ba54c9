"""Method packs: looked at before they are taken in, and taken in whole or not at all (X19)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.casework.register_facts import MethodPackInstalled, PackedText, TemplateSource
from app.errors import Reason, Refusal
from app.forms.library import Template
from app.forms.method_pack import MethodPack, write_method_pack
from app.ids import BlobId, EntityId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.forms import templates
from app.usecases.pack_origin import PLAIN_FILE, PackOrigin
from app.usecases.reading import register_of
from app.usecases.typed import Typed


class Arrival(StrEnum):
    """What taking a template of a pack in would do."""

    NEW = "new"
    PRESENT = "present"
    """The same bytes are here."""
    CONFLICT = "conflict"
    """Other bytes are here under the same ``url|version``."""
    RESERVED = "reserved"
    """It has a name of the program's own templates, and is none of them."""


@dataclass(frozen=True, slots=True)
class PackPreview:
    """What a pack would bring. ``is_here``: this very file has been taken in before."""

    pack: MethodPack
    templates: tuple[tuple[Template, Arrival], ...]
    is_here: bool
    is_changed: bool
    """Another file with the same name and version has been taken in."""

    @property
    def can_install(self) -> bool:
        hindered = self.is_here or self.is_changed or self.conflicts or self.reserved
        return not hindered

    @property
    def conflicts(self) -> tuple[Template, ...]:
        return tuple(each for each, arrival in self.templates if arrival is Arrival.CONFLICT)

    @property
    def reserved(self) -> tuple[Template, ...]:
        return tuple(each for each, arrival in self.templates if arrival is Arrival.RESERVED)


def preview(desk: Desk, pack: MethodPack) -> PackPreview:
    """What ``install_pack`` would do. Writes nothing."""
    same_name = [
        each
        for each in installed_packs(desk)
        if (each.name, each.version) == (pack.name, pack.version)
    ]
    return PackPreview(
        pack,
        tuple((each, _arrival(desk, each)) for each in pack.templates),
        is_here=any(each.digest == pack.digest for each in same_name),
        is_changed=any(each.digest != pack.digest for each in same_name),
    )


def install_pack(desk: Desk, pack: MethodPack, origin: PackOrigin = PLAIN_FILE) -> Changes:
    """Take in every template and text of a pack in one transaction. ``origin``: who has signed it.
    Nothing to do when this very file has been taken in. Raises Refusal: method_pack_changed,
    template_version_taken, template_name_reserved."""
    seen = preview(desk, pack)
    if seen.is_here:
        return Changes(frozenset(), frozenset())
    if seen.is_changed:
        raise Refusal(Reason.METHOD_PACK_CHANGED)
    if seen.conflicts:
        raise Refusal(Reason.TEMPLATE_VERSION_TAKEN)
    if seen.reserved:
        raise Refusal(Reason.TEMPLATE_NAME_RESERVED)
    register, entity = desk.vault.journal.register, EntityId(desk.new_id())
    fact = MethodPackInstalled(
        name=pack.name,
        version=pack.version,
        publisher=pack.publisher,
        effective_from=pack.effective_from,
        digest=BlobId(pack.digest),
        templates=tuple(each.key for each in pack.templates),
        note=pack.note,
        texts=pack.texts,
        signed_by=origin.signed_by,
        signed_by_key=origin.signed_by_key,
        package=origin.package,
    )
    with desk.vault.together():
        writing.add(desk, register, entity, fact)
        for template, arrival in seen.templates:
            if arrival is Arrival.NEW:
                templates.install_one(
                    desk,
                    template,
                    TemplateSource.METHOD_PACK,
                    pack=entity,
                    valid_from=pack.effective_from,
                )
    return Changes.of(register, Part.TEMPLATES, Part.ASSESSMENT, entity=entity)


def installed_packs(desk: Desk) -> tuple[MethodPackInstalled, ...]:
    """Every pack that has been taken in, the latest first."""
    return tuple(each.latest.fact for each in reversed(register_of(desk).method_packs))


def make_pack(
    desk: Desk, keys: Sequence[str], typed: JsonObject, texts: Iterable[PackedText] = ()
) -> bytes:
    """The file with these templates (``url|version``). ``typed``: name, version, publisher,
    effective_from (a whole date), note. Raises InvalidFields; Refusal: form_unreadable when a
    template is not here, not_a_method_pack when there is nothing in it."""
    fields = Typed(typed, desk.now().date())
    library = templates.library(desk)
    pack = MethodPack(
        name=fields.line("name", required=True),
        version=fields.line("version", required=True),
        publisher=fields.line("publisher", required=True),
        effective_from=fields.day("effective_from", required=True),
        templates=tuple(library.get(key) for key in keys),
        note=fields.text("note"),
        texts=tuple(texts),
    )
    fields.check()
    return write_method_pack(pack)


def _arrival(desk: Desk, template: Template) -> Arrival:
    try:
        return Arrival.PRESENT if templates.is_here(desk, template) else Arrival.NEW
    except Refusal as refusal:
        reserved = refusal.reason is Reason.TEMPLATE_NAME_RESERVED
        return Arrival.RESERVED if reserved else Arrival.CONFLICT
