"""What a unit has gathered in its register, from one vault to another."""
