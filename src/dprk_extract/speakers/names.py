"""Names in the text, found without an entity recogniser: runs of capitalised words, cut into title and name.

What a run stands for (person, organisation, place) is told by its words, by what stands before and behind it, by
the knowledge base, and by the rest of the article: a full name is confirmed where its last word returns alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from dprk_extract.speakers.lexicon import Lexicon, lexicon
from dprk_extract.speakers.naming import GENITIVES, Naming, classify
from dprk_extract.speakers.personal import MAX_WORDS, korean_name_at, person_length, split_name
from dprk_extract.speakers.view import View

_CONNECTIVES = frozenset({"of", "for", "and", "&", "on", "the", "to"})
_HYPHENS = frozenset({"-", "‐", "‑"})
_MAX_RUN = 24
_LONGEST_BODY = 5  # tokens


@dataclass(slots=True)
class Word:
    """A word of a run: tokens ``start:end`` written together ("Ki-moon")."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        return self.text.lower()


def find_names(view: View) -> list[Naming]:
    """Every name of the document outside headlines, in text order."""
    lex = lexicon()
    known = {
        view.words[i]
        for i, tag in enumerate(view.tags)
        if tag == "NNP"
        and not view.headline[i]
        and view.words[i][0].isupper()
        and not view.starts_sentence(i)
    }
    found: list[Naming] = []
    common: list[Word] = []
    index, count = 0, len(view)
    capital = [word[0].isupper() for word in view.words]
    while index < count:
        if capital[index] and not view.headline[index] and _begins(view, lex, index, known):
            run, index = _run(view, lex, index)
            naming = _cut(view, lex, run)
            if naming is not None:
                found.append(naming)
            elif len(run) == 1:
                common.append(run[0])
        else:
            index += 1
    found = _with_surnames(view, lex, found, common)
    _confirm(view, lex, found)
    _check_guarded(found)
    return found


def _with_surnames(view: View, lex: Lexicon, found: list[Naming], common: list[Word]) -> list[Naming]:
    """The names, with the words that are surnames in this article though they look like titles: "White said"."""
    surnames = {split_name(n.words)[0] for n in found if n.kind == "person" and len(n.words) > 1}
    more = [word for word in common if word.lower in surnames and view.tags[word.start].startswith("NNP")]
    for word in more:
        naming = Naming(word.start, word.end, (word.text,), "unknown", word.start)
        classify(view, lex, naming, titled=False)
        found.append(naming)
    return sorted(found, key=lambda naming: naming.start) if more else found


def _begins(view: View, lex: Lexicon, index: int, known: set[str]) -> bool:
    word, lower, tag = view.words[index], view.lower[index], view.tags[index]
    if lower in lex.date_words and not _is_person_word(view, lex, index):
        return False
    if lower in lex.function_words and view.starts_sentence(index):
        return lower in lex.korean_surnames and _korean_start(view, index)
    if tag in ("NNP", "NNPS"):
        return not (lower.endswith("ly") and view.starts_sentence(index) and _next_is_comma(view, index))
    if view.is_closed_class(index) or tag in ("RB", "UH", "CD"):
        return lower in lex.korean_surnames and _korean_start(view, index)
    if view.starts_sentence(index):
        return word in known or (lex.given_gender(lower) in ("m", "f") and _next_is_capital(view, index))
    return True


def _is_person_word(view: View, lex: Lexicon, index: int) -> bool:
    """May, April, June or August as a name: not beside a number or a preposition of time."""
    if view.lower[index] not in lex.date_names or view.tags[index] != "NNP":
        return False
    after = view.words[index + 1] if index + 1 < len(view) else ""
    before = view.lower[index - 1] if index else ""
    return not after[:1].isdigit() and before not in lex.date_prepositions


def _next_is_capital(view: View, index: int) -> bool:
    return index + 1 < len(view) and view.words[index + 1][0].isupper()


def _next_is_comma(view: View, index: int) -> bool:
    return view.words[index + 1 : index + 2] == [","]


def _korean_start(view: View, index: int) -> bool:
    """A function word that is the surname of a Korean name: "No Kwang Chol", but not "In Kim Jong Un's"."""
    words = view.words[index : index + 4]
    if korean_name_at(words, 0) == 3:
        inner = words[1].lower() in lexicon().korean_surnames and korean_name_at(words, 1) == 3
        return not inner
    return False


def _run(view: View, lex: Lexicon, index: int) -> tuple[list[Word], int]:
    """The words of the run that begins at ``index``, and the index behind it."""
    run: list[Word] = []
    count = len(view)
    while index < count and len(run) < _MAX_RUN:
        end = _word_end(view, index)
        run.append(Word(index, end, "".join(view.words[index:end])))
        index = end
        step = _next_step(view, lex, run, index)
        if step is None:
            break
        run += [Word(i, i + 1, view.words[i]) for i in range(index, step)]
        index = step
    return run, index


def _word_end(view: View, index: int) -> int:
    """The end of the word at ``index`` with the parts that hyphens join to it."""
    end = index + 1
    lex = lexicon()
    if view.lower[index] in lex.suffixes and view.words[end : end + 1] == ["."] and view.glued(index):
        return end + 1
    if view.lower[index] in lex.places or view.lower[index] in lex.demonyms:
        return end
    while (
        end + 1 < len(view)
        and view.words[end] in _HYPHENS
        and view.glued(end - 1)
        and view.glued(end)
        and view.words[end + 1][0].isalpha()
        and view.tags[end + 1] != "VBN"
    ):
        end += 2
    return end


def _next_step(view: View, lex: Lexicon, run: list[Word], index: int) -> int | None:
    """Where the run goes on behind ``index``, or None."""
    if index >= len(view) or view.headline[index] or view.sentence_of[index] != view.sentence_of[index - 1]:
        return None
    word, lower = view.words[index], view.lower[index]
    if word[0].isupper():
        return index if _goes_on(view, lex, index) else None
    following = index + 1 < len(view) and view.words[index + 1][0].isupper()
    if lower in lex.particles and view.words[index + 1 : index + 2] == ["-"] and view.glued(index):
        return index if view.words[index + 2 : index + 3] and view.words[index + 2][0].isupper() else None
    if lower in lex.particles and following and len(run) < MAX_WORDS:
        return index + 1
    if word in GENITIVES and following and view.lower[index - 1] in lex.genitives:
        return index + 1
    if word == "," and index + 1 < len(view) and view.lower[index + 1] in ("jr", "jr.", "sr", "sr."):
        return index + 1
    if lower in _CONNECTIVES and (_is_linking(view, lex, run, index) or _is_known(view, run, index)):
        step = index + 1
        while step < len(view) and view.lower[step] == "the":
            step += 1
        if step < len(view) and view.words[step][0].isupper() and _goes_on(view, lex, step):
            return step
    return None


def _goes_on(view: View, lex: Lexicon, index: int) -> bool:
    if view.lower[index] in lex.date_words:
        return False
    if view.is_closed_class(index) or view.tags[index] in ("RB", "UH"):
        return view.lower[index] in lex.korean_surnames and (
            view.tags[index - 1].startswith("NN") or _korean_start(view, index)
        )
    return not (view.quoted[index] and not view.quoted[index - 1])


def _is_known(view: View, run: list[Word], index: int) -> bool:
    """Whether the end of ``run``, the connective at ``index`` and the next word are a name of the knowledge base."""
    behind = " ".join(view.words[index : index + 2])
    texts = [word.text for word in run[-MAX_WORDS:]]
    return any(view.find(" ".join([*texts[start:], behind])) for start in range(len(texts)))


def _is_linking(view: View, lex: Lexicon, run: list[Word], index: int) -> bool:
    """Whether "of", "and", "to" behind ``run`` belongs to a long name or title."""
    words = [word.lower for word in run]
    lower = view.lower[index]
    organisation = any(word in lex.organisation_words for word in words)
    if lower in ("and", "&"):
        of = organisation and any(word == "of" for word in words)
        return lower == "&" or of or _is_shared_head(view, lex, run, index)
    if lower == "to":
        return words[-1] in ("ambassador", "envoy", "adviser", "advisor")
    if lower == "the":
        return False
    if lower == "of" and len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 2:
        return True
    if lower == "on":
        return words[-1] in ("committee", "council", "commission", "subcommittee")
    return organisation or words[-1] in (
        "house", "bank", "academy", "office", "general", "chamber", "board", "army", "republic", "bureau",
    ) or bool(lex.role_classes(words[-1]))  # fmt: skip


def _is_shared_head(view: View, lex: Lexicon, run: list[Word], index: int) -> bool:
    """One body: "the Immigration and Naturalization Service", not "the White House and Justice Department"."""
    last = view.head(index - 1)
    if last.dep_ not in ("nmod", "compound") or not index < last.head.i < index + _LONGEST_BODY:
        return False
    head, name = view.lower[last.head.i], " ".join(word.text for word in run)
    known = run[-1].lower in lex.places | lex.demonyms.keys() or name.isupper() or view.find(name)
    return (
        head in lex.organisation_words | lex.organisation_heads and not known and last.head.text[0].isupper()
    )


def _cut(view: View, lex: Lexicon, run: list[Word]) -> Naming | None:
    """The name at the end of a run, behind its title; None for a run that is only a title or an adjective."""
    begin = _name_start(view, lex, run)
    if begin is None:
        return None
    words = run[begin:]
    texts = _texts(words)
    first, last = words[0].start, words[-1].end
    titles = run[:begin]
    title_start = titles[0].start if titles else first
    honorific = next((lex.honorifics[w.lower] for w in titles if w.lower in lex.honorifics), None)
    naming = Naming(first, last, texts, "unknown", _title_before(view, lex, title_start), honorific or "")
    classify(view, lex, naming, titled=_is_titled(lex, titles) or honorific is not None)
    return naming


def _texts(words: list[Word]) -> tuple[str, ...]:
    """The words of a name, a genitive's "'s" with the word before it."""
    texts: list[str] = []
    for word in words:
        if word.text in GENITIVES and texts:
            texts[-1] += word.text
        elif word.text != ",":
            texts.append(word.text)
    return tuple(texts)


def _is_titled(lex: Lexicon, titles: list[Word]) -> bool:
    return any(lex.role_classes(word.lower) for word in titles)


def _is_common(lex: Lexicon, lower: str) -> bool:
    """A word that alone is a title or an adjective sooner than a name."""
    return (
        lower in lex.demonyms or lower in lex.title_modifiers or lower in lex.suffixes
        or bool(lex.role_classes(lower))
    )  # fmt: skip


def _name_start(view: View, lex: Lexicon, run: list[Word]) -> int | None:
    """The index in ``run`` of the first word of the name."""
    if len(run) == 1 and not _is_common(lex, run[0].lower):
        return 0
    texts = [word.text for word in run]
    lowers = [word.lower for word in run]
    cores = [i for i, low in enumerate(lowers) if low not in lex.suffixes and low != ","]
    if not cores:
        return None
    korean = _korean_tail(lex, texts)
    if korean is not None:
        return korean
    roles = [i for i in range(cores[-1]) if lex.role_classes(lowers[i]) or lowers[i] in lex.honorifics]
    start = 0
    if roles and _is_title_word(view, lex, run, roles[-1]):
        start = roles[-1] + 1
        if start < len(run) and lowers[start] in _CONNECTIVES:
            return _person_behind(lex, texts, start + 1)
    elif person_length(lex, texts, 0) < len(texts):
        behind = _behind_places(lex, lowers)
        if behind and person_length(lex, texts, behind) == len(texts) - behind:
            start = behind
    rest = lowers[start:]
    if start and rest and lowers[start - 1] in lex.honorifics:
        return start
    if any(low in lex.organisation_words for low in rest):
        return 0
    if all(low in lex.demonyms or low in lex.title_modifiers for low in rest) and not _is_entity(
        view, run[start:]
    ):
        return None
    if len(rest) == 1 and lex.role_classes(rest[0]) and not _is_entity(view, run[start:]):
        return None
    return start


def _korean_tail(lex: Lexicon, texts: list[str]) -> int | None:
    """Where the Korean name begins that the run ends with, or None."""
    starts = (i for i in range(len(texts) - 1) if texts[i].lower() in lex.korean_surnames)
    return next((i for i in starts if korean_name_at(texts, i) == len(texts) - i), None)


def _is_title_word(view: View, lex: Lexicon, run: list[Word], index: int) -> bool:
    """Not the "Marshall" of a name: what follows must be able to be a name."""
    word = run[index]
    if word.lower in ("general", "major", "head", "speaker", "guest", "figure", "partner"):
        return person_length(lex, [w.text for w in run], index + 1) > 0 or index > 0
    if index and lex.given_gender(run[index - 1].text) and not lex.role_classes(run[index - 1].lower):
        return word.lower not in ("king", "prince", "pope", "judge", "miner", "bishop", "cardinal", "major")
    return not (word.lower == "he" and view.words[word.start] != "HE")


def _person_behind(lex: Lexicon, texts: list[str], start: int) -> int | None:
    """Behind "Secretary of …": where the person's name begins, or None."""
    for begin in range(start + 1, len(texts) - 1):
        if person_length(lex, texts, begin) == len(texts) - begin:
            return begin
    return None


def _behind_places(lex: Lexicon, lowers: list[str]) -> int:
    """How many leading words are places, adjectives of peoples, or parts of titles."""
    index = 0
    while index < len(lowers):
        pair = tuple(lowers[index : index + 2])
        if pair in lex.place_pairs or " ".join(pair) in lex.demonyms:
            index += 2
        elif (
            lowers[index] in lex.demonyms
            or lowers[index] in lex.title_modifiers
            or lowers[index] in lex.places
        ) or lex.role_classes(lowers[index]):
            index += 1
        else:
            break
    return index if index < len(lowers) else 0


def _is_entity(view: View, words: list[Word]) -> bool:
    """Whether the knowledge base has the words, with the article before them where there is one: "the North"."""
    name, before = " ".join(word.text for word in words), words[0].start - 1
    after_the = before >= 0 and view.lower[before] == "the"
    return bool(view.find(name) or (after_the and view.find(f"the {name}")))


def _title_before(view: View, lex: Lexicon, start: int) -> int:
    """Where the title begins that stands in lower case before ``start``: "North Korean leader Kim Jong Un"."""
    index = start
    begin = start
    while index > 0 and start - index < 8 and view.glued(index - 1) is False:
        word, tag = view.lower[index - 1], view.tags[index - 1]
        if view.sentence_of[index - 1] != view.sentence_of[start]:
            break
        role = bool(lex.role_classes(word)) and tag not in ("VBZ", "VBP", "VB", "VBD")
        if index == start and not role and word not in lex.honorifics:
            break
        known = role or word in lex.honorifics or word in lex.title_modifiers or word in lex.demonyms
        if not known and tag not in ("NN", "NNP", "JJ", "NNPS", "HYPH"):
            break
        index -= 1
        begin = index
    return begin


def _confirm(view: View, lex: Lexicon, found: list[Naming]) -> None:
    """Names of two to four words are persons where their last word returns alone, as surnames do."""
    alone = {n.words[0] for n in found if len(n.words) == 1 and n.kind in ("unknown", "person")}
    plain = {n.words[0] for n in found if len(n.words) == 1 and not _after_the(view, n)}
    for naming in found:
        if naming.kind != "unknown" or not 2 <= len(naming.words) <= 4 or _after_the(view, naming):
            continue
        last = next((w for w in reversed(naming.words) if w.lower() not in lex.suffixes), "")
        if last in alone and last in plain:
            naming.kind = "person"


def _check_guarded(found: list[Naming]) -> None:
    """ "the North" is a state only where the article names something else of its country."""
    named = {n.entry.country for n in found if n.entry is not None and not _is_guarded(n)}
    for naming in found:
        context = naming.entry.context if naming.entry is not None and _is_guarded(naming) else ()
        if context and named.isdisjoint(context):
            naming.entry, naming.entries, naming.kind = None, (), "unknown"


def _is_guarded(naming: Naming) -> bool:
    entry = naming.entry
    return entry is not None and f"the {naming.name}".lower() in {alias.lower() for alias in entry.guarded}


def _after_the(view: View, naming: Naming) -> bool:
    return naming.start > 0 and view.lower[naming.start - 1] == "the"
