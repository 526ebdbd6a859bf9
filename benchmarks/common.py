"""Make narrate/read/common.tsv, how often words stand in texts, of the dictionary of jieba 0.42.1 (PyPI, MIT):

    uv pip install jieba==0.42.1 && python benchmarks/common.py

Words of one to four characters that were counted ten times and more, a class a line: twice the natural logarithm of the
count, rounded, then the words in order. The same package gives the same bytes; narrate/origins.toml holds their digest.
"""

from __future__ import annotations

import hashlib
import math
import re
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent.parent / "narrate" / "read" / "common.tsv"
HAN = re.compile("[\u4e00-\u9fff]{1,4}")
LEAST = 10


def main() -> None:
    spec = find_spec("jieba")
    rows = (Path(spec.origin or "").with_name("dict.txt") if spec else Path()).read_text("utf-8").splitlines()
    counts = {word: int(count) for word, count, _ in (row.split(" ") for row in rows)}
    classes: dict[int, list[str]] = {}
    for word, count in counts.items():
        if count >= LEAST and HAN.fullmatch(word):
            classes.setdefault(round(2 * math.log(count)), []).append(word)
    content = "".join(f"{size}\t{' '.join(sorted(classes[size]))}\n" for size in sorted(classes)).encode()
    HERE.write_bytes(content)
    print(sum(map(len, classes.values())), "words", len(content), "bytes", hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    main()
