"""What Aktvalv does: records, casework, forms, law, documents.

Pure: no Qt, no SQL, no cipher, no file, no clock, no randomness. The world comes in
through the protocols of :mod:`app.ports` and plain callables.
"""
