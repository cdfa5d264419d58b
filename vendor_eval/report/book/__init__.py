"""The workbook for those who check in Excel: the record with live formulas."""
