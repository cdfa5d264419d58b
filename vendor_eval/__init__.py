"""vendor_eval: choose a PACS, or any other vendor, by criteria that were published first."""

__version__ = "0.1.0"
