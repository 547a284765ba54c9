"""A second guard against a network, and the counter that tests hold at nought.

It sees what Python does and is blind to C++; the kernel's filter (``linux.forbid_network``) is
the one that counts.
"""

from __future__ import annotations

import sys

_LOCAL_FAMILY = 1  # AF_UNIX; the module ``socket`` is not imported anywhere
_WATCHED = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.")

attempts: list[str] = []
"""Names of the audit events that were refused. Never addresses."""

_state = {"installed": False}


def install() -> bool:
    """Refuse and count from now on. A hook cannot be taken away again; a second call does
    nothing. Always True."""
    if not _state["installed"]:
        _state["installed"] = True
        sys.addaudithook(_refuse_network)
    return True


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith(_WATCHED) or _is_local(event, arguments):
        return
    attempts.append(event)
    raise PermissionError(event)


def _is_local(event: str, arguments: tuple[object, ...]) -> bool:
    """A local socket may be made and used; looking up a host never."""
    if event == "socket.__new__":
        return len(arguments) > 1 and arguments[1] == _LOCAL_FAMILY
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        return getattr(arguments[0], "family", None) == _LOCAL_FAMILY
    return event == "socket.gethostname"
