"""Who is meant: later names, roles and pronouns are bound to the mention that names the same person or body in the article."""

from __future__ import annotations

from collections import Counter, defaultdict

from stemma.lang.agencies import agency_named
from stemma.lang.countries import country_of
from stemma.lang.cues import cue_words
from stemma.lang.names import PARTICLES, SUFFIXES, choosing_verbs, nicknames
from stemma.model.words import MentionForm
from stemma.stages.extract.mentions.draft import Draft, subject_of
from stemma.stages.extract.mentions.names import same_spelling
from stemma.stages.extract.text import Text

_REACH = 3  # sentences over which a pronoun looks back
_ROLE_REACH = 12  # sentences over which a role without a matching title looks back
_WEAK = frozenset(
    "the a an of for and in on his her its their this that these those two three one some other former new said top senior western".split()
)
_PRESS = frozenset(
    "agency newspaper paper broadcaster outlet channel network daily weekly magazine website site publication station".split()
)
_PLURALS = frozenset(
    "airlines airways associations brothers communications enterprises holdings industries laboratories motors nations partners services sons "
    "states stores studios systems technologies trusts works".split()
)  # of one body
_DELIBERATE = frozenset({"statement", "intention", "decision"})
_COUNTRY = frozenset("country nation kingdom republic".split())
_ORG_WORDS = {
    "ministry": ("ministry", "department"), "department": ("department", "ministry"), "agency": ("agency",), "court": ("court", "tribunal"),
    "council": ("council",), "commission": ("commission",), "committee": ("committee",), "bank": ("bank",), "party": ("party",),
    "university": ("university",), "parliament": ("parliament", "duma", "knesset", "congress"), "union": ("union",), "army": ("army",),
    "senate": ("senate",), "congress": ("congress",), "house": ("house",), "movement": ("movement",), "front": ("front",), "office": ("office",),
    "airline": ("airlines", "airways", "air"), "foundation": ("foundation",), "institute": ("institute",), "hospital": ("hospital",),
}  # fmt: skip
# Words that many bodies' names begin or end with, so that one alone is no short form of any.
_GENERIC = frozenset(
    "new national united north south east west american international world federal state central general royal department ministry party "
    "university union council commission committee bank court group company corp inc news times post press agency service office army force forces "
    "front movement association organization organisation institute school college church club house senate congress government police center centre "
    "the los san saint republic democratic people peoples social labour labor".split()
)
_COMPANY = frozenset(
    "company firm corporation group manufacturer maker carrier operator utility airline club team organisation organization charity bank".split()
)


class Resolver:
    """Binds the mentions of one article, in order of the text."""

    def __init__(self, text: Text, drafts: list[Draft]) -> None:
        self._text = text
        self._drafts = drafts
        self._sentence = {id(draft): text.sentence_of(draft.head).index for draft in drafts}
        self._names = [draft for draft in drafts if draft.form in (MentionForm.NAME, MentionForm.GOVERNMENT)]
        self._mentioned = {i for draft in drafts for i in range(draft.first, draft.end)}
        self._counts: Counter[int] = Counter()

    def resolve(self) -> None:
        """Bind names first, then roles and pronouns from left to right."""
        self._bind_names()
        for position, draft in enumerate(self._drafts):
            if draft.form is MentionForm.ROLE:
                self._bind_role(draft, position)
            elif draft.form is MentionForm.PRONOUN:
                self._bind_pronoun(draft, position)
            self._counts[id(draft.target or draft)] += 1

    # names

    def _bind_names(self) -> None:
        people: dict[str, list[Draft]] = defaultdict(list)
        others: dict[str, Draft] = {}
        for draft in self._names:
            known = country_of(" ".join(draft.words)) if draft.label == "LOC" else None
            if known is not None and known.kind == "country":
                others.setdefault(f"country:{known.iso}", draft)
        for draft in self._names:
            if draft.label == "PERSON":
                people[draft.key].append(draft)
            else:
                self._bind_other(draft, others)
        self._join_spellings(people)
        for group in people.values():
            self._bind_people(group)
        self._bind_given_names(people)

    def _bind_other(self, draft: Draft, others: dict[str, Draft]) -> None:
        name = " ".join(draft.words).lower()
        known = country_of(" ".join(draft.words)) if draft.label == "LOC" else None
        # "Washington" and "the United States" are one government, yet a capital as a place is not its country.
        if known is not None and (known.kind == "country" or draft.form is MentionForm.GOVERNMENT):
            name = f"country:{known.iso}"
        first = others.get(name) or (self._longer_name(draft, others) if draft.label == "ORG" else None)
        if first is draft:
            return
        if first is None:
            others[name] = draft
        else:
            draft.refer(
                first,
                "same country" if name.startswith("country:") else "same name" if others.get(name) else "short form",
            )

    def _longer_name(self, draft: Draft, others: dict[str, Draft]) -> Draft | None:
        """The longer name of which this is the acronym, the beginning or the end ("Colts" of "Indianapolis Colts")."""
        name, short = "".join(draft.words), [word.lower() for word in draft.words]
        for first in others.values():
            if first.label != "ORG" or len(first.words) <= len(draft.words):
                continue
            capitals = "".join(word[0] for word in first.words if word[:1].isupper())
            if len(draft.words) == 1 and name.isupper() and len(name) > 1 and capitals == name:
                return first
            lowered = [word.lower() for word in first.words]
            ends = lowered[-len(short) :] == short and (
                len(short) > 1 or (short[0] not in _GENERIC and len(short[0]) > 3)
            )
            begins = lowered[: len(short)] == short and short[0] not in _GENERIC
            if ends or begins:
                return first
        return None

    def _join_spellings(self, people: dict[str, list[Draft]]) -> None:
        """Let "Khadimi" and "Kadhimi" share a group, the one that a full name bears first."""
        keys = sorted(people, key=lambda key: (-max(len(d.words) for d in people[key]), people[key][0].first))
        for i, key in enumerate(keys):
            for other in keys[i + 1 :]:
                if (
                    key in people
                    and other in people
                    and key != other
                    and same_spelling(key, other)
                    and _bare(people[other])
                ):
                    people[key] = sorted(people[key] + people.pop(other), key=lambda draft: draft.first)

    def _bind_people(self, group: list[Draft]) -> None:
        """Bind the bearers of one surname: full names that agree are one person, bare surnames go to the last bearer that fits."""
        full: list[Draft] = []
        for draft in group:
            given = _given(draft)
            if not given:
                continue
            match = next((first for first in full if _compatible(_given(first), given)), None)
            if match is None:
                full.append(draft)
            else:
                draft.refer(match, "same name")
                match.title = match.title or draft.title
                match.gender = match.gender or draft.gender
        for position, draft in enumerate(group):
            if _given(draft):
                continue
            self._bind_surname(draft, position, group=group, full=full)

    def _bind_surname(self, draft: Draft, position: int, *, group: list[Draft], full: list[Draft]) -> None:
        if len(full) == 1:
            draft.refer(full[0], "surname")
        elif full:
            fitting = [first for first in full if not (draft.gender and first.gender and draft.gender != first.gender)]
            before = [first for first in reversed(group[:position]) if (first.target or first) in fitting]
            if len(fitting) == 1:
                draft.refer(fitting[0], "surname and gender")
            elif before:
                draft.refer(before[0], "surname, nearest of several")
        elif position > 0:
            draft.refer(group[0], "same name")

    def _bind_given_names(self, people: dict[str, list[Draft]]) -> None:
        """Bind a given name alone ("Lindsay") to the one person of the article who bears it, unless it is somebody's surname."""
        bearers: dict[str, list[Draft]] = defaultdict(list)
        for group in people.values():
            for draft in group:
                given = _given(draft)
                if given and draft.target is None:
                    bearers[given[0]].append(draft)
        for key, group in people.items():
            if len(bearers.get(key, [])) == 1 and _bare(group):
                for draft in group:
                    draft.refer(bearers[key][0], "given name")

    # roles

    def _bind_role(self, draft: Draft, position: int) -> None:
        if self._bind_apposition(draft):
            return
        if not draft.definite:
            return
        target = self._by_title(draft, position) or self._by_kind(draft, position)
        if target is not None:
            draft.refer(target, "role", draft.key)
            return
        earlier = self._earlier_role(draft, position)
        if earlier is not None:
            draft.refer(earlier, "same role", draft.key)

    def _bind_apposition(self, draft: Draft) -> bool:
        for name in self._names:
            if (
                name.title is not None
                and name.title[0] <= draft.head < name.title[1]
                and name.label == "PERSON"
                and name.title[0] >= name.end
            ):
                first_head = next(
                    (d for d in self._drafts if d.form is MentionForm.ROLE and name.title[0] <= d.head < name.title[1]),
                    None,
                )
                if first_head is draft:
                    draft.refer(name, "apposition")
                    return True
        head = self._text.doc[draft.head]
        if head.dep_ == "appos":
            governor = next((name for name in self._names if name.first <= head.head.i < name.end), None)
            if governor is not None and _kinds_agree(draft, governor):
                draft.refer(governor, "apposition")
                return True
        return False

    def _by_title(self, draft: Draft, position: int) -> Draft | None:
        """The nearest person before (else the only one after) whose title has the role's words."""
        if draft.label != "PERSON" or draft.plural:
            return None
        wanted = {word for word in draft.words if word not in _WEAK and country_of(word.title()) is None}
        fitting = [
            name
            for name in self._names
            if name.label == "PERSON" and name.title is not None and self._title_fits(draft, wanted, name)
        ]
        before = [name for name in fitting if name.first < draft.first]
        if before:
            return before[-1]
        after = {id(name.target or name): name for name in fitting}
        return next(iter(after.values())) if len(after) == 1 else None

    def _title_fits(self, draft: Draft, wanted: set[str], name: Draft) -> bool:
        words = {self._text.doc[i].lower_ for i in range(*(name.title or (0, 0)))} | {
            self._text.doc[i].lemma_.lower() for i in range(*(name.title or (0, 0)))
        }
        if draft.key not in words or not wanted <= words | {draft.key}:
            return False
        if draft.country and name.country and draft.country != name.country:
            return False
        return not (draft.gender and name.gender and draft.gender != name.gender)

    def _by_kind(self, draft: Draft, position: int) -> Draft | None:
        """The nearest named body or country of the kind that "the agency", "the ministry", "the country" calls for."""
        if draft.plural or draft.label == "PERSON" or len([w for w in draft.words if w not in _WEAK]) > 1:
            return None
        here = self._sentence[id(draft)]
        for name in reversed([name for name in self._names if name.first < draft.first]):
            if here - self._sentence[id(name)] > _ROLE_REACH:
                return None
            if draft.key in _COUNTRY and self._text.doc[name.head].dep_ in ("compound", "amod", "nmod:poss"):
                continue
            if name.label in ("ORG", "LOC") and _body_fits(draft.key, name, distance=here - self._sentence[id(name)]):
                return name
        return None

    def _earlier_role(self, draft: Draft, position: int) -> Draft | None:
        """The nearest earlier mention of the same unnamed role: "the diplomat" after "One Western diplomat"."""
        here = self._sentence[id(draft)]
        for other in reversed(self._drafts[:position]):
            if here - self._sentence[id(other)] > _ROLE_REACH:
                return None
            alike = other.plural == draft.plural or (other.plural and not draft.plural and self._one_of(other))
            if other.form is MentionForm.ROLE and other.key == draft.key and alike and other.label == draft.label:
                if not (other.country and draft.country and other.country != draft.country):
                    return other
        return None

    def _one_of(self, other: Draft) -> bool:
        """Tell whether a plural is the whole of "one of the diplomats"."""
        doc = self._text.doc
        return (
            other.first > 1
            and doc[other.first - 1].lower_ == "of"
            and doc[other.first - 2].lower_ in ("one", "another", "member")
        )

    # pronouns

    def _bind_pronoun(self, draft: Draft, position: int) -> None:
        if draft.key in ("we", "us", "i", "me", "you"):
            return
        if draft.key in ("who", "whom"):
            self._bind_relative(draft)
            return
        here = self._sentence[id(draft)]
        best: tuple[float, int] | None = None
        chosen: Draft | None = None
        for back, other in enumerate(reversed(self._drafts[:position])):
            distance = here - self._sentence[id(other)]
            if distance > _REACH:
                break
            if (
                other.end > draft.first
                or not _may_be(draft, other)
                or self._same_clause(draft, other)
                or self._speaks(other, draft)
                or not (_is_person(other) or self._may_act(draft, other))
            ):
                continue
            score = (self._salience(other, distance), -back)
            if best is None or score > best:
                best, chosen = score, other
        if chosen is not None and best is not None:
            draft.refer(chosen, "pronoun", round(best[0], 2))

    def _bind_relative(self, draft: Draft) -> None:
        verb = self._text.doc[draft.head]
        for _ in range(4):
            if verb.dep_ in ("acl:relcl", "acl") or verb.head.i == verb.i:
                break
            verb = verb.head
        if not verb.dep_.startswith("acl"):
            return
        governor = next(
            (d for d in self._drafts if d.form is not MentionForm.PRONOUN and d.first <= verb.head.i < d.end), None
        )
        if governor is not None:
            draft.refer(governor, "relative clause")

    def _same_clause(self, draft: Draft, other: Draft) -> bool:
        mine, its = self._text.doc[draft.head], self._text.doc[other.head]
        return mine.head.i == its.head.i and mine.dep_ != "conj" and its.dep_ != "conj" and mine.i != its.i

    def _may_act(self, draft: Draft, other: Draft) -> bool:
        """Tell whether "it" or "they" can be a body.

        "They" only where its words are plural ("the Colts"); "it" where both are subjects, it does what only persons and bodies do, and no
        subject of which no mention is made stands nearer. Of 17 read in news that were bound without this, 12 were a rocket, a plan, the weather.
        """
        if draft.plural:
            return other.plural or (self._text.doc[other.head].tag_ == "NNPS" and other.key not in _PLURALS)
        token = self._text.doc[draft.head]
        if token.dep_ != "nsubj" or token.head.pos_ != "VERB" or not subject_of(self._text.doc[other.head]):
            return False
        cue = cue_words().get((token.head.lemma_, "VERB"))
        deliberate = cue is not None and cue.category in _DELIBERATE
        return (deliberate or token.head.lemma_ in choosing_verbs()) and not self._is_crossed(other.end, draft.first)

    def _is_crossed(self, first: int, end: int) -> bool:
        """Tell whether a singular noun of which no mention is made is the subject of a clause among the tokens."""
        return any(
            token.dep_.startswith("nsubj") and token.tag_ in ("NN", "NNP") and token.i not in self._mentioned
            for token in self._text.doc[first:end]
        )

    def _speaks(self, other: Draft, draft: Draft) -> bool:
        """Tell whether the pronoun stands in words that the other mention is quoted with: nobody speaks of himself as "he"."""
        if not self._is_quoted(draft) or self._is_quoted(other):
            return False
        token = self._text.doc[other.head]
        return subject_of(token) and (token.head.lemma_.lower(), "VERB") in cue_words()

    def _is_quoted(self, draft: Draft) -> bool:
        sentence, (start, _) = self._text.sentence_of(draft.head), self._text.offsets(draft.head, draft.head + 1)
        return any(quote.start <= start < quote.end for quote in sentence.quoted)

    def _salience(self, other: Draft, distance: int) -> float:
        token = self._text.doc[other.head]
        score = -1.0 * distance
        score += 1.5 if subject_of(token) else 0.0
        score += 0.5 if (other.target or other).form is not MentionForm.ROLE else 0.0
        score -= 0.75 if other.form is MentionForm.ROLE and other.target is None and not other.definite else 0.0
        score += min(0.6, 0.15 * self._counts[id(other.target or other)])
        return score - (0.7 if token.dep_.startswith("nmod") else 0.0)


def _is_person(draft: Draft) -> bool:
    return (draft.target or draft).label == "PERSON"


def _given(draft: Draft) -> tuple[str, ...]:
    words = [word.lower().strip(".") for word in draft.words if word.lower().strip(".") not in SUFFIXES]
    return tuple(word for word in words[:-1] if word not in PARTICLES)


def _bare(group: list[Draft]) -> bool:
    return all(not _given(draft) for draft in group)


def _compatible(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether two sets of given names can be one person's: equal, an initial, a short form, or respelled."""
    first, second = left[0], right[0]
    if first == second or second in nicknames().get(first, ()) or same_spelling(first, second):
        return True
    return (len(first) == 1 or len(second) == 1) and first[0] == second[0]


def _kinds_agree(role: Draft, name: Draft) -> bool:
    if role.label == "PERSON":
        return name.label == "PERSON"
    return name.label in ("ORG", "LOC", "NORP")


def _body_fits(key: str, name: Draft, *, distance: int) -> bool:
    words = [word.lower() for word in name.words]
    if key in _COUNTRY:
        known = country_of(" ".join(name.words))
        return known is not None and known.kind == "country" and distance <= 3
    if key in _PRESS and name.label == "ORG":
        return agency_named(" ".join(name.words)) is not None or key in words
    if key in _ORG_WORDS:
        return any(word in words for word in _ORG_WORDS[key]) or words[-1] in _ORG_WORDS[key]
    return key in _COMPANY and name.label == "ORG" and distance <= 2 and agency_named(" ".join(name.words)) is None


def _may_be(pronoun: Draft, other: Draft) -> bool:
    """Tell whether a pronoun may refer to a mention by number, gender and kind."""
    named = other.target or other
    if other.form is MentionForm.PRONOUN:
        return other.key == pronoun.key or (
            other.key in ("him", "her", "them")
            and pronoun.key[:2] == {"him": "he", "her": "sh", "them": "th"}[other.key]
        )
    if pronoun.key in ("it", "itself"):
        return (
            named.label in ("ORG", "LOC")
            and not other.plural
            and not (other.form is MentionForm.NAME and named.label == "LOC" and named.country is None)
        )
    if pronoun.plural:
        return other.plural or (named.label == "ORG" and other.form is MentionForm.NAME)
    if named.label != "PERSON" or other.plural:
        return False
    return not (pronoun.gender and named.gender and pronoun.gender != named.gender)
