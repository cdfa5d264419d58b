"""Text, numbers and amounts of money as people write them in cells."""
