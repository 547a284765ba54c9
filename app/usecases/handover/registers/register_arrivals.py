"""A register that has come: looked at row by row, and taken in as the receiver's own words.

Nothing is removed. What nobody here has changed is brought forward; what somebody here has changed
is a conflict, and holds until its row is ticked. Packs are judged in the process that reads
foreign files, from memory: what has been opened never lies on a disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.casework.facts import Fact
from app.casework.handover_facts import KnownPerson
from app.casework.register_facts import TemplateSource
from app.casework.unit_facts import DelegationOrder, LocalDeadline
from app.errors import Reason, Refusal
from app.forms.library import Template, read_template
from app.forms.method_pack import read_method_pack
from app.handover import statements
from app.handover.key_card import KeyCard
from app.handover.package import Package
from app.handover.register_body import Pack, PackKind, RegisterBody, blob_of, read_body
from app.handover.statements import Voucher
from app.handover.trust import Meeting, Trust, trust_on
from app.ids import EntityId
from app.journal.record import Record
from app.law.pack_file import read_legal_pack
from app.usecases import legal_packs, writing
from app.usecases.changes import Changes, Part, part_of
from app.usecases.desk import Desk
from app.usecases.forms import method_packs, templates
from app.usecases.handover.cards import card_register
from app.usecases.handover.cards.card_exchange import take_in_cards
from app.usecases.handover.cards.taking_cards import look_at_card
from app.usecases.handover.packages.arrivals import Look, LookRow, RowState, Said, Taken
from app.usecases.handover.registers.register_rows import JudgedEntry, judge_entries
from app.usecases.legal_packs import Difference, LegalPackPreview
from app.usecases.pack_origin import PackOrigin
from app.usecases.writing import Entry

_CARD: Final = "known_person"
_KNOWN: Final = frozenset({Meeting.OWN, Meeting.SAME})


@dataclass(frozen=True, slots=True)
class _JudgedPack:
    row: LookRow
    said: tuple[Said, ...] = ()


def look_register(desk: Desk, package: Package) -> Look:
    """Can be looked at from any known sender, and accepted from one whose card is confirmed: units,
    orders and law change what holds here. Raises Refusal: package_newer, package_malformed."""
    body = read_body(package)
    packs = [_judge_pack(desk, each) for each in body.packs]
    return Look(
        rows=(
            *(each.row for each in judge_entries(desk, body.entries)),
            *_card_rows(desk, body),
            *(each.row for each in packs),
        ),
        said=tuple(said for each in packs for said in each.said),
        stopped=_stops(desk, package),
    )


def take_in_register(
    desk: Desk, package: Package, person: KnownPerson, keys: frozenset[str]
) -> Taken:
    """Raises Refusal as ``look_register``, and as what takes in each pack;
    package_sender_not_confirmed."""
    if (stopped := _stops(desk, package)) is not None:
        raise Refusal(stopped)
    body, register = read_body(package), desk.vault.journal.register
    origin = PackOrigin(f"{person.name}, {person.unit}", package.envelope.sender, package.id)
    packs = [each for each in body.packs if _pack_key(each) in keys]
    parts = _write(desk, [j for j in judge_entries(desk, body.entries) if j.row.key in keys])
    parts |= _take_cards(desk, body, package.envelope.sender, keys)
    for each in sorted(packs, key=_in_turn):
        parts |= _TAKE_IN[each.kind](desk, each.data, origin).parts
    if Part.LAW in parts:
        legal_packs.take_up(desk)
    return Taken(Changes(frozenset({register}), frozenset(parts)))


def _stops(desk: Desk, package: Package) -> Reason | None:
    known = card_register.person_by_fingerprint(desk, package.envelope.sender)
    if known is not None and trust_on(known.person, desk.now().date()) is Trust.CONFIRMED:
        return None
    return Reason.PACKAGE_SENDER_NOT_CONFIRMED


# ----------------------------------------------------------------------------------- entries


def _write(desk: Desk, chosen: Sequence[JudgedEntry]) -> set[Part]:
    """As this vault's own words, upon everything that is here of each."""
    if not chosen:
        return set()
    register = desk.vault.journal.register
    records = desk.vault.journal.records(register)
    entries = [_entry_upon(desk, records, each) for each in chosen]
    writing.append(desk, register, records, entries)
    parts = {part_of(each.row.kind) for each in chosen} | {Part.DRAFTS}
    if any(isinstance(each.fact, LocalDeadline) for each in chosen):
        parts |= {Part.WATCH}
    return parts


def _entry_upon(desk: Desk, records: Iterable[Record], judged: JudgedEntry) -> Entry:
    fact: Fact = judged.fact
    happened = fact.decided_on if isinstance(fact, DelegationOrder) else ""
    entity = judged.entity or EntityId(desk.new_id())
    return writing.entry_upon(records, entity, fact, happened_at=happened)


# ------------------------------------------------------------------------------------- cards


def _card_rows(desk: Desk, body: RegisterBody) -> tuple[LookRow, ...]:
    return tuple(
        row
        for place, text in enumerate(body.cards, start=1)
        if (row := _card_row(desk, place, text)) is not None
    )


def _card_row(desk: Desk, place: int, text: str) -> LookRow | None:
    """None for what is said of a card: it goes with that card. Raises Refusal (package_malformed)
    for what is neither."""
    try:
        found = statements.read(text.encode(), desk.vault.handover)
    except Refusal as refusal:
        return LookRow(f"card:{place}", RowState.REFUSED, _CARD, "", "", reason=refusal.reason)
    if isinstance(found, Voucher):
        return None
    if not isinstance(found, KeyCard):
        raise Refusal(Reason.PACKAGE_MALFORMED)
    state, reason = _card_state(desk, found)
    name = ", ".join(part for part in (found.name, found.title, found.unit) if part)
    return LookRow(_card_key(found), state, _CARD, "", "", reason=reason, name=name)


def _card_state(desk: Desk, card: KeyCard) -> tuple[RowState, Reason | None]:
    view = look_at_card(desk, card)
    if view.met.meeting in _KNOWN:
        return RowState.KNOWN, None
    if view.stopped is not None:
        return RowState.REFUSED, view.stopped
    if view.asks_who:  # whose it is can only be said of a card that comes by itself
        return RowState.REFUSED, Reason.KEY_CARD_OTHER_KEY
    return (RowState.NEW if view.met.person is None else RowState.NEWER), None


def _card_key(card: KeyCard) -> str:
    return f"card:{card.fingerprint}"


def _take_cards(
    desk: Desk, body: RegisterBody, introduced_by: str, keys: frozenset[str]
) -> set[Part]:
    """The chosen cards, seen and no more, with what is said of them."""
    chosen: list[bytes] = []
    said: list[tuple[str, bytes]] = []
    for text in body.cards:
        try:
            found = statements.read(text.encode(), desk.vault.handover)
        except Refusal:
            continue
        if isinstance(found, KeyCard) and _card_key(found) in keys:
            chosen.append(text.encode())
        elif isinstance(found, Voucher):
            said.append((found.card, text.encode()))
    if not chosen:
        return set()
    about = [data for card, data in said if f"card:{card}" in keys]
    return set(take_in_cards(desk, (*chosen, *about), introduced_by).changes.parts)


# ------------------------------------------------------------------------------------- packs


def _pack_key(pack: Pack) -> str:
    return f"{pack.kind.value}:{blob_of(pack.data)}"


def _in_turn(pack: Pack) -> int:
    """Method packs before templates of the same names, the law last."""
    return (PackKind.METHOD, PackKind.TEMPLATE, PackKind.LEGAL).index(pack.kind)


def _judge_pack(desk: Desk, pack: Pack) -> _JudgedPack:
    """As from a file: what is wrong with it is told in its row."""
    try:
        return _JUDGE[pack.kind](desk, pack)
    except Refusal as refusal:
        return _JudgedPack(_pack_row(pack, RowState.REFUSED, refusal.reason))


def _pack_row(
    pack: Pack,
    state: RowState,
    reason: Reason | None = None,
    *,
    name: str = "",
    day: str = "",
    author: str = "",
) -> LookRow:
    return LookRow(_pack_key(pack), state, pack.kind.value, day, author, reason=reason, name=name)


def _judge_legal(desk: Desk, pack: Pack) -> _JudgedPack:
    seen = legal_packs.preview(desk, desk.read_foreign.legal_pack_bytes(pack.data))
    state, hindered = RowState.NEW, seen.hindered
    if hindered is not None:
        state = RowState.KNOWN if hindered is Reason.ALREADY_SIGNED else RowState.REFUSED
    row = _pack_row(
        pack,
        state,
        hindered if state is RowState.REFUSED else None,
        name=seen.pack.version,
        day=seen.pack.effective_from,
        author=seen.pack.publisher,
    )
    if state is RowState.KNOWN:
        return _JudgedPack(row)
    told = (
        Said("law_digest", _groups(seen.pack.digest)),
        Said("law_added", _those(seen, Difference.ADDED)),
        Said("law_changed", _those(seen, Difference.CHANGED)),
        Said("law_removed", _those(seen, Difference.REMOVED)),
    )
    return _JudgedPack(row, tuple(each for each in told if each.text))


def _those(seen: LegalPackPreview, difference: Difference) -> str:
    found = (each for each in seen.differences if each.difference is difference)
    return "; ".join(f"{each.reference} ({each.key})" for each in found)


def _judge_method(desk: Desk, pack: Pack) -> _JudgedPack:
    seen = method_packs.preview(desk, desk.read_foreign.method_pack_bytes(pack.data))
    state, reason = RowState.NEW, None
    if seen.is_here:
        state = RowState.KNOWN
    elif seen.is_changed:
        state, reason = RowState.REFUSED, Reason.METHOD_PACK_CHANGED
    elif seen.conflicts:
        state, reason = RowState.REFUSED, Reason.TEMPLATE_VERSION_TAKEN
    elif seen.reserved:
        state, reason = RowState.REFUSED, Reason.TEMPLATE_NAME_RESERVED
    row = _pack_row(
        pack,
        state,
        reason,
        name=f"{seen.pack.name} {seen.pack.version}",
        day=seen.pack.effective_from,
        author=seen.pack.publisher,
    )
    if state is RowState.KNOWN:
        return _JudgedPack(row)
    new = [each for each, arrival in seen.templates if arrival is method_packs.Arrival.NEW]
    told = [Said("templates_new", "; ".join(map(_titled, new)))] if new else []
    return _JudgedPack(row, (Said("method_digest", _groups(seen.pack.digest)), *told))


def _judge_template(desk: Desk, pack: Pack) -> _JudgedPack:
    read = desk.read_foreign.template_bytes(pack.data)
    if not read.answerable:
        raise Refusal(Reason.TEMPLATE_NOT_ANSWERABLE)
    template = read_template(read.data)
    state = RowState.KNOWN if templates.is_here(desk, template) else RowState.NEW
    return _JudgedPack(_pack_row(pack, state, name=_titled(template)))


def _titled(template: Template) -> str:
    return f"{template.title} {template.version}"


def _groups(digest: str) -> str:
    """In fours, to be read out."""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def _take_legal(desk: Desk, data: bytes, origin: PackOrigin) -> Changes:
    return legal_packs.install(desk, read_legal_pack(data), origin)


def _take_method(desk: Desk, data: bytes, origin: PackOrigin) -> Changes:
    return method_packs.install_pack(desk, read_method_pack(data), origin)


def _take_template(desk: Desk, data: bytes, _origin: PackOrigin) -> Changes:
    return templates.install(desk, data, TemplateSource.STANDARD)


_JUDGE: Final[Mapping[PackKind, Callable[[Desk, Pack], _JudgedPack]]] = {
    PackKind.LEGAL: _judge_legal,
    PackKind.METHOD: _judge_method,
    PackKind.TEMPLATE: _judge_template,
}
_TAKE_IN: Final[Mapping[PackKind, Callable[[Desk, bytes, PackOrigin], Changes]]] = {
    PackKind.LEGAL: _take_legal,
    PackKind.METHOD: _take_method,
    PackKind.TEMPLATE: _take_template,
}
