"""``python -m tests.vectors.make_handover_1``: packages of every kind, key cards, and the vault that
they were sealed to. Run once, before the format was frozen, and kept to tell how they came about.

The vault is as it was before any of them came: a test copies it and takes them in, on the day they
were made. The people in it are made up.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from app.casework.facts import Outcome
from app.forms.library import FormLibrary
from app.handover import fingerprint as fingerprints
from app.handover.kinds import HandoverKind
from app.journal.canonical import encode_json
from app.jsonvalue import JsonObject
from app.law.pack import LegalPack
from app.usecases.drafting import new_entity
from app.usecases.handover import receipts, receiving
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards.own_cards import (
    make_own_card,
    revoke_own_cards,
    save_own_card,
    save_own_revocation,
)
from app.usecases.handover.cards.vouching import save_voucher, vouch
from app.usecases.handover.cases import sharing, transferring, urgent
from app.usecases.handover.logs import log_extracts, log_findings, log_reviews
from app.usecases.handover.registers import register_offer, register_packages
from app.usecases.unit import units
from storage.vault import layout
from tests.app.usecases import typed_forms
from tests.app.usecases.handover.approvals import approving
from tests.app.usecases.handover.cases.cases_between import accepted, share_form, ticked, write_note
from tests.app.usecases.handover.logs import log_exchange
from tests.conftest import PASSPHRASE, RESOURCES, law_texts
from tests.handover import CARDS_VALID_TO, Side, introduce, make_side

FOLDER = Path(__file__).parent / "handover-1"
VAULT = "mottagare.aktvalv"
HOLDS = "holds.json"
_NOT_KEPT = (layout.LOCK, layout.RESERVE)
"""What each opening makes anew."""


def main() -> None:
    FOLDER.mkdir()  # raises when it is there
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        law, forms = _law_and_forms()
        sender = make_side(folder / "avsandare", 0, law, forms)
        receiver = make_side(folder / "mottagare", 1, law, forms)
        introduce(sender, to=receiver)
        introduce(receiver, to=sender)
        replies = _asked_by(receiver, sender)
        receiver.vault.close()
        shutil.copytree(receiver.path, FOLDER / VAULT)
        for name in _NOT_KEPT:
            (FOLDER / VAULT / name).unlink(missing_ok=True)
        files = {**_begun_by(sender, receiver), **replies}
        holds: JsonObject = {
            "passphrase": PASSPHRASE,
            "packages": _kept(files),
            "cards": _cards(sender, folder),
        }
        sender.vault.close()
    (FOLDER / HOLDS).write_bytes(encode_json(holds) + b"\n")


def _law_and_forms() -> tuple[LegalPack, FormLibrary]:
    templates = sorted((RESOURCES / "forms").glob("*.json"))
    return law_texts().parse(), FormLibrary(path.read_bytes() for path in templates)


# ------------------------------------------------------------------------ what the packages are


def _asked_by(receiver: Side, sender: Side) -> dict[str, Path]:
    """The answers to what the vault has sent: a receipt, an approval, findings, and a yes."""
    shared = typed_forms.opened_case(receiver.desk, case_number="2026-0101", pseudonym="Ek")
    write_note(receiver, shared, heading="Före delningen")
    copy = sharing.share(receiver.desk, shared, share_form(receiver, sender), receiver.out)
    received = accepted(sender, copy.path).received
    receipt = receipts.make_receipt(sender.desk, received, sender.out)

    stream, decision = approving.decided(receiver, outcome=Outcome.GRANTED.value)
    about = approving.version_of(receiver, stream, decision)
    asked = approving.asked(receiver, sender, stream, about)
    approving.accepted(sender, asked.path)
    approval = approving.answered(sender)

    extract = log_extracts.hand_over(
        receiver.desk, log_exchange.asked(receiver, sender), receiver.out
    )
    arrival = receiving.open_package(sender.desk, extract.path)
    keys = frozenset(row.key for row in arrival.look.rows)
    shown = receiving.accept(sender.desk, arrival, keys).taken.shows
    assert shown is not None
    review = log_exchange.begun(sender, shown)
    first = log_reviews.read_again(sender.desk, shown).sampled[0]
    marks = log_exchange.marks(sender, shown, **{f"r{first}": "Varför här?"})
    log_reviews.sign(sender.desk, review, marks)
    typed: JsonObject = {"to": sender.knows(receiver)}
    findings = log_findings.hand_over(sender.desk, review, typed, sender.out)
    return {
        HandoverKind.RECEIPT.value: receipt.path,
        HandoverKind.APPROVAL.value: approval.path,
        HandoverKind.LOG_FINDINGS.value: findings.path,
    }


def _begun_by(sender: Side, receiver: Side) -> dict[str, Path]:
    """What the sender begins: everything else."""
    desk, out = sender.desk, sender.out
    stream = typed_forms.opened_case(desk, case_number="2026-0014", pseudonym="Björk")
    write_note(sender, stream, heading="Första samtalet")
    copy = sharing.share(desk, stream, share_form(sender, receiver), out)
    write_note(sender, stream, heading="Efter delningen")
    update = sharing.update(desk, stream, ticked(sender, receiver), out)
    message = ticked(sender, receiver) | {
        "what": "children",
        "words": "Ett syskon har kommit till kommunen.",
        "happened_on": sender.clock().date().isoformat(),
        "agreed": "Mottagande kommun gör skyddsbedömningen.",
    }
    told = urgent.send_urgent(desk, stream, message, out)

    decided, decision = approving.decided(sender)
    about = approving.version_of(sender, decided, decision)
    asked = approving.asked(sender, receiver, decided, about)
    moved = ticked(sender, receiver, ground="transfer", reason="Flyttar till Provstad")
    transfer = transferring.transfer(desk, decided, moved, out)

    extract = log_extracts.hand_over(desk, log_exchange.asked(sender, receiver), out)
    unit = new_entity(desk)
    units.add_unit(desk, unit, {"kind": "unit", "name": "Provenheten", "valid_from": "2026-01-01"})
    offered = register_offer.offer(desk)
    chosen: JsonObject = {
        "to": sender.knows(receiver),
        "units": [each.thing.key for each in offered.units],
        "legal": [each.thing.key for each in offered.legal],
    }
    register = register_packages.hand_over(desk, chosen, out)
    return {
        HandoverKind.COPY.value: copy.path,
        HandoverKind.UPDATE.value: update.path,
        HandoverKind.URGENT.value: told.path,
        HandoverKind.APPROVAL_REQUEST.value: asked.path,
        HandoverKind.TRANSFER.value: transfer.path,
        HandoverKind.LOG_EXTRACT.value: extract.path,
        HandoverKind.REGISTER.value: register.path,
    }


def _kept(files: dict[str, Path]) -> list[str]:
    """Copied under the name of their kind. In the order in which they are to be taken in."""
    for kind, path in files.items():
        shutil.copyfile(path, FOLDER / f"{kind}.aktpaket")
    return list(files)


# ------------------------------------------------------------------------------------ the cards


def _cards(sender: Side, folder: Path) -> JsonObject:
    """A person's card, a unit's root card, what it says of the person, and a revocation."""
    make_own_card(sender.desk, {"valid_to": CARDS_VALID_TO}, root=True)
    save_own_card(sender.desk, FOLDER / "rotkort.aktvalv-nyckelkort", root=True)
    save_own_card(sender.desk, FOLDER / "kort.aktvalv-nyckelkort")
    law, forms = _law_and_forms()
    colleague = make_side(folder / "kollega", 2, law, forms)
    known = introduce(colleague, to=sender)
    vouch(sender.desk, known, {"valid_to": "2026-12-31"})
    save_voucher(sender.desk, known, FOLDER / "intyg.aktvalv-nyckelkort")
    revoke_own_cards(colleague.desk, {"why": "lost", "day": "2026-06-01"})
    save_own_revocation(colleague.desk, FOLDER / "sparr.aktvalv-nyckelkort")
    own = cards.own_card_now(sender.desk).fingerprint
    colleague.vault.close()
    return {
        "fingerprint": own,
        "words": list(fingerprints.words(own, sender.desk.card_words)),
        "digits": fingerprints.digits(own),
    }


if __name__ == "__main__":
    main()
