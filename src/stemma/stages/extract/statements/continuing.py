"""Speech that goes on without a cue of its own: a quotation as a sentence by itself, or reported speech that only its tense gives away."""

from __future__ import annotations

from stemma.stages.extract.statements.draft import Draft, share_quoted
from stemma.stages.extract.statements.reporting import REPORTS
from stemma.stages.extract.statements.sources import Holder
from stemma.stages.extract.statements.spans import Stretch, has_clause, tidy
from stemma.stages.extract.statements.tree import SUBJECTS, Tree

_QUOTED_SCORE = 0.75
_TOLD_SCORE = 0.6
_SUREST = 0.8
_CATCHWORD = 3
_SHORTEST_SPEECH = 7
_WOULD = frozenset({"would", "'d", "’d"})
_SPEAKER_PRONOUNS = frozenset({"he", "she", "they"})
_ASIDES = frozenset({"if", "but", "however", "meanwhile", "still", "yet", "critics", "analysts"})


def go_on(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Return the attributions that continue earlier ones in the same paragraph.

    A whole sentence in quotation marks without cue is its paragraph's last speaker's, else that of the one person whom the sentence before
    names. A sentence with "would" after reported speech ("The wages would come this month"), or with "had" and the speaker for its
    subject, is held for his or hers, at the lowest score that is shown.

    Args:
        drafts: The attributions found so far, in order of the text.
    """
    taken = {t for d in drafts for s in (d.cue, *d.content) for t in range(*s)}
    last: dict[int, Draft] = {}
    for made in drafts:
        if not _is_inside(made, drafts) and tree.quote[made.token] < 0:
            last[tree.sentence[made.token]] = made
    found: list[Draft] = []
    speaker: Draft | None = None
    for number, (low, high) in enumerate(tree.bounds):
        if number == 0 or not _same_paragraph(tree, tree.bounds[number - 1][0], low):
            speaker = speaker if _speaks_on(tree, speaker, number) else None
        if number in last:
            speaker = last[number]
            continue
        draft = None if any(t in taken for t in range(low, high)) else _next(tree, (low, high), speaker, number)
        if draft is not None:
            found.append(draft)
            taken |= {t for s in draft.content for t in range(*s)}
        elif not any(t in taken for t in range(low, high)):
            speaker = None
    return found


def _speaks_on(tree: Tree, speaker: Draft | None, number: int) -> bool:
    """Tell whether a new paragraph that is all quotation goes on with the speech of the one before: papers name the speaker once."""
    if (
        speaker is None
        or share_quoted(tree, speaker.content) == "none"
        or speaker.frame in ("speaker colon", "signature")
    ):
        return False
    found = _quotation(tree, tree.bounds[number])
    if found is None or not any(
        tree.words[t] in (".", "!", "?", ",", "…", "...") for t in range(found[1] - 2, found[1])
    ):
        return False
    return found[1] - found[0] > _SHORTEST_SPEECH and has_clause(tree, *found)


def _same_paragraph(tree: Tree, left: int, right: int) -> bool:
    return tree.text.sentence_of(left).paragraph == tree.text.sentence_of(right).paragraph


def _is_inside(draft: Draft, drafts: list[Draft]) -> bool:
    return any(
        other is not draft and any(first <= draft.cue[0] and draft.cue[1] <= end for first, end in other.content)
        for other in drafts
    )


def _next(tree: Tree, sentence: Stretch, speaker: Draft | None, number: int) -> Draft | None:
    quoted = _quotation(tree, sentence)
    if quoted is not None:
        holder = speaker.holder if speaker is not None else _only_person(tree, number)
        if holder is not None and not (speaker is not None and speaker.frame == "speaker colon"):
            return _draft(sentence, [quoted], holder, "quotation goes on without cue", _QUOTED_SCORE)
        return None
    if speaker is None or speaker.holder is None or not _is_reported(tree, speaker) or not _is_told_on(tree, sentence):
        return None
    content = tidy(tree, [sentence], (sentence[0], sentence[0]))
    return _draft(sentence, content, speaker.holder, "goes on in reported speech", _TOLD_SCORE) if content else None


def _quotation(tree: Tree, sentence: Stretch) -> Stretch | None:
    """The quotation that fills a sentence, and perhaps those after it."""
    low = sentence[0]
    quote = tree.quote[low]
    if quote < 0 or tree.quote_tokens[quote][0] != low:
        return None
    first, end = tree.quote_tokens[quote]
    if not tree.quotes[quote].closed and end < len(tree.words) and _same_paragraph(tree, end - 1, end):
        return None
    rest = any(tree.is_word(t) for t in range(end, tree.sent(end - 1)[1]) if tree.quote[t] != quote)
    words = sum(tree.is_word(t) for t in range(first, end))
    return (first, end) if not rest and words > _CATCHWORD else None


def _only_person(tree: Tree, number: int) -> Holder | None:
    """The one person whom the sentence before names, in the same paragraph."""
    if number == 0 or not _same_paragraph(tree, tree.bounds[number - 1][0], tree.bounds[number][0]):
        return None
    low, high = tree.bounds[number - 1]
    people = [e for e in tree.text.doc[low:high].ents if e.label_ in ("PERSON", "PER")]
    if len(people) != 1:
        return None
    return Holder(people[0].root.i, people[0].start, people[0].end, "only person named")


def _is_reported(tree: Tree, draft: Draft) -> bool:
    spoken = draft.lemma in REPORTS and draft.frame in ("ccomp", "up") and draft.score >= _SUREST
    past = "Tense=Past" in tree.feats[draft.token]
    return (
        spoken and past and share_quoted(tree, draft.content) == "none"
    ) or "goes on in reported speech" in draft.rules


def _is_told_on(tree: Tree, sentence: Stretch) -> bool:
    low, high = sentence
    root = next(
        (
            t
            for t in range(low, high)
            if tree.deps[t].lower() == "root" and tree.pos[t] in ("VERB", "ADJ", "NOUN", "AUX")
        ),
        None,
    )
    if root is None or tree.words[high - 1] != "." or any(tree.quote[t] >= 0 for t in range(low, high)):
        return False
    first = next((t for t in range(low, high) if tree.is_word(t)), low)
    if tree.words[first] in _ASIDES:
        return False
    helpers = {tree.words[c] for c in tree.kids(root, "aux")}
    if helpers & _WOULD:
        return True
    subject = tree.child(root, *SUBJECTS)
    return "had" in helpers and subject is not None and tree.words[subject] in _SPEAKER_PRONOUNS


def _draft(sentence: Stretch, content: list[Stretch], holder: Holder, rule: str, score: float) -> Draft:
    return Draft(
        token=sentence[0],
        lemma="say",
        pos="X",
        frame=rule,
        cue=(sentence[0], sentence[0]),
        holder=holder,
        content=content,
        score=score,
        rules=[rule],
    )
