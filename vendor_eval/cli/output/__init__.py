"""What a verb shows: results, tables and Findings, on a terminal or as JSON or CSV."""
