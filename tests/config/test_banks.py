"""What the config says of the banks is checked when it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fakturakjerne.config import Config, load_config
from fakturakjerne.domain.kid import KidMethod
from fakturakjerne.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

ISSUER = """
[invoices.issuer]
name = "Bergen kommune"
organization_number = "974760673"
account = "12345678903"
address = ["Rådhusgata 1"]
"""


def loaded(folder: Path, text: str) -> Config:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path)


def test_all_of_it_is_read(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        '[invoices]\nkid = "{customer:06}{invoice:08}"\nkid_method = "mod11"\nkid_dash = true\n'
        + ISSUER
        + '[registers.list]\nregister = "consumers-csv"\n[efaktura]\ninbox = "/srv/in"\n',
    )
    assert config.invoices.issuer is not None
    assert config.invoices.issuer.issuer.address.lines == ("Rådhusgata 1",)
    template = config.invoices.kid_template
    assert template is not None
    assert (template.method, template.dash) == (KidMethod.MOD11, True)
    assert config.registers["list"].register == "consumers-csv"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[invoices]\ndays_until_due = 366", "invoices.days_until_due"),
        ('[invoices]\nkid = "{x}"', "invoices.kid"),
        (ISSUER.replace("974760673", "974760674"), "invoices.issuer.organization_number"),
        (ISSUER.replace("12345678903", "12345678904"), "invoices.issuer.account"),
        ("[efaktura]\nfirst_transmission = 0", "efaktura.first_transmission"),
        ("[efaktura]\nregister_chunk = 0", "efaktura.register_chunk"),
    ],
)
def test_what_is_wrong_is_told_by_its_key(text: str, where: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        loaded(tmp_path, text)
    assert where in str(refused.value)
    assert "12345678904" not in str(refused.value)
