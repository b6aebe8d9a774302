"""The pages' policy: nothing of the site meets it, and what a stranger adds to a page does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from clausebook.build.understand import understand
from tests.browser.forms import OPEN_FOLDS
from tests.browser.host import Host
from tests.browser.visitor import pages_of_every_kind
from tests.overlay import GOOD

HEAR = """
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  console.debug("violation", effectiveDirective, blockedURI));
"""
"""Tells of each violation, in every page and frame from its beginning."""
SEARCH, CALCULATOR = "en/search.html", "en/tide-2031-4/2.html"
ELSEWHERE = "https://elsewhere.invalid"


class Window:
    """A browser window on a host of its own, and the violations in it."""

    def __init__(self, host: Host, context: BrowserContext) -> None:
        self.host = host
        self.context = context
        self.violations: list[str] = []
        context.set_default_timeout(5000)
        context.add_init_script(HEAR)
        context.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        told, _, violation = message.text.partition(" ")
        if told == "violation":
            self.violations.append(violation)

    def page(self, path: str) -> Page:
        """A page of the site in a new tab."""
        page = self.context.new_page()
        page.goto(self.host.address + path)
        return page


@pytest.fixture
def window(browser: Browser, small_site: Path) -> Iterator[Window]:
    """A window whose violations nobody has looked at yet."""
    with ExitStack() as stack:
        host = Host(small_site)
        stack.callback(host.stop)
        context = browser.new_context(reduced_motion="reduce")
        stack.callback(context.close)
        yield Window(host, context)


def one_of_every_kind(language: str | None) -> list[str]:
    """A page of each kind that any feature makes in a language."""
    return pages_of_every_kind(understand(GOOD)[0].site, language)


def test_no_page_of_any_kind_meets_its_policy(window: Window, small_site: Path) -> None:
    """The pages of one language from a server, those of the other from the disk."""
    served = [*one_of_every_kind(None), *one_of_every_kind("en"), "zh/no/such.html"]
    addresses = [window.host.address + path for path in served]
    addresses += [(small_site / path).as_uri() for path in one_of_every_kind("zh")]
    page = window.context.new_page()
    for address in addresses:
        page.goto(address)
    assert len(addresses) > 20
    assert window.violations == []


def test_nothing_that_readers_do_meets_the_policy(window: Window) -> None:
    """Searching, typing into the field of every page, calculating; at last without a network."""
    page = window.page(f"{SEARCH}?q=grant")
    expect(page.locator(".hit").first).to_be_visible()
    expect(page.locator("[data-offline]")).to_have_text("available offline", timeout=20_000)
    window.host.stop()
    page.goto(f"{window.host.address}en/about.html")
    page.get_by_role("link", name="licences.txt").click()
    expect(page.locator("body")).to_contain_text("mozillazg, 闲耘")
    page.goto(f"{window.host.address}zh/no/such.html")
    page.goto(f"{window.host.address}{CALCULATOR}")
    calculate(page)
    page.locator("#search-field").press_sequentially("grant")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.locator("#search-field").press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    assert window.violations == []


def calculate(page: Page) -> None:
    """Let the calculator of the page show another amount than at first."""
    form = page.locator("form[data-calculator]").first
    form.evaluate(OPEN_FOLDS)
    form.locator("[name=investment]").fill("300万元")
    form.locator("[name=on]").fill("2031-06-01")
    expect(page.locator("[data-amount]").first).to_have_attribute("data-amount", "90")


# --- what a stranger adds ------------------------------------------------------------------------

ADDED = f"""
<base href="{ELSEWHERE}/">
<script>window.inline = true;</script>
<script src="{ELSEWHERE}/x.js"></script>
<script src="data:text/javascript,window.data = true"></script>
<script src="attack.js" defer></script>
<style>h1 {{ color: red }}</style>
<link rel="stylesheet" href="{ELSEWHERE}/x.css">
<img src="{ELSEWHERE}/x.png" onerror="window.handler = true">
<p style="color: red" onclick="window.clicked = true" id="clausebook">words</p>
<iframe src="{ELSEWHERE}/x.html"></iframe>
<iframe srcdoc="<script>parent.framed = true</script>"></iframe>
<object data="{ELSEWHERE}/x.svg"></object>
<embed src="{ELSEWHERE}/x.pdf">
<video src="{ELSEWHERE}/x.mp4"></video>
<form action="{ELSEWHERE}/x" id="away"><button>send</button></form>
<a id="address" href="javascript:window.followed = true">follow</a>
"""
"""What may stand in a page that somebody has changed on its way."""

ATTACKS = f"""
window.attacks = {{
  "innerHTML": () => void (document.body.innerHTML = "<b>"),
  "outerHTML": () => void (document.body.lastElementChild.outerHTML = "<b>"),
  "insertAdjacentHTML": () => document.body.insertAdjacentHTML("beforeend", "<b>"),
  "write": () => document.write("<b>"),
  "setHTMLUnsafe": () => document.body.setHTMLUnsafe("<b>"),
  "srcdoc": () => void (document.createElement("iframe").srcdoc = "<b>"),
  "DOMParser": () => new DOMParser().parseFromString("<b>", "text/html"),
  "fragment": () => document.createRange().createContextualFragment("<b>"),
  "script.src": () => void (document.createElement("script").src = "assets/main.js"),
  "script.text": () => void (document.createElement("script").text = "1"),
  "script.append": () => {{
    const $script = document.createElement("script");
    $script.append("window.appended = true");
    document.head.append($script);
    if (!window.appended) throw new Error();
  }},
  "onclick": () => document.body.setAttribute("onclick", "window.clicked = true"),
  "eval": () => eval("1"),
  "Function": () => new Function("1"),
  "setTimeout": () => setTimeout("window.timed = true"),
  "setInterval": () => setInterval("window.timed = true"),
  "policy": () => trustedTypes.createPolicy("another", {{ createHTML: (text) => text }}),
  "policy again": () => trustedTypes.createPolicy("clausebook", {{ createHTML: (text) => text }}),
  "policy of all": () => trustedTypes.createPolicy("default", {{ createHTML: (text) => text }}),
  "Worker": () => new Worker("/x.js"),
  "service worker": () => navigator.serviceWorker.register("/x.js"),
  "import": () => import("{ELSEWHERE}/x.js"),
  "fetch": () => fetch("/"),
  "EventSource": () => new Promise((resolve, reject) => {{
    const events = new EventSource("/");
    events.onerror = reject;
  }}),
  "another site's script": () => clausebook.trusted("{ELSEWHERE}/x.js"),
  "a script beside the site": () => clausebook.trusted("../x.js"),
  "a script of no kind": () => clausebook.trusted("x.js"),
}};
window.tried = Promise.all(
  Object.entries(attacks).map(async ([name, attack]) => {{
    try {{
      await attack();
      return [name];
    }} catch {{
      return [];
    }}
  }}),
).then((done) => done.flat());
"""
"""What a script could try that has found its way into the site; the names of what succeeds."""

SEND = """() => new Promise((resolve) => {
  addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
    if (effectiveDirective === "form-action") resolve();
  });
  document.getElementById("away").requestSubmit();
})"""
"""Sends the form, and waits until it is refused."""
DONE = ("inline", "data", "handler", "clicked", "framed", "followed", "appended", "timed")
"""What any of it would leave behind in the page's window."""
REFUSED = {
    *("script-src-elem inline", "script-src-elem data", f"script-src-elem {ELSEWHERE}/x.js"),
    *("script-src-attr inline", "style-src-elem inline", "style-src-attr inline"),
    *(f"style-src-elem {ELSEWHERE}/x.css", f"img-src {ELSEWHERE}/x.png"),
    *(f"media-src {ELSEWHERE}/x.mp4", f"frame-src {ELSEWHERE}", f"object-src {ELSEWHERE}"),
    *(f"base-uri {ELSEWHERE}/", f"form-action {ELSEWHERE}/x?"),
    *("require-trusted-types-for trusted-types-sink", "trusted-types trusted-types-policy"),
    "connect-src /",
}
"""The directives that say so, and to whom."""


def alter(page: Page, path: str, html: str) -> None:
    """Another page at an address of the site."""
    page.route(f"**/{path}*", lambda route: route.fulfill(body=html, content_type="text/html"))


def test_what_is_added_to_a_page_does_nothing(window: Window, small_site: Path) -> None:
    html = (small_site / CALCULATOR).read_text(encoding="utf-8")
    page = window.context.new_page()
    alter(page, CALCULATOR, html.replace("</body>", f"{ADDED}</body>"))
    page.route("**/attack.js", lambda route: route.fulfill(body=ATTACKS))
    page.goto(window.host.address + CALCULATOR)
    assert page.evaluate("tried") == []
    page.locator("#clausebook").click()
    page.locator("#address").click()
    calculate(page)
    page.evaluate(SEND)
    assert page.evaluate("(names) => names.filter((name) => name in window)", DONE) == []
    assert {found.replace(window.host.origin, "") for found in window.violations} == REFUSED


def test_a_browser_without_trusted_types_shows_the_same(window: Window, small_site: Path) -> None:
    html = (small_site / SEARCH).read_text(encoding="utf-8")
    plain = html.replace("; require-trusted-types-for 'script'; trusted-types clausebook", "")
    assert plain != html
    page = window.context.new_page()
    page.add_init_script("delete window.trustedTypes")
    alter(page, SEARCH, plain)
    for address in ((small_site / SEARCH).as_uri(), window.host.address + SEARCH):
        page.goto(f"{address}?q=grant")
        expect(page.locator(".hit").first).to_be_visible()
        assert page.evaluate("typeof trustedTypes") == "undefined"
    expect(page.locator("[data-offline]")).to_have_text("available offline", timeout=20_000)
