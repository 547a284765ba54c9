"""Law as data: what was in force on a day, with its reference, its source and how sure it is."""
