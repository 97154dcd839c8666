"""What grouping keeps of one article."""

from dataclasses import replace

from tests.stages.retold import AGENCY, extracted

from stemma.model.article import Credit, CreditPlace
from stemma.model.span import Span
from stemma.stages.group.signature import detail_weight, sign
from stemma.text.skeleton import skeleton


def test_who_sent_a_text_is_no_detail_of_what_happened() -> None:
    told = extracted(AGENCY + "\nKessel Wire reported it to Reuters.")
    at = told.article.text.index("Kessel Wire")
    sent = Credit("Kessel Wire", CreditPlace.BODY, Span(told.article.id, at, at + len("Kessel Wire")))
    signed = sign(replace(told, article=replace(told.article, credits=(sent,))))
    kept = set(signed.details.keys.tolist())
    assert detail_weight("name", skeleton("Herrick"))[0] in kept
    assert not {detail_weight("name", skeleton(name))[0] for name in ("Kessel", "Reuters")} & kept
