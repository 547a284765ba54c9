"""What is due and to be done."""
