"""Which tokens of a sentence belong to one clause, and from where to where it reads.

A clause reads without the voice that reports it ("…, the ministry said"), without the dateline, without clauses beside it, and without
the conjunction that ties it to them. Where the tree ties words across another clause it is taken to be wrong: the far words are cut off.
"""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Doc, Token

from stemma.stages.extract.clauses import SUBJECTS, ancestors

_TIES = frozenset(
    {"that", "and", "but", "or", "as", "while", "when", "after", "before", "although", "though", "because"}
)
_TIES |= frozenset({"since", "where", "nor", "so", "until", "whereas", "by", "for", "than"})
_LOOSE_ENDS = frozenset({"cc", "mark", "case", "punct", "dep"})
_OPENING = {"(": ")", "[": "]", "“": "”", "«": "»", "‘": "’"}
_WIDEST_GAP = 3
_STRAIGHT = frozenset({'"', "''", "``"})


def clause_tokens(head: Token, barriers: Set[int]) -> list[Token]:
    """Return the tokens of the clause of `head` in order, without clauses that are told by themselves."""
    found, waiting, seen = [], [head], {head.i}
    while waiting:
        token = waiting.pop()
        found.append(token)
        for child in token.children:
            if child.i not in seen and (child.i not in barriers or child.i == head.i):
                seen.add(child.i)
                waiting.append(child)
    return sorted((token for token in found if not token.is_space), key=lambda token: token.i)


def clause_bounds(
    inside: list[Token], head: Token, predicate: Token, *, barriers: Set[int], voices: Set[int]
) -> tuple[int, int, bool]:
    """Return (first token, end token, whether words were cut off as wrongly tied) of what reads as one clause.

    Args:
        inside: Tokens of the clause, in order.
        head: Its head; predicate: the last verb of its infinitive chain.
        barriers: Numbers of tokens that head clauses told by themselves.
        voices: Numbers of tokens that name who reports it and how ("the ministry said"), and of the dateline.
    """
    doc = head.doc
    run = _run(inside, head, predicate, barriers)
    first, end = run[0], run[-1] + 1
    core = {head.i, predicate.i}
    low, high = min(core), max(core)
    foreign = {i for i in barriers - voices if first <= i < end and i != head.i and not _hangs_below(doc[i], head)}
    cut = any(i < low or i > high for i in foreign)
    walls = foreign | {i for i in voices if first <= i < end} | _stops(doc, first, end)
    first = max([first, *(i + 1 for i in walls if i < low)])
    end = min([end, *(i for i in walls if i > high), *_next_clauses(doc, head, barriers, after=high)])
    first, end = _trim(doc, first, end, keep=core)
    return first, end, cut


def _stops(doc: Doc, first: int, end: int) -> set[int]:
    """Return semicolons, and full stops inside a sentence that the parser did not end there."""
    return {
        i
        for i in range(first, end - 1)
        if doc[i].text == ";" or (doc[i].text in (".", "..", "!", "?") and doc[i + 1].text[:1].isupper())
    }


def _run(inside: list[Token], head: Token, predicate: Token, barriers: Set[int]) -> list[int]:
    """Return the token numbers of the clause; where it hangs on another clause, only those that stand together with its verbs."""
    numbers = [token.i for token in inside]
    if head.head.i == head.i:
        return numbers
    held = {token.i for token in head.subtree} - barriers | set(numbers)
    subjects = [
        child.left_edge.i
        for verb in (head, predicate)
        for child in verb.children
        if child.dep_ in SUBJECTS and child.i < verb.i
    ]
    low, high = min([head.i, predicate.i, *subjects]), max(head.i, predicate.i)
    while (step := _next_held(low, -1, held, barriers)) is not None:
        low = step
    while (step := _next_held(high, 1, held, barriers)) is not None:
        high = step
    return [number for number in numbers if low <= number <= high]


def _next_held(at: int, direction: int, held: Set[int], barriers: Set[int]) -> int | None:
    """Return the next token of the clause in a direction, over a gap of few tokens that head no other clause."""
    for distance in range(1, _WIDEST_GAP + 2):
        if at + distance * direction in held:
            return at + distance * direction
        if at + distance * direction in barriers:
            return None
    return None


def _next_clauses(doc: Doc, head: Token, barriers: Set[int], *, after: int) -> list[int]:
    """Return where clauses begin that are coordinated with the clause of `head`, or follow it as adjuncts."""
    return [
        doc[i].left_edge.i if doc[i].left_edge.i > after else i
        for i in barriers
        if i > after
        and doc[i].dep_ in ("conj", "parataxis")
        and _hangs_below(doc[i], head)
        and _same_level(doc[i], head)
    ]


def _same_level(token: Token, head: Token) -> bool:
    """Tell whether `token` is coordinated with `head` itself, not with something inside its clause."""
    for _ in range(8):
        if token.head.i == head.i:
            return True
        if token.dep_ != "conj" or token.head.i == token.i:
            return False
        token = token.head
    return False


def _hangs_below(token: Token, head: Token) -> bool:
    return any(above.i == head.i for above in ancestors(token))


def _trim(doc: Doc, first: int, end: int, *, keep: Set[int]) -> tuple[int, int]:
    """Take off conjunctions, stops and unpaired quotation marks and brackets at both ends."""
    for _ in range(12):
        before = first, end
        while first < end - 1 and first not in keep and _is_tie(doc[first]):
            first += 1
        while end - 1 > first and end - 1 not in keep and _is_loose_end(doc[end - 1], first, end):
            end -= 1
        first, end = _unwrap(doc, first, end)
        if (first, end) == before:
            break
    return first, end


def _is_tie(token: Token) -> bool:
    if token.is_punct and token.text not in _OPENING and token.text not in _STRAIGHT:
        return True
    return (token.dep_ in ("cc", "mark") and token.lower_ in _TIES) or (
        token.dep_ == "advmod" and token.lower_ in ("when", "where")
    )


def _is_loose_end(token: Token, first: int, end: int) -> bool:
    if token.is_punct:
        return token.text not in (*_OPENING.values(), *_STRAIGHT)
    outside = token.head.i >= end or token.head.i < first
    return (
        (token.dep_ in _LOOSE_ENDS and outside) or (token.dep_ in ("cc", "mark")) or token.lower_ in ("when", "where")
    )


def _unwrap(doc: Doc, first: int, end: int) -> tuple[int, int]:
    """Take off a quotation mark or bracket at either end that has no partner inside, and a pair that holds everything."""
    words = [token.text for token in doc[first:end]]
    for opening, closing in _OPENING.items():
        if words[0] == opening and (closing not in words or words[-1] == closing):
            first += 1
            break
    for opening, closing in _OPENING.items():
        if end - 1 > first and words[-1] == closing and (opening not in words or words[0] == opening):
            end -= 1
            break
    straight = sum(word in _STRAIGHT for word in words)
    if straight % 2 and words[0] in _STRAIGHT and end - first > 1:
        first += 1
    elif straight and words[-1] in _STRAIGHT and end - first > 1 and (straight % 2 or words[0] in _STRAIGHT):
        end -= 1
        first += words[0] in _STRAIGHT
    return first, end
