from dataclasses import replace
from itertools import permutations

from tests.stages.retold import AGENCY, OWN, REWRITE, extracted

from stemma.model.article import Credit, CreditPlace
from stemma.model.decision import Decision
from stemma.model.lineage import Alignment, Relation, Stemma, Story, Verdict
from stemma.model.span import Span
from stemma.settings import TraceSettings
from stemma.stages.trace.run import trace_story


def _trace(bundles, decisions=()):
    ids = tuple(sorted(bundle.article.id for bundle in bundles))
    return list(trace_story(Story("story_x", "", ids), bundles, (), decisions, TraceSettings()))


def _stemma(bundles, decisions=()) -> Stemma:
    return next(record for record in _trace(bundles, decisions) if isinstance(record, Stemma))


def _edges(stemma: Stemma) -> set[tuple[str, str, Relation]]:
    label = {node.id: node.label for node in stemma.nodes}
    return {(label[edge.parent], label[edge.child], edge.relation) for edge in stemma.edges}


def _verdict(stemma: Stemma, one, other) -> Verdict:
    pair = {one.article.id, other.article.id}
    return next(i.verdict for i in stemma.independence if i.of == "articles" and {i.left, i.right} == pair)


def _family():
    return [
        extracted(AGENCY, outlet="Reuters", published="2031-03-11T08:00:00Z"),
        extracted(REWRITE, outlet="Morning Sun", published="2031-03-12T08:00:00Z"),
        extracted(OWN, outlet="Velmora Courier", published="2031-03-12T06:00:00Z"),
        extracted(AGENCY, outlet="Daily Echo", published="2031-03-11T09:30:00Z"),
    ]


def test_a_rewrite_and_a_copy_hang_on_the_agency_and_own_reporting_on_nobody() -> None:
    assert _edges(_stemma(_family())) == {
        ("Reuters", "Morning Sun", Relation.REWRITE),
        ("Reuters", "Daily Echo", Relation.COPY),
    }


def test_order_of_tellings_changes_nothing() -> None:
    bundles = _family()
    first = _trace(bundles)
    assert all(_trace(list(order)) == first for order in permutations(bundles))


def test_verdicts_and_origins() -> None:
    agency, rewrite, own, copy = bundles = _family()
    stemma = _stemma(bundles)
    assert _verdict(stemma, rewrite, copy) is Verdict.SHARED
    assert _verdict(stemma, agency, own) is Verdict.INDEPENDENT
    assert {(o.label, o.kind, len(o.articles)) for o in stemma.origins} == {
        ("Reuters", "agency", 3),
        ("Velmora Courier", "newsroom", 1),
    }


def test_only_a_house_goes_on_with_its_own_telling() -> None:
    lines = AGENCY.split("\n")
    first = extracted(AGENCY, outlet="Reuters", published="2031-03-11T08:00:00Z")
    longer = "\n".join((lines[0], lines[2], *OWN.split("\n")[:3]))
    for outlet, relation in (("Reuters", Relation.UPDATE), ("Daily Echo", Relation.EDITED_COPY)):
        later = extracted(longer, outlet=outlet, published="2031-03-12T08:00:00Z")
        assert _edges(_stemma([first, later])) == {("Reuters", outlet, relation)}


def test_a_house_goes_on_from_its_own_story_and_not_from_what_another_sent_it() -> None:
    later = extracted(f"{AGENCY.splitlines()[2]}\n{OWN}", outlet="Velmora Courier", published="2031-03-13T08:00:00Z")
    for credits, edges in (
        ((), {("Velmora Courier", "Velmora Courier", Relation.UPDATE)}),
        ((("Reuters", CreditPlace.TAIL),), {("Reuters", "Velmora Courier", Relation.COPY)}),
    ):
        first = extracted(AGENCY, outlet="Velmora Courier", published="2031-03-11T08:00:00Z", credits=credits)
        assert _edges(_stemma([first, later])) == edges


def test_who_names_the_others_house_is_not_shown_independent_of_it() -> None:
    agency = extracted(AGENCY, outlet="Reuters")
    own = extracted(OWN + "\nOf the driver the Castrian Observer reported that he was new.", outlet="Velmora Courier")
    assert _verdict(_stemma([agency, own]), agency, own) is Verdict.INDEPENDENT
    named = extracted(AGENCY, outlet="Castrian Observer")
    assert _verdict(_stemma([named, own]), named, own) is Verdict.NOT_ESTABLISHED


def test_one_house_is_not_independent_without_own_sources() -> None:
    agency = extracted(AGENCY, outlet="Velmora Courier")
    own = extracted(OWN, outlet="Velmora Courier")
    assert _verdict(_stemma([agency, own]), agency, own) is Verdict.NOT_ESTABLISHED


def test_few_details_establish_nothing() -> None:
    agency = extracted(AGENCY, outlet="Reuters")
    stub = extracted("A train has derailed, officials said, and a man was killed.", outlet="Stub")
    assert _verdict(_stemma([agency, stub]), agency, stub) is Verdict.NOT_ESTABLISHED


def test_two_tellings_whose_parent_is_away_hang_on_an_unseen_one_named_by_the_credit() -> None:
    lines = REWRITE.split("\n")
    one = extracted(REWRITE, outlet="Morning Sun", published="2031-03-12")
    other = extracted(
        "\n".join(AGENCY.split("\n")[1:]) + "\n" + lines[1],
        outlet="Abendpost",
        published="2031-03-12",
        credits=(("Reuters", CreditPlace.TAIL),),
    )
    stemma = _stemma([one, other])
    unseen = [node for node in stemma.nodes if node.article is None]
    assert [node.label for node in unseen] == ["Reuters"]
    assert {edge.parent for edge in stemma.edges} == {unseen[0].id}
    assert _verdict(stemma, one, other) is Verdict.SHARED


def test_a_credit_alone_makes_an_unseen_parent() -> None:
    own = extracted(OWN, outlet="Velmora Courier", credits=(("AFP", CreditPlace.DATELINE),))
    stemma = _stemma([own])
    assert [node.label for node in stemma.nodes if node.article is None] == ["Agence France-Presse"]
    assert [(origin.label, origin.kind) for origin in stemma.origins] == [("Agence France-Presse", "agency")]


def test_a_later_text_is_nobodys_parent() -> None:
    early = extracted(REWRITE, outlet="Morning Sun", published="2031-03-10T08:00:00Z")
    late = extracted(AGENCY, outlet="Observer", published="2031-03-12T08:00:00Z")
    assert ("Observer", "Morning Sun") not in {(a, b) for a, b, _ in _edges(_stemma([early, late]))}


def test_a_persons_ruling_holds_both_ways() -> None:
    agency, rewrite, own, _ = bundles = _family()
    denied = Decision("d1", "different", "derivation", agency.article.id, rewrite.article.id)
    affirmed = Decision("d2", "same", "derivation", rewrite.article.id, own.article.id)
    edges = {(a, b) for a, b, _ in _edges(_stemma(bundles, (denied, affirmed)))}
    assert ("Reuters", "Morning Sun") not in edges
    assert ("Morning Sun", "Velmora Courier") in edges


def test_edges_have_reasons_with_spans_and_a_share() -> None:
    edge = next(e for e in _stemma(_family()).edges if e.relation is Relation.REWRITE)
    assert 0.5 < edge.share <= 1.0
    assert any(reason.feature == "coverage" and reason.spans for reason in edge.reasons)
    assert any(isinstance(reason.value, str) and "names" in reason.value for reason in edge.reasons)
    assert edge.passages


def test_alignments_join_sentences_of_two_tellings() -> None:
    bundles = _family()[:2]
    home = {s.id: b.article.id for b in bundles for s in b.sentences}
    alignments = [record for record in _trace(bundles) if isinstance(record, Alignment)]
    assert len(alignments) >= 4
    assert all(home[a.left] != home[a.right] for a in alignments)


def test_a_story_of_one_telling_has_one_node() -> None:
    stemma = _stemma([extracted(AGENCY, outlet="Reuters")])
    assert (len(stemma.nodes), stemma.edges, stemma.independence) == (1, (), ())


def test_texts_without_sentences_or_details_are_traced() -> None:
    empty = replace(extracted("nothing here", outlet="Void"), sentences=(), details=())
    bare = extracted("nothing at all is said here, and then more of it", outlet="Bare")
    stemma = _stemma([empty, bare])
    assert (len(stemma.nodes), stemma.edges) == (2, ())


def test_a_common_noun_that_an_outlet_bears_as_its_name_is_no_credit() -> None:
    text = OWN + "\nOne of them, the diplomat, replied with a shrug."
    bundle = extracted(text, outlet="Velmora Courier")
    at = text.index("the diplomat")
    credit = Credit("The Diplomat", CreditPlace.BODY, Span(bundle.article.id, at, at + len("the diplomat")))
    bundle = replace(bundle, article=replace(bundle.article, credits=(credit,)))
    assert all(node.article for node in _stemma([bundle]).nodes)
