"""Two issues of an RFP side by side, and the addendum with the differences."""
