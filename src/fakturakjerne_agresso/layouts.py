"""The layouts of LG04 (Batch innlesing salgsordre, fullt format): the tables themselves.

LG04 loads the table ``algbatchinput``; the columns of a file are those of the table, in alphabetical
order.  A file has three kinds of rows, all in the same layout: a header (H), a line (L), a text (T).

Sources and how far they are to be trusted:

- 5.3, 1905 bytes: the widths that a municipal booking system writes and prints in its manual; ten
  positions stated there agree.  Its types are partly concluded from how values are padded.  Nobody
  outside Unit4 has the vendor's own table: *one implementation*.
- 5.3-client4: the same with a client of four at 359-362 and no client_ref, as that system has
  written since September 2025: *one implementation*.
- 5.5, 4324 bytes: a field table of Unit4's own, with types, positions and row flags, as the State
  of Saxony publishes it with its shop (c. 2014), and what a Norwegian system writes (2026); the two
  agree on every position: *implementation*, two of them.

Types: ``c`` text, ``i`` and ``bigint`` whole number, ``money`` and ``float`` hundredths, ``date``.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from fakturakjerne.codec.fixedwidth import Column, Kind, Layout

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "c": Kind.TEXT,
        "i": Kind.NUMBER,
        "bigint": Kind.NUMBER,
        "money": Kind.NUMBER,
        "float": Kind.NUMBER,
        "date": Kind.TEXT,
    }
)
"""How a type of the tables stands in its column."""

_DEVIATING: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "tax_code": Kind.RIGHT,  # a code, but right-aligned in its full width
        "period": Kind.TEXT,  # 00YYYYMM or YYYYMM with spaces after it, as the installation wants
    }
)
_MAY_CUT: Final = frozenset({"art_descr", "long_info1", "long_info2", "short_info"})


def make_layout(  # noqa: PLR0913 - a layout is these six things
    name: str,
    table: Iterable[tuple[str, str, int]],
    *,
    length: int,
    source: str,
    trust: str,
    dates: Kind = Kind.TEXT,
) -> Layout:
    """Make a layout of a table of name, type and width.

    Args:
        name: for people.
        table: the columns, in order.
        length: the declared length of a record.
        source: where the table stands.
        trust: how far it is to be trusted.
        dates: how dates are aligned.

    Raises:
        InvalidValueError: if the columns do not add up to the length.
    """
    kinds = {**KINDS, "date": dates}
    return Layout(
        name,
        tuple(
            Column(column, width, _DEVIATING.get(column, kinds[kind]), may_cut=column in _MAY_CUT)
            for column, kind, width in table
        ),
        length=length,
        source=source,
        trust=trust,
    )


COLUMNS_53: Final[tuple[tuple[str, str, int], ...]] = (
    ("accept_flag", "i", 1),
    ("account", "c", 8),
    ("accountable", "c", 20),
    ("address", "c", 160),
    ("allocation_key", "i", 2),
    ("amount", "money", 17),
    ("amount_set", "i", 1),
    ("apar_id", "i", 8),
    ("apar_name", "c", 30),
    ("art_descr", "c", 35),
    ("article", "c", 15),
    ("att_1_id", "c", 2),
    ("att_2_id", "c", 2),
    ("att_3_id", "c", 2),
    ("att_4_id", "c", 2),
    ("att_5_id", "c", 2),
    ("att_6_id", "c", 2),
    ("att_7_id", "c", 2),
    ("bank_account", "c", 35),
    ("batch_id", "c", 12),
    ("client", "c", 2),
    ("client_ref", "c", 2),
    ("confirm_date", "date", 17),
    ("control", "c", 1),
    ("cur_amount", "money", 17),
    ("currency", "c", 3),
    ("del_met_descr", "c", 60),
    ("del_term_descr", "c", 60),
    ("deliv_addr", "c", 255),
    ("deliv_attention", "c", 50),
    ("deliv_countr", "c", 3),
    ("deliv_date", "date", 17),
    ("deliv_method", "c", 8),
    ("deliv_terms", "c", 8),
    ("dim_1", "c", 8),
    ("dim_2", "c", 8),
    ("dim_3", "c", 8),
    ("dim_4", "c", 8),
    ("dim_5", "c", 12),
    ("dim_6", "c", 4),
    ("dim_7", "c", 4),
    ("dim_value_1", "c", 12),
    ("dim_value_2", "c", 12),
    ("dim_value_3", "c", 12),
    ("dim_value_4", "c", 12),
    ("dim_value_5", "c", 12),
    ("dim_value_6", "c", 12),
    ("dim_value_7", "c", 12),
    ("disc_percent", "float", 17),
    ("exch_rate", "float", 17),
    ("ext_ord_ref", "c", 15),
    ("intrule_id", "c", 6),
    ("line_no", "i", 4),
    ("location", "c", 4),
    ("long_info1", "c", 120),
    ("long_info2", "c", 120),
    ("lot", "c", 10),
    ("main_apar_id", "i", 8),
    ("mark_attention", "c", 50),
    ("mark_ctry_cd", "c", 3),
    ("markings", "c", 120),
    ("obs_date", "date", 17),
    ("order_date", "date", 17),
    ("order_id", "i", 9),
    ("order_type", "c", 2),
    ("pay_method", "c", 2),
    ("period", "i", 8),
    ("place", "c", 30),
    ("province", "c", 40),
    ("rel_value", "c", 12),
    ("responsible", "c", 8),
    ("responsible2", "c", 8),
    ("sequence_no", "i", 8),
    ("sequence_ref", "i", 8),
    ("serial_no", "c", 20),
    ("short_info", "c", 60),
    ("status", "c", 1),
    ("tax_code", "c", 2),
    ("tax_system", "c", 2),
    ("template_id", "i", 8),
    ("terms_id", "c", 2),
    ("text1", "c", 12),
    ("text2", "c", 12),
    ("text3", "c", 12),
    ("text4", "c", 12),
    ("trans_type", "c", 2),
    ("unit_code", "c", 3),
    ("unit_descr", "c", 50),
    ("value_1", "float", 17),
    ("voucher_ref", "i", 9),
    ("voucher_type", "c", 2),
    ("warehouse", "c", 4),
    ("zip_code", "c", 15),
)

_COLUMNS_55_ROWS: Final[tuple[tuple[str, str, int, str], ...]] = (
    ("account", "c", 25, "-L-"),
    ("accountable", "c", 25, "H--"),
    ("address", "c", 160, "H--"),
    ("allocation_key", "i", 2, "-L-"),
    ("amount", "money", 20, "-L-"),
    ("amount_set", "i", 1, "-L-"),
    ("apar_id", "c", 25, "H--"),
    ("apar_id_ref", "c", 25, "H--"),
    ("apar_name", "c", 255, "H--"),
    ("art_descr", "c", 255, "-L-"),
    ("article", "c", 25, "-L-"),
    ("att_1_id", "c", 4, "H--"),
    ("att_2_id", "c", 4, "H--"),
    ("att_3_id", "c", 4, "H--"),
    ("att_4_id", "c", 4, "H--"),
    ("att_5_id", "c", 4, "H--"),
    ("att_6_id", "c", 4, "H--"),
    ("att_7_id", "c", 4, "H--"),
    ("bank_account", "c", 35, "H--"),
    ("batch_id", "c", 25, "HLT"),
    ("client", "c", 25, "HLT"),
    ("client_ref", "c", 25, "H--"),
    ("confirm_date", "date", 8, "H--"),
    ("control", "c", 1, "H--"),
    ("cur_amount", "money", 20, "-L-"),
    ("currency", "c", 25, "H?-"),
    ("del_met_descr", "c", 255, "H--"),
    ("del_term_descr", "c", 255, "H--"),
    ("deliv_addr", "c", 255, "H--"),
    ("deliv_attention", "c", 50, "H--"),
    ("deliv_countr", "c", 25, "H--"),
    ("deliv_date", "date", 8, "HL-"),
    ("deliv_method", "c", 25, "H--"),
    ("deliv_terms", "c", 25, "H--"),
    ("dim_1", "c", 25, "-L-"),
    ("dim_2", "c", 25, "-L-"),
    ("dim_3", "c", 25, "-L-"),
    ("dim_4", "c", 25, "-L-"),
    ("dim_5", "c", 25, "-L-"),
    ("dim_6", "c", 25, "-L-"),
    ("dim_7", "c", 25, "-L-"),
    ("dim_value_1", "c", 25, "H--"),
    ("dim_value_2", "c", 25, "H--"),
    ("dim_value_3", "c", 25, "H--"),
    ("dim_value_4", "c", 25, "H--"),
    ("dim_value_5", "c", 25, "H--"),
    ("dim_value_6", "c", 25, "H--"),
    ("dim_value_7", "c", 25, "H--"),
    ("discount", "money", 20, "-L-"),
    ("disc_percent", "float", 20, "-L-"),
    ("ean", "c", 50, "H--"),
    ("exch_rate", "float", 20, "HL-"),
    ("ext_ord_ref", "c", 100, "H--"),
    ("intrule_id", "c", 25, "H--"),
    ("line_no", "i", 4, "HLT"),
    ("location", "c", 12, "-L-"),
    ("long_info1", "c", 120, "H--"),
    ("long_info2", "c", 120, "H--"),
    ("lot", "c", 10, "-L-"),
    ("main_apar_id", "c", 25, "H--"),
    ("mark_attention", "c", 50, "H--"),
    ("mark_ctry_cd", "c", 25, "H--"),
    ("markings", "c", 255, "H--"),
    ("obs_date", "date", 8, "H--"),
    ("order_date", "date", 8, "H--"),
    ("order_id", "bigint", 15, "HLT"),
    ("order_type", "c", 2, "H--"),
    ("pay_method", "c", 2, "H--"),
    ("pay_temp_id", "c", 4, "-L-"),
    ("period", "i", 6, "HL-"),
    ("place", "c", 40, "H--"),
    ("province", "c", 40, "H--"),
    ("rel_value", "c", 25, "-L-"),
    ("responsible", "c", 25, "H--"),
    ("responsible2", "c", 25, "H--"),
    ("sequence_no", "i", 8, "-LT"),
    ("sequence_ref", "i", 8, "H--"),
    ("serial_no", "c", 20, "-L-"),
    ("short_info", "c", 60, "--T"),
    ("status", "c", 1, "HL-"),
    ("sup_article", "c", 50, "-?-"),
    ("tax_code", "c", 25, "-L-"),
    ("tax_system", "c", 25, "-L-"),
    ("template_id", "i", 8, "HL-"),
    ("terms_id", "c", 25, "H--"),
    ("text1", "c", 100, "H--"),
    ("text2", "c", 100, "H--"),
    ("text3", "c", 100, "H--"),
    ("text4", "c", 100, "H--"),
    ("trans_type", "c", 2, "HLT"),
    ("unit_code", "c", 3, "-L-"),
    ("unit_descr", "c", 255, "-L-"),
    ("unit_price", "float", 20, "-L-"),
    ("value_1", "float", 20, "-L-"),
    ("voucher_ref", "bigint", 15, "H--"),
    ("voucher_type", "c", 25, "HLT"),
    ("warehouse", "c", 25, "-L-"),
    ("zip_code", "c", 15, "H--"),
)

COLUMNS_55: Final[tuple[tuple[str, str, int], ...]] = tuple(row[:3] for row in _COLUMNS_55_ROWS)

ROWS: Final[Mapping[str, str]] = MappingProxyType(
    {name: rows for name, _, _, rows in _COLUMNS_55_ROWS}
)
"""The row kinds that a column belongs to, by the table of 5.5; none is known for 5.3."""

COLUMNS_53_CLIENT4: Final[tuple[tuple[str, str, int], ...]] = tuple(
    (name, kind, 4 if name == "client" else width)
    for name, kind, width in COLUMNS_53
    if name != "client_ref"
)

ZERO_COLUMNS: Final = frozenset(
    {
        "apar_id",
        "cur_amount",
        "disc_percent",
        "exch_rate",
        "main_apar_id",
        "sequence_ref",
        "template_id",
        "voucher_ref",
    }
)
"""The unused numbers that some installations write as zeros; the same Agresso takes both."""

_STANDARD: Final = MappingProxyType(
    {
        "5.3": (COLUMNS_53, 1905, "LG04 full format 5.3, as a municipal booking system writes it"),
        "5.3-client4": (COLUMNS_53_CLIENT4, 1905, "LG04 full format 5.3, client of four (2025)"),
        "5.5": (COLUMNS_55, 4324, "LG04 5.5, Unit4's field table as Saxony's shop publishes it"),
    }
)

STANDARD_NAMES: Final = tuple(_STANDARD)
"""The layouts that come with the plugin."""

COLUMN_NAMES: Final = frozenset(name for name, *_ in (*COLUMNS_53, *COLUMNS_55))
"""All columns that any of them has."""


def standard_layout(name: str, *, dates: Kind = Kind.TEXT) -> Layout:
    """Return one of the layouts that come with the plugin.

    Example:
        >>> standard_layout("5.3").spans["amount"]
        slice(191, 208, None)
    """
    table, length, source = _STANDARD[name]
    return make_layout(
        name, table, length=length, source=source, trust="implementation", dates=dates
    )
