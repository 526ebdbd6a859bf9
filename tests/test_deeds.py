"""What editors do about words and lines: noted for good, undone, never written over what another did."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from conftest import ENVIRONMENT, narrate

from narrate import catalogue, config, deeds, inbox, lexicons
from narrate.catalogue import DISMISSED, MENDED, TAKEN_BACK, Deed, database
from narrate.errors import ChangedError, SourceError
from narrate.read.lexicon import Entry
from narrate.release import asking, keeper
from narrate.rulings import DROP, FORGET, KEEP

if TYPE_CHECKING:
    from pathlib import Path

WORD = "朝阳"
ONE, OTHER = Entry(WORD, pinyin="zhao1 yang2"), Entry(WORD, alias="早上的太阳")
HAND = '# 本报词典\nentry = [\n  { grapheme = "单县", pinyin = "shan4 xian4" },  # 山东\n]\n'


@pytest.fixture
def out(tmp_path: Path) -> Path:
    dist = tmp_path / "dist"
    with keeper.at_work(dist, "test", new=True):
        pass
    (tmp_path / "narrate.toml").write_text("", "utf-8")
    (tmp_path / "lexicon.toml").write_text(HAND, "utf-8")
    return dist


def settings(out: Path) -> config.Settings:
    return config.load_settings(out.parent / "narrate.toml")


def whats(out: Path) -> list[str]:
    return [deed.what for deed in inbox.word(out, WORD)]


def test_undo_brings_back_what_a_reading_had_replaced(out: Path) -> None:
    lexicon = out.parent / "lexicon.toml"
    deeds.mend(out, settings(out), ONE, (1, 1), "a", "")
    deeds.mend(out, settings(out), OTHER, (1, 1), "b", lexicons.row_of(ONE))
    (waits,) = inbox.waiting(out)
    assert (waits.before, waits.after, waits.who) == (lexicons.row_of(ONE), lexicons.row_of(OTHER), "b")
    deeds.undo(out, settings(out), WORD, "a", waits.number)
    assert lexicons.standing(lexicon, ONE).pinyin == ONE.pinyin  # type: ignore[union-attr]
    assert whats(out) == [TAKEN_BACK, MENDED, MENDED]
    with pytest.raises(SourceError, match="nothing was done"):
        deeds.undo(out, settings(out), WORD, "a", inbox.word(out, WORD)[0].number)
    lexicons.drop(lexicon, ONE)
    assert lexicon.read_text("utf-8") == HAND


def test_a_lexicon_changed_by_hand_is_not_written_over(out: Path) -> None:
    lexicon = out.parent / "lexicon.toml"
    deeds.mend(out, settings(out), ONE, (1, 1), "a", "")
    lexicons.take(lexicon, [OTHER])
    before = lexicon.read_bytes()
    (deed,) = inbox.word(out, WORD)
    with pytest.raises(ChangedError, match="早上的太阳"):
        deeds.undo(out, settings(out), WORD, "b", deed.number)
    with pytest.raises(ChangedError, match="you saw"):
        deeds.mend(out, settings(out), ONE, (1, 1), "b", lexicons.row_of(ONE))
    assert (lexicon.read_bytes(), whats(out)) == (before, [MENDED])


def test_what_is_imported_is_noted_and_undone_by_commands(out: Path) -> None:
    where, lexicon = out.parent, out.parent / "lexicon.toml"
    (where / "new.toml").write_text(
        f'entry = [\n  {lexicons.row_of(ONE)},\n  {{ grapheme = "单县", pinyin = "shan4 xian4" }},\n]\n', "utf-8"
    )
    narrate("lexicon", "import", "new.toml", cwd=where)
    assert [deed.about for deed in inbox.waiting(out)] == [WORD], "the other was so before"
    narrate("lexicon", "undo", WORD, cwd=where)
    assert WORD not in lexicon.read_text("utf-8")
    said = narrate("lexicon", "history", WORD, cwd=where).stdout.splitlines()
    assert [row.split()[1] for row in said] == ["taken", "mended"]


def test_a_build_takes_up_what_it_knew_of(out: Path) -> None:
    deeds.mend(out, settings(out), ONE, (1, 1), "a", "")
    with keeper.at_work(out, "build") as (kept, _):
        known = kept.last_deed()
        deeds.mend(out, settings(out), Entry("单县", alias="山东单县"), (2, 1), "b")  # beside the build
        asking.built(kept, known)
        asking.built(kept, known)
        assert kept.deeds_of("kind = 'built'") == 1
    assert [deed.about for deed in inbox.waiting(out)] == ["单县"]


def test_what_is_undone_does_not_wait(out: Path) -> None:
    path = out.parent / "narrate.toml"
    deeds.switch(out, path, ("行", KEEP, ""), "in/a.html", "a", "")
    with pytest.raises(ChangedError, match="narrate decides"):
        deeds.switch(out, path, ("行", DROP, ""), "in/a.html", "b", "")
    assert [deed.what for deed in inbox.waiting(out)] == [KEEP]
    deeds.switch(out, path, ("行", FORGET, ""), "in/a.html", "a", inbox.waiting(out)[0].after)
    assert inbox.waiting(out) == ()


def test_what_was_done_stays_written(out: Path) -> None:
    deeds.dismiss(out, WORD, "a")
    with closing(sqlite3.connect(out / catalogue.NAME)) as db:
        for change in ("UPDATE deed SET who = 'x'", "DELETE FROM deed"):
            with pytest.raises(sqlite3.IntegrityError, match="stays written"):
                db.execute(change)
    assert whats(out) == [DISMISSED]


def test_a_catalogue_made_anew_keeps_the_answers(out: Path) -> None:
    deeds.mend(out, settings(out), ONE, (1, 1), "a", "")
    deeds.dismiss(out, "别的", "b")
    before = inbox.word(out, WORD)
    keeper.rebuild(out)
    assert inbox.word(out, WORD) == before
    with keeper.looked_at(out) as kept:
        assert kept.readings() == {"别的": ""}


def test_a_deed_is_whole_or_not_there(out: Path) -> None:
    with pytest.raises(SourceError), keeper.edited(out) as kept:
        noted_and_failed(kept)
    assert inbox.word(out, WORD) == ()


def test_an_older_catalogue_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr(database, "STEPS", database.STEPS[:6])
        with keeper.at_work(tmp_path / "dist", "test", new=True):
            pass
    assert inbox.waiting(tmp_path / "dist") == ()


KILLED = """
import os, signal, sys
from pathlib import Path
from narrate.release import asking, keeper
from narrate.catalogue import Deed
with keeper.edited(Path(sys.argv[1])) as kept:
    kept.note(*(Deed(1, "a", "reading", f"词{n}", "mended", after="x" * 999) for n in range(9999)))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_editor_leaves_the_desk_to_the_others(out: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", KILLED, str(out)], check=False, env=ENVIRONMENT)
    assert ran.returncode == -signal.SIGKILL
    assert (out / f"{catalogue.NAME}-journal").stat().st_size > 0
    assert inbox.waiting(out) == ()
    deeds.dismiss(out, WORD, "b")
    assert whats(out) == [DISMISSED]


def noted_and_failed(kept: catalogue.Catalogue) -> None:
    kept.note(Deed(1, "a", catalogue.READING, WORD, MENDED))
    raise SourceError("what goes wrong in the middle")
