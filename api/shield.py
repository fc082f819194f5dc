"""What every answer passes on its way out: safe headers, HEAD, counting, and the check of the host name."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import problem, problem_response

logger = logging.getLogger(__name__)

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Our page takes style and script from its own files alone, and nothing from anywhere else."""

FILE_POLICY = "frame-ancestors 'self'"
"""A browser's PDF viewer needs scripts and styles of its own."""


class Requests:
    """How many requests were answered, by method and status; safe to share between threads."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, int]] = Counter()
        self._lock = threading.Lock()

    def count(self, method: str, status: int) -> None:
        """Note one answer."""
        with self._lock:
            self._counts[method, status] += 1

    def counts(self) -> list[tuple[str, int, int]]:
        """Method, status and number, in a stable order."""
        with self._lock:
            return [(method, status, count) for (method, status), count in sorted(self._counts.items())]


class Shield:
    """An ASGI layer around the whole application.

    Args:
        app: what answers.
        requests: where answers are counted.
        failed: the answer where ours failed.
        hosts: the host names that may stand in a request, or ``None`` for any. A page elsewhere that
            makes its own name point to this machine (DNS rebinding) could otherwise read the corpus.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        requests: Requests,
        failed: Callable[[Request], Response],
        hosts: Collection[str] | None,
    ) -> None:
        self._app = app
        self._requests = requests
        self._failed = failed
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method, started = scope["method"], False

        async def send_shielded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._requests.count(method, message["status"])
                _protect(MutableHeaders(scope=message))
            elif method == "HEAD" and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        host = _host_name(Headers(scope=scope).get("host", ""))
        if self._hosts is not None and host not in self._hosts:
            wrong = problem(421, scope["path"], detail=f"Praksis svarer ikke på navnet «{host}».")
            await problem_response(wrong)(scope, receive, send_shielded)
            return
        # FastAPI's routes know GET alone; HEAD is GET without the body.
        inner = {**scope, "method": "GET"} if method == "HEAD" else scope
        try:
            await self._app(inner, receive, send_shielded)
        except Exception:  # the outermost edge: whatever it is, the asker gets an answer and we a trace
            logger.exception("uventet fejl på %s", scope["path"])
            if started:
                raise
            await self._failed(Request(inner))(inner, receive, send_shielded)


def _protect(headers: MutableHeaders) -> None:
    is_file = headers.get("content-type", "").startswith("application/pdf")
    headers.setdefault("Content-Security-Policy", FILE_POLICY if is_file else PAGE_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")


def _host_name(host: str) -> str:
    """The host without its port: "[::1]:8000" is "::1"."""
    if host.startswith("["):
        return host[1:].split("]")[0]
    return host.rsplit(":", 1)[0].lower()
