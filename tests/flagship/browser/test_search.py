"""The search page, from the disk and from a server."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Route, expect

from clausebook.rules.validity import status_on
from clausebook.told.strings import fill, page_words, script_words
from tests.browser.visitor import Mode, Site, Visitor, in_all_modes, in_two_modes
from tests.engines.window import until
from tests.published import validity_of

Json = dict[str, Any]

QUERIES = {
    "zh": [
        ("洁净车间", "minhang-2025-1/12"),
        ("改良型新药 委托", "shanghai-2022-13/6"),
        ("７５００万元", "shanghai-2022-13/5"),
        ("区数据局", "minhang-2025-1/7"),
        ("沪惠保", "shanghai-2022-13/18"),
    ],
    "en": [
        ("cleanroom", "minhang-2025-1/12"),
        ("milestone payment", "shanghai-2022-13/14"),
        ("ethics review", "minhang-2025-1/6"),
        ("multi-storey factories", "minhang-2025-1/11"),
    ],
}
HOSTILE = (
    "title:x",
    "-药",
    "+药 -a",
    '"',
    "<img src=x onerror=alert(1)>",
    "\u0000",
    "\u202e",
    "*",
    "~9",
    "__proto__ constructor",
    "药" * 9999,
)
DAY = "2026-11-23"
MOMENT = f"{DAY}T12:00:00+08:00"


class Search:
    """The search page as its reader sees it."""

    def __init__(self, visitor: Visitor, mode: Mode, query: str = "") -> None:
        self.words = script_words("search", mode.language)  # type: ignore[arg-type]
        self.page = visitor.context(mode.device).new_page()
        self.page.clock.set_fixed_time(MOMENT)
        self.page.goto(visitor.address(f"{mode.language}/search.html{query}", mode.place))
        self.field = self.page.locator("#query")
        self.status = self.page.locator("[data-search-status]")
        self.more = self.page.locator("[data-search-more]")
        self.wait()

    def wait(self) -> None:
        """Until the first answer is there."""
        expect(self.page.locator('[data-module="search-page"]')).to_have_attribute(
            "data-state", "ready"
        )

    def type(self, query: str) -> list[str]:
        """A query; the clauses that are listed for it, the best first."""
        self.field.fill(query)
        expect(self.status).to_contain_text(query)
        return self.hits()

    def hits(self) -> list[str]:
        """The listed clauses."""
        return [*self.page.locator("[data-search-results] > li").evaluate_all(CLAUSES)]

    def all(self) -> list[str]:
        """All clauses that are found, after every step of the list."""
        while self.more.is_visible():
            shown = len(self.hits())
            self.more.click()
            expect(self.page.locator(".hit").nth(shown)).to_be_visible()
        return self.hits()

    def counts(self) -> dict[str, dict[str, int]]:
        """What each facet offers, as far as it is shown."""
        counts: dict[str, dict[str, int]] = self.page.evaluate(COUNTS)
        return counts

    def choose(self, facet: str, value: str) -> None:
        """A box, on whatever screen; its answer is there afterwards."""
        button = self.page.locator("[data-filters-button]")
        if button.is_visible() and button.get_attribute("aria-expanded") == "false":
            button.click()
        group = self.page.locator(f"[data-facet={facet}]")
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        box = group.locator(f'[value="{value}"]')
        box.click()
        name = box.locator("xpath=following-sibling::span[1]").inner_text()
        expect(self.page.locator("[data-chips]")).to_contain_text(name)

    def asked(self) -> dict[str, list[str]]:
        """What the address says."""
        return parse_qs(urlsplit(self.page.url).query)


CLAUSES = "$all => $all.map($one => $one.dataset.clause)"
COUNTS = """() => Object.fromEntries([...document.querySelectorAll("[data-facet]")]
  .map($facet => [$facet.dataset.facet, Object.fromEntries(
    [...$facet.querySelectorAll("li:not([hidden])")]
      .map($item => [$item.querySelector("input").value, $item.querySelector(".count").textContent])
      .filter(([, n]) => n !== "")
      .map(([value, n]) => [value, Number(n)]))])
  .filter(([, counts]) => Object.keys(counts).length > 0))"""
BROUGHT = """[/^search\\/en-\\d/, /^search\\/shard-/].map(file =>
  [...clausebook.registered.keys()].filter(name => file.test(name)).length)
  .concat([...clausebook.registered.keys()].some(name => name.startsWith("search/spellings.")))"""
EVERYTHING = """query => clausebook.registered.get("engine").find(query)
  .then(({ hits }) => hits.map(hit => hit.place))"""


class Clauses:
    """The clauses as the published data have them: what each can be chosen by."""

    def __init__(self, site: Site) -> None:
        documents = {row["id"]: row for row in site.data("documents.json")}
        forms: dict[str, set[str]] = {}
        for benefit in site.data("benefits.json"):
            forms.setdefault(benefit["clause"].partition("#")[0], set()).add(benefit["form"])
        self.rows = site.data("clauses.json")
        self.ids = [row["id"] for row in self.rows]
        self.values = {
            row["id"]: {
                "jurisdiction": {documents[row["document"]]["jurisdiction"]},
                "document": {row["document"]},
                "status": {status_on(validity_of(row["validity"]), DAY)},
                "calculator": {"yes"} if row["id"] in forms else set(),
                "topic": {topic["id"] for topic in row["topics"]},
                "support": forms.get(row["id"], set()),
                "agency": {agency["id"] for agency in row["agencies"]},
            }
            for row in self.rows
        }

    def passing(self, ids: Iterable[str], chosen: dict[str, set[str]]) -> list[str]:
        """Those that pass every facet that has choices."""
        return [
            id_
            for id_ in ids
            if all(self.values[id_][name] & wanted for name, wanted in chosen.items())
        ]

    def counts(
        self, ids: Iterable[str], chosen: dict[str, set[str]], names: Iterable[str]
    ) -> dict[str, dict[str, int]]:
        """What each facet offers: its values among the clauses that pass all other facets.

        What is chosen stays, even where it finds nothing, so that it can be dropped again.
        """
        found = {}
        for name in names:
            others = {other: wanted for other, wanted in chosen.items() if other != name}
            there = self.passing(ids, others)
            counts = Counter(v for id_ in there for v in self.values[id_][name])
            found[name] = dict.fromkeys(chosen.get(name, ()), 0) | counts
        return found


OPEN = ("jurisdiction", "document", "status", "calculator")
"""The facets that are open from the beginning."""
FILE, HTTP = Mode("file", "zh", "desktop"), Mode("http", "en", "desktop")


# --- what is found ---------------------------------------------------------------------------


@in_all_modes
def test_a_query_finds_its_clause_among_the_first(visitor: Visitor, mode: Mode) -> None:
    search = Search(visitor, mode)
    for query, clause in QUERIES[mode.language]:
        assert clause in search.type(query)[:3], query


def test_the_title_of_the_page_has_the_query(visitor: Visitor) -> None:
    """Tabs and bookmarks of searches differ; without a query it is the page's own."""
    search = Search(visitor, FILE)
    own = search.page.title()
    search.type("洁净车间")
    expect(search.page).to_have_title(f"洁净车间 · {own}")
    search.type("")
    expect(search.page).to_have_title(own)


def test_a_hit_tells_what_its_clause_is(visitor: Visitor) -> None:
    search = Search(visitor, FILE)
    search.type("洁净车间")
    hit = search.page.locator('[data-clause="minhang-2025-1/12"]')
    told = {
        name: hit.locator(f"[data-hit={name}]").inner_text()
        for name in ("jurisdiction", "where", "status", "title", "amount", "calculators")
    }
    assert told == {
        "jurisdiction": "闵行区",
        "where": "闵行区若干意见（2025）第（十二）条",
        "status": "有效",
        "title": "支持洁净车间建设",
        "amount": "最高5000万元",
        "calculators": "可测算",
    }
    assert hit.locator("mark").all_inner_texts()[0] == "洁净车间"


def test_the_other_languages_words_are_shown_where_only_they_match(visitor: Visitor) -> None:
    search = Search(visitor, FILE)
    search.type("housing")
    snippet = search.page.locator("[data-hit=snippet]").first
    expect(snippet).to_have_attribute("lang", "en")
    assert "housing" in snippet.locator("mark").first.inner_text().lower()


def test_ten_hits_are_shown_and_each_step_adds_ten(visitor: Visitor) -> None:
    """No text is loaded that is not shown to one who only follows a link."""
    search = Search(visitor, HTTP)
    loaded: list[str] = []
    search.page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    search.page.goto(f"{search.page.url}?q=innovation")
    search.wait()
    assert len(search.hits()) == 10
    search.more.click()
    expect(search.page.locator(".hit")).to_have_count(20)
    expect(search.page.locator("a[data-hit=link]").nth(10)).to_be_focused()
    texts = {name for name in loaded if re.match(r"en-\d", name)}
    assert len(texts) == 20


def test_keys_after_the_first_hits_wait_for_no_file(visitor: Visitor, site: Site) -> None:
    search = Search(visitor, HTTP)
    search.type("innovation")
    until(lambda: search.page.evaluate(BROUGHT), [len(Clauses(site).ids), 256, True])
    loaded: list[str] = []
    search.page.on("request", lambda request: loaded.append(request.url))
    assert search.type("rent subsidy")
    assert search.type("imported equipment")
    assert loaded == []


@pytest.mark.parametrize("line", [{"saveData": True}, {"effectiveType": "3g"}])
def test_nothing_is_brought_ahead_on_a_dear_or_slow_line(
    line: dict[str, Any], visitor: Visitor
) -> None:
    search = Search(visitor, HTTP)
    told = (
        f"Object.defineProperty(Navigator.prototype, 'connection', {{value: {json.dumps(line)}}})"
    )
    search.page.add_init_script(told)
    search.page.reload()
    search.wait()
    loaded: list[str] = []
    search.page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    search.type("innovation")
    search.page.wait_for_load_state("networkidle")
    assert len({name for name in loaded if re.match(r"en-\d", name)}) == 10


def test_forgiven_errors_are_told_and_said(visitor: Visitor) -> None:
    search = Search(visitor, HTTP)
    assert search.type("bioshan")
    told = fill(search.words["corrected"], typed="bioshan", used="baoshan")
    expect(search.page.locator("[data-search-remarks]")).to_contain_text(told)
    expect(search.page.locator("[data-search-said]")).to_have_text(
        f"{search.status.inner_text()} {told}"
    )


def test_words_that_were_searched_too_are_told_in_the_language_of_the_query(
    visitor: Visitor,
) -> None:
    search = Search(visitor, FILE)
    remarks = search.page.locator("[data-search-remarks]")
    assert search.type("补贴")
    assert "“资助”" in remarks.inner_text()
    assert "“补贴”" not in remarks.inner_text()
    assert "grant" not in remarks.inner_text()
    assert search.type("洁净车间")
    expect(remarks).not_to_contain_text("洁净室")  # no text says it


# --- nothing found ---------------------------------------------------------------------------


def test_words_that_no_clause_has_are_named_and_can_be_dropped(visitor: Visitor) -> None:
    search = Search(visitor, FILE)
    assert search.type("量子计算机 火箭发射") == []
    expect(search.status).to_have_text("没有与“量子计算机 火箭发射”有关的条款")
    remarks = search.page.locator("[data-search-remarks]")
    expect(remarks).to_have_text("没有条款含有“量子”、“火箭发射”。")
    search.page.locator("[data-search-offers] button", has_text="火箭发射").click()
    expect(search.page.locator(".hit").first).to_be_visible()
    assert search.field.input_value() == "计算"
    assert search.asked() == {"q": ["计算"]}


def test_a_search_without_hits_names_no_other_words(visitor: Visitor) -> None:
    search = Search(visitor, FILE)
    assert search.type("火锅店补贴") == []
    remarks = search.page.locator("[data-search-remarks]")
    expect(remarks).to_have_text("没有条款含有“火锅店”。")


def test_a_piece_of_an_unknown_word_is_not_offered(visitor: Visitor) -> None:
    search = Search(visitor, FILE)
    assert search.type("新能源汽车充电桩") == []
    expect(search.page.locator("[data-search-offers] button")).to_have_count(0)


def test_quotation_marks_are_not_doubled(visitor: Visitor) -> None:
    search = Search(visitor, FILE)
    assert search.type("“一次申报、分步处置”")[0] == "baoshan-2022/30"
    expect(search.status).to_contain_text("与“一次申报、分步处置”有关")


def test_without_results_the_ways_to_browse_are_there(visitor: Visitor, site: Site) -> None:
    search = Search(visitor, HTTP)
    assert search.type("zzzzqqq") == []
    links = search.page.locator(".ways:visible a").evaluate_all(
        "$all => $all.map($one => $one.getAttribute('href'))"
    )
    documents = [f"../en/{row['id']}/index.html" for row in site.data("documents.json")]
    assert [link for link in links if link in documents] == documents
    assert len([link for link in links if "/topics/" in link]) > 5


def test_filters_that_keep_everything_out_can_be_dropped(visitor: Visitor) -> None:
    search = Search(visitor, HTTP, "?q=cleanroom&jurisdiction=baoshan&calculator=yes")
    assert search.hits() == []
    offers = search.page.locator("[data-search-offers] button")
    n = len(Search(visitor, HTTP, "?q=cleanroom&calculator=yes").all())
    expect(offers.first).to_have_text(f"Jurisdiction: any ({n})")
    offers.first.click()
    expect(search.page.locator(".hit")).to_have_count(n)
    assert search.asked() == {"q": ["cleanroom"], "calculator": ["yes"]}


# --- facets ----------------------------------------------------------------------------------


@in_two_modes
def test_facets_count_what_choosing_would_give(visitor: Visitor, site: Site, mode: Mode) -> None:
    """With every clause, and with those of a query; one choice, two of a facet, two facets."""
    clauses, query = Clauses(site), {"zh": "研发", "en": "grant"}[mode.language]
    search = Search(visitor, mode)
    found = [clauses.ids[place] for place in search.page.evaluate(EVERYTHING, query)]
    for asked, ids in (("", clauses.ids), (query, found)):
        if asked:
            search = Search(visitor, mode, f"?q={asked}")
        chosen: dict[str, set[str]] = {}
        for facet, value in (
            ("jurisdiction", "minhang"),
            ("jurisdiction", "baoshan"),
            ("topic", "innovative-drugs"),
        ):
            search.choose(facet, value)
            chosen.setdefault(facet, set()).add(value)
            names = {*OPEN, *chosen}
            assert search.counts() == clauses.counts(ids, chosen, names), chosen
        assert sorted(search.all()) == sorted(clauses.passing(ids, chosen))


def test_without_a_query_what_is_chosen_is_listed_in_the_order_of_the_site(
    visitor: Visitor, site: Site
) -> None:
    search, clauses = Search(visitor, FILE, "?support=match&status=in-force"), Clauses(site)
    chosen = {"support": {"match"}, "status": {"in-force"}}
    assert search.all() == clauses.passing(clauses.ids, chosen)


def test_a_closed_facet_loads_its_data_when_it_is_opened(visitor: Visitor, site: Site) -> None:
    search, clauses = Search(visitor, HTTP), Clauses(site)
    known = [*OPEN]
    for facet in ("topic", "support", "agency"):
        assert set(search.counts()) == set(known)
        with search.page.expect_request(f"**/facet-{facet}.*.js"):
            search.page.locator(f"[data-facet={facet}] summary").click()
        expect(search.page.locator(f"[data-facet={facet}] .count").first).not_to_be_empty()
        known.append(facet)
        assert search.counts() == clauses.counts(clauses.ids, {}, known)


def test_chips_tell_what_is_chosen_and_take_it_back(visitor: Visitor) -> None:
    search = Search(visitor, HTTP, "?q=support&document=baoshan-2022&topic=medical-devices")
    chips = search.page.locator("[data-chips] button")
    assert chips.all_text_contents() == [
        "Remove filter Document: Baoshan Policies 2022",
        "Remove filter Topic: Medical devices",
        "Clear all",
    ]
    chips.first.press("Enter")
    expect(chips).to_have_count(2)
    expect(chips.first).to_be_focused()
    assert search.asked() == {"q": ["support"], "topic": ["medical-devices"]}
    chips.last.click()
    expect(chips).to_have_count(0)
    expect(search.field).to_be_focused()
    assert search.asked() == {"q": ["support"]}


def test_on_a_phone_the_facets_fold_away(visitor: Visitor) -> None:
    search = Search(visitor, Mode("file", "en", "phone"), "?q=grant")
    button, panel = (search.page.locator(f"[data-filters{name}]") for name in ("-button", ""))
    expect(panel).to_be_hidden()
    search.choose("jurisdiction", "minhang")
    expect(button).to_have_text("Filter (1)")
    n = search.status.inner_text().split()[0]
    done = search.page.locator("[data-filters-done]")
    expect(done).to_have_text(f"Show results: {n}")
    done.click()
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()


# --- order and address -----------------------------------------------------------------------


def highest_cap(row: Json) -> Fraction:
    """In yuan; below zero where there is none."""
    facts = [fact for part in (row, *row["items"]) for fact in part["facts"]]
    caps = [f["value"] for f in facts if f["role"] == "cap" and f["kind"] == "money"]
    return max(map(Fraction, caps), default=Fraction(-1))


def test_the_highest_cap_comes_first(visitor: Visitor, site: Site) -> None:
    """What pays the same, or has no cap, keeps its order."""
    clauses = Clauses(site)
    rows = [row for row in clauses.rows if row["document"] == "minhang-2025-1"]
    expected = [row["id"] for row in sorted(rows, key=highest_cap, reverse=True)]
    search = Search(visitor, FILE, "?document=minhang-2025-1")
    search.page.locator("#sort").select_option("cap")
    expect(search.page.locator(".hit").first).to_have_attribute("data-clause", expected[0])
    assert search.all() == expected
    assert search.asked() == {"document": ["minhang-2025-1"], "sort": ["cap"]}


def test_what_has_no_cap_comes_after_what_has_one(visitor: Visitor, site: Site) -> None:
    """Even where it is in force and the others are over."""
    rows = {row["id"]: row for row in Clauses(site).rows}
    search = Search(visitor, FILE, "?q=孵化器+租金&sort=cap")
    expect(search.page.locator(".hit").first).to_have_attribute("data-clause", "baoshan-2022/20")
    has = [highest_cap(rows[id_]) >= 0 for id_ in search.hits()]
    assert has == sorted(has, reverse=True)


def test_the_address_has_everything_and_the_way_back_undoes_choices(
    visitor: Visitor, site: Site
) -> None:
    rows = {row["id"]: row for row in Clauses(site).rows}
    search = Search(visitor, HTTP)
    search.type("grant")
    search.choose("status", "in-force")
    search.choose("topic", "medical-devices")
    best = max(search.hits(), key=lambda id_: highest_cap(rows[id_]))
    search.page.locator("#sort").select_option("cap")
    expect(search.page.locator(".hit").first).to_have_attribute("data-clause", best)
    whole = {"q": ["grant"], "status": ["in-force"], "topic": ["medical-devices"], "sort": ["cap"]}
    expect(search.page).to_have_url(re.compile("sort=cap"))
    assert search.asked() == whole
    hits = search.hits()
    search.page.go_back()
    search.page.go_back()
    expect(search.page.locator("[data-chips] .chip")).to_have_count(1)
    assert search.asked() == {"q": ["grant"], "status": ["in-force"]}
    search.page.go_forward()
    search.page.go_forward()
    expect(search.page.locator("[data-chips] .chip")).to_have_count(2)
    search.page.reload()
    search.wait()
    assert (search.asked(), search.hits()) == (whole, hits)


@in_two_modes
def test_the_other_language_gets_query_facets_and_order(visitor: Visitor, mode: Mode) -> None:
    search = Search(visitor, mode, "?q=GMP&jurisdiction=minhang&sort=cap")
    asked, hits = search.asked(), search.hits()
    assert "minhang-2025-1/rules-13" in hits
    search.page.locator("[data-language-switch]").click()
    search.wait()
    expect(search.field).to_have_value("GMP")
    assert search.asked() == asked
    assert search.hits() == hits


def test_without_a_query_the_page_invites_with_queries_that_find_something(
    visitor: Visitor,
) -> None:
    search = Search(visitor, FILE)
    examples = search.page.locator(".examples-list a")
    assert examples.count() > 3
    for query in examples.all_inner_texts():
        assert search.page.evaluate(EVERYTHING, query) != [], query
    examples.first.click()
    expect(search.page.locator(".hit").first).to_be_visible()


# --- keys ------------------------------------------------------------------------------------


def test_keys_lead_through_the_hits_and_back(visitor: Visitor) -> None:
    search = Search(visitor, HTTP)
    search.page.keyboard.press("/")
    expect(search.field).to_be_focused()
    search.type("ethics review")
    links = search.page.locator("a[data-hit=link]")
    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        search.page.keyboard.press(key)
        expect(links.nth(at)).to_be_focused()
    search.page.keyboard.press("ArrowUp")
    expect(search.field).to_be_focused()
    told = search.status.text_content() or ""
    search.page.keyboard.press("ArrowDown")
    search.page.keyboard.press("Escape")
    expect(search.field).to_be_focused()
    search.page.keyboard.press("Escape")
    expect(search.field).to_have_value("")
    search.type("ethics review")
    expect(search.status).to_have_text(told)
    search.page.keyboard.press("ArrowDown")
    search.page.keyboard.press("Enter")
    expect(search.page.locator("article.clause")).to_have_count(1)


def test_nothing_is_searched_while_an_input_method_composes(visitor: Visitor) -> None:
    search = Search(visitor, FILE)
    search.field.focus()
    search.field.evaluate(
        """$field => {
          $field.dispatchEvent(new CompositionEvent("compositionstart"));
          $field.value = "jie'jing";
          $field.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
        }"""
    )
    search.page.wait_for_timeout(300)
    expect(search.page.locator("[data-search-head]")).to_be_hidden()
    search.field.evaluate(
        """$field => {
          $field.value = "洁净";
          $field.dispatchEvent(new CompositionEvent("compositionend"));
        }"""
    )
    expect(search.status).to_contain_text("洁净")
    assert "minhang-2025-1/12" in search.hits()


# --- when things go wrong --------------------------------------------------------------------


def test_a_late_answer_never_replaces_a_newer_one(visitor: Visitor) -> None:
    """The old results stay until the new ones are there."""
    search = Search(visitor, HTTP)
    first = search.type("cleanroom")
    held: list[Route] = []
    slow = [True]
    search.page.route(
        "**/en-*.js", lambda route: held.append(route) if slow[0] else route.continue_()
    )
    with search.page.expect_request("**/en-*.js"):
        search.field.fill("ethics review")
    expect(search.page.locator("[aria-busy]")).to_be_visible()
    assert search.hits() == first
    slow[0] = False
    newest = search.type("cleanrooms")
    for route in held:
        route.continue_()
    search.page.wait_for_timeout(200)
    expect(search.status).to_contain_text("cleanrooms")
    assert search.hits() == newest


def test_what_cannot_be_loaded_is_told_and_tried_again(visitor: Visitor) -> None:
    page = visitor.context().new_page()
    page.route("**/root.js*", lambda route: route.abort())
    page.goto(visitor.address("en/search.html?q=cleanroom"))
    status = page.locator("[data-search-status]")
    expect(status).to_contain_text(script_words("search", "en")["failed"])
    expect(page.locator("[data-search-start]")).to_be_visible()
    page.unroute("**/root.js*")
    status.locator("button").click()
    expect(page.locator('[data-clause="minhang-2025-1/12"]')).to_be_visible()
    expect(page.locator("[data-search-start]")).to_be_hidden()
    assert visitor.faults
    assert all("ERR_FAILED" in fault for fault in visitor.faults)
    visitor.faults.clear()


def test_a_page_that_was_open_before_an_update_offers_to_reload(visitor: Visitor) -> None:
    """What it looks for is no longer there, and the root is another one."""
    search = Search(visitor, HTTP)
    words, page = search.words, search.page
    gone = lambda route: route.fulfill(status=404)  # noqa: E731
    page.route("**/shard-*.js", gone)
    page.route("**/root.js?*", lambda route: route.fulfill(body=ANOTHER_ROOT))
    search.field.fill("cleanroom")
    expect(search.status).to_contain_text(words["outdated"])
    page.unroute("**/shard-*.js")
    page.unroute("**/root.js?*")
    search.status.get_by_role("button", name=script_words("common", "en")["reload"]).click()
    expect(page.locator('[data-clause="minhang-2025-1/12"]')).to_be_visible()
    visitor.faults.clear()


def test_a_page_with_other_clauses_than_the_index_offers_to_reload(visitor: Visitor) -> None:
    """Hits are told by their places, which would be those of other documents' clauses."""
    page = visitor.context().new_page()
    page.route("**/root.js", lambda route: route.fulfill(body=ANOTHER_ROOT))
    page.goto(visitor.address("en/search.html?q=cleanroom"))
    status = page.locator("[data-search-status]")
    expect(status).to_contain_text(script_words("search", "en")["outdated"])
    assert page.locator("[data-clause]").count() == 0


ANOTHER_ROOT = 'clausebook.register("search/root",{"order":"00000000","files":{},"names":{}});'


@pytest.mark.parametrize("place", ["file", "http"])
def test_hostile_queries_do_no_harm(visitor: Visitor, place: str) -> None:
    """The visitor fails the test when a script runs, throws or breaks the policy."""
    search = Search(visitor, Mode(place, "zh", "desktop"))
    for query in HOSTILE:
        search.field.fill(query)
        search.page.wait_for_timeout(100)
    assert "minhang-2025-1/12" in search.type("洁净车间")
    assert search.page.locator("main img, main script").count() == 0


def test_a_hostile_address_chooses_nothing(visitor: Visitor) -> None:
    search = Search(visitor, FILE, "?topic=%3Cb%3E&sort=x&status=__proto__&jurisdiction=minhang'")
    expect(search.page.locator("[data-chips]")).to_be_hidden()
    assert search.hits() == []


def test_without_scripts_pages_that_list_every_clause_are_linked(
    visitor: Visitor, site: Site
) -> None:
    page = visitor.open("zh/search.html", "file", java_script_enabled=False)
    hrefs = "$all => $all.map($one => $one.href)"
    documents = page.locator(".ways").first.locator("a").evaluate_all(hrefs)
    assert len(documents) == len(site.data("documents.json"))
    expect(page.locator(".search-form")).to_be_hidden()
    expect(page.locator(".note")).to_have_text(page_words("zh")["no_script_search"])
    listed: set[str] = set()
    for document in documents:
        page.goto(document)
        listed.update(page.locator("main a").evaluate_all(hrefs))
    clauses = {visitor.address(f"zh/{row['id']}.html", "file") for row in site.data("clauses.json")}
    assert clauses <= listed


def test_on_paper_are_the_hits_alone(visitor: Visitor) -> None:
    search = Search(visitor, FILE, "?q=洁净&jurisdiction=minhang")
    search.page.emulate_media(media="print")
    box = search.page.locator(".hit").first.bounding_box()
    assert box is not None
    assert box["width"] > 1200  # of 1280
    for gone in (".search-form", "[data-filters]", "[data-chips]", "#sort"):
        expect(search.page.locator(gone)).to_be_hidden()
