"""Which way a date without its year lies: from the tense and mood of the clause it stands in, with twins."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dprk_extract.dates import find_timexes

DAY = "2024-11-20"  # a Wednesday


def values(nlp: Language, text: str) -> list[str]:
    return [t.value for t in find_timexes(text, DAY, nlp(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # commands, and their twins: bare forms that command nothing
        ("“Come back in October,” he said.", "2025-10"),
        ("“Ask me again in the spring,” she told reporters.", "2025-SP"),
        ("“Call me on Friday,” he said.", "2024-11-22"),
        ("“Let us meet in March,” he said.", "2025-03"),
        ("Do not count on it before April, he told them.", "2025-04"),
        ("“Did they come in October?” he asked.", "2024-10"),
        ("They made him leave in October.", "2024-10"),
        ("He helped open the school in October.", "2024-10"),
        # timetables in the present, and presents that are none
        ("The talks end on Friday.", "2024-11-22"),
        ("The minister leaves for Seoul on Friday.", "2024-11-22"),
        ("The minister is leaving for Seoul on Friday.", "2024-11-22"),
        ("Envoy arrives Friday", "2024-11-22"),
        ("The state funeral is on Sunday.", "2024-11-24"),
        ("The talks ended on Friday.", "2024-11-15"),
        ("The minister left for Seoul on Friday.", "2024-11-15"),
        ("Kim Jong Un visits a factory on Friday, state media reported.", "2024-11-15"),
        ("The state funeral was on Sunday.", "2024-11-17"),
        # quotations without a verb over the date
        ("“In October, if the knees allow,” she said.", "2025-10"),
        ("“In October, when the knees hurt and I was ill,” she said.", "2024-10"),
        # what comes before a date
        ("“Not before April,” the minister said.", "2025-04"),
        ("“Nothing happens before spring,” the clerk said.", "2025-SP"),
        ("“Nothing happened before April,” the clerk said.", "2024-04"),
        ("“Nothing happens in October,” the clerk said.", "2024-10"),
        ("They could leave as soon as Friday, he said.", "2024-11-22"),
        ("They left as dealers sold on Friday, he said.", "2024-11-15"),
        ("Traders sold stock ahead of the weekend.", "2024-W47-WE"),
        ("Traders sold stock over the weekend.", "2024-W46-WE"),
        # what was to come, may come and was demanded; and what was, could not be or could be seen
        ("The talks were to resume on Friday.", "2024-11-22"),
        ("The talks were to have resumed on Friday.", "2024-11-15"),
        ("The talks could resume on Friday.", "2024-11-22"),
        ("The minister could not reach them on Friday.", "2024-11-15"),
        ("Neither of them could be reached on Friday.", "2024-11-15"),
        ("Police could see the smoke on Friday.", "2024-11-15"),
        ("The North demanded that the troops leave by Friday.", "2024-11-22"),
        ("The minister urged them to leave by Friday.", "2024-11-22"),
        ("The minister let them leave on Friday.", "2024-11-15"),
        ("The court has given them until Friday.", "2024-11-22"),
        ("The court has ruled on Friday.", "2024-11-15"),
        ("The bank has extended the loans through March.", "2025-03"),
        ("Sales have risen through September.", "2024-09"),
        # the day before and its like belong to a noun
        ("The minister will answer Tuesday's attack.", "2024-11-19"),
        ("The minister will watch Saturday's parade.", "2024-11-23"),
        ("“Looking ahead to the spring,” he spoke.", "2025-SP"),
        # a future without doubt is never read as a month just past
        ("The envoys will meet in October.", "2025-10"),
        ("The envoys had agreed that they would meet in October.", "2024-10"),
        ("The pact will be signed on November 18.", "2024-11-18"),
    ],
)
def test_the_clause_tells_the_side(nlp: Language, text: str, value: str) -> None:
    assert values(nlp, text) == [value]


def test_a_scheduled_plural_keeps_both_days(nlp: Language) -> None:
    assert values(nlp, "The fair begins Saturday and ends Monday.") == ["2024-11-23", "2024-11-25"]


@pytest.mark.parametrize(
    "text", ["“", "“.” in May", '"" on Friday', "“In May", "Come. “In May,”\n\n” in June"]
)
def test_broken_quotations_do_no_harm(nlp: Language, text: str) -> None:
    assert all(value.startswith("2024") for value in values(nlp, text))
