"""Acts on the bids that came in: decisions of the buyer, checks, costs."""
