"""The preview server: pages wait for builds, and problems reach them."""

from __future__ import annotations

import json
import os
import socket
import struct
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from clausebook.build import serve
from clausebook.build.serve import Builds, make_server
from clausebook.build.write.marker import MARKER, marker
from clausebook.messages import say
from clausebook.problems import Problem

PROBLEM = Problem("content/x/1.yaml", 3, 5, say("empty.raw", text="write </script> something."))


@pytest.fixture
def builds() -> Builds:
    """One good build has happened."""
    found = Builds()
    found.done([])
    return found


@pytest.fixture
def server(builds: Builds, tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    """A running server over a site of one page."""
    site = tmp_path / "site"
    (site / "zh").mkdir(parents=True)
    (site / "zh" / "index.html").write_text("<head></head><p>条款</p>", encoding="utf-8")
    (site / "zh" / "a.css").write_text("p{}", encoding="utf-8")
    (site / MARKER).write_bytes(marker(["zh/index.html", "zh/a.css"]))
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (tmp_path / "site-2").mkdir()
    (tmp_path / "site-2" / "secret.html").write_text("secret", encoding="utf-8")
    with make_server(builds, site, 0) as found:
        threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True).start()
        yield found
        found.shutdown()


@pytest.fixture
def port(server: ThreadingHTTPServer) -> int:
    """Where it is."""
    return server.server_port


def answer(port: int, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port)
    connection.request(method, path, headers=headers)
    found = connection.getresponse()
    found.body = found.read()  # type: ignore[attr-defined]
    connection.close()
    return found


def get(port: int, path: str) -> str:
    found = answer(port, path)
    assert found.status == 200
    return str(found.body.decode())  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", ["/zh/index.html", "/zh/", "/zh/index.html?q=1"])
def test_pages_get_the_waiting_script_and_nothing_else_changes(port: int, page: str) -> None:
    expected = '<head><script src="/__live.js?known=1" defer></script></head><p>条款</p>'
    assert get(port, page) == expected


def test_pages_start_no_worker_and_one_that_was_started_is_told_to_leave(
    port: int, tmp_path: Path
) -> None:
    start = '<script src="../assets/offline.0123456789.js" defer></script>\n'
    other = '<script src="../assets/main.0123456789.js" defer></script>\n'
    page = tmp_path / "site" / "zh" / "scripts.html"
    page.write_text(f"<head>{other}{start}</head>", encoding="utf-8")
    found = get(port, "/zh/scripts.html")
    assert found.startswith(f"<head>{other}<script src=")
    assert "offline" not in found
    for place in ("/service-worker.js", "/sub/path/service-worker.js"):
        assert "registration.unregister()" in get(port, place)


def test_other_files_are_served_as_they_are(port: int) -> None:
    assert get(port, "/zh/a.css") == "p{}"


def test_nothing_is_kept_by_the_browser_or_loaded_by_other_sites(port: int) -> None:
    for path in ("/zh/", "/zh/a.css", "/no.css", "/__live.js"):
        found = answer(port, path)
        assert found.headers["Cache-Control"] == "no-store"
        assert found.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert found.headers["X-Content-Type-Options"] == "nosniff"


def test_a_folder_gets_its_final_slash_and_stays_on_this_server(port: int) -> None:
    for path, leads in (("/zh", "/zh/"), ("//zh?q=1", "/zh/?q=1"), ("/%2Fzh", "/zh/")):
        found = answer(port, path)
        assert (found.status, found.headers["Location"]) == (301, leads)


OUTSIDE = (
    *("/../secret.html", "/%2e%2e/secret.html", "/zh/../../secret.html", "/%2e%2e%2fsecret.html"),
    *("/..%5csecret.html", "/../site-2/secret.html", "//../secret.html"),
    *("/zh/..%2f..%2fsecret.html", "/linked.html", "/around/secret.html"),
)


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_site_is_served(path: str, port: int, tmp_path: Path) -> None:
    (tmp_path / "site" / "linked.html").symlink_to(tmp_path / "secret.html")
    (tmp_path / "site" / "around").symlink_to(tmp_path)
    found = answer(port, path)
    assert found.status == 404
    assert b"secret" not in found.body  # type: ignore[attr-defined]


def test_a_folder_that_no_build_made_is_not_served(port: int, tmp_path: Path) -> None:
    (tmp_path / "site" / MARKER).unlink()
    assert "There is no site yet." in get(port, "/zh/index.html")
    assert answer(port, "/zh/a.css").status == 404


def test_a_file_whose_name_is_no_utf8_is_served(port: int, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path / "site") + b"/\xff.css")).write_text("q{}")
    assert get(port, "/%ff.css") == "q{}"


# --- odd requests ------------------------------------------------------------------------------

ODD = {
    "a zero": (b"GET /zh/%00.html HTTP/1.1", 404),
    "a zero at the end": (b"GET /zh/index.html%00 HTTP/1.1", 404),
    "a long name": (b"GET /" + b"a" * 5_000 + b" HTTP/1.1", 404),
    "a long path": (b"GET /" + b"a/" * 5_000 + b" HTTP/1.1", 404),
    "a line without end": (b"GET /" + b"a" * 70_000 + b" HTTP/1.1", 414),
    "half an escape": (b"GET /zh/%z%4 HTTP/1.1", 404),
    "no UTF-8": (b"GET /%ff%fe HTTP/1.1", 404),
    "no UTF-8 as it is": (b"GET /\xff\xfe HTTP/1.1", 404),
    "half a pair": (b"GET /%ed%a0%80.html HTTP/1.1", 404),
    "a whole address": (b"GET http://[ HTTP/1.1", 404),
    "two slashes": (b"GET //[ HTTP/1.1", 404),
    "a page as a folder": (b"GET /zh/index.html/ HTTP/1.1", 404),
    "a circle": (b"GET /circle/x.html HTTP/1.1", 404),
    "a pipe": (b"GET /pipe.html HTTP/1.1", 404),
    "many digits": (b"GET /__live.js?known=" + b"9" * 5_000 + b" HTTP/1.1", 200),
    "other digits": (b"GET /__live.js?known=%D9%A3 HTTP/1.1", 200),
    "half a query": (b"GET /__live.js?&&=&known HTTP/1.1", 200),
    "sent": (b"POST /zh/ HTTP/1.1\r\nContent-Length: 1", 405),
    "put": (b"PUT /zh/index.html HTTP/1.1", 405),
    "deleted": (b"DELETE /zh/index.html HTTP/1.1", 405),
    "options": (b"OPTIONS * HTTP/1.1", 405),
    "no method": (b"FETCH /zh/ HTTP/1.1", 501),
    "no text": (b"\x16\x03\x01\x02\x00 \x01\x00 \xff", 400),
    "no version": (b"GET / HTTP/x", 400),
    "many headers": (b"GET / HTTP/1.1" + b"\r\nA: b" * 200, 431),
    "no host": (b"GET /zh/ HTTP/1.0", 200),
}


@pytest.mark.parametrize("case", ODD)
def test_odd_requests_are_answered_and_leave_no_trace(
    case: str, port: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site" / "circle").symlink_to("circle")
    os.mkfifo(tmp_path / "site" / "pipe.html")
    request, status = ODD[case]
    assert said(port, request + b"\r\n\r\n").startswith(b"HTTP/1.0 %d " % status)
    assert get(port, "/zh/a.css") == "p{}"
    assert capfd.readouterr() == ("", "")


def said(port: int, request: bytes) -> bytes:
    """All that the server says to these bytes."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(4096), b""))


def test_a_head_is_answered_without_the_body(port: int) -> None:
    for path in ("/zh/", "/zh/a.css", "/__live.js", "/__news.js?since=1", "/none/"):
        found = answer(port, path, "HEAD")
        assert found.body == b""  # type: ignore[attr-defined]
        if "news" not in path:
            whole = answer(port, path)
            assert found.headers["Content-Length"] == whole.headers["Content-Length"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *((host, 200) for host in ("localhost", "LOCALHOST:1", "127.0.0.1:80", "[::1]:8000")),
        *((host, 421) for host in ("evil.example", "localhost.evil.example", "127.0.0.1.nip.io")),
        *((host, 421) for host in ("", "evil.example:8000", "127.0.0.1:80@evil", "10.0.0.1")),
    ],
)
def test_other_hosts_are_refused(host: str, status: int, port: int) -> None:
    """A name of another site may lead here, and its pages would read what is not published."""
    for path in ("/zh/", "/zh/a.css", "/__live.js", "/no"):
        found = answer(port, path, Host=host)
        assert found.status == (404 if (status, path) == (200, "/no") else status)


def test_one_of_two_hosts_is_refused(port: int) -> None:
    request = b"GET /zh/ HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"
    assert said(port, request).startswith(b"HTTP/1.0 421 ")


def test_a_page_that_is_closed_while_it_waits_leaves_no_trace(
    server: ThreadingHTTPServer,
    builds: Builds,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    asked, ended = threading.Event(), threading.Event()
    news, shut = builds.news, server.shutdown_request

    def ask(since: int) -> str:
        asked.set()
        return news(since)

    def end(request: socket.socket) -> None:
        shut(request)
        ended.set()

    monkeypatch.setattr(builds, "news", ask)
    monkeypatch.setattr(server, "shutdown_request", end)
    with socket.create_connection(("127.0.0.1", server.server_port)) as connection:
        connection.sendall(b"GET /__news.js?since=1 HTTP/1.1\r\n\r\n")
        assert asked.wait(60)
        reset = struct.pack("ii", 1, 0)  # closed at once, so that nothing more arrives
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
    builds.done([])
    assert ended.wait(60)
    assert capfd.readouterr() == ("", "")


def test_what_else_goes_wrong_is_told_in_a_line(
    port: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError("too much")

    monkeypatch.setattr(serve, "_file_of", fail)
    assert said(port, b"GET /zh/ HTTP/1.1\r\n\r\n") == b""
    assert capfd.readouterr() == ("", "The preview could not answer: MemoryError('too much')\n")


# --- news --------------------------------------------------------------------------------------


def news(port: int, since: int) -> tuple[int, list[str]]:
    """The number and the problems that a waiting page is told."""
    first, second = get(port, f"/__news.js?since={since}&turn=1").splitlines()
    number = first.removeprefix("export const number = ").removesuffix(";")
    return int(number), json.loads(second.removeprefix("export const problems = ").strip(";"))


def test_the_first_script_begins_to_wait_when_the_page_is_complete(port: int) -> None:
    script = get(port, "/__live.js?known=1")
    assert "let known = 1;" in script
    assert 'addEventListener("load", listen);' in script


def test_a_good_build_is_news_for_waiting_pages(port: int, builds: Builds) -> None:
    told: list[object] = []
    waiting = threading.Thread(target=lambda: told.append(news(port, 1)))
    waiting.start()
    builds.done([])
    waiting.join()
    assert told == [(2, [])]


def test_problems_reach_waiting_pages_with_their_place(port: int, builds: Builds) -> None:
    builds.done([PROBLEM, "content/\udcff: cannot be read."])
    written = "content/x/1.yaml:3:5: error[empty]: write </script> something."
    assert news(port, 1) == (2, [written, "content/\udcff: cannot be read."])


def test_a_page_of_an_earlier_server_has_news_at_once(port: int) -> None:
    assert news(port, 57) == (1, [])


def test_no_more_than_three_pages_wait_at_a_time(builds: Builds) -> None:
    """A browser has six connections for all its pages; who has waited longest goes on."""
    told: list[int] = []
    waiting = []
    for number in range(5):
        thread = threading.Thread(target=lambda n=number: (builds.news(1), told.append(n)))
        thread.start()
        waiting.append(thread)
        if number >= 3:
            waiting[number - 3].join()
    assert told == [0, 1]
    builds.done([])
    for thread in waiting:
        thread.join()
    assert sorted(told) == [0, 1, 2, 3, 4]


def test_a_page_loaded_while_something_is_wrong_is_told_at_once(port: int, builds: Builds) -> None:
    builds.done([PROBLEM])
    assert "/__live.js?known=1" in get(port, "/zh/index.html")


def test_a_number_that_is_none_waits_for_the_first_news(port: int) -> None:
    assert get(port, "/__live.js?known=x") == get(port, "/__live.js")


def test_a_page_that_is_not_there_comes_to_life_when_it_is(port: int) -> None:
    for path in ("/zh/new.html", "/new/", "/new"):
        found = answer(port, path)
        assert found.status == 404
        assert b'<script src="/__live.js?known=1" defer>' in found.body  # type: ignore[attr-defined]


def test_a_port_that_is_in_use_is_refused_to_a_second_server(port: int, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        make_server(Builds(), tmp_path, port)
