"""Every file that should not be taken in: the very sentence that is shown, and that nothing else
comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.handover.kinds import HandoverKind
from app.jsonvalue import JsonObject
from app.usecases.desk import Desk
from app.usecases.handover import receiving
from app.usecases.handover.cards import revoking
from tests.app.handover.packing import Draft, blob, blob_frames
from tests.app.handover.test_package_bytes import HOSTILE
from tests.ui.conftest import Office
from tests.ui.looking import texts, visible
from tests.ui.neighbour import Neighbour
from tests.ui.pages.inbox.test_opening import cases_of, take
from ui.pages.inbox.package_row import PackageRow
from ui.pages.inbox.page import InboxPage

_CHUNK = 64 * 1024 + 16
"""What age encrypts at a time, with its tag."""
_LARGE = bytes(range(256)) * 800
"""Of more than three chunks."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a bad file is made from."""

    neighbour: Neighbour
    office: Office
    folder: Path

    def good(self, **changed: Any) -> Path:
        return self.neighbour.seal(self.neighbour.new_case(), **changed)

    def sealed(self, inside: bytes) -> Path:
        """To the one in the window, whatever it is."""
        keys = self.office.ask(lambda desk: desk.vault.handover.receiving_keys())
        path = self.folder / "00000001.aktpaket"
        self.neighbour.desk.vault.handover.seal(inside, [keys.hybrid], path)
        return path

    def signed(self, draft: Draft) -> Path:
        """By somebody who is known, and sealed: only what is inside is bad."""
        return self.sealed(draft.bytes(self.neighbour.desk.vault.sign))

    def raw(self, data: bytes) -> Path:
        path = self.folder / "00000002.aktpaket"
        path.write_bytes(data)
        return path

    def chunks(self) -> tuple[bytes, list[bytes]]:
        """A large file as its header with what the cipher begins by, and its chunks."""
        data = self.signed(Draft(blobs=blob_frames(blob(_LARGE)))).read_bytes()
        body = data.index(b"\n", data.index(b"\n--- ") + 1) + 1 + 16
        places = range(body, len(data), _CHUNK)
        return data[:body], [data[at : at + _CHUNK] for at in places]


Make = Callable[[Sent], Path]


def _flipped(sent: Sent) -> Path:
    data = bytearray(sent.good().read_bytes())
    data[-100] ^= 1
    return sent.raw(bytes(data))


def _cut(sent: Sent) -> Path:
    return sent.raw(sent.good().read_bytes()[:-1])


def _cut_between_chunks(sent: Sent) -> Path:
    head, chunks = sent.chunks()
    return sent.raw(head + b"".join(chunks[:-1]))


def _swapped(sent: Sent) -> Path:
    head, chunks = sent.chunks()
    return sent.raw(head + b"".join((chunks[1], chunks[0], *chunks[2:])))


def _swapped_head(sent: Sent) -> Path:
    """The header of one file before the body of another."""
    head, _ = sent.chunks()
    other = sent.good().read_bytes()
    return sent.raw(head + other[len(head) :])


def _repeated(sent: Sent) -> Path:
    head, chunks = sent.chunks()
    return sent.raw(head + b"".join((chunks[0], *chunks)))


def _concatenated(sent: Sent) -> Path:
    return sent.raw(sent.good().read_bytes() * 2)


def _hostile_header(sent: Sent) -> Path:
    return sent.raw(b"age-encryption.org/v1\n" + b"-> x\n" * 1_800_000)


def _huge(sent: Sent) -> Path:
    path = sent.raw(sent.good().read_bytes())
    with path.open("ab") as file:
        file.truncate(10 * 2**30)
    return path


def _link(sent: Sent) -> Path:
    path = sent.folder / "00000003.aktpaket"
    path.symlink_to(sent.good())
    return path


def _hostile(name: str) -> Make:
    return lambda sent: sent.signed(HOSTILE[name])


def _path_as_case(sent: Sent) -> Path:
    return sent.signed(Draft(envelope={**Draft().envelope, "cases": ["../../etc/passwd"]}))


def _forged(sent: Sent) -> Path:
    return sent.sealed(Draft().bytes(lambda _message: bytes(64)))


def _for_another(sent: Sent) -> Path:
    own = sent.neighbour.desk.vault.handover
    path = sent.folder / "00000004.aktpaket"
    own.seal(Draft().bytes(), [own.receiving_keys().hybrid], path)
    return path


def _sealed_anew(sent: Sent) -> Path:
    """What somebody else got, passed on as if it were to us."""
    return sent.good(recipients=("ab" * 16,))


def _expired(sent: Sent) -> Path:
    return sent.good(sealed_at="2026-04-20T09:00:00+02:00", expires_on="2026-05-20")


def _replayed(sent: Sent) -> Path:
    path = sent.good()
    sent.office.ask(partial(_take_in, path))
    return path


def _revoked(sent: Sent) -> Path:
    typed = {"words": "Datorn är stulen.", "day": "2026-05-30"}
    sent.office.ask(lambda desk: revoking.distrust(desk, sent.neighbour.here, typed))
    return sent.good()


def _card_over(sent: Sent) -> Path:
    return sent.good(sealed_at="2027-06-01T09:00:00+02:00", expires_on="2027-06-30")


def _newer_file(sent: Sent) -> Path:
    return sent.raw(sent.good().read_bytes().replace(b".org/v1\n", b".org/v2\n", 1))


def _newer_package(sent: Sent) -> Path:
    return sent.signed(Draft(magic=b"aktvalv paket 2\n"))


def _newer_kind(sent: Sent) -> Path:
    return sent.signed(Draft(envelope={**Draft().envelope, "kind": "commission"}))


def _unasked(sent: Sent) -> Path:
    body: JsonObject = {
        "package": "0" * 64,
        "outcome": "accepted",
        "reason": "",
        "heads": [],
        "left": 0,
        "refused": [],
    }
    return sent.neighbour.seal(kind=HandoverKind.RECEIPT, body=body, reply_to="0" * 64)


def _take_in(path: Path, desk: Desk) -> None:
    arrival = receiving.open_package(desk, path)
    receiving.accept(desk, arrival, frozenset(row.key for row in arrival.look.rows))


NO_PACKAGE = "Filen är inget förseglat paket. Välj en fil vars namn slutar på .aktpaket."
DAMAGED = (
    "Paketet är skadat eller ändrat på vägen, så inget har tagits emot. Be avsändaren att göra det "
    "igen."
)
UNREADABLE = "Paketet går inte att läsa, så inget har tagits emot. Be avsändaren att göra det igen."
TWICE = (
    "Samma sak står två gånger i paketet, så inget har tagits emot. Ring avsändaren på ett nummer "
    "du redan har."
)
DEEP = (
    "Paketet har uppgifter i fler led än programmet skriver, så inget har tagits emot. Ring "
    "avsändaren på ett nummer du redan har."
)
SIZES = (
    "Paketet rymmer inte det som det säger sig rymma, så inget har tagits emot. Ring avsändaren på "
    "ett nummer du redan har."
)
PATH = (
    "Paketet försöker peka ut en plats på datorn, så inget har tagits emot. Ring avsändaren på ett "
    "nummer du redan har."
)
LINK = "Det du valde är en länk till en fil någon annanstans. Välj själva paketet."
LARGE = (
    "Filen är för stor att läsas in här. Kontrollera att det är rätt fil. Är den det behöver "
    "innehållet delas upp på flera filer."
)
MISSING = "Filen finns inte kvar där den valdes. Välj den på nytt."
FORGED = (
    "En underskrift stämmer inte, så det den gäller har inte tagits in. Ring avsändaren på ett "
    "nummer du redan har."
)
OTHERS = "Paketet är förseglat till någon annan. Be avsändaren att göra det till ditt nyckelkort."
EXPIRED = "Paketet fick tas emot till och med 2026-05-20. Be avsändaren att göra ett nytt."
REPLAYED = "Paketet är redan mottaget, 2026-06-01. Du behöver inte göra något mer med filen."
UNKNOWN = (
    "Avsändarens nyckelkort finns inte här, så inget visas. Ta först emot kortet under Nyckelkort "
    "och jämför det med avsändaren."
)
REVOKED = (
    "Avsändarens nyckelkort är spärrat, så inget visas. Ring avsändaren på ett nummer du redan har."
)
CARD_OVER = (
    "Avsändarens nyckelkort gällde inte när paketet gjordes. Be om ett nytt kort och ett nytt "
    "paket."
)
NEWER = (
    "Paketet är gjort i en nyare version av programmet. Det ligger kvar där det är: uppdatera "
    "programmet och ta emot det då."
)
UNASKED = "Paketet svarar på något som inte har skickats härifrån. Fråga avsändaren vad det gäller."
GAP = "Ett tidigare paket från avsändaren har inte kommit. Fråga efter det, så att inget saknas."
BACK = (
    "Ett senare paket från avsändaren är redan mottaget. Det här är äldre. Fråga avsändaren om det "
    "fortfarande gäller."
)
CLOCK = (
    "Enligt avsändarens klocka är paketet gjort längre fram i tiden. Kontrollera datorns klocka, "
    "och be avsändaren att kontrollera sin."
)

REFUSED: dict[str, tuple[Make, str]] = {
    "no file": (lambda sent: sent.folder / "borta.aktpaket", MISSING),
    "empty": (lambda sent: sent.raw(b""), NO_PACKAGE),
    "something else": (lambda sent: sent.raw(b"%PDF-1.7\n"), NO_PACKAGE),
    "flipped": (_flipped, DAMAGED),
    "cut": (_cut, DAMAGED),
    "cut between chunks": (_cut_between_chunks, DAMAGED),
    "swapped": (_swapped, DAMAGED),
    "swapped head": (_swapped_head, DAMAGED),
    "repeated": (_repeated, DAMAGED),
    "concatenated": (_concatenated, DAMAGED),
    "hostile header": (_hostile_header, DAMAGED),
    "huge": (_huge, LARGE),
    "link": (_link, LINK),
    "no package inside": (lambda sent: sent.sealed(b"hej"), UNREADABLE),
    "path as a case": (_path_as_case, PATH),
    "path of an attachment": (_hostile("a blob of a case that is none"), PATH),
    "more than there is": (_hostile("as many as may be"), SIZES),
    "more than may be": (_hostile("more than may be"), SIZES),
    "deep": (_hostile("body that is very deep"), DEEP),
    "a key twice": (_hostile("body with a key twice"), TWICE),
    "a record twice": (_hostile("a record twice"), TWICE),
    "forged": (_forged, FORGED),
    "sealed to another": (_for_another, OTHERS),
    "made for another": (_sealed_anew, OTHERS),
    "expired": (_expired, EXPIRED),
    "revoked sender": (_revoked, REVOKED),
    "sender's card is over": (_card_over, CARD_OVER),
    "newer file": (_newer_file, NEWER),
    "newer package": (_newer_package, NEWER),
    "newer kind": (_newer_kind, NEWER),
    "answer to nothing": (_unasked, UNASKED),
}


@pytest.fixture
def sent(office: Office, neighbour: Neighbour, tmp_path: Path) -> Sent:
    return Sent(neighbour, office, tmp_path)


def _written(desk: Desk) -> int:
    journal = desk.vault.journal
    return len(journal.records(journal.register)) + len(journal.streams())


@pytest.mark.req("X03")
@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_its_own_words(
    office: Office, inbox: InboxPage, sent: Sent, name: str
) -> None:
    make, said = REFUSED[name]
    path = make(sent)
    there, stood = path.exists(), office.ask(_written)
    take(office, inbox, path)
    assert said in texts(inbox)
    assert not visible(inbox, PackageRow)
    assert "Handläggning av ärendet" not in texts(inbox), "nothing of it is shown"
    assert office.ask(_written) == stood
    assert path.exists() is there, "the file is nobody's to remove"


@pytest.mark.req("X03")
def test_a_sender_whose_card_is_not_here(
    office: Office, stranger: Neighbour, inbox: InboxPage
) -> None:
    stranger.exchange_cards(taken_in_here=False)
    take(office, inbox, stranger.seal(stranger.new_case()))
    assert UNKNOWN in texts(inbox)
    assert not visible(inbox, PackageRow)


@pytest.mark.req("X03")
def test_the_same_again(office: Office, inbox: InboxPage, sent: Sent) -> None:
    path = _replayed(sent)
    stood = office.ask(_written)
    take(office, inbox, path)
    assert REPLAYED in texts(inbox)
    assert not visible(inbox, PackageRow)
    assert office.ask(_written) == stood
    assert cases_of(office) == ["2026-0101"], "what was taken in stays"


def _gap(sent: Sent) -> Path:
    return sent.good(number=3)


def _back(sent: Sent) -> Path:
    stream = sent.neighbour.new_case()
    sent.office.ask(partial(_take_in, sent.neighbour.seal(stream, number=2)))
    sent.neighbour.note(stream, "Skrivet efteråt.")
    return sent.neighbour.seal(stream, number=1)


def _clock(sent: Sent) -> Path:
    return sent.good(sealed_at="2026-06-02T09:00:00+02:00")


@pytest.mark.req("X03")
@pytest.mark.parametrize(
    ("make", "said"), [(_gap, GAP), (_back, BACK), (_clock, CLOCK)], ids=["gap", "back", "clock"]
)
def test_what_a_person_should_know_is_told_before_it_is_taken_in(
    office: Office, inbox: InboxPage, sent: Sent, make: Make, said: str
) -> None:
    path = make(sent)
    stood = office.ask(_written)
    take(office, inbox, path)
    assert said in texts(inbox)
    assert visible(inbox, PackageRow), "it can be looked at, and taken in"
    assert office.ask(_written) == stood


_NEXT = ("Be ", "Ring ", "Välj ", "Fråga ", "Ta först emot", "Kontrollera ", "uppdatera ",
         "Du behöver inte göra")  # fmt: skip


def test_no_two_are_told_alike_and_each_says_what_to_do() -> None:
    told = {said for _, said in REFUSED.values()} | {UNKNOWN, REPLAYED, GAP, BACK, CLOCK}
    assert len(told) == 22
    assert not [said for said in told if not any(each in said for each in _NEXT)]
