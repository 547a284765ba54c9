"""``python -m tests.vectors.make_vault_1``: the vault of format version 1. Run once, before the
format was frozen, and kept to tell how its bytes came about.

Made-up people with numbers that the Tax Agency keeps for tests; keys as a real vault has them, at
the lowest cost that one may have.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from app.casework import facts
from app.disclosure.gate import DisclosureRequest
from app.disclosure.profiles import PROFILES, Profile
from app.ids import StreamId
from app.journal.canonical import encode_json
from app.jsonvalue import JsonObject
from app.ports import OpenVault, Owner
from app.samples import fill
from app.usecases import cases, drafting, identity, notes, reading, registers, settings
from app.usecases.around import threats
from app.usecases.desk import Desk
from app.usecases.forms import assessments
from app.usecases.paper import documents
from storage.vault import layout, unit_key
from storage.vault.kdf import FLOOR, fixed
from tests.app.usecases.typed_forms import forked
from tests.conftest import OWNER, PASSPHRASE
from tests.fakes import STOCKHOLM_SUMMER, StoppedClock
from ui.bootstrap import make_core

FOLDER = Path(__file__).parent / "vault-1"
VAULT = "valv.aktvalv"
KEYS = "keys.json"
HOLDS = "holds.json"
CASES, RECORDS_PER_CASE = 2, 16
"""An interest, and a case that has come all the way to a plan."""

_NUMBER = "19900101-9802"
_NOT_KEPT = (layout.LOCK, layout.RESERVE)
"""What each opening makes anew."""


def main() -> None:
    FOLDER.mkdir()  # raises when the vault is there
    clock = StoppedClock(datetime(2026, 6, 1, 9, 0, tzinfo=STOCKHOLM_SUMMER))
    private = unit_key.new_unit_key()
    with tempfile.TemporaryDirectory() as profile:
        core = make_core(Path(profile), now=clock, policy=fixed(FLOOR))
        code = core.door.new_recovery_code()
        vault = core.door.create(
            FOLDER / VAULT,
            bytearray(PASSPHRASE.encode()),
            code,
            Owner(OWNER.name, OWNER.title, OWNER.function, OWNER.unit, OWNER.municipality),
            training=True,
            unit_card=unit_key.write_card("Avhopparenheten", private),
        )
        try:
            desk = core.desk(vault)
            fill(desk, CASES, RECORDS_PER_CASE)
            clock.pass_(hours=1)
            _work(desk, clock)
            backup = vault.back_up(FOLDER)
            holds = _holds(vault)
        finally:
            vault.close()
    for name in _NOT_KEPT:
        (FOLDER / VAULT / name).unlink(missing_ok=True)
    keys: JsonObject = {
        "backup": backup.path.name,
        "passphrase": PASSPHRASE,
        "recovery_code": code,
        "unit_key": private.hex(),
    }
    (FOLDER / KEYS).write_bytes(encode_json(keys) + b"\n")
    (FOLDER / HOLDS).write_bytes(encode_json(holds) + b"\n")


def _work(desk: Desk, clock: StoppedClock) -> None:
    """What made-up cases lack: a case by hand, with a correction, an objection, a conflict, a later
    version of most things, drafts, and a paper that has left."""
    registers.revise_own_card(
        desk,
        {
            "name": OWNER.name,
            "title": "Förste socialsekreterare",
            "function": OWNER.function,
            "unit": OWNER.unit,
            "municipality": OWNER.municipality,
        },
    )
    settings.save_settings(desk, {"registration_pattern": "<prefix> <år>/<löpnr>"})
    stream = _open_case(desk)
    _write_journal(desk, stream, clock)
    forked(desk, stream, "journal_note")
    _begin_drafts(desk, stream)
    _let_a_plan_out(desk)
    recipients = registers.list_recipients(desk)
    registers.retire_recipient(desk, recipients[-1].entity)


def _open_case(desk: Desk) -> StreamId:
    suggested = cases.suggest_case(desk)
    cases.new_case(
        desk,
        suggested.stream,
        {
            "case_number": suggested.case_number,
            "pseudonym": suggested.pseudonym,
            "registration_number": "RK 2026/670",
            "kind": "application",
            "received_on": "2026-05-12",
            "channel": "police",
            "received_by": OWNER.name,
            "wish": "Jag vill leva ett vanligt liv.",
            "from_whom": "Den enskilde",
            "responsible_name": OWNER.name,
            "responsible_title": OWNER.title,
        },
    )
    cases.change_responsible(
        desk,
        suggested.stream,
        {
            "name": "Bea Provberg",
            "title": "Socialsekreterare",
            "co_worker": OWNER.name,
            "valid_from": "2026-06-01",
            "reason": "Föräldraledighet",
        },
    )
    person: JsonObject = {
        "given_name": "Alva",
        "family_name": "Påhittsdotter",
        "number": _NUMBER,
        "phone": "070-174 06 05",
        "addresses": [{"kind": "actual", "text": "Påhittsgatan 1, 123 45 Exempelstad"}],
    }
    identity.save_identity(desk, suggested.stream, person)
    identity.save_identity(desk, suggested.stream, {**person, "given_name": "Alma"})
    identity.set_protection(
        desk,
        suggested.stream,
        {"level": "both", "checked_on": "2026-05-30", "shown_by": "tax_agency"},
    )
    return suggested.stream


def _write_journal(desk: Desk, stream: StreamId, clock: StoppedClock) -> None:
    threat: JsonObject = {
        "owner": "bops",
        "assessed_on": "2026-05-20",
        "level": "high",
        "type": "concrete",
        "target_group": "yes",
        "relocation_needed": "yes",
        "text": "Hotet bedöms kvarstå.",
        "valid_to": "2026-09-01",
    }
    entity = drafting.new_entity(desk)
    threats.sign_threat_assessment(desk, stream, entity, threat)
    threats.revise_threat_assessment(desk, stream, entity, {**threat, "level": "medium"})
    note: JsonObject = {
        "event": "2026-05",
        "type": "conversation",
        "heading": "Samtal",
        "facts": "Berättar att hen sover dåligt.",
        "appraisal": "Oron bedöms ha ökat.",
    }
    notes.sign_note(desk, stream, drafting.new_entity(desk), note)
    (signed,) = reading.state_of(desk, stream).notes
    clock.pass_(minutes=5)
    corrected: JsonObject = {
        **note,
        "event": "2026-05-28 14:30",
        "correction_reason": "Dagen saknades.",
    }
    notes.correct_note(desk, stream, signed.latest.record.id, corrected)
    objection: JsonObject = {
        "about": signed.latest.record.id,
        "stated_on": "2026-05-29",
        "words": "Jag har aldrig sagt att jag sover dåligt.",
    }
    notes.add_objection(desk, stream, drafting.new_entity(desk), objection)


def _begin_drafts(desk: Desk, stream: StreamId) -> None:
    begun = drafting.new_entity(desk)
    assessments.begin_assessment(desk, stream, begun, desk.forms.offered()[0].key)
    drafting.save_draft(
        desk,
        stream,
        drafting.new_entity(desk),
        "journal_note",
        body={"event": "i går", "heading": "Påbörjad", "facts": "Hen ringde och"},
        place={"field": "facts", "position": 14},
    )


def _let_a_plan_out(desk: Desk) -> None:
    """The one plan there is, on real paper."""
    ((stream, plan),) = (
        (each, found.latest.record.id)
        for each in desk.vault.journal.streams()
        for found in reading.state_of(desk, each).plans
    )
    request = DisclosureRequest(
        recipient=registers.list_recipients(desk)[0].entity,
        ground="consent",
        reason="Skriftligt samtycke 2026-05-30, gäller planen.",
        profile=Profile.MEETING,
        source=plan,
        allowed=PROFILES[Profile.MEETING].categories,
    )
    seen = documents.inspect_paper(desk, stream, request)
    explained = tuple((finding.key, "Får lämnas ut.") for finding in seen.findings)
    request = DisclosureRequest(
        recipient=request.recipient,
        ground=request.ground,
        reason=request.reason,
        profile=request.profile,
        source=request.source,
        allowed=request.allowed,
        explanations=explained,
    )
    seen = documents.inspect_paper(desk, stream, request)
    documents.disclose_paper(desk, stream, request, lambda _: None, looked_at=seen.digest)


def _holds(vault: OpenVault) -> JsonObject:
    """Everything that must still be there when the vault is opened in twenty years."""
    streams = (vault.journal.register, *vault.journal.streams())
    records = {stream: vault.journal.records(stream) for stream in streams}
    kinds = sorted({record.content.kind for found in records.values() for record in found})
    if missing := set(facts.KINDS) - set(kinds):
        raise ValueError(f"kinds without a record: {sorted(missing)}")
    report = vault.check()
    if report.faults:
        raise ValueError(f"faults: {report.faults}")
    return {
        "blobs": report.blobs,
        "cases": {row.stream: f"{row.case_number} {row.pseudonym}" for row in vault.index.cases()},
        "drafts": sorted(draft.kind for draft in vault.drafts.all()),
        "kinds": list(kinds),
        "records": {stream: [each.id for each in found] for stream, found in records.items()},
        "statuses": {row.stream: row.status for row in vault.index.cases()},
        "vault_id": vault.facts.vault_id,
    }


if __name__ == "__main__":
    main()
