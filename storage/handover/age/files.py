"""Whole files, from one stream to another."""

from __future__ import annotations

from collections.abc import Sequence

from storage.crypto.primitives import random_bytes
from storage.crypto.secret import wiped
from storage.handover.age.armor import ArmorReader, ArmorWriter, looks_armored
from storage.handover.age.errors import HeaderError, NoMatchError, RecipientsError
from storage.handover.age.header import (
    MOST_BYTES,
    MOST_STANZAS,
    read_header,
    write_header,
)
from storage.handover.age.passphrase import KIND as PASSPHRASE_KIND
from storage.handover.age.payload import decrypt_payload, encrypt_payload
from storage.handover.age.recipients import Identity, Recipient, Strength, unwrap_any
from storage.handover.age.streams import Reader, Writer, read_full, write_full
from storage.handover.age.wrapping import FILE_KEY_SIZE

_LOOKED_AT = 1100


def encrypt(
    reader: Reader, writer: Writer, recipients: Sequence[Recipient], *, armored: bool = False
) -> None:
    """Seal everything in ``reader`` to ``recipients``, in constant memory (some 200 KiB).

    The recipients are all hybrid, or all classic, or one passphrase. ``armored`` writes text
    instead of bytes. age says nothing of who sealed: what must be known of that is signed inside.

    The caller flushes ``writer``, and reads the file back before calling it written. What a stream
    raises passes through (``read`` may so be used to cancel); what stands in ``writer`` then has
    no end, and does not open. Raises RecipientsError before anything is written, and MemoryError
    when there is too little for a passphrase (256 MiB).
    """
    _check_together(recipients)
    with wiped(bytearray(random_bytes(FILE_KEY_SIZE))) as file_key:
        header = write_header([each.wrap(file_key) for each in recipients], file_key)
        if len(header) > MOST_BYTES or len(recipients) > MOST_STANZAS:
            raise RecipientsError("more recipients than one file can have")
        text = ArmorWriter(writer) if armored else None
        write_full(text or writer, header)
        encrypt_payload(reader, text or writer, file_key)
        if text is not None:
            text.close()


def decrypt(
    reader: Reader,
    writer: Writer,
    identities: Sequence[Identity],
    *,
    armored: bool | None = None,
) -> None:
    """Open everything in ``reader`` for the first of ``identities`` that fits, in constant memory.

    ``armored``: whether the file is text; None looks at how it begins. No cipher runs before the
    header has been read within its limits: 64 KiB, lines of 4 KiB, 64 recipients, scrypt work 18.

    **Each chunk of 64 KiB is written when it is authentic, before the end is known.** Only a
    return says that the content is whole; the caller stages what is written and acts after that.

    Raises HeaderError, ArmorError, NoMatchError, MacError and PayloadError; nothing has been
    written for any of them but the last, and for an ArmorError in the middle of the text. Raises
    MemoryError when there is too little for a passphrase. What a stream raises passes through.
    """
    header, rest = read_header(_inside(reader, armored=armored))
    kinds = [stanza.kind for stanza in header.stanzas]
    if PASSPHRASE_KIND in kinds and len(kinds) > 1:
        # Somebody without the passphrase could pass for one who knows it.
        raise HeaderError("a passphrase together with others")
    found = unwrap_any(header.stanzas, identities)
    if found is None:
        raise NoMatchError("sealed to somebody else")
    with wiped(found) as file_key:
        header.check(file_key)
        decrypt_payload(rest, writer, file_key)


def _check_together(recipients: Sequence[Recipient]) -> None:
    strengths = {recipient.strength for recipient in recipients}
    if len(strengths) != 1:
        raise RecipientsError("no recipients, or of different strengths")
    if Strength.PASSPHRASE in strengths and len(recipients) > 1:
        raise RecipientsError("a passphrase is alone in its file")


class _Begun:
    """A stream of which the beginning was looked at."""

    def __init__(self, start: bytes, rest: Reader) -> None:
        self._start = start
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        if self._start:
            part, self._start = self._start[:size], self._start[size:]
            return part
        return self._rest.read(size)


def _inside(reader: Reader, *, armored: bool | None) -> Reader:
    if armored is None:
        start = read_full(reader, _LOOKED_AT)
        reader, armored = _Begun(start, reader), looks_armored(start)
    return ArmorReader(reader) if armored else reader
