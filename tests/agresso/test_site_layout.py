from __future__ import annotations

from pathlib import Path

import pytest

from fakturakjerne.codec.fixedwidth import Kind
from fakturakjerne.errors import InvalidValueError, OptionsError
from fakturakjerne.plugin.options import structure
from fakturakjerne_agresso.layouts import COLUMNS_53
from fakturakjerne_agresso.options import Lg04Options
from fakturakjerne_agresso.site_layout import load_layout
from tests.agresso.examples import basis, batch, lease, options, rows

HEAD = 'name = "our import"\nrecord_length = 1905\nsource = "import screen"\ntrust = "vendor"\n'


def columns(table: tuple[tuple[str, str, int], ...]) -> str:
    return "".join(
        f'[[columns]]\nname = "{name}"\nkind = "{kind}"\nwidth = {width}\n'
        for name, kind, width in table
    )


def save(folder: Path, text: str) -> str:
    file = folder / "layout.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_file_of_the_standard_columns_is_the_standard_layout(tmp_path: Path) -> None:
    layout = load_layout(save(tmp_path, HEAD + columns(COLUMNS_53)), dates=Kind.RIGHT)
    assert layout.columns == load_layout("5.3", dates=Kind.RIGHT).columns
    assert (layout.name, layout.source, layout.trust) == ("our import", "import screen", "vendor")


def test_a_site_may_order_and_widen_its_columns(tmp_path: Path) -> None:
    table = tuple(
        (name, kind, 25 if name == "article" else width)
        for name, kind, width in reversed(COLUMNS_53)
    )
    file = save(tmp_path, "record_length = 1915\n" + columns(table))
    header, line, text = rows(batch(basis(lease())), options(file))
    standard = rows(batch(basis(lease())), options())
    assert line.pop("article") == standard[1].pop("article") + " " * 10
    assert [header, line, text] == standard


def test_a_width_without_a_kind_is_text(tmp_path: Path) -> None:
    text = columns(COLUMNS_53).replace('kind = "c"\n', "")
    assert load_layout(save(tmp_path, HEAD + text))["article"].kind is Kind.TEXT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "columns is wrong"),
        ("columns = 3", "columns is wrong"),
        ("columns = [3]\nrecord_length = 9", "columns[0] is wrong"),
        ("name = 3\n" + "record_length = 1905\n" + columns(COLUMNS_53), "name is wrong"),
        ("recordlength = 3", "recordlength is wrong; right would be: record_length"),
        ("record_length = true\n" + columns(COLUMNS_53), "record_length is wrong"),
        ("record_length = 0\n" + columns(COLUMNS_53), "record_length is wrong"),
        (HEAD + '[[columns]]\nname = "a"\n', "columns[0].width is wrong"),
        (HEAD + '[[columns]]\nname = "a b"\n', "columns[0].name is wrong"),
        (HEAD + "[[columns]]\nwidht = 3\n", "columns[0].widht is wrong; right would be: width"),
        (HEAD + '[[columns]]\nname = "a"\nkind = "x"\nwidth = 1', "columns[0].kind is wrong"),
        (HEAD + '[[columns]]\nname = "a"\nkind = ["c"]\nwidth = 1', "columns[0].kind is wrong"),
        (HEAD + '[[columns]]\nname = "a"\nkind = "i"\nwidth = 41', "columns[0].width is wrong"),
        ("not toml", "cannot be read"),
        ("#" * 1_000_001, "> 1000000 bytes"),
        (
            HEAD.replace("1905", "1896") + columns(COLUMNS_53[2:]),
            "lacks columns that are filled: account",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = save(tmp_path, text)
    with pytest.raises(OptionsError) as caught:
        load_layout(file)
    assert message in str(caught.value)
    assert file in str(caught.value)


def test_a_sum_that_is_not_the_declared_length_is_refused(tmp_path: Path) -> None:
    file = save(tmp_path, HEAD.replace("1905", "1906") + columns(COLUMNS_53))
    with pytest.raises(
        InvalidValueError, match="1905 bytes together, but its declared length is 1906"
    ):
        load_layout(file)
    with pytest.raises(OptionsError, match="1905 bytes together"):
        structure(Lg04Options, {"layout": file, "client": "XY"}, where="profiles.lg04.options")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OptionsError, match=r"layout file .* cannot be read"):
        load_layout(str(tmp_path / "absent.toml"))
