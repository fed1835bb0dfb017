"""Files and functions stay small enough to read in one sitting, and each room of the house is there."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.code import APPS, ROOT, Function, files, functions, place, python_files

FILE_CEILING = 400
FUNCTION_CEILING = 60
VIEW_CEILING = 20
GUARDS = {"requires", "signed_in", "public"}


def test_no_file_outgrows_its_ceiling() -> None:
    sizes = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    too_long = {name: size for name, size in sizes.items() if size > FILE_CEILING}

    assert too_long == {}, "split them by noun, before they grow"
    assert len(sizes) > 50, "the walk has lost the code"


def test_no_function_outgrows_its_ceiling() -> None:
    too_long = {
        f"{place(path, node)} {node.name}": length
        for path in python_files()
        for node in functions(path)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_CEILING
    }

    assert too_long == {}


def test_views_do_four_things_and_no_more() -> None:
    views = [(path, node) for path in python_files() for node in functions(path) if is_view(path, node)]
    too_long = {
        f"{place(path, node)} {node.name}": length
        for path, node in views
        if (length := body_lines(path, node)) > VIEW_CEILING
    }

    assert too_long == {}, "load through queries, bind a form, call one action, answer"
    assert views, "the walk has lost the views"


def is_view(path: Path, node: Function) -> bool:
    """A function that declares a permission, or a handler of a class of views."""
    if "tests" in path.relative_to(ROOT).parts:
        return False
    names = {
        d.func.id for d in node.decorator_list if isinstance(d, ast.Call) and isinstance(d.func, ast.Name)
    }
    return bool(names & GUARDS)


def body_lines(path: Path, node: Function) -> int:
    """Lines of the body that say something: neither its docstring nor blank lines nor comments."""
    body = node.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    if not body:
        return 0
    lines = path.read_text(encoding="utf-8").splitlines()[body[0].lineno - 1 : node.end_lineno]
    return sum(1 for line in lines if line.strip() and not line.strip().startswith("#"))


@pytest.mark.parametrize(
    "folder", ["safeguard", *APPS, "templates", "static", "tests", "requirements", "docker"]
)
def test_every_room_of_the_house_is_there(folder: str) -> None:
    assert any(path.is_relative_to(ROOT / folder) for path in files())


@pytest.mark.parametrize("app", APPS)
def test_every_app_uses_the_same_names(app: str) -> None:
    names = {path.stem for path in (ROOT / app).glob("*.py")}
    packages = {path.parent.name for path in (ROOT / app).glob("*/__init__.py")}
    other_words = {"utils", "helpers", "common", "misc", "services", "selectors", "managers"}

    assert {"models", "urls"} <= names | packages
    assert names & packages == set(), "a package takes the module's place"
    assert (names | packages) & other_words == set(), "models, queries, actions, forms, views, urls"


def test_no_text_tells_where_it_was_written() -> None:
    """Nothing that is committed names a folder of one machine, or a package registry's address."""
    # In two halves, so that this file does not name them either.
    machine = re.compile("/wo" + r"rk(?![a-z-])")
    registries = re.compile("|".join(("python" + "hosted", "pypi" + r"\.org", "registry" + r"\.npmjs")))
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a font, a sample in another encoding
        found += [place(path) for pattern in (machine, registries) if pattern.search(text)]

    assert found == []
