"""From words that may attribute to drafts of attributions: construction, source, cue, content, repairs, score."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.lang.cues import cue_score
from stemma.lang.cues import cue_words as known_cues
from stemma.stages.extract.statements import extents, placing, quoting
from stemma.stages.extract.statements.acts import CHECKING, is_negated, is_plain_refusal
from stemma.stages.extract.statements.citing import cited_draft
from stemma.stages.extract.statements.draft import Draft, share_quoted
from stemma.stages.extract.statements.frames import Frame, find_frames
from stemma.stages.extract.statements.holder_words import holder_words
from stemma.stages.extract.statements.reporting import REPORTS
from stemma.stages.extract.statements.scoring import Features, features_of
from stemma.stages.extract.statements.sources import Holder, find_holder
from stemma.stages.extract.statements.spans import attributed, cue_words
from stemma.stages.extract.statements.tree import Tree

#: Below this, not even a refusal to comment is believed.
_DOUBTFUL = 0.02
#: What a statement, letter or resolution says is as sure as its kind of paper.
_PAPER_SAYS = 0.65
#: Quotations of up to so many words may be catchwords, names or titles.
_CATCHWORD = 3
_BESIDE = 2
_SHORTEST_CLAUSE = 4
#: Rules of place that find both the source and what it reports.
_PLACED = frozenset({"post-posed by position", "medial by position", "inverted"})
#: Verbs that say what a court or body has found, where a clause follows.
_DECIDES = frozenset({"rule", "conclude", "determine", "certify"})
#: What "it" does when something becomes known, through nobody that is named.
_COMES_OUT = frozenset({"emerge", "transpire"})
_OWN_ACTS = frozenset({"threaten", "deny", "warn", "accuse", "promise", "demand"})
_FIGURING = frozenset({"put", "estimate", "place", "set", "peg", "give", "reckon"})
_PAPERS = frozenset(
    {
        "statement",
        "letter",
        "message",
        "resolution",
        "declaration",
        "communique",
        "communiqué",
        "note",
        "tweet",
        "memo",
        "petition",
    }
)
#: What somebody asks who wants no name in print, and the words that say so right behind it.
_ASKING = frozenset({"ask", "request", "insist", "want", "agree", "prefer", "wish", "demand"})
_HIDES_NAME = re.compile(
    r"^(?:that )?(?:(?:his|her|their) (?:\w+ )?)?(?:not |on |for )*(?:to |be )*(?:named|identified|called|quoted|mentioned|anonymity)\b"
    r"|^(?:that )?(?:(?:his|her|their) )?(?:full |real |last |first )?names? (?:not )?(?:to )?(?:be )?(?:used|published|printed|given|disclosed)"
    r"|^that (?:his|her|their) (?:\w+ ){1,2}not be (?:used|published|named|mentioned|printed)"
)
_LOOKS = frozenset({"see", "hear", "watch", "feel", "spot"})
_BLOWS = frozenset({"attack", "strike", "hit", "shoot", "fire", "blast", "target", "shell", "assault"})
_BY_PLACE = ("adjacent name", "position", "inverted", "medial")
_REPAIRS = (
    placing.medial_report,
    placing.post_posed,
    placing.inverted,
    placing.after_label,
    placing.adjacent_name,
    placing.left_group,
    quoting.direct_speech,
    quoting.beside_quotation,
    extents.without_anonymity,
    extents.medial,
    extents.wrong_side,
    extents.clause_after,
    quoting.whole_quotations,
    extents.to_sentence_start,
    extents.to_clause_end,
    extents.future_on,
    extents.cut_run_on,
    quoting.quoted_on,
)


def find_drafts(tree: Tree, threshold: float) -> Iterator[Draft]:
    """Give the attributions whose cue scores at least `threshold`, in order of the cue; those without content too."""
    moved: dict[int, Holder] = {}
    taken: set[int] = set()
    for frame in find_frames(tree):
        if frame.token in taken:
            continue
        if frame.pos != "VERB" and (tree.lemmas[frame.token], frame.pos) not in known_cues():
            continue
        draft, features = draft_of(tree, frame)
        if draft.holder is not None and draft.holder.how in _BY_PLACE:
            moved[draft.token] = draft.holder
        nothing_said = _is_physical(tree, draft) or _asks_for_no_name(tree, draft)
        draft.score = 0.0 if nothing_said else cue_score(features)
        if not nothing_said and any(sure(tree, draft) for sure in (_reads_out, _reports, _quotes, _owned, _counts)):
            draft.score = max(draft.score, _PAPER_SAYS)
        if _will_not_be_drawn(tree, draft):
            draft.score = _PAPER_SAYS
        doubtful = draft.score >= _DOUBTFUL or draft.lemma in CHECKING
        if draft.score >= threshold or (doubtful and is_plain_refusal(tree, draft)):
            _share(tree, draft, moved)
            yield draft
            cited = cited_draft(tree, draft)
            if cited is not None:
                taken |= set(range(*cited.cue))
                yield cited


def _will_not_be_drawn(tree: Tree, draft: Draft) -> bool:
    """Tell whether somebody "would not be drawn on" a matter, and take the matter, or nothing, for the content."""
    if draft.lemma != "draw" or draft.holder is None or draft.holder.how not in ("subject", "shared subject"):
        return False
    if (
        not draft.frame.startswith(("pass", "up", "none", "down"))
        or not is_negated(tree, draft)
        or tree.child(draft.token, "aux:pass") is None
    ):
        return False
    low, high = tree.sent(draft.token)
    if (
        draft.holder.how == "shared subject"
    ):  # "…, a mediator told the paper, but would not be drawn": whoever has spoken, not what the parse says
        before = [
            t for t in range(low, draft.token) if tree.lemmas[t] in REPORTS and tree.child(t, "nsubj") is not None
        ]
        subject = tree.child(before[-1], "nsubj") if before else None
        if subject is not None:
            draft.holder = Holder(subject, *holder_words(tree, subject, before[-1]), "shared subject")
    on = tree.words[draft.token + 1 : draft.token + 2]
    behind = range(draft.token + 2, high)
    end = next((t for t in behind if tree.words[t] in (",", ";", ".", "—")), high)
    if on in (["on"], ["about"], ["over"]):
        draft.cue = (draft.cue[0], max(draft.cue[1], draft.token + 1))
        draft.content = [(draft.cue[1] if draft.cue[1] > draft.token + 1 else draft.token + 1, end)]
        return draft.content[0][0] < end
    draft.content = []
    return on == [] or on[0] in (",", ".", ";")


def _reads_out(tree: Tree, draft: Draft) -> bool:
    """Tell whether a participle tells what a paper says: "issued a statement … calling on …"."""
    known = known_cues().get((draft.lemma, "VERB"))
    if (
        draft.pos != "VERB"
        or tree.deps[draft.token] not in ("acl", "advcl")
        or known is None
        or known.category != "statement"
        or not draft.content
    ):
        return False
    head = tree.heads[draft.token]
    return tree.words[draft.token].endswith("ing") and (
        tree.lemmas[head] in _PAPERS or any(tree.lemmas[c] in _PAPERS for c in tree.kids(head, "obj"))
    )


def _reports(tree: Tree, draft: Draft) -> bool:
    """Tell whether a finite verb of saying with a source has a clause or a quotation for its content."""
    known = known_cues().get((draft.lemma, draft.pos))
    if not draft.content:
        return False
    if draft.lemma in _DECIDES and draft.frame == "ccomp" and draft.holder is not None:
        return bool(draft.content)
    if "verb after a quotation" in draft.rules:
        return bool(draft.content)
    if known is None or known.category != "statement" or "VerbForm=Fin" not in tree.feats[draft.token]:
        return False
    if draft.holder is None:
        return draft.lemma in _COMES_OUT and draft.frame == "ccomp"
    if _is_in_its_quotation(tree, draft):
        return False
    placed = draft.frame in ("ccomp", "up") or bool(_PLACED & set(draft.rules))
    return draft.lemma in REPORTS and bool(draft.content) and (placed or share_quoted(tree, draft.content) == "all")


def _owned(tree: Tree, draft: Draft) -> bool:
    """Tell whether a noun of saying has both its speaker and its clause: "the commission's finding that the road was unsafe"."""
    known = known_cues().get((draft.lemma, "NOUN"))
    if draft.pos != "NOUN" or known is None or known.category != "statement" or draft.holder is None:
        return False
    if draft.holder.how != "owner" or not draft.content:
        return False
    return draft.frame == "n:that" or (draft.frame in ("n:of", "n:to") and known.act in _OWN_ACTS)


def _counts(tree: Tree, draft: Draft) -> bool:
    """Tell whether a source gives a figure: "put the number of dead at forty", "estimates the damage at 2 million"."""
    if draft.lemma not in _FIGURING or draft.holder is None or draft.pos != "VERB" or draft.frame.startswith("pass"):
        return False
    at = next((c for c in tree.kids(draft.token, "obl") if tree.preposition(c) == "at" and c > draft.token), None)
    return (
        at is not None and any(tree.pos[t] == "NUM" for t in tree.subtree(at)) and bool(tree.kids(draft.token, "obj"))
    )


def _quotes(tree: Tree, draft: Draft) -> bool:
    """Tell whether a verb of saying, a participle too, has a quotation of more than a catchword for its content: "asking, “Where do we go?”"."""
    known = known_cues().get((draft.lemma, draft.pos))
    if known is None or known.category != "statement" or draft.pos != "VERB" or draft.frame.startswith("pass"):
        return False
    if not draft.content or draft.frame.endswith("xcomp"):
        return False
    if _is_in_its_quotation(tree, draft):
        return False
    words = sum(tree.is_word(t) for first, end in draft.content for t in range(first, end))
    near = (
        draft.content[0][0] - draft.cue[1] <= _BESIDE
        if draft.content[0][0] >= draft.cue[1]
        else draft.cue[0] - draft.content[-1][1] <= _BESIDE
    )
    participle = near and ("VerbForm=Ger" in tree.feats[draft.token] or "VerbForm=Part" in tree.feats[draft.token])
    finite = "VerbForm=Fin" in tree.feats[draft.token] and "Mood=Imp" not in tree.feats[draft.token]
    return (finite or participle) and words > _CATCHWORD and share_quoted(tree, draft.content) == "all"


def _is_in_its_quotation(tree: Tree, draft: Draft) -> bool:
    """Tell whether a word is itself part of the quotation that it would introduce, with nothing but that quotation for its content."""
    inside = tree.quote[draft.token]
    first, end = draft.content[0][0], draft.content[-1][1]
    return (
        inside >= 0
        and tree.quote[first] == inside == tree.quote[end - 1]
        and share_quoted(tree, draft.content) == "all"
        and (first == tree.quote_tokens[inside][0] or end == tree.quote_tokens[inside][1])
    )


def _is_physical(tree: Tree, draft: Draft) -> bool:
    """Tell whether a word that may mean blows or words means blows ("attacks on bases"), or one of thinking means looks ("was seen rising")."""
    if draft.lemma in _LOOKS and draft.frame in (
        "pass xcomp",
        "pass none",
        "pass obl:in",
        "pass obl:at",
        "pass obl:on",
    ):
        return True
    if draft.lemma not in _BLOWS:
        return False
    spoken = draft.frame in ("obj:for", "obj:as", "obj:over") or share_quoted(tree, draft.content) != "none"
    named = draft.holder is not None and tree.pos[draft.holder.head] in ("PROPN", "PRON") and draft.pos == "VERB"
    return not (spoken and named)


def _asks_for_no_name(tree: Tree, draft: Draft) -> bool:
    """Tell whether what looks like a statement only says why its source has no name: "speaking on condition of anonymity"."""
    if draft.lemma in _ASKING and _HIDES_NAME.search(_behind(tree, draft)):
        return True
    return any(
        tree.words[t] in ("anonymity", "anonymously") for first, end in draft.content for t in range(first, end)
    ) and (sum(end - first for first, end in draft.content) <= _SHORTEST_CLAUSE)


def _behind(tree: Tree, draft: Draft) -> str:
    return tree.join(range(draft.token + 1, min(tree.sent(draft.token)[1], draft.token + 9)))


def _share(tree: Tree, draft: Draft, moved: dict[int, Holder]) -> None:
    """Give a verb that shares the subject of an earlier one the source that was corrected there."""
    if draft.holder is None or draft.holder.how == "shared subject":
        corrected = next((moved[t] for t in tree.above(draft.token) if t in moved), None)
        if corrected is not None and tree.deps[draft.token] in ("conj", "advcl", "xcomp"):
            draft.holder = corrected


def draft_of(tree: Tree, frame: Frame) -> tuple[Draft, Features]:
    """Return the attribution that a word in its construction would make, and what its score is made of."""
    holder = find_holder(tree, frame)
    cue = cue_words(tree, frame, holder)
    draft = Draft(
        token=frame.token,
        lemma=tree.lemmas[frame.token],
        pos=frame.pos,
        frame=frame.name,
        cue=cue,
        holder=holder,
        content=attributed(tree, frame, cue, holder),
        rules=[f"{frame.pos.lower()} {frame.name}", *([holder.how] if holder else [])],
    )
    for repair in _REPAIRS:
        repair(tree, draft)
    return draft, features_of(tree, frame, draft.holder, share_quoted(tree, draft.content))
