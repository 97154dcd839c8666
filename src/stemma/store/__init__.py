"""Where records rest: the case file, one SQLite database with a plain schema."""
