"""What people thought of hits: whether a passage answers a question. Kept here, and nowhere else.

Nothing says who judged: a judgement is a question, a passage, yes or no, and the day.
"""

from __future__ import annotations

from dataclasses import dataclass

from .connection import Connected, now
from .errors import NotFound


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a passage answers a question; the last word counts. ``on`` is the day, ISO 8601."""

    query: str
    passage_id: str
    relevant: bool
    on: str


class Feedback(Connected):
    """The part of the store that keeps judgements.

    They outlive their document: when the same text is read again, its passages have the same ids. Two ways
    to write a question that differ in capitals and spaces only are the same question.
    """

    def judge(self, query: str, passage_id: str, *, relevant: bool) -> Judgement:
        """Keep that a passage does, or does not, answer *query*.

        Raises:
            NotFound: there is no such passage.
        """
        with self._writing() as db:
            if db.execute("SELECT 1 FROM passages WHERE id = ?", (passage_id,)).fetchone() is None:
                raise NotFound(passage_id)
            judgement = Judgement(" ".join(query.split()), passage_id, relevant, now()[:10])
            db.execute(
                "INSERT INTO feedback (asked, passage_id, query, relevant, judged_on) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (asked, passage_id) DO UPDATE SET relevant = excluded.relevant, "
                "judged_on = excluded.judged_on",
                (same_question(query), passage_id, judgement.query, relevant, judgement.on),
            )
        return judgement

    def withdraw_judgement(self, query: str, passage_id: str) -> None:
        """Forget what was thought of a passage for *query*.

        Raises:
            NotFound: nothing was.
        """
        with self._writing() as db:
            gone = db.execute(
                "DELETE FROM feedback WHERE asked = ? AND passage_id = ?", (same_question(query), passage_id)
            )
            if gone.rowcount == 0:
                raise NotFound(passage_id)

    def judgements(self) -> list[Judgement]:
        """Every judgement, by question, then in the order in which the passages were first judged."""
        rows = self._db.execute(
            "SELECT query, passage_id, relevant, judged_on FROM feedback "
            "ORDER BY min(seq) OVER (PARTITION BY asked), seq"
        )
        return [Judgement(row[0], row[1], bool(row[2]), row[3]) for row in rows]

    def judged(self, query: str) -> dict[str, bool]:
        """By passage, whether it was found to answer *query*."""
        rows = self._db.execute("SELECT passage_id, relevant FROM feedback WHERE asked = ?", (same_question(query),))
        return {row[0]: bool(row[1]) for row in rows}


def same_question(query: str) -> str:
    """What two ways to write a question must share to be the same question."""
    return " ".join(query.split()).casefold()
