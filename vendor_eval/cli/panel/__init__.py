"""Verbs for the panel: score sheets, agreement, short list."""
