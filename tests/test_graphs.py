"""The voice's graph: made ready for the processor, kept, and never another sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.engines import graphs, kokoro
from narrate.engines.signed import fields, number, signed, size, varint

VOICE = Path(__file__).parents[1] / "voices" / "kokoro" / "zf_xiaobei.bin"


def _said(session: object, tokens: int = 24) -> list[np.ndarray]:
    style = np.fromfile(VOICE, np.float32).reshape(510, 1, 256)[tokens]
    ids = [0, *(20 + n * 7 % 80 for n in range(tokens)), 0]
    return session.run(
        None, {"tokens": np.array([ids], np.int64), "style": style, "speed": np.array([1.0], np.float32)}
    )


def _made(folder: Path, *, dots: bool | None = None) -> object:
    return graphs.session("kokoro", kokoro.MODEL_SHA256, kokoro.model_bytes, folder, dots=dots)


def test_signed_sums_give_the_same_samples(tmp_path: Path) -> None:
    first = _said(_made(tmp_path / "as it is here"))
    plain = _said(_made(tmp_path / "unsigned", dots=False))
    assert all(np.array_equal(one, other) for one, other in zip(first, plain, strict=True))
    assert _said(_made(tmp_path / "unsigned", dots=False))[0].tobytes() == plain[0].tobytes()  # loaded as it was kept


def test_a_kept_graph_is_loaded_and_a_damaged_one_made_again(tmp_path: Path) -> None:
    said = _said(_made(tmp_path))
    (kept,) = tmp_path.glob("kokoro-*.onnx")

    def never() -> bytes:
        raise AssertionError("the model was read again")

    again = graphs.session("kokoro", kokoro.MODEL_SHA256, never, tmp_path)
    assert np.array_equal(_said(again)[0], said[0])
    kept.write_bytes(kept.read_bytes()[:-1])
    with pytest.raises(AssertionError):
        graphs.session("kokoro", kokoro.MODEL_SHA256, never, tmp_path)
    assert np.array_equal(_said(_made(tmp_path))[0], said[0])
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_where_nothing_can_be_kept_the_voice_still_speaks(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert _said(_made(tmp_path / "file" / "below"))[0].size


@pytest.mark.parametrize(
    ("found", "signed_sums"),
    [("fpu avx2 avx512_vnni", True), ("fpu avx_vnni", True), ("fpu avx2 avx512f", False), ("", False)],
)
def test_the_processor_decides(
    found: str,
    signed_sums: bool,  # noqa: FBT001 - a column
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "cpuinfo").write_text(f"processor\t: 0\nflags\t\t: {found}\n" if found else "Features : asimddp\n")
    monkeypatch.setattr(graphs, "CPU_INFO", tmp_path / "cpuinfo")
    graphs.flags.cache_clear()
    try:
        assert graphs.has_vnni() == signed_sums
    finally:
        graphs.flags.cache_clear()


@given(st.integers(0, 2**60))
def test_numbers_of_protocol_buffers(value: int) -> None:
    assert varint(size(value), 0) == (value, len(size(value)))


def test_what_is_no_model() -> None:
    assert list(fields(number(3, 300), 0, 3)) == [(3, 1, 3)]
    with pytest.raises(ValueError, match="no protocol buffer"):
        signed(b"\x07")
