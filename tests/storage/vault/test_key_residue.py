"""Which keys lie in the memory of a process that has opened a vault, seen from outside."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from storage.vault import head as heads
from storage.vault import layout, rekeying
from storage.vault.keys import VaultKeys
from tests.conftest import PASSPHRASE
from tests.storage.vault.conftest import ShutVault

CHILD = """
import sys, uuid
from datetime import datetime, timezone
from pathlib import Path
from app.casework.index import indexer
from tests.conftest import law_texts
from storage.vault.door import Door
law = law_texts().parse()
door = Door(
    profile=Path(sys.argv[2]),
    now=lambda: datetime.now(timezone.utc),
    new_id=lambda: str(uuid.uuid4()),
    index_of=indexer(law),
)
vault = door.open(Path(sys.argv[1]), bytearray(sys.stdin.readline().rstrip("\\n").encode()))
print("open", flush=True)
sys.stdin.readline()
vault.close()
print("shut", flush=True)
sys.stdin.readline()
"""


@pytest.mark.req("X01")
@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs /proc")
def test_no_key_is_left_where_it_is_not_needed(shut: ShutVault, tmp_path: Path) -> None:
    head = heads.read((shut.path / layout.HEAD).read_bytes()).head
    data_key = rekeying.unlock_with_passphrase(head, bytearray(PASSPHRASE.encode())).data_key
    raw = bytes(data_key)
    database = bytes(VaultKeys(data_key).database)
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(shut.path), str(tmp_path / "profil")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child, child.stdin, child.stdout:
        child.stdin.write(f"{PASSPHRASE}\n".encode())
        child.stdin.flush()
        assert child.stdout.readline() == b"open\n"
        # SQLCipher needs its own key while it is open: seeing it proves that the search works.
        assert copies(child.pid, database) > 0
        assert copies(child.pid, raw) == 0
        assert copies(child.pid, raw.hex().encode()) == 0
        assert copies(child.pid, database.hex().encode()) == 0
        child.stdin.write(b"\n")
        child.stdin.flush()
        assert child.stdout.readline() == b"shut\n"
        for key in (raw, database):
            assert copies(child.pid, key) == 0
            assert copies(child.pid, key.hex().encode()) == 0


def copies(pid: int, wanted: bytes) -> int:
    """How often these bytes lie in the readable memory of a process."""
    found = 0
    maps = Path(f"/proc/{pid}/maps").read_text()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in re.findall(r"^([0-9a-f]+)-([0-9a-f]+) rw", maps, re.MULTILINE):
            memory.seek(int(start, 16))
            try:
                found += memory.read(int(end, 16) - int(start, 16)).count(wanted)
            except OSError:
                continue
    return found
