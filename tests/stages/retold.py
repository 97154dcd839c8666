"""Invented tellings of two happenings, and how to make records of them without the language pipeline."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from stemma.model.article import Article, Basis, Block, BlockKind, Credit, CreditPlace, Published
from stemma.model.extracted import Extracted
from stemma.model.ids import article_id, span_id
from stemma.model.span import Span
from stemma.model.words import Sentence
from stemma.stages.extract.details import details_of
from stemma.text.normalise import WORD, stem

AGENCY = """A cargo train carrying 42 wagons of sulphur derailed near Velmora on Tuesday, killing the driver, Tomas Herrick, officials said.
The accident happened at 6:40 a.m. on the Orlen bridge, 18 km north of Velmora, the Castrian rail authority said.
Its director, Ilse Brandt, said that 1,250 people from the villages of Dunmere and Ostrava had been moved to a school.
The track had been repaired in 2019 at a cost of 7.3 million crowns by the company Ferrotec, which declined to comment.
Firefighters from Lankov fought the blaze for nine hours, their commander Petr Valsky said.
Trains between Velmora and Karsk will not run before March 14, Brandt added."""

REWRITE = """Ilse Brandt, who heads the rail authority of Castria, has seen many accidents, but none like this one.
Herrick was in the cab when the engine left the rails on the Orlen bridge shortly before seven; he did not survive.
Behind him, 42 wagons loaded with sulphur went into the river north of Velmora.
Those who live in Dunmere and Ostrava, some 1,250 in all, were taken to a school building.
Valsky's men, called in from Lankov, needed nine hours to put out the flames.
Ferrotec, the firm that mended the line in 2019 for 7.3 million crowns, keeps silent.
Whoever has to go to Karsk must wait until March 14."""

OWN = """In Dunmere the church bell rang before anybody understood why, said the baker Anna Kolm, 63, who opened her door to sixteen neighbours.
Reporters of the Velmora Courier counted eleven ambulances along Miller Street.
Mayor Jonas Pruchner told us the council had warned of the curve in three letters, the last of which we have seen.
The pharmacist Hedda Roy handed out 900 masks, and the stadium of FC Tarn took in cattle from 14 farms.
The derailed train still lay in the water when night fell, as photographs by Simon Achter show."""

ELSEWHERE = """The football club Merrow United has sold its striker Lucas Fennimore to Port Arden for 12.5 million pounds.
Coach Gerda Hollis said at Kingsway that the club would sign two players before August 31.
Fennimore, 24, scored 19 goals last season and joins his brother Owen there."""


def extracted(
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
    credits: tuple[tuple[str, CreditPlace], ...] = (),
) -> Extracted:
    """Return the records of one text: sentences by line and full stop, details by the rules."""
    whole = f"{title}\n{text}" if title else text
    kinds = [BlockKind.HEADLINE] if title else []
    blocks = [
        Block(m.start(), m.end(), kinds[i] if i < len(kinds) else BlockKind.BODY)
        for i, m in enumerate(re.finditer(r"[^\n]+", whole))
    ]
    sha = hashlib.sha256(whole.encode()).hexdigest()
    date = Published(published, published, Basis.STATED) if published else Published()
    article = Article(
        id=article_id(canonical=None, outlet=outlet, sha256=sha), places=("x",), sha256=sha, text=whole, blocks=tuple(blocks),
        outlet=outlet, title=title, language="en", published=date, credits=tuple(Credit(a, w) for a, w in credits),
    )  # fmt: skip
    sentences = [
        Sentence(
            span_id("sent", article.id, b.start, b.end),
            Span(article.id, b.start, b.end),
            number,
            b.kind,
            tuple(stem(m[0]) for m in WORD.finditer(whole, b.start, b.end) if m[0][0].isalpha()),
        )
        for number, b in enumerate(article.blocks)
    ]
    bundle = Extracted(article, tuple(sentences))
    return replace(bundle, details=details_of(article, sentences))
