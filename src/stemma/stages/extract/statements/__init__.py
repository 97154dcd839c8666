"""Who is said to have said what: rules over the parse, one module per part of an attribution."""

from stemma.stages.extract.statements.run import find_statements

__all__ = ["find_statements"]
