"""Criteria as tables: written and read back, taken from a buyer's own list or from HECVAT."""
