"""Words that share a stem: withdraw, withdrawal; attack, attackers. Enough for news, no dictionary."""

from __future__ import annotations

import re
from functools import lru_cache

from stemma.text.normalise import WORD

_SUFFIXES = (
    "isations", "izations", "isation", "ization", "ations", "itions", "ements", "ation", "ition", "ement", "ments", "ances", "ences",
    "ating", "ated", "ates", "ate", "ment", "ance", "ence", "ions", "ings", "ers", "ors", "als", "ion", "ing", "ies", "ied", "ure", "ity", "ive", "ous", "ful", "ed",
    "er", "or", "al", "es", "ly", "s", "e", "y", "n",
)  # fmt: skip
_SHORTEST = 4
_OWNER = re.compile(r"['’]s?$")
_IRREGULAR = {
    "county": "county", "counties": "county", "party": "party", "parties": "party", "country": "country",
    "dead": "die", "death": "die", "deaths": "die", "dying": "die", "injury": "injure", "injuries": "injure", "loss": "lose",
    "flight": "fly", "flew": "fly", "strike": "strik", "striking": "strik", "struck": "strik", "arrival": "arriv", "proof": "prov",
    "belief": "believ", "choice": "choos", "growth": "grow", "speech": "speak", "sale": "sell", "gift": "giv", "thought": "think",
    "departure": "depart", "closure": "clos", "seizure": "seiz", "response": "respond", "decision": "decid", "explosion": "explod",
    "invasion": "invad", "collision": "collid", "attendance": "attend", "threat": "threaten", "killing": "kill", "dismissal": "dismiss",
}  # fmt: skip


@lru_cache(maxsize=50_000)  # the words of a story are compared with each other again and again
def stem(word: str) -> str:
    """Return what `word` shares with its derivations: one suffix off, never below four letters."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return stem(_IRREGULAR[lower]) if _IRREGULAR[lower] != lower else lower
    for suffix in _SUFFIXES:
        if (
            lower.endswith(suffix)
            and len(lower) - len(suffix) >= _SHORTEST
            and not (suffix == "s" and lower.endswith("ss"))
        ):
            return lower[: -len(suffix)]
    return lower


def same_stem(one: str, other: str) -> bool:
    """Tell whether two words share a stem."""
    if one == other:
        return True
    return stem(one) == stem(other)


def stems_in(text: str) -> tuple[str, ...]:
    """Return the stems of the words of `text` in order, the owner's "'s" left out."""
    return tuple(stem(_OWNER.sub("", match[0])) for match in WORD.finditer(text))
