"""The acts of a procurement, one in a file: no terminal, no printed text."""
