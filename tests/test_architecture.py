"""The code's structure shows the way of the data, and stays that way."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from clausebook.languages import known_languages
from clausebook.resources import STATIC
from tests.twin import ROOT

PACKAGE = ROOT / "clausebook"
SCRIPTS = sorted(STATIC.rglob("*.js"))

LAYERS = (
    ("resources", "files", "address", "setup"),
    ("messages", "languages"),
    ("problems",),
    ("numerals",),
    ("quantity",),
    ("entries", "prose", "rules"),
    ("plan",),
    ("content",),
    ("meaning", "official"),
    ("told",),
    ("looks",),
    ("features",),
    ("build", "guide"),
    ("cli",),
    ("__main__",),
)
"""The floors of the house: a room imports only rooms of lower floors, and its own."""
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}


def part(path: Path) -> str:
    """The layer's name: a module, or the package that it stands in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The parts of this package that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("clausebook"):
            names = [node.module or ""]
            if node.module == "clausebook":
                names = [f"clausebook.{alias.name}" for alias in node.names]
            found |= {name.split(".")[1] for name in names}
    return found


FILES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.parent != PACKAGE or path.stem != "__init__"
]


def test_every_part_has_its_layer() -> None:
    assert {part(path) for path in FILES} == set(RANK)


def test_imports_lead_backwards_only() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {other}"
        for path in FILES
        for other in sorted(imports(path) - {part(path)})
        if RANK[other] >= RANK[part(path)]
    ]
    assert wrong == []


def test_rules_know_only_quantities_and_what_is_told_of_them() -> None:
    """The rule language could be used by another program."""
    others = set().union(*(imports(path) for path in PACKAGE.glob("rules/*.py"))) - {"rules"}
    assert others == {"messages", "problems", "quantity"}


SCRIPT_LAYERS = (
    ("words",),
    ("quantity",),
    ("rules",),
    ("engine", "told"),
    ("frame",),
    (
        *("calculators", "cite", "documents", "glossary", "home", "offline"),
        *("pictures", "planner", "search", "tables"),
    ),
    ("compare",),
    ("bundles",),
)
"""The same for scripts, from what calculates to what pages load."""
SCRIPT_RANK = {name: rank for rank, layer in enumerate(SCRIPT_LAYERS) for name in layer}
MODULES = [path for path in SCRIPTS if path.parent.name != "worker"]
STYLES = sorted(STATIC.rglob("*.css"))


def script_imports(path: Path) -> set[Path]:
    """The files of ``static/`` that a script or a style sheet imports, be it for types only."""
    text = path.read_text(encoding="utf-8")
    named = re.findall(r'(?:from|@?import|import\() ?"(\.[^"]+)"', text)
    return {
        found for name in named if (found := (path.parent / name).resolve()).is_relative_to(STATIC)
    }


def test_every_room_of_scripts_has_its_layer() -> None:
    assert {path.parent.name for path in [*MODULES, *STYLES]} == set(SCRIPT_RANK)


def test_scripts_import_backwards_only() -> None:
    wrong = [
        f"{path.relative_to(STATIC)} imports {other.relative_to(STATIC)}"
        for path in [*MODULES, *STYLES]
        for other in sorted(script_imports(path))
        if other.parent != path.parent
        and SCRIPT_RANK[other.parent.name] >= SCRIPT_RANK[path.parent.name]
    ]
    assert wrong == []


def test_every_script_and_style_is_in_a_bundle() -> None:
    reached, ahead = set(), {*(STATIC / "bundles").iterdir()}
    while ahead:
        reached |= ahead
        ahead = set().union(*map(script_imports, ahead)) - reached
    assert reached == {*MODULES, *STYLES}


def test_scripts_make_one_global() -> None:
    named = r"globalThis\.(\w+)|window\.(\w+) ="
    found = {match for path in MODULES for match in re.findall(named, path.read_text())}
    assert found == {("clausebook", "")}


def test_the_front_door_stays_short() -> None:
    lines = (ROOT / "build.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 16


def test_nothing_in_the_generator_knows_the_content() -> None:
    """No name of the flagship content's places, documents or field stands in code or templates."""
    words = ("shanghai", "minhang", "上海", "闵行", "biopharma", "生物医药")
    places = [*PACKAGE.rglob("*.py"), *SCRIPTS]
    places += [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.yaml")]
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in places
        for word in words
        if word in path.read_text(encoding="utf-8").lower()
    ]
    assert found == []


def test_no_language_is_an_exception() -> None:
    """What differs by language stands in tables and modules by language: nobody asks for one."""
    places = [*PACKAGE.rglob("*.py"), *SCRIPTS, *(ROOT / "templates").rglob("*.html")]
    known = "|".join(known_languages())
    code = f"""["'](?:{known})(?:-[A-Za-z]+)?["']"""
    asked = re.compile(rf"[!=]= *{code}|{code} *[!=]=|startsWith\({code}")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in places
        for match in asked.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
