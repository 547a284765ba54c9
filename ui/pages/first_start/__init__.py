"""The first start: a vault is created, one question a page."""
