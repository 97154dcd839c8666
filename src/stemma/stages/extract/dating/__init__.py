"""When an article without a date can have appeared, from what it says itself."""

from stemma.stages.extract.dating.infer import infer_published

__all__ = ["infer_published"]
