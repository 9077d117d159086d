"""Plugins of real, small distributions, found by their entry points."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from fakturakjerne.errors import BrokenPluginError, DuplicatePluginError, UnknownPluginError
from fakturakjerne.plugin.registry import GROUPS, Plugin, Registry

EXPORTERS, IMPORTERS, TRANSPORTS, REGISTERS, COMMANDS = GROUPS

MODULE = """
    from attrs import frozen
    from fakturakjerne.catalogue import Text
    from fakturakjerne.plugin import PluginInfo

    INFO = PluginInfo(
        name="NAME", title=Text("t", nb="t", en="t"), item_type=str,
        media_type="text/plain", encoding="utf-8",
    )

    @frozen
    class Options: ...

    class Paper:
        info = INFO
        options_type = Options
        def check(self, batch, options): return ()
        def export(self, batch, options): return ()
        def read_totals(self, chunks, options): ...

    class PaperReader:
        info = INFO
        options_type = Options
        def recognize(self, head, *, name): return True
        def read(self, chunks, options): return iter(())

    class Pigeon:
        info = INFO
        options_type = Options
        def open(self, options, *, clock): ...

    class Needy(Paper):
        def __init__(self, needed): ...

    class Halfway:
        info = INFO
        options_type = Options

    class Uninformed(Paper):
        info = "NAME"

    def command(): ...
"""

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Lay a distribution of one module where Python looks for installed ones."""

    def lay(name: str, entries: dict[str, str], *, module: str = MODULE, info: str = "") -> None:
        folder = tmp_path / name
        dist_info = folder / f"{name}-1.2.dist-info"
        dist_info.mkdir(parents=True)
        (dist_info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
        groups = "\n".join(f"[{group}]\n{line}" for group, line in entries.items())
        (dist_info / "entry_points.txt").write_text(groups)
        code = dedent(module).replace("NAME", info or f"{name}-format")
        (folder / f"{name}_module.py").write_text(code)
        monkeypatch.syspath_prepend(folder)

    return lay


def test_an_exporter_is_made_once_and_has_its_distribution_s_version(install: Install) -> None:
    install("paper", {EXPORTERS: "paper-format = paper_module:Paper"})
    registry = Registry.installed()
    exporter = registry.exporter("paper-format")
    assert exporter.info.name == "paper-format"
    assert registry.exporter("paper-format") is exporter
    assert registry.version(EXPORTERS, "paper-format") == "1.2"
    assert registry.find(EXPORTERS, "paper-format").distribution == "paper"


def test_an_importer_and_a_command_of_the_same_name_are_their_own(install: Install) -> None:
    install(
        "sheet",
        {
            EXPORTERS: "sheet-format = sheet_module:Paper",
            IMPORTERS: "sheet-format = sheet_module:PaperReader",
            COMMANDS: "sheet-format = sheet_module:command",
        },
    )
    registry = Registry.installed()
    importer = registry.importer("sheet-format")
    assert importer.recognize(b"", name="")
    assert registry.importer("sheet-format") is importer
    command = registry.command("sheet-format")
    assert callable(command)
    assert registry.command("sheet-format") is command
    assert not registry.duplicates()


def test_a_transport_is_made_once(install: Install) -> None:
    install("loft", {TRANSPORTS: "loft-format = loft_module:Pigeon"})
    registry = Registry.installed()
    transport = registry.transport("loft-format")
    assert transport.info.name == "loft-format"
    assert registry.transport("loft-format") is transport


def test_what_cannot_open_is_no_transport(install: Install) -> None:
    install("grounded", {TRANSPORTS: "grounded-format = grounded_module:Paper"})
    with pytest.raises(BrokenPluginError, match="grounded_module:Paper lacks open"):
        Registry.installed().transport("grounded-format")


def test_listing_imports_nothing(install: Install) -> None:
    install("lazy", {EXPORTERS: "lazy-format = lazy_module:Paper"}, module="raise SystemExit")
    registry = Registry.installed()
    listed = [each for each in registry.plugins() if each.distribution == "lazy"]
    assert [(each.group, each.name, each.version) for each in listed] == [
        (EXPORTERS, "lazy-format", "1.2")
    ]
    assert "lazy-format" in registry.names(EXPORTERS)
    assert "lazy_module" not in sys.modules


def test_an_unknown_name_is_told_the_nearest_and_all(install: Install) -> None:
    install("paper", {EXPORTERS: "paper-format = paper_module:Paper"})
    with pytest.raises(UnknownPluginError) as caught:
        Registry.installed().exporter("paper-fromat")
    assert "did you mean paper-format?" in str(caught.value)
    assert "mente du paper-format?" in caught.value.in_language("nb")


def test_an_unknown_name_that_is_near_to_none_is_told_what_there_is() -> None:
    with pytest.raises(UnknownPluginError, match=r"installed: -$"):
        Registry().importer("zzz")
    plugin = Plugin(group=EXPORTERS, name="paper", target="m:A")
    with pytest.raises(UnknownPluginError, match=r"installed: paper$"):
        Registry([plugin]).exporter("zzz")


def test_two_distributions_of_one_name_are_both_named_and_hinder_no_other(
    install: Install,
) -> None:
    install("one", {EXPORTERS: "same = one_module:Paper"}, info="same")
    install("two", {EXPORTERS: "same = two_module:Paper"}, info="same")
    install("three", {EXPORTERS: "three-format = three_module:Paper"})
    registry = Registry.installed()
    for ask in (registry.exporter, lambda name: registry.version(EXPORTERS, name)):
        with pytest.raises(DuplicatePluginError, match=r"one 1\.2, two 1\.2"):
            ask("same")
    assert registry.exporter("three-format").info.name == "three-format"
    assert registry.names(EXPORTERS).count("same") == 1
    assert len([each for each in registry.plugins() if each.name == "same"]) == 2
    (shown,) = registry.duplicates()
    assert "one 1.2, two 1.2" in shown.in_language("nb")


@pytest.mark.parametrize(
    ("target", "module", "cause"),
    [
        ("bad_module:Paper", "raise RuntimeError('no licence')", "RuntimeError: no licence"),
        ("bad_module:Paper", "import sys; sys.exit(3)", "SystemExit: 3"),
        ("bad_module:Paper", "def", "SyntaxError"),
        ("bad_module:Absent", MODULE, "AttributeError"),
        ("not_there:Paper", MODULE, "No module named 'not_there'"),
        ("bad_module:Needy", MODULE, "needed"),
        ("bad_module:Halfway", MODULE, "bad_module:Halfway lacks check, export, read_totals"),
        ("bad_module:Uninformed", MODULE, "info.name is None, not 'bad-format'"),
    ],
)
def test_a_broken_plugin_says_why_and_hinders_no_other(
    install: Install, target: str, module: str, cause: str
) -> None:
    sys.modules.pop("bad_module", None)
    install("bad", {EXPORTERS: f"bad-format = {target}"}, module=module)
    install("good", {EXPORTERS: "good-format = good_module:Paper"})
    registry = Registry.installed()
    with pytest.raises(BrokenPluginError) as caught:
        registry.exporter("bad-format")
    assert cause in str(caught.value)
    assert "bad 1.2" in caught.value.in_language("nb")
    assert registry.exporter("good-format").info.name == "good-format"


def test_a_plugin_has_the_name_of_its_entry_point(install: Install) -> None:
    install("misnamed", {IMPORTERS: "called = misnamed_module:PaperReader"}, info="otherwise")
    with pytest.raises(BrokenPluginError, match=r"info\.name is 'otherwise', not 'called'"):
        Registry.installed().importer("called")


def test_a_plugin_without_a_distribution_is_named_by_its_target() -> None:
    plugin = Plugin(group=COMMANDS, name="x", target="not_there:x")
    with pytest.raises(BrokenPluginError, match=r"x \(not_there:x\)"):
        Registry([plugin]).command("x")


def test_plugins_are_listed_by_group_and_name() -> None:
    listed = Registry(
        [
            Plugin(group=COMMANDS, name="a", target="m:a"),
            Plugin(group=EXPORTERS, name="b", target="m:b"),
            Plugin(group=EXPORTERS, name="a", target="m:a"),
        ]
    ).plugins()
    assert [(each.group, each.name) for each in listed] == [
        (EXPORTERS, "a"),
        (EXPORTERS, "b"),
        (COMMANDS, "a"),
    ]


def test_registries_share_nothing() -> None:
    plugin = Plugin(group=EXPORTERS, name="a", target="m:a")
    assert Registry([plugin]) == Registry([plugin])
    assert Registry() != Registry([plugin])


def test_a_registry_of_the_installed_loads_none_of_them() -> None:
    code = (
        "import sys\n"
        "from fakturakjerne.plugin.registry import Registry\n"
        "Registry.installed()\n"
        "assert not [name for name in sys.modules if name.startswith('fakturakjerne_')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
