"""The method pack of format version 1 is read for ever, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.forms.method_pack import read_method_pack, write_method_pack

FILE = Path(__file__).parent / "method-pack-1.aktvalv-metodpaket"


@pytest.mark.req("X19")
def test_it_is_read_and_written_the_same() -> None:
    data = FILE.read_bytes()

    pack = read_method_pack(data)

    assert pack.digest == "5ebb7a5d4848faa41f3aee0753007b7f1559caa47588953b290a57bb75c7d652"
    assert (pack.name, pack.version, pack.effective_from) == ("Metod vår 2026", "1", "2026-06-15")
    assert [template.key for template in pack.templates] == ["urn:exempel:mall:prov|1.0.0"]
    assert [(text.key, text.title) for text in pack.texts] == [("avhoppare", "Avhoppare")]
    assert write_method_pack(pack) == data
