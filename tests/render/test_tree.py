import io

from rich.console import Console
from tests.stages.retold import AGENCY, extracted
from tests.stages.trace.test_run import _stemma

from stemma.render.terminal import tree_view


def test_pairs_whose_direction_stays_open_stand_below_the_tree() -> None:
    one, other = extracted(AGENCY, outlet="Daily Echo"), extracted(AGENCY, outlet="Observer")
    console = Console(width=500, file=io.StringIO(), record=True)
    console.print(tree_view(_stemma([one, other]), [one.article, other.article]))
    text = console.export_text()
    assert "which came first stays open" in text
    assert "not in the case" in text
