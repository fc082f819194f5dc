"""The web server around the application."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import Callable

import uvicorn

from corpus.errors import FilterError, SettingsError

from .app import create_app
from .service import Service

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def serve(service: Service, *, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Answer requests until told to stop.

    Args:
        service: what answers.
        host: an address of this machine alone; there are no keys yet that would guard another.
        port: 0 is any free one.
        tell: is told the address of the page, once it is known.

    Raises:
        FilterError: *host* can be reached from elsewhere.
        SettingsError: the address is taken or is none of this machine's.
    """
    if not is_loopback(host):
        raise FilterError(
            "host",
            f"Praksis svarer kun på denne maskine (127.0.0.1), ikke på {host}: der er ingen adgangsnøgler endnu, "
            "så alle, der kan nå adressen, kunne læse dokumenterne.",
        )
    with _listening(host, port) as listener:
        port = listener.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        application = create_app(service, hosts=LOOPBACK_NAMES | {host.lower()})
        # No access log: what people search for is nobody's business.
        config = uvicorn.Config(application, log_level="warning", access_log=False, server_header=False)
        tell(f"http://{shown}:{port}/")
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def is_loopback(host: str) -> bool:
    """Whether *host* is an address that only this machine can reach."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(
            f"Kan ikke lytte på {host}, port {port} ({error.strerror}). Vælg en anden port med --port."
        ) from error
