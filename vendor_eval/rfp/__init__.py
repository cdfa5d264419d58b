"""The request for proposal: chapters, checks, changes, questions and letters."""
