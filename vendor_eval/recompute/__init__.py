"""Recompute a record: do its numbers follow from the inputs in it?"""
