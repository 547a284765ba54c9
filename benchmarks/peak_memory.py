"""Run as a process of its own: does a stretch of work and says the most memory it held, in MiB.

``ours VAULT LARGE_CASE``: what the main window needs is loaded, the vault unlocked, the list and
the largest case shown, a plan made into a PDF. ``form``: Utredning vuxen half filled in, with
every page built. ``sealing FOLDER``: a file of 500 MB sealed and opened. ``bare``: a plain
QtWidgets window.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path


def peak_mib() -> float:
    """Of this process alone. ``getrusage`` would count what the parent held before ``exec``."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the system does not tell")


def ours(path: str, large: str) -> None:
    from storage.process import harden

    harden()
    from PySide6.QtWidgets import QApplication

    import ui.unlocked  # noqa: F401 - counted with the rest
    from app.ids import StreamId
    from app.usecases import reading
    from app.usecases.watching import todo
    from benchmarks.paper import plan_of_three_pages
    from benchmarks.sample_vaults import SampleVault, profile_beside, quick_core

    application = QApplication(sys.argv[:1])
    folder = Path(path)
    core = quick_core(profile_beside(folder))
    vault = SampleVault(folder, StreamId(large), core).open()
    try:
        desk = core.desk(vault)
        todo.todo(desk)
        reading.list_cases(desk)
        reading.open_case(desk, StreamId(large))
        plan_of_three_pages(desk)()
    finally:
        vault.close()
    application.shutdown()


def form() -> None:
    from PySide6.QtWidgets import QApplication

    from benchmarks.form_window import ADULT, half_filled, read, shown
    from ui.theme import Look, Theme

    application = QApplication(sys.argv[:1])
    Theme(application).set_look(Look.LIGHT)
    filled = half_filled(read(ADULT.read_bytes()))
    with shown(filled) as view:
        for _ in filled.pages():
            view.next_page()
            application.processEvents()
    application.shutdown()


def sealing(folder: str) -> None:
    from benchmarks.sealing import LargeFile

    large = LargeFile(Path(folder))
    large.seal(large.classic.recipient)
    large.open(large.classic)


def bare() -> None:
    from PySide6.QtWidgets import QApplication, QLabel

    application = QApplication(sys.argv[:1])
    window = QLabel("Lås upp")
    window.show()
    application.processEvents()
    application.shutdown()


if __name__ == "__main__":
    stretches: dict[str, Callable[..., None]] = {
        "ours": ours,
        "form": form,
        "sealing": sealing,
        "bare": bare,
    }
    stretches[sys.argv[1]](*sys.argv[2:])
    print(peak_mib())
