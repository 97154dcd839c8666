"""Parents that are not in the case: those that tellings credit, and those that likeness between roots betrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from stemma.lang.agencies import agency_named
from stemma.model.span import Span
from stemma.settings import TraceSettings
from stemma.stages.trace.branches import Tree
from stemma.stages.trace.circumstances import Circumstances
from stemma.stages.trace.edges import is_copy, is_kin, strength
from stemma.stages.trace.grounds import Evidence
from stemma.stages.trace.telling import View

_MENTIONS_OF_SECOND = 2
_WORDS_PER_AGENCY, _WORDS_PER_OUTLET = 350, 150


@dataclass(frozen=True, slots=True)
class Unseen:
    """A parent not in the case: whom its children credit (None where nobody says), the children, and where they credit it."""

    label: str | None
    children: tuple[int, ...]
    credits: tuple[Span, ...] = ()


def find_unseen(tree: Tree, evidence: Evidence, views: Sequence[View], settings: TraceSettings) -> list[Unseen]:
    """Return the unseen parents of a story's roots, and move onto them the tellings that hang on a derivative of theirs.

    Roots are joined where they credit one sender, or where S lies above the cut; a credited sender needs one child only.
    """
    roots = [row for row in range(evidence.size) if not tree.parents.get(row)]
    main = {row: _main_credit(row, evidence) for row in roots}
    groups = _joined(roots, main, tree.siblings, evidence, settings)
    found = []
    for members in groups:
        label = _label(members, main, evidence)
        if label is None:
            members = _without_agencies(members, tree, evidence, settings)
        halves = (child for head, child in tree.siblings if head in members)
        children = sorted({*members, *halves, *_moved(members, label, tree, evidence, settings)})
        if label is None and len(children) < 2:
            continue
        spans = tuple(span for row in children for span in evidence.around.credits[row].get(label or "", ()))
        found.append(Unseen(label, tuple(children), spans))
    found = _with_credited_beside(found, tree, evidence)
    return [*found, *_second_credits(found, evidence)]


def _without_agencies(members: list[int], tree: Tree, evidence: Evidence, settings: TraceSettings) -> list[int]:
    """Return those of a group without a credited sender that may have an unseen text in common.

    An agency's own report is the text that the others of its line have in common: who is of it hangs on the report.
    """
    around = evidence.around
    agencies = [row for row in members if around.wire[row]]
    kept = []
    for row in members:
        above = [a for a in agencies if a != row and is_kin(evidence, row, a, settings)]
        if above and row not in agencies:
            tree.parents[row] = (max(above, key=lambda a: (strength(evidence, row, a, settings), -a)),)
        elif row not in agencies:
            kept.append(row)
    return kept


def _main_credit(row: int, evidence: Evidence) -> str | None:
    """Return whom a root has its text from: the sender it credits formally, else the one its sentences credit most.

    None where it credits nobody but its own house, or somebody whose text is in the case.
    """
    around = evidence.around
    earlier = [other for other in range(evidence.size) if other != row and not around.later[row, other]]
    in_case = {name for other in earlier for name in around.outlet[other]}
    credited = [
        (label not in around.formal[row], -len(spans), label)
        for label, spans in around.credits[row].items()
        if label not in around.outlet[row] and label not in in_case and _sends(row, label, around)
    ]
    return min(credited)[2] if credited else None


def _sends(row: int, label: str, around: Circumstances) -> bool:
    """Tell whether whoever a telling credits may have sent its text: formally, or in its sentences where it has no other sender.

    A newspaper that an agency's own report cites has that sentence and no more; so has whoever a long text names once.
    """
    if label in around.formal[row]:
        return True
    often = len(around.credits[row][label]) * (_WORDS_PER_AGENCY if agency_named(label) else _WORDS_PER_OUTLET)
    return not (around.formal[row] or around.wire[row]) and often >= around.words[row]


def _joined(
    roots: list[int],
    main: dict[int, str | None],
    parted: list[tuple[int, int]],
    evidence: Evidence,
    settings: TraceSettings,
) -> list[list[int]]:
    """Group roots by single links of S above the cut, strongest first, never joining what a person keeps apart."""
    group = {row: {row} for row in roots}
    for a, b in parted:
        if a in group and b in group and not _kept_apart(group[a], group[b], evidence):
            union = group[a] | group[b]
            group.update(dict.fromkeys(union, union))
    scores = evidence.scores
    pairs = sorted(((-float(scores.siblings[a, b]), a, b) for i, a in enumerate(roots) for b in roots[i + 1 :]))
    for minus, a, b in pairs:
        same_credit = _one_sender(a, b, main, evidence)
        if not same_credit and (evidence.around.named(a, b) or evidence.around.named(b, a)):
            continue  # who names the other tells what it has from it
        known = settings.credited_sibling if (main[a] is None) != (main[b] is None) else 0.0
        if not same_credit and (-minus + known < settings.sibling_cut or not _enough(a, b, evidence, settings)):
            continue
        if _kept_apart(group[a], group[b], evidence) or (not same_credit and _differing(group[a], group[b], main)):
            continue
        if (
            not same_credit
            and _mean_siblings(group[a], group[b], evidence) < settings.sibling_cut - settings.sibling_drift
        ):
            continue
        union = group[a] | group[b]
        group.update(dict.fromkeys(union, union))
    return [list(members) for members in sorted({tuple(sorted(g)) for g in group.values()})]


def _mean_siblings(left: set[int], right: set[int], evidence: Evidence) -> float:
    values = [float(evidence.scores.siblings[a, b]) for a in left for b in right]
    return sum(values) / max(len(values), 1)


def _one_sender(a: int, b: int, main: dict[int, str | None], evidence: Evidence) -> bool:
    """Tell whether two roots are sent by one house: both credit it formally, or one credits formally what the other's outlet is."""
    formal, outlet = evidence.around.formal, evidence.around.outlet
    both = main[a] is not None and main[a] == main[b] and main[a] in formal[a] and main[b] in formal[b]
    follows = any(main[x] is not None and main[x] in formal[x] and main[x] in outlet[y] for x, y in ((a, b), (b, a)))
    return both or follows


def _enough(a: int, b: int, evidence: Evidence, settings: TraceSettings) -> bool:
    return bool(min(evidence.measures.detail_count[[a, b]]) >= settings.least_details)


def _kept_apart(left: set[int], right: set[int], evidence: Evidence) -> bool:
    apart = evidence.different
    return left == right or any((a, b) in apart or (b, a) in apart for a in left for b in right)


def _differing(left: set[int], right: set[int], main: dict[int, str | None]) -> bool:
    """Tell whether two groups credit different senders and none in common, so that likeness alone may not join them."""
    one = {main[row] for row in left} - {None}
    other = {main[row] for row in right} - {None}
    return bool(one and other and not one & other)


def _label(members: list[int], main: dict[int, str | None], evidence: Evidence) -> str | None:
    votes = Counter({label: 0 for row in members if (label := main[row])})
    for row in members:
        for label, spans in evidence.around.credits[row].items():
            if label in votes:
                votes[label] += 1 + len(spans)
    return min(votes, key=lambda label: (-votes[label], label)) if votes else None


def _moved(members: list[int], label: str | None, tree: Tree, evidence: Evidence, settings: TraceSettings) -> list[int]:
    """Move onto an unseen parent the rewrites that hang on one of its children: they had the same report before them."""
    if label is None:
        return []
    moved = []
    for child, parents in sorted(tree.parents.items()):
        kept = tuple(p for p in parents if not _derivative(child, p, members, label, evidence, settings))
        if kept != parents:
            tree.parents[child] = kept
            moved.append(child)
    return moved


def _derivative(
    child: int, parent: int, members: list[int], label: str, evidence: Evidence, settings: TraceSettings
) -> bool:
    """Tell whether `parent` is a child of the unseen text that `child` rather had before it."""
    if parent not in members:
        return False
    shown = len(members) > 1 or label in evidence.around.credits[parent]
    return shown and _sibling_rather(child, parent, evidence, settings)


def _sibling_rather(child: int, parent: int, evidence: Evidence, settings: TraceSettings) -> bool:
    around = evidence.around
    if is_copy(evidence, child, parent, settings) or around.linked[child, parent] or (child, parent) in evidence.same:
        return False
    if around.outlet[parent] & around.credits[child].keys() or around.one_house[child, parent]:
        return False
    if evidence.scores.parent[child, parent] >= settings.surely:
        return False
    if around.formal[parent] - around.outlet[parent]:
        return True
    return bool(evidence.scores.siblings[child, parent] >= settings.sibling_cut)


def _with_credited_beside(found: list[Unseen], tree: Tree, evidence: Evidence) -> list[Unseen]:
    """Add the agencies that tellings with a seen parent credit as well, where nobody of that parent's line does: they had both before them."""
    credits = evidence.around.credits
    added: dict[str, list[int]] = {}
    for row in range(evidence.size):
        label = _main_credit(row, evidence) if tree.parents.get(row) else None
        line = tree.line(row) - {row}
        known = any(label in credits[r] or any(u.label == label and r in u.children for u in found) for r in line)
        if label and agency_named(label) and not known:
            added.setdefault(label, []).append(row)
    joined = [Unseen(u.label, tuple(sorted({*u.children, *added.pop(u.label or "", ())})), u.credits) for u in found]
    return [
        *joined,
        *(
            Unseen(label, tuple(rows), tuple(s for row in rows for s in credits[row][label]))
            for label, rows in sorted(added.items())
        ),
    ]


def _second_credits(found: list[Unseen], evidence: Evidence) -> list[Unseen]:
    """Return further senders that a telling's sentences credit more than once, beside its main one."""
    in_case = {name for row in range(evidence.size) for name in evidence.around.outlet[row]}
    main = {row: unseen.label for unseen in found for row in unseen.children}
    children: dict[str, list[int]] = {}
    for row in range(evidence.size):
        for label, spans in evidence.around.credits[row].items():
            if (
                row in main
                and label != main[row]
                and label not in in_case
                and len(spans) >= _MENTIONS_OF_SECOND
                and (len(spans) * _WORDS_PER_AGENCY >= evidence.around.words[row])
            ):
                children.setdefault(label, []).append(row)
    known = {unseen.label for unseen in found}
    return [
        Unseen(label, tuple(rows), tuple(s for row in rows for s in evidence.around.credits[row][label]))
        for label, rows in sorted(children.items())
        if label not in known
    ]
