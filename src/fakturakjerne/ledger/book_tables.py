"""The tables of the ledger's books: customers, enrollments, invoices and transmissions.

They came with the fourth migration.  Personal values stand in ``person`` (the register) and
``content`` (enrollments and invoices) and nowhere else; both can be emptied, and changed in no
other way.  What else triggers hold is in ``docs/explanation/ledger.md``.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from fakturakjerne.ledger.tables import UtcDateTime, metadata, ore_check

_EFAKTURA: Final = "efaktura IN ('none', 'accepted', 'active', 'rejected', 'off')"

customer = Table(
    "customer",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("person_version", Integer, nullable=False),
    Column("efaktura", Text, nullable=False),
    CheckConstraint("1 <= person_version AND person_version <= version", name="version"),
    CheckConstraint(_EFAKTURA, name="efaktura"),
)

customer_change = Table(
    "customer_change",
    metadata,
    Column(
        "customer_id", Integer, ForeignKey("customer.id"), primary_key=True, autoincrement=False
    ),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("person_version", Integer, nullable=False),
    Column("efaktura", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("1 <= person_version AND person_version <= version", name="version"),
    CheckConstraint(_EFAKTURA, name="efaktura"),
)

person = Table(
    "person",
    metadata,
    Column(
        "customer_id", Integer, ForeignKey("customer.id"), primary_key=True, autoincrement=False
    ),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("number", Text),
    Column("reference", Text),
    Column("content", Text),
    CheckConstraint("version >= 1", name="version"),
    CheckConstraint("length(number) > 0", name="number"),
    CheckConstraint(
        "(number IS NULL) = (content IS NULL) AND (reference IS NULL) = (content IS NULL)",
        name="all_or_nothing",
    ),
    Index(None, "reference"),
)
Index(
    "uq_person_number",
    person.c.number,
    unique=True,
    sqlite_where=text("version = 1"),
    postgresql_where=text("version = 1"),
)

content = Table(
    "content",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("salt", Text),
    Column("reference", Text),
    Column("kid", Text),
    Column("content", Text),
    CheckConstraint("length(digest) = 64", name="digest"),
    Index(None, "reference"),
    Index(None, "kid"),
)

transmission = Table(
    "transmission",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("today", Date, nullable=False),
    Column("name", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("placed_at", UtcDateTime),
    Column("state", Text, nullable=False),
    Column("code", Text, nullable=False),
    UniqueConstraint("year", "number"),
    CheckConstraint("kind IN ('efaktura', 'avtalegiro', 'answer')", name="kind"),
    CheckConstraint("number BETWEEN 1 AND 9999999", name="number"),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    CheckConstraint("bytes >= 0", name="bytes"),
    CheckConstraint("state IN ('sent', 'received', 'accepted', 'rejected')", name="state"),
)

read_file = Table(
    "read_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("importer", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("read_at", UtcDateTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("answered_at", UtcDateTime),
    Column("moved_at", UtcDateTime),
    Column("transmission_id", Integer, ForeignKey("transmission.id"), unique=True),
    UniqueConstraint("sha256", "importer"),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    CheckConstraint("length(importer) > 0", name="importer"),
    CheckConstraint("state IN ('read', 'answered', 'moved')", name="state"),
    CheckConstraint("state <> 'read' OR answered_at IS NULL", name="not_answered"),
    CheckConstraint("state <> 'answered' OR answered_at IS NOT NULL", name="answered"),
    CheckConstraint("(state = 'moved') = (moved_at IS NOT NULL)", name="moved"),
    CheckConstraint("transmission_id IS NULL OR answered_at IS NOT NULL", name="answer"),
)

enrollment = Table(
    "enrollment",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("file_id", Integer, ForeignKey("read_file.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("content", Text, ForeignKey("content.digest"), nullable=False),
    Column("customer_id", Integer, ForeignKey("customer.id")),
    Column("confirms", Integer, ForeignKey("enrollment.id")),
    UniqueConstraint("file_id", "position"),
    CheckConstraint("position >= 1", name="position"),
    CheckConstraint("kind IN ('new', 'deletion', 'confirmation')", name="kind"),
    CheckConstraint("confirms IS NULL OR kind = 'confirmation'", name="confirms"),
    Index(None, "content"),
)

decision = Table(
    "decision",
    metadata,
    Column(
        "enrollment_id",
        Integer,
        ForeignKey("enrollment.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("outcome", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("proposal", Text, nullable=False),
    Column("customer_id", Integer, ForeignKey("customer.id")),
    Column("actor", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint("length(reason) > 0", name="reason"),
    CheckConstraint(
        "(outcome = 'accept' AND code = '' AND customer_id IS NOT NULL)"
        " OR (outcome = 'reject' AND code IN ('01', '02', '03'))",
        name="outcome",
    ),
)

invoice = Table(
    "invoice",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False, unique=True),
    Column("series", Text, ForeignKey("series.name")),
    Column("ordinal", BigInteger),
    Column("order_series", Text),
    Column("order_number", BigInteger),
    Column("customer_id", Integer, ForeignKey("customer.id")),
    Column("content", Text, ForeignKey("content.digest"), nullable=False),
    Column("issue_date", Date, nullable=False),
    Column("due_date", Date, nullable=False),
    Column("net_ore", BigInteger, nullable=False),
    Column("vat_ore", BigInteger, nullable=False),
    Column("gross_ore", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("issued_at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["order_series", "order_number"], ["orders.series", "orders.number"]),
    UniqueConstraint("series", "ordinal"),
    UniqueConstraint("order_series", "order_number"),
    CheckConstraint("length(number) > 0", name="number"),
    CheckConstraint("(series IS NULL) = (ordinal IS NULL)", name="series"),
    CheckConstraint("(order_series IS NULL) = (order_number IS NULL)", name="order"),
    CheckConstraint("issue_date <= due_date", name="dates"),
    CheckConstraint("net_ore + vat_ore = gross_ore", name="sum"),
    ore_check("net_ore"),
    ore_check("vat_ore"),
    ore_check("gross_ore"),
)

sending = Table(
    "sending",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("transmission_id", Integer, ForeignKey("transmission.id"), nullable=False),
    Column("invoice_id", Integer, ForeignKey("invoice.id"), nullable=False),
    Column("channel", Text, nullable=False),
    Column("assignment", Integer, nullable=False),
    Column("transaction_number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("file_id", Integer, ForeignKey("read_file.id")),
    UniqueConstraint("transmission_id", "assignment", "transaction_number"),
    CheckConstraint("channel IN ('efaktura', 'avtalegiro')", name="channel"),
    CheckConstraint("assignment >= 0 AND transaction_number >= 1", name="numbers"),
    CheckConstraint("state IN ('sent', 'received', 'accepted', 'rejected')", name="state"),
    CheckConstraint("(state = 'sent') = (file_id IS NULL)", name="receipt"),
    Index(None, "invoice_id"),
)
LIVE: Final = sending.c.state != "rejected"
Index(
    "uq_sending_live",
    sending.c.invoice_id,
    sending.c.channel,
    unique=True,
    sqlite_where=LIVE,
    postgresql_where=LIVE,
)
