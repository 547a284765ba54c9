"""The protocol of a disposal on paper: number, ground, days and who. It names no client and no
pseudonym, and outlives the case file (SoL 16 kap. 1 §; X14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.casework.unit_facts import Disposal, DisposalStatus, KnownCopy
from app.documents.blocks import (
    AnyBlock,
    Column,
    Document,
    FactRow,
    Facts,
    Heading,
    Letterhead,
    Signature,
    SignatureLine,
    Status,
    Table,
    Text,
    TextStyle,
)

KIND = "disposal_protocol"

_STATUS: Mapping[DisposalStatus, str] = {
    DisposalStatus.PROPOSED: "Förslag, väntar på en andra person",
    DisposalStatus.APPROVED: "Godkänt, inte genomfört",
    DisposalStatus.DONE: "Genomfört",
    DisposalStatus.WITHDRAWN: "Tillbakataget",
}
_WHAT = {
    "paper": "Papper",
    "file": "Fil",
    "package": "Krypterad fil",
    "locked_file": "Låst fil med lösenord",
    "backup": "Säkerhetskopia av valvet",
}
_WHERE = {
    "client": "Den enskilde",
    "authority": "Myndighet",
    "municipality": "Kommun",
    "provider": "Utförare",
    "region": "Region",
    "organisation": "Organisation",
    "kin": "Närstående",
    "own_unit": "Den egna enheten",
}


@dataclass(frozen=True, slots=True)
class Protocol:
    municipality: str
    unit: str
    number: str
    """Names this protocol among all of the vault: a few digits and letters."""
    disposal: Disposal


def disposal_protocol(protocol: Protocol) -> Document:
    fact = protocol.disposal
    return Document(
        kind=KIND,
        title="Gallringsprotokoll",
        document_id=f"GP-{fact.case_number}-{protocol.number}",
        version=_STATUS[fact.status],
        status=Status.FIXED,
        status_text=_STATUS[fact.status],
        letterhead=Letterhead(municipality=protocol.municipality, unit=protocol.unit),
        reference=fact.case_number,
        dated=fact.done_on or fact.approved_on or fact.proposed_on,
        blocks=tuple(_blocks(fact)),
    )


def _blocks(fact: Disposal) -> list[AnyBlock]:
    rows = [
        ("Ärende", fact.case_number),
        ("Grund", fact.ground_text),
        ("Sista anteckningen", fact.last_note_on),
        ("Får gallras från", fact.due_from),
        ("Ska vara klart", fact.due_by),
        ("Föreslaget", f"{fact.proposed_on}, {fact.proposed_by}"),
        ("Godkänt", f"{fact.approved_on}, {fact.approved_by}" if fact.approved_by else ""),
        ("Genomfört", fact.done_on),
        ("Tillbakataget", fact.withdrawn_why),
    ]
    blocks: list[AnyBlock] = [
        Text(
            text="Hela akten förstörs: alla anteckningar, beslut, planer, bilagor, utkast och "
            "sökord, och det som loggen säger om ärendet. Protokollet sparas."
        ),
        Facts(rows=tuple(FactRow(label=name, value=said) for name, said in rows if said)),
    ]
    if fact.reason:
        blocks += [Heading(text="Vad som har kontrollerats"), Text(text=fact.reason)]
    blocks += [Heading(text="Kopior utanför akten"), *_copies(fact.copies)]
    if fact.status in (DisposalStatus.PROPOSED, DisposalStatus.APPROVED):
        blocks.append(_signatures())
    return blocks


def _copies(copies: tuple[KnownCopy, ...]) -> list[AnyBlock]:
    if not copies:
        return [Text(text="Inga kopior är kända.", style=TextStyle.MUTED)]
    return [
        Text(
            text="Gallringen når inte dessa kopior. Den som har en ska förstöra den enligt sina "
            "egna regler. Säkerhetskopior från tiden före gallringen gallras efter hand."
        ),
        Table(
            columns=(
                Column(title="Vad", weight=4),
                Column(title="Nummer", weight=2),
                Column(title="Dag", weight=3),
                Column(title="Hos", weight=4),
            ),
            rows=tuple(
                (
                    _WHAT.get(each.what, each.what),
                    each.number or "–",
                    each.made_on,
                    _WHERE.get(each.where, "–"),
                )
                for each in copies
            ),
            caption="Kända kopior av handlingar i akten, en på varje rad",
        ),
    ]


def _signatures() -> Signature:
    return Signature(
        lines=(
            SignatureLine(role="Föreslår att akten gallras"),
            SignatureLine(role="Godkänner, en annan person än den som föreslår"),
        ),
        name_label="Namnteckning och namnförtydligande",
        date_label="Ort och datum",
    )
