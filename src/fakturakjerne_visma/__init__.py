"""Visma Enterprise Fakturering: the flat file of fakturagrunnlag, and FACTUM."""

from fakturakjerne_visma.flatfile import VismaExporter
from fakturakjerne_visma.flatfile_importer import VismaImporter, VismaImportOptions
from fakturakjerne_visma.options import VismaOptions

__all__ = ["VismaExporter", "VismaImportOptions", "VismaImporter", "VismaOptions"]
