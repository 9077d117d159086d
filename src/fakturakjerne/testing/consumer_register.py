"""A consumer register in memory, for tests of whatever asks one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from attrs import field, frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.plugin.consumer_register import ConsumerAnswer, ConsumerQuery
from fakturakjerne.plugin.interface import PluginInfo
from fakturakjerne.plugin.options import option


@frozen
class MemoryRegister:
    """Answers what it was told, and remembers what it was asked.

    Attributes:
        answers: by key.
        asked: the keys of each lookup.

    Example:
        >>> register = MemoryRegister.of([ConsumerAnswer(key="1001", accepts=True)])
        >>> register.lookup([ConsumerQuery(key="1001"), ConsumerQuery(key="1002")])
        (ConsumerAnswer(key='1001', identifier='', accepts=True, reason=''),)
        >>> register.asked
        [('1001', '1002')]
    """

    answers: Mapping[str, ConsumerAnswer]
    asked: list[tuple[str, ...]] = field(factory=list)

    @classmethod
    def of(cls, answers: Iterable[ConsumerAnswer]) -> "MemoryRegister":
        """Return a register that knows these."""
        return cls({each.key: each for each in answers})

    def lookup(self, queries: Sequence[ConsumerQuery]) -> Sequence[ConsumerAnswer]:
        """Return the answers that it has."""
        self.asked.append(tuple(each.key for each in queries))
        return tuple(self.answers[each.key] for each in queries if each.key in self.answers)


@frozen(kw_only=True)
class MemoryOptions:
    """Who accepts eFaktura.

    Example:
        >>> MemoryOptions(accepting=("1001",)).accepting
        ('1001',)
    """

    accepting: tuple[str, ...] = option(
        nb="Kundenumrene som tar imot eFaktura.",
        en="The customer numbers that take eFaktura.",
        default=(),
    )


class MemoryRegisterPlugin:
    """The register in memory as a plugin, ``consumers-memory``; register it by hand in a test.

    Example:
        >>> with MemoryRegisterPlugin().open(MemoryOptions(accepting=("1001",))) as register:
        ...     [answer] = register.lookup([ConsumerQuery(key="1001")])
        >>> answer.accepts
        True
    """

    info = PluginInfo(
        name="consumers-memory",
        title=Text("consumers-memory", nb="Forbrukere i minnet", en="Consumers in memory"),
        item_type=ConsumerAnswer,
        media_type="*/*",
        encoding="",
    )
    options_type = MemoryOptions

    @contextmanager
    def open(self, options: MemoryOptions) -> Iterator[MemoryRegister]:
        """Return a register in which the customers of the options accept."""
        yield MemoryRegister.of(ConsumerAnswer(key=key, accepts=True) for key in options.accepting)
