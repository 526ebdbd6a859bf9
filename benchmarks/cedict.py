"""Make narrate/read/cedict.tsv, how CC-CEDICT reads words, of what pypinyin-dict 0.9.0 (PyPI, MIT) has of it:

    uv pip install pypinyin-dict==0.9.0 && python benchmarks/cedict.py

A word and its syllables a line, in the order of the words; entries that have another number of syllables than characters are no
readings of characters, and are left out. The same package gives the same bytes; narrate/origins.toml holds their digest.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from narrate.read.phrases import SYLLABLE, numbered

HERE = Path(__file__).parent.parent / "narrate" / "read" / "cedict.tsv"
LINE = re.compile(r"^ +'([^']+)': \[(.*)\],$", re.MULTILINE)
FIRST = re.compile(r"\['([^']+)'")  # of several readings of a character the first


def main() -> None:
    import pypinyin_dict.phrase_pinyin_data as package

    files = sorted(Path(package.__path__[0]).glob("cc_cedict_[0-9]*.py"))
    told = {word: marks for file in files for word, marks in LINE.findall(file.read_text("utf-8"))}
    read = {word: [numbered(mark) for mark in FIRST.findall(marks)] for word, marks in told.items()}
    whole = {word: said for word, said in read.items() if len(said) == len(word) and all(map(SYLLABLE.fullmatch, said))}
    content = "".join(f"{word}\t{' '.join(said)}\n" for word, said in sorted(whole.items())).encode()
    HERE.write_bytes(content)
    print(len(whole), "words", len(content), "bytes", hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    main()
