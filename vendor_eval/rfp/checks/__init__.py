"""Checks before the RFP goes out: dates, laws, inventories, recipients."""
