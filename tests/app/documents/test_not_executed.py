"""The quarterly list of what is not carried out, on paper."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from app.documents.blocks import Document, encode
from app.documents.not_executed import ListedWait, UnexecutedList, not_executed_list
from app.pdf.render import render
from tests.app.documents.test_implementation_plan import check_golden, read_aloud
from tests.app.pdf.setting import fonts

pytestmark = pytest.mark.req("X13")

GOLDEN = Path(__file__).parent / "golden"
RULE = "34 kap. 1 § socialtjänstlagen (2025:400)"


def wait(**changes: object) -> ListedWait:
    values: dict[str, object] = {
        "case_number": "2026-0014",
        "decided_on": "2026-01-15",
        "intervention": "Boende med stöd",
        "interrupted_on": "",
        "days": 166,
        "reason": "Ingen plats har funnits",
        "executed_on": "",
        "over": False,
    }
    return ListedWait(**(values | changes))  # type: ignore[arg-type]


def paper(*rows: ListedWait, rule: str = RULE) -> Document:
    return not_executed_list(
        UnexecutedList(
            municipality="Exempelkommun",
            unit="Avhopparenheten",
            quarter="2026-Q2",
            as_of=date(2026, 6, 30),
            rows=rows,
            rule=rule,
        )
    )


WHOLE = paper(
    wait(),
    wait(case_number="2026-0015", interrupted_on="2026-02-20", reason="", days=130),
    wait(case_number="2026-0016", executed_on="2026-06-02", days=138),
    wait(case_number="2026-0017", over=True, days=120),
)


def test_the_blocks_are_as_agreed() -> None:
    check_golden(GOLDEN / "not-executed.json", encode(WHOLE))


def test_the_paper_is_read_in_the_agreed_order() -> None:
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-"],
        input=render(WHOLE, fonts()),
        capture_output=True,
        check=True,
    )
    told = done.stdout.decode(errors="replace")  # poppler prints attributes, dropped here, raw
    check_golden(GOLDEN / "not-executed.txt", read_aloud(told))


def test_what_waits_is_told_from_what_is_over() -> None:
    text = encode(WHOLE).decode()
    assert '"label": "Väntar",\n          "value": "2"' in text
    assert '"Upphörd"' in text
    assert '"2026-06-02"' in text


def test_with_nothing_to_report_it_says_so_and_without_a_provision_it_names_none() -> None:
    text = encode(paper(rule="")).decode()
    assert "Det finns inget att rapportera." in text
    assert "socialtjänstlagen" not in text
