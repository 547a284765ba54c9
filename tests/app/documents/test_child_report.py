from __future__ import annotations

from pathlib import Path

import pytest

from app.casework import facts
from app.casework.state import CaseState, Signed
from app.disclosure.profiles import Profile
from app.documents.blocks import Document, encode
from app.documents.case_paper import CasePaper
from app.documents.child_report import child_report
from app.documents.texts import texts_of
from app.pdf.render import render
from tests.app.documents.plans import OFFICE, _entity, state
from tests.app.documents.test_implementation_plan import check_golden
from tests.app.pdf.setting import fonts

GOLDEN = Path(__file__).parent / "golden" / "child-report.json"
DUTY = "19 kap. 1 § socialtjänstlagen (2025:400)"
ALERT = facts.ChildAlert(
    raised_on="2026-11-20",
    what="Ett syskon på åtta år vistas i lägenheten när okända kommer dit.",
    report=facts.ReportState.TO_DO,
    told="Enhetschefen",
    division="Mottagningen utreder barnets behov.",
    agreed_with="Mottagningen för barn och unga",
    measures="Den enskilde har erbjudits annat boende för hela familjen.",
)


def paper() -> Document:
    entity = _entity("f", "child_alert/1", "7", ALERT)
    case = CaseState(state().stream, {**state().entities, facts.ChildAlert: (entity,)})
    signed: Signed[facts.ChildAlert] = entity.latest
    return child_report(CasePaper(case, signed, OFFICE, Profile.CHILD_REPORT), DUTY)


@pytest.mark.req("X22")
def test_the_report_is_as_it_was_looked_at() -> None:
    check_golden(GOLDEN, encode(paper()))
    assert render(paper(), fonts()).startswith(b"%PDF")


@pytest.mark.req("X22", "F152")
def test_it_cites_the_duty_and_leaves_the_child_to_be_written_by_hand() -> None:
    read = "\n".join(text for _, text in texts_of(paper()))
    assert DUTY in read
    assert "Ett syskon på åtta år" in read
    assert "Fylls i för hand" in read
    assert "Enhetschefen" not in read
