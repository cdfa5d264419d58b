"""Verbs that rank, compare and test how robust the ranking is."""
