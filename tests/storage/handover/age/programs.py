"""Other age programs, run as they are installed."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.storage.handover.age.places import AGE, NODE, NODE_MODULES

_SCRIPT = """
import * as age from "age-encryption";
const [task, key] = process.argv.slice(2);
const parts = [];
for await (const part of process.stdin) parts.push(part);
const data = new Uint8Array(Buffer.concat(parts));
const sealing = new age.Encrypter(), opening = new age.Decrypter();
sealing.setScryptWorkFactor(10);
const tasks = {
  recipient: () => age.identityToRecipient(key),
  seal: () => (sealing.addRecipient(key), sealing.encrypt(data)),
  open: () => (opening.addIdentity(key), opening.decrypt(data, "uint8array")),
  lock: () => (sealing.setPassphrase(key), sealing.encrypt(data)),
  unlock: () => (opening.addPassphrase(key), opening.decrypt(data, "uint8array")),
};
process.stdout.write(await tasks[task]());
"""


def run_age(arguments: Sequence[str | Path], data: bytes = b"") -> bytes:
    """What the ``age`` command writes to standard output."""
    assert AGE is not None
    return subprocess.run([AGE, *arguments], input=data, stdout=subprocess.PIPE, check=True).stdout


def run_age_typing(arguments: Sequence[str | Path], typed: str) -> None:
    """The ``age`` command with somebody at a terminal who types ``typed`` whenever it asks."""
    assert AGE is not None
    ours, its = os.openpty()
    # Whoever leads a session and opens a terminal has it as /dev/tty from then on.
    command = ["sh", "-c", 'exec 3<>"$0" && exec "$@"', os.ttyname(its), AGE, *arguments]
    program = subprocess.Popen(command, start_new_session=True, stdin=its, stderr=its)
    said = os.read(ours, 4096)
    os.close(its)
    # Linux says EIO when the program has closed the terminal.
    with contextlib.suppress(OSError):
        while True:
            if said.rstrip().endswith(b":"):
                os.write(ours, f"{typed}\n".encode())
                said = b""
            said += os.read(ours, 4096)
    os.close(ours)
    assert program.wait() == 0, said


def run_npm(folder: Path, task: str, key: str, data: bytes = b"") -> bytes:
    """npm ``age-encryption``. ``folder`` is for the script and a link to the modules."""
    assert NODE is not None
    script = folder / "task.mjs"
    if not script.exists():
        script.write_text(_SCRIPT)
        (folder / "node_modules").symlink_to(NODE_MODULES)
    return subprocess.run(
        [NODE, script, task, key], input=data, stdout=subprocess.PIPE, check=True
    ).stdout
