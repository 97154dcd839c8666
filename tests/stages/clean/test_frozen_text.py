"""Properties of the frozen text: blocks and edits account for every character."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from stemma.model.article import BlockKind
from stemma.stages.clean.freeze import freeze
from stemma.stages.clean.repair import repair

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("abc .\r\n\0\ud800\udfff\u202eé“”Ã©â€™œ\ufffd\x85")), st.characters(max_codepoint=0x2FFF)
    ),
    max_size=80,
)


@given(HOSTILE)
def test_every_repair_can_be_undone(written: str) -> None:
    whole, repairs = repair(written)
    undone, position = [], 0
    for start, end, was in repairs:
        assert position <= start <= end <= len(whole)
        undone += [whole[position:start], was]
        position = end
    undone.append(whole[position:])
    if not re.search("[\0\ud800-\udfff]", written):
        assert "".join(undone) == written


@given(HOSTILE)
def test_repaired_text_holds_no_character_that_is_none(written: str) -> None:
    whole, _ = repair(written)
    assert not set(whole) & {"\0", "\r"}
    whole.encode("utf-8")


@given(HOSTILE.filter(lambda text: text.isascii()))
def test_ascii_changes_only_at_line_ends_and_nul(written: str) -> None:
    assert repair(written)[0] == written.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


@given(st.lists(st.tuples(HOSTILE, st.sampled_from(BlockKind)), max_size=6))
def test_blocks_tile_the_text(paragraphs: list[tuple[str, BlockKind]]) -> None:
    frozen = freeze(paragraphs)
    between, position = [], 0
    for block in frozen.blocks:
        between.append(frozen.text[position : block.start])
        assert frozen.text[block.start : block.end].strip()
        position = block.end
    between.append(frozen.text[position:])
    assert not "".join(between).strip()
    for edit in frozen.edits:
        assert 0 <= edit.start <= edit.end <= len(frozen.text)
