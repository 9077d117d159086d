from __future__ import annotations

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Severity
from fakturakjerne_ehf import catalogue
from fakturakjerne_ehf.attachments import AttachmentLimits
from fakturakjerne_ehf.reading import MOST_FINDINGS, Reading, Values
from fakturakjerne_ehf.rows import Text as TextRow
from fakturakjerne_ehf.tree import CBC, parse
from tests.ehf.examples import invoice

SENTENCE = Text("ehf.test", nb="{element}: {value}", en="{element}: {value}")


def reading(data: bytes) -> Reading:
    return Reading(parse(data), AttachmentLimits())


def test_the_currency_is_known_from_the_beginning() -> None:
    assert reading(invoice()).currency == "NOK"
    assert reading(b"<a/>").currency == ""


def test_a_finding_says_what_and_where() -> None:
    root = parse(b"<a>\n<b/></a>").root
    one = Reading(parse(b"<a>\n<b/></a>"), AttachmentLimits())
    one.say(SENTENCE, root[0], severity=Severity.WARNING, value=7)
    [finding] = one.findings
    assert (finding.path, finding.message) == ("line 2, /a/b", "b: 7")
    assert finding.severity is Severity.WARNING


def test_after_a_few_hundred_there_is_only_more() -> None:
    root = parse(b"<a/>").root
    one = reading(b"<a/>")
    for number in range(MOST_FINDINGS + 9):
        one.say(SENTENCE, root, value=number)
    assert len(one.findings) == MOST_FINDINGS + 1
    assert (one.findings[-2].code, one.findings[-1].code) == ("ehf.test", catalogue.MORE.code)


def test_all_children_are_read_or_reported() -> None:
    root = parse(f'<a xmlns:x="{CBC[1:-1]}"><x:ID> 7 </x:ID><x:UUID/></a>'.encode()).root
    one, values = reading(b"<a/>"), Values()
    one.fill(root, {f"{CBC}ID": TextRow("number")}, values)
    assert values == {"number": "7"}
    assert [each.values["element"] for each in one.findings] == ["cbc:UUID"]


def test_the_first_value_is_kept() -> None:
    root = parse(b"<a/>").root
    one, values = reading(b"<a/>"), Values()
    for value in (None, 7):
        one.keep(values, "x", value, root)
    assert values == {"x": None}
    assert [each.code for each in one.findings] == ["ehf.twice"]
