"""``make unseen``: how the search fares in a collection that nothing of the model was made from.

Two fifths of the field text are kept out, a model is trained on the rest just as ``make model`` does, and their queries
are asked among those passages. The shipped model knows nine tenths of the field text, so that with it only the tenth
is unseen.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from corpus.analyser import Analyser
from index.static_model import StaticEncoder
from index.training import DEFAULT_SEED, read_all_text, train
from index.training_text import Share

from .field_corpus import field_service, queries_of, read_field
from .measure_search import print_sides

KEPT_OUT = Share(2, 5)


def main() -> None:
    """Train, search, and print."""
    logging.basicConfig(level=logging.INFO, format="%(relativeCreated)8d ms  %(message)s")
    training = Path(os.environ["PRAKSIS_REAL"]) / "training"
    rows = [row for number, row in enumerate(read_field(training)) if number in KEPT_OUT]
    analyser = Analyser.load()
    model = train(read_all_text(training, held_out=KEPT_OUT), analyser, seed=DEFAULT_SEED)
    encoder = StaticEncoder(model, analyser)
    with (
        patch.object(StaticEncoder, "built_in", lambda *_: encoder),
        tempfile.TemporaryDirectory() as folder,
    ):
        service, queries = field_service(Path(folder), rows), queries_of(rows)
        print(f"{len(queries)} queries among {len(rows)} passages that the model has not seen; nDCG@10")
        print_sides(service, queries)


if __name__ == "__main__":
    main()
