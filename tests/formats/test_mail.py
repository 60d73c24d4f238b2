"""Mail as agencies and newsletters send it in, stories out."""

import base64
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats.mails import mailwords
from bot.formats.mails.mail import is_one, parse
from bot.formats.parts import Parts
from bot.model import Document, Entry, Wire

DATA = Path(__file__).parents[1] / "data" / "formats" / "mail"
AGENCY, SAVED, DELIVERY = ((DATA / name).read_bytes() for name in ("agency.eml", "saved.mhtml", "delivery.eml"))
ARRIVED = datetime(2024, 3, 13, tzinfo=UTC)
NINE = datetime(2024, 3, 12, 9, 15, tzinfo=UTC)


def document(content: str | bytes) -> Document:
    content = content.encode() if isinstance(content, str) else content
    return Document(source="desk", location="in/a.eml", content=content, arrived=ARRIVED)


def mail(body: str = "A ferry ran aground.", **fields: str) -> str:
    header = {
        "Message_ID": "<1@nw.example>",
        "Date": "Tue, 12 Mar 2024 09:15:00 +0000",
        "From": "Northwire <desk@nw.example>",
        "Subject": "Ferry aground",
        **fields,
    }
    return "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in header.items() if value) + f"\n{body}"


def read(content: str | bytes) -> Entry:
    parts = parse(document(content))
    assert parts.skipped == ()
    (entry,) = parts.entries
    return entry


def wire(content: str | bytes) -> Wire:
    found = read(content).wire
    assert found is not None
    return found


# What is one


@pytest.mark.parametrize(
    "head",
    [
        AGENCY.decode(),
        SAVED.decode(),
        DELIVERY.decode().replace("\n", "\r\n"),
        mail(),
        "From desk@nw.example Tue Mar 12 09:15:00 2024\n" + mail(),
        "\ufeff\n\n" + mail(),
        "From: <Saved by Mozilla 5.0>\nSubject: Ferry\nDate: Tue, 12 Mar 2024 09:15:00 +0000\nMIME-Version: 1.0\n\n",
        "Received: from a\n\tby b\nReceived: from b\nMessage-ID: <1@a>\nSubject: x\n\ntext",
        "Path: news\nNewsgroups: clari.news\nFrom: clari@nw.example\nSubject: Ferry\n\ntext",
        "DKIM-Signature: v=1; a=rsa\n b=xyz\nFrom: a@b.example\nSubject: Ferry\nX-Long: abc",  # the head ends in a line
    ],
)
def test_header_of_a_mail_is_recognised(head: str):
    assert is_one(head)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "\n\n",
        "Title: Ferry aground\nDate: 12 Mar 2024\nSource: Northwire\n\nA ferry ran aground.",
        "Headline: Ferry\nFrom: desk@nw.example\nDate: 12 Mar 2024\nSubject: sea\n\ntext",
        "From: the mayor\nTo: all citizens\nSubject: the ferry\n\nDear all,",
        "From the harbour: a ferry ran aground.\nDate: 12 March\nSubject: x\n\ntext",
        "A ferry ran aground: nobody was hurt.\n\nDivers are to look.",
        "Subject: Ferry\nDate: 12 Mar 2024\n\nA ferry ran aground.",
        "From: desk@nw.example\nDate: 12 Mar 2024\nA ferry ran aground\n\nSubject: x",
        "  From: a@b.example\nDate: x\nSubject: y\n\n",
        "---\ntitle: Ferry\nfrom: a@b.example\ndate: 2024-03-12\n---\n",
        "ZCZC NWA0417\nFrom: a",
    ],
)
def test_text_file_or_prose_is_no_mail(head: str):
    assert not is_one(head)


# What it says


def test_all_that_an_agency_says_is_read():
    assert read(AGENCY) == Entry(
        key="nw-20240312-0417@northwire.example",
        id="nw-20240312-0417@northwire.example",
        title="Ferry runs aground off Port Merrow – nobody hurt",
        body=read(AGENCY).body,
        body_type="html",
        published=NINE,
        authors=("Runa Skjæld",),
        publisher="Northwire",
        language="en-GB",
        categories=("Ferries", "Port Merrow", "Accidents"),
        wire=Wire(
            item="nw-20240312-0417@northwire.example",
            slug="FERRY-AGROUND",
            dateline="PORT MERROW",
            copyright="(c) 2024 Northwire",
            urgency=3,
            note="pictures follow",
            subjects=wire(AGENCY).subjects,
        ),
    )
    assert [subject.name for subject in wire(AGENCY).subjects] == ["Ferries", "Port Merrow", "Accidents"]


def test_html_is_the_text_of_alternatives_and_its_pictures_are_dropped_silently():
    body = read(AGENCY).body

    assert "<blockquote><p>“The steering failed”</p></blockquote>" in body
    assert "café" not in body


def test_newsletter_without_any_word_of_an_agency_has_no_wire():
    entry = read(mail(Keywords="sea", List_Id="Sea Letter <sea.nw.example>", From="letter@nw.example"))

    assert (entry.wire, entry.publisher, entry.categories) == (None, "Sea Letter", ("sea",))


def test_mail_without_an_id_has_its_location_as_key():
    assert (read(mail(Message_ID="")).key, read(mail(Message_ID="")).id) == ("in/a.eml", None)


@pytest.mark.parametrize(
    "claimed, author, publisher",
    [
        ("Runa Skeld <r@nw.example>", "Runa Skeld", None),
        ('"Skeld, Runa" <r@nw.example>', "Runa Skeld", None),
        ("r@nw.example (Runa Skeld)", "Runa Skeld", None),
        ("Runa Skeld via Northwire <r@nw.example>", "Runa Skeld", "Northwire"),
        ("Ludwig van der Berg, Northwire <r@nw.example>", "Ludwig van der Berg", "Northwire"),
        ("Northwire <r@nw.example>", None, "Northwire"),
        ("The Port Paper Newsletter <r@nw.example>", None, "The Port Paper Newsletter"),
        ("Port Merrow Harbour Office <r@nw.example>", None, "Port Merrow Harbour Office"),
        ("desk@nw.example", None, None),
        ("<desk@nw.example>", None, None),
        ("=?utf-8?q?J=C3=B8rn_=C3=85s?= <r@nw.example>", "Jørn Ås", None),
    ],
)
def test_person_is_the_author_and_a_house_the_publisher(claimed: str, author: str | None, publisher: str | None):
    entry = read(mail(From=claimed))

    assert (entry.authors, entry.publisher) == ((author,) if author else (), publisher)


def test_sender_of_a_list_is_a_publisher_even_if_called_like_a_person():
    entry = read(mail(From="Port Merrow <r@nw.example>", List_Unsubscribe="<https://nw.example/u>"))

    assert (entry.authors, entry.publisher) == ((), "Port Merrow")


@pytest.mark.parametrize(
    "subject, title",
    [
        ("Re: [sea] FWD: AW: Ferry aground", "Ferry aground"),
        ("Re[2]: Ferry aground", "Ferry aground"),
        ("Re:", "Re:"),
        ("[Port Merrow]", "[Port Merrow]"),
        ("=?utf-8?q?F=C3=A4hre?= =?utf-8?b?IA==?= auf =?iso-8859-1*de?q?_Gr=FCnd?=", "Fähre auf Gründ"),
        ("=?utf-8?b?w6Q=?=b =?x-unknown?q?c=E9?=", "äb cé"),
        ("=?utf-8?b?!!!?= =?utf-8?q?=ZZ?= end", "=ZZ end"),
        ("=?iso-2022-jp?b?GyRCRnxLXBsoQg==?=", "日本"),
        ("Fähre auf Grund", "Fähre auf Grund"),
        ("Ferry\n\taground", "Ferry aground"),
    ],
)
def test_title_is_the_subject_decoded_and_without_what_mailers_put_before_it(subject: str, title: str):
    assert read(mail(Subject=subject)).title == title


def test_subject_that_is_a_slug_line_is_no_title():
    for subject in ("BC-EU--Ferry Aground, 1st Ld-Writethru", "NORTH-FERRY/AGROUND (UPDATE 2, PIX)", "Norland-Ferry/"):
        entry = read(mail(Subject=subject))
        assert entry.title == ""
        assert entry.wire is not None
        assert entry.wire.slug == subject


def test_time_is_that_of_the_first_server_where_the_mail_does_not_say():
    received = "from a by b; Tue, 12 Mar 2024 09:16:00 +0000"

    assert read(mail(Date="", Received=received)).published == datetime(2024, 3, 12, 9, 16, tzinfo=UTC)
    assert read(mail(Date="some day")).published is None


def test_priority_of_delivery_is_no_urgency():
    assert read(mail(X_Priority="1", Priority="urgent", Importance="high")).wire is None


def test_address_of_the_story_comes_from_the_header():
    assert read(mail(Archived_At="<https://nw.example/4711>")).url == "https://nw.example/4711"
    assert read(mail(X_RSS_URL="javascript:alert(1)")).url is None


# Versions, kills, embargoes


def test_superseding_mail_has_the_key_of_the_one_before():
    entry = read(mail(Message_ID="<2@nw.example>", Supersedes="<1@nw.example>"))

    assert (entry.key, entry.id, entry.updated) == ("1@nw.example", "2@nw.example", NINE)


def test_kill_that_answers_a_mail_has_its_key_and_needs_no_text():
    entry = read(mail("", Message_ID="<9@nw.example>", In_Reply_To="<1@nw.example>", Subject="MANDATORY KILL"))

    assert (entry.key, entry.title, entry.body) == ("1@nw.example", "", "")
    assert entry.wire is not None
    assert entry.wire.status == "canceled"


def test_answer_that_is_no_kill_is_a_story_of_its_own():
    assert read(mail(In_Reply_To="<0@nw.example>")).key == "1@nw.example"


@pytest.mark.parametrize(
    "subject, status, is_correction, title",
    [
        ("KILL: Ferry aground", "canceled", False, "Ferry aground"),
        ("WITHDRAWN - Ferry aground", "canceled", False, "Ferry aground"),
        ("*** KILL *** Ferry aground", "canceled", False, "Ferry aground"),
        ("ZURÜCKGEZOGEN: Fähre auf Grund", "canceled", False, "Fähre auf Grund"),
        ("Ferry aground, MANDATORY KILL", "canceled", False, "Ferry aground"),
        ("Fwd: CORRECTION: Ferry aground", "usable", True, "Ferry aground"),
        ("Correction: Ferry aground", "usable", True, "Ferry aground"),
        ("CORRECTED-Ferry aground", "usable", True, "Ferry aground"),
        ("CORRECTION: KILL: Ferry aground", "canceled", True, "Ferry aground"),
        ("HOLD: Ferry aground", "withheld", False, "Ferry aground"),
    ],
)
def test_words_before_a_headline_say_what_may_be_done_with_it(
    subject: str, status: str, is_correction: bool, title: str
):
    entry = read(mail(Subject=subject))

    assert entry.wire is not None
    assert (entry.wire.status, entry.wire.is_correction, entry.title) == (status, is_correction, title)


@pytest.mark.parametrize(
    "subject",
    ["Killed: three in storm", "KILL BILL returns", "HOLD-UP at bank", "KILL-SWITCH law passes", "CANCELED flights", "Hold on",
     "Storm kills ferry - survivors", "Embargo on arms: talks fail", "Embargo lifted: ships leave", "Embargo talks, 12 March 2024"],
)  # fmt: skip
def test_headlines_with_such_words_are_headlines(subject: str):
    entry = read(mail(Subject=subject))

    assert (entry.title, entry.wire) == (subject, None)


def test_line_of_the_text_that_says_nothing_but_kill_is_one():
    assert wire(mail("MANDATORY KILL\n\nThe story about the ferry is wrong.")).status == "canceled"
    assert wire(mail(X_IPTC_Status="stat:withheld")).status == "withheld"


SIX = datetime(2024, 3, 12, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "line, until",
    [
        ("EMBARGO: 12 March 2024 06:00 GMT", SIX),
        ("EMBARGOED UNTIL 0600 GMT, Tuesday 12 March 2024", SIX),
        ("*** EMBARGOED UNTIL 12 March 2024 at 06:00 GMT ***", SIX),
        ("Strictly embargoed until 06.00, 12th March 2024", SIX),
        ("Sperrfrist: Dienstag, 12. März 2024, 7.00 Uhr MEZ", SIX),
        ("SPERRFRIST 12.03.2024, 06:00 Uhr", SIX),
        ("Embargado hasta las 06:00 del 12 de marzo de 2024", SIX),
        ("SOUS EMBARGO jusqu'au 12 mars 2024 à 06h00", SIX),
        ("Not for publication before 00:01 Wednesday 13 March 2024", datetime(2024, 3, 13, 0, 1, tzinfo=UTC)),
        ("Embargoed for release until 12:01 a.m. EST, March 12, 2024", datetime(2024, 3, 12, 5, 1, tzinfo=UTC)),
    ],
)
def test_embargo_is_read_from_the_first_lines_and_is_no_part_of_the_text(line: str, until: datetime):
    entry = read(mail(f"{line}\n\nA ferry ran aground.\n\nNobody was hurt."))

    assert entry.wire is not None
    assert (entry.wire.embargo, entry.wire.status) == (until, "usable")
    assert entry.body == "A ferry ran aground.\n\nNobody was hurt."


def test_embargo_in_html_is_read_and_is_no_part_of_the_text():
    body = "<style>p {}</style><div><b>EMBARGO: 12 March 2024\n 06:00 GMT</b></div><p>A ferry ran aground.</p>"
    entry = read(mail(body, Content_Type="text/html"))

    assert entry.wire is not None
    assert entry.wire.embargo == SIX
    assert "EMBARGO" not in entry.body


@pytest.mark.parametrize(
    "line", ["EMBARGO: until the chancellor has spoken", "EMBARGO 12/03/2024 0600", "SPERRFRIST: Redebeginn"]
)
def test_embargo_that_cannot_be_read_withholds_the_story(line: str):
    found = wire(mail(f"{line}\n\nA ferry ran aground."))

    assert (found.status, found.embargo) == ("withheld", None)


def test_embargo_comes_from_the_header_too():
    assert wire(mail(X_Embargo="2024-03-12T06:00:00Z")).embargo == SIX
    assert wire(mail(Embargo="soon")).status == "withheld"


def test_embargo_further_down_is_part_of_the_story():
    text = "A ferry ran aground.\n\n" * 8 + "EMBARGO: 12 March 2024 06:00 GMT"

    assert read(mail(text)).wire is None


# The text


def test_text_is_flowed_and_its_signature_taken_off():
    text = "A ferry \nran aground.\n\n From the pier:\n> Nobody \n> was hurt.\n-- \nNorthwire desk\nTel 0123\n"
    entry = read(mail(text, Content_Type="text/plain; format=flowed"))

    assert entry.body == "A ferry ran aground.\n\nFrom the pier:\n> Nobody was hurt."
    japanese = mail("フェリー \n座礁", Content_Type="text/plain; charset=utf-8; format=flowed; delsp=yes")
    assert read(japanese).body == "フェリー座礁"


def test_text_between_dashes_that_is_no_signature_stays():
    text = "One.\n-- \n" + "Two.\n" * 40

    assert read(mail(text)).body.count("Two.") == 40


@pytest.mark.parametrize(
    "charset, content",
    [
        ("utf-8", "ä€".encode()),
        ("iso-8859-1", "ä€".encode()),  # a wrong claim
        ("windows-1252", "ä€".encode("cp1252")),
        ("x-no-such", "ä€".encode("cp1252")),
        ("utf-7", "ä€".encode("utf-7")),
        ("utf-16le", "ä€".encode("utf-16le")),
        ('"iso-8859-15"', "ä€".encode("iso-8859-15")),
        ("unicode_escape", "ä€".encode("cp1252")),
    ],
)
def test_text_is_read_in_its_charset_or_what_it_is(charset: str, content: bytes):
    head = mail("", Content_Type=f"text/plain; charset={charset}", Content_Transfer_Encoding="base64")
    encoded = base64.b64encode(content)

    assert read(head.encode() + encoded).body == "ä€"


def test_half_of_a_character_is_replaced():
    assert read(mail("+2AA-", Content_Type="text/plain; charset=utf-7")).body == "\ufffd"


def test_html_says_its_charset_itself_where_the_header_does_not():
    head = mail("", Content_Type="text/html", MIME_Version="1.0").encode()

    assert "Łódź" in read(head + b'<meta charset="iso-8859-2"><p>\xa3\xf3d\xbc</p>').body


def test_base64_with_rubbish_between_and_no_end_is_read():
    head = mail("QSBm\n!!ZXJy\neSByYW4", Content_Type="text/plain", Content_Transfer_Encoding="BASE64")

    assert read(head).body == "A ferry ran"


def test_parts_of_the_text_are_joined_in_their_order():
    body = (
        "--b\nContent-Type: text/plain\n\nOne & a half.\n--b\nContent-Type: text/html\n\n<p>Two.</p>\n"
        "--b\nContent-Type: text/plain\n\n-- \nNo. 7\n--b--"
    )
    entry = read(mail(body, Content_Type="multipart/mixed; boundary=b", MIME_Version="1.0"))

    assert entry.body_type == "html"
    assert entry.body.startswith("<p>One &amp; a half.</p>\n<p>Two.</p>")


def test_plain_text_is_taken_where_the_html_is_empty():
    body = "--b\n\nA ferry ran aground.\n--b\nContent-Type: text/html\n\n \n--b--"

    assert read(mail(body, Content_Type="multipart/alternative; boundary=b")).body == "A ferry ran aground."


def test_quoted_boundaries_and_a_missing_end_are_read():
    body = "--a b\n\nA ferry ran aground."

    assert read(mail(body, Content_Type='multipart/mixed; boundary="a b"')).body == "A ferry ran aground."


def test_message_without_its_parts_is_text():
    assert "A ferry" in read(mail("A ferry ran aground.", Content_Type="multipart/mixed; boundary=none")).body


# What is attached


def test_what_is_attached_is_named_where_nobody_reads_it():
    parts = parse(document(DELIVERY))

    assert [entry.key for entry in parts.entries] == ["inner-1@northwire.example"]
    assert parts.entries[0].title == "Tugs wait for the tide"
    assert parts.entries[0].authors == ("Anders Tellmark",)
    assert parts.skipped == (
        "in/a.eml!one.xml: attached application/xml, not read; save it as a file of its own",
        "in/a.eml!zwölf.json: attached application/json, not read; save it as a file of its own",
        "in/a.eml!plan.pdf: attached application/pdf, left out",
        "in/a.eml: a note of 23 characters to what is attached, left out",
    )


def test_attached_items_are_read_by_whoever_can():
    seen: list[Document] = []

    def reader(part: Document) -> Parts:
        seen.append(part)
        if part.content.startswith(b"{"):
            raise FormatError(part.location, "is no item")
        return Parts((Entry(key="item", title="Ferry"),), ("one.xml: a reference",))

    parts = parse(document(DELIVERY), reader)

    assert [entry.key for entry in parts.entries] == ["inner-1@northwire.example", "item"]
    assert [(part.location, part.media_type, part.content[:6]) for part in seen] == [
        ("in/a.eml!one.xml", "application/xml; charset=utf-8", b"<nitf>"),
        ("in/a.eml!zwölf.json", "application/json", b'{"uri"'),
    ]
    assert parts.skipped[:2] == ("one.xml: a reference", "in/a.eml!zwölf.json: is no item")


def test_long_text_with_something_attached_is_a_story_and_comes_first():
    text = "A ferry ran aground off Port Merrow. " * 20
    content = DELIVERY.replace(b"Two items are attached.", text.encode())

    entries = parse(document(content)).entries

    assert [entry.key for entry in entries] == ["cover-1@northwire.example", "inner-1@northwire.example"]


def test_mbox_gives_all_its_messages_and_one_broken_loses_none():
    line = "From desk@nw.example Tue Mar 12 09:15:00 2024\n"
    loop = mail("x", Message_ID="<2@nw.example>", Auto_Submitted="auto-replied")
    content = f"{line}{mail('One.')}\n>From the pier.\nFrom the sea.\n\n{line}{loop}\n\n{line}{mail(Message_ID='<3@nw.example>')}"
    parts = parse(document(content))

    assert [entry.key for entry in parts.entries] == ["1@nw.example", "3@nw.example"]
    assert parts.entries[0].body == "One.\nFrom the pier.\nFrom the sea."
    assert parts.skipped == ("in/a.eml#2: is an automatic reply, expected a story",)


def test_same_mail_twice_is_one_entry_and_a_line():
    line = "From desk@nw.example Tue Mar 12 09:15:00 2024\n"
    parts = parse(document(f"{line}{mail()}\n\n{line}{mail()}"))

    assert len(parts.entries) == 1
    assert parts.skipped == ("1@nw.example: is in the mail twice, the second left out",)


# Saved pages


def test_page_that_a_browser_saved_as_a_mail_is_a_page():
    entry = read(SAVED)

    assert entry.key == entry.url == "https://www.portpaper.example/sea/ferry"
    assert (entry.title, entry.language, entry.wire) == ("Ferry runs aground", "en", None)
    assert "the coast guard said…" in entry.body
    assert 'href="https://www.portpaper.example/hull"' in entry.body


def test_html_that_was_sent_is_a_mail_whatever_location_it_names():
    content = SAVED.replace(b"MIME-Version", b"Message-ID: <1@nw.example>\nMIME-Version")

    assert read(content).key == "1@nw.example"


# What is none


@pytest.mark.parametrize(
    "content, reason",
    [
        (mail("", Subject=""), "without a text"),
        (mail("x", Auto_Submitted="auto-replied (vacation)"), "is an automatic reply"),
        (mail("--b\nContent-Type: message/delivery-status\n\nAction: failed\n\nStatus: 5.1.1\n--b--",
              Content_Type="multipart/report; boundary=b"), "is a mail server's report"),
        (mail("x", Content_Type="application/pkcs7-mime; smime-type=enveloped-data"), "is encrypted mail"),
        (mail("--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n--b--", Content_Type="multipart/mixed; boundary=b"),
         "without a story: in/a.eml!a.pdf: attached application/pdf, left out"),
        (mail("x", Content_Type="multipart/mixed; boundary*=idna''abc"), "cannot be told apart"),
        (mail("x", Content_Type="multipart/mixed; boundary*=a; boundary*0=b"), "cannot be told apart"),
        (mail("".join(f"--{n}\nContent-Type: multipart/mixed; boundary={n + 1}\n\n" for n in range(60)),
              Content_Type="multipart/mixed; boundary=0"), "deep"),
        (mail("".join(f"--{n}\nContent-Type: multipart/mixed; boundary={n + 1}\n\n" for n in range(2000)),
              Content_Type="multipart/mixed; boundary=0"), "thousands of parts"),
        (mail("--b\n" * 6000, Content_Type="multipart/mixed; boundary=b"), "thousands of parts"),
        (mail("Content-Type: message/rfc822\n\n" * 60, Content_Type="message/rfc822"), "deep"),
        (b"", "without a text"),
    ],
)  # fmt: skip
def test_mail_without_a_story_is_one_clear_line(content: str | bytes, reason: str):
    with pytest.raises(FormatError, match=reason) as caught:
        parse(document(content))

    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("in/a.eml")


# Any bytes


def one_or_none(content: bytes) -> Parts | None:
    """Read a mail; None for the one error that there may be."""
    try:
        parts = parse(document(content), lambda part: Parts((Entry(key=part.location),)))
    except FormatError as error:
        message = str(error)
    else:
        return parts
    assert "\n" not in message
    return None


LINES = st.sampled_from(
    [
        *b"\n".join((AGENCY, SAVED, DELIVERY)).split(b"\n"), b"", b"", b"\xff\xfe", b"\0",
        b"Content-Type: multipart/mixed; boundary*0=x; boundary*1=y", b"Content-Type: multipart/digest; boundary=mix",
        b"Content-Type: text/plain; charset*=undefined''x; format=flowed", b"Content-Type: \xe9/\xe9; boundary=\xe9",
        b"Content-Type: message/partial; id=x", b"Content-Type: message/rfc822", b"Content-Transfer-Encoding: x-uuencode",
        b"Subject: =?idna?q?=ff?= =?hex?b?AA?= =?\xff?q?a?=", b'From: <<>> "a, (', b"begin 644 a", b"From a b", b"-- ",
        b"Date: Tue, 99 Mar 99999 99:99:99 +9999", b"Content-Disposition: attachment; filename*999999999999999=x",
    ]
)  # fmt: skip


@given(st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(mail().encode().__add__)))
@settings(deadline=None)
@example(b"Content-Type: multipart/mixed; boundary*" + b"9" * 5000 + b"=x\n\nx")
@example(b"Subject:\n\n\n")
def test_any_bytes_give_stories_or_one_error(content: bytes):
    parts = one_or_none(content)

    assert parts is None or parts.entries


@given(st.lists(LINES, max_size=60).map(b"\n".join))
@settings(deadline=None, max_examples=300)
def test_any_mutation_of_a_mail_gives_stories_or_one_error(content: bytes):
    parts = one_or_none(content)

    assert parts is None or parts.entries
    for entry in parts.entries if parts else ():
        f"{entry}".encode()  # no half of a character
    assert parts is None or len({entry.key for entry in parts.entries}) == len(parts.entries)


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_line_is_read_as_marks_embargo_slug_and_sender(line: str):
    assert len(mailwords.marks(line).rest) <= len(line)
    is_one, when = mailwords.embargo(line)
    assert is_one or when is None
    assert mailwords.slug(line) in {line, None}
    mailwords.sender(line, is_bulk=False)
    assert mailwords.bare(line) in line


# Limits of time


@pytest.mark.parametrize(
    "content, reason",
    [
        (mail("", Content_Type="multipart/mixed; boundary=0")
         + "".join(f"--{n}\nContent-Type: multipart/mixed; boundary={n + 1}\n\n" for n in range(400)) + "y\n" * 20_000,
         "deep in each other"),
        (mail("x", Content_Type="multipart/mixed" + "; a=b" * 50_000), "Content-Type of more"),
        (mail("x", Content_Type="multipart/mixed" + ";\n a=b" * 50_000), "Content-Type of more"),
        ("From a b\nX: y\n\n" * 6_000, "6000 messages"),
        ("Subject: x\n" + "X: y\n" * 600_001, "lines, expected"),
        ("Subject: x\n\n" + "a" * 25_000_000, "bytes, expected"),
    ],
    ids=["deep", "parameters", "folded parameters", "messages", "lines", "bytes"],
)  # fmt: skip
def test_mail_that_is_built_to_cost_time_is_refused(content: str, reason: str):
    with pytest.raises(FormatError, match=reason):
        parse(document(content))


@pytest.mark.parametrize(
    "content",
    [
        mail("<style>" * 8_000, Content_Type="text/html"),
        mail("<p " * 20_000, Content_Type="text/html"),
        mail(Subject="Re: " * 2_000),
        mail(Subject="=?" * 4_000),
        mail(From="A, (" * 2_000),
        mail("> " * 30_000, Content_Type="text/plain; format=flowed"),
        mail("EMBARGO " + "until " * 500 + "12."),
    ],
    ids=["styles", "tags", "answers", "words", "senders", "quotes", "embargo"],
)
def test_mail_that_repeats_itself_is_read_in_no_time(content: str):
    before = time.process_time()
    one_or_none(content.encode())

    assert time.process_time() - before < 0.5
