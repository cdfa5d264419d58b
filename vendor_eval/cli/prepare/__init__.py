"""Verbs before bids come in: start, criteria, weights, RFP, questions of bidders."""
