"""A vault: one folder, one caseworker, one data key under several locks.

``door`` is the way in; everything else serves it. The formats are described in
``docs/formats.md``.
"""
