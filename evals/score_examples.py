"""Scores the whole flow on stories with gold: `python evals/score_examples.py [--folder FOLDER] [--sealed] [--story NAME] [--misses] [--json FILE]`.

What a careful reader concludes (`*/expected.json` in the folder, made by `docs/examples-guide.md` before the code; the shipped examples unless
another folder is named, as `evals/stories/open`) is held against `stemma report --json`. Items marked sealed are left out unless `--sealed` is given: they are for the last measurement only.

A gold claim is held against the claim of the report that lies on most of its quotes; a gold disagreement is found where one of the report
has values on the quotes of at least two of its differing values.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from stemma.lang.agencies import agency_named
from stemma.render.report_json import report_json
from stemma.run.analyse import analyse
from stemma.run.ingest import ingest
from stemma.run.report import report_case
from stemma.run.sources import receive
from stemma.settings import Settings
from stemma.store.case import Case

EXAMPLES = Path(__file__).parent.parent / "src" / "stemma" / "examples"
Json = dict[str, Any]


def make_report(folder: Path) -> Json:
    """Read and analyse all stories of a folder together, as a user would, and return the report."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as place, Case(Path(place) / "examples.stemma") as case:
        ingest(case, receive([str(folder)], settings=settings.read), settings=settings)
        analyse(case, settings=settings)
        return report_json(report_case(case, settings=settings))


def gold_stories(folder: Path) -> dict[str, Json]:
    """Return story folder → what a careful reader concludes."""
    return {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*/expected.json"))
    }


def articles_by_label(report: Json, folder: str, gold: Json) -> dict[str, Json]:
    """Return gold telling label → article of the report: by file, and within one file by title, outlet and address together."""
    found = {}
    for label, telling in gold.get("tellings", {}).items():
        mine = [a for a in report["articles"] if any(f"{folder}/{telling['file']}" in place for place in a["places"])]
        if mine:
            found[label] = max(
                mine, key=lambda a: sum(a[key] == telling.get(key) for key in ("title", "outlet", "url"))
            )
    return found


def quote_span(article: Json, quote: str) -> tuple[int, int] | None:
    """Return where `quote` stands in the article, white space aside; None where it does not."""
    start = article["text"].find(quote)
    if start >= 0:
        return start, start + len(quote)
    squeezed = " ".join(quote.split())
    text = article["text"].replace("\n", " ")
    start = text.find(squeezed)
    return None if start < 0 else (start, start + len(squeezed))


def touches(span: Json, article: str, place: tuple[int, int]) -> bool:
    """Tell whether a span lies on a place of an article."""
    return span is not None and span["article"] == article and span["start"] < place[1] and place[0] < span["end"]


class Tally:
    """Counts of one measure: right, and out of how many."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.misses: list[str] = []

    def add(self, measure: str, right: bool, note: str = "") -> None:
        self.counts[measure]["right" if right else "wrong"] += 1
        if not right and note:
            self.misses.append(f"{measure}: {note}")

    def table(self) -> dict[str, list[float]]:
        """Return measure → [share right, out of]."""
        rows = {}
        for measure, count in sorted(self.counts.items()):
            total = count["right"] + count["wrong"]
            rows[measure] = [round(count["right"] / total, 3), total]
        return rows


def score(report: Json, stories: dict[str, Json], *, sealed: bool) -> Tally:
    """Return all tallies over the given gold stories."""
    tally = Tally()
    for folder, gold in stories.items():
        articles = articles_by_label(report, folder, gold)
        for label in gold.get("tellings", {}):
            tally.add("articles read", label in articles, f"{folder}/{label}")
        if "claims" not in gold:
            continue
        score_story(report, folder, gold, articles, tally)
        score_edges(report, folder, gold, articles, tally)
        score_claims(report, folder, gold, articles, tally, sealed=sealed)
        score_disagreements(report, folder, gold, articles, tally, sealed=sealed)
        score_statements(report, folder, gold, articles, tally)
        score_blocks(folder, gold, articles, tally)
    return tally


def score_story(report: Json, folder: str, gold: Json, articles: dict[str, Json], tally: Tally) -> None:
    if not gold["claims"]:
        return
    mine = {article["id"] for article in articles.values() if article["analysed"]}
    homes = Counter(story["id"] for story in report["stories"] for a in story["articles"] if a in mine)
    largest = homes.most_common(1)[0][0] if homes else None
    members = next((set(story["articles"]) for story in report["stories"] if story["id"] == largest), set())
    tally.add(
        "story whole and pure",
        members == mine,
        f"{folder}: {len(members & mine)} of {len(mine)} in, {len(members - mine)} strangers",
    )


def score_edges(report: Json, folder: str, gold: Json, articles: dict[str, Json], tally: Tally) -> None:
    names = {article["id"]: label for label, article in articles.items()}
    found = {}
    for lineage in report["lineage"]:
        label = {
            n["id"]: names.get(n["article"], f"unseen:{station(n['label'])}" if not n["article"] else "?")
            for n in lineage["nodes"]
        }
        found |= {
            (label[e["parent"]], label[e["child"]]): e["relation"]
            for e in lineage["edges"]
            if label[e["child"]] in gold["tellings"]
        }
    true = {(unseen(e["parent"]), e["child"]): e for e in gold["edges"]}
    for pair, edge in true.items():
        if edge.get("optional"):
            continue
        relation = edge["relation"]
        tally.add("edge found", pair in found, f"{folder}: {pair[0]} -> {pair[1]} ({relation})")
        if pair in found:
            tally.add(
                "relation right, given the edge",
                found[pair] == relation,
                f"{folder}: {pair} {found[pair]} for {relation}",
            )
    for pair in found:
        tally.add("stated edge true", pair in true, f"{folder}: {pair[0]} -> {pair[1]} ({found[pair]})")


def score_claims(
    report: Json, folder: str, gold: Json, articles: dict[str, Json], tally: Tally, *, sealed: bool
) -> None:
    for claim in wanted(gold["claims"], sealed=sealed):
        places = list(places_of(claim["tellings"], articles))
        best, hits = nearest_claim(report, places)
        label = f"{folder}/{claim['label']}"
        tally.add("claim found", best is not None and hits >= 1, label)
        if best is None:
            continue
        gold_articles = {article for article, _ in places}
        told = {t["article"] for t in best["tellings"]}
        for article in gold_articles:
            tally.add("telling of a claim found", article in told, f"{label}: {title_of(report, article)}")
        for article in told:
            tally.add(
                "stated telling true",
                article in gold_articles,
                f"{label}: {title_of(report, article)} told as: {best['text'][:80]}",
            )
        count, counted = claim["count"], best["corroboration"]["count"]
        tally.add("origin count equal", counted == count, f"{label}: {counted} for {count}")
        tally.add("origin count not above", counted <= count, f"{label}: {counted} for {count}")
        tally.add(
            "polarity right", best["polarity"] == claim["polarity"], f"{label}: {best['polarity']}: {best['text'][:80]}"
        )
        tally.add(
            "status right",
            best["status"] == claim["status"],
            f"{label}: {best['status']} for {claim['status']}: {best['text'][:80]}",
        )


def wanted(items: Iterable[Json], *, sealed: bool) -> Iterator[Json]:
    """Give the items that may be looked at: open ones, or with `sealed` the sealed ones only."""
    return (item for item in items if bool(item.get("sealed")) == sealed)


def places_of(tellings: Iterable[Json], articles: dict[str, Json]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give (article id, place) of each quote that can be found."""
    for telling in tellings:
        article = articles.get(telling["telling"])
        if article is not None:
            place = quote_span(article, telling["quote"])
            if place is not None:
                yield article["id"], place


def nearest_claim(report: Json, places: list[tuple[str, tuple[int, int]]]) -> tuple[Json | None, int]:
    """Return the claim that lies on most of the places, and on how many."""
    best, most = None, 0.0
    for claim in report["claims"]:
        spans = [span for telling in claim["tellings"] for span in telling["spans"]]
        hits = [overlap(spans, article, place) for article, place in places]
        total = sum(hits)
        if total > most:
            best, most = claim, total
    return best, round(most)


def overlap(spans: Iterable[Json], article: str, place: tuple[int, int]) -> float:
    """Return the share of the smaller of place and span that they share, best over the spans."""
    best = 0.0
    for span in spans:
        if span["article"] == article:
            shared = min(span["end"], place[1]) - max(span["start"], place[0])
            best = max(best, shared / max(1, min(span["end"] - span["start"], place[1] - place[0])))
    return best


def score_disagreements(
    report: Json, folder: str, gold: Json, articles: dict[str, Json], tally: Tally, *, sealed: bool
) -> None:
    story = story_of(report, articles)
    stated = [d for d in report["disagreements"] if d["story"] == story and d["grade"] == "certain"]
    matched: set[str] = set()  # what is stated is true if any gold item, open or sealed, says so
    for item in gold["disagreements"]:
        by_value = defaultdict(list)
        for value in item["values"]:
            by_value[value["value"]] += (
                list(places_of([value], articles)) if value.get("quote") else [(articles[value["telling"]]["id"], None)]
            )
        hits = [d for d in stated if agrees(d, item, by_value)]
        matched |= {d["id"] for d in hits}
        if bool(item.get("sealed")) != sealed:
            continue
        note = f"{folder} {item['slot']}/{item['type']}: " + " | ".join(by_value)[:100]
        tally.add(f"disagreement found ({item['slot']})", bool(hits), note)
        tally.add("disagreement found", bool(hits))
        if hits:
            tally.add(
                "disagreement type right", any(d["type"] == item["type"] for d in hits), f"{note}: {hits[0]['type']}"
            )
    everything = [i for i in gold["disagreements"]]
    for d in stated:
        values = [v for i in everything for v in i["values"] if v.get("quote")]
        known = d["id"] in matched or sum(touching(d, v, articles) for v in values) >= 2
        note = f"{folder} {d['slot']}/{d['type']}: " + " | ".join(v["value"][:50] for v in d["values"][:3])
        tally.add("stated disagreement true", known, note)


def touching(found: Json, value: Json, articles: dict[str, Json]) -> bool:
    return any(
        touches(v["span"], article, place) for v in found["values"] for article, place in places_of([value], articles)
    )


def agrees(found: Json, item: Json, by_value: dict[str, list[Any]]) -> bool:
    """Tell whether a stated disagreement lies on at least two values of a gold one (on the parent's, for an omission), in its slot."""
    if found["slot"] != item["slot"]:
        return False
    needed = 1 if item["type"] in ("omission", "hardening") else 2
    met = 0
    for places in by_value.values():
        met += any(
            place is not None and touches(v["span"], article, place)
            for v in found["values"]
            for article, place in places
        )
    return met >= needed


def story_of(report: Json, articles: dict[str, Json]) -> str | None:
    mine = {article["id"] for article in articles.values()}
    homes = Counter(story["id"] for story in report["stories"] for a in story["articles"] if a in mine)
    return homes.most_common(1)[0][0] if homes else None


def score_statements(report: Json, folder: str, gold: Json, articles: dict[str, Json], tally: Tally) -> None:
    by_article = defaultdict(list)
    for statement in report["statements"]:
        by_article[statement["article"]].append(statement)
    for item in gold.get("statements", []):
        article = articles.get(item["telling"])
        place = quote_span(article, item["content"]) if article else None
        if article is None or place is None:
            continue
        best = nearest_statement(by_article[article["id"]], article["id"], place)
        found = best is not None and overlap(best["content"], article["id"], place) >= 0.5
        note = f"{folder}/{item['telling']}: {item['content'][:60]}"
        tally.add("statement found", found, note)
        if found and best is not None:
            said = best["source"]["text"]
            right = said.casefold() in item["source"].casefold() or item["source"].casefold() in said.casefold()
            tally.add("source of statement right", right, f"{note}: {said} for {item['source']}")
            tally.add("anonymity right", best["source"]["anonymous"] == item["anonymous"], f"{note}: {said}")
            carried = [station(link["label"]) for link in best["chain"][1:] if link["label"]]
            wanted_ = [station(label) for label in item["chain"][1:]]
            right = len(carried) == len(wanted_) and all(map(same_house, carried, wanted_))
            tally.add("carriers of the chain right", right, f"{note}: {carried} for {wanted_}")


def same_house(one: str, other: str) -> bool:
    """Tell whether two names of carriers are one: "Fjordposten" and, as its page has it, "Fjordposten English"."""
    words = [set(name.casefold().split()) for name in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0]


def nearest_statement(statements: Iterable[Json], article: str, place: tuple[int, int]) -> Json | None:
    """Return the statement whose content lies best on a place; of one inside another that both hold it, the one nearer in length."""

    def fit(statement: Json) -> tuple[float, int]:
        length = sum(span["end"] - span["start"] for span in statement["content"])
        return overlap(statement["content"], article, place), -abs(length - (place[1] - place[0]))

    return max(statements, key=fit, default=None)


def unseen(label: str) -> str:
    """Return the label of a parent, where it is not in the folder by the name that the table of agencies has."""
    kind, _, name = label.partition(":")
    return f"unseen:{station(name)}" if kind == "unseen" else label


def station(label: str) -> str:
    """Return a carrier's name as the table of agencies has it."""
    agency = agency_named(label)
    return agency.name if agency is not None else label.removeprefix("the ").removeprefix("The ")


def score_blocks(folder: str, gold: Json, articles: dict[str, Json], tally: Tally) -> None:
    for item in gold.get("blocks", []):
        article = articles.get(item["telling"])
        place = quote_span(article, item["quote"]) if article else None
        if article is None:
            continue
        if place is None:  # what the reader left out of the text is no body
            tally.add("block kind right", item["kind"] == "boilerplate", f"{folder}: lost {item['quote'][:60]}")
            continue
        kinds = {b["kind"] for b in article["blocks"] if b["start"] < place[1] and place[0] < b["end"]}
        tally.add(
            "block kind right",
            kinds == {item["kind"]},
            f"{folder}/{item['telling']}: {kinds} for {item['kind']}: {item['quote'][:60]}",
        )


def title_of(report: Json, article: str) -> str:
    return next((a["outlet"] or a["title"] or article for a in report["articles"] if a["id"] == article), article)


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=EXAMPLES, help="folder of story folders")
    parser.add_argument("--sealed", action="store_true", help="score the sealed items (the last measurement only)")
    parser.add_argument("--story", help="only this story's folder")
    parser.add_argument("--misses", action="store_true", help="list what was missed")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    stories = {name: gold for name, gold in gold_stories(options.folder).items() if options.story in (None, name)}
    tally = score(make_report(options.folder), stories, sealed=options.sealed)
    for measure, (share, total) in tally.table().items():
        print(f"{measure:40} {share:6.3f}  of {total}")
    if options.misses:
        print("\n".join(["", *tally.misses]))
    if options.json:
        options.json.write_text(json.dumps(tally.table(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
