"""Lemmas: a table of forms read in the treebanks first, rules for what it does not hold."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from stemma.lang.tables import read_words

_VOWELS = frozenset("aeiou")
#: Clitics and contracted forms by Penn tag or form; the treebanks write their lemmas in full.
_CLITICS = {
    ("'s", "AUX"): "be",
    ("'s", "PART"): "'s",
    ("'d", "AUX"): "would",
    ("n't", "PART"): "not",
    ("ca", "AUX"): "can",
}
#: Where form and part of speech do not decide: the Penn tag does.
_BY_TAG = {("her", "PRP"): "she", ("fled", "VBD"): "flee", ("fled", "VBN"): "flee", ("whom", "WP"): "who"}


@lru_cache(maxsize=50_000)
def lemma_of(form: str, upos: str, xpos: str) -> str:
    """Give the lemma of a word.

    Args:
        form: The word as it stands.
        upos: Universal part of speech.
        xpos: Penn tag; tells plural names and inflected verbs from base forms.
    """
    lower = form.lower().replace("’", "'")
    if upos == "PROPN":
        known = _table().get((lower, "PROPN"))
        return known if known is not None and form.isupper() and known.isupper() else _proper(form, xpos)
    known = _BY_TAG.get((lower, xpos)) or _table().get((lower, upos)) or _CLITICS.get((lower, upos))
    if known is not None:
        return known
    if upos == "NOUN":
        return _noun(lower) if xpos in ("NNS", "NNPS") else lower
    if upos in ("VERB", "AUX"):
        return _verb(lower, xpos)
    if upos in ("ADJ", "ADV"):
        return _compared(lower, xpos)
    return form if upos in ("PUNCT", "SYM", "X", "NUM") else lower


def _proper(form: str, xpos: str) -> str:
    if xpos != "NNPS" or len(form) < 4:
        return form
    known = _table().get((form.lower(), "PROPN"))
    if known is not None:
        return known
    if form.lower().endswith("ies"):
        return form[:-3] + "y"
    return form[:-1] if form[-1] in "sS" and not form.lower().endswith(("ss", "us")) else form


def _noun(form: str) -> str:
    if form.endswith("men") and len(form) > 3:
        return form[:-3] + "man"
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 2:
        return form[:-1]
    return form


def _verb(form: str, xpos: str) -> str:
    if xpos == "VBZ" or (xpos not in ("VB", "VBP", "VBG", "VBD", "VBN") and form.endswith("s")):
        if form.endswith("ies") and len(form) > 4:
            return form[:-3] + "y"
        if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
            return form[:-2]
        return form[:-1] if form.endswith("s") and not form.endswith("ss") else form
    if xpos == "VBG" and form.endswith("ing") and len(form) > 4:
        return _stem(form[:-3])
    if xpos in ("VBD", "VBN") and form.endswith("ed") and len(form) > 3:
        return form[:-3] + "y" if form.endswith("ied") and len(form) > 4 else _stem(form[:-2])
    return form


def _stem(stem: str) -> str:
    """Give a verb back what "-ing" and "-ed" took: the known verb among the candidates, else by spelling."""
    candidates = [stem + "e", stem, stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem]
    known = [c for c in candidates if c in _verbs()]
    if known:
        return known[-1] if stem not in known else stem if stem + "e" not in known else known[0]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    ends_e = stem.endswith(
        ("v", "z", "c", "u", "dg", "rg", "ng", "as", "is", "os", "us", "at", "iz", "ib", "ur", "ar", "ir")
    )
    if ends_e and not stem.endswith(("eng", "ing", "ang", "ong", "ear", "air", "our", "eat", "oat")):
        return stem + "e"
    short = len(stem) > 2 and stem[-1] not in _VOWELS | set("wxy") and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
    return stem + "e" if short and len(stem) == 3 else stem


def _compared(form: str, xpos: str) -> str:
    ending = {"JJR": "er", "RBR": "er", "JJS": "est", "RBS": "est"}.get(xpos)
    if ending is None or not form.endswith(ending) or len(form) < len(ending) + 3:
        return form
    stem = form[: -len(ending)]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem[-1] == stem[-2] and stem[-1] not in "ls":
        return stem[:-1]
    return (
        stem + "e" if stem.endswith(("v", "c", "s", "g", "saf", "lat", "wid", "nic", "tl", "bl", "pl", "rg")) else stem
    )


@cache
def _table() -> dict[tuple[str, str], str]:
    text = files("stemma").joinpath("resources/lemma_forms.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return {(form, upos): lemma for form, upos, lemma in rows}


@cache
def _verbs() -> frozenset[str]:
    return read_words("lemma_verbs.txt")
