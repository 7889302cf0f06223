"""People over many documents."""

from __future__ import annotations

from datetime import date

from dprk_extract.people import explain_mentions, unite_speakers
from dprk_extract.records import (
    Document,
    EntityMention,
    EntityRecord,
    Extraction,
    Quote,
    Speaker,
    TextSpan,
)


def extraction(
    number: int,
    *names: str,
    quoted: tuple[str, ...] = (),
    ids: dict[str, str] | None = None,
    kind: str = "person",
    text: str | None = None,
) -> Extraction:
    """A document that names ``names`` once each and quotes ``quoted``."""
    ids = ids or {}
    document = Document(
        id=f"d{number}", source_id=f"s{number}", path=f"{number}.txt", text=text or "; ".join(names), sha256="",
        publisher=f"Paper {number}", published=date(2024, 1, number),
    )  # fmt: skip
    entities, offset = [], 0
    for name in names:
        mention = EntityMention(offset, offset + len(name), name, "name")
        entities.append(
            EntityRecord(name, kind, ids.get(name), None, document.id, (mention,), ())  # type: ignore[arg-type]
        )
        offset += len(name) + 2
    quotes = [
        Quote(
            id=f"q{number}-{i}", document=document.id, start=0, end=1, text="x", kind="direct",
            fragments=(TextSpan(0, 1, "x"),), cue=None,
            speaker=Speaker(name, "person", ids.get(name), None, None, None, "name", 0.9),
            via=(), negated=False, dates=(), numbers=(), confidence=0.9, evidence=(), said_on=None,
        )
        for i, name in enumerate(quoted)
    ]  # fmt: skip
    return Extraction(document, tuple(quotes), (), (), tuple(entities), ())


def test_full_names_unite() -> None:
    found = unite_speakers(
        [extraction(1, "Ri Yong Gil", quoted=("Ri Yong Gil",)), extraction(2, "Ri Yong-gil")]
    )
    assert len(found) == 1
    assert (found[0].direct, found[0].first, found[0].last) == (1, date(2024, 1, 1), date(2024, 1, 2))
    assert found[0].sources == ("Paper 1", "Paper 2")
    assert {text for text, _ in found[0].aliases} == {"Ri Yong Gil", "Ri Yong-gil"}


def test_bare_surnames_never_unite() -> None:
    assert len(unite_speakers([extraction(1, "Ri", quoted=("Ri",)), extraction(2, "Ri")])) == 2


def test_the_knowledge_base_unites() -> None:
    ids = {"Kim Jong Un": "kim-jong-un", "Trump": "donald-trump", "Donald Trump": "donald-trump"}
    found = unite_speakers(
        [
            extraction(1, "Trump", quoted=("Trump",), ids=ids),
            extraction(2, "Donald Trump", "Kim Jong Un", ids=ids),
        ]
    )
    assert {person.name for person in found} == {"Donald Trump", "Kim Jong Un"}
    assert found[0].id == "donald-trump"


def test_a_missing_middle_name_unites() -> None:
    assert len(unite_speakers([extraction(1, "Dana R. Whitfield"), extraction(2, "Dana Whitfield")])) == 1


def test_two_middle_names_are_two_people_and_the_plain_one_neither() -> None:
    documents = [extraction(i, name) for i, name in enumerate(["Dana R. Roe", "Dana K. Roe", "Dana Roe"], 1)]
    assert len(unite_speakers(documents)) == 3
    assert {p.id for p in unite_speakers(documents)} == {p.id for p in unite_speakers(documents[::-1])}


def test_father_and_son_are_two() -> None:
    assert len(unite_speakers([extraction(1, "Carl Mason Jr."), extraction(2, "Carl Mason Sr.")])) == 2


def test_unnamed_speakers_stay_in_their_document() -> None:
    documents = [extraction(1, quoted=("a spokesman",)), extraction(2, quoted=("a spokesman",))]
    assert [person.direct for person in unite_speakers(documents)] == [1, 1]


def test_organisations_unite_by_name() -> None:
    documents = [extraction(1, "Newsmax", kind="organisation"), extraction(2, "Newsmax", kind="organisation")]
    assert len(unite_speakers(documents)) == 1


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [
        extraction(1, "Ri Yong Gil", "Ri"),
        extraction(2, "Ri Yong-gil"),
        extraction(3, "Ri Yong Ho"),
    ]
    forward, backward = unite_speakers(documents), unite_speakers(documents[::-1])
    assert [(p.id, p.name, p.aliases) for p in forward] == [(p.id, p.name, p.aliases) for p in backward]


def test_explaining_shows_where_a_name_went() -> None:
    documents = [extraction(1, "Kim Jong Un", "Kimchi"), extraction(2, "Kevin Kim")]
    found = explain_mentions(documents, "Kim")
    assert [(m.name, m.how, m.document) for m in found] == [
        ("Kim Jong Un", "name", "d1"), ("Kevin Kim", "name", "d2"),
    ]  # fmt: skip
    assert explain_mentions(documents, "") == []
