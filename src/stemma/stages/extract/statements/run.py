"""Finds the statements of one article: drafts over the parse, then who speaks, what the statement does, what stands inside what."""

from __future__ import annotations

from stemma.model.ids import span_id
from stemma.model.span import Reason, Span
from stemma.model.statement import Statement
from stemma.model.words import Mention
from stemma.settings import ExtractSettings
from stemma.stages.extract.statements.acts import act_of, addressee_of, is_negated
from stemma.stages.extract.statements.carriers import carriers_of
from stemma.stages.extract.statements.continuing import go_on
from stemma.stages.extract.statements.draft import Draft, share_quoted
from stemma.stages.extract.statements.drafts import find_drafts
from stemma.stages.extract.statements.naming import Namer
from stemma.stages.extract.statements.nesting import parents, settle
from stemma.stages.extract.statements.newsrooms import name_newsrooms
from stemma.stages.extract.statements.phrases import find_phrases
from stemma.stages.extract.statements.refusals import find_refusals
from stemma.stages.extract.statements.special import find_special
from stemma.stages.extract.statements.translated import find_translated
from stemma.stages.extract.statements.tree import Tree, read_tree
from stemma.stages.extract.statements.turns import find_turns
from stemma.stages.extract.text import Text

_FORMS = {"all": "direct", "some": "mixed", "none": "indirect"}


def find_statements(text: Text, mentions: tuple[Mention, ...], settings: ExtractSettings) -> tuple[Statement, ...]:
    """Return the statements of an article in order of the text.

    Speech that goes on without a cue is given to its paragraph's last speaker where quotation marks or tense show it (see `continuing`).

    Args:
        text: The parsed article.
        mentions: Its mentions; "he" and "the senator" are looked up in them.
        settings: `min_cue_score` is the lowest score at which a cue makes a statement.
    """
    tree = read_tree(text)
    found = [
        *find_drafts(tree, settings.min_cue_score),
        *find_special(tree),
        *find_phrases(tree),
        *find_translated(tree),
        *find_turns(tree),
        *find_refusals(tree),
    ]
    drafts = settle([draft for draft in found if draft.content or act_of(tree, draft)[0] == "refuse to comment"])
    drafts = settle([*drafts, *go_on(tree, drafts)])
    within = parents(drafts)
    namer = Namer(tree, mentions)
    made: dict[int | None, Statement] = {}
    for number in _outer_first(within):
        made[number] = _statement(tree, drafts[number], namer, made.get(within[number]))
    return name_newsrooms(text, tuple(made[number] for number in range(len(drafts))), mentions)


def _outer_first(within: list[int | None]) -> list[int]:
    """Numbers in order, but a statement always after the one that it stands in."""
    order: list[int] = []
    for number in range(len(within)):
        chain = [number]
        while (outer := within[chain[-1]]) is not None and outer not in chain:
            chain.append(outer)
        order += [n for n in reversed(chain) if n not in order]
    return order


def _id(tree: Tree, draft: Draft) -> str:
    spans = [tree.text.span(*draft.cue), *(tree.text.span(*stretch) for stretch in draft.content)]
    return span_id("stmt", tree.text.article.id, *(offset for span in spans for offset in (span.start, span.end)))


def _statement(tree: Tree, draft: Draft, namer: Namer, outer: Statement | None) -> Statement:
    text = tree.text
    act, category = act_of(tree, draft)
    addressee = addressee_of(tree, draft)
    return Statement(
        id=_id(tree, draft),
        article=text.article.id,
        sentence=text.sentence_of(draft.token).id,
        content=tuple(text.span(*stretch) for stretch in draft.content),
        cue=text.span(*draft.cue) if draft.cue[0] < draft.cue[1] else None,
        source=namer.source(draft, outer.source if outer is not None else None),
        form=_FORMS[share_quoted(tree, draft.content)],
        act=act,
        category=category,
        negated=act != "refuse to comment" and is_negated(tree, draft),
        within=outer.id if outer is not None else None,
        addressee=text.span(*addressee) if addressee is not None else None,
        carriers=carriers_of(tree, draft, addressee),
        score=round(draft.score, 3),
        reasons=_reasons(tree, draft),
    )


def _reasons(tree: Tree, draft: Draft) -> tuple[Reason, ...]:
    cue = (_span(tree, draft.cue),) if draft.cue[0] < draft.cue[1] else ()
    reasons = [Reason("cue", tree.join(range(*draft.cue))[:80], round(draft.score, 3), cue)]
    reasons += [Reason("rule", rule) for rule in draft.rules]
    if draft.holder is not None and draft.holder.pronoun is not None:
        pronoun = draft.holder.pronoun
        reasons.append(Reason("relative pronoun", tree.words[pronoun], None, (_span(tree, (pronoun, pronoun + 1)),)))
    return tuple(reasons)


def _span(tree: Tree, stretch: tuple[int, int]) -> Span:
    return tree.text.span(*stretch)
