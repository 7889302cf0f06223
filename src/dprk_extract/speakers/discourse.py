"""Reading the document from its beginning: names, descriptions and pronouns, each bound to a referent.

The order matters: "Kim" is one of the Kims introduced so far, "he" is somebody spoken of just before. What each
rule has decided is kept as an occurrence of the referent, with how it was found and how sure that is.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dprk_extract.speakers.choosing import Choice, choose_bearer, choose_holder
from dprk_extract.speakers.descriptions import Description, describe
from dprk_extract.speakers.headlines import headline_names
from dprk_extract.speakers.lexicon import lexicon
from dprk_extract.speakers.names import find_names
from dprk_extract.speakers.naming import GENDERS, Naming
from dprk_extract.speakers.outlets import outlet_classes
from dprk_extract.speakers.pronouns import choose_pronoun
from dprk_extract.speakers.referents import Occurrence, Referent, Registry
from dprk_extract.speakers.titles import add_title, apply_titles, title_classes
from dprk_extract.speakers.view import View

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_EMBEDDED = frozenset({"ccomp", "relcl", "advcl", "acl", "pcomp"})
_APPOSED = frozenset({"DT", "JJ", "NN", "NNP", "PRP$", "POS", "HYPH", "CD", "VBN", "IN"})
_CLOSING = ([","], ["."], [";"], [")"], ["--"], ["—"], ["–"], [":"])
_APPOSITION = 12
_QUOTED = 0.25
_NARRATED = 3
_TELLS_GENDER = 0.6  # the certainty of a pronoun from which on it tells the gender of whom it means
_WEIGHTS = {
    "nsubj": 1.0, "nsubjpass": 0.9, "appos": 0.5, "conj": 0.5, "dobj": 0.55, "attr": 0.5, "ROOT": 0.7,
    "pobj": 0.4, "poss": 0.35, "compound": 0.2, "nmod": 0.2, "dative": 0.5, "agent": 0.5,
}  # fmt: skip


@dataclass(slots=True)
class Reading:
    """What a stretch of tokens was read as."""

    referent: Referent
    occurrence: Occurrence


class Discourse:
    """The referents of a document and which tokens mean which of them."""

    def __init__(self, view: View, sources: set[int], day: date | None) -> None:
        self.view = view
        self.day = day
        self.registry = Registry()
        body = find_names(view)
        self.names = sorted([*headline_names(view, body), *body], key=lambda naming: naming.start)
        self.sources = sources
        self.at: dict[int, Reading] = {}
        self.naming_at: dict[int, Naming] = {}
        self.recent: list[Reading] = []
        self.groups: dict[int, object] = {}  # joined sources ("Roe and Poe") by their first token
        self._outlets: list[tuple[int, Referent, frozenset[str]]] = []
        self._ranks = self._narrated_ranks()
        self._in_title: set[int] = set()
        self._read()

    # -- reading -----------------------------------------------------------------------------------------------

    def _read(self) -> None:
        for naming in self.names:
            self.naming_at.update(dict.fromkeys(range(naming.start, naming.end), naming))
            self._in_title.update(range(naming.title_start, naming.start))
        for naming in self.names:
            if len(naming.words) > 1 and naming.shown:
                self._check_entry(naming)
                referent = self.registry.introduce(naming)
                apply_titles(self.view, naming, referent)
                self.registry.note_roles(referent)
        names = {naming.start: naming for naming in self.names}
        lex = lexicon()
        genders = {word: kind[0] for word, kind in lex.pronouns.items() if kind in ("male", "female")}
        for index, lower in enumerate(self.view.lower):
            if index in names:
                self._read_name(names[index])
            elif lower in genders:
                self._read_pronoun(index, "m" if genders[lower] == "m" else "f")
            elif lower in lex.roles and index not in self.naming_at and index not in self._in_title:
                self._read_role(index)

    def _check_entry(self, naming: Naming) -> None:
        """A namesake of somebody known: the title gives another country than the knowledge base."""
        if naming.entry is None or naming.entry.kind != "person" or naming.title_start == naming.start:
            return
        _, words = title_classes(self.view, naming.title_start, naming.start)
        stated = lexicon().countries(words)
        if stated and naming.entry.country and naming.entry.country.lower() not in stated:
            naming.entry, naming.namesake = None, True
        elif not naming.gender:
            naming.gender = GENDERS.get(naming.entry.gender or "", "")

    def _read_name(self, naming: Naming) -> None:
        if not naming.shown:
            return
        if len(naming.words) > 1:
            referent = self.registry.introduce(naming)
            self._mention(referent, naming.start, naming.end, "name")
            self._note_outlet(naming, referent)
            return
        found = choose_bearer(self, naming)
        if found is None:
            referent, how, certainty = self.registry.introduce(naming), "name", 0.9
        else:
            referent, how, certainty = found
        if naming.gender and not referent.gender:
            referent.gender = naming.gender
        if how != "name" or naming.title_start < naming.start:
            apply_titles(self.view, naming, referent)
            self.registry.note_roles(referent)
        self._mention(referent, naming.start, naming.end, how, certainty)
        self._note_outlet(naming, referent)

    def _note_outlet(self, naming: Naming, referent: Referent) -> None:
        classes = outlet_classes(self.view, naming, referent)
        if classes:
            self._outlets.append((naming.start, referent, classes))

    def outlets_before(self, index: int, most: int) -> list[tuple[int, Referent, frozenset[str]]]:
        """The last mentions of outlets before token ``index``: where, which, and what kinds of outlet."""
        end = bisect_left(self._outlets, index, key=lambda outlet: outlet[0])
        return self._outlets[max(0, end - most) : end]

    def _read_pronoun(self, index: int, gender: str) -> None:
        if self.view.quoted[index] and index not in self.sources:
            return
        found = choose_pronoun(self, index, gender)
        if found is not None:
            referent, certainty = found
            if certainty >= _TELLS_GENDER and self.view.tags[index] == "PRP":
                referent.gender = referent.gender or gender
            self._mention(referent, index, index + 1, "pronoun", certainty)

    def _read_role(self, index: int) -> None:
        """A description with a role noun: of somebody named, or somebody new without a name."""
        tag = self.view.tags[index]
        if tag not in ("NN", "NNP") or self.view.headline[index]:
            return
        token = self.view.head(index)
        if token.dep_ in ("compound", "nmod", "amod", "attr", "appos"):
            return
        self.read_description(describe(self.view, index))

    def read_description(self, description: Description) -> Reading:
        """Bind a description to its referent, a new one without a name where no rule finds one."""
        if description.head in self.at:
            return self.at[description.head]
        found = self._apposed(description) or choose_holder(self, description)
        if found is None:
            made = Referent(
                self.phrase(description), description.kind, gender=description.gender,
                first=description.start, unnamed=True,
            )  # fmt: skip
            for role in description.classes:
                made.roles[role] = set(description.modifiers)
            self.registry.add(made)
            self.registry.note_roles(made)
            found = made, _plain_how(description), 0.9
        referent, how, certainty = found
        if description.gender and not referent.gender:
            referent.gender = description.gender
        return self._mention(referent, description.start, description.end, how, certainty, description.head)

    def _apposed(self, description: Description) -> Choice | None:
        """The full name behind the description between commas: "Osei's nephew, the boatbuilder Tam Osei,"."""
        view, comma = self.view, description.end
        if description.plural or view.words[comma : comma + 1] != [","]:
            return None
        reach = range(comma + 1, min(comma + _APPOSITION, len(view)))
        naming = next((self.naming_at[i] for i in reach if i in self.naming_at), None)
        if naming is None or naming.kind != "person" or len(naming.words) < 2 or not naming.shown:
            return None
        if not self._closes(naming, description):
            return None
        if any(view.tags[i] not in _APPOSED for i in range(comma + 1, naming.start)):
            return None
        referent = self.registry.introduce(naming)
        if {description.gender, referent.gender} == {"m", "f"}:
            # What the article states outweighs what a given name usually tells, not what is known of somebody.
            if referent.entry is not None or view.head(naming.end - 1).dep_ != "appos":
                return None
            referent.gender = naming.gender = description.gender
        add_title(view, referent, description.start, description.end)
        self.registry.note_roles(referent)
        return referent, "title", 0.9

    def _closes(self, naming: Naming, description: Description) -> bool:
        """Whether the name ends an apposition and is no member of a list nor a subject of its own."""
        view, end = self.view, naming.end
        arc = view.head(end - 1)
        marked = view.words[end : end + 1] in _CLOSING
        if not marked or view.sentence_of[naming.start] != view.sentence_of[description.head]:
            return False
        if view.lower[end + 1 : end + 2] in (["and"], ["or"], ["&"]) or end + 1 in self.naming_at:
            return False
        apposed = arc.dep_ == "appos" and description.start <= arc.head.i < naming.start
        return apposed or view.head(description.head).dep_ in _SUBJECTS

    def phrase(self, description: Description) -> str:
        """The words of a description, as written but on one line."""
        place = self.view.span(description.start, description.end)
        return " ".join(self.view.text[place.start : place.end].split())

    # -- occurrences -------------------------------------------------------------------------------------------

    def _mention(
        self,
        referent: Referent,
        start: int,
        end: int,
        how: str,
        certainty: float = 1.0,
        head: int | None = None,
    ) -> Reading:
        anchor = end - 1 if head is None else head
        sentence = self.view.sentence_of[start]
        occurrence = Occurrence(
            start, end, how, self._weight(anchor, start), self._ranks[sentence], sentence, certainty
        )
        referent.note(occurrence)
        reading = Reading(referent, occurrence)
        for index in range(start, end) if head is None else (head,):
            self.at[index] = reading
        if referent.kind in ("person", "unknown"):
            self.recent.append(reading)
        return reading

    def _weight(self, anchor: int, start: int) -> float:
        token = self.view.head(anchor)
        weight = _WEIGHTS.get(token.dep_, 0.4)
        if token.dep_ in _SUBJECTS and token.head.dep_ in _EMBEDDED:
            weight = 0.7
        if token.dep_ in ("appos", "conj") and token.head.dep_ in _SUBJECTS:
            weight = 0.8
        if anchor in self.view.dateline:
            return 0.0
        if anchor in self.sources:
            weight = 1.6
        elif self.view.quoted[anchor]:
            weight *= _QUOTED
        if token.dep_ == "pobj" and self._is_fronted(anchor, start):
            weight *= 0.6
        return weight

    def _is_fronted(self, anchor: int, start: int) -> bool:
        """In a phrase before the subject: "Asked about Trump, he said"."""
        sentence = self.view.sentence_starts[self.view.sentence_of[start]]
        return start - sentence < 8 and self.view.lower[anchor + 1 : anchor + 2] == [","]

    def rank(self, index: int) -> int:
        """How many narrated sentences lie before the one of token ``index``."""
        return self._ranks[self.view.sentence_of[index]]

    def _narrated_ranks(self) -> list[int]:
        ranks, rank = [], 0
        for start, end in pairwise([*self.view.sentence_starts, len(self.view)]):
            ranks.append(rank)
            if sum(not quoted for quoted in self.view.quoted[start:end]) >= _NARRATED:
                rank += 1
        return ranks


def _plain_how(description: Description) -> str:
    return {"organisation": "organisation", "document": "document"}.get(description.kind, "description")
