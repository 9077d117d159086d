"""The config file: how to bill, number series, profiles, the ledger, and what the banks need."""

from fakturakjerne.config.banks import Efaktura, InvoiceIssuer, Invoices, RegisterProfile
from fakturakjerne.config.file import (
    LARGEST_FILE,
    Billing,
    Config,
    Environment,
    Ledger,
    Profile,
    TransportProfile,
    load_config,
    read_environment,
)
from fakturakjerne.config.series import Series

__all__ = [
    "LARGEST_FILE",
    "Billing",
    "Config",
    "Efaktura",
    "Environment",
    "InvoiceIssuer",
    "Invoices",
    "Ledger",
    "Profile",
    "RegisterProfile",
    "Series",
    "TransportProfile",
    "load_config",
    "read_environment",
]
