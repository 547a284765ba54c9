"""What can be wrong with an age file, by class. None of the texts quotes the file."""

from __future__ import annotations


class AgeError(Exception):
    """The file, the key or the choice of recipients is not what the format allows."""


class KeyTextError(AgeError):
    """A recipient or an identity, as text or bytes, that is malformed or weak."""


class RecipientsError(AgeError):
    """No recipients, too many, or such as must not stand in one file together."""


class ArmorError(AgeError):
    """The text around the file is not the strict PEM that age writes."""


class HeaderError(AgeError):
    """The header is malformed, beyond the limits, or of another version."""


class NoMatchError(AgeError):
    """A sound header with nothing in it for any of the identities; a wrong passphrase too."""


class MacError(AgeError):
    """An identity fitted, but the header was changed after it was sealed."""


class PayloadError(AgeError):
    """The content was changed, cut off or added to."""
