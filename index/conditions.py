"""Which passages fulfil what a question demands: its exact phrases, OG, ELLER, IKKE and ord*."""

from __future__ import annotations

import numpy as np

from corpus.store import Store

from .query import Demand, Query
from .syntax import Every, Holds, Some, Wish, Without
from .vectors import Mask, Numbers
from .view import View


def demanded(store: Store, view: View, query: Query) -> Mask | None:
    """Which positions fulfil what *query* requires; ``None`` when it requires nothing."""
    return None if query.required is None else _fulfilling(store, view, query, query.required)


def _fulfilling(store: Store, view: View, query: Query, wish: Wish) -> Mask | None:
    match wish:
        case Holds():
            demand = query.demands.get(wish.span)
            return None if demand is None else _holding(store, view, demand)
        case Without():
            held = _fulfilling(store, view, query, wish.wish)
            return None if held is None else ~held
        case Every():
            masks = [mask for one in wish.wishes if (mask := _fulfilling(store, view, query, one)) is not None]
            return np.logical_and.reduce(masks) if masks else None
        case Some():
            either = [_fulfilling(store, view, query, one) for one in wish.wishes]
            known = [mask for mask in either if mask is not None]
            return np.logical_or.reduce(known) if len(known) == len(either) else None


def _holding(store: Store, view: View, demand: Demand) -> Mask:
    found = _found(store, view, demand.expression)
    if demand.phrase is not None:
        texts = store.passage_texts([int(seq) for seq in view.seqs[found]])
        found = found[[demand.phrase.search(text) is not None for text in texts]]
    mask = np.zeros(len(view.seqs), dtype=np.bool_)
    mask[found] = True
    return mask


def _found(store: Store, view: View, expression: str) -> Numbers:
    if not expression:
        return np.arange(len(view.seqs), dtype=np.int64)
    return view.positions(store.match(expression))
