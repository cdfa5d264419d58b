"""Numbers, dates, lists and Markdown as every form of the report writes them."""
