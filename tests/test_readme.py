"""The first answer in the README is the one that the samples give today."""

from __future__ import annotations

import re
from pathlib import Path

from api.batch import ingest_paths
from api.service import Service
from api.settings import Settings

from .measure_quality import SAMPLES

README = Path(__file__).parents[1] / "README.md"


def test_the_question_in_the_readme_has_the_answer_in_the_readme(tmp_path: Path) -> None:
    example = README.read_text(encoding="utf-8").split("```")[1]
    question = re.findall(r'praksis search "(.+?)"', example)[0]
    with Service(Settings.from_env({}, data=tmp_path)) as service:
        ingest_paths(service, [SAMPLES], workers=None)
        results = service.searcher.search(question, limit=1)
    (hit,) = results.hits

    quote = hit.passage.text[hit.snippet.start : hit.snippet.end]
    assert f"{results.total} resultater" in example
    assert hit.passage.id in example
    assert " ".join(quote.split()) in " ".join(example.split())
