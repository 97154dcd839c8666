"""Mentions: names, roles, pronouns and acting governments, each bound to the mention that names it."""

from stemma.stages.extract.mentions.find import find_mentions

__all__ = ["find_mentions"]
