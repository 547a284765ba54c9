"""The register that the program brings is whole: every name, every day, every step."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta

import pytest

from app.casework.register import Register
from app.casework.shipped_units import read_shipped_units
from app.casework.unit_facts import UnitKind
from app.casework.units import MUNICIPAL, POLICE, Units, units_of
from app.ids import EntityId
from tests.conftest import RESOURCES, shipped_units

SHIPPED = shipped_units()
UNITS: Units = units_of(SHIPPED, Register())
STOCKHOLM = next(each.id for each in SHIPPED if each.unit.code == "0180")
TODAY = date(2026, 11, 22)


def named(name: str) -> EntityId:
    (found,) = (each.id for each in SHIPPED if each.unit.name == name)
    return found


def test_every_id_is_its_own_and_a_uuid() -> None:
    ids = [each.id for each in SHIPPED]
    assert len(set(ids)) == len(ids)
    assert all(str(uuid.UUID(name)) == name for name in ids)


def test_every_unit_lies_under_one_that_is_there_and_never_under_itself() -> None:
    for unit in UNITS:
        assert unit.unit.parent is None or UNITS.get(unit.unit.parent) is not None
        levels = UNITS.levels(unit.id)
        assert levels[-1] is unit
        assert levels[0].unit.parent is None
        assert unit.unit.kind not in MUNICIPAL or levels[0].unit.kind is UnitKind.MUNICIPALITY


def test_days_are_days_and_in_order() -> None:
    for unit in UNITS:
        for day in (unit.unit.valid_from, unit.unit.valid_to):
            assert day == "" or date.fromisoformat(day).isoformat() == day
        assert not unit.unit.valid_to or unit.unit.valid_from <= unit.unit.valid_to


@pytest.mark.req("F026")
def test_what_became_another_ends_the_day_before_that_begins() -> None:
    merged = [unit for unit in UNITS if unit.unit.predecessors]
    assert len(merged) == 3
    for unit in merged:
        first = date.fromisoformat(unit.unit.valid_from)
        for before in unit.unit.predecessors:
            old = UNITS.get(before)
            assert old is not None
            assert old.unit.valid_to == (first - timedelta(days=1)).isoformat()
            assert old.unit.kind is unit.unit.kind
            assert UNITS.today_of(before, TODAY) == (unit,)


def test_every_unit_tells_where_it_is_known_from() -> None:
    assert all(each.source and each.unit.name == each.unit.name.strip() for each in SHIPPED)


@pytest.mark.req("F023", "F024", "F025")
def test_the_290_municipalities_and_the_boards_of_the_three_cities() -> None:
    places = [each.unit for each in SHIPPED if each.unit.kind is UnitKind.MUNICIPALITY]
    assert len({each.code for each in places}) == len(places) == 290
    assert all(re.fullmatch(r"\d{4}", each.code) for each in places)
    by_code = {each.code: each.name for each in places}
    cities = {"0180": "Stockholm", "1480": "Göteborg", "1280": "Malmö"}
    assert {code: by_code[code] for code in cities} == cities

    def boards(code: str, day: date) -> set[str]:
        return {
            unit.name(day)
            for unit in UNITS.on(day, {UnitKind.BOARD})
            if UNITS.levels(unit.id)[0].unit.code == code
        }

    assert boards("1280", TODAY) == {"Arbetsmarknads- och socialnämnden"}
    assert boards("1480", TODAY) == {
        f"Socialnämnden {name}" for name in ("Nordost", "Centrum", "Sydväst", "Hisingen")
    }
    in_2022 = boards("0180", date(2022, 6, 1))
    assert {"Rinkeby-Kista stadsdelsnämnd", "Spånga-Tensta stadsdelsnämnd"} < in_2022
    assert "Socialnämnden" in in_2022
    assert len(in_2022) == 14


@pytest.mark.req("F025", "F026", "F027")
def test_stockholm_has_eleven_district_boards_since_july_2023() -> None:
    last, first = date(2023, 6, 30), date(2023, 7, 1)
    for day, count in ((last, 13), (first, 11), (TODAY, 11)):
        found = [
            unit.name(day)
            for unit in UNITS.on(day, {UnitKind.BOARD})
            if unit.unit.parent == STOCKHOLM and "stadsdelsnämnd" in unit.name(day)
        ]
        assert len(found) == count
    assert [
        unit.name(first) for unit in UNITS.successors(named("Rinkeby-Kista stadsdelsnämnd"))
    ] == ["Järva stadsdelsnämnd"]


@pytest.mark.req("F001", "F002")
def test_one_central_unit_and_the_police_of_seven_regions() -> None:
    (central,) = (unit for unit in UNITS.on(TODAY) if unit.unit.central)
    assert [level.name(TODAY) for level in UNITS.levels(central.id)] == [
        "Stockholm",
        "Socialnämnden",
        "Socialförvaltningen",
        "Enheten för hemlösa",
    ]
    regions = UNITS.on(TODAY, {UnitKind.POLICE_REGION})
    assert len(regions) == 7
    for region in regions:
        assert [
            unit.unit.kind for unit in UNITS.on(TODAY, POLICE) if unit.unit.parent == region.id
        ] == [UnitKind.BOPS]


@pytest.mark.parametrize(
    ("units", "municipalities"),
    [
        (b"format = 2\nunit = []", b"id\tkod\tnamn\tlan\n"),
        (b"format = 1\nunit = []", b"kod\tnamn\n"),
        (b'format = 1\n[[unit]]\nid = "x"\nname = "y"', b"id\tkod\tnamn\tlan\n"),
    ],
)
def test_another_shape_is_refused_as_a_whole(units: bytes, municipalities: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_shipped_units(units, municipalities)


def test_the_files_have_no_stray_white_space() -> None:
    for name in ("units.toml", "municipalities.tsv"):
        text = (RESOURCES / "registers" / name).read_text("utf-8")
        assert text.endswith("\n")
        assert all(line == line.rstrip() for line in text.splitlines())


@pytest.mark.req("F113")
def test_the_coordinator_is_there_with_the_year_it_began() -> None:
    (coordinator,) = UNITS.on(TODAY, {UnitKind.COORDINATOR})
    assert "2020" in coordinator.unit.note
