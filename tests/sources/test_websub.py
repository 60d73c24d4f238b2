"""Who can be reached, how a hub is asked, which push is trusted."""

import hashlib
import hmac
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources import websub

BODY = b"<feed/>"
SECRET = "s" * 43
MINUTE = timedelta(minutes=1)


def signed(method: str, body: bytes = BODY, secret: str = SECRET) -> str:
    return f"{method}={hmac.new(secret.encode(), body, method).hexdigest()}"


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example.org",
        "http://news.example.org:8080/deep/er",
        "https://93.184.216.34",
        "https://[2606:2800:220:1::1]/",
        "https://NEWS.example.org.",
    ],
)
def test_site_on_the_internet_can_be_reached(url: str) -> None:
    assert websub.can_be_reached(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8000",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.5",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "[fd00::1]",
        "[fe80::1]",
        "localhost:8000",
        "LOCALHOST",
        "desk.localhost",
        "desk.local",
        "desk.lan",
        "desk.internal",
        "desk.home.arpa",
        "desk.test.",
        "desk",
        "a..example.org",
    ],
)
def test_site_on_this_machine_or_in_a_private_network_cannot_be_reached(host: str) -> None:
    assert not websub.can_be_reached(f"https://{host}")


@pytest.mark.parametrize(
    "url, is_usable",
    [
        ("https://hub.example/", True),
        ("http://u:p@hub.example:81/x?key=1", True),
        (None, False),
        ("", False),
        ("/hub", False),
        ("ftp://hub.example/", False),
        ("javascript:alert(1)", False),
        ("https:///x", False),
        ("https://hub.example:0/", False),
        ("https://hub.example:99999/", False),
        ("https://[::1/", False),
        ("https://hub.example/a b", False),
        ("https://hub.example/\n", False),
        ("https://hub.example/" + "x" * 2000, False),
    ],
)
def test_what_a_feed_names_is_a_url_or_no_hub(url: str | None, *, is_usable: bool) -> None:
    assert websub.is_usable(url) is is_usable


@given(st.text())
def test_no_text_breaks_the_look_at_a_url(text: str) -> None:
    assert websub.is_usable(text) in {True, False}
    assert websub.is_usable(f"http://{text}") in {True, False}


@pytest.mark.parametrize(
    "hub, is_private, failures, asked",
    [
        ("https://hub.example/x", False, 0, "https://hub.example/x"),
        ("http://hub.example/x?k=1", False, 0, "https://hub.example/x?k=1"),
        ("http://hub.example/x", False, 1, "http://hub.example/x"),
        ("http://hub.example/x", False, 2, "https://hub.example/x"),
        ("http://u:p@hub.example:80/", False, 0, "https://u:p@hub.example/"),
        ("http://[2606::1]/", False, 0, "https://[2606::1]/"),
        ("http://hub.example:8080/", False, 0, "http://hub.example:8080/"),
        ("http://10.0.0.1/", True, 0, "http://10.0.0.1/"),
    ],
)
def test_hub_is_asked_over_tls_first_and_then_as_advertised(
    hub: str, failures: int, asked: str, *, is_private: bool
) -> None:
    assert websub.where_to_ask(hub, is_private=is_private, failures=failures) == asked


def test_secret_is_told_in_private_only() -> None:
    assert websub.keeps_secrets("HTTPS://hub.example/", is_private=False)
    assert not websub.keeps_secrets("http://hub.example/", is_private=False)
    assert websub.keeps_secrets("http://10.0.0.1/", is_private=True)


def test_request_says_what_the_specification_asks_for() -> None:
    assert websub.request("subscribe", "http://t/", "http://c/", "s") == {
        "hub.mode": "subscribe",
        "hub.topic": "http://t/",
        "hub.callback": "http://c/",
        "hub.lease_seconds": "864000",
        "hub.secret": "s",
    }
    assert "hub.secret" not in websub.request("subscribe", "http://t/", "http://c/", None)
    assert websub.request("unsubscribe", "http://t/", "http://c/", "s").keys() == {
        "hub.mode",
        "hub.topic",
        "hub.callback",
    }


@pytest.mark.parametrize(
    "claimed, lease",
    [
        ("864000", timedelta(days=10)),
        (" 0003600 ", timedelta(hours=1)),
        ("60", MINUTE),
        ("0", timedelta(0)),
        ("9" * 5000, websub.LONGEST_LEASE),
        ("99999999", websub.LONGEST_LEASE),
        (None, websub.LEASE),
        ("", websub.LEASE),
        ("-5", websub.LEASE),
        ("forever", websub.LEASE),
        ("٣٦٠٠", websub.LEASE),
    ],
)
def test_lease_is_what_the_hub_says_up_to_thirty_days(claimed: str | None, lease: timedelta) -> None:
    assert websub.read_lease(claimed) == lease


def test_lease_is_renewed_at_four_fifths_but_never_within_five_minutes() -> None:
    assert websub.until_renewal(timedelta(days=10)) == timedelta(days=8)
    assert websub.until_renewal(MINUTE) == 5 * MINUTE


@pytest.mark.parametrize("failures, minutes", [(1, 15), (2, 30), (3, 60), (7, 960), (8, 1440), (10**6, 1440)])
def test_pause_doubles_up_to_a_day_and_never_ends(failures: int, minutes: int) -> None:
    assert websub.pause_after(failures) == minutes * MINUTE


@pytest.mark.parametrize("method", ["sha256", "sha384", "sha512"])
def test_body_that_is_well_signed_is_the_publishers(method: str) -> None:
    assert websub.judge(BODY, signed(method), SECRET) == "content"
    assert websub.judge(BODY, f" {signed(method).upper()} ", SECRET) == "content"


def test_body_signed_with_sha1_only_says_that_there_is_news() -> None:
    assert websub.judge(BODY, signed("sha1"), SECRET) == "hint"


@pytest.mark.parametrize(
    "signature",
    [
        None,
        "",
        "sha256",
        "sha256=",
        "sha256=é",
        "md5=" + "0" * 32,
        "sha256=" + "0" * 64,
        "sha256=" + "0" * 63,
        "sha512=" + signed("sha256").partition("=")[2],
        signed("sha256", b"<other/>"),
        signed("sha256", secret="another"),
        signed("sha256") + "0",
        signed("sha256") + "," + signed("sha256"),
    ],
)
def test_body_without_its_signature_is_nothing(signature: str | None) -> None:
    assert websub.judge(BODY, signature, SECRET) == "none"


@given(st.binary(max_size=50), st.text(), st.sampled_from(["", "sha1=", "sha256="]))
def test_nobody_signs_by_chance(body: bytes, text: str, method: str) -> None:
    assert websub.judge(body, method + text, SECRET) == "none"


def test_hub_without_a_secret_only_says_that_there_is_news() -> None:
    assert websub.judge(BODY, None, None) == "hint"
    assert websub.judge(BODY, signed("sha256"), None) == "hint"


@pytest.mark.parametrize("challenge", [None, "", "a\nb", "\x00", "x" * 1001])
def test_challenge_that_no_hub_would_send_is_not_given_back(challenge: str | None) -> None:
    assert websub.read_challenge(challenge) is None


def test_challenge_is_given_back_to_the_letter() -> None:
    assert websub.read_challenge(" <b>&é ") == " <b>&é "


def test_reason_is_one_short_line_that_a_terminal_can_show() -> None:
    assert websub.read_reason("not\nfor \x1b[31myou ") == "not for ?[31myou"
    assert len(websub.read_reason("x" * 10**6)) == 200
    assert websub.read_reason(None) == ""


def test_fingerprint_is_that_of_the_whole_body() -> None:
    assert websub.fingerprint(BODY) == hashlib.sha256(BODY).hexdigest()
