"""Where a case is in its process: the steps, what is missing in each and who is next.

The table (``table``, in the words of ``codes``) is data. What a gap or a condition of it means
stands in ``way_gaps``, ``work_gaps``, ``settling`` and ``conditions``, each a look at the case
(``looked``); ``steps`` puts them together.
"""
