"""A text in, the names in it out: people, places, organisations, found by their capitals. None where a script has none."""

import re

MOST = 40
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚА-ЯЁЄІЇҐ"
# What most words are comes first, and plain letters are told sooner than letters of any kind.
_WORD = rf"[{_UPPER}](?:(?![.t])[a-z\w’'&-]*|t\.(?= )|(?:\.[{_UPPER}]){{1,4}}\.?|\.(?= [{_UPPER}])|[\w’'&-]*)"
# Small words inside of names: of, de la, del, della, van der, von, bin, al-; by their first letters, as it is asked behind each word.
_LINK = (
    "(?:d(?:e(?: l[ao]s?|l|lla)? |ell'|i |[aou]s? |')|v[ao]n(?: de[rnm]?)? |o(?:f|ch) |zu |bin |ibn |[ae]l-|la |af |& )"
)
_NAME = rf"{_WORD}(?: (?:{_WORD}|{_LINK}{_WORD})){{0,6}}"
# What stands before the first word of a sentence, a title with a full stop aside.
_AT_FIRST = r"(?<=[.!?…:;\n \"“”„«»‘(–—•*|。-] )(?<!(?:Mr|Ms|Dr|Lt|Sr)\. )(?<!(?:Mrs|Gen|Sen|Rep|Gov|Adm|Col|Sgt|Rev|Sra|Sig)\. )(?<!(?:Prof|Capt|Dott)\. )"
# Begins with a space, which is found three times as fast as a capital.
_RUN = re.compile(rf" (?=[{_UPPER}])(?:{_AT_FIRST}({_NAME})|({_NAME}))")
_BEFORE_WORDS = ("“", "(")
_BEFORE_WORDS_IN = dict.fromkeys(("fr", "it"), ("l’", "d’", "l'", "d'", "«")) | {"de": ("„", "»"), None: ('"', "«")}
# In capitals at the begin of a sentence, or by the habit of the language, and no part of a name.
_NO_NAMES = frozenset(
    (
        "A About According Across Add After Again Against All Along Also Although Amid Among An And Another Any Are As Asked At Because Before Being Both But By Can Despite Do During Each Earlier Even Every Few First For Former From Further Given Had Has Have He Her Here His How However I If In Instead Into Is It Its"
        " Just Last Later Less Like Many Meanwhile More Most Much My Nearly Neither Never New No None Nor Not Nothing Now Of On Once One Only Or Other Others Our Out Over People Police Residents Several She Since So Some Still Such Than That The Their Them Then There These They This Those Though Three Through Two To Today Too Under"
        " Unlike Until Up Was We Were What When Where Whether Which While Who Why Will With Without Yesterday Yet You Your"
        " Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December I'm It's We're"
        # German
        " Aber Alle Allerdings Als Also Am An Auch Auf Aus Bei Beim Bereits Bis Bislang Da Dabei Dafür Dagegen Daher Damit Danach Dann Darüber Das Dass Dazu Dem Den Denn Der Des Deshalb Die Dies Diese Dieser Dieses Doch Dort Drei Durch Ein Eine Einem Einen Einer Eines Einige Er Erst Es Etwa Für Ganz Gegen Hier Ich Ihr Ihre Im In Ins"
        " Insgesamt Ist Jede Jeder Jetzt Kein Keine Man Mehr Mehrere Mit Nach Nachdem Neben Nicht Noch Nun Nur Ob Oder Ohne Rund Schon Sehr Seit Seine Sie So Sogar Sollte Sowohl Trotz Über Um Und Uns Unter Viele Vom Von Vor War Was Weil Weitere Wenn Wer Wie Wir Wo Während Zu Zudem Zuletzt Zum Zunächst Zur Zwar Zwei Zwischen"
        " Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Januar Februar März Mai Juni Juli Oktober Dezember Uhr Euro Prozent Millionen Milliarden Million Milliarde Jahr Jahre Jahren Ende Anfang Mitte Angaben Meter Kilometer Dollar Mal Tag Tage Tagen Stunden Minuten Woche Wochen Monate Monaten Menschen"
        # French, Spanish, Italian, Portuguese
        " À Ainsi Après Au Aucun Aussi Autre Aux Avant Avec Ce Ces Cet Cette Chez Comme Dans De Depuis Des Deux Du Elle Elles En Entre Et Il Ils Je La Le Les Leur L'an Lors Mais Même On Or Ou Par Parmi Pas Pendant Plus Plusieurs Pour Près Puis Quand Quant Que Qui Sa Sans Se Selon Ses Si Son Sous Sur Tous Tout Toutefois Trois Un Une Vers"
        " Además Al Algunos Ante Antes Así Aunque Ayer Como Con Cuando Cuatro Del Desde Después Dos Durante El Ella Ellos Era Es Esa Ese Eso Esta Estas Este Esto Estos Fue Ha Hasta Hay Hoy Las Lo Los Mientras Muchos Nada No Para Pero Por Porque Según Sin Sobre Su Sus También Tras Tres Uno Ya Yo"
        " Al Alla Alle Anche Che Chi Ci Come Con Così Cosa Da Dal Dalla Degli Dei Del Della Delle Di Dopo Dove Due Durante È Ecco Era Gli I Il In Intanto Invece La Le Lo Ma Mentre Nei Nel Nella Nelle Non Ogni Oggi Per Perché Più Poi Prima Quando Quattro Quello Questa Questo Se Secondo Sono Su Sul Sulla Tra Tutti Un Una Uno"
        " Ainda Ao Aos Após As Até Com Como Da Das De Depois Do Dois Dos Duas E Ela Ele Em Enquanto Entre Essa Esse Esta Este Eu Foi Há Isso Já Já Mais Mas Muitos Na Nas No Nos O Ontem Os Ou Para Pela Pelo Por Porém Quando Quatro Que Segundo Sem Ser Seu Sua São Só Também Três Um Uma"
        # Dutch, Nordic
        " Aan Al Alle Bij Daar Daarom Dat De Deze Die Dit Door Een Eerder Er Geen Haar Heeft Het Hij Hoe Ik In Is Maar Meer Met Na Naar Niet Nog Nu Of Om Ook Op Over Sinds Te Tegen Toen Tot Twee Uit Van Vanaf Veel Volgens Voor Waar Wat We Wie Wij Ze Zij Zijn Zo"
        " Alla Att Av Av Blant Da De Den Denna Der Det Dette Disse Du Där Efter Eftersom Ein En Er Et Ett Etter Flere Flera För Før Fra Från Ham Han Har Hon Hun Hur Hva Hvad Hvis Hvor I Ifølge Ikke Inga Ingen Inte Jag Jeg Med Men Min När Når Nu Nå Och Og Om Også På Sedan Selv Siden Som Så Til Till Tre Två To Under Ved Vi Vid Vad Var År Är"
        # Polish, Turkish
        " A Ale Bez Był Była Było By Być Co Czy Dla Dlatego Do Gdy I Ich Jak Jako Jednak Jest Jego Jej Jeśli Każdy Kiedy Kto Która Który Mimo Można Na Nad Natomiast Nie O Obecnie Od On Ona Oni Oraz Po Pod Podczas Ponadto Poza Przed Przez Przy Są Się Ta Tak Także Ten To Tylko W We Według Więc Wszystkie Z Za Ze Że"
        " Ama Ancak Ayrıca Bir Bu Bunun Böyle Buna Daha Da De Diğer En Ev Gibi Her İki İle Için İçin Kim Ne O Olan Onun Öte Sonra Şimdi Üç Ve Veya Ya Yeni"
        # Russian, Ukrainian
        " Вчера Сегодня Завтра Накануне Президент А Без Более Был Была Были Было В Во Все Всего Вы Где Для До Его Ее Если Еще Ещё За Затем И Из Или Им Их К Как Когда Которые Кроме Кто Между Мы На Над Не Нет Но О Об Он Она Они Оно От По Под После Потом При Про Ранее С Сам Свои Сейчас Со Так Также Там То Тогда Только Три У Уже Хотя Что Чтобы Эта Эти Это Этот Я"
        " Або Але Був Була Були Він Вона Вони Від Де Для До З За Зі І Із Його Її Коли На Не Ні Про Під Після При Та Так Також Те Ти Ту У Усі Це Цей Цього Ця Що Щоб Як Якщо Які Я"
    ).split()
)  # fmt: skip
_TITLES = frozenset(
    "Mr Mrs Ms Dr Gen Sen Rep Gov Adm Col Prof Lt Sgt Capt Rev Sr Sra Srta Mme Mlle Herr Frau Hr Fru Dott Sig Sig.ra Pan Pani Bay Bayan".split()
)
# These end a name inside of a run; other small words may be a part of it ("Jean de La Tour").
_BETWEEN = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Januar Februar"
    " März Mai Juni Juli Oktober Dezember Uhr Euro Prozent Millionen Milliarden Million Milliarde Jahr Jahre Jahren Ende Anfang Mitte Angaben Meter Kilometer Dollar Mal Tag Tage Tagen Stunden Minuten Woche Wochen Monate Monaten Menschen I".split()
)  # fmt: skip
_LEADING = _NO_NAMES | _TITLES
_NOUNS_IN_CAPITALS = frozenset({"de", "lb"})


def find(text: str, language: str | None) -> tuple[str, ...]:
    """Return the names in the order of the text and once.

    The first word of a sentence is one only with another behind it, or if it is in capitals inside of a sentence too. German
    writes all nouns so: only words in a row are names there.
    """
    found: dict[str, bool] = {}  # whether it is proven
    is_german = language in _NOUNS_IN_CAPITALS
    for first, inside in dict.fromkeys(_RUN.findall(_spaced(text, language))):
        run = first or inside
        if run in _LEADING:
            continue
        if " " not in run:
            name = run if run.isalpha() else _bare(run)
            if not (is_german or name in _LEADING or len(name) == 1):
                found[name] = not first or found.get(name, False)
            continue
        for name in _names(run):
            if " " in name:
                found[name] = True
            elif not is_german and len(name) > 1 and name not in found:
                found[name] = not first or not run.startswith(name)
    names = [name for name, is_proven in found.items() if is_proven]
    return tuple((_without_endings(names) if language == "tr" else names)[:MOST])


def _spaced(text: str, language: str | None) -> str:
    """Put a space before every word that a name may begin with."""
    text = "\n " + text.replace("\n\n", "\n ")  # as long as before, which is done in half the time
    for mark in _BEFORE_WORDS + _BEFORE_WORDS_IN.get(language, _BEFORE_WORDS_IN[None]):
        if mark in text:
            text = text.replace(mark, f"{mark} ")
    return text


def _without_endings(names: list[str]) -> list[str]:
    """Take Turkish endings off, which stand behind an apostrophe."""
    return list(dict.fromkeys([name.replace("’", "'").partition("'")[0] for name in names]))


def _names(run: str) -> list[str]:
    """Take the words off that are no part of a name, which may leave two names."""
    words = run.split(" ")
    if words[0] not in _LEADING and not words[-1][0].islower() and _BETWEEN.isdisjoint(words):
        return [_bare(run)]  # as most are; a run begins with a capital
    if _BETWEEN.isdisjoint(words):
        parts = [words]
    else:
        parts = [[]]
        for word in words:
            if word in _BETWEEN:
                parts.append([])
            else:
                parts[-1].append(word)
    found = []
    for part in parts:
        begin, end = 0, len(part)
        while begin < end and (part[begin] in _LEADING or part[begin][0].islower()):
            begin += 1
        while end > begin and part[end - 1][0].islower():
            end -= 1
        if begin < end:
            found.append(_bare(" ".join(part[begin:end])))
    return found


def _bare(name: str) -> str:
    if name[-1].isalpha() and name[-2:] not in {"’s", "'s"}:
        return name
    for ending in ("’s", "'s", "’", "'"):
        if name.endswith(ending):
            return name[: -len(ending)] or name
    return name.rstrip("-&") or name
