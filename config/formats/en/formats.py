"""English dates as the pages write them: whole months, for a letter and not for a form."""

DATE_FORMAT = "F j, Y"
MONTH_DAY_FORMAT = "F j"
