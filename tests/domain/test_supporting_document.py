from __future__ import annotations

from fakturakjerne.domain.supporting_document import Attachment


def test_content_is_decoded() -> None:
    assert Attachment(encoded="YTti").content == b"a;b"
    assert Attachment(encoded="").content == b""
    assert Attachment().content is None


def test_a_file_name_owes_nothing_to_the_sender() -> None:
    assert (
        Attachment(media_type="image/jpeg", stated_name="/etc/x").file_name(3) == "attachment-3.jpg"
    )
    assert Attachment(media_type="text/html").file_name(1) == "attachment-1.bin"
