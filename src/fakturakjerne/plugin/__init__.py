"""All that a plugin author needs: contracts, options, templates, and where plugins are found.

Start with ``docs/how-to/write-a-plugin.md``.
"""

from fakturakjerne.plugin.consumer_register import (
    ConsumerAnswer,
    ConsumerQuery,
    ConsumerRegister,
    ConsumerRegisterPlugin,
)
from fakturakjerne.plugin.interface import (
    Clock,
    Exporter,
    Importer,
    PluginInfo,
    Session,
    SpecReference,
    Transport,
    Trust,
)
from fakturakjerne.plugin.options import (
    REQUIRED,
    OptionInfo,
    describe,
    dump,
    option,
    overlay,
    parse_assignments,
    structure,
)
from fakturakjerne.plugin.template import Template

__all__ = [
    "REQUIRED",
    "Clock",
    "ConsumerAnswer",
    "ConsumerQuery",
    "ConsumerRegister",
    "ConsumerRegisterPlugin",
    "Exporter",
    "Importer",
    "OptionInfo",
    "PluginInfo",
    "Session",
    "SpecReference",
    "Template",
    "Transport",
    "Trust",
    "describe",
    "dump",
    "option",
    "overlay",
    "parse_assignments",
    "structure",
]
