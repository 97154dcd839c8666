"""The command line: one file per command family; commands only translate."""
