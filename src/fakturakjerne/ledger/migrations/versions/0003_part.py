"""Parts: what the documents of one kind of customer were made by, so that one batch may hold several formats.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOVED = ("profile", "exporter", "plugin_version", "options")
NO_PART = (
    "NOT EXISTS (SELECT 1 FROM part WHERE batch_id = NEW.batch_id AND kind = NEW.kind)"
)


def upgrade() -> None:
    op.create_table(
        "part",
        sa.Column("batch_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in MOVED),
        sa.Column("messages", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_part_batch")),
        sa.PrimaryKeyConstraint("batch_id", "kind", name=op.f("pk_part")),
    )
    moved = ", ".join(f"b.{name}" for name in MOVED)
    op.execute(
        f"INSERT INTO part (batch_id, kind, {', '.join(MOVED)}, messages) "
        f"SELECT DISTINCT b.id, d.kind, {moved}, false FROM batch b "
        "JOIN document d ON d.batch_id = b.id"
    )
    for name in MOVED:
        op.drop_column("batch", name)
    op.drop_column("document", "format")
    if op.get_bind().dialect.name == "sqlite":
        create_sqlite_triggers()
    else:  # pragma: no cover - needs a PostgreSQL server
        create_postgresql_triggers()


def create_sqlite_triggers() -> None:
    # SQLite's INSERT OR REPLACE deletes without asking: what is in the way is looked for
    there = "EXISTS (SELECT 1 FROM part WHERE batch_id = NEW.batch_id AND kind = NEW.kind)"
    for name, event, condition, law in (
        ("part_insert", "INSERT ON part", there, "a row of part stands already"),
        ("part_delete", "DELETE ON part", "1", "a row of part is never deleted"),
        ("part_update", "UPDATE ON part", "1", "a row of part never changes"),
        ("document_part", "INSERT ON document", NO_PART, "a document belongs to a part"),
    ):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{law}'); END"
        )


def create_postgresql_triggers() -> None:  # pragma: no cover - needs a PostgreSQL server
    for event, each, law in (
        ("DELETE", "FOR EACH ROW", "is never deleted"),
        ("TRUNCATE", "", "is never deleted"),
        ("UPDATE", "FOR EACH ROW", "never changes"),
    ):
        op.execute(
            f"CREATE TRIGGER part_{event.lower()} BEFORE {event} ON part {each} "
            f"EXECUTE FUNCTION ledger_refuse('{law}')"
        )
    op.execute(
        "CREATE FUNCTION document_part() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {NO_PART} THEN RAISE EXCEPTION 'a document belongs to a part'; "
        "END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER document_part BEFORE INSERT ON document "
        "FOR EACH ROW EXECUTE FUNCTION document_part()"
    )
