"""Nothing but the file that was sealed opens: 10,000 mutants in every run, 100,000 here and there.

``AKTVALV_MUTANTS`` says how many.
"""

from __future__ import annotations

import itertools
import os
import random

import pytest

from storage.handover import age
from storage.handover.age.payload import CHUNK
from tests.storage.handover.age.mutants import mutants
from tests.storage.handover.age.sealing import CLASSIC, HYBRID, WORK, opened, released, sealed

MUTANTS = int(os.environ.get("AKTVALV_MUTANTS", "10000"))
WORD = bytearray(b"word")
IDENTITIES = (HYBRID, CLASSIC, age.PassphraseIdentity(WORD))
CONTENT = random.Random(3).randbytes(2 * CHUNK + 1000)
RECIPIENTS: dict[str, tuple[tuple[age.Recipient, ...], int, float]] = {
    "hybrid, three chunks": ((HYBRID.recipient,), len(CONTENT), 0.3),
    "hybrid, short": ((HYBRID.recipient,), 300, 0.2),
    "classic, two full chunks": ((CLASSIC.recipient, CLASSIC.recipient), 2 * CHUNK, 0.3),
    "classic, empty": ((CLASSIC.recipient,), 0, 0.1),
    "passphrase": ((age.PassphraseRecipient(WORD, WORK),), 100, 0.1),
}


@pytest.mark.torture
@pytest.mark.req("X03")
@pytest.mark.parametrize("name", RECIPIENTS)
def test_no_mutant_opens_and_none_makes_it_fall(name: str) -> None:
    recipients, size, share = RECIPIENTS[name]
    content = CONTENT[:size]
    file, other = (sealed(each, *recipients) for each in (content, content[::-1]))
    assert opened(file, *IDENTITIES) == content
    dice = random.Random(f"22 november 2026 {name}")
    for mutant in itertools.islice(mutants(file, other, dice), round(MUTANTS * share)):
        # Anything raised that is no AgeError ends the test.
        given, error = released(mutant, IDENTITIES)
        if mutant == other:
            continue
        assert error is not None, mutant[:200]
        # What had been written was true, of this file or of the one whose parts were mixed in.
        assert content.startswith(given) or content[::-1].startswith(given)


@pytest.mark.torture
@pytest.mark.req("X03")
def test_no_mutant_of_the_text_opens_but_for_space_around_it() -> None:
    file, other = (
        sealed(content, HYBRID.recipient, armored=True) for content in (b"content", b"tnetnoc")
    )
    dice = random.Random(22112026)
    accepted = 0
    for _ in range(MUTANTS // 10):
        at, end = sorted(dice.sample(range(len(file)), 2))
        mutant = dice.choice(
            (
                file[:at] + bytes([file[at] ^ 1 << dice.randrange(8)]) + file[at + 1 :],
                file[:at] + dice.choice((b" ", b"\n", b"\r", b"=", b"A")) + file[at:],
                file[:at] + file[end:],
                file[:end] + file[at:],
                file[:at] + other[at:],
            )
        )
        if mutant.strip() in {file.strip(), other.strip()}:
            continue
        _, error = released(mutant, IDENTITIES)
        accepted += error is None
    assert accepted == 0
