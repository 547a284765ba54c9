"""What the program costs, as ratios against a baseline measured in the same run.

A ratio says the same on a fast machine and a slow one, and so does growth with the size of the
vault; only what a person waits for also has an aim in milliseconds. Nothing here is a test.
"""
