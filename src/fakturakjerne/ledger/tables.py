"""The tables of the ledger; ``docs/explanation/ledger.md`` has the picture.

What the triggers of the first migration add: ``batch``, ``document``, ``orders``, ``excluded`` and
``step`` rows never change, nothing is deleted anywhere, and the rows that may change do so in one
direction only; nor do those of ``part``, and a document belongs to one, by the third.  Those of the
second: a document is sent once, and what becomes of an attempt to
deliver it is written once.  Amounts are øre.  Only portable constructs stand here: SQLite and PostgreSQL.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

LARGEST_ORE: Final = 10**18 - 1

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A time with its zone, kept as UTC; SQLite has no zones, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; a naive time is a mistake of the caller's."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "the ledger's clock must tell its zone, such as datetime.now(UTC)"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that it is UTC."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.replace(tzinfo=UTC)


def ore_check(column: str) -> CheckConstraint:
    """Return the bounds of an amount, named after its column."""
    return CheckConstraint(f"{column} BETWEEN -{LARGEST_ORE} AND {LARGEST_ORE}", name=column)


series = Table(
    "series",
    metadata,
    Column("name", Text, primary_key=True),
    Column("next_number", BigInteger, nullable=False),
    Column("handed_out", BigInteger, nullable=False),
    CheckConstraint("next_number >= 1 AND handed_out >= 0", name="bounds"),
    CheckConstraint("handed_out < next_number", name="handed_out"),
    CheckConstraint("length(name) > 0", name="name"),
)

batch = Table(
    "batch",
    metadata,
    Column("id", Text, primary_key=True),
    Column("today", Date, nullable=False),
    Column("number", Integer, nullable=False),
    Column("library_version", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("today", "number"),
    CheckConstraint("number >= 1", name="number"),
)

part = Table(
    "part",
    metadata,
    Column("batch_id", Text, ForeignKey("batch.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("profile", Text, nullable=False),
    Column("exporter", Text, nullable=False),
    Column("plugin_version", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("messages", Boolean, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("batch_id", Text, ForeignKey("batch.id"), nullable=False),
    Column("today", Date, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("series", Text, ForeignKey("series.name"), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("orders", BigInteger, nullable=False),
    Column("lines", BigInteger, nullable=False),
    Column("texts", BigInteger),
    Column("net_ore", BigInteger),
    Column("gross_ore", BigInteger),
    Column("first_order", BigInteger),
    Column("last_order", BigInteger),
    UniqueConstraint("batch_id", "sequence", "name"),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    CheckConstraint("sequence >= 1", name="sequence"),
    CheckConstraint("bytes >= 0 AND orders >= 0 AND lines >= 0 AND texts >= 0", name="counts"),
    CheckConstraint("net_ore IS NOT NULL OR gross_ore IS NOT NULL", name="net_or_gross"),
    ore_check("net_ore"),
    ore_check("gross_ore"),
    CheckConstraint("1 <= first_order AND first_order <= last_order", name="first_last"),
)
Index("ix_document_day", document.c.today, document.c.sequence)

party = Table(
    "party",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("salt", Text),
    Column("id", Text),
    Column("number", Text),
    Column("name", Text),
    CheckConstraint("length(digest) = 64", name="digest"),
)

orders = Table(
    "orders",
    metadata,
    Column("series", Text, ForeignKey("series.name"), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("document_id", Integer, ForeignKey("document.id"), nullable=False),
    Column("customer_kind", Text, nullable=False),
    Column("party", Text, ForeignKey("party.digest"), nullable=False),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("lines", BigInteger, nullable=False),
    Column("net_ore", BigInteger, nullable=False),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint("customer_kind IN ('external', 'internal')", name="customer_kind"),
    CheckConstraint("period_start <= period_end", name="period"),
    CheckConstraint("lines >= 0", name="lines"),
    ore_check("net_ore"),
    Index(None, "document_id"),
    sqlite_with_rowid=False,
)

billed_lease = Table(
    "billed_lease",
    metadata,
    Column("series", Text, primary_key=True),
    Column("order_number", BigInteger, primary_key=True, autoincrement=False),
    Column("lease", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("net_ore", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    ForeignKeyConstraint(["series", "order_number"], ["orders.series", "orders.number"]),
    CheckConstraint("state IN ('filed', 'sent', 'confirmed', 'rejected')", name="state"),
    CheckConstraint("length(lease) > 0", name="lease"),
    ore_check("net_ore"),
    sqlite_with_rowid=False,
)
LIVE: Final = billed_lease.c.state != "rejected"
Index(
    "uq_billed_lease_live",
    billed_lease.c.lease,
    unique=True,
    sqlite_where=LIVE,
    postgresql_where=LIVE,
)

excluded = Table(
    "excluded",
    metadata,
    Column("batch_id", Text, ForeignKey("batch.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("lease", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("finding_values", Text, nullable=False),
    sqlite_with_rowid=False,
)

placement = Table(
    "placement",
    metadata,
    Column("batch_id", Text, ForeignKey("batch.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("folder", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("placed_at", UtcDateTime),
    UniqueConstraint("batch_id", "folder", "name"),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    CheckConstraint("role IN ('document', 'log', 'manifest')", name="role"),
)
Index(
    "ix_placement_pending",
    placement.c.batch_id,
    sqlite_where=placement.c.placed_at.is_(None),
    postgresql_where=placement.c.placed_at.is_(None),
)

step = Table(
    "step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject_kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
Index("ix_step_subject", step.c.subject_kind, step.c.subject)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, ForeignKey("document.id"), nullable=False),
    Column("transport", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("override_reason", Text, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("status", Text),
    Column("reference", Text, nullable=False),
    Column("messages", Text, nullable=False),
    UniqueConstraint("document_id", "transport", "number"),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint("length(transport) > 0", name="transport"),
    CheckConstraint("status IN ('accepted', 'rejected', 'unknown', 'not_sent')", name="status"),
    CheckConstraint("(status IS NULL) = (finished_at IS NULL)", name="finished"),
)

resolution = Table(
    "resolution",
    metadata,
    Column(
        "delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True, autoincrement=False
    ),
    Column("status", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("resolved_at", UtcDateTime, nullable=False),
    CheckConstraint("status IN ('accepted', 'rejected')", name="status"),
    CheckConstraint("length(reason) > 0", name="reason"),
)
