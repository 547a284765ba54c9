"""Files that others have made: read in a process that can do nothing else, and never in this one.

The only package that knows ``openpyxl``.
"""
