"""The preview server: pages wait for builds, and problems reach them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from clausebook.build.serve import Builds, make_server
from clausebook.problems import Problem

PROBLEM = Problem("content/x/1.yaml", 3, 5, "empty", "write </script> something.")


@pytest.fixture
def builds() -> Builds:
    """One good build has happened."""
    found = Builds()
    found.done([])
    return found


@pytest.fixture
def address(builds: Builds, tmp_path: Path) -> Iterator[str]:
    """A running server over a site of one page."""
    site = tmp_path / "site"
    (site / "zh").mkdir(parents=True)
    (site / "zh" / "index.html").write_text("<head></head><p>条款</p>", encoding="utf-8")
    (site / "zh" / "a.css").write_text("p{}", encoding="utf-8")
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    with make_server(builds, site, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def get(address: str) -> str:
    with urlopen(address) as answer:
        return str(answer.read().decode())


@pytest.mark.parametrize("page", ["/zh/index.html", "/zh/", "/zh/index.html?q=1"])
def test_pages_get_the_waiting_script_and_nothing_else_changes(address: str, page: str) -> None:
    expected = '<head><script src="/__live.js?known=1" defer></script></head><p>条款</p>'
    assert get(address + page) == expected


def test_pages_start_no_worker_and_one_that_was_started_is_told_to_leave(
    address: str, tmp_path: Path
) -> None:
    start = '<script src="../assets/offline.0123456789.js" defer></script>\n'
    other = '<script src="../assets/main.0123456789.js" defer></script>\n'
    page = tmp_path / "site" / "zh" / "scripts.html"
    page.write_text(f"<head>{other}{start}</head>", encoding="utf-8")
    found = get(f"{address}/zh/scripts.html")
    assert found.startswith(f"<head>{other}<script src=")
    assert "offline" not in found
    for place in ("/service-worker.js", "/sub/path/service-worker.js"):
        assert "registration.unregister()" in get(address + place)


def test_other_files_are_served_as_they_are(address: str) -> None:
    assert get(f"{address}/zh/a.css") == "p{}"


def test_nothing_outside_the_site_is_served(address: str) -> None:
    for path in ("/../secret.html", "/%2e%2e/secret.html", "/zh/../../secret.html"):
        with pytest.raises(HTTPError, match="404"):
            get(address + path)


def test_the_first_script_only_starts_to_wait_when_the_page_is_complete(address: str) -> None:
    script = get(f"{address}/__live.js?known=1")
    assert script.startswith('addEventListener("load"')
    assert "/__live.js?since=1" in script


def test_a_good_build_reloads_waiting_pages(address: str, builds: Builds) -> None:
    answers: list[str] = []
    waiting = threading.Thread(target=lambda: answers.append(get(f"{address}/__live.js?since=1")))
    waiting.start()
    builds.done([])
    waiting.join()
    assert answers == ["location.reload();\n"]


def test_problems_reach_waiting_pages_with_their_place(address: str, builds: Builds) -> None:
    builds.done([PROBLEM])
    script = get(f"{address}/__live.js?since=1")
    assert "content/x/1.yaml:3:5: error[empty]: write \\u003c/script> something." in script
    assert "/__live.js?since=2" in script


def test_a_page_loaded_while_something_is_wrong_is_told_at_once(
    address: str, builds: Builds
) -> None:
    builds.done([PROBLEM])
    assert "/__live.js?known=1" in get(f"{address}/zh/index.html")


def test_a_number_that_is_none_waits_for_the_first_news(address: str) -> None:
    assert get(f"{address}/__live.js?known=x") == get(f"{address}/__live.js")
