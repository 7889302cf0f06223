"""A training of seconds on a few sentences of our own: every stage runs, learns, and exports what the package reads."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch, which is not installed")

from dprk_extract.attribution.taggers.convolutional import Network  # noqa: E402
from dprk_extract.attribution.taggers.decode import pieces_of  # noqa: E402
from dprk_extract.attribution.taggers.features import feature_rows, vector_rows  # noqa: E402
from dprk_extract.attribution.taggers.tags import TAGS  # noqa: E402
from dprk_extract.attribution.taggers.tokens import token_table  # noqa: E402
from dprk_extract.attribution.taggers.weights import load_weights  # noqa: E402

from training import convolutional  # noqa: E402  # isort: skip
from training.chain import Chain, chain_loss  # noqa: E402  # isort: skip
from training.corpus import Article, GoldAttribution  # noqa: E402  # isort: skip
from training.export import export_convolutional  # noqa: E402  # isort: skip
from training.parsing import parsed  # noqa: E402  # isort: skip
from training.targets import token_tags  # noqa: E402  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Sequence

PEOPLE = ("The guard", "A nurse", "The pilot", "Her aunt", "The clerk", "A baker")
CUES = ("said", "warned", "wrote", "insisted")
NEWS = ("that the road was closed", "that nobody came", "that the boats were late", "that bread was dear")


def story(seed: int) -> Article:
    rng = random.Random(seed)
    text, attributions = "", []
    for _ in range(5):
        who, cue, what = rng.choice(PEOPLE), rng.choice(CUES), rng.choice(NEWS)
        start = len(text)
        text += f"{who} {cue} {what}.\n\nThe square was empty.\n\n"
        cue_at, what_at = start + len(who) + 1, start + len(who) + len(cue) + 2
        spans = (
            ((start, start + len(who)),),
            ((cue_at, cue_at + len(cue)),),
            ((what_at, what_at + len(what)),),
        )
        attributions.append(GoldAttribution(*spans))
    return Article(str(seed), text, tuple(attributions))


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Sequence[convolutional.Example]:
    articles = [story(seed) for seed in range(12)]
    found = []
    docs = parsed([article.text for article in articles], tmp_path_factory.mktemp("parses"))
    for article, doc in zip(articles, docs, strict=True):
        table = token_table(doc)
        tags = token_tags(table.starts, table.ends, table.spaces, article)
        vectors = vector_rows(doc, np.zeros(0, dtype=np.uint64))
        tensor = doc.tensor.astype(np.float16)
        found.append(
            convolutional.Example(article.id, table, feature_rows(doc, table), vectors, tensor, tags)
        )
    return found


def test_the_convolutional_tagger_learns_and_is_read_back(
    stories: Sequence[convolutional.Example], tmp_path: Path
) -> None:
    recipe = convolutional.Recipe(epochs=12, rate=5e-3, batch_tokens=300, dropout=0.1, average=0.8)
    shape = convolutional.Shape(width=16, wide=8, narrow=4, dilations=(1, 2))
    torch.manual_seed(0)
    network = convolutional.Dilated(shape, np.zeros((0, 4), dtype=np.float32), recipe.dropout)
    *_, (epoch, averaged) = convolutional.train(network, stories[:10], recipe, tmp_path)
    assert epoch == 12
    tensors = np.concatenate([example.tensor for example in stories]).astype(np.float32)
    export_convolutional(averaged, np.zeros(0, dtype=np.uint64), tensors, tmp_path, "small")

    read = Network(load_weights(tmp_path / "small.toml"))
    for example in stories[10:]:
        scores = read(example.rows, example.vectors, example.tensor.astype(np.float32))
        with torch.no_grad():
            batch = convolutional.make_batch([(example, 0, len(example.table))])
            theirs = averaged(batch.rows, batch.vectors, batch.tensor, batch.mask)[0].numpy()
        np.testing.assert_allclose(scores, theirs, atol=0.1)
        pieces = pieces_of(scores, example.table, read.transitions)
        assert [piece.label for piece in pieces] == ["SOURCE_L", "CUE", "CONTENT_R"] * 5


def test_chunks_cover_every_token_once(stories: Sequence[convolutional.Example]) -> None:
    for example in stories:
        found = list(convolutional.chunks(example, 20))
        assert [start for _, start, _ in found] == [0, *(end for _, _, end in found[:-1])]
        assert found[-1][2] == len(example.table)
        assert len(found) > 3


def test_the_chains_loss_is_minus_the_log_probability() -> None:
    """Two tags are possible at two places; the sums are done by hand."""
    chain = Chain()
    scores = torch.full((1, 2, len(TAGS)), -1e3)
    scores[0, :, 0], scores[0, 0, 1], scores[0, 1, 2] = 0.0, 1.0, 2.0
    tags = torch.tensor([[1, 2]])
    opens = torch.tensor([[True, False]])
    # The legal paths: outside twice (0), begin and outside (1), begin and inside (3).
    expected = np.log(np.exp(0) + np.exp(1) + np.exp(3)) - 3
    assert chain_loss(chain, scores, tags, opens).item() * 2 == pytest.approx(expected, abs=1e-4)


def test_the_transformer_learns(tmp_path: Path) -> None:
    from training.dataset import samples
    from training.encoder import Encoder, Sizes
    from training.pretrained import Specials
    from training.stages import feature_space

    from training import transformer

    space = feature_space()
    # Word pieces by the word's letters: enough to tell the few words apart.
    articles = [story(seed) for seed in range(8)]
    found = list(samples(articles, tmp_path, space, lambda word: [110 + sum(map(ord, word)) % 80]))
    torch.manual_seed(0)
    sizes = Sizes(vocabulary=200, positions=80, width=32, inner=64, heads=2, layers=1)
    encoder = Encoder(sizes, space.rows, len(TAGS))
    recipe = transformer.Recipe(epochs=14, rate=5e-3, head_rate=2e-2, batch=4, window_sizes=(40, 60))
    specials = Specials(101, 102, 103)
    saved = tmp_path / "small.pt"
    assert list(transformer.train(encoder, found[:7], recipe, specials, saved)) == list(range(1, 15))
    assert (tmp_path / "small-14.pt").is_file()
    scores = transformer.tag_scores(encoder, found[7], specials, size=50)
    assert scores.shape == (len(found[7].table), len(TAGS))
    right = scores.argmax(axis=1) == found[7].tags
    assert right.mean() > 0.9


def test_a_pupil_learns_from_soft_labels_alone(tmp_path: Path) -> None:
    from training.dataset import samples
    from training.encoder import Encoder, Sizes
    from training.pretrained import Specials
    from training.stages import feature_space

    from training import transformer

    space, specials = feature_space(), Specials(101, 102, 103)
    articles = [story(seed) for seed in range(8)]
    cut = lambda word: [110 + sum(map(ord, word)) % 80]  # noqa: E731
    known = list(samples(articles, tmp_path, space, cut))
    soft = {s.article.id: np.eye(len(TAGS), dtype=np.float16)[s.tags] for s in known}
    bare = [Article(article.id, article.text) for article in articles]
    found = list(samples(bare, tmp_path, space, cut, soft))
    torch.manual_seed(0)
    sizes = Sizes(vocabulary=200, positions=80, width=32, inner=64, heads=2, layers=1, distances=8)
    encoder = Encoder(sizes, space.rows, len(TAGS))
    recipe = transformer.Recipe(epochs=14, rate=5e-3, head_rate=2e-2, batch=4, window_sizes=(40, 60))
    for _ in transformer.train(encoder, found[:7], recipe, specials, tmp_path / "pupil.pt"):
        pass
    scores = transformer.tag_scores(encoder, found[7], specials, size=50)
    assert (scores.argmax(axis=1) == known[7].tags).mean() > 0.9


def test_distances_are_those_of_the_published_encoder() -> None:
    """Exact up to a quarter of the kinds, then by the logarithm up to 128 pieces; later pieces in the second half."""
    from training.encoder import _distances

    kinds = _distances(200, 32)
    assert kinds[7, :8].tolist() == [7, 6, 5, 4, 3, 2, 1, 0]
    assert kinds[0, 1:4].tolist() == [17, 18, 19]
    assert (kinds[8, 0].item(), kinds[11, 0].item(), kinds[130, 0].item(), kinds[199, 0].item()) == (
        8,
        8,
        15,
        15,
    )


def test_the_quick_layer_has_the_plain_ones_gradients() -> None:
    from training.linear import QuickLinear

    for inner, outer in ((6, 10), (10, 6)):
        torch.manual_seed(0)
        quick = QuickLinear(inner, outer)
        plain = torch.nn.Linear(inner, outer)
        plain.load_state_dict(quick.state_dict())
        given = torch.randn(3, 5, inner)
        for layer in (quick, plain):
            layer(given).float().square().sum().backward()
        assert quick.weight.grad is not None and plain.weight.grad is not None
        torch.testing.assert_close(quick.weight.grad, plain.weight.grad, rtol=0.03, atol=0.3)
