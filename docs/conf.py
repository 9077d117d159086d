"""How Sphinx builds the documentation: ``nox -s docs``."""

from __future__ import annotations

from importlib.metadata import version as version_of

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

nitpicky = False  # third-party types carry no inventory here: the build needs no network

html_theme = "furo"
html_title = f"fakturakjerne {release}"
