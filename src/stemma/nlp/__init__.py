"""The one door to spaCy and to the trained networks."""

from stemma.nlp.encoder import encode, encoder_digest
from stemma.nlp.network import one_thread
from stemma.nlp.pipeline import load
from stemma.nlp.reader import model_digest
from stemma.nlp.reading import Reading, read_article

__all__ = ["Reading", "encode", "encoder_digest", "load", "model_digest", "one_thread", "read_article"]
