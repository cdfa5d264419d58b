"""What each audience may see, and how the rest is taken out of a result."""
