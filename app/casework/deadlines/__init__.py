"""Which event starts a time, and what ends it: a module for each subject.

Every trigger is a pure function of a case's state and the law. How long a time is stands in the
legal pack; what today makes of it is for those who show it.
"""
