from __future__ import annotations

from fakturakjerne_visma.factum_records import FactumBasis, FactumOther, write


def test_the_bytes_are_those_that_were_read() -> None:
    basis = FactumBasis(line=1, values={}, lines=(), raw=b"<a>")
    assert list(write([basis, FactumOther(raw=b"</a>")])) == [b"<a>", b"</a>"]
    assert "<a>" not in repr(basis)
