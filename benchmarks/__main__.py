"""``python -m benchmarks``: measure everything, and print one table."""

from __future__ import annotations

import contextlib
import os
import platform
import sqlite3
import subprocess
import sys
from pathlib import Path

from benchmarks.every_case import case_figures, list_figures, upkeep_figures
from benchmarks.figures import Aim, Figure, in_turns, table
from benchmarks.form_window import form_window_figures
from benchmarks.forms import form_figures
from benchmarks.measured_vault import MeasuredVault, at_hand, unlock
from benchmarks.paper import plan_figure
from benchmarks.places import memory_folder, working_folder
from benchmarks.sample_vaults import (
    LARGE_CASE_RECORDS,
    RECORDS_PER_CASE,
    SampleVault,
    copy_of_sample,
)
from benchmarks.sealing import sealing_figures
from benchmarks.starting import start_figures

SMALL, LARGE = 50, 1000
ROUNDS = 15
APPENDS = 60
GROWTH = Aim(1.3)


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with working_folder() as folder:
        small, large = copy_of_sample(SMALL, folder), copy_of_sample(LARGE, folder)
        print(_conditions(large), flush=True)
        figures = [*start_figures(large.path, folder), _memory_figure(large)]
        figures += _unlock_figures(small, large)
        with contextlib.ExitStack() as stack:
            few, many = (stack.enter_context(at_hand(each)) for each in (small, large))
            figures += _case_figures(few, many)
            figures += [plan_figure(many.desk), *case_figures(many), *list_figures(many, LARGE)]
            figures += upkeep_figures(many, LARGE)
    with memory_folder() as folder:
        figures += sealing_figures(folder, _said_by("sealing", str(folder)))
    figures += [*form_figures(), *form_window_figures(), _form_memory_figure()]
    print(table(figures))
    missed = [figure for figure in figures if figure.met is False]
    print(f"\n{len(missed)} of {sum(f.met is not None for f in figures)} aims missed.")
    return 0


def _unlock_figures(small: SampleVault, large: SampleVault) -> list[Figure]:
    unlock(small), unlock(large)
    few, many = in_turns(ROUNDS, lambda: unlock(small), lambda: unlock(large))
    return [
        Figure(f"unlock beyond the KDF, {LARGE:,} cases", many, aim=Aim(value=250)),
        Figure(f"growth of unlock, {SMALL} to {LARGE:,} cases", many, few, GROWTH),
    ]


def _case_figures(few: MeasuredVault, many: MeasuredVault) -> list[Figure]:
    few.append(), few.append_plainly(), many.append(), many.append_plainly()
    opened = in_turns(
        ROUNDS,
        few.open_case,
        few.open_case_plainly,
        many.open_case,
        many.open_case_plainly,
        many.open_case_again,
    )
    appended = in_turns(APPENDS, few.append, few.append_plainly, many.append, many.append_plainly)
    due_few, due_many = in_turns(ROUNDS, few.todo, many.todo)
    found_few, found_many = in_turns(ROUNDS, few.search, many.search)
    case = f"open a case of {LARGE_CASE_RECORDS:,} records"
    append = f"durable append of a note to a case of {RECORDS_PER_CASE}"
    return [
        Figure(f"{case}, {SMALL} cases / sqlite3", opened[0], opened[1], Aim(1.5, 60)),
        Figure(f"{case}, {LARGE:,} cases / sqlite3", opened[2], opened[3], Aim(1.5, 60)),
        Figure(f"growth of opening it, {SMALL} to {LARGE:,} cases", opened[2], opened[0], GROWTH),
        Figure("another page of the same case", opened[4], aim=Aim()),
        Figure(f"{append}, {SMALL} cases / sqlite3", appended[0], appended[1], Aim(1.7)),
        Figure(f"{append}, {LARGE:,} cases / sqlite3", appended[2], appended[3], Aim(1.7)),
        Figure(
            f"growth of the append, {SMALL} to {LARGE:,} cases", appended[2], appended[0], GROWTH
        ),
        Figure(f"the start page, {LARGE:,} / {SMALL} cases: 20 × the rows", due_many, due_few),
        Figure(f"search by name, {LARGE:,} / {SMALL} cases: 20 × the hits", found_many, found_few),
    ]


def _memory_figure(sample: SampleVault) -> Figure:
    ours = _said_by("ours", str(sample.path), sample.large)
    name = f"peak memory: {LARGE:,} cases, a large case and a PDF / bare QtWidgets"
    return Figure(name, ours, _said_by("bare"), unit="MiB")


def _form_memory_figure() -> Figure:
    name = "peak memory: every page of Utredning vuxen / bare QtWidgets"
    return Figure(name, _said_by("form"), _said_by("bare"), unit="MiB")


def _said_by(*arguments: str) -> float:
    command = [sys.executable, "-E", "-s", "-m", "benchmarks.peak_memory", *arguments]
    root = Path(__file__).parent.parent
    return float(subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE).stdout)


def _conditions(sample: SampleVault) -> str:
    size = (sample.path / "akter.db").stat().st_size / 2**20
    return (
        f"{_processor()}, {os.cpu_count()} cores; {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}; stdlib SQLite {sqlite3.sqlite_version}; "
        f"database of {LARGE:,} cases: {size:.0f} MiB\n"
        f"Medians of {ROUNDS} rounds ({APPENDS} for appends), ours and baseline in turns.\n"
    )


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


if __name__ == "__main__":
    raise SystemExit(main())
