"""A filled workbook of a stranger, read within limits and compared with what was issued."""
