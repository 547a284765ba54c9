"""Files go both ways between this program and others that speak age."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from storage.handover import age
from storage.handover.age.payload import CHUNK
from tests.storage.handover.age.places import needs_age, needs_node
from tests.storage.handover.age.programs import run_age, run_age_typing, run_npm
from tests.storage.handover.age.sealing import WORK, opened, sealed, seed

SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]
CLASSIC_TEXT = age.X25519Identity.text(seed("classic"))
HYBRID_TEXT = age.HybridIdentity.text(seed("hybrid"))
CLASSIC, HYBRID = map(age.parse_identity, (CLASSIC_TEXT, HYBRID_TEXT))
PHRASE = "åtta ord som blir en lång fras"


def content(size: int) -> bytes:
    return bytes(at * 7 & 255 for at in range(256)) * (size // 256) + bytes(size % 256)


@needs_age
@pytest.mark.req("X03")
@pytest.mark.parametrize("armored", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_the_age_command_opens_ours_and_we_open_its(
    size: int, armored: bool, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    key.write_text(f"{CLASSIC_TEXT}\n")
    ours = sealed(content(size), CLASSIC.recipient, armored=armored)
    assert run_age(["-d", "-i", key], ours) == content(size)
    option = ["-a"] if armored else []
    theirs = run_age([*option, "-r", str(CLASSIC.recipient)], content(size))
    assert opened(theirs, CLASSIC, armored=armored) == content(size)


@needs_age
@pytest.mark.req("X03")
@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
def test_the_age_command_opens_our_passphrase_file_and_we_open_its(tmp_path: Path) -> None:
    phrase = bytearray(PHRASE.encode())
    ours, theirs, out = (tmp_path / name for name in ("ours.age", "theirs.age", "out"))
    ours.write_bytes(sealed(content(CHUNK + 1), age.PassphraseRecipient(phrase)))
    run_age_typing(["-d", "-o", out, ours], PHRASE)
    assert out.read_bytes() == content(CHUNK + 1)
    run_age_typing(["-p", "-o", theirs, out], PHRASE)
    assert opened(theirs.read_bytes(), age.PassphraseIdentity(phrase)) == content(CHUNK + 1)


@needs_node
@pytest.mark.req("X03")
@pytest.mark.parametrize("text", [HYBRID_TEXT, CLASSIC_TEXT], ids=["hybrid", "classic"])
@pytest.mark.parametrize("size", [0, CHUNK, CHUNK + 1])
def test_age_encryption_of_npm_opens_ours_and_we_open_its(
    text: str, size: int, tmp_path: Path
) -> None:
    identity = age.parse_identity(text)
    recipient = str(identity.recipient)
    assert run_npm(tmp_path, "recipient", text).decode() == recipient
    ours = sealed(content(size), identity.recipient)
    assert run_npm(tmp_path, "open", text, ours) == content(size)
    assert opened(run_npm(tmp_path, "seal", recipient, content(size)), identity) == content(size)


@needs_node
def test_age_encryption_of_npm_takes_the_same_passphrases(tmp_path: Path) -> None:
    phrase = bytearray(PHRASE.encode())
    ours = sealed(b"content", age.PassphraseRecipient(phrase, WORK))
    assert run_npm(tmp_path, "unlock", PHRASE, ours) == b"content"
    theirs = run_npm(tmp_path, "lock", PHRASE, b"content")
    assert opened(theirs, age.PassphraseIdentity(phrase)) == b"content"
