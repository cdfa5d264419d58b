"""The procurement folder: nothing else reads or writes it."""
