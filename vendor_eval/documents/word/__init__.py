"""A document as a Word file, in our look or in that of the buyer."""
