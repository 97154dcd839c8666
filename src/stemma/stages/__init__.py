"""The analysis: one folder per stage, each pure, each with a `run.py` that reads as a summary. Stages meet only in records."""
