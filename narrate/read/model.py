"""The polyphone model of g2pM (Park & Lee 2020, https://arxiv.org/abs/2004.03136), its network run in one pass.

g2pM multiplies its inputs step by step; here all steps' inputs are multiplied at once, which gives the same numbers in
a third of the time, and the certainty of each answer beside it.
"""

from __future__ import annotations

import threading
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_LOCK = threading.Lock()  # the weights are read once
LONGEST = 400  # characters in one pass; what is further away says nothing about a reading


@lru_cache(maxsize=1 << 14)
def only_reading(char: str) -> str | None:
    """The reading of a character that has one; "" for what the model does not know; None where it has to be asked."""
    readings = _network().cedict.get(char, ())
    return None if len(readings) > 1 else _plain(readings[0]) if readings else ""


@lru_cache(maxsize=64)
def predict(text: str) -> list[tuple[str, float]]:
    """A character each: ("chong2", how certain from 0 to 1), or ("", 0.0) for what the model does not know."""
    return [guess for start in range(0, len(text), LONGEST) for guess in _predict(text[start : start + LONGEST])]


def _predict(text: str) -> list[tuple[str, float]]:
    net = _network()
    known = [net.cedict.get(char, ()) for char in text]
    guesses = [(_plain(readings[0]), 1.0) if len(readings) == 1 else ("", 0.0) for readings in known]
    unsure = [at for at, readings in enumerate(known) if len(readings) > 1]
    if unsure:
        hidden = _hidden(net, text)[[at + 1 for at in unsure]]  # the first state is the sentence's beginning
        logits = net.fc_layer(hidden)
        best = logits.argmax(axis=1)
        certain = 1 / np.exp(logits - logits.max(axis=1, keepdims=True)).sum(axis=1)
        for at, answer, sure in zip(unsure, best, certain, strict=True):
            guesses[at] = (_plain(net.idx2class[int(answer)]), float(sure))
    return guesses


def _plain(syllable: str) -> str:
    return str(syllable).replace("u:", "v").lower()


def _hidden(net: Any, text: str) -> Floats:  # noqa: ANN401 - untyped library
    """The states of both directions, a row a character, with one before and one after the text."""
    from g2pM.g2pM import BOS_TOKEN, EOS_TOKEN, UNK_TOKEN

    ids = net.char2idx
    inputs = net.embeddings[[ids[BOS_TOKEN], *(ids.get(char, ids[UNK_TOKEN]) for char in text), ids[EOS_TOKEN]]]
    forward = _lstm(inputs, net.weight_ih, net.weight_hh, net.bias_ih + net.bias_hh)
    backward = _lstm(
        inputs[::-1], net.weight_ih_reverse, net.weight_hh_reverse, net.bias_ih_reverse + net.bias_hh_reverse
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
def _loaded() -> Any:  # noqa: ANN401 - untyped library
    from g2pM import G2pM

    return G2pM()


def _network() -> Any:  # noqa: ANN401 - untyped library
    with _LOCK:
        return _loaded()
