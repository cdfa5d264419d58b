"""What bidders are asked, and how they are told that their bids will be compared."""
