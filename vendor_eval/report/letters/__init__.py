"""The letters that tell bidders the result."""
