"""All records of one story, each in the order in which a reader wants it."""
