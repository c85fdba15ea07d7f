"""The house as it was drawn: who may import whom, and how large a function may grow."""

import ast
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ingest", "analysis", "dashboard", "sample_data", "benchmarks")
ALLOWED = {
    "ingest": {"ingest"},
    "analysis": {"analysis", "ingest.schema", "ingest.units"},
    "sample_data": {"sample_data", "ingest"},
    "dashboard": {"dashboard", "analysis", "ingest", "sample_data"},
    "benchmarks": {"benchmarks", "ingest", "analysis", "sample_data"},
}
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "core.py", "misc.py"}


def modules():
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imports(tree):
    """Every module that a tree imports, with `from a import b` as both a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name, allowed):
    return any(name == one or name.startswith(one + ".") for one in allowed)


def violations(path, source):
    """The arrows that a module draws and may not."""
    room = path.parts[0]
    for name in imports(ast.parse(source)):
        if name.split(".")[0] in ROOMS and not within(name, ALLOWED[room]):
            yield f"{path} imports {name}"
        on_screen = room == "dashboard" and "charts" not in path.parts
        timed = room == "benchmarks" and within(name, {"streamlit.testing"})
        if name.split(".")[0] == "streamlit" and not on_screen and not timed:
            yield f"{path} imports {name}"


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines_of(function):
    """Lines of code of a function without its signature's docstring."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return function.end_lineno - body[0].lineno + 2


def test_there_are_modules_to_look_at():
    assert {path.relative_to(ROOT).parts[0] for path in modules()} >= set(ROOMS[:4])


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_arrows_point_down(path):
    assert list(violations(path.relative_to(ROOT), path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("ingest/store/engine.py", "from analysis.review import review"),
        ("ingest/batch.py", "import dashboard.app"),
        ("analysis/pain.py", "from ingest import store"),
        ("analysis/pain.py", "def f():\n    import ingest.store"),
        ("analysis/pain.py", "import streamlit as st"),
        ("dashboard/charts/risk.py", "import streamlit as st"),
        ("benchmarks/pages.py", "import streamlit as st"),
        ("sample_data/load.py", "from dashboard import theme"),
    ],
)
def test_a_planted_arrow_upwards_is_found(path, source):
    assert list(violations(Path(path), source))


@pytest.mark.parametrize(
    "source", ["from ingest import schema, units", "import ingest.units", "import pandas"]
)
def test_analysis_may_speak_the_schema_and_the_units(source):
    assert list(violations(Path("analysis/pain.py"), source)) == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_first_line_of_a_module_says_what_it_is_for(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring is not None
    assert docstring.splitlines()[0].strip()


def test_no_function_is_longer_than_forty_lines_and_half_are_short():
    sizes = {
        f"{path.relative_to(ROOT)}:{function.name}": lines_of(function)
        for path in modules()
        for function in functions(path)
    }
    assert {name: size for name, size in sizes.items() if size > 40} == {}
    assert median(sizes.values()) <= 8


def test_no_room_is_a_lumber_room():
    assert [path for path in modules() if path.name in FORBIDDEN_NAMES or path.parent.name == "pages"] == []


def test_the_top_level_is_as_the_runner_was_promised():
    promised = {"dashboard", "ingest", "analysis", "sample_data", "tests", "requirements.txt"}
    assert promised <= {path.name for path in ROOT.iterdir()}
