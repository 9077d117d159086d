"""Who can get eFaktura, asked of a register of consumers (Kontroller kunder).

Such registers replaced the files of enrollments in December 2021.  A plugin registers one under
the entry-point group ``fakturakjerne.registers``; the core has one that reads a provider's list,
and asks nothing over a network by itself.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

from attrs import field, frozen

from fakturakjerne.domain.customer import Address
from fakturakjerne.domain.identifiers import CustomerId, masked_repr
from fakturakjerne.plugin.interface import PluginInfo

__all__ = ["ConsumerAnswer", "ConsumerQuery", "ConsumerRegister", "ConsumerRegisterPlugin"]

OptionsT_contra = TypeVar("OptionsT_contra", contravariant=True)


@frozen(kw_only=True)
class ConsumerQuery:
    """One customer that a register is asked about.

    Attributes:
        key: what the answer names it by: the customer number.
        reference: the eFaktura reference that we have, else the customer number.
        id: the customer's own number, where there is one.
        name, address, email: as the customer register has them; the first address.

    Example:
        >>> ConsumerQuery(key="1001", name="Kari Nordmann")
        ConsumerQuery(key='1001', reference='', id=None)
    """

    key: str = field(repr=masked_repr)
    reference: str = field(default="", repr=masked_repr)
    id: CustomerId | None = None
    name: str = field(default="", repr=False)
    address: Address = field(default=Address(), repr=False)
    email: str = field(default="", repr=False)


@frozen(kw_only=True)
class ConsumerAnswer:
    """What a register knows of one customer.

    Attributes:
        key: of the query.
        identifier: what eFaktura is addressed to; empty where the reference that we have counts.
        accepts: whether the consumer takes eFaktura from us.
        reason: why not, in the register's own words.

    Example:
        >>> ConsumerAnswer(key="1001", accepts=False, reason="not found").accepts
        False
    """

    key: str = field(repr=masked_repr)
    identifier: str = field(default="", repr=masked_repr)
    accepts: bool
    reason: str = ""


class ConsumerRegister(Protocol):
    """A register that is open."""

    def lookup(self, queries: Sequence[ConsumerQuery]) -> Sequence[ConsumerAnswer]:
        """Return an answer to each query, in any order.

        A query that has none counts as not found.

        Raises:
            OutsideError: if the register cannot be asked.
        """
        ...


class ConsumerRegisterPlugin(Protocol[OptionsT_contra]):
    """How a register is reached.

    The class is created without arguments and keeps no state between calls.
    """

    info: PluginInfo
    options_type: type[Any]

    def open(self, options: OptionsT_contra) -> AbstractContextManager[ConsumerRegister]:
        """Return a register that can be asked.

        Raises:
            OutsideError: when it is entered and the register cannot be reached.
        """
        ...
