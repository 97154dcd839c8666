"""The stemmas as graphs: GraphML for Gephi, yEd and networkx, DOT for Graphviz."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from stemma.render.exports.places import Json, articles_of
from stemma.render.quote import is_obeyed

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE_KEYS = (("label", "string"), ("kind", "string"), ("story", "string"), ("outlet", "string"), ("published", "string"),
             ("url", "string"), ("article", "string"), ("merged", "boolean"))  # fmt: skip
EDGE_KEYS = (("relation", "string"), ("share", "double"), ("confidence", "double"), ("id", "string"))


def graphml(made: Json) -> str:
    """Return one directed graph with the stemmas of all stories: parents point at children.

    A tie, whose direction is open, has an edge each way with `relation` "tie": networkx and Gephi read no graph that mixes directed and undirected edges.
    """
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}graphml")
    for scope, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys:
            attributes = {"id": f"{scope}_{name}", "for": scope, "attr.name": name, "attr.type": kind}
            ET.SubElement(root, f"{{{NAMESPACE}}}key", attributes)
    graph = ET.SubElement(root, f"{{{NAMESPACE}}}graph", {"id": "stemma", "edgedefault": "directed"})
    for node in _nodes(made):
        element = ET.SubElement(graph, f"{{{NAMESPACE}}}node", {"id": str(node["id"])})
        _data(element, "node", node, NODE_KEYS)
    for edge in _edges(made):
        ends = {"source": str(edge["parent"]), "target": str(edge["child"])}
        back = {"source": ends["target"], "target": ends["source"]}
        for way in [ends] if edge["directed"] else [ends, back]:
            _data(ET.SubElement(graph, f"{{{NAMESPACE}}}edge", way), "edge", edge, EDGE_KEYS)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def dot(made: Json) -> str:
    """Return the stemmas as a Graphviz digraph, one cluster per story; unseen parents are dashed."""
    lines = ["digraph stemma {", "  rankdir=TB;", '  node [shape=box, fontname="sans-serif"];']
    titles = {story["id"]: story["title"] for story in made["stories"]}
    for number, lineage in enumerate(made["lineage"]):
        lines += [f"  subgraph cluster_{number} {{", f"    label={_quoted(titles[lineage['story']])};"]
        for node in _nodes({**made, "lineage": [lineage]}):
            style = ", style=dashed" if node["kind"] == "unseen" else ""
            lines.append(f"    {_quoted(node['id'])} [label={_quoted(node['label'])}{style}];")
        for edge in _edges({"lineage": [lineage]}):
            lines.append(f"    {_quoted(edge['parent'])} -> {_quoted(edge['child'])} [{_edge_style(edge)}];")
        lines.append("  }")
    return "\n".join([*lines, "}"]) + "\n"


def _edge_style(edge: Json) -> str:
    label = f"{edge['relation']}, {edge['share']:.0%}" if edge["directed"] else edge["relation"]
    return f"label={_quoted(label)}" + ("" if edge["directed"] else ", dir=none, style=dotted")


def _nodes(made: Json) -> Iterator[Json]:
    articles = articles_of(made)
    for lineage in made["lineage"]:
        for node in lineage["nodes"]:
            article = articles.get(node["article"] or "", {})
            yield {
                **node,
                "story": lineage["story"],
                "outlet": article.get("outlet"),
                "published": (article.get("published") or {}).get("earliest"),
                "url": article.get("canonical") or article.get("url"),
            }


def _edges(made: Json) -> Iterator[Json]:
    for lineage in made["lineage"]:
        node_of = {node["article"]: node["id"] for node in lineage["nodes"] if node["article"]}
        yield from ({**edge, "directed": True} for edge in lineage["edges"])
        for tie in lineage["ties"]:
            left, right = (node_of[article] for article in tie["articles"])
            yield {
                "id": None,
                "parent": left,
                "child": right,
                "relation": "tie",
                "share": None,
                "confidence": None,
                "directed": False,
            }


def _data(element: ET.Element, scope: str, record: Json, keys: tuple[tuple[str, str], ...]) -> None:
    for name, kind in keys:
        value = record.get(name)
        if value is not None:
            child = ET.SubElement(element, f"{{{NAMESPACE}}}data", {"key": f"{scope}_{name}"})
            child.text = str(value).lower() if kind == "boolean" else _safe(str(value))


def _safe(text: str) -> str:
    """XML 1.0 has no place for control characters, nor has a picture."""
    return "".join("\ufffd" if is_obeyed(character) and character not in "\n\t" else character for character in text)


def _quoted(text: str) -> str:
    flat = " ".join(_safe(text).split())
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'
