from __future__ import annotations

from fakturakjerne_ehf.rules.codes import CODES, codes, joined


def test_the_lists_are_whole() -> None:
    assert {name: len(members) for name, members in CODES.items()} == {
        "currencies_iso4217_cen": 178,
        "currencies_iso4217_peppol": 178,
        "countries_iso3166": 251,
        "vat_id_country_prefixes": 252,
        "invoice_type_codes_uncl1001_cen": 50,
        "credit_note_type_codes_uncl1001_cen": 13,
        "invoice_type_codes_uncl1001_peppol": 26,
        "credit_note_type_codes_uncl1001_peppol": 5,
        "payment_means_uncl4461": 84,
        "allowance_reasons_uncl5189": 19,
        "charge_reasons_uncl7161": 178,
        "vat_categories_uncl5305": 10,
        "vat_exemption_reasons_vatex": 88,
        "identifier_schemes_icd_iso6523": 243,
        "electronic_address_schemes_eas_cen": 104,
        "electronic_address_schemes_eas_peppol": 82,
        "unit_codes_rec20_rec21": 2162,
        "object_identifier_schemes_uncl1153": 818,
        "item_classification_schemes_uncl7143": 185,
        "vat_point_date_codes_uncl2005_2475": 3,
        "mime_types": 6,
        "note_subject_codes_uncl4451": 383,
    }
    for name, members in CODES.items():
        assert len(codes(name)) == len(members), name
        assert all(code == "".join(code.split()) for code in members)


def test_a_list_as_one_text_keeps_its_order() -> None:
    assert joined("vat_point_date_codes_uncl2005_2475") == " 3 35 432 "
