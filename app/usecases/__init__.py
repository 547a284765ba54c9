"""What a user can do. Each function takes the ``Desk`` first; each write returns ``Changes``.

All of them run on the database thread. What is typed arrives as it stands in the fields
(``typed``: text as text, mistakes and all) and is either turned into a signed record or refused
with one problem a field; it is never thrown away.
"""
