"""Words by which a sentence speaks to its reader, or of the outlet and its wares, and not of the world."""

import re

_WORDS = frozenset(
    # English; "us", "rights" and "support" are of the world too often
    "you your yours we our subscribe subscribed subscriber subscribers subscription newsletter newsletters article articles"
    " republished copyright copyrighted email e-mail website webpage app editor editors newsroom journalism journalists"
    " podcast podcasts advertisement advertisements advertising advertiser sponsored affiliate cookies login donate donation"
    " donations click whatsapp telegram facebook twitter instagram youtube tiktok linkedin bluesky mastodon rss feed"
    " syndicated licence license byline homepage paywall newspaper newspapers reporters"
    # German
    " wir uns unser unsere unserem unseren unserer artikel beitrag redaktion abonnieren abonnement abo leser leserinnen"
    " webseite kommentarfunktion anzeige urheberrecht nachrichtenagentur"
    # French
    " vous votre vos nous notre nos abonnez-vous abonnez abonnés infolettre rédaction lecteurs inscrivez"
    # Spanish, Portuguese, Italian
    " usted nuestro nuestra nuestros nuestras suscríbete suscríbase boletín redacción artículo você nosso nossa nossos nossas"
    " assine redação leitores artigo nostro nostra nostri nostre iscriviti abbonati redazione articolo lettori riproduzione"
    # Dutch, Swedish, Danish, Norwegian
    " jouw uw onze nieuwsbrief redactie artikel abonneer lezers vår vårt våra nyhetsbrev redaktionen artikeln prenumerera"
    " vores nyhedsbrev redaktion abonner nyhetsbrevet"
    # Polish, Czech, Russian, Ukrainian, Turkish
    " nasz nasza nasze naszych naszej redakcja artykuł czytelników zapisz náš naše našich redakce článek"
    " наш наша наше наших подписывайтесь подпишитесь редакция статья нашому підписуйтесь редакція"
    " bültenimize abone haberin okurlarımız".split()
)
# What a line calls its own text, and how those are named who bring it.
_THIS = re.compile(
    r"\b(?:this (?:article|column|content|interview|material|page|post|report|series|service|site|story|text|translation)"
    r"|views expressed|(?:brought|operated|owned|powered|produced|provided|published|sponsored) (?:\w{1,20} )?(?:by|from)"
    r"|dieser (?:artikel|beitrag|text)|cet article|este (?:artigo|artículo|texto)|questo (?:articolo|testo)"
    r"|dit (?:artikel|bericht)|den här (?:artikeln|texten)|denne (?:artikel|artikkelen)|ten (?:artykuł|tekst))\b"
)
_TELEPHONE = re.compile(r"(?:\+|(?<!\d)0)\d[\d ]{5,16}\d")
_WORD = re.compile(r"[\w-]+")
_ADDRESS = re.compile(r"https?://|www\.|\w@\w|\.(?:com|org|net|co\.uk|de|fr|es|it|nl|se|pl)\b|©")
# Scripts without spaces: "our paper", "this site", "subscribe", "all rights", "follow".
_UNSPACED = (
    "本报",
    "本报讯",
    "本网",
    "本站",
    "订阅",
    "版权",
    "转载",
    "关注",
    "当社",
    "購読",
    "無断転載",
    "フォロー",
    "登録",
    "記事",
)


def is_about_itself(text: str) -> bool:
    """Whether a line is addressed to readers, or about the outlet."""
    folded = text.casefold()
    return (
        not _WORDS.isdisjoint(_WORD.findall(folded))
        or any(shape.search(folded) for shape in (_ADDRESS, _THIS, _TELEPHONE))
        or any(word in text for word in _UNSPACED)
    )
