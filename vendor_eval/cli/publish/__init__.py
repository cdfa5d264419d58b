"""Verbs that publish: report, tables, the open contracting record, and its recalculation."""
