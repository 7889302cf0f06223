"""Numbers inside names, seen with the parse: "787 Dreamliner", "iPhone 14", "the Big 12", "BBC One"."""

from __future__ import annotations

from dprk_extract.numbers.atoms import Atoms
from dprk_extract.numbers.cardinals import HYPHENS
from dprk_extract.numbers.figures import Figure
from dprk_extract.numbers.lexicon import word_set
from dprk_extract.numbers.nouns import Counted, is_designation
from dprk_extract.numbers.parse import PLURALS, Tokens

_QUOTES = frozenset('"”’»')
_NAMES = frozenset({"NNP", "NNPS"})
_LARGEST_ATTRIBUTE = 12
# In a text of so few words "one" is what was asked for.
_FEW_ATOMS = 4


def is_name(atoms: Atoms, tokens: Tokens, figure: Figure, counted: Counted | None) -> bool:
    """Whether the figure, which has no unit of measure, is part of a name or only a pronoun."""
    if figure.value == 1 and figure.numeral.form == "word":
        return _is_pronoun(atoms, tokens, figure, counted)
    if figure.numeral.form == "half" and not _is_share(atoms, figure):
        return True
    if figure.numeral.form not in ("figure", "word"):
        return False
    plural = counted is not None and tokens.doc[counted.head].tag_ in PLURALS
    if _is_attribute(atoms, figure) or (_before_name(tokens, counted) and not plural):
        return True
    return _behind_name(atoms, tokens, figure, plural)


def _is_share(atoms: Atoms, figure: Figure) -> bool:
    """ "half the condos", "half of them", "more than half", but no "half-staff", "half time"."""
    after, back = atoms.word(figure.last), atoms.word(figure.first - 1)
    if after in HYPHENS and atoms.glued(figure.last):
        return False
    return after in word_set("half", "after") or back in word_set("half", "before") or not back


def _is_pronoun(atoms: Atoms, tokens: Tokens, figure: Figure, counted: Counted | None) -> bool:
    """Whether "one" counts nothing: "no one", "that one", "one another", "BBC One", "One Nation"."""
    if _is_attribute(atoms, figure):
        return True
    before = atoms.word(figure.first - 1)
    after = atoms.word(figure.last).removesuffix("'s").removesuffix("’s")
    if after == "of" and counted is not None:
        return False
    if before in word_set("one", "before") or after in word_set("one", "after"):
        return True
    if f"{before} {after}" in word_set("one", "around"):
        return True
    if atoms.capital(figure.first):
        named = counted is not None and tokens.doc[counted.head].tag_ in _NAMES
        if named or (figure.first and atoms.capital(figure.first - 1)):
            return True
    return counted is None and before not in word_set("signs", "negative") and len(atoms) > _FEW_ATOMS


def _is_attribute(atoms: Atoms, figure: Figure) -> bool:
    """ "six-party", "four-door": a small number word tied to a singular noun is an attribute, no count."""
    if figure.numeral.form != "word" or figure.value > _LARGEST_ATTRIBUTE:
        return False
    return atoms.word(figure.last) in HYPHENS and atoms.glued(figure.last) and atoms.glued(figure.last + 1)


def _before_name(tokens: Tokens, counted: Counted | None) -> bool:
    if counted is None:
        return False
    first, head = tokens.doc[counted.first], tokens.doc[counted.head]
    if is_designation(first.text) and head.text.endswith("s"):  # "six MQ-9 Reapers"
        return False
    return head.tag_ == "NNP" and first.tag_ == "NNP" and first.text[0].isupper()


def _behind_name(atoms: Atoms, tokens: Tokens, figure: Figure, plural: bool) -> bool:
    """A figure right behind a capitalised name and not counting the noun that follows."""
    back = figure.first - 1
    if back < 0 or not atoms.near(figure.first):
        return False
    if atoms.low[back] in word_set("labels", "indices"):
        return True
    if atoms.low[back] in _QUOTES:  # the program "Star" 2.4
        return back > 0 and atoms.glued(back) and not plural and atoms.low[back - 1].isalpha()
    token = tokens.doc[tokens.at(atoms.start[back])]
    if not atoms.capital(back) or token.tag_ not in _NAMES:
        return False
    if atoms.low[back] in word_set("labels", "no_names") or atoms.low[back] in word_set("dates", "weekdays"):
        return False
    number = tokens.doc[tokens.at(atoms.start[figure.numeral.first])]
    return not plural or number.head.i == token.i


def is_some_day(atoms: Atoms, figure: Figure) -> bool:
    """ "One day in spring": a point in a story, no length of time."""
    if figure.value != 1 or figure.numeral.form != "word" or figure.kind != "time":
        return False
    return atoms.capital(figure.first) or atoms.word(figure.last) in word_set("one", "after_day")


def is_attributive_unit(atoms: Atoms, figure: Figure) -> bool:
    """ "a two-month contract", which the dates component reads as a duration, and "a one-time charge"."""
    if figure.kind not in ("time", "multiple") or figure.unit_atoms is None or figure.high is not None:
        return False
    at = figure.unit_atoms[0] - 1
    if not (atoms.word(at) in HYPHENS and atoms.glued(at) and atoms.glued(at + 1)):
        return False
    after = atoms.word(figure.last)
    return after.isalpha() or after == "$" or (after in HYPHENS and atoms.glued(figure.last))
