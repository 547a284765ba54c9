"""Enheten: the register of units, the delegation order, and what is followed up across cases."""
