"""http(s) addresses → pages: bounded in time and size, no other scheme followed."""

from __future__ import annotations

import urllib3

from narrate import __version__
from narrate.errors import SourceError

TIMEOUT = urllib3.Timeout(connect=10, read=30)
RETRIES = urllib3.Retry(total=3, redirect=5, backoff_factor=0.5, status_forcelist=(429, 502, 503, 504))


def fetch(url: str, most: int) -> tuple[bytes, str]:
    """The body (up to `most` + 1 bytes, decompressed) and its media type. Raises SourceError."""
    agent = {"User-Agent": f"narrate/{__version__}", "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8"}
    try:
        with urllib3.PoolManager(headers=agent, timeout=TIMEOUT, retries=RETRIES) as pool:
            answer = pool.request("GET", url, preload_content=False)
            if answer.status >= 400:  # noqa: PLR2004 - RFC 9110 §15.5: 4xx and 5xx are errors
                raise SourceError(
                    f"{url} answered {answer.status}: check the address, or save the page and name the file"
                )
            content = answer.read(most + 1, decode_content=True)
            answer.release_conn()
    except urllib3.exceptions.HTTPError as error:
        raise SourceError(
            f"{url} can't be fetched ({type(error).__name__}): check the address and the network"
        ) from error
    kind = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
    return content, kind if kind.startswith(("text/", "application/xhtml")) else ""
