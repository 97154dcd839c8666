"""Makes the source record of a statement: typed, counted, split into conjuncts, joined with the unnamed sources met before."""

from __future__ import annotations

import re
from dataclasses import replace

from stemma.model.ids import content_id
from stemma.model.span import Span
from stemma.model.statement import Count, Source
from stemma.model.words import Mention
from stemma.stages.extract.statements.common import common_kind
from stemma.stages.extract.statements.counts import count_of
from stemma.stages.extract.statements.draft import Draft
from stemma.stages.extract.statements.experience import lived_through, saw_it
from stemma.stages.extract.statements.groups import speak_as_body
from stemma.stages.extract.statements.half_named import is_half_named
from stemma.stages.extract.statements.references import Known, refer_back
from stemma.stages.extract.statements.tree import Tree
from stemma.stages.extract.statements.typed import NOBODY, Typed, index_mentions
from stemma.stages.extract.statements.typing import conjuncts, type_source
from stemma.stages.extract.statements.voices import Voices

_UNNAMED = re.compile(
    r"(?:(?:speaking|spoke|speaks|talking|talked|briefed \w+)\s+)?(?:only\s+)?(?:on|under)\s+(?:the\s+)?condition\s+of\s+(?:strict\s+)?anonymity"
    r"(?:\s+(?:because|as|to|due to|in order to|for fear of)\b[^.;“”\"]{0,140})?"
    r"|(?:speaking|spoke|speaks)\s+anonymously(?:\s+(?:because|as|to)\b[^.;“”\"]{0,140})?"
    r"|(?:(?:who|and)\s+)?(?:asked|requested|asking|insisted|insisting|wished|preferred|wanted|declined|declining|refused|refusing)\s+(?:(?:that\s+(?:his|her|their)\s+names?\s+)?not\s+(?:to\s+)?be|to\s+be|to\s+remain|on|for|anonymity)\s*"
    r"(?:named|identified|quoted by name|used|published|cited|anonymous|anonymity)?(?:\s+(?:because|as|to|due to|for fear of)\b[^.;“”\"]{0,140})?"
    r"|(?:(?:was|were|is|are)\s+)?not\s+(?:authori[sz]ed|permitted|allowed)\s+to\s+(?:speak|talk|comment|brief|discuss|be\s+named)[^.;“”\"]{0,80}"
    r"|may\s+not\s+be\s+named[^.;,“”\"]{0,60}|whose\s+(?:identity|name)\s+(?:is|was|has)\b[^.;,“”\"]{0,60}|(?:would|did)\s+not\s+give\s+(?:his|her|their)\s+names?[^.;“”\"]{0,60}",
    re.I,
)
_REASON_WORDS = re.compile(r"anonym|named|identif|authori[sz]ed|permitted|allowed|names?\b|identity", re.I)


#: Kinds of unnamed persons who are eyewitnesses where they tell what they saw or lived through.
_MAY_HAVE_SEEN = frozenset({"public", "unknown", "company"})
_THIRD = frozenset({"he", "she", "they"})
_SELF = frozenset({"i", "me", "my"})
_ELLIPTIC = frozenset({"one", "another", "two", "three", "others", "some", "a"})


class Namer:
    """Gives the sources of one article, in order of the text.

    Args:
        tree: The parsed article.
        mentions: Its mentions.
    """

    def __init__(self, tree: Tree, mentions: tuple[Mention, ...]) -> None:
        self._tree = tree
        self._mentions = index_mentions(tree, mentions)
        self._known: list[Known] = []
        self._by_place: dict[tuple[int, int], Source] = {}
        self._voices = Voices(self._mentions)

    def source(self, draft: Draft, outer: Source | None = None) -> Source:
        """Return the source of `draft`; the same record for the same words.

        Args:
            outer: The source of the statement that `draft` stands in: "I" in somebody's words is that somebody.
        """
        tree, holder = self._tree, draft.holder
        if holder is None:
            return Source(
                content_id("src", tree.text.article.id, "none", draft.cue[0]), None, "", "unknown", False, NOBODY
            )
        place = (holder.first, holder.end)
        if outer is not None and tree.words[holder.head] in _SELF and outer.span is not None:
            span = tree.text.span(*place)
            return replace(outer, span=span, text=tree.text.words(span), same_as=outer.id, part_of=None, parts=())
        if place not in self._by_place:
            groups = conjuncts(tree, holder)
            parts = tuple(self._one(draft, head, first, end) for head, first, end in groups)
            self._by_place[place] = parts[0] if len(parts) == 1 else self._joint(place, parts)
            if len(parts) > 1:
                self._voices.add_several(self._by_place[place], tree.sentence[holder.head])
        return self._by_place[place]

    def _one(self, draft: Draft, head: int, first: int, end: int) -> Source:
        tree = self._tree
        typed = self._elliptic(type_source(tree, self._mentions, head, first, end), head, first, end)
        if typed.kind == "person" and not typed.pronoun and is_half_named(tree, self._mentions, typed, first, end):
            role = common_kind(tree, head, first, end)
            typed = replace(typed, kind=role, anonymous=True, count=NOBODY)
        may_have_seen = typed.anonymous and typed.kind in _MAY_HAVE_SEEN and not typed.pronoun
        if may_have_seen and (saw_it(tree, draft) or lived_through(tree, head)):
            typed = replace(typed, kind="eyewitness")
        typed = self._spoken_before(draft, typed, head)
        span = tree.text.span(first, end)
        same = part = None
        if typed.anonymous:
            same, part = refer_back(typed, tree.words[first:end], self._known)
            if same is None and part is None and speak_as_body(tree, draft, typed, first, end):
                typed = replace(typed, anonymous=False, count=NOBODY)
        own = same or self._id(typed, span)
        why = self._why_unnamed(span, first, end) if typed.anonymous else None
        if same is not None:
            typed = _like(typed, next((k.typed for k in self._known if k.id == same), typed))
        if typed.anonymous:
            self._known.append(Known(own, typed, typed.named))
        self._voices.add(typed, tree.sentence[head], pronoun=tree.words[head])
        return Source(
            id=own,
            span=span,
            text=tree.text.words(span),
            kind=typed.kind,
            anonymous=typed.anonymous,
            count=typed.count,
            nationality=typed.nationality,
            mention=self._mention(typed, head, first, end),
            same_as=same,
            part_of=part,
            why_unnamed=why,
        )

    def _spoken_before(self, draft: Draft, typed: Typed, head: int) -> Typed:
        """Prefer the last speaker for a pronoun that leads to nobody, to a role without name, or into what is said itself."""
        word = self._tree.words[head]
        if not typed.pronoun or not (word == "it" or word in _THIRD) or self._tree.quote[draft.token] >= 0:
            return typed
        lost = typed.named is None or typed.anonymous or (word == "it" and typed.kind == "unknown")
        if not lost and not self._is_said_of(draft, typed):
            return typed
        before = self._voices.behind(word, self._tree.sentence[head])
        return replace(before, definite=True, pronoun=True) if before is not None else typed

    def _is_said_of(self, draft: Draft, typed: Typed) -> bool:
        """Tell whether the only place that a pronoun leads to lies in the words that it speaks."""
        mention = self._mentions.by_id.get(typed.named or "")
        if mention is None:
            return False
        spans = [self._tree.text.span(*stretch) for stretch in draft.content]
        return any(span.start <= mention.span.start and mention.span.end <= span.end for span in spans)

    def _elliptic(self, typed: Typed, head: int, first: int, end: int) -> Typed:
        """Give "one from Spain" and "another" the kind of the unnamed source before them."""
        words = self._tree.words
        if words[head + 1 : head + 3] == ["of", "them"] and self._known:
            before = next((k.typed for k in reversed(self._known) if k.typed.count.high != 1), None)
            said = count_of(self._tree, first, head + 1, head)
            said = said if said.low is not None else Count(1, 1)
            return (
                typed
                if before is None or typed.kind != "unknown"
                else replace(typed, kind=before.kind, anonymous=True, count=said, head=before.head)
            )
        number = self._tree.pos[head] == "NUM" and end - first <= 2
        if not (number or words[head] in _ELLIPTIC) or words[head + 1 : head + 2] == ["of"] or not self._known:
            return typed
        before = self._known[-1].typed
        said = typed.count if typed.count.low is not None else count_of(self._tree, first, end, head)
        count = said if said.low is not None else Count(1, 1)
        return replace(typed, kind=before.kind, anonymous=True, count=count, head=before.head)

    def _id(self, typed: Typed, span: Span) -> str:
        if typed.named is not None:
            return content_id("src", span.article, typed.named)
        return content_id("src", span.article, span.start, span.end)

    def _mention(self, typed: Typed, head: int, first: int, end: int) -> str | None:
        if typed.named is not None:
            return typed.named
        mention = self._mentions.of(first, end, head)
        return mention.id if mention is not None else None

    def _joint(self, place: tuple[int, int], parts: tuple[Source, ...]) -> Source:
        span = self._tree.text.span(*place)
        kinds = {part.kind for part in parts}
        lows = [1 if part.count.low is None else part.count.low for part in parts]
        highs = [(1 if not part.anonymous else None) if part.count.high is None else part.count.high for part in parts]
        count = Count(sum(lows), None if None in highs else sum(h for h in highs if h is not None))
        nations = sorted({n for part in parts if part.nationality for n in part.nationality.split("+")})
        whole = Source(
            id=content_id("src", span.article, *(part.id for part in parts)),
            span=span,
            text=self._tree.text.words(span),
            kind=kinds.pop() if len(kinds) == 1 else "unknown",
            anonymous=any(part.anonymous for part in parts),
            count=count if all(part.anonymous or part.kind == "person" for part in parts) else NOBODY,
            nationality="+".join(nations) or None,
            parts=parts,
        )
        reason = next((part.why_unnamed for part in parts if part.why_unnamed is not None), None)
        return replace(whole, why_unnamed=reason)

    def _why_unnamed(self, span: Span, first: int, end: int) -> Span | None:
        """The words of the sentence that say why the source has no name."""
        sentence = self._tree.text.sentence_of(first).span
        words = self._tree.text.article.text
        for match in _UNNAMED.finditer(words, sentence.start, sentence.end):
            if _REASON_WORDS.search(match[0]):
                return Span(span.article, match.start(), match.end())
        return None


def _like(typed: Typed, earlier: Typed) -> Typed:
    """Words that refer back keep what was known: "the sources" are still two Iraqi officials."""
    general = typed.kind in ("source", "unknown", "public", "official")
    count = (
        typed.count
        if typed.count.high is not None and typed.count.low == typed.count.high and not typed.definite
        else earlier.count
    )
    return Typed(
        kind=earlier.kind if general else typed.kind,
        anonymous=typed.anonymous,
        count=count,
        nationality=typed.nationality or earlier.nationality,
        named=typed.named or earlier.named,
        head=earlier.head,
        definite=typed.definite,
        pronoun=typed.pronoun,
    )
