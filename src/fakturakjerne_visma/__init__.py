"""Visma Enterprise Fakturering: the flat file of fakturagrunnlag, FACTUM, and the web service."""

from fakturakjerne_visma.factum import FactumExporter
from fakturakjerne_visma.factum_importer import FactumImporter
from fakturakjerne_visma.factum_options import FactumOptions
from fakturakjerne_visma.flatfile import VismaExporter
from fakturakjerne_visma.flatfile_importer import VismaImporter, VismaImportOptions
from fakturakjerne_visma.options import VismaOptions
from fakturakjerne_visma.webservice.exporter import WebserviceExporter
from fakturakjerne_visma.webservice.options import WebserviceOptions

__all__ = [
    "FactumExporter",
    "FactumImporter",
    "FactumOptions",
    "VismaExporter",
    "VismaImportOptions",
    "VismaImporter",
    "VismaOptions",
    "WebserviceExporter",
    "WebserviceOptions",
]
