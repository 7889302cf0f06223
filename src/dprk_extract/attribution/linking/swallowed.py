"""Sources inside of contents: the tagger took into the content who said it.

`"We shall wait," Colonel Seo, who leads them, told reporters`: the name behind the closing mark is the source. And a
subject that only the parse gives is none where it lies in what was said.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dprk_extract.annotations import Range
from dprk_extract.attribution.linking.boundaries import Boundaries
from dprk_extract.attribution.linking.drafts import Draft, inner, overlap
from dprk_extract.attribution.linking.strict import is_said
from dprk_extract.attribution.rules.frames import MIN_SCORE, REPORTED, Frame, trimmed

_PARSED = "link:parsed-subject"
_GUESSED = frozenset([_PARSED, "link:shared-source", "link:subject"])
_RELATIVES = frozenset(["WP", "WDT", "WP$"])
_FINITE = frozenset(["VBZ", "VBD", "VBP", "MD"])
_NAMES = ("NN", "PRP")
MAX_NAME = 120  # code points


def free_sources(doc: Doc, drafts: Sequence[Draft], boundaries: Boundaries) -> None:
    """Give each draft the source that its content swallowed, and take from it a source that is no other's words."""
    for draft in drafts:
        _behind_quotation(doc, draft, boundaries)
        _inside(draft, boundaries)
        if draft.source is not None:
            draft.source = _with_antecedent(doc, draft.source)


def give_to_nearer(
    doc: Doc, drafts: Sequence[Draft], frames: Sequence[Frame], boundaries: Boundaries
) -> None:
    """ "They exchanged what Kim called “beautiful” letters": what a deed holds is said by whom the clause in it names.

    Only where the deed's cue is no saying and all quotations in its content belong to one clause in it that has a
    cue and a source of its own.
    """
    for draft in drafts:
        if draft.cue is None or len(draft.contents) != 1 or is_said(doc, draft):
            continue
        whole = draft.contents[0]
        quoted = [inner(region) for region in boundaries.touching(whole)]
        if not quoted or boundaries.is_quoted(whole):
            continue
        frame = next((f for f in frames if f.score >= MIN_SCORE and _is_nearer(f, whole, quoted)), None)
        if frame is not None:
            draft.contents, draft.cue, draft.source = list(frame.contents), frame.cue, frame.source
            draft.note(frame.rule)
            draft.note("link:nearer-source")


def _is_nearer(frame: Frame, whole: Range, quoted: Sequence[Range]) -> bool:
    """Whether cue and source of the frame lie in ``whole`` and its contents hold all that is quoted."""
    if frame.source is None or frame.rule not in REPORTED:
        return False
    within = all(whole.start <= part.start and part.end <= whole.end for part in (frame.source, frame.cue))
    return within and all(
        any(part.start <= said.start and said.end <= part.end for part in frame.contents) for said in quoted
    )


def _behind_quotation(doc: Doc, draft: Draft, boundaries: Boundaries) -> None:
    """ "“...,” NAME, who" before the cue: the quotation is the content, the name its source."""
    if draft.cue is None or not (draft.source is None or _GUESSED & set(draft.evidence)):
        return
    text, cue = boundaries.text, draft.cue
    for number, part in enumerate(draft.contents):
        region = next(iter(boundaries.touching(part)), None)
        if region is None or not region.start <= part.start <= region.inner_end < region.end < part.end:
            continue
        said = text[region.inner_start : region.inner_end].rstrip()
        if not said.endswith((",", "?", "!")) or not 0 < cue.start - region.end <= MAX_NAME:
            continue
        tail = _tokens(doc, Range(region.end, part.end))
        name = _name(tail, text) if _leads_to_cue(text[part.end : cue.start], tail) else None
        if name is not None:
            draft.contents[number], draft.source = Range(region.inner_start, region.inner_end), name
            draft.note("link:behind-quotation")
            return


def _leads_to_cue(between: str, tail: Sequence[Token]) -> bool:
    """Whether only an aside stands between a name and its cue: nothing, "..., in tears,", the rest of "who ..."."""
    between = between.strip()
    if not between.strip(","):
        return True
    aside = between.startswith(",") and between.endswith(",")
    begun = bool(tail) and tail[-1].tag_ in _RELATIVES
    return (aside or begun) and not any(char in '."“”\n' for char in between)


def _name(tail: Sequence[Token], text: str) -> Range | None:
    """The noun phrase that ``tail`` is, without the beginning of a relative clause at its end."""
    for at, token in enumerate(tail):
        if token.tag_ in _RELATIVES:
            tail = tail[:at]
            break
    nouns = any(token.tag_.startswith(_NAMES) for token in tail)
    if not nouns or any(token.tag_ in _FINITE or token.text in '"“”' for token in tail):
        return None
    return trimmed(text, Range(tail[0].idx, tail[-1].idx + len(tail[-1])))


def _inside(draft: Draft, boundaries: Boundaries) -> None:
    """A parsed subject is no part of the contents, where others are left; within a longer content it is no source."""
    source = draft.source
    if source is None or _PARSED not in draft.evidence:
        return
    left: list[Range] = []
    for part in draft.contents:
        if not overlap(part, source):
            left.append(part)
        elif part.start == source.start and part.end > source.end and draft.cue is not None:
            behind = boundaries.stripped(Range(source.end, part.end))
            left += (
                [behind]
                if behind is not None and 2 * (behind.end - behind.start) > part.end - part.start
                else []
            )
        elif 2 * overlap(part, source) < part.end - part.start:
            draft.source = None
            return
    if left:
        draft.contents = left


def _with_antecedent(doc: Doc, source: Range) -> Range:
    """ "who leads them," as a source, with the name before it that the clause describes."""
    tokens = _tokens(doc, source)
    if (
        len(tokens) < 3
        or tokens[0].tag_ not in _RELATIVES
        or tokens[0].i < 2
        or doc[tokens[0].i - 1].text != ","
    ):
        return source
    name = doc[tokens[0].i - 2]
    first = name.left_edge if name.left_edge.i < name.i and name.dep_ != "conj" else name
    while first.i > 0 and first.head is name and doc[first.i - 1].head is name:
        first = doc[first.i - 1]
    whole = Range(first.idx, source.end)
    proper = name.tag_.startswith("NNP") and whole.end - whole.start <= MAX_NAME
    return whole if proper else source


def _tokens(doc: Doc, part: Range) -> Sequence[Token]:
    span = doc.char_span(part.start, part.end, alignment_mode="contract")
    return [token for token in span if not token.is_space] if span is not None else []
