"""A door for a CMS: `POST /hook` with the shared secret says that something has changed, and the next build begins.

Nothing that is sent decides anything: what is built are the places that the user named. Who asks proves that it knows the
secret, as a bearer token (RFC 6750 §2.1) or by a signature over the body, as GitHub and others sign
(https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries).
"""

from __future__ import annotations

import hashlib
import hmac
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from narrate.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = "/hook"
SECRET = "NARRATE_HOOK_SECRET"  # noqa: S105 - the name of the environment's variable
SHORTEST = 16  # characters of a secret
LARGEST = 1024 * 1024  # bytes of a body
PATIENCE = 10  # seconds for a request to come in


def is_known(secret: str, authorization: str, signature: str, body: bytes) -> bool:
    """Whether who asks knows the secret; takes as long whatever it sent."""
    signed = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    token = hmac.compare_digest(authorization.encode(), f"Bearer {secret}".encode())
    return hmac.compare_digest(signature.encode(), signed.encode()) or token


@contextmanager
def listening(host: str, port: int, secret: str, woken: threading.Event) -> Iterator[str]:
    """Listen while this lasts: the door's address. Each call that is known sets `woken`. Raises OutputError."""

    class Door(BaseHTTPRequestHandler):
        timeout = PATIENCE

        def do_POST(self) -> None:
            """202 for whoever knows the secret, 403 for others, 404 elsewhere."""
            length = self.headers.get("Content-Length", "0")
            if not length.isdecimal() or int(length) > LARGEST:
                self._answer(413)
                return
            body = self.rfile.read(int(length))
            given = (self.headers.get("Authorization", ""), self.headers.get("X-Hub-Signature-256", ""))
            if self.path.partition("?")[0] != PATH:
                self._answer(404)
            elif is_known(secret, *given, body):
                woken.set()
                self._answer(202)
            else:
                self._answer(403)

        def do_GET(self) -> None:
            """There is nothing to be read here."""
            self._answer(405 if self.path == PATH else 404)

        def _answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    try:
        server = ThreadingHTTPServer((host, port), Door)
    except (OSError, OverflowError, UnicodeError) as error:
        raise OutputError(f"port {port} of {host} can't be opened ({error}): choose another --hook") from error
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{f'[{host}]' if ':' in host else host}:{server.server_address[1]}{PATH}"
    finally:
        server.shutdown()
        server.server_close()
