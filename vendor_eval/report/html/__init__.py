"""The report as one web page, with sliders that try other weights."""
