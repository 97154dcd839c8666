"""Propositions: what each clause says, with everything that governs whether it holds."""

from stemma.stages.extract.propositions.find import find_propositions

__all__ = ["find_propositions"]
