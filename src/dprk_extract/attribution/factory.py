"""Registration of ``quote_attribution`` with spaCy.

``tagger``: ``convolutional`` (the built-in one), ``accurate`` (the transformer, extra ``[accurate]``), ``rules``,
or ``auto`` (the best that is installed). Without their weights, ``convolutional`` and ``auto`` fall back to rules;
``accurate`` raises MissingExtra. ``annotations_of(doc).tagger`` says which one was used.

``attitudes``: ``keep``, ``drop``, or ``auto``: whether finds whose cue is no saying ("wants talks") are kept; ``auto``
drops them in texts of a state agency, whose narrator gives attitudes to everybody.
"""

from __future__ import annotations

from typing import Literal

from spacy.language import Language

from dprk_extract.attribution.component import QuoteAttribution
from dprk_extract.attribution.linking.strict import Attitudes
from dprk_extract.attribution.rules.tagger import RulesTagger
from dprk_extract.attribution.taggers import Tagger
from dprk_extract.errors import DprkExtractError

TaggerName = Literal["convolutional", "accurate", "rules", "auto"]


@Language.factory(
    "quote_attribution",
    assigns=["doc._.dprk", "doc.spans"],
    requires=["token.tag", "token.dep", "token.head"],
    default_config={"tagger": "convolutional", "attitudes": "auto"},
)
def make_quote_attribution(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    tagger: TaggerName,
    attitudes: Attitudes,
) -> QuoteAttribution:
    return QuoteAttribution(make_tagger(tagger), attitudes)


def make_tagger(name: TaggerName) -> Tagger:
    """The tagger of that name; see the module's text for what stands in for a missing one."""
    if name == "rules":
        return RulesTagger()
    if name == "accurate":
        return _transformer()
    if name == "auto":
        try:
            return _transformer()
        except (DprkExtractError, ImportError):
            pass
    try:
        return _convolutional()
    except (DprkExtractError, ImportError):
        return RulesTagger()


def _convolutional() -> Tagger:
    from dprk_extract.attribution.taggers.convolutional import ConvolutionalTagger

    made: Tagger = ConvolutionalTagger()
    return made


def _transformer() -> Tagger:
    from dprk_extract.attribution.taggers.transformer import TransformerTagger

    made: Tagger = TransformerTagger()
    return made
