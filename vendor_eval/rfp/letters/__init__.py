"""Letters to bidders that do not rest on the result: thanks, clarification, best and final offer."""
