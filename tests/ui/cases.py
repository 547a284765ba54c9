"""Made-up cases for the tests of windows."""

from __future__ import annotations

from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.usecases import cases, identity
from app.usecases.desk import Desk
from tests.ui.conftest import Office

NAME, FAMILY = "Kimberly", "Påhittad"
NUMBER = "19900101-9802"
PHONE = "070-555 01 02"
STREET = "Exempelstigen 77"
SECRETS = (NAME, FAMILY, "9802", PHONE, STREET)
"""Nothing of this may be seen anywhere unless somebody asked to see it."""

IDENTITY: JsonObject = {
    "given_name": NAME,
    "family_name": FAMILY,
    "number": NUMBER,
    "phone": PHONE,
    "email": "",
    "contact_route": "",
    "other": "",
    "addresses": [{"kind": "actual", "text": STREET, "valid_from": "", "valid_to": ""}],
}


def add_case(
    office: Office, *, kind: str = "application", received: str = "2026-05-12"
) -> StreamId:
    def work(desk: Desk) -> StreamId:
        suggested = cases.suggest_case(desk)
        cases.new_case(
            desk,
            suggested.stream,
            {
                "case_number": suggested.case_number,
                "pseudonym": suggested.pseudonym,
                "registration_number": "",
                "kind": kind,
                "received_on": received,
                "channel": "police",
                "received_by": "Maja Exempelsson",
                "wish": "Jag vill börja om.",
                "from_whom": "Den enskilde",
                "responsible_name": suggested.responsible_name,
                "responsible_title": suggested.responsible_title,
            },
        )
        return suggested.stream

    return office.ask(work)


def identify(office: Office, stream: StreamId) -> None:
    office.ask(lambda desk: identity.save_identity(desk, stream, IDENTITY))


def label_of(office: Office, stream: StreamId) -> str:
    def work(desk: Desk) -> str:
        row = desk.vault.index.case(stream)
        assert row is not None
        return f"{row.case_number} {row.pseudonym}"

    return office.ask(work)
