"""narrate.toml and voices/*.toml → frozen settings. The only room that reads configuration.

Every setting has a default, a type and a line in the file that `narrate init` writes.
"""

from __future__ import annotations

from narrate.config.checks import missing
from narrate.config.command import narrowed, seconds_of, tuned
from narrate.config.files import LARGEST, load_settings, parsed
from narrate.config.pages import (
    MANNER,
    TOLD,
    manner_at,
    pauses,
    places,
    rules,
    rules_fitting,
    rules_of,
    seen_from,
    voice_at,
    wanted_pages,
)
from narrate.config.profiles import (
    UNREAD,
    choose_voice,
    online_profiles,
    voices,
    voices_folder,
)
from narrate.config.recipes import (
    Imprint,
    Recipe,
    imprint,
    imprint_key,
    key_at,
    recipe,
    recipe_key,
    sound,
)
from narrate.config.settings import (
    LOCAL_URL,
    NAME,
    Feed,
    Label,
    Part,
    Publish,
    Reading,
    Rule,
    Settings,
    Site,
    Sources,
    Speech,
)
from narrate.config.show import base_url, cover, cover_key, podcast, refuse, sections_of, shows
from narrate.config.words import entry_of, lexicon, lexicon_file, policy, site_lexicon

__all__ = [
    "LARGEST",
    "LOCAL_URL",
    "MANNER",
    "NAME",
    "TOLD",
    "UNREAD",
    "Feed",
    "Imprint",
    "Label",
    "Part",
    "Publish",
    "Reading",
    "Recipe",
    "Rule",
    "Settings",
    "Site",
    "Sources",
    "Speech",
    "base_url",
    "choose_voice",
    "cover",
    "cover_key",
    "entry_of",
    "imprint",
    "imprint_key",
    "key_at",
    "lexicon",
    "lexicon_file",
    "load_settings",
    "manner_at",
    "missing",
    "narrowed",
    "online_profiles",
    "parsed",
    "pauses",
    "places",
    "podcast",
    "policy",
    "recipe",
    "recipe_key",
    "refuse",
    "rules",
    "rules_fitting",
    "rules_of",
    "seconds_of",
    "sections_of",
    "seen_from",
    "shows",
    "site_lexicon",
    "sound",
    "tuned",
    "voice_at",
    "voices",
    "voices_folder",
    "wanted_pages",
]
