"""The command line keeps its contract: answers on stdout, notes on stderr, 0, 1 or 2, and Danish throughout."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.settings import Settings
from tests.fakes import EVALUATION, PROGRAMME, FakeService, filled_service

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
COMMANDS = (
    *("ingest", "search", "similar", "show", "card", "programme", "tables", "positions", "correct", "list", "themes"),
    *("persons", "organisations", "feedback", "remove", "status", "check", "rebuild", "evaluate", "doctor", "serve"),
)

PASSAGE = EVALUATION.passages[0].id


@pytest.fixture
def data(tmp_path: Path) -> Path:
    filled_service(tmp_path / "data").close()
    return tmp_path / "data"


def praksis(data: Path, *arguments: str) -> Result:
    """Run one command in this process, with the fake encoder."""
    command, *rest = arguments
    return CliRunner().invoke(app, [command, "--data", str(data), *rest], obj=open_fake)


def open_fake(settings: Settings) -> FakeService:
    return FakeService(settings)


def answer_of(result: Result) -> Any:
    assert result.stderr == ""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


# ---------------------------------------------------------------------- help


def test_the_help_names_every_command_and_is_danish() -> None:
    result = CliRunner().invoke(app, ["--help"])

    assert result.exit_code == 0
    assert [name for name in COMMANDS if f"\n  {name}" not in result.stdout] == []
    assert "Brug: praksis" in result.stdout or "Brug: " in result.stdout
    for english in ("Usage", "Options", "Commands", "Show this message"):
        assert english not in result.stdout


def test_the_help_groups_the_commands_by_what_one_does() -> None:
    groups = CliRunner().invoke(app, ["--help"]).stdout.split("Valg:")[1].split("\n\n")

    first_words = {group.split(":")[0].strip(): re.findall(r"(?m)^  (\w+)  ", group) for group in groups[1:6]}
    assert list(first_words) == ["Find", "Læs", "Få overblik", "Pas samlingen", "Drift"]
    assert first_words["Find"] == ["search", "similar"]
    assert sorted(name for names in first_words.values() for name in names) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_has_an_example_and_is_danish(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])

    assert f"praksis {command}" in result.stdout.split("Eksempel:")[1]
    for english in ("Usage", "Options:", "Arguments", "required", "default", "Show this", "<list", "<Path"):
        assert english not in result.stdout


# ---------------------------------------------------------------------- answers


def test_search_answers_with_one_json_value(data: Path) -> None:
    answer = answer_of(praksis(data, "search", "tværfaglig sparring", "--json"))

    assert answer["hits"][0]["passage"]["id"] == PASSAGE


def test_a_question_may_begin_with_a_dash_after_two(data: Path) -> None:
    assert answer_of(praksis(data, "search", "--json", "--", "-sparring"))["query"] == "-sparring"


def test_a_question_may_be_several_words_without_quotes(data: Path) -> None:
    assert answer_of(praksis(data, "search", "tværfaglig", "sparring", "--json"))["query"] == "tværfaglig sparring"


def test_every_filter_reaches_the_search(data: Path) -> None:
    chosen = {
        "--theme": "tvaerprofessionelt_samarbejde",
        "--type": "evaluation",
        "--municipality": "Ishøj",
        "--from": "2020",
        "--to": "2020",
        "--kind": "text",
        "--claim": "research",
        "--aspect": "result",
        "--organisation": "Småbørnsteamet",
    }
    options = [part for item in chosen.items() for part in item]

    answer = answer_of(praksis(data, "search", "vuggestue", *options, "--json"))

    assert [hit["passage"]["id"] for hit in answer["hits"]] == [PASSAGE]
    assert answer_of(praksis(data, "search", "vuggestue", "--from", "2023", "--to", "2023", "--json"))["total"] == 0


def test_limit_and_group_reach_the_search(data: Path) -> None:
    answer = answer_of(praksis(data, "search", "vuggestue", "--limit", "1", "--group", "document", "--json"))

    assert len(answer["hits"]) == 1
    assert answer["next"] is not None


def test_a_cursor_goes_on_where_the_answer_ended(data: Path) -> None:
    first = answer_of(praksis(data, "search", "vuggestue", "--limit", "1", "--json"))

    second = answer_of(praksis(data, "search", "vuggestue", "--limit", "1", "--cursor", first["next"], "--json"))

    assert second["hits"][0]["rank"] == 2


def test_similar_show_list_themes_and_status_answer_in_json(data: Path) -> None:
    assert answer_of(praksis(data, "similar", PASSAGE, "--json"))["query"] is None
    assert answer_of(praksis(data, "show", EVALUATION.id, "--json"))["title"] == "Evaluering af Småbørnsteamet"
    assert answer_of(praksis(data, "show", PASSAGE, "--json"))["document_id"] == EVALUATION.id
    assert [one["pages"] for one in answer_of(praksis(data, "list", "--json"))] == [2, 1, 1]
    assert answer_of(praksis(data, "themes", "--json"))[0]["id"] == "tvaerprofessionelt_samarbejde"
    assert answer_of(praksis(data, "status", "--json"))["documents"] == 3


def test_remove_takes_a_document_out_of_the_search(data: Path) -> None:
    assert answer_of(praksis(data, "remove", PROGRAMME.id, "--json")) == {"removed": PROGRAMME.id}

    assert PROGRAMME.id not in {one["id"] for one in answer_of(praksis(data, "list", "--json"))}
    assert praksis(data, "remove", PROGRAMME.id).exit_code == 1


def test_check_is_content_with_a_sound_corpus_and_names_a_missing_original(data: Path) -> None:
    assert answer_of(praksis(data, "check", "--json")) == {"ok": True, "faults": []}
    shutil.rmtree(data / "originals")

    result = praksis(data, "check", "--json")

    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["faults"]) == 3


def test_doctor_finds_nothing_needed_missing(data: Path) -> None:
    assert answer_of(praksis(data, "doctor", "--json"))["ok"] is True


def test_ingest_reports_what_it_took_and_what_it_could_not(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    shutil.copy(SAMPLES / "practice_hjemmebesoeg.pdf", tmp_path / "inbox" / "god.pdf")
    (tmp_path / "inbox" / "tom.pdf").write_bytes(b"")

    first = praksis(tmp_path / "data", "ingest", str(tmp_path / "inbox"), "--json")
    second = praksis(tmp_path / "data", "ingest", str(tmp_path / "inbox" / "god.pdf"), "--json")

    report = json.loads(first.stdout)
    assert " ".join(report) == "added unchanged replaced failed quarantined pages seconds"
    assert (first.exit_code, len(report["added"]), report["failed"][0]["reason"]) == (1, 1, "empty")
    assert answer_of(second)["unchanged"] == report["added"]


# ---------------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("search", "tværfaglig sparring"), ("Evaluering af Småbørnsteamet", "Ishøj Kommune", "s. 1")),
        (("show", EVALUATION.id), ("En undersøgelse", "februar 2020", "Tabel 1", "Siden er svær at læse")),
        (("show", PROGRAMME.id), ("09:30 – 09:55", "Anna Prøve, lektor, Højskolen")),
        (("show", PASSAGE), ("tværfaglig sparring", "s. 1–2")),
        (("list",), (EVALUATION.id, "Konferenceprogram")),
        (("themes",), ("tværprofessionelt samarbejde", "1 dokumenter")),
        (("status",), ("Dokumenter", "semantisk (fake)")),
        (("check",), ("Alt stemmer",)),
        (("doctor",), ("datamappe",)),
    ],
)
def test_text_answers_say_what_matters_without_colour(
    data: Path, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    result = praksis(data, *arguments)

    assert result.exit_code == 0
    assert [word for word in words if word not in result.stdout] == []
    assert "\x1b" not in result.stdout


def test_an_empty_corpus_says_how_to_fill_it(tmp_path: Path) -> None:
    result = praksis(tmp_path / "data", "search", "noget")

    assert result.exit_code == 0
    assert "praksis ingest MAPPE" in result.stderr


# ---------------------------------------------------------------------- wrong usage


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("search",), 2, "Der mangler SPØRGSMÅL"),
        (("search", "  "), 2, "Spørgsmålet er tomt"),
        (("search", "x" * 1001), 2, "højst 1000"),
        (("search", "x", "--theme", "sport"), 2, "tidlig_indsats"),
        (("search", "x", "--type", "roman"), 2, "practice_example"),
        (("search", "x", "--municipality", "Ishoj"), 2, "Mente du Ishøj"),
        (("search", "x", "--kind", "billede"), 2, "session"),
        (("search", "x", "--group", "side"), 2, "passage"),
        (("search", "x", "--from", "2024", "--to", "2020"), 2, "efter til-året"),
        (("search", "x", "--limit", "0"), 2, "--limit skal være mindst 1"),
        (("search", "x", "--limit", "101"), 2, "--limit skal være højst 100"),
        (("search", "x", "--limit", "ti"), 2, "--limit skal være et helt tal"),
        (("search", "x", "--limit"), 2, "--limit skal have en værdi"),
        (("search", "x", "--findes-ikke"), 2, "Kender ikke valget --findes-ikke"),
        (("search", "x", "--cursor", "abc"), 2, "Begynd forfra"),
        (("list", "for", "meget"), 2, "for meget"),
        (("show", "findes-ikke"), 1, "findes-ikke"),
        (("similar", "findes-ikke"), 1, "findes-ikke"),
        (("evaluate", "/findes/ikke"), 1, "/findes/ikke"),
        (("serve", "--host", "0.0.0.0"), 2, "adgangsnøgler"),
        (("serve", "--host", "192.168.1.10"), 2, "adgangsnøgler"),
    ],
)
def test_a_mistake_is_one_danish_sentence_and_a_code(
    data: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    result = praksis(data, *arguments)

    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith("Fejl: ")
    assert words in result.stderr


def test_an_unknown_command_is_wrong_usage() -> None:
    result = CliRunner().invoke(app, ["serch"])

    assert (result.exit_code, result.stdout) == (2, "")
    assert "Kender ikke kommandoen «serch»" in result.stderr


# ---------------------------------------------------------------------- a process of its own

HEAVY = ("torch", "sentence_transformers", "transformers", "spacy", "pdfplumber", "fastapi", "uvicorn", "rich")


def test_a_search_loads_nothing_heavy(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        f"sys.argv = ['praksis', 'search', 'noget', '--json', '--data', {str(tmp_path)!r}]\n"
        "from api.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert end.code == 0, end.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)

    assert done.stderr.splitlines()[-1] == "[]"
    assert json.loads(done.stdout)["total"] == 0


def test_a_fault_of_ours_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "import api.cli\n"
        "@api.cli.app.command()\n"
        "def broken() -> None:\n    raise ValueError('galt')\n"
        "sys.argv = ['praksis', 'broken']\n"
        "api.cli.main()\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PATH": "", "TMPDIR": str(tmp_path)},
        cwd=Path(__file__).parents[1],
    )

    assert done.returncode == 1
    assert done.stderr.startswith("Uventet fejl (ValueError: galt)")
    assert "Traceback" not in done.stderr
    assert "Traceback" in next(tmp_path.glob("praksis-fejl-*.txt")).read_text(encoding="utf-8")
