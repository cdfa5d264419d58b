"""Answers to questions of bidders, without the names of those who asked."""
