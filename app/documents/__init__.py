"""State in, typed blocks out: all words and all order of a paper are decided here."""
