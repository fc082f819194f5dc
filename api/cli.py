"""The command line: each command is a few lines over a function that a test can call.

Answers go to stdout, progress and notes to stderr. Only what a command needs is imported, inside it:
a search must not pay for the PDF reader, the web server or a large model.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from typing import Any

import typer
from typer.core import TyperGroup

from corpus.errors import BrokenCursor, FilterError, PraksisError

from . import commands_find, commands_keep, commands_read, commands_run, commands_survey
from .command import write_note
from .danish import danish_error, danish_help

# Typer keeps the class of wrong usage in a private module, whose name has changed; its child is public.
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]


LONGEST_SUMMARY = 200
"""Letters of a command's first sentence; a longer line is broken, not cut."""


class DanishGroup(TyperGroup):
    """The commands together; every error becomes one Danish line on stderr and an exit code.

    0 done, 1 failed, 2 wrong usage, 130 interrupted.
    """

    def get_help(self, ctx: Any) -> str:
        return danish_help(super().get_help(ctx))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands under the headings of their groups, in the order of both."""
        width = max(map(len, self.commands))  # the same in each group, so that all stand in two columns
        groups: dict[str, list[tuple[str, str]]] = {}
        for name, command in self.commands.items():
            heading = getattr(command, "rich_help_panel", None) or "Commands"
            groups.setdefault(heading, []).append((name.ljust(width), command.get_short_help_str(LONGEST_SUMMARY)))
        for heading, rows in groups.items():
            with formatter.section(heading):
                formatter.write_dl(rows)

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run, and leave with the exit code of what happened."""
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except (FilterError, BrokenCursor) as error:
            code = _complain(str(error), 2)
        except PraksisError as error:
            code = _complain(str(error), 1)
        except typer.Abort:
            code = _complain("Afbrudt.", 130)
        except _UsageError as error:
            text = str(error.format_message())  # type: ignore[attr-defined] # every error of Typer's has it
            if type(error).__name__ == "NoArgsIsHelpError":
                typer.echo(text, err=True)
                code = 2
            else:
                code = _complain(danish_error(text), 2)
        if not standalone_mode:
            return code
        raise SystemExit(code if isinstance(code, int) else 0)


def _complain(message: str, code: int) -> int:
    typer.echo(f"Fejl: {message}", err=True)
    return code


app = typer.Typer(
    name="praksis",
    cls=DanishGroup,
    help="Praksis gør danske tekster om dagtilbud søgbare: hvert svar med afsnit, side og citat.",
    epilog='Begynd med: praksis ingest MAPPE – og derefter: praksis search "tværfagligt samarbejde"',
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for group in (commands_find, commands_read, commands_survey, commands_keep, commands_run):
    app.add_typer(group.commands)


def main() -> None:
    """The program ``praksis``; whatever happens, a user gets a Danish sentence and no traceback."""
    for stream in (sys.stdout, sys.stderr):
        # JSON is UTF-8 everywhere, also where the terminal is not.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except Exception as error:
        with tempfile.NamedTemporaryFile(
            "w", prefix="praksis-fejl-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            traceback.print_exc(file=file)
        told = f"Uventet fejl ({type(error).__name__}: {error})."
        write_note(f"{told} Det er en fejl i Praksis; meld den med {file.name}")
        sys.exit(1)


if __name__ == "__main__":
    main()
