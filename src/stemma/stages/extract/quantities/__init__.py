"""Quantities: counted and measured amounts with bounds, hedges and, for harm to people, its kind."""

from stemma.stages.extract.quantities.find import find_quantities

__all__ = ["find_quantities"]
