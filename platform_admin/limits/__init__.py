"""Federal limits for operators: entered by one, verified by a second, taken over from files, looked after by year."""
