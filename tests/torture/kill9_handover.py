"""Kills a process in the middle of handing over, before each of its writes in turn.

The child does one thing with a real vault (seals a package, accepts one, undoes an acceptance) and
kills itself before a given statement of the database. Whoever opens the vault afterwards finds all
of it or nothing; and no file lies under a package's name that the register does not tell of.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from app.handover.kinds import HandoverKind
from app.ids import EntityId, StreamId
from app.ports import OpenVault
from app.usecases.desk import Desk
from app.usecases.handover import receiving
from app.usecases.handover.packages import sending, undo
from app.usecases.handover.packages.package_register import received_packages
from app.usecases.handover.packages.parcels import Contents, Parcel
from storage.database import statements
from tests.conftest import (
    PASSPHRASE,
    RESOURCES,
    FormLibrary,
    law_texts,
    make_desk,
    make_door,
)
from tests.fakes import CountedIds, StoppedClock
from tests.handover import START, Side, choosable

SEAL, ACCEPT, UNDO = "seal", "accept", "undo"
_OTHER_IDS = 7 * 10**8
_WRITES = ("INSERT", "COMMIT", "UPDATE", "BEGIN", "DELETE")


def opened(folder: Path) -> OpenVault:
    """The vault of a copied side."""
    law = law_texts().parse()
    door = make_door(folder / "profil", StoppedClock(START), CountedIds(_OTHER_IDS), law)
    return door.open(folder / "valv.aktvalv", bytearray(PASSPHRASE.encode()))


def desk_of(vault: OpenVault) -> Desk:
    forms = FormLibrary(file.read_bytes() for file in sorted((RESOURCES / "forms").glob("*.json")))
    ids = CountedIds(_OTHER_IDS)
    return make_desk(vault, StoppedClock(START), ids, law_texts().parse(), forms)


def whole(to: EntityId, stream: StreamId) -> Parcel:
    def pick(desk: Desk) -> Contents:
        return Contents(records=desk.vault.journal.records(stream))

    return Parcel(HandoverKind.COPY, to, "Handläggning av ärendet", pick, stream=stream)


def act(desk: Desk, what: str, arguments: Sequence[str]) -> None:
    if what == SEAL:
        to, stream, out = EntityId(arguments[0]), StreamId(arguments[1]), Path(arguments[2])
        sending.seal_parcel(desk, whole(to, stream), out)
    elif what == ACCEPT:
        arrival = receiving.open_package(desk, Path(arguments[0]))
        receiving.accept(desk, arrival, choosable(arrival))
    else:
        undo.undo(desk, received_packages(desk)[-1].id)


def child(folder: Path, last: int, what: str, arguments: Sequence[str]) -> None:
    """Do it, and die before the write of that number; 0 lives and prints how many there were."""
    count = 0
    execute = statements.Connection.execute

    def counted(
        connection: statements.Connection, sql: str, parameters: Sequence[statements.Value] = ()
    ) -> list[statements.Row]:
        nonlocal count
        if sql.lstrip().startswith(_WRITES):
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(connection, sql, parameters)

    with closing(opened(folder)) as vault:
        desk = desk_of(vault)
        statements.Connection.execute = counted  # type: ignore[method-assign]
        act(desk, what, arguments)
        statements.Connection.execute = execute  # type: ignore[method-assign]
    sys.stdout.write(f"{count}\n")


def ran(folder: Path, last: int, what: str, arguments: Sequence[str]) -> int:
    """How many writes there were; 0 when it was killed."""
    command = [sys.executable, "-m", "tests.torture.kill9_handover", str(folder), str(last), what]
    done = subprocess.run([*command, *arguments], capture_output=True, check=False)
    if done.returncode == -signal.SIGKILL:
        return 0
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode()[-2000:])
    return int(done.stdout)


def copy_of(side: Side, folder: Path) -> Path:
    """A side's vault and profile, to be spoiled. The vault is closed."""
    shutil.copytree(side.path.parent, folder)
    return folder


def places(count: int, wanted: int, chance: random.Random) -> list[int]:
    """The first, the last and some between."""
    between = chance.sample(range(2, count), min(wanted, count - 2))
    return sorted({1, count, *between})


if __name__ == "__main__":
    child(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:])
