"""Links of the pages that Sphinx does not build lead somewhere."""

from __future__ import annotations

import re

import pytest

from tests.project.repository import ROOT

LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_leads_to_a_file(name: str) -> None:
    targets = LINK.findall((ROOT / name).read_text(encoding="utf-8"))
    assert not [target for target in targets if not (ROOT / target).exists()]


def test_the_readme_leads_to_the_documentation_and_the_licence() -> None:
    targets = LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"docs/index.md", "docs/norsk.md", "CONTRIBUTING.md", "LICENSE"} <= set(targets)
