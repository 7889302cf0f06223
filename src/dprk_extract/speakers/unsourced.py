"""Attributions without a source of their own: continued quotations, participles, signatures, labels, headlines."""

from __future__ import annotations

from dataclasses import replace

from dprk_extract.annotations import Annotations, Attribution, Range
from dprk_extract.speakers.discourse import Discourse
from dprk_extract.speakers.hearsay import is_hearsay
from dprk_extract.speakers.layout import by_layout, byline, statement_holder
from dprk_extract.speakers.lexicon import lexicon
from dprk_extract.speakers.sources import Found, _noun, of_reading

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"advcl", "xcomp", "conj", "ccomp", "acl", "pcomp", "dep", "relcl", "prep"})
_NEAR = 600
_BLOCK = "rule:statement-block"
_MOST_BLOCKS = 50


class Unsourced:
    """Fills the gaps of ``speakers``, one for each attribution, in text order."""

    def __init__(self, discourse: Discourse, notes: Annotations, speakers: list[Found | None]) -> None:
        self.discourse = discourse
        self.view = discourse.view
        self.attributions = notes.attributions
        self.title = notes.context.title
        self.speakers = speakers
        self.order = sorted(range(len(speakers)), key=lambda i: self.attributions[i].fragments[0].start)

        self.blocks = [i for i in self.order if _BLOCK in self.attributions[i].evidence][:_MOST_BLOCKS]

    def fill(self) -> list[Found | None]:
        """The speakers with the gaps filled where a rule applies."""
        holder = statement_holder(self.discourse, self.title)
        author = byline(self.discourse)
        for position, index in enumerate(self.order):
            found = self.attributions[index]
            if is_hearsay(self.view, found):
                continue
            self.speakers[index] = by_layout(found, self.speakers[index])
            if self.speakers[index] is None and found.source is None:
                self.speakers[index] = (
                    self._participle(found)
                    or self._fronted(found)
                    or self._continued(position, found)
                    or self._enclosing(index)
                    or holder
                )
            elif self.speakers[index] is None:
                self.speakers[index] = self._outer(found) or self._enclosing(index) or holder
                if self.speakers[index] is None and author is not None and self._is_first_person(found):
                    self.speakers[index] = replace(author, mention=found.source)
        return self.speakers

    def _outer(self, found: Attribution) -> Found | None:
        """ "I said …" within somebody's words: his own."""
        if found.outer is None or not 0 <= found.outer < len(self.speakers):
            return None
        outer = self.speakers[found.outer]
        if outer is None or found.source is None or not self._is_own_voice(found.source):
            return None
        return replace(
            outer, how="pronoun", certainty=0.8 * outer.certainty, mention=found.source, title=None
        )

    def _is_own_voice(self, source: Range) -> bool:
        """Whether nothing but "I" and "we" is the source."""
        pronouns = lexicon().pronouns
        return all(pronouns.get(self.view.lower[i]) == "first" for i in self.view.tokens_of(source))

    def _is_first_person(self, found: Attribution) -> bool:
        tokens = self.view.tokens_of(found.source) if found.source is not None else range(0)
        return (
            len(tokens) == 1 and self.view.lower[tokens.start] == "i" and not self.view.quoted[tokens.start]
        )

    def _enclosing(self, index: int) -> Found | None:
        """Within a statement that is given whole, what has no other source is the statement's own."""
        start, end = _hull(self.attributions[index])
        for number in self.blocks:
            block_start, block_end = _hull(self.attributions[number])
            speaker = self.speakers[number]
            if number != index and block_start <= start and end <= block_end and speaker is not None:
                return replace(
                    speaker, how="continuation", certainty=0.8 * speaker.certainty, mention=None, title=None
                )
        return None

    def _participle(self, found: Attribution) -> Found | None:
        """The subject of the clause that a cue without a subject depends on: "…, adding that"."""
        if found.cue is None or not self.view.parsed:
            return None
        tokens = self.view.tokens_of(found.cue)
        if not len(tokens):
            return None
        token = self.view.head(tokens.start)
        if any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children):
            return None
        # "Asked whether the road was open, he left": somebody else asked.
        if token.tag_ == "VBN" and token.dep_ == "advcl" and not any(c.dep_ == "aux" for c in token.children):
            return None
        for _ in range(6):
            for child in token.children:
                if child.dep_ in _SUBJECTS and child.i not in tokens:
                    speaker = _noun(self.discourse, child.i)
                    if speaker is not None and _can_speak(speaker):
                        return replace(speaker, certainty=0.85 * speaker.certainty)
            if token.dep_ in ("acl", "relcl") and token.head.i < token.i:
                speaker = _noun(self.discourse, token.head.i)
                if speaker is not None and _can_speak(speaker):
                    return replace(speaker, certainty=0.75 * speaker.certainty)
            if token.dep_ not in _CLAUSES or token.head.i == token.i:
                return None
            token = token.head
        return None

    def _fronted(self, found: Attribution) -> Found | None:
        """ "Saying that the road was open, he left": the subject behind the content of a fronted participle."""
        if found.cue is None:
            return None
        cue = self.view.tokens_of(found.cue)
        start = self.view.sentence_starts[self.view.sentence_of[cue.start]] if len(cue) else -1
        if start != (cue.start if len(cue) else 0) or self.view.tags[start] != "VBG":
            return None
        comma = self.view.token_at(found.fragments[-1].end)
        subject = self.view.words[comma : comma + 1] == [","] and comma + 1
        for index in range(subject, subject + 3) if subject else ():
            if index in self.discourse.at and self.view.head(index).dep_ in _SUBJECTS:
                speaker = of_reading(self.discourse, self.discourse.at[index])
                return replace(speaker, certainty=0.85 * speaker.certainty)
        return None

    def _continued(self, position: int, found: Attribution) -> Found | None:
        """A bare quotation behind an attributed one, in the same paragraph or at the head of the next."""
        if found.kind != "direct" or position == 0:
            return None
        previous = self.order[position - 1]
        speaker = self.speakers[previous]
        end = self.attributions[previous].fragments[-1].end
        start = found.fragments[0].start
        if speaker is None or start - end > _NEAR or found.outer != self.attributions[previous].outer:
            return None
        apart = self.view.paragraph_of(start) - self.view.paragraph_of(end - 1)
        if apart > 1:
            return None
        return replace(
            speaker, how="continuation", certainty=speaker.certainty * (0.85 if apart == 0 else 0.75),
            mention=None, title=None,
        )  # fmt: skip


def _hull(found: Attribution) -> tuple[int, int]:
    return found.fragments[0].start, found.fragments[-1].end


def _can_speak(speaker: Found) -> bool:
    """Not "the choice" or "the bill": a person, a body, or somebody described by what he does."""
    referent = speaker.referent
    if referent is None:
        return speaker.kind == "group"
    return (
        referent.kind in ("person", "organisation", "group") or bool(referent.roles) or not referent.unnamed
    )
