"""What is remembered outside every vault."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import Reason, Refusal
from ui.machine import Machine
from ui.machine_settings import MachineSettings, dump, parse, read
from ui.theme import Look, Theme

PATHS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co", "Cf", "Zs"]), min_size=1).map(lambda name: Path("/valv") / name)  # fmt: skip
SETTINGS = st.builds(
    MachineSettings, st.none() | PATHS, st.integers(100, 200), st.sampled_from(list(Look))
)


@given(SETTINGS)
@example(MachineSettings(Path('/hem/Mitt "valv" \\ två.aktvalv'), 125, Look.DARK))
def test_what_is_written_is_read_back(settings: MachineSettings) -> None:
    assert parse(dump(settings)) == settings


@given(st.binary() | st.text().map(str.encode))
@example(b"vault = 3\ntext_percent = true\nlook = []")
@example(b"text_percent = 5000\nlook = 'rosa'")
def test_anything_else_is_the_usual_and_never_an_error(data: bytes) -> None:
    settings = parse(data)
    assert 100 <= settings.text_percent <= 200
    assert settings.look in set(Look)


def test_a_name_that_no_text_can_hold_is_not_remembered() -> None:
    assert parse(dump(MachineSettings(Path("/valv/\udcff")))).vault is None


def test_no_file_is_the_usual(tmp_path: Path) -> None:
    assert read(tmp_path / "finns inte") == MachineSettings()


class Disk:
    """Where the settings are written; full when told to be."""

    def __init__(self) -> None:
        self.full = False
        self.files: dict[Path, bytes] = {}

    def write(self, path: Path, data: bytes) -> None:
        if self.full:
            raise Refusal(Reason.DISK_FULL)
        self.files[path] = data


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def machine(theme: Theme, tmp_path: Path) -> Machine:
    made = Machine(theme, tmp_path / "dator.toml")
    yield made
    theme.set_text_percent(100)
    theme.set_look(Look.LIGHT)


def test_a_choice_is_in_effect_and_remembered(machine: Machine, theme: Theme, disk: Disk) -> None:
    machine.write_with(disk.write)
    machine.choose_text_percent(150)
    machine.choose_look(Look.DARK)
    assert (theme.text_percent, theme.look) == (150, Look.DARK)
    (data,) = disk.files.values()
    assert parse(data) == MachineSettings(None, 150, Look.DARK)


def test_what_was_chosen_before_it_could_be_written_is_written_then(
    machine: Machine, disk: Disk
) -> None:
    machine.remember_vault(Path("/valv/Mitt.aktvalv"))
    assert disk.files == {}
    machine.write_with(disk.write)
    (data,) = disk.files.values()
    assert parse(data).vault == Path("/valv/Mitt.aktvalv")


def test_a_full_disk_takes_nothing_back(machine: Machine, theme: Theme, disk: Disk) -> None:
    refused: list[Refusal] = []
    machine.not_remembered.connect(refused.append)
    disk.full = True
    machine.write_with(disk.write)
    machine.choose_text_percent(200)
    assert theme.text_percent == 200
    assert refused[0].reason is Reason.DISK_FULL
