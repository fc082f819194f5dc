"""What Typer says by itself, said in Danish."""

from __future__ import annotations

import re

_HELP = (
    (r"(?m)^Usage: ", "Brug: "),
    (r"(?m)^Options:$", "Valg:"),
    (r"(?m)^Arguments:$", "Hvad:"),
    (r"(?m)^Commands:$", "Kommandoer:"),
    (r"\[OPTIONS\]", "[VALG]"),
    (r"COMMAND \[ARGS\]\.\.\.", "KOMMANDO …"),
    (r"Show this message and exit\.", "Vis denne hjælp."),
    (r"\[required\]", "[skal være der]"),
    (r"\[default:", "[ellers:"),
    (r"\{(\S+?)\}", r"\1"),
    (r"(\d+)<=x<=(\d+)", r"\1 til \2"),
    (r"x>=(\d+)", r"mindst \1"),
)

_ERRORS = (
    (r"No such command '(.*?)'.*", r"Kender ikke kommandoen «\1». Se kommandoerne med: praksis --help"),
    (r"Missing command\.?", r"Der mangler en kommando. Se kommandoerne med: praksis --help"),
    (r"No such option: (\S+).*", r"Kender ikke valget \1. Se valgene med --help."),
    (r"Missing \w+ '?(.*?)'?\.?", r"Der mangler \1. Se hvordan med --help."),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", r"Det her er for meget: \1. Se hvordan med --help."),
    (r"Option '?(.*?)'? requires an argument\.?", r"Valget \1 skal have en værdi."),
    (r"Option '?(.*?)'? does not take a value\.?", r"Valget \1 har ingen værdi."),
    (r"Invalid value for '?(.*?)'?: .*valid integer.*", r"\1 skal være et helt tal."),
    (r"Invalid value for '?(.*?)'?: .*greater than or equal to (\S+)", r"\1 skal være mindst \2."),
    (r"Invalid value for '?(.*?)'?: .*less than or equal to (\S+)", r"\1 skal være højst \2."),
    (r"Invalid value for '?(.*?)'?: (.*)", r"\1 kan ikke bruges: \2"),
)


def danish_help(text: str) -> str:
    """Typer's help page with its fixed words in Danish."""
    for pattern, danish in _HELP:
        text = re.sub(pattern, danish, text)
    return text


def danish_error(message: str) -> str:
    """Typer's complaint in Danish; as it is where we do not know it."""
    for pattern, danish in _ERRORS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match is not None:
            return match.expand(danish)
    return message
