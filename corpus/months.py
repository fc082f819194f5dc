"""The names of the months in Danish."""

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
"""In their order: month 1 is the first."""

ANY_MONTH = "|".join(MONTHS)
"""As alternatives in a regular expression."""
