"""What came in and was decided on it: responses, prices, score sheets, decisions of the buyer."""
