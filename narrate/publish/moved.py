"""Where a site was before: every old address beside its new one, and the lines by which a server sends apps and readers on.

Knows addresses only. The lines are for the server of the old address: the names below it stay as they were.
nginx: https://nginx.org/en/docs/http/ngx_http_rewrite_module.html ; Apache: https://httpd.apache.org/docs/2.4/mod/mod_alias.html ;
_redirects: https://docs.netlify.com/manage/routing/redirects/redirect-options/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from narrate.publish.servers import path_of, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LIST = "lists/moved.txt"
# A line for one old address, by the file that holds it.
SERVERS = {
    "lists/moved.nginx.conf": "# {old}\nrewrite {pattern} {kept} permanent;\n",
    "lists/moved.apache.conf": "# {old}\nRedirectMatch permanent {pattern} {plain}\n",
    "lists/moved.redirects": "# {old}\n{start}* {new}:splat 301\n",
}


def files(former: Sequence[tuple[str, Iterable[str]]], url: str) -> Iterator[tuple[str, str]]:
    """Names and contents; none where the site never moved. `former`: each old address and what it had, as names below it."""
    if not former:
        return
    yield LIST, "".join(f"{old}{name} {url}{name}\n" for old, names in former for name in names)
    for name, line in SERVERS.items():
        yield name, "".join(_line(line, old, url) for old, _ in former)


def _line(line: str, old: str, new: str) -> str:
    one, other = urlsplit(old), urlsplit(new)
    inner = path_of(new).removeprefix(path_of(old)) if one.netloc == other.netloc else ""
    within = inner if path_of(new).startswith(path_of(old)) else ""
    but = f"(?!{re.escape(within)})" if within else ""  # what is at the new address already is not sent round
    return line.format(
        old=old,
        start=one.path,
        new=new,
        pattern=quoted(f"^{re.escape(path_of(old))}{but}(.*)$"),
        kept=quoted(new.replace("$", "%24") + "$1"),  # a dollar begins a variable
        plain=quoted(other._replace(path=path_of(new)).geturl().replace("$", r"\$") + "$1"),  # escaped by Apache
    )
