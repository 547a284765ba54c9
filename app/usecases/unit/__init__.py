"""What belongs to the unit and no single case: register, books, lists across cases, papers."""
