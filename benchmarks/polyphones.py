"""Make narrate/read/polyphones.npz of the weights and tables that g2pM 0.1.2.5 (PyPI, Apache-2.0) ships as pickles:

    uv pip install g2pM==0.1.2.5 && python benchmarks/polyphones.py

The same package gives the same bytes; narrate/origins.toml holds their digest.
"""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent.parent / "narrate" / "read" / "polyphones.npz"
NAMES = {
    "embedding.weight": "embeddings",
    "lstm.weight_ih_l0": "weight_ih",
    "lstm.weight_hh_l0": "weight_hh",
    "lstm.bias_ih_l0": "bias_ih",
    "lstm.bias_hh_l0": "bias_hh",
    "lstm.weight_ih_l0_reverse": "weight_ih_reverse",
    "lstm.weight_hh_l0_reverse": "weight_hh_reverse",
    "lstm.bias_ih_l0_reverse": "bias_ih_reverse",
    "lstm.bias_hh_l0_reverse": "bias_hh_reverse",
    "logit_layer.0.weight": "hidden_weight",
    "logit_layer.0.bias": "hidden_bias",
    "logit_layer.2.weight": "answer_weight",
    "logit_layer.2.bias": "answer_bias",
}


def main() -> None:
    import g2pM

    folder = Path(g2pM.__file__).parent
    state, ids, classes, readings = (
        pickle.loads((folder / f"{name}.pkl").read_bytes())  # noqa: S301 - of a package whose digest is locked
        for name in ("np_ckpt", "char2idx", "class2idx", "digest_cedict")
    )
    arrays = {ours: np.asarray(state[theirs], np.float32) for theirs, ours in NAMES.items()}
    arrays["characters"] = np.array(sorted(ids, key=ids.get))
    arrays["syllables"] = np.array(sorted(classes, key=classes.get))
    arrays["known"] = np.array(list(readings))
    arrays["readings"] = np.array(["|".join(rows) for rows in readings.values()])
    np.savez_compressed(HERE, **arrays)
    print(f"{HERE.name}: {HERE.stat().st_size:,} bytes, sha256 {hashlib.sha256(HERE.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
