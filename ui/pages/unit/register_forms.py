"""The forms of the register of units: a unit and what is done with it, and who sends papers."""

from __future__ import annotations

from functools import partial
from typing import Final

from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.usecases import registers
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.unit import sender, units
from app.usecases.unit.units import UnitRow
from ui.fields.spec import FieldSpec, Kind
from ui.pages.unit.unit_fields import Doing, fields_of, typed_unit
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.editors.choice import Choice

KIND: Final = "unit"
SENDER: Final = "author_card"


def unit_editor(
    session: Session,
    target: Target,
    doing: Doing,
    among: tuple[UnitRow, ...],
    known: UnitRow | None,
) -> RecordEditor:
    """``among``: the units that the form may name. ``known``: the one it is about, None for a new
    one."""
    return RecordEditor(
        session,
        fields_of(doing, among, known=known is not None),
        target,
        partial(_sign, doing, target.entity, known is not None),
        sign_text=tr("Spara"),
        initial=_initial(doing, known),
    )


def sender_editor(
    session: Session, target: Target, unit: EntityId, levels: tuple[Choice, ...]
) -> RecordEditor:
    """Which of the levels above and of the unit stand on papers, at first all of them."""
    return RecordEditor(
        session,
        (FieldSpec("levels", tr("Vad ska stå?"), Kind.CHECKS, choices=levels),),
        target,
        partial(_sign_sender, unit),
        sign_text=tr("Spara avsändaren"),
        initial={"levels": [level.code for level in levels]},
    )


def unit_heading(doing: Doing, known: UnitRow | None) -> str:
    if known is None:
        return tr("Slå samman enheter") if doing is Doing.MERGE else tr("Ny enhet")
    texts = {
        Doing.CHANGE: tr("Ändra {name}"),
        Doing.RENAME: tr("Byt namn på {name}"),
        Doing.END: tr("Avsluta {name}"),
        Doing.MERGE: tr("Slå samman enheter"),
    }
    return texts[doing].format(name=known.name)


def _initial(doing: Doing, known: UnitRow | None) -> JsonObject:
    """``doing`` is carried along in the draft, so that the same form comes back."""
    begun: JsonObject = {"doing": doing.value}
    if doing is Doing.MERGE:
        return {**begun, "units": [{}, {}]}
    if doing is Doing.CHANGE and known is not None:
        return {**begun, **typed_unit(known.unit)}
    return begun


def _sign(doing: Doing, entity: EntityId, known: bool, desk: Desk, typed: JsonObject) -> Changes:
    if doing is Doing.RENAME:
        return units.rename_unit(desk, entity, typed)
    if doing is Doing.MERGE:
        return units.merge_units(desk, entity, typed)
    if doing is Doing.END:
        return units.end_unit(desk, entity, typed)
    return (units.revise_unit if known else units.add_unit)(desk, entity, typed)


def find_sender(entity: EntityId, desk: Desk) -> tuple[EntityId, tuple[Choice, ...]]:
    levels = sender.sender_levels(desk, entity)
    return registers.own_card_entity(desk), tuple(Choice(code, name) for code, name in levels)


def _sign_sender(entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return sender.use_as_sender(desk, entity, typed)
