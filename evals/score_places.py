"""Score places on LGL and TR-News (gold toponyms): country right, and within 161 km, beside taking the most populous of the name.

Usage: python evals/score_places.py FOLDER [--half read|sealed|all] [--errors N] [--json FILE]
"""

from __future__ import annotations

import argparse
import collections
import json
import math
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from stemma.lang.countries import country_of
from stemma.lang.homes import home_of
from stemma.lang.places import places_named
from stemma.stages.link.locate import locate
from stemma.stages.link.setting import PlaceContext

_OTHER = {
    "Palestinian Territory": "PSE",
    "Palestine": "PSE",
    "Palestinian Territories": "PSE",
    "Bosnia": "BIH",
    "Burma": "MMR",
    "Aland Islands": "ALA",
    "Réunion": "REU",
}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--half", choices=("read", "sealed", "all"), default="read")
    arguments.add_argument("--errors", type=int, default=0)
    arguments.add_argument("--json", type=Path)
    options = arguments.parse_args()
    figures = {}
    for name in ("lgl.xml", "TR-News.xml"):
        path = options.folder / name
        if not path.exists():
            sys.stderr.write(
                f"{path}: not there. LGL and TR-News are packed with github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation.\n"
            )
            return 0
        articles = list(ET.parse(path).getroot())
        chosen = {"read": articles[::2], "sealed": articles[1::2], "all": articles}[options.half]
        figures[name], errors = _score(chosen)
        sys.stdout.write("\n".join(errors[: options.errors]) + "\n" if options.errors else "")
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def _score(articles: list[ET.Element]) -> tuple[dict[str, float], list[str]]:
    counts: collections.Counter[str] = collections.Counter()
    errors = []
    for article in articles:
        text = article.findtext("text") or ""
        gold = [found for element in article.iter("toponym") if (found := _gold(element)) is not None]
        names = [
            row["phrase"]
            for row in gold
            if country_of(row["phrase"]) is None or country_of(row["phrase"]).kind == "capital"
        ]
        countries = collections.Counter(known.iso for row in gold if (known := country_of(row["phrase"])) is not None)
        for word in text.split():
            known = country_of(word.strip(".,;:\"'()’“”")) if word[:1].isupper() else None
            if known is not None and known.kind == "people":
                countries[known.iso] += 1
        beside = [(row["phrase"], text[row["end"] : row["end"] + 30]) for row in gold]
        address = (article.findtext("url") or article.findtext("domain") or "").strip()
        context = PlaceContext(names, countries, home_of(address), beside)
        for row in gold:
            counts["toponyms"] += 1
            found = locate(row["phrase"], context, beside=text[row["end"] : row["end"] + 30])
            most = next(iter(places_named(row["phrase"])), None)
            known = country_of(row["phrase"])
            baseline = known.iso if known is not None and known.kind == "country" else most.country if most else None
            counts["population only: country"] += baseline == row["country"]
            counts["population only: 161 km"] += (
                _near(most.latitude, most.longitude, row)
                if most and not (known and known.kind == "country")
                else known is not None and known.iso == row["country"]
            )
            counts["answered"] += found is not None
            counts["country"] += found is not None and found.country == row["country"]
            near = found is not None and (
                _near(found.latitude, found.longitude, row)
                if found.latitude is not None
                else found.country == row["country"] and row["code"].startswith("PCL")
            )
            counts["161 km"] += near
            if found is None or found.country != row["country"]:
                errors.append(
                    f"{row['phrase']}{text[row['end'] : row['end'] + 20]!r}: gold {row['country']} {row['name']}, found {found}"
                )
    total = max(1, counts["toponyms"])
    return {"articles": len(articles), "toponyms": counts["toponyms"]} | {
        name: round(counts[name] / total, 3)
        for name in ("answered", "country", "161 km", "population only: country", "population only: 161 km")
    } | {"country of answered": round(counts["country"] / max(1, counts["answered"]), 3)}, errors


def _gold(element: ET.Element) -> dict | None:
    tag = element.find("gaztag")
    lat = element.findtext("gaztag/lat") or element.findtext("lat")
    lon = element.findtext("gaztag/lon") or element.findtext("lon")
    if tag is None or not lat or not lon:
        return None
    country = (
        tag.findtext("country")
        or (tag.findtext("name") if (tag.findtext("fcode") or "").startswith("PCL") else "")
        or ""
    )
    known = country_of(country) or country_of(country.split(",")[0])
    iso = _OTHER.get(country) or (known.iso if known else None)
    if iso is None:
        return None
    return {"phrase": element.findtext("phrase") or "", "start": int(element.findtext("start") or 0), "end": int(element.findtext("end") or 0),
            "country": iso, "name": tag.findtext("name") or "", "lat": float(lat), "lon": float(lon), "code": tag.findtext("fcode") or ""}  # fmt: skip


def _near(latitude: float | None, longitude: float | None, row: dict) -> bool:
    if latitude is None or longitude is None:
        return False
    a, b = math.radians(latitude), math.radians(row["lat"])
    turn = (
        math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(row["lon"] - longitude) / 2) ** 2
    )
    return 12_742.0 * math.asin(min(1.0, math.sqrt(turn))) <= 161.0


if __name__ == "__main__":
    raise SystemExit(main())
