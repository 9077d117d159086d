from __future__ import annotations

from fakturakjerne_nets.records import ClaimAmount, ClaimReference


def test_a_compiled_writer_writes_what_the_record_writes() -> None:
    writer = ClaimAmount.form.writer(
        numbers=["transaction", "amount"],
        texts=["key", "due_date", "kid"],
    )
    record = ClaimAmount(type="21", transaction=7, amount=100, kid="0010010000015")
    assert writer.row((7, 100, b"NY212130", b"000000", b"0010010000015")) == record.write()


def test_constants_are_bound_once() -> None:
    writer = ClaimReference.form.writer(
        numbers=["transaction"],
        texts=["short_name"],
        constants={"key": b"NY212131", "reference": b"Faktura"},
    )
    record = ClaimReference(type="21", transaction=7, short_name="KARI", reference="Faktura")
    assert writer.row((7, b"KARI")) == record.write()
