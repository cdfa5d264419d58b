"""Letters to single bidders: thanks, clarification, invitation to a final offer, award, regret."""
