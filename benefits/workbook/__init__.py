"""The catalogue of a plan year as an Excel workbook, taken along and taken over again."""
