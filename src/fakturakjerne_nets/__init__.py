r"""Nets: eFaktura, AvtaleGiro and OCR giro in files of 80 positions a line.

Floors, top down; the plugins stand above all of these::

    writing    write_transmission: counts, sums and dates computed, records written strictly
    reading    read_transmission: a stream of events, everything verified, nothing raised
    grouping   which records are one transaction; shapes: regular transactions in one go
    verifying  counts and sums of 67, 68, 88 and 89 against what is there
    records    one class a layout; class_of(key) finds it

A record is a class whose attributes are its columns.  It is written strictly, and read leniently::

    >>> from datetime import date
    >>> from fakturakjerne_nets.records import ClaimAmount
    >>> claim = ClaimAmount(
    ...     type="21", transaction=1, due_date=date(2026, 12, 15), amount=123450, kid="0010010000015"
    ... )
    >>> claim.write()
    b'NY2121300000001151226           00000000000123450            0010010000015000000'
    >>> ClaimAmount.read(claim.write()) == claim
    True
    >>> cell = ClaimAmount.form.cells["kid"]
    >>> cell.start, cell.end, cell.width
    (50, 74, 25)
    >>> findings = []
    >>> broken = claim.write().replace(b"123450", b"12345O")
    >>> ClaimAmount.read(broken, findings=findings).amount
    0
    >>> findings[0].message
    "amount is '0000000000012345O'; it must be digits only (Nets 056)."

A file is a stream of events: start and end of each level, and the transactions, each event with its
findings; see :mod:`fakturakjerne_nets.transmission` for what they hold::

    from fakturakjerne_nets.reading import read_transmission
    from fakturakjerne_nets.transmission import Closed, Opened, Run, Stray, Transaction

    for event in read_transmission(chunks, name="file.txt"):
        match event:
            case Opened(record=EfakturaAssignmentStart() as start): ...
            case Transaction():
                event.first(EnrollmentAction), event.every(PartyName)
            case Closed(level=Level.TRANSMISSION): ...  # event.tally, event.day

Where speed matters, ``shapes=[Shape((OcrAmount, OcrReference), (OcrMessage,),
day_name="nets_date")]`` makes regular transactions come as a :class:`Run` of rows: texts
of the cells, at ``shape.place(OcrAmount, "kid")``; they are counted, summed and in order, and every cell
is of its kind.  All others still come as :class:`Transaction`; a plugin handles both.
"""
