"""What turning a passphrase into a key may cost: enough to hurt a guesser, never enough to be
used against the person who unlocks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from storage.crypto.primitives import KdfCost, argon2id

MIB = 1024
"""In the KiB that Argon2 counts in."""

FLOOR = KdfCost(memory_kib=64 * MIB, passes=3)
"""RFC 9106's second recommendation. Also what a recovery code costs: its 128 random bits need
no help, and it must open on the weakest machine of the unit."""

USUAL = KdfCost(memory_kib=256 * MIB, passes=3)

MAX_MEMORY_KIB = 2 * 1024 * MIB
MAX_PASSES = 10
MAX_LANES = 4
"""Ceilings for what a head may ask for, checked before anything runs: a head somebody has
tampered with must not be able to hang or exhaust the machine."""

_SECONDS_TOO_SLOW = 1.5


def calibrated(clock: Callable[[], float] = time.perf_counter) -> KdfCost:
    """The usual cost, or on a machine where that takes more than 1.5 s half the memory, down to
    the floor. Measured once, with one derivation at the floor (about 0.3 s)."""
    started = clock()
    argon2id(bytearray(b"calibration"), bytes(32), FLOOR)
    seconds_at_floor = clock() - started
    memory = USUAL.memory_kib
    while (
        memory > FLOOR.memory_kib
        and seconds_at_floor * memory / FLOOR.memory_kib > _SECONDS_TOO_SLOW
    ):
        memory //= 2
    return KdfCost(memory_kib=memory, passes=USUAL.passes)


@dataclass(frozen=True, slots=True)
class KdfPolicy:
    """Costs of new slots. The defaults are for real vaults; tests pass smaller ones."""

    passphrase: Callable[[], KdfCost] = calibrated
    recovery: KdfCost = FLOOR


def fixed(cost: KdfCost) -> KdfPolicy:
    """The same cost for every slot, whatever the machine."""
    return KdfPolicy(passphrase=lambda: cost, recovery=cost)
