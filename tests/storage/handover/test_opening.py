"""What comes in a file is opened whole and read apart, or it is told why not."""

from __future__ import annotations

import io
import os
import random
import resource
import signal
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.errors import Reason, Refusal
from app.handover.package import LARGEST
from app.handover.package_bytes import read
from app.jsonvalue import Json
from app.progress import Cancelled, Progress, no_progress
from storage.foreign.reader import ForeignFiles
from storage.handover import age, sealing
from storage.handover.opening import decrypted, open_package
from storage.process.jailer import Jailer
from tests.app.handover.packing import Draft, blob, blob_frames, record_frame
from tests.app.handover.test_package_bytes import HOSTILE, WORSE, WRITTEN
from tests.app.journal.strategies import record, verify
from tests.storage.handover.age.mutants import mutants
from tests.storage.process.test_jail import program
from tests.storage.test_files import in_child
from tests.storage.vault.conftest import outcome, reason_of

OURS = age.Identities.of_seed(bytearray(range(32)))
OTHERS = age.Identities.of_seed(bytearray(range(1, 33)))
MUTANTS = int(os.environ.get("AKTVALV_MUTANTS", "10000"))
"""Of whole files, and of the packages inside them."""

MALFORMED = {
    Reason.PACKAGE_MALFORMED,
    Reason.PACKAGE_SIZES_WRONG,
    Reason.PACKAGE_SAYS_TWICE,
    Reason.PACKAGE_TOO_DEEP,
    Reason.PACKAGE_NAMES_PATH,
}
"""Something inside that nobody writes, told apart as far as it can be."""

REFUSED = {
    Reason.NOT_A_PACKAGE,
    Reason.PACKAGE_NEWER,
    Reason.PACKAGE_DAMAGED,
    Reason.PACKAGE_NOT_FOR_US,
    *MALFORMED,
    Reason.SIGNATURE_WRONG,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "00000001.aktpaket"


def sealed(data: bytes, *recipients: age.Recipient, armored: bool = False) -> bytes:
    out = io.BytesIO()
    age.encrypt(io.BytesIO(data), out, recipients or [OURS.hybrid.recipient], armored=armored)
    return out.getvalue()


def opened(path: Path, progress: Progress = no_progress) -> bytes:
    return open_package(path, OURS, ForeignFiles(), progress)


def noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


SEALED = sealed(WRITTEN)

# ------------------------------------------------------------------------ what is opened


@pytest.mark.req("F036")
@pytest.mark.parametrize("recipient", [OURS.hybrid.recipient, OURS.classic.recipient])
def test_a_package_comes_back_as_it_was_sealed(path: Path, recipient: age.Recipient) -> None:
    sealing.seal(WRITTEN, [str(recipient)], path)
    assert opened(path) == WRITTEN


def test_a_package_with_large_attachments_comes_back(path: Path) -> None:
    blobs = [piece for seed in range(6) for piece in blob_frames(blob(noise(seed, 6_000_000)))]
    data = Draft(blobs=blobs).bytes()
    path.write_bytes(sealed(data))
    assert opened(path) == data


def test_nothing_is_written_to_the_disk(path: Path) -> None:
    """What was sealed must not lie open in a temporary file, not even for a moment."""
    path.write_bytes(SEALED)

    def child() -> bool:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        return opened(path) == WRITTEN

    assert in_child(child)


def test_how_far_it_has_come_is_told(path: Path) -> None:
    path.write_bytes(SEALED)
    told: list[tuple[int, int]] = []
    opened(path, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert all(total == 100 for _, total in told)


def test_it_can_be_stopped(path: Path) -> None:
    path.write_bytes(sealed(os.urandom(1_000_000)))

    def enough(done: int, _total: int) -> None:
        if done > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        opened(path, enough)


# ------------------------------------------------------------------ what is no package of ours


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../etc/passwd", bytes(50_000_000))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.NOT_A_PACKAGE),
        (b"%PDF-1.7\n", Reason.NOT_A_PACKAGE),
        (b"<html><script>alert(1)</script>", Reason.NOT_A_PACKAGE),
        (zipped(), Reason.NOT_A_PACKAGE),
        (WRITTEN, Reason.NOT_A_PACKAGE),
        (sealed(WRITTEN, armored=True), Reason.NOT_A_PACKAGE),
        (b"age-encryption.org/v1", Reason.NOT_A_PACKAGE),
        (b"age-encryption.org/vx\n", Reason.NOT_A_PACKAGE),
        (b"\n" + SEALED, Reason.NOT_A_PACKAGE),
        (b"age-encryption.org/v2\n" + SEALED[22:], Reason.PACKAGE_NEWER),
        (b"age-encryption.org/v1\n", Reason.PACKAGE_DAMAGED),
        (b"age-encryption.org/v1\r\n" + SEALED[22:], Reason.NOT_A_PACKAGE),
        (b"age-encryption.org/v1\n" + b"-> x\n" * 3_000_000, Reason.PACKAGE_DAMAGED),
        (b"age-encryption.org/v1\n-> " + b"x" * 9_000_000, Reason.PACKAGE_DAMAGED),
        (SEALED[:-1], Reason.PACKAGE_DAMAGED),
        (SEALED + b"\0", Reason.PACKAGE_DAMAGED),
        (SEALED + SEALED, Reason.PACKAGE_DAMAGED),
        (SEALED[: SEALED.index(b"--- ") + 48], Reason.PACKAGE_DAMAGED),
        (SEALED.replace(b"--- ", b"---  "), Reason.PACKAGE_DAMAGED),
        (sealed(WRITTEN, OTHERS.hybrid.recipient), Reason.PACKAGE_NOT_FOR_US),
        (sealed(WRITTEN, OTHERS.classic.recipient), Reason.PACKAGE_NOT_FOR_US),
        (
            sealed(WRITTEN, age.PassphraseRecipient(bytearray(b"a"), work=4)),
            Reason.PACKAGE_NOT_FOR_US,
        ),
        (sealed(b""), Reason.PACKAGE_MALFORMED),
        (sealed(SEALED), Reason.PACKAGE_MALFORMED),
        (sealed(zipped()), Reason.PACKAGE_MALFORMED),
        (sealed(WRITTEN[:-1]), Reason.PACKAGE_MALFORMED),
        (sealed(WRITTEN + WRITTEN), Reason.PACKAGE_MALFORMED),
        (sealed(Draft(magic=b"aktvalv paket 2\n").bytes()), Reason.PACKAGE_NEWER),
        (sealed(Draft(envelope={"format": 2}).bytes()), Reason.PACKAGE_NEWER),
    ],
)
def test_every_other_file_has_its_reason(path: Path, data: bytes, reason: Reason) -> None:
    path.write_bytes(data)
    assert reason_of(opened, path) is reason


@pytest.mark.req("F036")
@pytest.mark.parametrize(
    "name",
    ["body with a key twice", "body that is very deep", "body of 10 MB", "as many as may be",
     "a frame beyond the end", "a blob with another hash", "a blob of a case that is none"],
)  # fmt: skip
def test_what_is_hostile_inside_is_found_out_in_the_jail(path: Path, name: str) -> None:
    path.write_bytes(sealed(HOSTILE[name].bytes()))
    assert reason_of(opened, path) is WORSE.get(name, Reason.PACKAGE_MALFORMED)


def test_signatures_are_not_for_the_jail(path: Path) -> None:
    """It has no keys and no ciphers: ``package_bytes.read`` is called again, with them."""
    forged = Draft().bytes(lambda _message: bytes(64))
    path.write_bytes(sealed(forged))
    assert reason_of(read, opened(path), verify) is Reason.SIGNATURE_WRONG


def test_files_that_are_not_there_or_no_files(tmp_path: Path) -> None:
    assert reason_of(opened, tmp_path / "borta") is Reason.FILE_MISSING
    assert reason_of(opened, tmp_path) is Reason.FILE_UNREADABLE
    os.mkfifo(tmp_path / "rör")
    assert reason_of(opened, tmp_path / "rör") is Reason.FILE_UNREADABLE
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    assert reason_of(opened, tmp_path / "ring") is Reason.PACKAGE_IS_LINK


def test_a_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    path.write_bytes(SEALED)
    (tmp_path / "genväg").symlink_to(path)
    assert reason_of(opened, tmp_path / "genväg") is Reason.PACKAGE_IS_LINK
    assert opened(path) == WRITTEN


def test_a_file_that_is_too_large_is_not_read(path: Path) -> None:
    with path.open("wb") as file:
        file.write(SEALED)
        file.truncate(10 * 2**30)
    with pytest.raises(Refusal) as refusal:
        opened(path)
    assert refusal.value.reason is Reason.FILE_TOO_LARGE
    assert refusal.value.params == {"limit": 64}


def test_more_than_a_package_is_not_decrypted(path: Path) -> None:
    path.write_bytes(sealed(bytes(LARGEST + 1), OURS.classic.recipient))
    assert reason_of(opened, path) is Reason.FILE_TOO_LARGE


def test_the_largest_package_is_decrypted() -> None:
    data = bytes(LARGEST)
    assert decrypted(sealed(data, OURS.classic.recipient), OURS) == data


# ------------------------------------------------------------- the other process is not believed


def saying(answer: Json) -> ForeignFiles:
    """With a reader that has been taken over by what it read."""

    class Saying(Jailer):
        def ask(self, question: Sequence[bytes], progress: Progress = no_progress) -> Json:
            return answer

    return ForeignFiles(Saying(program))


@pytest.mark.parametrize(
    "answer", [None, {}, {"digest": "0" * 64}, {"digest": 1}, {"digest": "", "more": 1}]
)
def test_another_answer_is_none(path: Path, answer: Json) -> None:
    path.write_bytes(SEALED)
    assert reason_of(open_package, path, OURS, saying(answer)) is Reason.FILE_READER_STOPPED


# --------------------------------------------------------------------------- in the mass


def accepted(data: bytes, opens: Callable[[bytes], bytes] = lambda data: data) -> bool:
    reason = outcome(lambda: read(opens(data), verify))
    assert reason is None or reason in REFUSED
    return reason is None


@pytest.mark.req("F036")
def test_no_mutant_of_a_file_is_accepted() -> None:
    dice = random.Random(20260601)
    # Of several chunks, so that these can be moved about.
    file = sealed(Draft(blobs=blob_frames(blob(noise(1, 150_000)))).bytes())
    other = sealed(Draft(blobs=blob_frames(blob(noise(2, 150_000)))).bytes())
    found = mutants(file, other, dice)
    assert accepted(file, in_our_hands)
    assert not any(accepted(next(found), in_our_hands) for _ in range(MUTANTS))


def in_our_hands(data: bytes) -> bytes:
    return decrypted(data, OURS)


@pytest.mark.req("F036")
def test_no_mutant_inside_a_file_is_accepted() -> None:
    """Changed before it was sealed, by somebody who can seal and cannot sign."""
    dice = random.Random(20260602)
    other = Draft(records=[record_frame(record())], cards=[]).bytes()
    for _ in range(MUTANTS):
        changed = spoiled(WRITTEN, other, dice)
        assert changed == WRITTEN or not accepted(changed)


def spoiled(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Without the shape of an age file to keep to."""
    at, end = sorted(dice.sample(range(len(data) + 1), 2))
    end = min(end, at + 300)
    there = dice.randrange(len(other))
    match dice.randrange(8):
        case 0:
            place = dice.randrange(len(data))
            return data[:place] + bytes([data[place] ^ 1 << dice.randrange(8)]) + data[place + 1 :]
        case 1:
            return data[:at] + dice.choice((b"\0", b"\xff")) * (end - at) + data[end:]
        case 2:
            return data[:at] + data[end:]
        case 3:
            return data[:at] + data[at:end] * dice.randrange(2, 5) + data[end:]
        case 4:
            return data[:at] + dice.randbytes(end - at) + data[end:]
        case 5:
            return data[:at] + other[there:]
        case 6:
            return data[:at] + other[there : there + end - at] + data[end:]
        case _:
            return data[:at] + dice.choice((b"\xff" * 4, bytes(4), b"\0\0\0\x01")) + data[at + 4 :]
