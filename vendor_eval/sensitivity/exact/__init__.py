"""Exact answers about the weights: intervals, smallest changes, bounds."""
