"""A line in, the people and the agency that it names as the story's authors out.

    By Jane Doe, Health Correspondent      Von Jana Muster und Ole Brandt      PTI | Mar 12, 2026      文／王大明

A line without a word such as "By" needs another proof: that the entry names the person, or an agency, a job or the outlet behind.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from bot.cleaning import names, places
from bot.cleaning.furniture.datelines import dates

_LONGEST = 200  # characters; arbitrary
_LONGEST_STOPPED = 50  # characters of a line with a full stop behind: "By Martin Luther King Jr."
_STOPS = '.!?…。！？”»"»“'
_IN_NAMES = frozenset(
    "and auf bin correspondent d' da de del der di du e et for in la le of reports staff the und van von wire writer y"
    " och og i a ve и та και ja és en den ten ter dos das do dalla della degli af av zu zum zur ben ibn al el bint ap by".split()
)
# Words before names, with and without a colon behind.
_SAID_BY = (
    "by|von|door|av|af|par|por|di|od|(?-i:de)|oleh|przez|written by|reported by|story by|words by|report by|text by|posted by|published by"
    "|geschrieben von|ein beitrag von|interview von|interview by|eine analyse von|ein kommentar von|ein gastbeitrag von|ein artikel von"
    "|publié par|écrit par|rédigé par|propos recueillis par|escrito por|publicado por|scritto da|a cura di|articolo di|intervista di"
    "|skrevet av|skrevet af|skriven av|geschreven door|analysis by|opinion by|guest post by|photos and text by|rozmawiała?|материал подготовила?|подготовила?"
    "|από|του|της|γράφει ο|γράφει η|مقال|من|بقلم|كتبت?|تقرير|إعداد|حوار|מאת"
)
_LABELS = (
    "text|texte|texto|testo|tekst|tekstas|teksti|words|story|author|authors|autor|autorin|autoren|autora|autores|autori|autrice|auteur|auteurs|autore|författare|forfatter"
    "|skribent|journalist|reporter|reportage|reportagem|reportaje|redacción|redacteur|redakteur|redaktor|redação|haber|yazan|yazı|muhabir|röportaj|haber-kamera|haber - kamera"
    "|opracowanie|oprac\\.|opracowała?|rozmawiała?|napsala?|szerző|írta|scris de|penulis|laporan|pewarta|tác giả|written|text und fotos|text & fotos|text and photos|text und bilder"
    "|text och foto|texto y fotos|texte et photos|testo e foto|tekst i zdjęcia|tekst en foto's|byline|by|von|por|par|bericht"
    "|автор|авторы|автори|автора|текст|текст и фото|материал подготовила?|подготовила?|журналист|корреспондент|беседовала?|بقلم|كتبت?|الكاتب|إعداد|تقرير|مאת|מאת|כתב|נוסינדה"
)
_SAID = re.compile(rf"(?:{_SAID_BY})[ :：]{{1,3}}(?=\S)", re.IGNORECASE)
_LABEL = re.compile(rf"(?:{_LABELS}) ?[:：] ?(?=\S)", re.IGNORECASE)
# "by jane doe" is one, "by and large" is none.
_SMALL = re.compile(r"(?:by|von|par|por|door|av|di) ([a-zà-ÿ]{2,15} [a-zà-ÿ]{3,20})")
_COMMON = frozenset(
    "all and any call chance contrast day default definition design far hand law mail many mistake most no one order our some the their then these this time virtue way"
    " accident air bus car case phone train the a an day day himself herself itself themselves ejemplo favor fin primera segunda tercera eso lo supuesto vez exemple contre"
    " ailleurs hasard conséquent rapport wegen oben unten vorn hier dort anfang seiten mir dir ihm heute morgen jetzt nun vorne esempio più meno fatto nuovo solito nuevo último"
    " ahora tanto cento cierto esto suerte desgracia fortuna mucho muchos todos toda cada lado outro outra enquanto isso exemplo acaso fora nossa uma um".split()
)
_FIELDS = re.compile(
    r" ?[|｜•·●⋅»] ?| [/—–-] | ?/ (?=by|von)|(?<=\w) (?:on|am|le|el|op|den) (?=\d)",
    re.IGNORECASE,
)
_MOST_FIELDS = 6
_AGENCY_BEHIND = re.compile(
    r",? (?:(?:avec|mit|con|com|with|met|z|med) ([^\s,]{2,20}(?: [^\s,]{2,20})?)|\(([^()]{2,30})\))$"
)
_EDGES = " \t*•·▪►▶●■–—-_|#~+✍🖊📝👤:/"
_PHOTO = re.compile(
    r"(?:photos?|fotos?|bilder?|bild|foto|illustrations?|illustration|video|kamera|kamera-montaj|zdjęcia|grafik|фото|видео|صور|תמונות|photography|photographs|撮影|摄影|攝影|사진)"
    r"(?: (?:by|von|par|por|di|av|af|:))? ?[:：]? .{2,80}",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"[,;.–—-]? (?=(?:photos?|fotos?|bilder?|illustrations?|video|kamera|zdjęcia|фото|видео|foto)(?: by| von| par| ?:))",
    re.IGNORECASE,
)
_META = re.compile(
    r"(?:published|updated|posted|last (?:updated|modified)|first published|created|publié|mis à jour|modifié|publicado|actualizado|pubblicato|aggiornato"
    r"|veröffentlicht|publiziert|aktualisiert|stand|publicerad|uppdaterad|publisert|oppdatert|gepubliceerd|bijgewerkt|opublikowano|aktualizacja|опубликовано|обновлено"
    r"|تاريخ النشر|آخر تحديث)\b[ :]{0,3}(?=[^\d]{0,20}\d).{1,60}"
    r"|(?:lesezeit|reading time|read time|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|leestijd|lästid|lesetid|okuma süresi|время чтения|czas czytania)"
    r" ?:? ?(?:ca\.? ?)?\d{1,3} ?[^\W\d_]{1,9}\.?"
    r"|\d{1,3}[ -]?(?:min(?:ute)?s?|minuten|minutes|minutos|minuti|minuter|dk|мин|min\.)[ .]?(?:de )?(?:read|reading time|lesezeit|lecture|lectura|leitura|lettura|leestid|läsning|okuma|czytania)?"
    r"|\d{1,5} (?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|shares?|views|reacties|kommentarer?|yorum)"
    r"|(?:read )?time \d{1,3} min.{0,10}",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"[(]?(?:@\w{2,30}|[^\s@]{1,60}@[^\s@]{1,60}\.\w{2,15})[)]?")
# "Von unserem Korrespondenten Jan Muster", "by Xinhua writers Luo Minhui"
_INTRODUCED = re.compile(
    r"(?:(?:our|unserem|unserer|notre|nuestr[oa]|vår|onze) |(?:the )?[A-Z][\w-]{1,15} )?(?:(?:senior|special|staff|chief|foreign) )?(?:correspondents?|writers?|reporters?"
    r"|korrespondent(?:in|en)?|redakteur(?:in)?|reporter(?:in)?|mitarbeiter(?:in)?|correspondante?|envoyée? spéciale?|corresponsal|enviad[oa]|korrespondent|correspondent|verslaggever) (?=\S+ \S)",
    re.IGNORECASE,
)
# "By Jane Doe Published 12 March": two lines run together
_STAMPED = re.compile(
    r",? (?:last |first )?(?:published|updated|posted|modified|veröffentlicht|aktualisiert|publié|publicado|actualizado|pubblicato|aggiornato)\b(?=[^\d]{0,20}\d).{1,60}$",
    re.IGNORECASE,
)
_DATED_BY = re.compile(
    r"(?:posted|published|submitted|written|updated|veröffentlicht|geschrieben|erstellt|publié|publicado|pubblicato)(?: on| am| le| el| il| em)? (?P<day>.{4,40}?),? (?:by|von|par|por|da) (?=\S)",
    re.IGNORECASE,
)
_IN_SECTION = re.compile(r" (?:dans|in|en|unter|under|em) .{2,60}$")
# A name with a day and a time right behind, as Polish portals set it.
_TIMED = re.compile(
    r"(?P<name>[^\d,]{5,40}?),? (?:(?:today|heute|vandaag|dzisiaj|dziś|oggi|hoy|hoje|idag|i dag|bugün|aujourd'hui|сегодня|wczoraj|gestern|yesterday|ayer|ieri),? )?"
    r"(?P<when>\d.{3,40})",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()]{3,120})\)")
_OF_AGENCY = re.compile(r" (?:da|de|of|von|der|di|do|för|van|für) ([^,]{2,40})$")
_REMARK = re.compile(r" ?\([^()]{2,60}\)")
_DESK = re.compile(
    r"(?:(?:the |our |your |by )?(?:[\w'’&.-]+ ){0,4}?(?:staff|correspondents?|reporters?|news ?desk|web ?desk|desk|bureau|newsroom|editors?|editorial (?:team|staff|board)|staff writers?|newspaper staff|writers?"
    r"|wire (?:services|reports)|news service|staff reports?)"
    r"|(?:unserem|unserer|unseren|eigenem|einem)? ?(?:korrespondent(?:en|in)?|redaktion|reporter|mitarbeiter(?:in)?|redaktionsteam|online-redaktion|onlineredaktion|(?:[\w-]+ )?redaktion)"
    r"|(?:la |notre |l')?(?:rédaction|redacción|redazione|redação|redactie|redakcja|redaksi|redakcija|redaktionen|toimitus)(?: (?:[\w.&'’-]+ ?){1,4})?|(?:de |onze )?redactie|(?:da|dalla|de la|nostra|nuestra|nossa) (?:redação|redazione|redacción|rédaction)"
    r"|haber merkezi|dış haberler(?: servisi)?|istanbul haber servisi|редакция|отдел новостей|مراسلنا|(?:ال)?تحرير|غرفة الأخبار|editör|notre (?:correspondante?|envoyée? spéciale?)(?: [\w -]{2,30})?"
    r"|nuestr[oa] (?:corresponsal|enviad[oa])(?: [\w ]{2,30})?|agenturen|agences?|agencias|agências|agenzie|agencies|agency|news agencies|wires?|wire reports|ajanslar|агентства|وكالات|الوكالات|סוכנויות הידיעות)",
    re.IGNORECASE,
)
# The same with no "By" before it, where "hospital staff" may be a heading of the story.
_DESK_ALONE = re.compile(
    r"(?:(?:the |our |by our )?(?:[\w'’&.-]+ ){0,3}?(?:news ?desk|web ?desk|digital desk|sports desk|city desk|staff reporters?|staff writers?|special correspondent|staff correspondent"
    r"|editorial (?:team|staff|board)|news service|staff reports?|wire (?:services|reports))"
    r"|our (?:own )?(?:correspondents?|reporters?|bureau|foreign staff)"
    r"|(?:la |notre |l')?(?:rédaction|redacción|redazione|redação|redactie|redakcja|redaksi|redakcija|redaktionen)(?: (?:[\w.&'’-]+ ?){1,3})?|(?:de |onze |die )?(?:redactie|redaktion|online-redaktion)"
    r"|haber merkezi|dış haberler(?: servisi)?|редакция|отдел новостей|غرفة الأخبار|агентства|agenturen|agencies|وكالات|الوكالات|סוכנויות הידיעות)",
    re.IGNORECASE,
)
_EAST_ASIAN = re.compile(
    r"(?:(?:文|撰文|作者|編譯|编译|采写|採訪|图文|圖文|文字|报道|綜合報導|取材・文|文|글|글·사진|글 ?= ?|집필|취재)[ /／|｜：:＝=丨・]{1,3}|(?:本报|本報|本网|本刊|特约|见习|实习|央视)?(?:记者|記者)[ ：:/／　]?|(?:(?![是的在了个個名位])[\u3400-\u9fff]){2,8}(?:记者|記者)[ 　：:])"
    r"(?P<people>[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7afA-Za-z·・ 、　]{2,30}?)(?:(?:[/／ 　][\u3400-\u9fff]{2,6}?)?(?:综合|綜合)?(?:报道|報導|報道|電|电|专电))?"
)
_EAST_ASIAN_BEHIND = re.compile(
    r"(?P<people>[가-힣]{2,4}(?:[·, ]{1,2}[가-힣]{2,4}){0,3}) ?(?:선임|수습|인턴|객원|전문)?(?:기자|특파원)(?: ?[\w.]{2,40}@[\w.]{3,40})?|(?P<japanese>[\u3400-\u9fff\u3040-\u30ff]{2,5}(?: |　)?[\u3400-\u9fff\u3040-\u30ff]{0,4})(?:記者|特派員)"
)
# In "文 | 阿瓜 图 | 阿瓜" what follows is who took the pictures; 通讯员 writes as well.
_ASIAN_JOBS = re.compile(r"[ 　](?:图|圖|摄影|攝影|编辑|編輯|責編|责编|사진|写真|編集)[ /／|｜：:＝=丨・]")
_ASIAN_BETWEEN = re.compile(r"[ 　]?(?:通讯员|通訊員|实习生|特派员)[ 　]?|、")
_CHINESE_NAMES = re.compile(r"[\u3400-\u9fff]{2,4}(?:[ 　][\u3400-\u9fff]{2,4}){1,3}")
_JOB_BEHIND = re.compile(
    r"([^\W\d_]\S{1,20}(?: [^\W\d_]\S{0,20}){1,2}?) (?:(?:Senior|Chief|Political|Crime|Health|Business|Local|Education|Sports?|Foreign|Deputy"
    r"|Assistant|Digital|Court|Agri|Agriculture|Farming|Property|Consumer|Economics|Legal|Affairs|Security|Regional|Northern|Southern|Western|Eastern|Special|Staff|News|Features|World|Science|Technology|Environment) ){0,3}(?:Reporter|Correspondent|Editor|Writer|Journalist|Columnist)"
)
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]{0,30}")
_MOST_WORDS = 5  # of one name, small ones such as "van der" aside


_MOST_UNANNOUNCED = 3  # words of a name without "By", as headlines with an outlet behind have more


class Byline(NamedTuple):
    """Who wrote it, as a line says."""

    people: tuple[str, ...]  #: as written, several of them with words between; see `names.authors`
    agency: str | None = None  #: short name


def read(text: str) -> str | None:
    """Return who a byline names, "" for nobody in person; None for a line that is none."""
    found = find(text)
    return None if found is None else "; ".join(found.people) or text


def find(text: str, people: Collection[str] = (), outlets: Collection[str] = ()) -> Byline | None:
    """Read a byline; *people* are whom the entry claims as authors, *outlets* what its source is called."""
    if not 1 < len(text) <= _LONGEST or text[-1] in "。！？" or (len(text) > _LONGEST_STOPPED and text[-1] in _STOPS):
        return None
    if not any(map(str.isalpha, text[:30])):
        return None
    bracketed = _BRACKETED.fullmatch(text)
    line = (bracketed[1] if bracketed else text).strip(_EDGES)
    if asian := _EAST_ASIAN.fullmatch(_ASIAN_JOBS.split(line)[0]) or _EAST_ASIAN_BEHIND.fullmatch(line):
        return _asian(asian)
    line, behind = _without_agency(line)
    claimed = {name.casefold() for name in (*people, *names.authors(tuple(people)))}
    if line.casefold() in claimed:
        return Byline((line,))
    fields = [bare for part in _FIELDS.split(line) if (bare := part.strip(" ,:*"))]
    if not 0 < len(fields) <= _MOST_FIELDS:
        return None
    found = _of_fields(fields, claimed, {outlet.casefold() for outlet in outlets})
    return found._replace(agency=found.agency or behind) if found and behind else found


def _without_agency(line: str) -> tuple[str, str | None]:
    """Part "By Jane Doe with AFP" and "Por Ana Ruiz (dpa)" from the agency."""
    behind = _AGENCY_BEHIND.search(line)
    short = names.agency(behind[1] or behind[2]) if behind else None
    return (line[: behind.start()], short) if behind and short else (line, None)


def are_names(text: str) -> bool:
    """Whether a text may be nothing but names of people, with what stands between them."""
    words = text.replace(",", " ").replace(";", " ").split()
    return (
        bool(words) and not words[0][0].islower() and all(not word[0].islower() or word in _IN_NAMES for word in words)
    )


def _of_fields(fields: list[str], claimed: set[str], outlets: set[str]) -> Byline | None:
    """Read a line whose parts stand between rules: one of them names somebody, and the others are what stands beside that."""
    said: list[str] = []
    agency: str | None = None
    proofs = 0
    is_announced = any(map(_core, fields))
    for number, part in enumerate(fields):
        if (core := _core(part)) is not None and not said:
            proofs += 1
            said += [core] if core else []
            agency = agency or names.agency(core)
        elif short := names.agency(part):
            agency, proofs = agency or short, proofs + 1
        elif part.casefold() in claimed:
            said, proofs = [*said, part], proofs + 1
        elif part.casefold() in outlets or (number and names.is_role(part)) or _DESK_ALONE.fullmatch(part):
            proofs, agency = proofs + 1, agency or _agency_of(part)
        elif number == 0 and (bare := _names_with_proof(part, claimed, outlets)):
            said, proofs, agency = [*said, bare], proofs + 1, agency or names.agency(bare)
        elif not said and len(fields) > 1 and is_name(part) and len(part.split()) <= _MOST_UNANNOUNCED:
            said = [*said, part]
        elif not _is_beside(part, is_behind=is_announced or (number > 0 and bool(proofs))):
            return None
    is_nobody = not said and agency is None and not any(map(_is_desk, fields))
    if not proofs or is_nobody:
        return None
    return Byline(tuple(one for one in said if names.agency(one) is None), agency)


def _is_desk(part: str) -> bool:
    return _core(part) == "" or _DESK_ALONE.fullmatch(part) is not None


def _agency_of(role: str) -> str | None:
    """The agency that somebody works for: "Repórter da Agência Brasil"."""
    behind = _OF_AGENCY.search(role)
    return names.agency(behind[1]) if behind else None


def _without_job(text: str) -> str | None:
    """Read "Holly Tranmer Senior Reporter": the words before those of the job."""
    found = _JOB_BEHIND.fullmatch(text)
    person = found[1] if found else ""
    return person if is_name(person or " x") and not places.is_city(person) else None


def _core(part: str) -> str | None:
    """Return whom "By …" names; "" for a desk; None where it is none."""
    small = _SMALL.fullmatch(part)
    if small and not _COMMON.intersection(small[1].split()):
        return small[1].title()
    dated = _DATED_BY.match(part)
    said = dated if dated and dates.is_date(dated["day"].replace(",", "")) else _LABEL.match(part) or _SAID.match(part)
    if said is None:
        return None
    rest = _INTRODUCED.sub("", _HANDLE.sub("", part[said.end() :]).strip(), count=1)
    who, *pictures = _CREDITS.split(rest, maxsplit=1)
    rest = _STAMPED.sub("", _REMARK.sub("", who.strip(" ,;–—-")))
    has_colon = said[0].rstrip()[-1] in ":："
    if names.agency(rest) or _DESK.fullmatch(rest):
        return rest if names.agency(rest) else ""
    if rest.endswith((".", "!", "?", ":", "…")) and not re.search(r"\b(?:Jr|Sr|[A-Z])\.$", rest) and not pictures:
        return None
    return rest if _are_people(rest, is_announced=has_colon) else None


def _are_people(text: str, *, is_announced: bool) -> bool:
    """Whether a text is names, with jobs, outlets and places behind them; *is_announced* for "Author: …"."""
    pieces = [piece.strip() for piece in text.split(",")]
    first = _parts(pieces[0])
    if not first or not all(is_name(one, fewest=1 if is_announced or len(first) > 1 else 2) for one in first):
        return False
    return all(_is_tail(piece) for piece in pieces[1:] if piece)


def _is_tail(piece: str) -> bool:
    """Whether a part behind a comma goes on with a byline: another name, a job, an outlet, a place."""
    return (
        (names.is_role(piece) and len(piece) <= 60)
        or _DESK.fullmatch(piece) is not None
        or names.agency(piece) is not None
        or _is_place_or_time(piece)
        or dates.kind(piece) == "year"
        or all(is_name(one, fewest=1) for one in _parts(piece))
    )


def _parts(text: str) -> list[str]:
    return [one for part in names.BETWEEN.split(text) for one in part.split("/") if one.strip()]


def is_name(text: str, fewest: int = 2) -> bool:
    """Whether a text has the shape of one person's name, "in London" behind it or not."""
    words = re.sub(r" (?:in|à|en|em|aus|i|w|at|from|в) (?=[^\W\d_a-z])", " ", text.strip(), count=1).split()
    big = [word for word in words if not word[0].islower()]
    return (
        fewest <= len(big) <= _MOST_WORDS
        and not words[0][0].islower()
        and all(_NAME_WORD.fullmatch(word) for word in big)
        and all(word in _IN_NAMES or word[1:2] in "'’" for word in words if word[0].islower())
        and dates.kind(words[0]) != "weekday"
        and not words[-1].islower()
        and words[0] not in _OPENERS
    )


# Capital words at the start of a phrase that are nobody's first name.
_OPENERS = frozenset(
    "A All An And Any At Das Dem Den Der Des Die Diese Dieser Each Every Few For From He Her Here His How I If In It Its La Las Le Les Los More Most My No Not On Our"
    " Several She Some That The Their There These They This Those To Two Three We What When Where Who Why With You Your El Lo Il Gli Une Un Una Uno Het Een Ett".split()
)


def _names_with_proof(part: str, claimed: set[str], outlets: set[str]) -> str | None:
    """Read "Jane Doe, Reuters", "Jane Doe, BBC News, Nairobi", "Jane Doe and John Smith" where the entry names them."""
    pieces = [piece.strip() for piece in part.split(",")]
    people = _parts(pieces[0])
    if all(one.strip().casefold() in claimed for one in people) and all(map(_is_tail, pieces[1:])):
        return part
    if (timed := _TIMED.fullmatch(part)) and is_name(timed["name"]) and not places.is_city(timed["name"]):
        return timed["name"] if dates.is_time_of_publication(timed["when"]) else None
    if len(pieces) < 2 and " " in part:  # "HANNAH BRIGHTWATER Associated Press", "Elin Wallgren/TT"
        if person := _without_job(part):
            return person
        bare, _, behind = part.partition("/")
        return bare if behind and names.agency(behind) and is_name(bare) else None
    tails = pieces[1:]
    is_proven = any(
        names.agency(piece)
        or piece.casefold() in outlets
        or _DESK.fullmatch(piece)
        or (names.is_role(piece) and len(piece) <= 40 and piece[0].isupper())
        for piece in tails
    )
    if is_proven and not part.endswith(".") and all(map(is_name, people)) and all(map(_is_tail, tails)):
        return part
    is_agency = names.agency(pieces[0]) is not None
    return pieces[0] if is_agency and all(map(_is_place_or_time, tails)) else None


def _is_place_or_time(piece: str) -> bool:
    return places.is_city(piece) or places.is_country(piece) or dates.is_time_of_publication(piece)


def _is_beside(part: str, *, is_behind: bool) -> bool:
    """Whether a part says nothing of the story: a time, a length, an address, or behind a name a short label."""
    bare = _HANDLE.sub("", part).strip(" ,")
    dated = _IN_SECTION.sub("", bare)
    if dated != bare and dates.is_date(dated):
        return True
    if not bare or dates.is_time_of_publication(bare) or _META.fullmatch(bare) or _PHOTO.fullmatch(bare):
        return True
    return is_behind and len(bare) <= 30 and len(bare.split()) <= 4 and bare[0].isupper() and bare[-1] not in ".!?"


def _asian(found: re.Match[str]) -> Byline | None:
    said = found.groupdict()
    people = (said.get("people") or said.get("japanese") or "").strip(" 、　")
    if "记者" in found[0] and _CHINESE_NAMES.fullmatch(people):
        return Byline(tuple(people.split()))  # in Japanese, a space may part the two halves of a name
    return Byline(tuple(name for name in _ASIAN_BETWEEN.split(people) if name)) if people else None
