"""Graphs made ready for this processor, kept in the user's cache: they load in a third of the time and memory.

A kept graph's name says what it was made of (model, onnxruntime, processor) and its own digest; one that is damaged is
made again, and where nothing can be kept the graph is made for each process.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.engines.signed import signed
from narrate.files import sha256_of

if TYPE_CHECKING:
    from collections.abc import Callable

VNNI = frozenset({"avx512_vnni", "avx_vnni"})
CPU_INFO = Path("/proc/cpuinfo")


def session(
    name: str, digest: str, model: Callable[[], bytes], folder: Path | None = None, *, dots: bool | None = None
) -> Any:  # noqa: ANN401 - untyped library
    """An onnxruntime session of one thread a call. `digest` is that of what `model` returns; raises what `model` raises.

    `dots` tells whether the processor's products of signed bytes are used: by default where it has them.
    """
    import onnxruntime

    folder, dots = folder or _folder(), has_vnni() if dots is None else dots
    stem = f"{name}-{_made_of(digest, onnxruntime.__version__, dots)}"
    kept = next((path for path in sorted(folder.glob(f"{stem}-*.onnx")) if _is_whole(path)), None)
    if kept is not None:
        options = _options()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # it is done
        with contextlib.suppress(Exception):  # a file that another process has just removed, or half a disk
            return onnxruntime.InferenceSession(str(kept), options, providers=["CPUExecutionProvider"])
    return _made(signed(model()) if dots else model(), folder, stem)


def _made(graph: bytes, folder: Path, stem: str) -> Any:  # noqa: ANN401 - untyped library
    import onnxruntime

    options = _options()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=f"{stem}-") as aside:
            file = Path(aside, "graph.onnx")
            options.optimized_model_filepath = str(file)
            made = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
            with file.open("rb") as whole:
                os.fsync(whole.fileno())
            file.replace(folder / f"{stem}-{sha256_of(file)}.onnx")
    except OSError:  # no room, or no right to write: the graph lasts as long as the process
        return onnxruntime.InferenceSession(graph, _options(), providers=["CPUExecutionProvider"])
    return made


def _options() -> Any:  # noqa: ANN401 - untyped library
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options


def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("narrate", appauthor=False)


def _made_of(digest: str, runtime: str, dots: bool) -> str:  # noqa: FBT001 - one of what it is made of
    processor = " ".join(sorted(flags())) or platform.processor() or platform.machine()
    return hashlib.sha256(f"{digest}\n{runtime}\n{processor}\n{dots}".encode()).hexdigest()[:16]


def _is_whole(path: Path) -> bool:
    try:
        return path.stem.endswith(sha256_of(path))
    except OSError:
        return False


def has_vnni() -> bool:
    """Whether the processor adds products of bytes without saturating: elsewhere the graph stays as it is.

    Known on Linux alone; AVX2's own instruction saturates at 16 bits and would give other samples.
    """
    return bool(VNNI & flags())


@cache
def flags() -> frozenset[str]:
    """The processor's features by Linux' names; empty on other systems."""
    try:
        lines = CPU_INFO.read_text("ascii", "replace").splitlines()
    except OSError:
        return frozenset()
    return next((frozenset(line.partition(":")[2].split()) for line in lines if line.startswith("flags")), frozenset())
