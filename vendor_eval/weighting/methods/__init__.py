"""From what people say about weights to weights: one family of methods in a file."""
