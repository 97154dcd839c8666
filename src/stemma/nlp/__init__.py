"""The one door to spaCy and to the trained networks."""

from stemma.nlp.encoder import encode, encoder_digest

__all__ = ["encode", "encoder_digest"]
