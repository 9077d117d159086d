"""Agresso / Unit4 ERP: LG04, the batch input of sales orders."""

from fakturakjerne_agresso.lg04 import Lg04Exporter
from fakturakjerne_agresso.lg04_importer import Lg04Importer
from fakturakjerne_agresso.options import Lg04Options

__all__ = ["Lg04Exporter", "Lg04Importer", "Lg04Options"]
