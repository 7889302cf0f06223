"""Whole narratives, whose dates are counted from one another: a war, a life, a siege, a campaign."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dprk_extract.dates import find_timexes

WAR = """\
The Karsan War was fought between the Republic of Karsa and the Kingdom of Velde from 1950 to 1953. The peninsula had \
been a colony from 1910 until 1945. On 15 August 1945 the colonial troops surrendered, and three weeks later the \
first foreign units landed. In May 1948 elections were held. The republic was proclaimed on August 15. By the end of \
the year most foreign troops had left. The following spring the last of them went home.

In June 1950 tensions rose. At dawn on Sunday, 25 June, artillery opened fire. At 4:30 a.m. the first tanks crossed \
the river. On the 27th the government fled the capital, and the next day the bridge was blown up at 02:30. Two days \
later the first advisers arrived. On the evening of the 30th they met the general. By early August only the port was \
held. Between 1 and 5 September the attackers came close to it. On 15 September the fleet landed. The capital was \
retaken on the 25th, and four days later the president returned. On October 1 southern troops crossed the line; the \
following week the others followed. By late October they were at the river. That month a new army had entered the \
war. On the 28th it struck. On the 3rd it withdrew. In December the allies fell back. The capital fell again on \
4 January 1951.

That spring it was retaken. The offensive of April 22-29 failed, and a week later so did another. Talks began on \
10 July. They broke off in August and were resumed two months later. In the winter of 1951-52 the front stood still. \
In November 1952 the president visited it; the following month he met the generals. On 5 March 1953 the old leader \
died. The armistice was signed at 10 a.m. on July 27, 1953. A conference met from April 26 to June 15 of the \
following year. Today the border is still closed.
"""

LIFE = """\
Marshal Teodor Brandt (14 March 1871 - 2 May 1945) was a soldier. He was born in the spring of 1871 and entered the \
academy in 1888. In 1904 he married. Their first child was born the next year. In February of that year he was \
promoted. In August 1914 he crossed the frontier; by mid-September he had been driven back. He was wounded on \
9 November and spent the winter in hospital. The following March he returned to the front. In the summer of 1916 his \
corps lost 20,000 men. On 1 July, the first day of the battle, it lost 4,000. In October 1917 he took command of the \
Third Army. A year later he asked for an armistice. It took effect at 11:00 on 11 November 1918. In the elections of \
May 1924 he won a seat and kept it until 1932. In January of the following year the republic fell. Six months later \
he resigned. A biography of 1998 calls it his finest hour. In December he was arrested; he was released the same \
month. On 20 July 1944 a bomb failed to kill the dictator. The day before, Brandt had left for the country. He was \
arrested four days later, on the 24th. That winter he was held in the capital. In April 1945 the prison was emptied. \
He was killed on the night of 1-2 May. A decade later a street was named after him.
"""

SIEGE = """\
The siege of Port Aron lasted from 8 October 1854 until 9 September 1855. The allies landed on 14 September 1854. Six \
days later they won the battle of the river. They reached the city at the end of the month. The first bombardment \
began on 17 October at 6:30 in the morning. On 23, 24 and 25 October the guns were silent. A storm on November 14 \
sank thirty ships. That month the rains began. In January few men were fit. The second bombardment lasted from 9 to \
18 April. In May the allies took the straits, and on 7 June the outer works. On the morning of 16 August a relief \
army was beaten, and the next day the last bombardment began. The assault came at noon on 8 September. During the \
night the garrison left. The following morning the allies marched in. By dusk the town was theirs. Peace was signed \
in March 1856. It was besieged again from October 30, 1941 to July 4 the following year. On the night of 26/27 \
June 1942 the fort fell.
"""

CAMPAIGN = """\
The Northern Expedition took place from July 1926 to June 1928. Its commander, Lin Dao (born 1887, died 12 May 1951), \
had studied abroad from 1908 until 1911. A study of 1998 says that it cost 200,000 lives. The army set out on 9 July. \
It now numbered 100,000 men. It reached the river in August. On 10 October, the feast of the revolution of 1911, the \
fortress fell; the siege had begun on 31 August. The offensive was now resumed. Soon the east was lost: the port fell \
on 8 November. In January workers took the concession; the following month it was given back. In March the two cities \
fell, the first on the 22nd and the second two days later. On April 12, 1927 the alliance broke. By the summer the \
northern army was close. That autumn there was a pause. The second phase began on April 7, 1928. On 3 May there was a \
clash; it went on until the 11th. Three weeks later the army stood before the capital. On 4 June 1928 the marshal \
died. His death was not made public until 21 June. The capital had been taken on the 8th. On 29 December 1928 the \
north-east joined.
"""

BATTLE = """\
The Battle of Kelm took place in the first week of August 1943 and lasted until the beginning of September. It had \
been planned as early as May 1942. In the summer and autumn of 1942 both sides prepared. March 1943 was the coldest \
month since 1903. On 3 May a raid failed. At 0530 on 5 August the guns opened up. By that time few houses stood. The \
next morning the second wave followed; fighting went on into the night. On the 9th of August, a Monday, the general \
was replaced. The following night the river was crossed. On Friday, 13 August, the station fell; on Saturday the \
church, and on Sunday the castle. By mid-month the town was surrounded. In the second half of August the garrison \
starved, and on the last day of August it gave up. Next spring the town was rebuilt. Between 25 June and 3 July 1944 \
the army came back. At this time the town had few people. It was freed in January 1945 (after the war, in March \
1990, a stone was set up). In February it was empty. The battle is remembered every year on 5 August. In October \
1946 the trial was held; it ended in December the same year. The general, who died in 1971, was freed in May.
"""

ANTIQUITY = """\
The wars between Arvad and Tessa began in 264 BC and ended in 146 BC. In 264 the consul crossed the strait. Four \
years later a fleet was built. In 256 it sailed, and the following year it was lost. Peace was made in 241 BC. In 218 \
the general crossed the mountains, in late autumn; two years later, on 2 August 216 BC, he won a battle. In March 202 \
BC he was beaten. In the 5th century AD others came. The kingdom was founded in 1066. On Christmas Day the king was \
crowned. In August 1086 a survey was finished. On 9 September of the following year he died.
"""

EXPECTED: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "war": (WAR, [
        ("1950", "1950"), ("1953", "1953"), ("1910", "1910"), ("1945", "1945"),
        ("15 August 1945", "1945-08-15"), ("three weeks later", "1945-W36"), ("May 1948", "1948-05"),
        ("August 15", "1948-08-15"), ("the end of the year", "1948"), ("The following spring", "1949-SP"),
        ("June 1950", "1950-06"), ("dawn on Sunday, 25 June", "1950-06-25TMO"),
        ("4:30 a.m.", "1950-06-25T04:30"), ("the 27th", "1950-06-27"), ("the next day", "1950-06-28"),
        ("02:30", "1950-06-28T02:30"), ("Two days later", "1950-06-30"),
        ("the evening of the 30th", "1950-06-30TEV"), ("early August", "1950-08"), ("1", "1950-09-01"),
        ("5 September", "1950-09-05"), ("15 September", "1950-09-15"), ("the 25th", "1950-09-25"),
        ("four days later", "1950-09-29"), ("October 1", "1950-10-01"), ("the following week", "1950-W40"),
        ("late October", "1950-10"), ("That month", "1950-10"), ("the 28th", "1950-10-28"),
        ("the 3rd", "1950-11-03"), ("December", "1950-12"), ("4 January 1951", "1951-01-04"),
        ("That spring", "1951-SP"), ("April 22-29", "1951-04-22/1951-04-29"), ("a week later", "1951-W18"),
        ("10 July", "1951-07-10"), ("August", "1951-08"), ("two months later", "1951-10"),
        ("the winter of 1951-52", "1951-WI"), ("November 1952", "1952-11"), ("the following month", "1952-12"),
        ("5 March 1953", "1953-03-05"), ("10 a.m. on July 27, 1953", "1953-07-27T10:00"),
        ("April 26", "1953-04-26"), ("June 15 of the following year", "1954-06-15"), ("Today", "PRESENT_REF"),
    ]),
    "life": (LIFE, [
        ("14 March 1871", "1871-03-14"), ("2 May 1945", "1945-05-02"), ("the spring of 1871", "1871-SP"),
        ("1888", "1888"), ("1904", "1904"), ("the next year", "1905"), ("February of that year", "1905-02"),
        ("August 1914", "1914-08"), ("mid-September", "1914-09"), ("9 November", "1914-11-09"),
        ("the winter", "1914-WI"), ("The following March", "1915-03"), ("the summer of 1916", "1916-SU"),
        ("1 July", "1916-07-01"), ("October 1917", "1917-10"), ("A year later", "1918"),
        ("11:00 on 11 November 1918", "1918-11-11T11:00"), ("May 1924", "1924-05"), ("1932", "1932"),
        ("January of the following year", "1933-01"), ("Six months later", "1933-07"), ("1998", "1998"),
        ("December", "1933-12"), ("the same month", "1933-12"), ("20 July 1944", "1944-07-20"),
        ("The day before", "1944-07-19"), ("four days later", "1944-07-24"), ("the 24th", "1944-07-24"),
        ("That winter", "1944-WI"), ("April 1945", "1945-04"), ("the night of 1-2 May", "1945-05-01TNI"),
        ("A decade later", "1955"),
    ]),
    "siege": (SIEGE, [
        ("8 October 1854", "1854-10-08"), ("9 September 1855", "1855-09-09"),
        ("14 September 1854", "1854-09-14"), ("Six days later", "1854-09-20"),
        ("the end of the month", "1854-09"), ("17 October", "1854-10-17"),
        ("6:30 in the morning", "1854-10-17T06:30"), ("23", "1854-10-23"), ("24", "1854-10-24"),
        ("25 October", "1854-10-25"), ("November 14", "1854-11-14"), ("That month", "1854-11"),
        ("January", "1855-01"), ("9", "1855-04-09"), ("18 April", "1855-04-18"), ("May", "1855-05"),
        ("7 June", "1855-06-07"), ("the morning of 16 August", "1855-08-16TMO"), ("the next day", "1855-08-17"),
        ("noon on 8 September", "1855-09-08T12:00"), ("the night", "1855-09-08TNI"),
        ("The following morning", "1855-09-09TMO"), ("dusk", "1855-09-09TEV"), ("March 1856", "1856-03"),
        ("October 30, 1941", "1941-10-30"), ("July 4 the following year", "1942-07-04"),
        ("the night of 26/27 June 1942", "1942-06-26TNI"),
    ]),
    "campaign": (CAMPAIGN, [
        ("July 1926", "1926-07"), ("June 1928", "1928-06"), ("1887", "1887"), ("12 May 1951", "1951-05-12"),
        ("1908", "1908"), ("1911", "1911"), ("1998", "1998"), ("9 July", "1926-07-09"), ("now", "PRESENT_REF"),
        ("August", "1926-08"), ("10 October", "1926-10-10"), ("1911", "1911"), ("31 August", "1926-08-31"),
        ("now", "PRESENT_REF"), ("8 November", "1926-11-08"), ("January", "1927-01"),
        ("the following month", "1927-02"), ("March", "1927-03"), ("the 22nd", "1927-03-22"),
        ("two days later", "1927-03-24"), ("April 12, 1927", "1927-04-12"), ("the summer", "1927-SU"),
        ("That autumn", "1927-FA"), ("April 7, 1928", "1928-04-07"), ("3 May", "1928-05-03"),
        ("the 11th", "1928-05-11"), ("Three weeks later", "1928-W22"), ("4 June 1928", "1928-06-04"),
        ("21 June", "1928-06-21"), ("the 8th", "1928-06-08"), ("29 December 1928", "1928-12-29"),
    ]),
    "battle": (BATTLE, [
        ("the first week of August 1943", "1943-08"), ("the beginning of September", "1943-09"),
        ("May 1942", "1942-05"), ("the summer", "1942-SU"), ("autumn of 1942", "1942-FA"),
        ("March 1943", "1943-03"), ("1903", "1903"), ("3 May", "1943-05-03"),
        ("0530 on 5 August", "1943-08-05T05:30"), ("that time", "PAST_REF"),
        ("The next morning", "1943-08-06TMO"), ("the night", "1943-08-06TNI"),
        ("the 9th of August", "1943-08-09"), ("Monday", "1943-08-09"), ("The following night", "1943-08-10TNI"),
        ("Friday, 13 August", "1943-08-13"), ("Saturday", "1943-08-14"), ("Sunday", "1943-08-15"),
        ("mid-month", "1943-08"), ("the second half of August", "1943-08"),
        ("the last day of August", "1943-08-31"), ("Next spring", "1944-SP"), ("25 June", "1944-06-25"),
        ("3 July 1944", "1944-07-03"), ("this time", "PAST_REF"), ("January 1945", "1945-01"),
        ("March 1990", "1990-03"), ("February", "1945-02"), ("every year", "P1Y"), ("5 August", "XXXX-08-05"),
        ("October 1946", "1946-10"), ("December the same year", "1946-12"), ("1971", "1971"), ("May", "1947-05"),
    ]),
    "antiquity": (ANTIQUITY, [
        ("264 BC", "BC0264"), ("146 BC", "BC0146"), ("264", "BC0264"), ("Four years later", "BC0260"),
        ("256", "BC0256"), ("the following year", "BC0255"), ("241 BC", "BC0241"), ("218", "BC0218"),
        ("late autumn", "BC0218-FA"), ("two years later", "BC0216"), ("2 August 216 BC", "BC0216-08-02"),
        ("March 202 BC", "BC0202-03"), ("the 5th century AD", "04"), ("1066", "1066"),
        ("Christmas Day", "1066-12-25"), ("August 1086", "1086-08"),
        ("9 September of the following year", "1087-09-09"),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("anchor", [None, "2012-05-01"])
@pytest.mark.parametrize("name", list(EXPECTED))
def test_narrative(nlp: Language, name: str, anchor: str | None) -> None:
    text, expected = EXPECTED[name]
    found = [(text[t.start : t.end], t.value) for t in find_timexes(text, anchor, nlp(text))]
    assert found == expected


def test_a_year_far_ahead_is_no_year_before_our_era(nlp: Language) -> None:
    text = "The file of 4255-11-18 was lost. In 490 BC he fell, and two years later he died."
    assert [timex.value for timex in find_timexes(text, None, nlp(text))] == [
        "4255-11-18",
        "BC0490",
        "BC0488",
    ]
