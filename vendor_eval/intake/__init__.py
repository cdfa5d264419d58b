"""What came back from a vendor: answers, prices, and what is still open."""
