"""How Sphinx builds the documentation: ``nox -s docs``."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version as version_of
from typing import Any

project = "fakturakjerne"
author = "fakturakjerne contributors"
copyright = "2026, fakturakjerne contributors"
release = version_of("fakturakjerne")
version = release.rpartition(".")[0]

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build", "examples"]
source_suffix = {".md": "markdown"}

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # a NamedTuple documents its fields twice otherwise
napoleon_custom_sections = [("Members", "params_style")]  # of an enum

suppress_warnings = [
    "ref.python"
]  # an attribute's own name is looked up among those of all classes

nitpicky = False  # third-party types carry no inventory here: the build needs no network

html_theme = "furo"
html_title = f"fakturakjerne {release}"


def setup(app: Any) -> None:  # noqa: ANN401 - Sphinx is not among what the types session installs
    """Name lexers for what Pygments has none of: CSV as plain text, JSON Lines as JSON."""
    lexers = import_module("pygments.lexers")
    app.add_lexer("csv", lexers.get_lexer_by_name("text").__class__)
    app.add_lexer("jsonl", lexers.get_lexer_by_name("json").__class__)
