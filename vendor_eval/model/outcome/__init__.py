"""The result and its parts: the record that leaves the program."""
