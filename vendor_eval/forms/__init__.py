"""Workbooks for vendors and evaluators: described once, written and read by the same description."""
