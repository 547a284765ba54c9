"""What is kept by name inside the vault: the caseworker's choices and the vault's own matters."""

from __future__ import annotations

from app.journal.canonical import decode_json, encode_json
from app.jsonvalue import JsonObject
from storage.database.statements import Connection


class SqlSettings:
    """``app.ports.Settings`` on the table ``settings``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> JsonObject | None:
        row = self._connection.one("SELECT value FROM settings WHERE key = ?", (key,))
        if row is None:
            return None
        value = decode_json(row[0])
        assert isinstance(value, dict)
        return value

    def put(self, key: str, value: JsonObject) -> None:
        self._connection.execute(
            "INSERT INTO settings (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, encode_json(value)),
        )


class SqlInternals:
    """Bytes that the vault itself needs and nobody chooses: the signing key, the name of the
    register's stream, a copy of the head."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> bytes | None:
        row = self._connection.one("SELECT value FROM internals WHERE name = ?", (name,))
        return None if row is None else bytes(row[0])

    def put(self, name: str, value: bytes) -> None:
        self._connection.execute(
            "INSERT INTO internals (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )
