"""Criteria catalogues: found, read, tailored and written."""
