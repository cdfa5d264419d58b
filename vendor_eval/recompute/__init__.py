"""A record calculated again: do its numbers follow from the inputs in it?"""
