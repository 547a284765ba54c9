"""The vectors that all age programs are held to (C2SP/CCTV), each with its class of failure."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from storage.handover import age
from tests.storage.handover.age.places import PUBLISHED, VECTORS
from tests.storage.handover.age.sealing import released

OUTCOMES: Mapping[str, type[age.AgeError] | None] = {
    "success": None,
    "no match": age.NoMatchError,
    "HMAC failure": age.MacError,
    "header failure": age.HeaderError,
    "armor failure": age.ArmorError,
    "payload failure": age.PayloadError,
}
_MODULE_LINE = re.compile(r'^var (\w+)_default = __toBinary\("([A-Za-z0-9+/=]*)"\);$', re.MULTILINE)


@dataclass(frozen=True)
class Vector:
    fields: Mapping[str, list[str]]
    file: bytes

    @classmethod
    def of(cls, data: bytes) -> Vector:
        head, _, file = data.partition(b"\n\n")
        fields: defaultdict[str, list[str]] = defaultdict(list)
        for line in head.decode().splitlines():
            name, _, value = line.partition(": ")
            fields[name].append(value)
        return cls(fields, zlib.decompress(file) if fields["compressed"] else file)

    def identities(self) -> Iterator[age.Identity]:
        yield from map(age.parse_identity, self.fields["identity"])
        for passphrase in self.fields["passphrase"]:
            yield age.PassphraseIdentity(bytearray(passphrase.encode()))

    def check(self) -> None:
        content, error = released(
            self.file, list(self.identities()), armored=bool(self.fields["armored"])
        )
        (expected,) = self.fields["expect"]
        assert type(error) is (OUTCOMES[expected] or type(None)), error
        promised = self.fields["payload"] or [hashlib.sha256(b"").hexdigest()]
        assert hashlib.sha256(content).hexdigest() == promised[0]


def in_folder() -> dict[str, bytes]:
    if not VECTORS.is_dir():
        return {}
    return {path.name: path.read_bytes() for path in sorted(VECTORS.iterdir())}


def in_package() -> dict[str, bytes]:
    if not PUBLISHED.is_file():
        return {}
    found = _MODULE_LINE.findall(PUBLISHED.read_text())
    return {name: base64.b64decode(text) for name, text in found}


FOLDER, PACKAGE = in_folder(), in_package()


@pytest.mark.req("X03")
@pytest.mark.skipif(not FOLDER, reason="AKTVALV_TESTDATA is not set")
@pytest.mark.parametrize("name", FOLDER or ["none"])
def test_each_vector_ends_as_it_should(name: str) -> None:
    Vector.of(FOLDER[name]).check()


@pytest.mark.req("X03")
@pytest.mark.skipif(not PACKAGE, reason="AKTVALV_NODE_MODULES is not set")
@pytest.mark.parametrize("name", PACKAGE or ["none"])
def test_each_published_vector_ends_as_it_should(name: str) -> None:
    Vector.of(PACKAGE[name]).check()


@pytest.mark.skipif(not PACKAGE, reason="AKTVALV_NODE_MODULES is not set")
def test_all_published_vectors_were_found() -> None:
    assert len(PACKAGE) >= 143
    kinds = {Vector.of(data).fields["expect"][0] for data in PACKAGE.values()}
    assert kinds == set(OUTCOMES)
