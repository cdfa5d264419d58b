"""What the buyer says: the procurement, its rules, prices, volumes and texts of the RFP."""
