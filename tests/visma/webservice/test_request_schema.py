from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fakturakjerne.errors import ConfigError
from fakturakjerne_visma.webservice.request_schema import RequestSchema

if TYPE_CHECKING:
    from pathlib import Path

XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{include}
<xs:element name="order"><xs:complexType><xs:sequence>
<xs:element name="net" type="xs:integer" maxOccurs="99"/>
</xs:sequence></xs:complexType></xs:element></xs:schema>"""


def schema(folder: Path, include: str = "") -> RequestSchema:
    path = folder / "theirs.xsd"
    path.write_text(XSD.format(include=include), encoding="utf-8")
    return RequestSchema.of_file(path)


def test_a_good_request_has_no_problems(tmp_path: Path) -> None:
    assert schema(tmp_path).problems(b"<order><net>1</net></order>") == []


def test_a_problem_has_its_path_in_both_languages(tmp_path: Path) -> None:
    [problem] = schema(tmp_path).problems(b"<order><net>1</net>\n<net>x</net></order>")
    assert problem.count("/order/net[2]") == 2
    assert "line 2" in problem
    assert "ikke sendt" in problem


def test_many_problems_are_counted(tmp_path: Path) -> None:
    problems = schema(tmp_path).problems(b"<order>" + b"<net>x</net>" * 12 + b"</order>")
    assert len(problems) == 11
    assert problems[-1] == "... og 2 til. / ... and 2 more."


def test_what_is_no_xml_is_a_problem_too(tmp_path: Path) -> None:
    [problem] = schema(tmp_path).problems(b"--boundary")
    assert "theirs.xsd" in problem
    assert "not sent" in problem


def test_a_schema_of_several_files(tmp_path: Path) -> None:
    (tmp_path / "more.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>', encoding="utf-8"
    )
    assert schema(tmp_path, '<xs:include schemaLocation="more.xsd"/>').problems(b"<order/>")
    with pytest.raises(ConfigError, match=r"none.xsd"):
        schema(tmp_path, '<xs:include schemaLocation="none.xsd"/>')


def test_a_schema_does_not_reach_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out.xsd").write_text("<x/>", encoding="utf-8")
    (tmp_path / "in" / "link.xsd").symlink_to(tmp_path / "out.xsd")
    with pytest.raises(ConfigError, match=r"link.xsd"):
        schema(tmp_path / "in", '<xs:include schemaLocation="link.xsd"/>')


def test_a_file_that_is_no_schema_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xsd").write_text("<x/>", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"x.xsd"):
        RequestSchema.of_file(tmp_path / "x.xsd")
    with pytest.raises(ConfigError):
        RequestSchema.of_file(tmp_path / "none.xsd")


def test_a_schema_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(type(tmp_path), "read_bytes", fail)
    with pytest.raises(ConfigError, match=r"theirs.xsd cannot be read .Input/output error"):
        schema(tmp_path)
