"""Calls that may be made in one room only, or nowhere."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.source import calls, sources

FILE_WRITERS = re.compile(
    r"(^open|\.open|\.write_bytes|\.write_text|\.mkdir|\.unlink|\.rename|\.replace_file"
    r"|^os\.(open|rename|replace|unlink|remove|mkdir|makedirs)|^shutil\..*|^tempfile\..*)$"
)
MAY_WRITE_FILES = ("storage/",)


def test_only_storage_touches_files() -> None:
    found = [
        f"{source.where(node)} {name}"
        for source in sources("app", "ui", "resources")
        for name, node in calls(source)
        if FILE_WRITERS.search(name) and not is_qt_dialog(name)
    ]
    assert found == []


def is_qt_dialog(name: str) -> bool:
    """``dialog.open()`` shows a window without a nested event loop; it opens no file."""
    return name.endswith(".open") and not name.endswith(("Path.open", "path.open"))


def test_only_the_process_room_starts_processes() -> None:
    found = [
        f"{source.where(node)} {name}"
        for source in sources()
        for name, node in calls(source)
        if re.match(r"(subprocess\.|os\.(exec|system|popen|spawn|fork)|.*QProcess)", name)
        and not source.name.startswith("storage/process/")
    ]
    assert found == []


def test_no_nested_event_loops() -> None:
    found = [
        f"{source.where(node)} {name}"
        for source in sources("ui")
        for name, node in calls(source)
        if name.endswith((".processEvents", "QEventLoop"))
        or (name.endswith(".exec") and source.name != "ui/start.py")
        or name == "time.sleep"
    ]
    assert found == []


def test_no_lambda_is_connected() -> None:
    """A lambda on ``self`` keeps a closed page alive, and what it showed with it."""
    found = [
        source.where(node)
        for source in sources("ui")
        for name, node in calls(source)
        if name.endswith(".connect") and any(isinstance(a, ast.Lambda) for a in node.args)
    ]
    assert found == []


@pytest.mark.req("X02")
def test_nothing_of_ours_imports_a_network() -> None:
    names = re.compile(r"^(socket|ssl|http|urllib\.request|requests|asyncio|ftplib|smtplib)(\.|$)")
    found = []
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Import):
                imported = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                imported = [node.module or ""]
                imported += [f"{node.module}.{alias.name}" for alias in node.names]
            else:
                continue
            found += [
                f"{source.where(node)} {name}"
                for name in imported
                if names.match(name) or "QtNetwork" in name
            ]
    assert found == []


def test_text_from_data_is_never_markup() -> None:
    """Qt guesses that text with tags is rich text; a name may contain tags."""
    found = [
        f"{source.where(node)} {name}"
        for source in sources("ui")
        for name, node in calls(source)
        if name.endswith((".setHtml", ".insertHtml", ".appendHtml", ".setMarkdown"))
        or "RichText" in ast.unparse(node)
    ]
    assert found == []


def test_a_label_says_that_it_is_plain() -> None:
    """``QLabel`` is made in one place, which sets the plain text format."""
    found = [
        source.where(node)
        for source in sources("ui")
        for name, node in calls(source)
        if name in ("QLabel", "QtWidgets.QLabel") and not source.name.startswith("ui/widgets/")
    ]
    assert found == []


def test_broad_except_only_at_the_doors() -> None:
    """Elsewhere what is caught so widely must go on at once: tidy up, then raise."""
    doors = ("ui/tasks.py", "ui/crash.py", "storage/process/jail.py")
    found = []
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ExceptHandler) and source.name not in doors:
                last = node.body[-1]
                if isinstance(last, ast.Raise) and last.exc is None:
                    continue
                caught = ast.unparse(node.type) if node.type else "everything"
                if caught in ("everything", "Exception", "BaseException"):
                    found.append(f"{source.where(node)} {caught}")
    assert found == []
