"""Training is deterministic, its gradient right, and its test text never seen."""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sparse

from corpus.analyser import Analyser
from index.encoding import EncoderInfo, Floats
from index.static_model import StaticEncoder, load_static_model
from index.training import FIELD_PASSAGES, TrainingSettings, main, train, write_scores
from index.training_contrast import SHARPNESS, ContrastiveTrainer, contrast, nested_contrast
from index.training_keys import KeyedPassage, key_training_text
from index.training_pairs import Pair, PairSource
from index.training_rivals import find_rivals
from index.training_score import ALL_KINDS, Score, score_encoder, unknown_share
from index.training_text import FieldPassage, FieldQuery, TrainingText, read_training_text

ROOT = Path(__file__).parents[1]
SMALL = TrainingSettings(dimension=8, prefixes=(4,), vocabulary_size=200, steps=12, batch_size=24)
TOPICS = {
    "indkøring": "Indkøringen i vuggestuen varer to uger, og pædagogen følger barnets rytme ved søvn og måltider.",
    "forældremøde": "Forældremødet handler om kosten, og bestyrelsen vælger en formand for det kommende år.",
    "sprog": "Sprogvurderingen viser, at de treårige har brug for flere samtaler om bøger og billeder.",
    "skov": "Børnehaven besøger skoven hver tirsdag, hvor børnene bygger huler og tænder bål.",
    "søvn": "Lederen noterer, at lurene i krybberne giver ro, når stuen er dæmpet og gardinerne trukket for.",
}


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up training folder of 30 short texts, with the five files of the real one."""
    folder = tmp_path_factory.mktemp("training")
    field = [
        {
            "id": f"a-{number:03}",
            "heading": f"{topic.capitalize()} i afdeling {number}",
            "text": text if number != 10 else "Zebraernes kænguruer hopper over giraffernes elefanter.",
            "queries": [
                {"q": topic, "kind": "keyword"},
                {"q": f"hvordan går det med {topic}", "kind": "question"},
                {"q": "den lille er ked af det", "kind": "everyday"},
                {"q": "pædagogisk praksis", "kind": "professional"},
                {"q": "day care practice", "kind": "english"},
                {"q": f"{topic}s arbejde", "kind": "compound"},
            ],
        }
        for number, (topic, text) in enumerate(list(TOPICS.items()) * 4)
    ]
    write_lines(folder / "field.jsonl", field)
    speech = "Ministeren svarer, at regeringen vil se på vilkårene for børnene, og at økonomien er forhandlet. " * 2
    manual = "Klik på knappen for at gemme opsætningen, og vælg derefter kontoen på listen over brugere. " * 2
    (folder / "lexicon.tsv").write_text(
        "den lille\tvuggestue|barn\tnear\nmor og far\tforældremøde\tsyn\nlur\tsøvn\tsyn\n", encoding="utf-8"
    )
    (folder / "rings.toml").write_text('[[ring]]\nterms = ["bål", "lejrbål", "ild"]\n', encoding="utf-8")
    with lzma.open(folder / "folketinget_2023.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"p": [speech, f"Sag {n}."]}) + "\n" for n in range(6))
    with lzma.open(folder / "microsoft_docs_da.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"s": [{"h": f"Gem {n}", "p": [manual]}]}) + "\n" for n in range(4))
    return folder


def write_lines(path: Path, rows: Sequence[object]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture(scope="module")
def text(folder: Path) -> TrainingText:
    return read_training_text(folder)


def test_every_tenth_passage_is_held_out_with_its_queries(text: TrainingText) -> None:
    assert [passage.heading for passage in text.held_out] == ["Indkøring i afdeling 0", "Indkøring i afdeling 10"]
    assert len(text.field) == 18
    assert not {passage.heading for passage in text.held_out} & {passage.heading for passage in text.field}
    assert text.held_out[0].queries[0] == FieldQuery("indkøring", "keyword")


def test_further_questions_go_to_their_passage_and_never_to_one_held_out(folder: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.tsv"
    questions.write_text(
        "# til afsnittene\na-001\teveryday\thun græder i garderoben\na-001\tprofessional\tafsked\n"
        "a-010\teveryday\tdyr på savannen\n",
        encoding="utf-8",
    )

    text = read_training_text(folder, questions=questions)

    assert text.field[0].queries[6:] == (
        FieldQuery("hun græder i garderoben", "everyday"),
        FieldQuery("afsked", "professional"),
    )
    assert [len(passage.queries) for passage in (*text.field[1:], *text.held_out)] == [6] * 19


def test_further_passages_are_trained_on_and_never_held_out(folder: Path, text: TrainingText, tmp_path: Path) -> None:
    passages = tmp_path / "passages.jsonl"
    row = {"id": "p-0", "heading": "Skovdag", "text": "Vi går.", "queries": [{"q": "ud i det fri", "kind": "everyday"}]}
    write_lines(passages, [row])

    further = read_training_text(folder, passages=passages)

    skov = FieldPassage("Skovdag", "Vi går.", (FieldQuery("ud i det fri", "everyday"),))
    assert further.field == (*text.field, skov)
    assert further.held_out == text.held_out


def test_each_question_of_a_paraphrased_text_stands_with_it(folder: Path, tmp_path: Path) -> None:
    paraphrases = tmp_path / "paraphrases.tsv"
    paraphrases.write_text("# frit\nBørnene sover ude.\tlur i frisk luft\tkolde barnevogne\n\n", encoding="utf-8")

    text = read_training_text(folder, paraphrases=paraphrases)

    assert text.paraphrases == (
        ("lur i frisk luft", "Børnene sover ude."),
        ("kolde barnevogne", "Børnene sover ude."),
    )


def test_questions_with_one_answer_are_no_contrast_to_each_other(
    folder: Path, tmp_path: Path, analyser: Analyser
) -> None:
    paraphrases = tmp_path / "paraphrases.tsv"
    paraphrases.write_text(
        "Børnene sover i krybber på legepladsen.\tbørnene på legepladsen\tlegepladsen og den lille\n", encoding="utf-8"
    )
    text = read_training_text(folder, paraphrases=paraphrases)
    source = PairSource(key_training_text(text, analyser, vocabulary_size=500), seed=1, word_drop=0.0, shared_drop=0.0)

    groups = {pair.group for pair in source.batch(300) if pair.group[0] == "paraphrase"}

    assert len(groups) == 1


def test_lexicon_rows_and_rings_are_synonyms(text: TrainingText) -> None:
    assert text.synonyms == (
        ("den lille", ("vuggestue", "barn")),
        ("mor og far", ("forældremøde",)),
        ("lur", ("søvn",)),
        ("bål", ("lejrbål", "ild")),
    )


def test_long_text_is_cut_evenly_and_scraps_are_dropped(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with lzma.open(tmp_path / "folketinget_2023.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"p": ["ord " * 150, "ord " * 200]}) + "\n" + json.dumps({"p": ["tak"]}) + "\n")

    speeches = read_training_text(tmp_path).speeches

    assert [len(speech.split()) for speech in speeches] == [117, 117, 116]


def test_words_of_the_held_out_text_are_not_learned(text: TrainingText, analyser: Analyser) -> None:
    model = train(text, analyser, seed=1, settings=SMALL)

    assert "vuggestue" in model.positions
    assert not {"zebra", "kænguru", "giraf", "elefant"} & set(model.positions)


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from corpus.analyser import Analyser
from index.training import TrainingSettings, train
from index.training_text import read_training_text
settings = TrainingSettings(dimension=8, vocabulary_size=200, steps=12, batch_size=24)
train(read_training_text(Path(sys.argv[1])), Analyser.load(), seed=3, settings=settings).save(Path(sys.argv[2]))
"""
    for run in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", program, str(folder), str(tmp_path / run)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": run},
            check=True,
        )

    names = sorted(path.name for path in (tmp_path / "1").iterdir())
    assert names == ["config.json", "rows.npy", "scales.npy", "vocabulary.txt"]
    for name in names:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name


def test_another_seed_gives_another_model(text: TrainingText, analyser: Analyser) -> None:
    one = train(text, analyser, seed=1, settings=SMALL)
    other = train(text, analyser, seed=2, settings=SMALL)

    assert one.fingerprint() != other.fingerprint()


def test_the_command_writes_the_model_and_its_scores(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = tmp_path / "README.md"
    marks = "<!-- scores: written by index.training -->\ngammelt\n<!-- end of scores -->"
    card.write_text(f"# Kort\n\n{marks}\n\nSlut\n", encoding="utf-8")

    main([str(folder), "--out", str(tmp_path), "--seed", "5"], settings=SMALL)

    printed = capsys.readouterr().out
    passages = 20 + len(FIELD_PASSAGES.read_text(encoding="utf-8").splitlines())
    assert printed.startswith(f"| kind of query | queries | among 2 held-out passages | among all {passages} |\n")
    assert printed.strip() in card.read_text(encoding="utf-8")
    assert "gammelt" not in card.read_text(encoding="utf-8")
    assert load_static_model(tmp_path).seed == 5


def test_scores_are_written_between_the_marks_alone(tmp_path: Path) -> None:
    card = tmp_path / "README.md"
    card.write_text(
        "før\n<!-- scores: written by index.training -->\n1\n2\n<!-- end of scores -->\nefter\n", encoding="utf-8"
    )

    write_scores(card, r"| \1 |")

    assert card.read_text(encoding="utf-8") == (
        "før\n<!-- scores: written by index.training -->\n| \\1 |\n<!-- end of scores -->\nefter\n"
    )


def random_pairs(seed: int) -> tuple[Floats, sparse.csr_array, sparse.csr_array]:
    random = np.random.default_rng(seed)
    left, right = (sparse.csr_array(random.random((4, 7)) * (random.random((4, 7)) > 0.4)) for _ in range(2))
    vectors: Floats = random.normal(size=(7, 3))
    return vectors, left, right


@pytest.mark.parametrize("pairs", [4, 3])  # with 3, the fourth right side is a rival
@pytest.mark.parametrize("masked_cells", [[], [(0, 2), (2, 0)], [(1, 3)]])
def test_the_gradient_agrees_with_numerical_differentiation(masked_cells: list[tuple[int, int]], pairs: int) -> None:
    vectors, left, right = random_pairs(1)
    left = left[:pairs]
    masked = np.zeros((pairs, 4), bool)
    for cell in masked_cells:
        masked[cell] = True
    step = 1e-6
    numerical = np.zeros_like(vectors)
    for place in np.ndindex(*vectors.shape):
        up, down = vectors.copy(), vectors.copy()
        up[place] += step
        down[place] -= step
        difference = nested_contrast(up, left, right, masked, (2, 3))[0]
        difference -= nested_contrast(down, left, right, masked, (2, 3))[0]
        numerical[place] = difference / (2 * step)

    _, gradient = nested_contrast(vectors, left, right, masked, (2, 3))

    np.testing.assert_allclose(gradient, numerical, atol=1e-6)


def test_pairs_that_match_alone_lose_what_the_three_others_leave() -> None:
    vectors = np.eye(4, dtype=np.float32)
    identity = sparse.csr_array(np.eye(4, dtype=np.float32))

    matching, _ = contrast(vectors, identity, identity, np.zeros((4, 4), bool))
    crossed, _ = contrast(vectors, identity, identity[[1, 2, 3, 0]], np.zeros((4, 4), bool))

    others = np.log1p(3 * np.exp(-SHARPNESS))
    assert matching == pytest.approx(others, rel=1e-3)
    assert crossed == pytest.approx(SHARPNESS + others)


def test_a_rival_nearer_than_the_right_passage_costs_and_one_that_is_masked_does_not() -> None:
    vectors = np.eye(3, dtype=np.float32)
    left = sparse.csr_array(np.array([[1, 0, 0]], np.float32))
    right = sparse.csr_array(np.array([[0, 1, 0], [1, 0, 0]], np.float32))  # its own, and the rival

    assert contrast(vectors, left, right, np.array([[False, False]]))[0] == pytest.approx(
        (SHARPNESS + np.log1p(np.exp(-SHARPNESS))) / 2
    )
    assert contrast(vectors, left, right, np.array([[False, True]]))[0] == 0


def test_rivals_are_the_passages_like_the_query_and_those_like_its_own_passage() -> None:
    def passage(heading: list[int], text: list[int], query: list[int]) -> KeyedPassage:
        return KeyedPassage(np.array(heading), np.array(text), (("everyday", np.array(query)),))

    field = (
        passage([0], [1, 2, 3], [9]),
        passage([4], [4, 9], [8]),  # holds what the first is asked for
        passage([0], [1, 6, 7], [8]),  # is like the first
        passage([5], [5, 5, 5], [0]),  # is like none; its query is of the first and the third
    )
    rivals = find_rivals(field)

    assert [one[0].tolist() for one in rivals] == [[1, 2], [0] * 0, [0], [0, 2]]


def test_a_query_is_drawn_with_a_rival_that_is_not_its_own_passage(text: TrainingText, analyser: Analyser) -> None:
    keyed = key_training_text(text, analyser, vocabulary_size=200)
    pairs = [pair for pair in PairSource(keyed, seed=4, word_drop=0, shared_drop=0).batch(300) if pair.rival]

    assert pairs
    assert all(pair.rival is not None and pair.rival.group != pair.group for pair in pairs)


def test_steps_bring_pairs_together_and_leave_other_rows_alone() -> None:
    vectors = np.random.default_rng(2).normal(size=(7, 4)).astype(np.float32)
    pairs = [Pair(np.array([n]), np.array([n + 3]), ("field", n)) for n in range(3)]
    trainer = ContrastiveTrainer(vectors, steps=60, learning_rate=0.1)

    losses = [trainer.step(pairs) for _ in range(60)]

    assert losses[-1] < losses[0] / 10
    assert trainer.vectors[6].tolist() == vectors[6].tolist()


def test_pairs_of_one_passage_are_no_contrast_to_each_other() -> None:
    vectors = np.random.default_rng(2).normal(size=(4, 4)).astype(np.float32)
    pairs = [Pair(np.array([n]), np.array([n + 2]), ("field", 1)) for n in range(2)]

    assert ContrastiveTrainer(vectors, steps=1, learning_rate=0.1).step(pairs) == 0


def test_pairs_are_drawn_alike_from_one_seed_and_never_empty(text: TrainingText, analyser: Analyser) -> None:
    keyed = key_training_text(text, analyser, vocabulary_size=200)
    one, other = (PairSource(keyed, seed=4, word_drop=0.35, shared_drop=0.5).batch(200) for _ in range(2))

    assert [pair.left.tolist() for pair in one] == [pair.left.tolist() for pair in other]
    assert [pair.right.tolist() for pair in one] == [pair.right.tolist() for pair in other]
    assert min(len(bag) for pair in one for bag in (pair.left, pair.right)) >= 1
    assert {pair.group[0] for pair in one} == {"field", "term"}


class PlaceEncoder:
    """Passages are the unit vectors; a query is the vector of the passage number that it names."""

    info = EncoderInfo(name="place", revision="1", dimension=30, built_in=False)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        return np.array([np.eye(30)[int(text)] for text in texts], np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        return np.array([np.eye(30)[int(text.split()[-1])] for text in texts], np.float32)


def test_a_passage_found_first_scores_one_and_a_tie_counts_against() -> None:
    def passage(number: int, *queries: FieldQuery) -> FieldPassage:
        return FieldPassage("Afsnit", str(number), queries)

    right, wrong = FieldQuery("0", "keyword"), FieldQuery("29", "everyday")
    text = TrainingText(
        field=tuple(passage(number) for number in range(2, 20)),
        held_out=(passage(0, right, wrong), passage(1)),
        synonyms=(),
        paraphrases=(),
        speeches=(),
        manuals=(),
    )

    scores = score_encoder(PlaceEncoder(), text)

    tied_second = float(np.float32(1 / np.log2(3)))
    assert scores == [
        Score("everyday", 1, tied_second, 0.0),
        Score("keyword", 1, 1.0, 1.0),
        Score(ALL_KINDS, 2, pytest.approx((1 + tied_second) / 2), 0.5),
    ]


def test_a_word_is_unknown_when_none_of_its_keys_is_known(text: TrainingText, analyser: Analyser) -> None:
    model = train(text, analyser, seed=1, settings=SMALL)
    passage = FieldPassage("Vuggestuen", "giraffer", (FieldQuery("børnehaven og zebraer", "keyword"),))

    assert unknown_share(model, [passage], analyser) == 0.5
    assert StaticEncoder(model, analyser).encode_passages(["giraffer zebraer"]).any() == np.False_
