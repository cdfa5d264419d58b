"""Two issues of an RFP side by side, and the addendum that tells bidders the difference."""
