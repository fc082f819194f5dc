"""The contrastive step of training: what belongs together moves together, away from the rest of the batch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse

from .encoding import Floats
from .training_keys import Bag
from .training_pairs import Group, Pair

# Cosines are multiplied by this before the softmax. Tuned from 6 to 32 on passages that no training saw: a tenth of the
# field text, and a fifth of the paraphrased texts left out for it. Unseen passages are found the better the less sharp,
# down to 8; those of the training the other way round, for a sharp contrast learns them by heart.
SHARPNESS = 8.0
# Adam with a short memory: a few hundred steps are all there are.
_DECAY, _SQUARE_DECAY = 0.9, 0.99
_WARM_UP_STEPS = 20


class ContrastiveTrainer:
    """Moves word vectors by in-batch contrast, with Adam on the rows that a batch touches.

    A row's own count of steps corrects its bias, so that a rare word moves as fast as a frequent one.

    Args:
        vectors: where to start from, shape (keys, dimension).
        steps: how many there will be; the rate falls towards the last.
        learning_rate: at its highest.
        prefixes: so many first numbers of a vector shall serve alone, besides all of them.
    """

    def __init__(self, vectors: Floats, *, steps: int, learning_rate: float, prefixes: Sequence[int] = ()) -> None:
        self.vectors = vectors.copy()
        self._lengths = (*prefixes, vectors.shape[1])
        self._mean = np.zeros_like(vectors)
        self._square = np.zeros_like(vectors)
        self._touched = np.zeros(len(vectors), np.int64)
        self._steps = steps
        self._learning_rate = learning_rate
        self._step = 0

    def step(self, pairs: Sequence[Pair]) -> float:
        """One batch; returns its loss before the step."""
        rivals = [pair.rival for pair in pairs if pair.rival is not None]
        bags = [pair.left for pair in pairs] + [pair.right for pair in pairs] + [rival.bag for rival in rivals]
        rows, numbers = np.unique(np.concatenate(bags), return_inverse=True)
        means = _mean_matrix([len(bag) for bag in bags], numbers, len(rows))
        masked = _same_group([pair.group for pair in pairs], [rival.group for rival in rivals])
        left, right = means[: len(pairs)], means[len(pairs) :]
        loss, gradient = nested_contrast(self.vectors[rows], left, right, masked, self._lengths)
        self._move(rows, gradient)
        return loss

    def _move(self, rows: Bag, gradient: Floats) -> None:
        rate = self._learning_rate * min(1.0, (self._step + 1) / _WARM_UP_STEPS)
        rate *= 1 - 0.95 * self._step / self._steps
        self._step += 1
        self._touched[rows] += 1
        times = self._touched[rows][:, None]
        self._mean[rows] = _DECAY * self._mean[rows] + (1 - _DECAY) * gradient
        self._square[rows] = _SQUARE_DECAY * self._square[rows] + (1 - _SQUARE_DECAY) * gradient**2
        mean = self._mean[rows] / (1 - _DECAY**times)
        square = self._square[rows] / (1 - _SQUARE_DECAY**times)
        self.vectors[rows] -= (rate * mean / (np.sqrt(square) + 1e-8)).astype(np.float32)


def nested_contrast(
    vectors: Floats,
    left: sparse.csr_array,
    right: sparse.csr_array,
    masked: npt.NDArray[np.bool_],
    lengths: Sequence[int],
) -> tuple[float, Floats]:
    """The mean of :func:`contrast` over the first so many numbers of the vectors, and its gradient.

    Source: Kusupati et al., Matryoshka Representation Learning, arXiv 2205.13147.
    """
    total, gradient = 0.0, np.zeros_like(vectors)
    for length in lengths:
        loss, slope = contrast(vectors[:, :length], left, right, masked)
        total += loss / len(lengths)
        gradient[:, :length] += slope / len(lengths)
    return total, gradient


def contrast(
    vectors: Floats, left: sparse.csr_array, right: sparse.csr_array, masked: npt.NDArray[np.bool_]
) -> tuple[float, Floats]:
    """The symmetric InfoNCE loss of pairs, and its gradient by *vectors*.

    Row i of *left* and *right*, of shape (pairs, len(vectors)), says how text i is summed from the
    vectors. Rows of *right* beyond those of *left* belong to no pair: they are further negatives for every left
    text. Texts whose cell in *masked*, shape (len(left), len(right)), is true are no negatives of each other.

    Source: van den Oord, Li & Vinyals, arXiv 1807.03748; both directions as in Radford et al., CLIP, 2021.
    """
    pairs = left.shape[0]
    left_unit, left_length = _normalise(left @ vectors)
    right_unit, right_length = _normalise(right @ vectors)
    logits = SHARPNESS * (left_unit @ right_unit.T)
    logits[masked] = -np.inf
    forward, backward = _log_softmax(logits, axis=1), _log_softmax(logits[:, :pairs], axis=0)
    loss = -float(np.trace(forward) + np.trace(backward)) / (2 * pairs)

    slope = np.exp(forward)
    slope[:, :pairs] += np.exp(backward)
    slope[np.diag_indices(pairs)] -= 2
    slope *= SHARPNESS / (2 * pairs)
    left_slope = _through_norm(slope @ right_unit, left_unit, left_length)
    right_slope = _through_norm(slope.T @ left_unit, right_unit, right_length)
    return loss, left.T @ left_slope + right.T @ right_slope


def _mean_matrix(lengths: Sequence[int], numbers: Bag, columns: int) -> sparse.csr_array:
    shares = np.repeat(1 / np.array(lengths, np.float32), lengths)
    return sparse.csr_array((shares, numbers, np.cumsum([0, *lengths])), shape=(len(lengths), columns))


def _same_group(pairs: Sequence[Group], rivals: Sequence[Group]) -> npt.NDArray[np.bool_]:
    """Which right sides, of the *pairs* and of the *rivals*, are no contrast to which left sides."""
    groups: dict[Group, int] = {}
    numbers = np.array([groups.setdefault(group, len(groups)) for group in (*pairs, *rivals)])
    same: npt.NDArray[np.bool_] = numbers[: len(pairs), None] == numbers
    np.fill_diagonal(same, False)
    return same


def _normalise(vectors: Floats) -> tuple[Floats, Floats]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-12
    return vectors / lengths, lengths


def _through_norm(slope: Floats, unit: Floats, length: Floats) -> Floats:
    projected: Floats = (slope - unit * (slope * unit).sum(axis=1, keepdims=True)) / length
    return projected


def _log_softmax(logits: Floats, *, axis: int) -> Floats:
    shifted = logits - logits.max(axis=axis, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    return result
