from dataclasses import replace

from tests.stages.retold import AGENCY, ELSEWHERE, OWN, REWRITE, extracted

from stemma.model.decision import Decision
from stemma.model.lineage import Passage, Story
from stemma.model.problem import Problem
from stemma.settings import GroupSettings
from stemma.stages.group.run import group_stories


def _grouped(bundles, decisions=(), settings=None):
    found = list(group_stories(bundles, decisions, settings or GroupSettings()))
    stories = [record for record in found if isinstance(record, Story)]
    return stories, [record for record in found if isinstance(record, Passage)], found


def _case():
    return [
        extracted(AGENCY, outlet="Reuters", published="2031-03-11", title="Train derails near Velmora"),
        extracted(
            REWRITE, outlet="Morning Sun", published="2031-03-12", title="Sulphur train falls from bridge near Velmora"
        ),
        extracted(ELSEWHERE, outlet="Sport", published="2031-03-11", title="Merrow sell Fennimore"),
    ]


def test_tellings_of_one_happening_are_one_story_and_others_stay_out() -> None:
    stories, _, _ = _grouped(_case())
    assert sorted(len(story.articles) for story in stories) == [1, 2]


def test_order_of_articles_changes_nothing() -> None:
    bundles = _case()
    assert _grouped(bundles)[2] == _grouped(bundles[::-1])[2]


def test_a_story_spans_its_tellings_dates_and_has_one_of_their_titles() -> None:
    story = max(_grouped(_case())[0], key=lambda story: len(story.articles))
    assert (story.earliest, story.latest) == ("2031-03-11", "2031-03-12")
    assert "Velmora" in story.title
    assert story.reasons


def test_a_persons_ruling_holds() -> None:
    bundles = _case()
    ids = [bundle.article.id for bundle in bundles]
    parted = Decision("d1", "different", "story", ids[0], ids[1])
    joined = Decision("d2", "same", "story", ids[0], ids[2])
    stories, _, _ = _grouped(bundles, (parted, joined))
    assert {frozenset(story.articles) for story in stories} == {frozenset((ids[0], ids[2])), frozenset((ids[1],))}


def test_a_ruling_on_unknown_articles_is_a_problem() -> None:
    problems = [
        r for r in _grouped(_case(), (Decision("d", "same", "story", "art_x", "art_y"),))[2] if isinstance(r, Problem)
    ]
    assert [problem.code for problem in problems] == ["decision-not-applied"]


def test_a_former_id_leads_on() -> None:
    bundles = _case()
    former = [s for bundle in bundles[:2] for s in _grouped([bundle])[0]]
    found = list(group_stories(bundles, (), GroupSettings(), former=former))
    story = max((r for r in found if isinstance(r, Story)), key=lambda s: len(s.articles))
    assert {s.id for s in former} == {story.id, *story.was}


def test_a_cut_copy_has_its_passage_with_spans_on_both_sides() -> None:
    whole = extracted(AGENCY, outlet="Reuters")
    cut = extracted("\n".join(AGENCY.split("\n")[:3]), outlet="Daily")
    _, passages, _ = _grouped([whole, cut])
    assert passages
    text = {bundle.article.id: bundle.article.text for bundle in (whole, cut)}
    longest = max(passages, key=lambda p: p.shared)
    left, right = (text[s.article][s.start : s.end] for s in (longest.left, longest.right))
    assert "Orlen bridge" in left
    assert left == right


def test_stock_wording_is_reported_and_makes_no_story() -> None:
    stock = "\nSign up for our morning letter to read the best of our newsroom before anybody else in town wakes up."
    bundles = [extracted(text + stock, outlet=outlet) for text, outlet in ((AGENCY, "A"), (OWN, "B"), (ELSEWHERE, "C"))]
    stories, _, found = _grouped(bundles, settings=GroupSettings(stock_cap=2))
    assert max(len(story.articles) for story in stories) < 3
    assert not any(passage for passage in found if isinstance(passage, Passage))
    assert {r.code for r in found if isinstance(r, Problem)} == {"stock-passage"}


def test_an_article_alone_is_a_story_and_no_article_is_none() -> None:
    assert len(_grouped([extracted(OWN)])[0]) == 1
    assert _grouped([])[2] == []


def test_texts_without_sentences_or_details_are_stories_of_their_own() -> None:
    empty = replace(extracted("nothing here", outlet="Void"), sentences=(), details=())
    other = replace(extracted("nor here, dear reader", outlet="Null"), sentences=(), details=())
    assert [len(story.articles) for story in _grouped([empty, other])[0]] == [1, 1]


def test_only_the_newest_version_and_analysed_articles_are_tellings() -> None:
    old, new, foreign = _case()
    new = replace(new, article=replace(new.article, version_of=old.article.id))
    foreign = replace(foreign, article=replace(foreign.article, analysed=False))
    assert [story.articles for story in _grouped([old, new, foreign])[0]] == [(new.article.id,)]
