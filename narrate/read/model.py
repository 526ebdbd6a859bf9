"""The polyphone model of g2pM (Park & Lee 2020, https://arxiv.org/abs/2004.03136), its network run in one pass.

Where its weights come from: narrate/origins.toml. All steps' inputs are multiplied at once, which gives the numbers of g2pM's
own code in a third of the time, and the certainty of each answer beside it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from narrate.origins import proven

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_LOCK = threading.Lock()  # the weights are read once
BEGIN, END, UNKNOWN = "시", "끝", "<UNK>"  # what stands before and after a text, and for what it does not know
LONGEST = 400  # characters in one pass; what is further away says nothing about a reading


@dataclass(frozen=True, slots=True)
class Network:
    """Weights by name; the number of a character; the syllable of an answer; all readings of a character."""

    weights: Mapping[str, Floats]
    ids: Mapping[str, int]
    syllables: tuple[str, ...]
    readings: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]  # of a syllable

    def choices(self, char: str) -> list[int]:
        """The numbers of a character's own readings; of all syllables where none of them is known."""
        own = [self.numbers[said] for said in self.readings[char] if said in self.numbers]
        return own or list(range(len(self.syllables)))

    def answers(self, hidden: Floats) -> Floats:
        """How much speaks for each syllable, a row a state."""
        inner: Floats = hidden @ self.weights["hidden_weight"].T + self.weights["hidden_bias"]
        inner = inner * (inner > 0)
        answers: Floats = inner @ self.weights["answer_weight"].T + self.weights["answer_bias"]
        return answers


@lru_cache(maxsize=1 << 14)
def only_reading(char: str) -> str | None:
    """The reading of a character that has one; "" for what the model does not know; None where it has to be asked."""
    readings = _network().readings.get(char, ())
    return None if len(readings) > 1 else _plain(readings[0]) if readings else ""


@lru_cache(maxsize=64)
def predict(text: str) -> list[tuple[str, float]]:
    """A character each: ("chong2", how certain from 0 to 1), or ("", 0.0) for what the model does not know."""
    return [guess for start in range(0, len(text), LONGEST) for guess in _predict(text[start : start + LONGEST])]


def _predict(text: str) -> list[tuple[str, float]]:
    net = _network()
    known = [net.readings.get(char, ()) for char in text]
    guesses = [(_plain(readings[0]), 1.0) if len(readings) == 1 else ("", 0.0) for readings in known]
    unsure = [at for at, readings in enumerate(known) if len(readings) > 1]
    if unsure:
        hidden = _hidden(net, text)[[at + 1 for at in unsure]]  # the first state is the sentence's beginning
        logits = net.answers(hidden)
        all_of_them = np.exp(logits - logits.max(axis=1, keepdims=True))
        for at, row, weighed in zip(unsure, logits, all_of_them, strict=True):
            own = net.choices(text[at])  # never a reading that the character does not have
            best = own[int(row[own].argmax())]
            guesses[at] = (_plain(net.syllables[best]), float(weighed[best] / weighed.sum()))
    return guesses


def _plain(syllable: str) -> str:
    return str(syllable).replace("u:", "v").lower()


def _hidden(net: Network, text: str) -> Floats:
    """The states of both directions, a row a character, with one before and one after the text."""
    ids, of = net.ids, net.weights
    inputs = of["embeddings"][[ids[BEGIN], *(ids.get(char, ids[UNKNOWN]) for char in text), ids[END]]]
    forward = _lstm(inputs, of["weight_ih"], of["weight_hh"], of["bias_ih"] + of["bias_hh"])
    backward = _lstm(
        inputs[::-1], of["weight_ih_reverse"], of["weight_hh_reverse"], of["bias_ih_reverse"] + of["bias_hh_reverse"]
    )
    return np.concatenate([forward, backward[::-1]], axis=1)


def _lstm(inputs: Floats, weight_ih: Floats, weight_hh: Floats, bias: Floats) -> Floats:
    """Gates in the order input, forget, cell, output (https://pytorch.org/docs/stable/generated/torch.nn.LSTM.html)."""
    gates = inputs @ weight_ih.T + bias
    size = weight_hh.shape[1]
    recurrent = np.ascontiguousarray(weight_hh.T)
    hidden, cell = np.zeros(size, np.float32), np.zeros(size, np.float32)
    states = np.empty((len(inputs), size), np.float32)
    for step, given in enumerate(gates):
        gate = given + hidden @ recurrent
        opened = 1 / (1 + np.exp(-gate))
        cell = opened[size : 2 * size] * cell + opened[:size] * np.tanh(gate[2 * size : 3 * size])
        hidden = opened[3 * size :] * np.tanh(cell)
        states[step] = hidden
    return states


@cache
def _loaded() -> Network:
    with np.load(BytesIO(proven("read/polyphones.npz")), allow_pickle=False) as held:
        arrays = {name: held[name] for name in held.files}
    tables = {name: arrays.pop(name).tolist() for name in ("characters", "syllables", "known", "readings")}
    return Network(
        arrays,
        {char: number for number, char in enumerate(tables["characters"])},
        tuple(tables["syllables"]),
        {char: tuple(row.split("|")) for char, row in zip(tables["known"], tables["readings"], strict=True)},
        {said: number for number, said in enumerate(tables["syllables"])},
    )


def _network() -> Network:
    with _LOCK:
        return _loaded()
