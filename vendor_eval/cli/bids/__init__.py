"""Verbs from a bid that comes in to the letters that go out."""
