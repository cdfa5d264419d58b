"""Whether the files of a folder agree with each other and with what was issued."""
