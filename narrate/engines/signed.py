"""An int8 graph whose convolutions run on the processor's own 8-bit dot products (VNNI), to the same samples.

onnxruntime multiplies unsigned by unsigned bytes in general code, signed by unsigned in its VNNI kernel, which takes
two thirds of the time of a whole sentence. Σ (x − zero)·w is the same sum when 128 is taken from x and from zero, and
taking 128 from a byte flips its highest bit: `BitwiseXor(x, 128)`, read as int8. The graph is edited as bytes: nodes are
added at its end (a message that comes twice is merged), and the convolutions' inputs are renamed at equal length.
https://protobuf.dev/programming-guides/encoding, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Field numbers of onnx.proto.
GRAPH, NODE, INITIALIZER = 7, 1, 5
INPUT, OUTPUT, NAME, OP_TYPE, ATTRIBUTE = 1, 2, 3, 4, 5
DIMS, DATA_TYPE, TENSOR_NAME, RAW_DATA = 1, 2, 8, 9
ATTRIBUTE_NAME, ATTRIBUTE_INT, ATTRIBUTE_TYPE = 1, 3, 20
UINT8, INT8, INT = 2, 3, 2
SIGNED = b"~"  # the last letter of a renamed input
FLIP = b"narrate_128"


def signed(model: bytes) -> bytes:
    """The model with signed activations in each ConvInteger. Raises ValueError where it can't be read."""
    edited = bytearray(model)
    renamed: dict[bytes, bytes] = {}
    for start, end in _convolutions(model):
        inputs = [(a, b) for field, a, b in fields(model, start, end) if field == INPUT]
        for a, b in (inputs[0], *inputs[2:3]):  # the activations and their zero point
            renamed[model[a:b]] = model[a : b - 1] + SIGNED
            edited[b - 1 : b] = SIGNED
    added = b"".join(_flipped(old, new) for old, new in renamed.items())
    tensor = number(DATA_TYPE, UINT8) + _bytes(TENSOR_NAME, FLIP) + _bytes(RAW_DATA, b"\x80")
    return bytes(edited) + _bytes(GRAPH, added + _bytes(INITIALIZER, tensor))


def _convolutions(model: bytes) -> Iterator[tuple[int, int]]:
    """Where the ConvInteger nodes stand in the bytes."""
    for field, start, end in fields(model, 0, len(model)):
        nodes = fields(model, start, end) if field == GRAPH else ()
        for inner, a, b in nodes:
            if inner == NODE and (OP_TYPE, b"ConvInteger") in ((f, model[x:y]) for f, x, y in fields(model, a, b)):
                yield a, b


def _flipped(old: bytes, new: bytes) -> bytes:
    """Two nodes: old → BitwiseXor with 128 → Cast to int8 → new"""
    between = new + b"u"
    to = _bytes(ATTRIBUTE_NAME, b"to") + number(ATTRIBUTE_INT, INT8) + number(ATTRIBUTE_TYPE, INT)
    flip = _bytes(INPUT, old) + _bytes(INPUT, FLIP) + _bytes(OUTPUT, between) + _bytes(OP_TYPE, b"BitwiseXor")
    cast = _bytes(INPUT, between) + _bytes(OUTPUT, new) + _bytes(OP_TYPE, b"Cast") + _bytes(ATTRIBUTE, to)
    return _bytes(NODE, flip) + _bytes(NODE, cast)


# ── protocol buffers ──────────────────────────────────────────────────────────────────────────────────────────────


def fields(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(number, start, end) of each field's value between two places."""
    while at < end:
        key, at = varint(data, at)
        kind, start = key & 7, at
        if kind == 0:
            _, at = varint(data, at)
        elif kind == 2:  # noqa: PLR2004 - the wire type of strings and messages
            length, start = varint(data, at)
            at = start + length
        elif kind in (1, 5):
            at += 8 if kind == 1 else 4
        else:
            raise ValueError("no protocol buffer")
        yield key >> 3, start, at


def varint(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins at a place, and where it ends."""
    value = shift = 0
    while data[at] & 0x80:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return value | data[at] << shift, at + 1


def size(value: int) -> bytes:
    """A number, seven bits a byte, the lowest first."""
    out = bytearray()
    while value > 0x7F:  # noqa: PLR2004 - seven bits a byte
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _bytes(field: int, value: bytes) -> bytes:
    return size(field << 3 | 2) + size(len(value)) + value


def number(field: int, value: int) -> bytes:
    """A field that holds a number."""
    return size(field << 3) + size(value)
