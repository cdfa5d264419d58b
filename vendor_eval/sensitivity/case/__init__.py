"""A procurement under other evaluators, scores, prices and answers."""
