"""Parent, other child of an unseen parent, or neither: what decides between them."""

from dataclasses import replace

from tests.stages.retold import AGENCY, OWN, REWRITE, extracted
from tests.stages.trace.test_run import _edges, _stemma, _verdict

from stemma.model.article import Credit, CreditPlace, Link
from stemma.model.lineage import Relation, Verdict
from stemma.model.span import Span
from stemma.model.statement import Count, Source, Statement
from stemma.settings import TraceSettings
from stemma.stages.trace.branches import Tree
from stemma.stages.trace.run import gather
from stemma.stages.trace.telling import view_of
from stemma.stages.trace.tree import prefer_unseen

_LINES = AGENCY.split("\n")
_SPEAKER = _LINES[4]


def test_a_rewrite_of_an_agency_report_is_no_child_of_the_paper_that_carries_it() -> None:
    copy = extracted(
        "\n".join(_LINES[:5]), outlet="Abendpost", published="2031-03-12", credits=(("Reuters", CreditPlace.DATELINE),)
    )
    rewrite = extracted(REWRITE, outlet="Morning Sun", published="2031-03-13")
    stemma = _stemma([copy, rewrite])
    assert {(a, b) for a, b, _ in _edges(stemma)} == {("Reuters", "Abendpost"), ("Reuters", "Morning Sun")}


def test_a_rewrite_that_names_the_carrying_paper_is_its_child() -> None:
    copy = extracted(
        AGENCY, outlet="Velmora Abendpost", published="2031-03-12", credits=(("Reuters", CreditPlace.DATELINE),)
    )
    rewrite = extracted(
        REWRITE + "\nThat is what the Velmora Abendpost says.", outlet="Morning Sun", published="2031-03-13"
    )
    assert ("Velmora Abendpost", "Morning Sun") in {(a, b) for a, b, _ in _edges(_stemma([copy, rewrite]))}


def test_what_the_child_shares_with_a_third_telling_and_the_parent_lacks_speaks_for_an_unseen_text() -> None:
    half = extracted("\n".join(_LINES[:3]), outlet="Daily Echo", published="2031-03-12")
    other = extracted("\n".join(REWRITE.split("\n")[3:]), outlet="Morning Sun", published="2031-03-13")
    whole = extracted(REWRITE, outlet="Observer", published="2031-03-14")
    edges = {(a, b) for a, b, _ in _edges(_stemma([half, other, whole]))}
    assert ("Daily Echo", "Observer") not in edges


def test_equal_texts_without_dates_or_credits_are_tied() -> None:
    one, other = extracted(AGENCY, outlet="Daily Echo"), extracted(AGENCY, outlet="Observer")
    stemma = _stemma([one, other])
    assert [{tie.left, tie.right} for tie in stemma.ties] == [{one.article.id, other.article.id}]
    assert all(node.article is None for node in stemma.nodes if node.id in {edge.parent for edge in stemma.edges})
    assert _verdict(stemma, one, other) is Verdict.SHARED
    assert stemma.ties[0].reasons


def test_a_date_unties_equal_texts() -> None:
    one = extracted(AGENCY, outlet="Daily Echo", published="2031-03-11T08:00:00Z")
    other = extracted(AGENCY, outlet="Observer", published="2031-03-12T08:00:00Z")
    stemma = _stemma([one, other])
    assert stemma.ties == ()
    assert _edges(stemma) == {("Daily Echo", "Observer", Relation.COPY)}


def test_two_days_of_one_house_are_in_order_whatever_the_zone() -> None:
    first = extracted(AGENCY, outlet="Reuters", published="2031-03-11")
    update = extracted("\n".join([*_LINES[1:4], *OWN.split("\n")[:2]]), outlet="Reuters", published="2031-03-12")
    assert [(a, b) for a, b, _ in _edges(_stemma([first, update]))] == [("Reuters", "Reuters")]


def test_a_release_is_an_issuers_and_comes_from_nobody() -> None:
    release = extracted(
        "FOR IMMEDIATE RELEASE\n" + AGENCY.replace("officials said", "we are sorry to say"), outlet="Ferrotec Group"
    )
    own = extracted(OWN, outlet="Velmora Courier", published="2031-03-12")
    stemma = _stemma([release, own])
    assert {(o.label, o.kind) for o in stemma.origins} == {
        ("Ferrotec Group", "issuer"),
        ("Velmora Courier", "newsroom"),
    }


def test_who_quotes_a_release_is_not_shown_independent_of_its_issuer() -> None:
    release = extracted("FOR IMMEDIATE RELEASE\n" + AGENCY, outlet="Ferrotec Group")
    own = extracted(OWN, outlet="Velmora Courier", published="2031-03-12")
    quoting = extracted(OWN + "\nThe Ferrotec Group regrets it.", outlet="Velmora Courier", published="2031-03-12")
    assert _verdict(_stemma([release, own]), release, own) is Verdict.INDEPENDENT
    assert _verdict(_stemma([release, quoting]), release, quoting) is Verdict.NOT_ESTABLISHED


def test_independence_asks_for_own_sources_where_statements_were_read() -> None:
    text = OWN.replace("told us", "told it").replace("we have", "it has")
    agency, own = extracted(AGENCY, outlet="Reuters"), extracted(text, outlet="Velmora Courier")
    spoken = _with_speakers(agency, "Ilse Brandt")
    assert _verdict(_stemma([spoken, own]), spoken, own) is Verdict.NOT_ESTABLISHED
    both = _with_speakers(own, "Jonas Pruchner")
    assert _verdict(_stemma([spoken, both]), spoken, both) is Verdict.INDEPENDENT


def test_a_brief_of_an_announcement_is_less_surely_hung_on_a_report_of_it() -> None:
    report = extracted(AGENCY, outlet="Reuters", published="2031-03-11T08:00:00Z")
    brief = "\n".join(REWRITE.split("\n")[1:6])
    (plain,) = _stemma([report, _brief(brief)]).edges
    edges = _stemma([report, _brief(brief + "\nSo it says in a statement.")]).edges
    reasons = {reason.feature for edge in edges for reason in edge.reasons}
    assert all(edge.confidence < plain.confidence for edge in edges)
    assert not edges or "brief of an announcement" in reasons


def _brief(text: str):
    return extracted(text, outlet="Rail Letter", published="2031-03-12T08:00:00Z")


def test_a_text_put_together_from_two_comes_after_both() -> None:
    one = extracted(AGENCY, outlet="Daily Echo", published="2031-03-11T08:00:00Z")
    other = extracted(OWN, outlet="Velmora Courier")
    both = extracted("\n".join([*_LINES[:4], *OWN.split("\n")[:3]]), outlet="Observer")
    assert {(a, b) for a, b, _ in _edges(_stemma([one, other, both]))} == {
        ("Daily Echo", "Observer"),
        ("Velmora Courier", "Observer"),
    }


def _with_speakers(bundle, *names: str):
    found = []
    for name in names:
        start = bundle.article.text.index(name)
        span = Span(bundle.article.id, start, start + len(name))
        source = Source(f"src_{name}", span, name, "person", anonymous=False, count=Count(1, 1))
        found.append(
            Statement(f"stmt_{name}", bundle.article.id, bundle.sentences[0].id, (), None, source, "indirect", "say")
        )
    return replace(bundle, statements=tuple(found))


_BACKWARDS = """Nobody will travel by train from Velmora to Karsk before March 14, according to Brandt.
Forty-two wagons, the sulphur in them, lay in the Orlen 18 km north of Velmora; Tomas Herrick, who drove, is dead.
At 6:40 a.m. on Tuesday the bridge was crossed, Castria's rail authority says.
Dunmere and Ostrava had to leave for a school: 1,250 people, according to Ilse Brandt.
For nine hours men from Lankov under Petr Valsky were busy with the blaze.
It was Ferrotec which had repaired the track in 2019, for 7.3 million crowns."""


def _joined_later(child: str) -> Tree:
    """Return a tree in which the child hangs on a text put together from a local paper and the report that another paper carries."""
    carrier = extracted(
        AGENCY, outlet="Abendpost", published="2031-03-12T08:00:00Z", credits=(("Reuters", CreditPlace.DATELINE),)
    )
    local = extracted(OWN, outlet="Velmora Courier", published="2031-03-12T09:00:00Z")
    later = extracted(REWRITE + "\n" + OWN, outlet="Observer", published="2031-03-14T08:00:00Z")
    views = [view_of(told) for told in (carrier, local, later, extracted(child, outlet="Morning Sun"))]
    tree = Tree(parents={2: (1,), 3: (2,)}, siblings=[(0, 2)])
    prefer_unseen(tree, gather(views, TraceSettings()), TraceSettings())
    return tree


def test_who_has_nothing_of_what_a_later_text_added_to_an_agency_report_had_the_report() -> None:
    tree = _joined_later(_BACKWARDS)
    assert not tree.parents[3]
    assert (0, 3) in tree.siblings


def test_who_has_what_the_later_text_added_keeps_it_as_parent() -> None:
    tree = _joined_later(_BACKWARDS + "\n" + "\n".join(OWN.split("\n")[1:4]))
    assert tree.parents[3] == (2,)
    assert tree.siblings == [(0, 2)]


def test_a_house_that_goes_on_with_its_own_story_has_no_second_parent_that_it_does_not_name() -> None:
    agency = extracted(AGENCY, outlet="Reuters", published="2031-03-11T08:00:00Z")
    first = extracted(OWN, outlet="Velmora Courier", published="2031-03-11T09:00:00Z")
    told = "\n".join([*OWN.split("\n")[:3], *REWRITE.split("\n")[1:6]])
    silent = extracted(told, outlet="Velmora Courier", published="2031-03-12T08:00:00Z")
    naming = extracted(told + "\nSo Reuters said.", outlet="Velmora Courier", published="2031-03-12T08:00:00Z")
    house = ("Velmora Courier", "Velmora Courier")
    assert {(a, b) for a, b, _ in _edges(_stemma([agency, first, silent]))} == {house}
    assert {(a, b) for a, b, _ in _edges(_stemma([agency, first, naming]))} == {house, ("Reuters", "Velmora Courier")}


def test_nothing_unseen_and_nameless_stands_above_an_agencys_own_report() -> None:
    report = extracted(AGENCY, outlet="Castrian Press Agency", published="2031-03-11T08:00:00Z")
    stemma = _stemma([report, extracted(REWRITE, outlet="Morning Sun", published="2031-03-12T08:00:00Z")])
    assert all(a == "Castrian Press Agency" for a, _, _ in _edges(stemma))


def test_a_release_that_an_agency_quotes_is_no_parent_of_its_report() -> None:
    text = "PRESS RELEASE\n" + "\n".join(_LINES[1:4])
    release = extracted(text, outlet="Ferrotec", published="2031-03-11T08:00:00Z")
    report = extracted(AGENCY.replace("killing", "which killed"), outlet="Reuters", published="2031-03-12T08:00:00Z")
    quoted = extracted("\n".join(REWRITE.split("\n")[2:]), outlet="Reuters", published="2031-03-12T08:00:00Z")
    assert ("Ferrotec", "Reuters") not in {(a, b) for a, b, _ in _edges(_stemma([release, quoted]))}
    assert ("Ferrotec", "Reuters") in {(a, b) for a, b, _ in _edges(_stemma([release, report]))}  # word for word


def test_an_agency_credited_beside_a_seen_parent_that_does_not_name_it_is_a_parent_too() -> None:
    notice = extracted("\n".join(_LINES[:4]), outlet="Ferrotec Group", published="2031-03-11T08:00:00Z")
    text = "\n".join([*_LINES[:4], "Ilse Brandt told Reuters so."])
    place = Span("x", text.index("Reuters"), text.index("Reuters") + 7)
    report = extracted(text, outlet="Morning Sun", published="2031-03-12T08:00:00Z")
    credit = Credit("Reuters", CreditPlace.BODY, replace(place, article=report.article.id))
    report = replace(report, article=replace(report.article, credits=(credit,)))
    assert {(a, b) for a, b, _ in _edges(_stemma([notice, report]))} == {
        ("Ferrotec Group", "Morning Sun"),
        ("Reuters", "Morning Sun"),
    }


def test_who_links_to_a_copy_has_it_from_the_copy_and_not_from_the_agency() -> None:
    agency = extracted(AGENCY, outlet="Reuters", published="2031-03-11T08:00:00Z")
    copy = extracted(AGENCY, outlet="Daily Echo", published="2031-03-11T09:00:00Z")
    copy = replace(copy, article=replace(copy.article, url="https://echo.example/train"))
    rewrite = extracted(REWRITE, outlet="Morning Sun", published="2031-03-12T08:00:00Z")
    link = Link(Span(rewrite.article.id, 0, 4), "https://echo.example/train")
    linking = replace(rewrite, article=replace(rewrite.article, links=(link,)))
    assert ("Reuters", "Morning Sun") in {(a, b) for a, b, _ in _edges(_stemma([agency, copy, rewrite]))}
    assert ("Daily Echo", "Morning Sun") in {(a, b) for a, b, _ in _edges(_stemma([agency, copy, linking]))}
