"""Every word of the sheets becomes what the program reads as the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from app.forms.model import PURPOSE_SYSTEM, ROLE_SYSTEM, Constraint, Control, Kind
from app.forms.sheet import compile_workbook
from app.forms.sheet_language import PURPOSES, QUESTION_COLUMNS, TYPES, columns_of
from app.forms.sheet_problems import SheetCode
from app.forms.values import Coding, DateTime, Number, PartialDate, Quantity, TimeOfDay
from tests.app.forms.sheets import (
    ANSWERS,
    HEAD,
    compiled,
    faults,
    form,
    item,
    table,
    tree,
    workbook,
)

WEEKS = {"system": "http://unitsofmeasure.org", "code": "wk"}


NEEDED = {"val": {"svar": "grad"}, "mängd": {"enhet": "kg"}}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("val", Kind.CODING),
        ("ja/nej", Kind.BOOLEAN),
        ("text", Kind.TEXT),
        ("rad", Kind.STRING),
        ("webbadress", Kind.URL),
        ("heltal", Kind.INTEGER),
        ("decimal", Kind.DECIMAL),
        ("mängd", Kind.QUANTITY),
        ("datum", Kind.DATE),
        ("tid", Kind.TIME),
        ("tidpunkt", Kind.DATE_TIME),
        ("info", Kind.DISPLAY),
    ],
)
def test_types(word: str, kind: Kind) -> None:
    row = {"id": "x", "typ": word, **NEEDED.get(word, {})}
    assert item(row).kind is kind
    assert item({**row, "typ": f" {word.upper()}\xa0"}).kind is kind


def test_every_type_is_tried_above() -> None:
    assert set(TYPES) == {
        *("sida", "grupp", "info", "val", "ja/nej", "text", "rad", "webbadress", "heltal"),
        *("skala", "decimal", "mängd", "datum", "tid", "tidpunkt"),
    }


def test_a_scale_is_a_slider_with_named_ends() -> None:
    row = {"id": "x", "typ": "skala", "min": "0", "max": "10", "steg": "2", "kod": "roll:measure"}
    found = item({**row, "låg etikett": "Inte alls", "hög etikett": "Helt", "hjälp": "Råd"})
    assert (found.kind, found.control, found.step) == (Kind.INTEGER, Control.SLIDER, 2)
    assert (found.minimum, found.maximum) == (0, 10)
    assert found.beside(Control.LOWER) == "Inte alls"
    assert found.beside(Control.UPPER) == "Helt"
    assert found.help == "Råd"
    assert found.code(ROLE_SYSTEM) == "measure"


@pytest.mark.parametrize(
    ("typ", "low", "high", "expected"),
    [
        ("heltal", "-3", "−1", (-3, -1)),
        ("decimal", "0,50", "9.5", (Number("0.50"), Number("9.5"))),
        ("datum", "2019", "2026-11-22", (PartialDate("2019"), PartialDate("2026-11-22"))),
        ("tid", "8.00", "17:30", (TimeOfDay("08:00:00"), TimeOfDay("17:30:00"))),
        (
            "tidpunkt",
            "2026-01-01 kl. 9.00",
            "2026-07-01T10:30",
            (DateTime("2026-01-01T09:00:00+01:00"), DateTime("2026-07-01T10:30:00+02:00")),
        ),
    ],
)
def test_bounds_in_the_type_of_the_question(
    typ: str, low: str, high: str, expected: tuple[object, object]
) -> None:
    found = item({"id": "x", "typ": typ, "min": low, "max": high})
    assert (found.minimum, found.maximum) == expected


def test_a_quantity_has_units_and_bounds_in_them() -> None:
    units = "dagar, veckor, omgångar"
    found = item({"id": "x", "typ": "mängd", "enhet": units, "förval": "3 omgångar"})
    assert [(unit.display, unit.code) for unit in found.units] == [
        ("dagar", "d"), ("veckor", "wk"), ("omgångar", "omgångar"),
    ]  # fmt: skip
    assert found.initial == (Quantity(Number("3"), "omgångar", "urn:aktvalv:enhet", "omgångar"),)
    row = {"id": "x", "typ": "mängd", "min": "1", "max": "2,5 veckor"}
    bounded = item({**row, "enhet": "veckor"})
    assert bounded.minimum == Quantity(Number("1"), "veckor", **WEEKS)
    assert bounded.maximum == Quantity(Number("2.5"), "veckor", **WEEKS)
    for cell, code in ((units, SheetCode.BOUND_UNITS), ("", SheetCode.MISSING_CELL)):
        assert code in {one.code for one in faults(compiled({**row, "enhet": cell}))}


def test_a_number_has_one_unit_and_so_many_decimals() -> None:
    row = {"id": "x", "typ": "decimal", "enhet": "kg", "decimaler": "1", "platshållare": "82,5"}
    found = item(row)
    assert (found.unit, found.max_decimals, found.entry_format) == ("kg", 1, "82,5")
    two = compiled({**row, "enhet": "kg, g"})
    assert [(one.code, one.column) for one in faults(two)] == [(SheetCode.NOT_A_VALUE, "enhet")]


def test_length_of_text() -> None:
    found = item({"id": "x", "typ": "text", "min": "5", "max": "200"})
    assert (found.min_length, found.max_length) == (5, 200)


@pytest.mark.parametrize(
    ("word", "several", "control", "sideways"),
    [
        ("radio", "", Control.RADIO, False),
        ("kryssrutor", "ja", Control.CHECK_BOX, False),
        ("lista", "", Control.DROP_DOWN, False),
        ("sök", "", Control.AUTOCOMPLETE, False),
        ("bredvid", "", Control.RADIO, True),
        ("bredvid", "ja", Control.CHECK_BOX, True),
    ],
)
def test_how_options_are_shown(word: str, several: str, control: Control, sideways: bool) -> None:
    found = item({"id": "x", "typ": "val", "svar": "grad", "visning": word, "flera": several})
    assert (found.control, found.sideways, found.repeats) == (control, sideways, bool(several))


@pytest.mark.parametrize(
    ("cell", "constraint", "label"),
    [
        ("", Constraint.OPTIONS_ONLY, ""),
        ("nej", Constraint.OPTIONS_ONLY, ""),
        ("Ja", Constraint.OPTIONS_OR_STRING, ""),
        ("Något annat", Constraint.OPTIONS_OR_STRING, "Något annat"),
    ],
)
def test_own_words_beside_the_options(cell: str, constraint: Constraint, label: str) -> None:
    found = item({"id": "x", "typ": "val", "svar": "grad", "fritext": cell})
    assert (found.constraint, found.open_label) == (constraint, label)


@pytest.mark.parametrize(
    ("typ", "cell", "expected"),
    [
        ("ja/nej", "Ja", True),
        ("heltal", "3", 3),
        ("decimal", "2,50", Number("2.50")),
        ("datum", "2019-03", PartialDate("2019-03")),
        ("tid", "9:05", TimeOfDay("09:05:00")),
        ("rad", "Två  ord ", "Två  ord"),
        ("webbadress", "https://exempel.se", "https://exempel.se"),
    ],
)
def test_values_from_the_start(typ: str, cell: str, expected: object) -> None:
    assert item({"id": "x", "typ": typ, "förval": cell}).initial == (expected,)


def test_options_chosen_from_the_start() -> None:
    found = item({"id": "x", "typ": "val", "svar": "grad", "flera": "ja", "förval": "0, 1"})
    assert [option.initial for option in found.options] == [True, True, False]
    assert [option.weight for option in found.options] == [Decimal(0), Decimal(1), Decimal(2)]
    one = compiled({"id": "x", "typ": "val", "svar": "grad", "förval": "0, 1"})
    assert [(p.code, p.column) for p in faults(one)] == [(SheetCode.NEEDS_REPEATS, "förval")]


def test_repetition_and_how_often() -> None:
    rows: tuple[Mapping[str, str], ...] = (
        {"id": "x", "typ": "grupp", "flera": "ja", "minst": "1", "högst": "8"},
        {"id": "x.1", "typ": "rad"},
    )
    found = item(*rows)
    assert (found.repeats, found.min_occurs, found.max_occurs) == (True, 1, 8)
    once = compiled({**rows[0], "flera": ""}, rows[1])
    assert {(p.code, p.column) for p in faults(once)} == {
        (SheetCode.NEEDS_REPEATS, "minst"), (SheetCode.NEEDS_REPEATS, "högst"),
    }  # fmt: skip


def test_a_row_under_a_question_is_asked_for_each_answer() -> None:
    found = item(
        {"id": "x", "typ": "val", "svar": "grad", "flera": "ja", "hjälp": "Råd"},
        {"id": "x.1", "typ": "text"},
    )
    assert [child.link_id for child in found.items] == ["x-hjälp", "x.1"]


def test_pages_have_short_names_and_questions_may_be_locked_or_hidden() -> None:
    rows = (
        {"id": "1", "typ": "sida", "kort": "Läget"},
        {"id": "1.1", "typ": "rad", "låst": "ja", "förval": "x"},
        {"id": "1.2", "typ": "rad", "dold": "ja"},
    )
    page = item(*rows, link="1")
    assert (page.control, page.short_text) == (Control.PAGE, "Läget")
    assert [child.read_only for child in page.items] == [True, False]
    assert [child.hidden for child in page.items] == [False, True]


@pytest.mark.parametrize(("word", "code"), PURPOSES.items())
def test_what_a_template_is_for(word: str, code: str) -> None:
    head = (*HEAD, ("slag", word.capitalize()))
    result = compile_workbook(workbook(table({"id": "x", "typ": "rad"}), ANSWERS, head))
    assert form(result).codes == (Coding(code, PURPOSE_SYSTEM, word),)


def test_the_whole_head_in_the_order_of_the_specification() -> None:
    head = (
        *HEAD,
        ("beskrivning", "Vad den är till för"),
        ("slag", "avslut"),
        ("gäller från", "2026-01-01"),
        ("gäller till", "2027"),
        ("bygger på", "urn:test:en|1 urn:test:två|2"),
        ("upphovsrätt", "Provkommunen"),
        ("kodsystem", "urn:test:svar"),
        ("kod icf", "http://hl7.org/fhir/sid/icf"),
    )
    rows = table({"id": "x", "typ": "val", "svar": "grad", "kod": "icf:d540 roll:goal"})
    result = compile_workbook(workbook(rows, ANSWERS, head))
    assert list(tree(result)) == [
        "resourceType", "language", "url", "version", "title", "derivedFrom", "status", "date",
        "publisher", "description", "copyright", "effectivePeriod", "code", "item",
    ]  # fmt: skip
    found = form(result)
    assert (found.effective_from, found.effective_until) == ("2026-01-01", "2027")
    assert found.derived_from == ("urn:test:en|1", "urn:test:två|2")
    assert found.copyright == "Provkommunen"
    assert found.by_link["x"].options[0].value == Coding("0", "urn:test:svar:grad", "Ingen")
    assert [code.code for code in found.by_link["x"].codes] == ["d540", "goal"]


@pytest.mark.parametrize("word", TYPES)
def test_what_means_nothing_for_a_type_is_said_and_not_dropped(word: str) -> None:
    unused = [
        column
        for column in QUESTION_COLUMNS
        if column not in columns_of(word) and column != "räkna"
    ]
    rows = [{"id": "x", "typ": word, column: "1"} for column in unused]
    for column, row in zip(unused, rows, strict=True):
        found = {(one.code, one.column) for one in compiled(row).problems}
        assert (SheetCode.UNUSED_CELL, column) in found


def test_no_is_as_good_as_empty() -> None:
    found = compiled({"id": "x", "typ": "info", "obl": "nej", "flera": "Nej", "dold": "NEJ"})
    assert faults(found) == ()
    assert set(tree(found)["item"][0]) == {"linkId", "text", "type"}


def test_decimals_are_written_as_they_are_meant() -> None:
    result = compiled({"id": "x", "typ": "decimal", "min": "0,10", "förval": "100000,000001"})
    assert result.data is not None
    assert b'"valueDecimal": 0.10\n' in result.data
    assert b'"valueDecimal": 100000.000001\n' in result.data


def need(**level: str) -> list[SheetCode]:
    rows = (
        {"id": "1", "typ": "grupp", "kod": "roll:need"},
        {"id": "1.1", "typ": "val", "svar": "grad", "kod": "roll:need_level", **level},
    )
    return [one.code for one in compiled(*rows).problems]


def test_roles_are_known_and_can_be_used_where_they_stand() -> None:
    assert need() == []
    assert need(kod="roll:need_levels") == [SheetCode.ROLE_UNKNOWN]
    assert need(flera="ja") == [SheetCode.ROLE_MISUSED]
    assert need(id="2") == [SheetCode.TEMPLATE, SheetCode.ROLE_MISUSED]  # the group is empty
    assert need(typ="rad", svar="") == [SheetCode.ROLE_MISUSED, SheetCode.UNUSED_LIST]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"typ": "skala", "min": "0", "max": "10"}, None),
        ({"typ": "heltal", "min": "0", "max": "10"}, None),
        ({"typ": "heltal", "min": "0"}, SheetCode.ROLE_MISUSED),
        ({"typ": "val", "svar": "grad"}, None),
        ({"typ": "val", "svar": "utan"}, SheetCode.ROLE_MISUSED),
        ({"typ": "val", "svar": "grad", "flera": "ja"}, SheetCode.ROLE_MISUSED),
        ({"typ": "text"}, SheetCode.ROLE_MISUSED),
        ({"typ": "grupp"}, SheetCode.ROLE_MISUSED),
    ],
)
def test_a_measure_has_two_ends(row: dict[str, str], code: SheetCode | None) -> None:
    answers = (*ANSWERS, ("utan", "a", "A"), ("utan", "b", "B"))
    rows = table({"id": "x", "kod": "roll:measure", **row}, {"id": "y", "typ": "rad"})
    found = {one.code for one in compile_workbook(workbook(rows, answers)).problems}
    assert found & {SheetCode.ROLE_MISUSED} == ({code} if code else set())


def test_a_measure_in_a_repetition_is_told_of_and_a_need_there_refused() -> None:
    group = {"id": "1", "typ": "grupp", "flera": "ja"}
    scale = {"id": "1.1", "typ": "skala", "min": "0", "max": "10", "kod": "roll:measure"}
    [told] = [one for one in compiled(group, scale).problems if one.code != SheetCode.UNUSED_LIST]
    assert (told.code, told.row, told.blocks) == (SheetCode.NOT_COMPARED, 3, False)
    inner = {"id": "1.1", "typ": "grupp", "kod": "roll:need"}, {"id": "1.1.1", "typ": "rad"}
    assert [one.code for one in faults(compiled(group, *inner))] == [SheetCode.ROLE_MISUSED]
