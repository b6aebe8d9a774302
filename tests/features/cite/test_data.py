"""Everything on every page can be cited, in every language and form; scripts get the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.content.records import Corpus
from clausebook.features.cite import make, outputs
from clausebook.features.cite.entry import entry, fact_entry
from clausebook.features.cite.forms import Form, forms
from clausebook.features.cite.view import cite_view
from clausebook.features.outputs import Workshop
from tests.corpora.test_corpora import CORPORA
from tests.features.cite.reading import read_bibtex, read_csl
from tests.features.exports.source import workshop
from tests.overlay import GOOD
from tests.rendered import Files
from tests.twin import Twin

DAY = "2033-06-01"
CONTENTS = [GOOD, *(corpus / "content" for corpus in CORPORA)]


def told(content: Path) -> Workshop:
    calculated, problems = understand(content)
    assert [*problems] == []
    return workshop(calculated)


def made(at: Workshop) -> dict[str, object]:
    """What scripts get, by what it is about."""
    found = {}
    for output in outputs(at.calculated.site):
        said = re.fullmatch(
            rf'clausebook\.register\("cite:{output.of}",(.*)\);\n', make(output, at).decode()
        )
        assert said
        found[output.of] = json.loads(said[1])
    return found


def places(corpus: Corpus) -> int:
    """How many places there are to cite: documents, clauses, items, facts."""
    provisions = [part for clause in corpus.clauses.values() for part in clause.provisions()]
    holders = [*corpus.documents.values(), *provisions]
    return len(holders) + sum(len(holder.facts) for holder in holders)


@pytest.mark.parametrize("content", CONTENTS, ids=lambda path: path.parent.name)
def test_every_citation_is_valid_and_its_own(content: Path, twin: Twin) -> None:
    at = told(content)
    keys: set[str] = set()
    for of, data in made(at).items():
        for entries in data["told"].values():  # type: ignore[index]
            for cited in entries.values():
                said = twin.call("cited.formsOn", data, cited, DAY)
                key, _ = read_bibtex(said["bibtex"])
                assert read_csl(said["csl"])["id"] == key
                assert said["text"].count(DAY) == 1, of
                keys.add(key)
    assert len(keys) == places(at.calculated.site.corpus) * len(at.languages)


def test_scripts_make_the_same_citations(twin: Twin) -> None:
    at = told(GOOD)
    data = made(at)["tide-2031-4/2"]
    for code, w in at.languages.items():
        words = w.words["cite"]
        clause = w.corpus.clauses["tide-2031-4/2"]
        expected = {"": forms(entry(w, clause.id), words)}
        for name in clause.facts:
            expected[f"fact-{name}"] = forms(fact_entry(w, clause.id, name), words)
        entries = data["told"][code]  # type: ignore[index]
        assert entries.keys() == expected.keys()
        for place, ours in expected.items():
            for root in ("", "https://example.org/sub/"):
                said = twin.call("cited.formsOn", data, entries[place], DAY, root)
                assert said == on_day(ours, root)
                assert [form for form, words in said.items() if "http" in words] == (
                    ["text", "bibtex", "csl"] if root else []
                )


def on_day(made_forms: tuple[Form, ...], root: str) -> dict[str, str]:
    return {form.name: form.on(DAY, root) for form in made_forms}


def test_a_page_has_the_citations_of_the_day_of_the_build_in_its_own_language() -> None:
    at = told(GOOD)
    view = cite_view(at.languages["en"], "tide-2031-4/2")
    assert (view.of, view.data) == ("tide-2031-4/2", "data/cite/tide-2031-4/2.js")
    assert [language.code for language in view.languages] == ["en", "zh-Hans"]
    assert [form.name for form in view.forms] == ["text", "bibtex", "csl"]
    assert view.forms[0].words == (
        "Tidewater Bureau of Seaweed Farming: Measures of Tidewater to Support Seaweed Farming "
        "(Chao Zheng Fa [2031] No. 4), clause 2, “Grant for growing”. "
        "Validity: 1 April 2031 to 31 March 2036. "
        "Tidewater Seaweed Policy Clauses, data of 2033-05-01, as of 2033-05-01."
    )


def test_documents_have_citations_too(site_files: Files) -> None:
    assert "assets/data/cite/tide-2031-4/index.js" in site_files
