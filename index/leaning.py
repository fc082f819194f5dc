"""How far a question leans towards passages by what it names: «KLs anbefalinger», «i Ishøj», «tabel om»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from corpus.store import Filters, Store

from .encoding import Floats
from .intent import FilterName, Proposal
from .vectors import Mask
from .view import View

WEIGHTS: Mapping[FilterName, float] = {
    "type": 1.0,
    "municipality": 1.0,
    "organisation": 1.0,
    "person": 1.0,
    "from": 1.0,
    "to": 0.0,  # a year is one wish, though it is two filters
    "kind": 1.0,
    "claim": 0.5,
    "aspect": 0.5,
    "theme": 0.0,  # its words are what the passages say, and are found as such
}
"""What each filter counts beside the others that the same question names."""


def leaning(store: Store, view: View, proposals: Sequence[Proposal]) -> Floats | None:
    """How much of what *proposals* name each passage fulfils, 0 to 1, shape (n,); ``None`` without any.

    Of two values of one filter, such as two municipalities, either will do.
    """
    names = [name for name in WEIGHTS if WEIGHTS[name] and any(one.name == name for one in proposals)]
    if not names:
        return None
    total = np.zeros(len(view.seqs), dtype=np.float32)
    for name in names:
        total += WEIGHTS[name] * _either(store, view, name, proposals)
    leaned: Floats = total / sum(WEIGHTS[name] for name in names)
    return leaned


def _either(store: Store, view: View, name: FilterName, proposals: Sequence[Proposal]) -> Mask:
    if name == "from":
        return _in_years(store, view, proposals)
    mask = np.zeros(len(view.seqs), dtype=np.bool_)
    for one in proposals:
        if one.name != name:
            continue
        if name == "organisation":
            mask |= _by_publisher(view, one)
        elif name == "person":
            mask |= _obeying(store, view, [one])
        elif name != "to":
            mask |= view.with_value(name, one.value)
    return mask


def _in_years(store: Store, view: View, proposals: Sequence[Proposal]) -> Mask:
    return _obeying(store, view, [one for one in proposals if one.name in ("from", "to")])


def _obeying(store: Store, view: View, proposals: Sequence[Proposal]) -> Mask:
    filters = Filters()
    for one in proposals:
        filters = one.added_to(filters)
    mask = view.allowed(store, filters)
    return np.ones(len(view.seqs), dtype=np.bool_) if mask is None else mask


def _by_publisher(view: View, proposal: Proposal) -> Mask:
    """The passages of the documents that the body published: many others name it."""
    return np.array([view.publishers[place.document_id] == proposal.value for place in view.placements], dtype=np.bool_)
