"""The voice's graph as it is made for this processor against the one as published: processor time in turn, and the samples.

python benchmarks/graph.py [UTTERANCES]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from narrate.clean import clean
from narrate.engines import graphs, kokoro
from narrate.read import read_text
from narrate.segment import segment
from narrate.sources import load_one

ROOT = Path(__file__).resolve().parent.parent


def inputs(most: int) -> list[dict[str, Any]]:
    """What the model is given for sentences of the seed."""
    page = next((ROOT / "seeds").iterdir())
    style = np.fromfile(ROOT / "voices" / "kokoro" / "zf_xiaobei.bin", np.float32).reshape(510, 1, 256)
    vocabulary = kokoro._vocabulary()  # noqa: SLF001 - what the engine itself does
    texts = [said.text for section in segment(clean(load_one(str(page)))).sections for said in section.utterances]
    fed = []
    for text in texts[:most]:
        for part in kokoro.parts(list(kokoro.phonemes(read_text(text)))):
            tokens = [0, *(vocabulary[phone.symbol] for phone in part), 0]
            row = style[min(len(tokens), len(style)) - 1]
            fed.append({"tokens": np.array([tokens], np.int64), "style": row, "speed": np.array([1.0], np.float32)})
    return fed


def timed(session: Any, fed: dict[str, Any]) -> tuple[float, list[np.ndarray]]:  # noqa: ANN401 - untyped library
    """(seconds of processor, outputs)"""
    started = time.process_time()
    said = session.run(None, fed)
    return time.process_time() - started, said


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    with tempfile.TemporaryDirectory() as folder:
        ours = graphs.session("kokoro", kokoro.MODEL_SHA256, kokoro.model_bytes, Path(folder, "ours"))
        plain = graphs.session("kokoro", kokoro.MODEL_SHA256, kokoro.model_bytes, Path(folder, "plain"), dots=False)
        ratios, same, seconds, audio = [], 0, 0.0, 0.0
        for fed in inputs(most):
            (before, one), (after, other) = timed(plain, fed), timed(ours, fed)
            ratios.append(after / before)
            seconds, audio = seconds + after, audio + one[0].size / kokoro.RATE
            same += all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    print(
        f"8-bit dot products {'used' if graphs.has_vnni() else 'not here'}; {len(ratios)} calls, {same} of the same samples"
    )
    print(f"processor time ×{statistics.median(ratios):.2f} (median; {min(ratios):.2f} to {max(ratios):.2f})")
    print(f"{seconds / audio:.2f} s of processor a second of audio")


if __name__ == "__main__":
    main()
