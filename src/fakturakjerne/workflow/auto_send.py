"""What a run made is sent at once, where its profile says so and the transport is switched on."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import Factory, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.config import Config
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.ledger.interface import Ledger
from fakturakjerne.plugin.interface import Clock
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.billing import Outcome
from fakturakjerne.workflow.clock import SystemClock
from fakturakjerne.workflow.delivery import Delivery, DeliveryOutcome, Sending
from fakturakjerne.workflow.job import Job
from fakturakjerne.workflow.observer import Observer, Unwatched
from fakturakjerne.workflow.route import Route, resolve_route


@frozen(kw_only=True)
class Sent:
    """What was sent after a run.

    Attributes:
        outcomes: one a batch and profile.
        findings: what was not sent because its transport is switched off.
    """

    outcomes: Sequence[DeliveryOutcome] = ()
    findings: Sequence[Finding] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing of it needs a person."""
        return all(each.is_good for each in self.outcomes)


@frozen(kw_only=True)
class AutoSend:
    """Sends what runs of a job made.

    Attributes:
        job: what was run.
        routes: of each profile that sends at once.
        clock: handed to the transports.
    """

    job: Job
    routes: Mapping[str, Route] = field(repr=False)
    clock: Clock = field(default=Factory(SystemClock))

    @classmethod
    def of(cls, job: Job, config: Config, registry: Registry) -> "AutoSend":
        """Hold the profiles of a job against the config, before anything is billed.

        Raises:
            ConfigError: if a transport is not configured, or wrongly.
            PluginError: if it is not installed or broken.
        """
        profiles = {each.profile: each.auto_send for each in job.outlets.values() if each.auto_send}
        routes = {
            profile: resolve_route(transport, config, registry)
            for profile, transport in profiles.items()
        }
        return cls(job=job, routes=routes)

    def prepare(self) -> None:
        """See that what is switched on can be opened, before anything is billed.

        Raises:
            ConfigError: if a transport lacks something, such as its password.
            OutsideError: if its receiver cannot be reached.
        """
        for route in self.routes.values():
            if route.enabled:
                with route.open(self.clock):
                    pass

    def after(self, outcome: Outcome, ledger: Ledger, observer: Observer | None = None) -> Sent:
        """Send what a run made, and what it found billed but not sent: an interrupted run's.

        Raises:
            OutsideError: if the ledger fails, or a transport cannot be opened.
        """
        batches = [*outcome.billed_before, *([outcome.batch] if outcome.batch else [])]
        outcomes, findings = [], []
        for batch in batches:
            for profile, route in self._due(batch, ledger):
                if not route.enabled:
                    values = {"batch": batch, "transport": route.profile}
                    findings.append(
                        Finding(
                            severity=Severity.WARNING, text=catalogue.AUTO_SEND_OFF, values=values
                        )
                    )
                    continue
                delivery = Delivery(
                    ledger=ledger, route=route, clock=self.clock, observer=observer or Unwatched()
                )
                sending = Sending(batch=batch, profile=profile, actor=self.job.actor)
                outcomes.append(delivery.send(sending))
        return Sent(outcomes=outcomes, findings=findings)

    def _due(self, batch: str, ledger: Ledger) -> Iterator[tuple[str, Route]]:
        """Yield the profiles of a batch that send at once."""
        made_by = {document.profile for document in ledger.documents(batch)}
        return ((name, route) for name, route in self.routes.items() if name in made_by)
