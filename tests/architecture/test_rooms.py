"""The walls that no linter sees."""

import ast
import importlib
import platform as standard_platform
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("platform", "projects", "knowledge", "search")
VAGUE = {"utils", "helpers", "common", "misc", "services", "managers"}


def modules() -> list[Path]:
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    assert len(found) > 50
    return sorted(found)


def rel(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_standard_library_still_owns_the_name_platform():
    assert ROOT not in Path(standard_platform.__file__).parents
    assert not (ROOT / "platform" / "__init__.py").exists()


@pytest.mark.parametrize("package", ["core", "config", "projects", "knowledge", "search"])
def test_each_room_is_loaded_from_this_repository(package):
    assert ROOT in Path(importlib.import_module(package).__file__).resolve().parents


def test_tests_live_only_under_tests():
    strays = [rel(p) for p in modules() if p.name.startswith("test_") or p.name == "conftest.py"]
    assert strays == []


def test_no_module_has_a_vague_name():
    assert [rel(p) for p in modules() if VAGUE & set(p.with_suffix("").parts)] == []


def test_no_module_is_longer_than_three_hundred_lines():
    long = {
        rel(path): count
        for path in modules()
        if "migrations" not in path.parts
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_no_test_file_is_longer_than_five_hundred_lines():
    long = [
        rel(path)
        for path in (ROOT / "tests").rglob("*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) > 500
    ]
    assert long == []


def written_attributes(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        names |= {target.attr for target in targets if isinstance(target, ast.Attribute)}
    return names


def test_only_the_lifecycle_writes_a_state():
    writers = [
        rel(path)
        for path in modules()
        if "state" in written_attributes(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert writers == ["platform/core/access/lifecycle.py"]


def test_only_the_library_knows_that_a_practice_sits_in_a_tree():
    tree_words = {"url_path", "get_parent", "get_children", "get_descendants", "add_child"}
    strays = []
    for path in modules():
        if rel(path).startswith("knowledge/library"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in tree_words:
                strays.append(f"{rel(path)}:{node.lineno} {node.attr}")
    assert strays == []


def test_only_the_library_writes_live():
    strays = []
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        writes_live = "live" in written_attributes(tree) or any(
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "update"
            and any(keyword.arg == "live" for keyword in node.keywords)
            for node in ast.walk(tree)
        )
        if writes_live and not rel(path).startswith("knowledge/library/"):
            strays.append(rel(path))
    assert strays == []


def test_only_the_bridge_listens_to_signals():
    word = re.compile(r"^\s*(from|import)\s+\S*signals\b", re.M)
    listeners = [rel(p) for p in modules() if word.search(p.read_text(encoding="utf-8"))]
    assert listeners == ["knowledge/library/bridge.py"]


def test_templates_hold_no_inline_style_and_no_inline_handler():
    bad = re.compile(r"\sstyle=|\son[a-z]+=\"|<style|javascript:", re.I)
    strays = [
        rel(path)
        for room in ROOMS
        for path in (ROOT / room).rglob("*.html")
        # programs that show mail know no style sheets
        if path.parent.name != "mail" and bad.search(path.read_text(encoding="utf-8"))
    ]
    assert strays == []


def test_no_file_names_a_package_registry_or_a_folder_of_a_machine():
    word = re.compile(
        r"https?://[^\s\"']*(?:artifactory|nexus|pypi|npmjs|verdaccio)|/home/\w+/|/work/"
    )
    strays = []
    for pattern in ("**/*.py", "**/*.toml", "**/*.txt", "**/*.json", "**/*.md", "**/.npmrc"):
        for path in ROOT.glob(pattern):
            parts = path.relative_to(ROOT).parts
            if parts[0] in {".venv", ".tools", ".data", ".cache"} or "node_modules" in parts:
                continue
            if path.name == Path(__file__).name:
                continue
            if word.search(path.read_text(encoding="utf-8", errors="ignore")):
                strays.append(rel(path))
    assert strays == []
