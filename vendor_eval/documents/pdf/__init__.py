"""A document as a PDF file, made by typst in a process of its own."""
