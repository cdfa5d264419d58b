"""The report as a workbook with live formulas, for readers who check in Excel."""
