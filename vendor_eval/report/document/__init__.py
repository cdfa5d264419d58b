"""The report as a document for Word and PDF."""
