"""The Python API: thin typed views over the records of a case, each with the exact words behind it."""
