"""Acts before bids come in: the folder, criteria, weights, RFP, questions of bidders."""
