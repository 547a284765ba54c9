"""Ett ärende från första samtalet till att planen lämnas ut, som arbetet går till.

Allt utom fönstren är på riktigt: valvet, mallen, lagrummen, dokumentet och filen. Orden är
svenska, eftersom det är handläggaren som berättar.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from app.disclosure.gate import DisclosureRequest
from app.disclosure.profiles import PROFILES, Profile
from app.forms.load import load_form
from app.forms.model import Kind
from app.forms.response import dump_response
from app.forms.session import FormSession
from app.forms.values import PartialDate
from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.ports import LogCode, OpenVault, VaultDoor
from app.samples.assessment import BEHOV
from app.usecases import cases, drafting, identity, notes, reading, references, registers
from app.usecases.around import threats
from app.usecases.changes import Part
from app.usecases.decision import decisions
from app.usecases.desk import Desk
from app.usecases.forms import assessments
from app.usecases.identity import RevealReason
from app.usecases.paper import documents
from app.usecases.planning import plans
from app.usecases.watching.todo import Urgency, todo
from tests.app.usecases import typed_forms
from tests.conftest import PASSPHRASE
from tests.fakes import STOCKHOLM_SUMMER, StoppedClock


@pytest.mark.req("F033", "F034", "F047", "F072", "F127", "X05", "X06", "X09")
def test_ett_arende(
    desk: Desk, vault: OpenVault, door: VaultDoor, clock: StoppedClock, tmp_path: Path
) -> None:
    arende = en_person_kommer_till_enheten(desk)
    identiteten_antecknas_for_sig(desk, arende)
    journalen_fors(desk, arende, clock)
    hotbilden_lamnas_av_bops(desk, arende)
    behoven_utreds(desk, arende, clock)
    beslutet_fattas_och_nar_fram(desk, arende, clock)
    planen_skrivs_tillsammans(desk, arende, clock)
    planen_lamnas_ut(desk, arende, tmp_path)
    det_som_ska_goras_syns_i_tid(desk, arende, clock)
    allt_gar_att_folja(desk, arende)

    fore = reading.state_of(desk, arende)
    vault.close()
    igen = door.open(tmp_path / "valv.aktvalv", bytearray(PASSPHRASE.encode()))
    assert igen.journal.records(arende)
    assert igen.index.case(arende) is not None
    assert igen.check().faults == ()
    assert len(igen.journal.records(arende)) == fore.records
    igen.close()


def en_person_kommer_till_enheten(desk: Desk) -> StreamId:
    forslag = cases.suggest_case(desk)
    ansokan: JsonObject = {
        "case_number": forslag.case_number,
        "pseudonym": forslag.pseudonym,
        "registration_number": "dnr SN 2026/118",
        "kind": "application",
        "received_on": "idag",
        "channel": "visit",
        "received_by": "Maja Exempelsson",
        "wish": "Jag vill bort från det här och leva ett vanligt liv.",
        "from_whom": "Den enskilde själv",
        "responsible_name": forslag.responsible_name,
        "responsible_title": forslag.responsible_title,
    }
    cases.new_case(desk, forslag.stream, ansokan)

    (rad,) = reading.list_cases(desk)
    assert rad.case_number == "2026-0001"
    assert rad.registration_number == "SN 2026/118"
    assert rad.responsible == "Maja Exempelsson"
    arende = reading.open_case(desk, forslag.stream)
    bevakas = {(row.code, row.due) for row in arende.due}
    assert bevakas == {("intake_waits", "2026-06-01"), ("application_slow", "2026-12-01")}
    return forslag.stream


def identiteten_antecknas_for_sig(desk: Desk, arende: StreamId) -> None:
    identity.save_identity(
        desk,
        arende,
        {
            "given_name": "Alva",
            "family_name": "Påhittsdotter",
            "number": "900101-9802",
            "phone": "070-174 06 05",
            "contact_route": "Ring bara från enheten, vardagar mellan 10 och 12.",
        },
    )
    identity.set_protection(
        desk,
        arende,
        {
            "level": "confidentiality_marking",
            "checked_on": "idag",
            "shown_by": "decision_seen",
            "valid_to": "2026-12-31",
        },
    )
    assert identity.duplicates(desk, arende, "19900101-9802") == ()
    assert [rad.stream for rad in reading.search_cases(desk, "påhittsdotter")] == [arende]
    assert reading.search_cases(desk, "vanligt liv") == ()

    titt = identity.peek(desk, arende, ["contact_route"], RevealReason.CONTACT)
    assert titt.sides[0].identity.contact_route.startswith("Ring bara")
    assert titt.sides[0].identity.number == ""


def journalen_fors(desk: Desk, arende: StreamId, clock: StoppedClock) -> None:
    clock.pass_(days=1)
    anteckning = drafting.new_entity(desk)
    typed: JsonObject = {
        "event": "igår kl 14.30",
        "type": "conversation",
        "heading": "Första samtalet",
        "facts": "Alva berättar att hen har sovit hos bekanta sedan i våras.",
        "appraisal": "Läget bedöms som akut.",
        "source": "Den enskilde",
    }
    place = {"field": "appraisal", "position": 22}
    drafting.save_draft(desk, arende, anteckning, "journal_note", body=typed, place=place)
    utkast = drafting.get_draft(desk, arende, anteckning, "journal_note")
    assert utkast is not None
    assert utkast.place == place

    notes.sign_note(desk, arende, anteckning, utkast.body)
    signerad = reading.state_of(desk, arende).notes[0].latest
    assert signerad.record.content.happened_at == "2026-06-01T14:30+02:00"

    rattad = {
        **typed,
        "facts": "Hen berättar om boende hos bekanta sedan i vintras.",
        "correction_reason": "Fel årstid, och namnet ska inte stå här",
    }
    notes.correct_note(desk, arende, signerad.record.id, rattad)
    notes.add_objection(
        desk,
        arende,
        drafting.new_entity(desk),
        {
            "about": signerad.record.id,
            "stated_on": "idag",
            "words": "Det var inte hos bekanta utan hos min kusin.",
        },
    )
    vy = reading.open_part(desk, arende, Part.JOURNAL)
    assert len(vy.state.notes[0].versions) == 2
    assert vy.state.objections[0].latest.fact.about == signerad.record.id
    assert vy.drafts == ()


def hotbilden_lamnas_av_bops(desk: Desk, arende: StreamId) -> None:
    threats.sign_threat_assessment(
        desk,
        arende,
        drafting.new_entity(desk),
        {
            "owner": "bops",
            "assessed_on": "idag",
            "level": "high",
            "type": "concrete",
            "relocation_needed": "yes",
            "valid_to": "2026-12-01",
        },
    )
    assert reading.state_of(desk, arende).threats[0].latest.fact.owner == "bops"


def behoven_utreds(desk: Desk, arende: StreamId, clock: StoppedClock) -> None:
    utredning = drafting.new_entity(desk)
    mall = desk.forms.latest(BEHOV)
    utkast = assessments.begin_assessment(desk, arende, utredning, mall.key)
    form = load_form(utkast.template.data).form
    assert form is not None
    session = FormSession(form)
    svara(session, "1.2", PartialDate("2026-06"))
    assessments.save_assessment(
        desk, arende, utkast, dump_response(session.draft()), {"field": "1.3"}
    )

    clock.pass_(days=20)
    utkast = assessments.open_assessment(desk, arende, utredning)
    assert utkast.place == {"field": "1.3"}
    besvara_allt(session)
    svar = dump_response(session.complete(f"{clock():%Y-%m-%dT%H:%M:%S}+02:00"))
    assessments.sign_assessment(desk, arende, utkast, svar)

    behov = references.needs_to_choose(reading.state_of(desk, arende))
    assert [(val.need.area, val.need.level) for val in behov] == [("Trygghet och boende", 3)]


def svara(session: FormSession, fraga: str, *svar: object) -> None:
    plats = session.find(fraga)
    assert plats is not None
    session.set_answers(plats, svar)


def besvara_allt(session: FormSession) -> None:
    """Boendet är akut; på resten svaras kort, fråga för fråga, tills inget saknas."""
    omraden = session.form.by_link["3.1"].options
    svara(session, "3.1", next(o.value for o in omraden if o.label == "Trygghet och boende"))
    while problem := session.check():
        nod = session.node(problem[0].node)
        match nod.item.kind:
            case Kind.BOOLEAN:
                svar: object = nod.item.link_id == "17.4"
            case Kind.DATE:
                svar = PartialDate("2026-06-15")
            case Kind.CODING:
                svar = nod.item.options[-1].value
            case _:
                svar = "Jag vill kunna sova utan att vara rädd."
        session.set_answers(nod.id, (svar,))


def beslutet_fattas_och_nar_fram(desk: Desk, arende: StreamId, clock: StoppedClock) -> None:
    clock.pass_(days=7)
    (behov,) = references.needs_to_choose(reading.state_of(desk, arende))
    assert "sol-2025-11-1" in {lagrum.key for lagrum in decisions.provisions_on(desk, "idag")}
    decisions.sign_decision(
        desk,
        arende,
        drafting.new_entity(desk),
        {
            "outcome": "granted",
            "decided_on": "idag",
            "applied_for": "Hjälp med boende och stöd att lämna",
            "provision": "sol-2025-11-1",
            "reasons": "Behovet av ett tryggt boende kan inte tillgodoses på annat sätt.",
            "decided_by_name": "Elin Provberg",
            "decided_by_title": "Enhetschef",
            "delegation": "Delegationsordningen punkt 4.2",
            "assessment": behov.ref.assessment,
            "interventions": [
                {
                    "intervention": "Boende med stöd",
                    "need": behov.code,
                    "reason": "Hen saknar ett tryggt boende, och läget är akut.",
                    "valid_from": "1 juli 2026",
                }
            ],
        },
    )
    beslut = reading.state_of(desk, arende).decisions[0].latest.record.id
    decisions.add_dispatch(
        desk,
        arende,
        drafting.new_entity(desk),
        {"decision": beslut, "dispatched_on": "idag", "how": "Lämnat på enheten"},
    )
    clock.pass_(days=2)
    decisions.add_receipt(
        desk,
        arende,
        drafting.new_entity(desk),
        {"decision": beslut, "received_on": "idag", "how": "I handen"},
    )
    vy = reading.open_case(desk, arende)
    assert "application_slow" not in {rad.code for rad in vy.due}
    assert vy.state.receipts[0].latest.fact.received_on == "2026-07-01"


def planen_skrivs_tillsammans(desk: Desk, arende: StreamId, clock: StoppedClock) -> None:
    clock.pass_(days=5)
    plan = plans.plan_to_edit(desk, arende)
    (mal,) = plan.typed["goals"]
    assert mal["need_text"] == "Trygghet och boende"
    (insats,) = mal["interventions"]
    typed = {
        **plan.typed,
        "fixed_on": "idag",
        "participation": "Skriven tillsammans, vid två möten.",
        "follow_up_on": "2026-10-06",
        "follow_up_how": "Möte",
        "goals": [
            {
                **mal,
                "words": "Jag vill kunna sova utan att vara rädd.",
                "interventions": [
                    {
                        **insats,
                        "payer": "Exempelkommun",
                        "cost_ore": "2 450",
                        "cost_unit": "day",
                        "activities": [
                            {
                                "what": "Flytta in på boendet",
                                "how": "Boendet hämtar",
                                "when": "v. 28",
                                "how_often": "en gång",
                                "who": "Kontaktpersonen",
                            }
                        ],
                    }
                ],
            }
        ],
    }
    plans.fix_plan(desk, arende, plan.entity, typed)

    fast = reading.state_of(desk, arende).plans[0].latest.fact
    insatsen = fast.goals[0].interventions[0]
    beslutet = reading.state_of(desk, arende).decisions[0].latest
    assert insatsen.decision == beslutet.record.id
    assert fast.goals[0].need == beslutet.fact.interventions[0].need
    processen = reading.open_case(desk, arende).process
    klara = [steg.key for steg in processen.steps if steg.status.value == "done"]
    assert {"application", "assessment", "communication", "decision", "plan"} <= set(klara)


def planen_lamnas_ut(desk: Desk, arende: StreamId, tmp_path: Path) -> None:
    mottagare = drafting.new_entity(desk)
    registers.add_recipient(
        desk,
        mottagare,
        {"name": "Kontaktperson", "organisation": "Boendet Exemplet", "kind": "provider"},
    )
    samtycke = typed_forms.consented(desk, arende, mottagare)
    plan = reading.state_of(desk, arende).plans[0].latest.record.id
    pa_skarmen = documents.preview_paper(desk, arende, plan, Profile.MEETING)
    assert pa_skarmen.pdf.startswith(b"%PDF-")

    begaran = DisclosureRequest(
        recipient=mottagare,
        ground="consent",
        reason="Skriftligt samtycke från den enskilde, 2026-07-06.",
        profile=Profile.MEETING,
        source=plan,
        allowed=PROFILES[Profile.MEETING].categories,
        consent=samtycke,
    )
    granskning = documents.inspect_paper(desk, arende, begaran)
    assert granskning.findings == ()
    fil = tmp_path / f"{granskning.document_id}.pdf"
    documents.disclose_paper(
        desk, arende, begaran, partial(desk.save_file, fil), looked_at=granskning.digest
    )

    (post,) = reading.state_of(desk, arende).disclosures
    assert fil.read_bytes() == documents.disclosed_copy(desk, arende, post.id)
    assert post.latest.fact.copy_number == 1
    assert {"threat", "journal", "name", "economy"} <= set(post.latest.fact.stays)


def det_som_ska_goras_syns_i_tid(desk: Desk, arende: StreamId, clock: StoppedClock) -> None:
    def i_listan() -> dict[str, Urgency]:
        return {sak.code: sak.urgency for sak in todo(desk) if sak.stream == arende}

    assert i_listan() == {}
    clock.time = datetime(2026, 10, 1, 9, 0, tzinfo=STOCKHOLM_SUMMER)
    assert i_listan()["plan_follow_up"] is Urgency.WEEK
    clock.time = datetime(2026, 10, 7, 9, 0, tzinfo=STOCKHOLM_SUMMER)
    assert i_listan()["plan_follow_up"] is Urgency.LATE

    notes.sign_note(
        desk,
        arende,
        drafting.new_entity(desk),
        {
            "event": "idag",
            "type": "follow_up",
            "heading": "Uppföljning av planen",
            "facts": "Hen sover bättre. Planen fortsätter.",
        },
    )
    assert "plan_follow_up" not in i_listan()


def allt_gar_att_folja(desk: Desk, arende: StreamId) -> None:
    poster = reading.history(desk, arende)
    assert len(poster) == reading.state_of(desk, arende).records
    assert "Alva" not in "".join(repr(rad) for rad in poster if rad.kind == "identity")

    koder = {rad.code for rad in reading.access_log(desk, arende)}
    assert {
        LogCode.CASE_OPENED,
        LogCode.PART_OPENED,
        LogCode.RECORD_ADDED,
        LogCode.REVEALED,
        LogCode.PREVIEWED,
        LogCode.EXPORTED,
    } <= koder
    hela = repr(desk.vault.log.entries(limit=1_000))
    assert not any(text in hela for text in ("Alva", "Påhittsdotter", "9802", "070-174"))
