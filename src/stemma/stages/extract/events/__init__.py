"""Events: who did what to whom, when and where, and whether the text says that it happened."""

from stemma.stages.extract.events.find import find_events

__all__ = ["find_events"]
