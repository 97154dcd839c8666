"""Makes training sentences that the treebanks lack: post-posed and inverted speech clauses, headlines, case, spellings."""

from __future__ import annotations

import random
from dataclasses import replace

from corpora import Sentence, Word

SPEECH = frozenset(
    "say tell report confirm announce claim add state note warn write reply explain insist argue admit reveal deny declare "
    "suggest acknowledge assert maintain stress emphasize predict estimate allege".split()
)
_PEOPLES = (
    "Iraqi Western Iranian Syrian Russian Ukrainian French British American Turkish Israeli Saudi Chinese Indian Pakistani Afghan "
    "Egyptian Libyan Sudanese German Japanese Korean Kenyan Nigerian Mexican European Lebanese Yemeni Polish Somali"
).split()
_ROLES = (
    "official diplomat source officer soldier witness resident analyst minister lawmaker commander spokesman adviser researcher "
    "doctor expert employee activist journalist investigator"
).split()
_BEFORE = "government security intelligence military police army embassy ministry senior local hospital defence".split()
_NUMBERS = {"two": 1, "three": 1, "several": 0, "four": 1, "some": 0, "many": 0, "these": 0, "six": 1}
_PLURALS = {"spokesman": "spokesmen", "witness": "witnesses"}
_AGENCIES = "Reuters AFP CNN Bloomberg BBC Interfax Xinhua".split()


def speech_clauses(sentence: Sentence, rng: random.Random) -> Sentence | None:
    """Move the speech clause of "X said (that) Y." to the end, inverted or not, sometimes with made-up sources."""
    words = sentence.words
    found = [
        pair for i, w in enumerate(words) if w.lemma in SPEECH and w.upos == "VERB" and (pair := _content(words, i))
    ]
    if not found:
        return None
    verb, content, subject, plain = found[0]
    inside = _subtree(words, content)
    inside = [
        i
        for i in inside
        if not (words[i].deprel == "mark" and words[i].head == content + 1 and words[i].lemma == "that")
    ]
    while inside and words[inside[-1]].upos == "PUNCT":
        inside.pop()
    while inside and words[inside[0]].upos == "PUNCT":
        inside.pop(0)
    if len(inside) < 3 or inside != list(range(inside[0], inside[-1] + 1)):
        return None
    made = _copy(words, _subtree(words, subject), subject) if plain and rng.random() < 0.4 else _sources(rng)
    return _assemble(words, verb, (inside, content), made, rng)


def _content(words: list[Word], verb: int) -> tuple[int, int, int | None, bool] | None:
    """Find verb, head of its content, its subject, and whether nothing else hangs on the verb."""
    children = [i for i, w in enumerate(words) if w.head == verb + 1]
    content = [i for i in children if words[i].deprel == "ccomp" and i > verb]
    subjects = [i for i in children if words[i].deprel == "nsubj" and i < verb]
    if len(content) != 1 or len(subjects) > 1:
        return None
    other = [i for i in children if i not in (content[0], *subjects) and words[i].deprel != "punct"]
    return verb, content[0], subjects[0] if subjects else None, bool(subjects) and words[verb].head == 0 and not other


def _subtree(words: list[Word], top: int) -> list[int]:
    inside = {top}
    for _ in range(len(words)):
        more = {i for i, w in enumerate(words) if w.head and w.head - 1 in inside} - inside
        if not more:
            break
        inside |= more
    return sorted(inside)


def _copy(words: list[Word], indices: list[int], top: int) -> list[Word]:
    """Take a subtree out as words with heads counted from 1 inside it; the top has head 0."""
    place = {old: new for new, old in enumerate(indices)}
    out = []
    for i in indices:
        head = 0 if i == top else place.get(words[i].head - 1, 0) + 1
        out.append(replace(words[i], head=head))
    if out and out[0].upos != "PROPN" and out[0].form != "I" and not out[0].form.isupper():
        out[0] = replace(out[0], form=out[0].form[:1].lower() + out[0].form[1:])
    return out


def _sources(rng: random.Random) -> list[Word]:
    """Make up one to three coordinated plural sources: "two Iraqi officials and a Western diplomat"."""
    groups = [_source(rng) for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))]
    words: list[Word] = []
    first_head = 0
    for n, group in enumerate(groups):
        base = len(words)
        if n and len(groups) > 2 and n < len(groups) - 1:
            words.append(Word(",", ",", "PUNCT", ",", "_", 0, "punct"))
        elif n:
            words.append(Word("and", "and", "CCONJ", "CC", "_", 0, "cc"))
        offset = len(words)
        top = next(i for i, w in enumerate(group) if w.head == 0)
        for w in group:
            words.append(replace(w, head=w.head + offset if w.head else 0))
        if n:
            words[base] = replace(words[base], head=offset + top + 1)
            words[offset + top] = replace(words[offset + top], head=first_head, deprel="conj")
        else:
            first_head = top + 1
    return words


_Made = tuple[str, str, str, str, str, str]


def _source(rng: random.Random) -> list[Word]:
    """Make up one source: number or article, people, a word before, a role."""
    role, plural = rng.choice(_ROLES), rng.random() < 0.75
    out: list[_Made] = _number(rng) if plural else _article(rng)
    if rng.random() < 0.5:
        people = rng.choice(_PEOPLES)
        out.append((people, people, "ADJ", "JJ", "Degree=Pos", "amod"))
    if rng.random() < 0.35:
        before = rng.choice(_BEFORE)
        adjective = before in ("senior", "local")
        tags = ("ADJ", "JJ", "Degree=Pos", "amod") if adjective else ("NOUN", "NN", "Number=Sing", "compound")
        out.append((before, before, *tags))
    form = _PLURALS.get(role, role + "s") if plural else role
    out.append((form, role, "NOUN", "NNS" if plural else "NN", f"Number={'Plur' if plural else 'Sing'}", "nsubj"))
    top = len(out)
    return [
        Word(f, lemma, u, x, feats, 0 if i == top - 1 else top, d, "B-NORP" if f in _PEOPLES and u == "ADJ" else "O")
        for i, (f, lemma, u, x, feats, d) in enumerate(out)
    ]


def _number(rng: random.Random) -> list[_Made]:
    number = rng.choice(list(_NUMBERS))
    if rng.random() >= 0.75:
        return []
    if _NUMBERS[number]:
        return [(number, number, "NUM", "CD", "NumForm=Word|NumType=Card", "nummod")]
    if number == "these":
        return [(number, "this", "DET", "DT", "Number=Plur|PronType=Dem", "det")]
    if number == "some":
        return [(number, number, "DET", "DT", "PronType=Ind", "det")]
    return [(number, number, "ADJ", "JJ", "Degree=Pos", "amod")]


def _article(rng: random.Random) -> list[_Made]:
    article = rng.choice(("a", "the"))
    return [(article, article, "DET", "DT", f"Definite={'Ind' if article == 'a' else 'Def'}|PronType=Art", "det")]


def _assemble(words, verb, content, source, rng) -> Sentence:
    inside, top = content
    said = words[verb]
    body = _copy(words, inside, top)
    first = body[0]
    body[0] = replace(first, form=words[inside[0]].form[:1].upper() + words[inside[0]].form[1:])
    if said.xpos not in ("VBD", "VBZ", "VBP"):
        said = replace(
            said, form="said", lemma="say", xpos="VBD", feats="Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
        )
    quoted = rng.random() < 0.3
    out: list[Word] = []
    if quoted:
        out.append(Word('"', '"', "PUNCT", "``", "_", -1, "punct"))
    shift = len(out)
    body_top = next(i for i, w in enumerate(body) if w.head == 0) + shift + 1
    out += [replace(w, head=w.head + shift if w.head else -2, deprel=w.deprel if w.head else "ccomp") for w in body]
    out.append(Word(",", ",", "PUNCT", ",", "_", -2, "punct"))
    if quoted:
        out[0] = replace(out[0], head=body_top)
        out.append(Word('"', '"', "PUNCT", "''", "_", body_top, "punct"))
    inverted = rng.random() < (0.3 if source[0].upos != "PRON" else 0.0)
    addressee = [
        Word("to", "to", "ADP", "IN", "_", 2, "case"),
        Word(rng.choice(_AGENCIES), None, "PROPN", "NNP", "Number=Sing", 0, "obl", "B-ORG"),
    ]
    told = inverted and rng.random() < 0.3
    if told and said.lemma in ("say", "tell", "reply", "argue", "note"):
        said = replace(said, form="confirmed", lemma="confirm", xpos="VBD")
    sequence = [("v", [said])]
    if told:
        sequence.append(("obl", addressee))
    if inverted:
        sequence.append(("s", source))
    else:
        sequence.insert(0, ("s", source))
    places = {}
    for kind, group in sequence:
        offset = len(out)
        places[kind] = offset + 1
        for w in group:
            if kind == "v":
                out.append(replace(w, head=0, deprel="root"))
            else:
                out.append(
                    replace(
                        w,
                        head=w.head + offset if w.head else -2,
                        deprel=w.deprel if w.head else ("nsubj" if kind == "s" else "obl"),
                    )
                )
    out.append(Word(".", ".", "PUNCT", ".", "_", -2, "punct"))
    out = [replace(w, head=places["v"] if w.head == -2 else w.head) for w in out]
    return Sentence(out, sentence_paragraph(rng))


def sentence_paragraph(rng: random.Random) -> bool:
    """Tell at random whether a made sentence begins a paragraph."""
    return rng.random() < 0.5


def headline(sentence: Sentence, rng: random.Random) -> Sentence:
    """Write a sentence as a headline: no final stop, few articles and passive auxiliaries, often title case."""
    words = list(sentence.words)
    has_child = {w.head for w in words if w.head}
    drop = {
        i
        for i, w in enumerate(words)
        if i + 1 not in has_child
        and w.head != 0
        and (
            (w.deprel == "det" and w.lemma in ("the", "a"))
            or (w.deprel in ("aux:pass", "cop") and w.xpos in ("VBZ", "VBP", "VBD"))
        )
        and rng.random() < 0.85
    }
    if words[-1].form == "." and words[-1].head != 0:
        drop.add(len(words) - 1)
    kept = [i for i in range(len(words)) if i not in drop]
    if len(kept) < 2:
        return sentence
    place = {old: new + 1 for new, old in enumerate(kept)}
    out = [replace(words[i], head=place[words[i].head - 1] if words[i].head else 0) for i in kept]
    if rng.random() < 0.5:
        out = [
            replace(w, form=w.form[:1].upper() + w.form[1:] if len(w.form) > 3 or not n else w.form)
            for n, w in enumerate(out)
        ]
    return Sentence(out, True)


_SPELLINGS = {"U.S.": "US", "U.N.": "UN", "U.K.": "UK", "E.U.": "EU", "U.S.A.": "USA", "Washington,D.C.": "Washington"}


def spellings(sentence: Sentence) -> Sentence:
    """Write the abbreviations of states without stops."""
    return Sentence(
        [replace(w, form=_SPELLINGS.get(w.form, w.form)) for w in sentence.words], sentence.paragraph, sentence.sent_id
    )
