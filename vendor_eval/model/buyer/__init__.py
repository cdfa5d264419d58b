"""Input of the buyer: the procurement, its rules, prices, volumes and texts of the RFP."""
