"""What is done at the desk. Each deed is the function that a command calls."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from narrate import config, deeds, editorial, inbox, rulings
from narrate.desk.found import Found, number_in
from narrate.desk.switches import HERE, SITE
from narrate.errors import ConfigError, NarrateError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Done(Found):
    """The desk's deeds: the fields of a form → where to look then."""

    def dismiss(self, form: dict[str, str]) -> str:
        """A word is read as it should be."""
        deeds.dismiss(self.desk.out, form.get("word", ""), form["who"], _seen(form))
        return "/?view=doubts"

    def apply(self, form: dict[str, str]) -> str:
        """A reading goes into the site's lexicon, as `narrate lexicon import` would bring it there."""
        entry = self.entry(form)
        seen = form.get(f"seen_{form.get('scope', SITE)}")
        deeds.mend(self.desk.out, self.desk.settings, entry, self.changed(entry), form["who"], seen)
        return "/build"

    def undo(self, form: dict[str, str]) -> str:
        """What was last done about a word is undone."""
        word = form.get("word", "")
        deeds.undo(self.desk.out, self.desk.settings, word, form["who"], _seen(form))
        return f"/word?{urlencode({'word': word})}"

    def answer(self, form: dict[str, str]) -> str:
        """A listener's report was looked at."""
        deeds.answer(self.desk.out, number_in(form.get("number")), form["who"])
        return "/?view=reports"

    def settle(self, form: dict[str, str]) -> str:
        """A question about an article is settled, or asked again, as `narrate settle` does."""
        guid, again = form.get("guid", ""), form.get("deed") == "again"
        deeds.settle(self.desk.out, guid, form.get("about", ""), form["who"], again=again)
        back = {"guid": guid}
        return "/?view=questions" if form.get("from") == "inbox" else f"/article?{urlencode(back)}#questions"

    def line(self, form: dict[str, str]) -> str:
        """A line of a page is to be spoken or not, as `narrate line` would write it down."""
        guid, text = form.get("guid", ""), form.get("text", "")
        verdict, _, scope = form.get("deed", "").partition(" ")
        found = inbox.heard(self.desk.out, guid)
        at = next((n for n, line in enumerate(found.lines) if line.text == text), None)
        if at is None or verdict not in rulings.VERDICTS:
            raise SourceError("that line is not there any more: build the article again")
        place = found.article.location
        ruling = (text, verdict, place if scope == HERE else "")
        deeds.switch(self.desk.out, self.desk.rules, ruling, place, form["who"], form.get("seen"))
        return f"/article?{urlencode({'guid': guid, 'lines': 1})}#line-{at + 1}"

    def about(self, form: dict[str, str]) -> str:
        """What an article is called, who wrote it, when and who reads it, as `narrate about` would write it down."""
        guid = form.get("guid", "")
        place = inbox.article(self.desk.out, guid).location
        if not place:
            raise SourceError("nobody knows any more where this article came from: build it again")
        told = {name: form[name] for name in rulings.ABOUT if name in form}
        seen = {name: form.get(f"seen_{name}", "") for name in told}
        new = {name: value for name, value in told.items() if value.strip() != seen[name]}
        deeds.describe(self.desk.out, self.desk.rules, place, new, form["who"], seen)
        return f"/article?{urlencode({'guid': guid, 'about': 1})}#about"

    def begin(self, form: dict[str, str]) -> str:
        """Where a section of an article begins, as `narrate section` would write it down; with `to`, at that line instead."""
        guid, deed, to = form.get("guid", ""), form.get("deed", ""), form.get("to", "")
        found, at = self.border(form)
        place, title = found.article.location, form.get("title", "").strip()
        if (
            not place
            or deed not in (rulings.BEGIN, rulings.JOIN, rulings.FORGET)
            or (deed == rulings.BEGIN and not title)
        ):
            raise ConfigError("a section needs a title: what is shown and said where it begins")
        write = partial(deeds.begin, self.desk.out, self.desk.rules, place, who=form["who"])
        ruled = rulings.begun_at(self.desk.settings, place, at.line)
        manner = {name: form[name] for name in config.MANNER if name in form}
        told = {
            rulings.BEGIN: rulings.begun(at.line, title, manner, ruled),
            rulings.JOIN: config.Begun(at.line),
            rulings.FORGET: None,
        }
        if deed != rulings.BEGIN or to not in at.others:
            write(line=at.line, told=told[deed], seen=form.get("seen"))
        else:
            if ruled is not None:
                write(line=at.line, told=None, seen=form.get("seen"))
            if not at.is_made:  # the page's own heading is not said where nothing begins any more
                ruling = (at.line, rulings.DROP, place)
                deeds.switch(self.desk.out, self.desk.rules, ruling, place, form["who"])
            write(line=to, told=rulings.begun(to, title, manner, ruled))
        return f"/article?{urlencode({'guid': guid, 'lines': 1})}#lines"

    def start(self, form: dict[str, str]) -> str:
        """Build, in the background."""
        self.desk.job.start(self.desk.places, self.desk.out, self.desk.settings, self.desk.voice)
        deeds.at_desk(self.desk.out, "began a build", form["who"])
        return "/build"

    def stop(self, form: dict[str, str]) -> str:
        """End the build; what is finished is kept."""
        self.desk.job.stop()
        deeds.at_desk(self.desk.out, "ended a build", form["who"])
        return "/build"

    def approve(self, form: dict[str, str]) -> str:
        """Publish what waits for it."""
        self._edited(form, lambda out, guid, *rest: editorial.approve(out, [guid], *rest))
        return "/?view=review"

    def withdraw(self, form: dict[str, str]) -> str:
        """Take an article back."""
        return self._edited(form, editorial.withdraw, form.get("why", ""))

    def restore(self, form: dict[str, str]) -> str:
        """Undo that."""
        return self._edited(form, editorial.restore)

    def correct(self, form: dict[str, str]) -> str:
        """Say what was wrong."""
        if not form.get("why", "").strip():
            raise ConfigError("say what was wrong: it is published")
        return self._edited(form, editorial.correct, form["why"])

    def uncorrect(self, form: dict[str, str]) -> str:
        """Take the last of it back."""
        return self._edited(form, editorial.uncorrect)

    def _edited(self, form: dict[str, str], deed: Callable[..., tuple[object, list[NarrateError]]], *why: str) -> str:
        guid = form.get("guid", "")
        inbox.article(self.desk.out, guid)  # a form names an article by its guid and by nothing else
        by = editorial.Editor(form["who"], form.get("seen", ""))
        _, errors = deed(self.desk.out, guid, *why, self.desk.settings, by)
        if errors:
            raise errors[0]
        return f"/article?{urlencode({'guid': guid})}"


def _seen(form: Mapping[str, str]) -> int | None:
    """The number of the deed that the editor saw as the last; None where the form says nothing of it."""
    return number_in(form["seen"]) if "seen" in form else None
