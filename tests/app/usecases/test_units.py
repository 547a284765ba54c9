"""The register of units: changes with their days, over what the program brings."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.casework.unit_facts import EarlierName, Unit, UnitKind
from app.casework.units import merged, name_on
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId
from app.journal.canonical import seal
from app.journal.record import Content
from app.jsonvalue import JsonObject
from app.usecases import registers, writing
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.unit import sender, units

TODAY = date(2026, 6, 1)
DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))


def find(desk: Desk, name: str, day: date = TODAY) -> EntityId:
    (found,) = (row.entity for row in units.units_on(desk, day) if row.name == name)
    return found


def add(desk: Desk, name: str, kind: str = "unit", **more: object) -> EntityId:
    entity = new_entity(desk)
    typed: JsonObject = {"kind": kind, "name": name, **more}  # type: ignore[dict-item]  # JSON
    units.add_unit(desk, entity, typed)
    return entity


def problems(work: Callable[[], object]) -> dict[str, Fault]:
    with pytest.raises(InvalidFields) as caught:
        work()
    return {problem.field: problem.fault for problem in caught.value.problems}


@pytest.mark.req("F156", "F016")
def test_a_unit_lies_under_its_municipality_board_and_administration(desk: Desk) -> None:
    board = find(desk, "Kungsholmens stadsdelsnämnd")
    department = add(desk, "Avdelningen individ och familj", "department", parent=board)
    adult = add(desk, "Vuxenenheten", "unit", parent=department, marks=["adult"])

    row = units.unit_on(desk, adult, TODAY)
    assert row.under == (
        "Stockholm",
        "Kungsholmens stadsdelsnämnd",
        "Avdelningen individ och familj",
    )
    assert row.unit.adult


@pytest.mark.req("F027", "F156")
def test_the_sender_has_the_levels_that_were_chosen_and_at_least_one(desk: Desk) -> None:
    board = find(desk, "Kungsholmens stadsdelsnämnd")
    adult = add(desk, "Vuxenenheten", "unit", parent=board)
    levels = {name: level for level, name in sender.sender_levels(desk, adult)}
    assert list(levels) == ["Kungsholmens stadsdelsnämnd", "Vuxenenheten"]
    before = registers.own_card(desk)
    for typed, fault in (({}, Fault.ONE_NEEDED), ({"levels": ["x"]}, Fault.NOT_A_CHOICE)):
        found = problems(partial(sender.use_as_sender, desk, adult, typed))
        assert found["levels"] is fault
    assert registers.own_card(desk) == before

    sender.use_as_sender(desk, adult, {"levels": list(levels.values())})
    card = registers.own_card(desk)
    assert (card.municipality, card.unit) == (
        *("Stockholm", "Kungsholmens stadsdelsnämnd, Vuxenenheten"),
    )
    assert (card.name, card.title) == (before.name, before.title)


@pytest.mark.req("F002")
def test_the_central_unit_is_renamed_and_old_papers_keep_the_old_name(desk: Desk) -> None:
    (central,) = units.central_units(desk, TODAY)
    units.rename_unit(desk, central.entity, {"name": "Enheten för avhopp", "from": "2026-07-01"})

    assert units.unit_on(desk, central.entity, date(2026, 6, 30)).name == "Enheten för hemlösa"
    assert units.unit_on(desk, central.entity, date(2026, 7, 1)).name == "Enheten för avhopp"
    assert list(dict(sender.sender_levels(desk, central.entity)).values())[-1] == (
        "Enheten för hemlösa"
    ), "not before its day"
    (again,) = units.central_units(desk, date(2027, 1, 1))
    assert (again.entity, again.shipped, again.changed) == (central.entity, True, True)


@pytest.mark.req("F026")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=DAYS)
def test_two_units_become_one_on_any_day(desk: Desk, first: date) -> None:
    old = [add(desk, name, valid_from="2009-01-01") for name in ("Norra enheten", "Södra enheten")]
    new = new_entity(desk)
    typed: JsonObject = {
        "name": "Stora enheten",
        "from": first.isoformat(),
        "units": [{"unit": each} for each in old],
    }
    units.merge_units(desk, new, typed)
    register = units.all_units(desk)
    mine = {*old, new}
    before = first - timedelta(days=1)
    assert {unit.id for unit in register.on(before)} & mine == set(old)
    assert {unit.id for unit in register.on(first)} & mine == {new}
    assert all([u.id for u in register.today_of(each, first)] == [new] for each in old)
    assert units.unit_on(desk, new, first).came_of == ("Norra enheten", "Södra enheten")
    assert units.unit_on(desk, old[0], before).became == ("Stora enheten",)
    assert [u.id for u in register.today_of(new, before)] == []


@given(changes=st.lists(DAYS, min_size=1, max_size=5, unique=True), day=DAYS)
def test_on_each_day_a_unit_has_the_name_of_that_day(changes: list[date], day: date) -> None:
    days = sorted(changes)
    earlier = tuple(
        EarlierName(name=f"namn {at}", until=(each - timedelta(days=1)).isoformat())
        for at, each in enumerate(days)
    )
    unit = Unit(kind=UnitKind.UNIT, name=f"namn {len(days)}", earlier_names=earlier)
    passed = sum(1 for each in days if each <= day)
    assert name_on(unit, day) == f"namn {passed}"


def test_a_rename_before_the_last_one_is_explained(desk: Desk) -> None:
    unit = add(desk, "Ettan", valid_from="2020-01-01")
    units.rename_unit(desk, unit, {"name": "Tvåan", "from": "2024-05-01"})
    for early in ("2024-05-01", "2024-04-30", "2019-12-31"):
        typed: JsonObject = {"name": "x", "from": early}
        assert set(problems(partial(units.rename_unit, desk, unit, typed)).values()) == {
            Fault.BEFORE
        }
    units.rename_unit(desk, unit, {"name": "Trean", "from": "2024-05-02"})
    names = [units.unit_on(desk, unit, date(2024, 5, day)).name for day in (1, 2)]
    assert names == ["Tvåan", "Trean"]
    assert units.unit_on(desk, unit, date(2024, 4, 30)).name == "Ettan"


def test_a_unit_that_has_ended_is_not_renamed_after_its_end(desk: Desk) -> None:
    unit = add(desk, "Ettan", valid_from="2020-01-01")
    units.end_unit(desk, unit, {"valid_to": "2025-12-31"})
    assert problems(lambda: units.rename_unit(desk, unit, {"name": "x", "from": "2026-01-01"})) == {
        "from": Fault.NOT_IN_FORCE
    }
    assert unit not in {row.entity for row in units.units_on(desk, date(2026, 1, 1))}
    assert unit in {row.entity for row in units.ended_units(desk, date(2026, 1, 1))}


def test_what_cannot_be_merged_is_told_at_its_own_row(desk: Desk) -> None:
    board, police = find(desk, "Järva stadsdelsnämnd"), find(desk, "Polisregion Syd")
    typed: JsonObject = {
        "name": "Ny nämnd",
        "from": "2023-07-01",
        "units": [{"unit": board}, {"unit": police}, {"unit": "finns inte"}],
    }
    assert problems(lambda: units.merge_units(desk, new_entity(desk), typed)) == {
        "units/0/unit": Fault.NOT_IN_FORCE,
        "units/2/unit": Fault.UNKNOWN_REFERENCE,
        "units": Fault.ONE_NEEDED,
    }
    typed = {**typed, "from": "2026-07-01", "units": [{"unit": board}, {"unit": police}]}
    found = problems(lambda: units.merge_units(desk, new_entity(desk), typed))
    assert found == {"units/1/unit": Fault.NOT_A_CHOICE, "units": Fault.ONE_NEEDED}


def test_no_unit_lies_under_itself(desk: Desk) -> None:
    top = add(desk, "Översta")
    below = add(desk, "Nedersta", parent=top)
    typed: JsonObject = {"kind": "unit", "name": "Översta", "parent": below}
    assert problems(lambda: units.revise_unit(desk, top, typed)) == {"parent": Fault.CIRCULAR}
    typed = {"kind": "unit", "name": "Översta", "parent": top}
    assert problems(lambda: units.revise_unit(desk, top, typed)) == {"parent": Fault.CIRCULAR}
    typed = {"kind": "unit", "name": "Översta", "parent": "borta"}
    assert problems(lambda: units.revise_unit(desk, top, typed)) == {
        "parent": Fault.UNKNOWN_REFERENCE
    }


def test_impossible_ages_codes_and_days_are_explained(desk: Desk) -> None:
    typed: JsonObject = {
        "kind": "sig",
        "name": "",
        "code": "18",
        "age_from": "19",
        "age_to": "12",
        "valid_from": "2026-02-30",
        "valid_to": "2020-01-01",
    }
    assert problems(lambda: units.add_unit(desk, new_entity(desk), typed)) == {
        "name": Fault.REQUIRED,
        "code": Fault.NOT_A_NUMBER,
        "valid_from": Fault.NO_SUCH_DAY,
        "age_to": Fault.TOO_LOW,
    }


@pytest.mark.req("F011", "F012")
@pytest.mark.parametrize(
    ("age", "names"),
    [
        (11, set()),
        (12, {"SIG unga"}),
        (18, {"SIG unga", "SIG vuxna"}),
        (19, {"SIG vuxna", "SIG unga vuxna"}),
        (70, {"SIG vuxna", "SIG unga vuxna"}),
    ],
)
def test_ages_suggest_groups_and_can_fit_none_or_several(
    desk: Desk, age: int, names: set[str]
) -> None:
    assert {row.name for row in units.sig_for_age(desk, age, TODAY)} == names


@pytest.mark.req("F011", "F013")
def test_spans_and_the_mark_of_a_group_are_changed_here(desk: Desk) -> None:
    group = find(desk, "SIG unga")
    typed: JsonObject = {"kind": "sig", "name": "SIG unga", "age_from": "12", "age_to": "17"}
    units.revise_unit(desk, group, typed)
    assert group not in {row.entity for row in units.sig_for_age(desk, 18, TODAY)}

    board = find(desk, "Skärholmens stadsdelsnämnd")
    before = units.unit_on(desk, board, TODAY).unit
    typed = {"kind": "board", "name": before.name, "parent": before.parent, "marks": ["has_sig"]}
    units.revise_unit(desk, board, typed)
    assert units.unit_on(desk, board, TODAY).unit.has_sig


@pytest.mark.req("F010")
def test_every_kind_of_actor_has_a_place(desk: Desk) -> None:
    for kind in UnitKind:
        entity = add(desk, f"En {kind}", kind.value)
        assert units.unit_on(desk, entity, TODAY).kind is kind


def test_two_versions_merge_field_by_field_and_what_differs_is_told(desk: Desk) -> None:
    unit = add(desk, "Enheten", contact="gammal")
    register = desk.vault.journal.register
    records = writing.case_records(desk, register)
    fact = units.unit_on(desk, unit, TODAY).unit
    entry = writing.entry_upon(records, unit, fact)

    def side(**fields: object) -> None:
        """A version that knows nothing of the others, as another vault would have made it."""
        made = writing.append(desk, register, records, [_with(entry, fields)])
        assert made[0].content.parents == entry.parents

    side(contact="ny", note="från den ena")
    side(adult=True, note="från den andra")
    row = units.unit_on(desk, unit, TODAY)
    assert (row.unit.contact, row.unit.adult, row.differs) == ("ny", True, ("note",))

    units.revise_unit(desk, unit, {"kind": "unit", "name": "Enheten", "note": "båda"})
    row = units.unit_on(desk, unit, TODAY)
    assert (row.unit.note, row.differs) == ("båda", ())


def _with(entry: writing.Entry, fields: dict[str, object]) -> writing.Entry:
    assert isinstance(entry.fact, Unit)
    changed = msgspec.structs.replace(entry.fact, **fields)
    return writing.Entry(entry.entity, changed, "", entry.parents)


VALUES = st.sampled_from(["", "a", "b"])


@given(base=VALUES, one=VALUES, other=VALUES)
def test_a_merge_keeps_what_only_one_has_changed(base: str, one: str, other: str) -> None:
    def unit(contact: str) -> Unit:
        return Unit(kind=UnitKind.UNIT, name="Enheten", contact=contact)

    both, differs = merged(unit(base), (unit(one), unit(other)))
    turned, turned_differs = merged(unit(base), (unit(other), unit(one)))
    assert differs == turned_differs
    if one == other:
        assert (both.contact, differs) == (one, ())
    elif base in (one, other):
        assert both.contact == turned.contact == (one if other == base else other)
        assert differs == ()
    else:
        assert differs == ("contact",)


def test_what_a_newer_program_has_said_of_a_unit_is_not_built_upon(desk: Desk) -> None:
    unit = add(desk, "Enheten")
    register = desk.vault.journal.register
    records = writing.case_records(desk, register)
    (head,) = (record for record in records if record.content.entity == unit)
    newer = seal(_newer(head.content), desk.vault.sign)
    desk.vault.journal.append([newer])
    with pytest.raises(Refusal) as caught:
        units.end_unit(desk, unit, {"valid_to": "2026-12-31"})
    assert caught.value.reason is Reason.KIND_NEWER


def _newer(content: Content) -> Content:
    return dataclasses.replace(content, kind="unit/9", lamport=content.lamport + 1, parents=())


def test_a_unit_is_added_once(desk: Desk) -> None:
    unit = add(desk, "Enheten")
    with pytest.raises(Refusal) as caught:
        units.add_unit(desk, unit, {"kind": "unit", "name": "Enheten"})
    assert caught.value.reason is Reason.ALREADY_SIGNED
    with pytest.raises(Refusal) as caught:
        units.revise_unit(desk, new_entity(desk), {"kind": "unit", "name": "Enheten"})
    assert caught.value.reason is Reason.ENTITY_UNKNOWN
