"""Find who and what an article mentions."""

from __future__ import annotations

from stemma.model.ids import span_id
from stemma.model.words import Mention, MentionForm
from stemma.stages.extract.mentions.acting import mark_governments
from stemma.stages.extract.mentions.coreference import Resolver
from stemma.stages.extract.mentions.draft import Draft
from stemma.stages.extract.mentions.names import find_names
from stemma.stages.extract.mentions.roles import find_pronouns, find_roles
from stemma.stages.extract.text import Text


def find_mentions(text: Text) -> tuple[Mention, ...]:
    """Return the mentions of the article in order of the text.

    `refers_to` of a later name, role or pronoun is the id of the mention that names the same person or body; of "the diplomat" and "he",
    where nobody is named, the id of the role that brought them in ("One Western diplomat"). Every chain is one step long.
    """
    names = _inside_sentences(text, find_names(text))
    mark_governments(text, names)
    drafts = names + _inside_sentences(text, find_roles(text, names)) + _inside_sentences(text, find_pronouns(text))
    drafts = _one_per_span(sorted(drafts, key=lambda draft: (draft.first, -draft.end)))
    Resolver(text, drafts).resolve()
    ids = {id(draft): span_id("mention", text.article.id, *_offsets(text, draft)) for draft in drafts}
    return tuple(_mention(text, draft, ids) for draft in drafts)


def _inside_sentences(text: Text, drafts: list[Draft]) -> list[Draft]:
    """Leave out what stands in boilerplate or crosses the end of a sentence."""
    kept = []
    for draft in drafts:
        if not text.bounds or draft.head < text.bounds[0][0]:
            continue
        first, end = text.sent_tokens(text.sentence_of(draft.head))
        if first <= draft.first and draft.end <= end:
            kept.append(draft)
    return kept


def _one_per_span(drafts: list[Draft]) -> list[Draft]:
    seen: set[tuple[int, int]] = set()
    kept = []
    for draft in drafts:
        if (draft.first, draft.end) not in seen:
            seen.add((draft.first, draft.end))
            kept.append(draft)
    return kept


def _offsets(text: Text, draft: Draft) -> tuple[int, int]:
    span = text.span(draft.first, draft.end)
    return span.start, span.end


def _mention(text: Text, draft: Draft, ids: dict[int, str]) -> Mention:
    target = draft.target
    while target is not None and target.target is not None:
        target = target.target
    title = text.words(text.span(*draft.title)) if draft.title else None
    return Mention(
        id=ids[id(draft)],
        span=text.span(draft.first, draft.end),
        form=draft.form,
        label=draft.label,
        head=text.doc[draft.head].text if draft.form in (MentionForm.NAME, MentionForm.GOVERNMENT) else draft.key,
        sentence=text.sentence_of(draft.head).id,
        refers_to=ids[id(target)] if target is not None and target is not draft else None,
        title=" ".join(title.split()) if title else None,
        country=draft.country,
        reasons=tuple(draft.reasons),
    )
