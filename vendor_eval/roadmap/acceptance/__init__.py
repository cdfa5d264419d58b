"""Acceptance tests: every promise of the winner as a test, and its results."""
