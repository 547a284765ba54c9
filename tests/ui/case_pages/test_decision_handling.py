"""What surrounds a decision, on its page: communication, appeal, carrying out, demand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.casework import facts
from app.ids import StreamId
from app.usecases.decision import communication, decisions
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.fakes import StoppedClock
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.conftest import Office
from ui.pages.decision.page import DecisionPage

Open = Callable[[type[DecisionPage]], DecisionPage]


@pytest.fixture
def decided(office: Office, stream: StreamId) -> StreamId:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    office.ask(lambda desk: typed_forms.signed_decision(desk, stream, decided_on="2026-05-05"))
    return stream


def receive(office: Office, stream: StreamId, day: str) -> None:
    def got(desk: Desk) -> object:
        decision = state_of(desk, stream).decisions[0].latest.record.id
        typed = {"decision": decision, "received_on": day, "how": "I handen"}
        return decisions.add_receipt(desk, stream, new_entity(desk), typed)

    office.ask(got)


@pytest.mark.req("X10")
def test_material_is_communicated_and_answered(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    page = opened(DecisionPage)
    press(page, "Kommunicera underlaget")
    office.settle()
    (offered,) = office.ask(lambda desk: communication.material_to_choose(state_of(desk, stream)))
    fill_and_sign(
        office,
        page,
        way="sent",
        records=[offered.record],
        sent_on="2026-05-10",
        how="Lämnat vid besök",
        answer_by="2026-05-24",
    )
    read = texts(page)
    assert "Underlaget lämnat 2026-05-10" in read
    assert f"Lämnades: {offered.text}" in read
    assert "Tiden att svara har gått ut." in read

    press(page, "Anteckna svaret")
    office.settle()
    fill_and_sign(office, page, outcome="passed", answered_on="2026-05-25")
    assert "2026-05-25: tiden gick ut utan svar" in texts(page)
    assert "Tiden att svara har gått ut." not in texts(page)

    press(page, "Ändra uppgiften")
    office.settle()
    assert editor(page).form.values()["records"] == [offered.record]
    fill_and_sign(office, page, how="Skickat med post")
    assert "Hur: Skickat med post" in texts(page)
    assert "2026-05-25: tiden gick ut utan svar" in texts(page)


@pytest.mark.req("X10")
def test_an_exception_is_told_with_its_reason(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(DecisionPage)
    press(page, "Kommunicera underlaget")
    office.settle()
    fill_and_sign(office, page, way="left_out", exception="immediate", exception_reason="Akut hot.")
    assert "Ett väsentligt intresse kräver att beslutet fattas genast: Akut hot." in texts(page)


@pytest.mark.req("X11")
def test_an_appeal_reads_like_a_story(office: Office, decided: StreamId, opened: Open) -> None:
    receive(office, decided, "2026-05-08")
    page = opened(DecisionPage)
    press(page, "Ett överklagande har kommit in")
    office.settle()
    fill_and_sign(office, page, received_on="2026-05-29", words="Vill ha kontaktperson.")
    assert "2026-05-29 Överklagandet kom in: Vill ha kontaktperson." in texts(page)

    press(page, "Bedöm om det kom in i rätt tid")
    office.settle()
    assert "Sista dagen var 2026-05-29, överklagandet kom in 2026-05-29." in texts(page)
    assert editor(page).form.values()["timeliness"] == "in_time"
    fill_and_sign(office, page)
    press(page, "Ompröva beslutet")
    office.settle()
    fill_and_sign(
        office,
        page,
        reconsidered="unchanged",
        reconsidered_on="2026-05-30",
        reconsidered_reason="Inget nytt.",
    )
    press(page, "Överlämnat till domstolen")
    office.settle()
    fill_and_sign(office, page, forwarded_on="2026-05-31", court="Förvaltningsrätten")
    press(page, "Domstolen har avgjort")
    office.settle()
    fill_and_sign(office, page, court_decided_on="2026-06-01", court_outcome="Avslås.")

    read = texts(page)
    story = [
        "Kom in i rätt tid",
        "2026-05-30 Beslutet ändras inte: Inget nytt.",
        "2026-05-31 Överlämnat till Förvaltningsrätten",
        "2026-06-01 Domstolens avgörande: Avslås.",
    ]
    assert [line for line in read.split("\n") if line in story] == story
    assert "Ompröva beslutet" not in read
    (appeal,) = office.ask(lambda desk: state_of(desk, decided)).of(facts.Appeal)
    assert len(appeal.versions) == 5


@pytest.mark.req("X11")
def test_a_late_appeal_is_suggested_to_be_late_and_goes_no_further(
    office: Office, decided: StreamId, opened: Open
) -> None:
    receive(office, decided, "2026-05-07")
    page = opened(DecisionPage)
    press(page, "Ett överklagande har kommit in")
    office.settle()
    fill_and_sign(office, page, received_on="2026-05-29")
    press(page, "Bedöm om det kom in i rätt tid")
    office.settle()
    assert editor(page).form.values()["timeliness"] == "late"
    fill_and_sign(office, page, timeliness_reason="Kom in en dag för sent.")
    assert "Kom in för sent: Kom in en dag för sent." in texts(page)
    with pytest.raises(AssertionError):
        press(page, "Ompröva beslutet")


@pytest.mark.req("X13")
def test_what_waits_is_told_until_it_is_carried_out(
    office: Office, decided: StreamId, opened: Open
) -> None:
    page = opened(DecisionPage)
    assert "Boende med stöd: inte påbörjad sedan 2026-05-05, 27 dagar" in texts(page)

    press(page, "Något har hänt")
    office.settle()
    fill_and_sign(office, page, event="started", happened_on="2026-05-20")
    read = texts(page)
    assert "Boende med stöd: pågår från 2026-05-20" in read
    assert "2026-05-20 Påbörjad" in read

    press(page, "Ändra …")
    office.settle()
    fill_and_sign(
        office, page, event="interrupted", happened_on="2026-05-25", reason="Platsen drogs in"
    )
    assert "Boende med stöd: avbruten sedan 2026-05-25, 7 dagar" in texts(page)
    assert "2026-05-25 Avbruten: Platsen drogs in" in texts(page)


@pytest.mark.req("X11")
def test_a_demand_is_noted_and_answered(
    office: Office, stream: StreamId, opened: Open, clock: StoppedClock
) -> None:
    page = opened(DecisionPage)
    press(page, "Begäran att avgöra")
    office.settle()
    fill_and_sign(office, page, requested_on="2026-05-20", how="Brev")
    assert "Begäran 2026-05-20" in texts(page)
    assert "Inte besvarad ännu" in texts(page)

    press(page, "Anteckna svaret")
    office.settle()
    fill_and_sign(
        office, page, answer="rejected", answered_on="2026-05-28", words="Utredning pågår."
    )
    assert "Begäran avslogs 2026-05-28: Utredning pågår." in texts(page)


def test_a_draft_of_a_mended_record_goes_on_where_it_was(
    office: Office, decided: StreamId, opened: Open
) -> None:
    receive(office, decided, "2026-05-08")
    page = opened(DecisionPage)
    press(page, "Ett överklagande har kommit in")
    office.settle()
    fill_and_sign(office, page, received_on="2026-05-20")
    press(page, "Bedöm om det kom in i rätt tid")
    office.settle()
    form = editor(page).form
    form.set_values({**form.values(), "timeliness": "late", "timeliness_reason": "Skäl"})
    form.changed.emit()
    press(page, "Stäng")
    office.settle()

    press(page, "Fortsätt skriva")
    office.settle()
    values = editor(page).form.values()
    assert (values["timeliness_reason"], values["received_on"]) == ("Skäl", "2026-05-20")
    fill_and_sign(office, page)
    (appeal,) = office.ask(lambda desk: state_of(desk, decided)).of(facts.Appeal)
    assert [each.fact.timeliness.value for each in appeal.versions] == ["not_judged", "late"]


@pytest.mark.parametrize("kind", ["communication", "decision_request", "appeal"])
def test_two_versions_are_shown_side_by_side(
    office: Office, decided: StreamId, opened: Open, kind: str
) -> None:
    receive(office, decided, "2026-05-08")
    page = opened(DecisionPage)
    begin, values = {
        "communication": (
            "Kommunicera underlaget",
            {"way": "left_out", "exception": "immediate", "exception_reason": "Akut."},
        ),
        "decision_request": ("Begäran att avgöra", {"requested_on": "2026-05-20", "how": "Brev"}),
        "appeal": ("Ett överklagande har kommit in", {"received_on": "2026-05-20"}),
    }[kind]
    press(page, begin)
    office.settle()
    fill_and_sign(office, page, **values)
    office.ask(lambda desk: typed_forms.forked(desk, decided, kind))
    page.load()
    office.settle()
    assert "Det här har ändrats på två håll." in texts(page)
    press(page, "Låt det här gälla")
    office.settle()
    assert "Det här har ändrats på två håll." not in texts(page)
