"""Who a customer is: what passes, what is refused and why, and what may be shown."""

from __future__ import annotations

import pytest

from fakturakjerne.domain.identifiers import (
    AccountNumber,
    CustomerId,
    NationalIdentityNumber,
    OrganizationNumber,
    ResourceNumber,
    UnusableId,
    mask,
    mask_within,
    parse_customer_id,
)
from fakturakjerne.errors import InvalidValueError

PERSON = "15819010029"  # synthetic, month + 80
SYNTHETIC_BY_40 = "01419000066"
D_NUMBER = "41019000077"


def refused(text: str, *, internal: bool = False, test_identities: bool = False) -> UnusableId:
    parsed = parse_customer_id(text, internal=internal, test_identities=test_identities)
    assert isinstance(parsed, UnusableId)
    assert parsed.text == text
    return parsed


@pytest.mark.parametrize("text", ["974760673", "311111116", "999999999"])
def test_nine_digits_with_a_right_check_digit_are_an_organisation(text: str) -> None:
    number = parse_customer_id(text)
    assert number == OrganizationNumber(text)
    assert number.masked == text


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("974 760 673", "974760673"),
        ("974760673 MVA", "974760673"),
        ("NO974760673MVA", "974760673"),
        ("97476067A", "974760673"),
        ("9747606٧3", "974760673"),
    ],
)
def test_an_organisation_number_of_another_form_says_what_is_right(
    text: str, suggestion: str
) -> None:
    reason = refused(text).reason
    assert reason.code == "organization-number.form"
    assert reason.values["suggestion"] == suggestion
    assert repr(text) in str(reason)


def test_the_suggestion_is_made_of_the_digits_given() -> None:
    assert refused("311 111 116").reason.values["suggestion"] == "311111116"


@pytest.mark.parametrize("text", ["", "12345678", "97476067", "9747606730"])
def test_an_organisation_number_has_nine_digits(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        OrganizationNumber(text)
    assert caught.value.code == "organization-number.form"


def test_a_wrong_check_digit_of_an_organisation_is_refused() -> None:
    reason = refused("974760674").reason
    assert reason.code == "organization-number.check-digit"
    assert "974760674" in reason.in_language("nb")


@pytest.mark.parametrize("text", ["01019000083", D_NUMBER, "29020000064"])
def test_persons_and_d_numbers_pass(text: str) -> None:
    number = parse_customer_id(text)
    assert number == NationalIdentityNumber(text)
    assert not NationalIdentityNumber(text).is_synthetic


@pytest.mark.parametrize("text", [PERSON, SYNTHETIC_BY_40, "01669000002"])
def test_synthetic_persons_pass_in_test_mode_only(text: str) -> None:
    assert parse_customer_id(text, test_identities=True) == NationalIdentityNumber(text)
    assert NationalIdentityNumber(text).is_synthetic
    reason = refused(text).reason
    assert reason.code == "national-id.synthetic"
    assert "test_identities = true" in str(reason)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("15819010028", "national-id.check-digit"),
        ("15819010019", "national-id.check-digit"),
        ("00019000083", "national-id.date"),
        ("32019000083", "national-id.date"),
        ("30029000083", "national-id.date"),
        ("01139000083", "national-id.date"),
        ("72019000083", "national-id.date"),
        ("01009000083", "national-id.date"),
        ("01939000083", "national-id.date"),
    ],
)
def test_what_is_no_person_says_why_and_stays_masked(text: str, code: str) -> None:
    unusable = refused(text, test_identities=True)
    assert unusable.reason.code == code
    for shown in (str(unusable.reason), unusable.reason.in_language("nb"), repr(unusable)):
        assert text[2:] not in shown
        assert f"{text[:2]}*********" in shown
    assert unusable.masked == f"{text[:2]}*********"


@pytest.mark.parametrize("text", ["", "1581901002", "1581901002A"])
def test_a_national_identity_number_has_eleven_digits(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        NationalIdentityNumber(text)
    assert caught.value.code == "customer-id.length"


def test_a_person_is_masked_in_every_showing_but_its_text() -> None:
    number = NationalIdentityNumber(PERSON)
    assert number.text == PERSON
    assert repr(number) == "NationalIdentityNumber('15*********')"
    assert str(number) == repr(number)
    assert number.masked == "15*********"


@pytest.mark.parametrize("text", ["12345", "012345", "00000", "28120"])
def test_five_or_six_digits_are_an_internal_customer(text: str) -> None:
    number = parse_customer_id(text, internal=True)
    assert number == ResourceNumber(text)
    assert number.masked == text
    assert refused(text).reason.code == "resource-number.external"


def test_leading_zeros_count() -> None:
    assert ResourceNumber("012345") != ResourceNumber("12345")
    assert len({ResourceNumber("012345"), ResourceNumber("12345")}) == 2


@pytest.mark.parametrize("text", ["", "1234", "1234567", "1234A", "12 345"])
def test_a_resource_number_has_five_or_six_digits(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        ResourceNumber(text)
    assert caught.value.code == "resource-number.form"


@pytest.mark.parametrize("text", ["", " ", "abc", "1", "1234", "1234567", "12345678", "1" * 12])
@pytest.mark.parametrize("internal", [True, False])
def test_another_length_is_no_id(text: str, internal: bool) -> None:
    assert refused(text, internal=internal).reason.code == "customer-id.length"


def test_letters_of_a_fitting_length_are_refused() -> None:
    assert refused("ABCDE", internal=True).reason.code == "resource-number.form"
    assert refused("ABCDEFGHI").reason.code == "organization-number.form"
    assert refused("ABCDEFGHIJK").reason.code == "customer-id.length"


def test_internal_customers_may_have_any_id() -> None:
    number: CustomerId | UnusableId = parse_customer_id("974760673", internal=True)
    assert number == OrganizationNumber("974760673")


def test_kinds_of_id_never_equal_each_other_and_rank_in_order() -> None:
    ranks = [OrganizationNumber.rank, NationalIdentityNumber.rank, ResourceNumber.rank]
    assert ranks == [0, 1, 2]
    same_text: list[object] = [
        OrganizationNumber("974760673"),
        UnusableId("974760673", refused("1").reason),
    ]
    assert same_text[0] != same_text[1]


def test_unusable_ids_are_equal_by_their_text() -> None:
    assert refused("1") == refused("1")
    assert refused("1") != refused("2")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (PERSON, "15*********"),
        ("158190 10029", "15**********"),
        ("974760673", "974760673"),
        ("1234567890", "1234567890"),
        ("", ""),
    ],
)
def test_eleven_digits_are_masked(text: str, shown: str) -> None:
    assert mask(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"for {PERSON}.", "for 15*********."),
        ("158190-10029 og 158190.10029", "15********** og 15**********"),
        ("2026-02-02 18:00 - 2026-02-02 20:00", "2026-02-02 18:00 - 2026-02-02 20:00"),
        ("KID 1581901002912", "KID 1581901002912"),
        ("Ordre 34500001", "Ordre 34500001"),
    ],
)
def test_personal_numbers_inside_a_text_are_masked(text: str, shown: str) -> None:
    assert mask_within(text) == shown


def test_nine_zeros_are_nobody_although_they_add_up() -> None:
    with pytest.raises(InvalidValueError) as refused:
        OrganizationNumber("000000000")
    assert refused.value.code == "organization-number.check-digit"


@pytest.mark.parametrize("text", ["158190 10029", "158190-10029", "15 81 90 10029", " 15819010029"])
def test_a_personal_number_with_something_between_is_called_no_organisation(text: str) -> None:
    reason = refused(text).reason
    assert reason.code == "customer-id.length"
    assert "11 digits" in str(reason)
    assert "29" not in str(reason)


@pytest.mark.parametrize(
    "text", ["99991042764", "15062995960", "14300824766", "12345678903", "00000000019"]
)
def test_an_account_number_has_eleven_digits_with_a_right_check_digit(text: str) -> None:
    assert AccountNumber(text).text == text


@pytest.mark.parametrize("text", ["88888888888", "10182928293", "12345678904", "00000000000"])
def test_an_account_number_with_a_wrong_check_digit_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        AccountNumber(text)
    assert caught.value.code == "account-number.check-digit"
    assert text not in str(caught.value)


@pytest.mark.parametrize("text", ["", "1234.56.78903", "1234567890", "123456789030", "1234567890٣"])
def test_an_account_number_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="eleven digits"):
        AccountNumber(text)


def test_an_account_may_be_a_persons_and_is_masked() -> None:
    account = AccountNumber("12345678903")
    assert account.grouped == "1234.56.78903"
    assert account.masked == "12*********"
    assert repr(account) == "AccountNumber('12*********')"
