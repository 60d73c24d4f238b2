import pytest

from bot.cleaning.furniture.datelines import read


@pytest.mark.parametrize(
    "dateline, place, agency",
    [
        ("TAIPIE, Taiwan (AP) — ", "TAIPIE, Taiwan", "AP"),
        ("BEIJING, Oct 17, 2023 (Xinhua) -- ", "BEIJING", "Xinhua"),
        ("BEIJING, Oct. 17 (Xinhua) -- ", "BEIJING", "Xinhua"),
        ("LONDON (Reuters) - ", "LONDON", "Reuters"),
        ("LONDON Oct 17 (Reuters) - ", "LONDON", "Reuters"),
        ("WASHINGTON/BEIJING, Oct 17 (Reuters) - ", "WASHINGTON/BEIJING", "Reuters"),
        ("MOSCOW — ", "MOSCOW", None),
        ("MOSCOW–", "MOSCOW", None),
        ("NEW YORK - ", "NEW YORK", None),
        ("ST. PETERSBURG, Russia — ", "ST. PETERSBURG, Russia", None),
        ("SÃO PAULO (AFP) – ", "SÃO PAULO", "AFP"),
        ("RIO DE JANEIRO, Brazil (AP) _ ", "RIO DE JANEIRO, Brazil", "AP"),
        ("Berlin (dpa) - ", "Berlin", "dpa"),
        ("Pekín, 18 oct (EFE).- ", "Pekín", "EFE"),
        ("Madrid, 3 de octubre (Agencia Meridiana) – ", "Madrid", "Agencia Meridiana"),
        ("PORT MERROW, Kallan Islands (Northwire) — ", "PORT MERROW, Kallan Islands", "Northwire"),
        ("Port Merrow (Outlet) — ", "Port Merrow", "Outlet"),
        ("Washington, Oct 17 — ", "Washington", None),
        ("Feb 5 (Ledgerline) - ", None, "Ledgerline"),
        ("(Reuters) - ", None, "Reuters"),
        ("(The Associated Press) — ", None, "AP"),
        ("AP - ", None, "AP"),
    ],
)
def test_datelines_are_read(dateline: str, place: str | None, agency: str | None):
    assert read(f"{dateline}The president spoke.", ("Outlet",)) == (len(dateline), place, agency, ())


@pytest.mark.parametrize(
    "line",
    [
        "NATO — the alliance — said it would act.",
        "NATO — The alliance said.",
        "UPDATE — The president spoke.",
        "COVID-19 - The virus is back.",
        "Xi Jinping — The man who rules China.",
        "Olaf Scholz (SPD) – Der Kanzler sprach.",
        "The president (left) - He spoke.",
        "“BEIJING” — The capital",
        "He said on Monday — Tuesday was a holiday.",
        "Putin, 71 - The president of Russia",
        "2-0 - The final score",
        "MOSCOW — and then",
        "MOSCOW — ",
        "MOSCOW",
        "A (B) C — The",
        "The long-awaited decision came on Friday.",
        "",
    ],
)
def test_sentences_that_look_like_datelines_stay(line: str):
    assert read(line) is None
