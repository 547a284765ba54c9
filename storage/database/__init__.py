"""The encrypted database: opening it safely, its schema, and its transactions."""
