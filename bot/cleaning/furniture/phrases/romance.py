"""What the tables of the Romance languages are made of; no table itself.

A line that begins with an imperative may be a quotation ("« Abonnez-vous », dit le maire"); so what may follow an
imperative is `SAID`, which has no quotation mark in it. A line that a title follows has `TITLE` behind its sign.
"""

# As buttons and lines name them; to be followed by \b.
PLATFORM = (
    "(?:apple (?:news|podcasts)|bluesky|canal de whats?app|facebook|fb|flipboard|flux rss|google (?:news|discover|actualités|"
    "noticias|notizie|notícias|preferências)|instagram|kwai|linkedin|mastodon|messenger|pinterest|reddit|redes sociales|redes sociais|"
    "réseaux sociaux|social(?: network)?|xarxes socials|rețelele sociale|signal|snapchat|spotify|telegram|threads|tiktok|twitch|"
    "twitter|viber|whats?app|x|youtube)"
)
_BUTTON = "bluesky|email|e-mail|facebook|flipboard|instagram|linkedin|mastodon|messenger|pinterest|reddit|telegram|threads|tumblr|twitter|vk|whatsapp|x|xing"
#: A row of at least two names of platforms, whatever each language writes between.
BUTTONS = (
    rf"(?:{_BUTTON}|mail|google)(?:{_BUTTON}|mail|google|copier le lien|copiar enlace|copiar el enlace|copiar link|"
    rf"copiar|copia link|copia il link|"
    r"enlace|link|lien|imprimer|imprimir|stampa|comentar|commenter|enviar|envoyer|compartir|partager|compartilhar|"
    r"partilhar|condividi|"
    r"\+|rss|\(twitter\)|[ /|·•-]){2,30}"
)
AGENCY = (
    "(?:l'|la |l’agence |l'agence |the )?(?:aa|afp|agence france-presse|agencias|agences?|agência brasil|agência lusa|agerpres|agi|"
    "ansa|anp|aps|askanews|associated press|ap|ats|belga|bloomberg|canal 4|cnn(?: brasil| español)?|cp|dpa|dw|ecofin|efe|"
    "estadão conteúdo|europa press|ep|folhapress|inforpress|italpress|keystone-ats|kyodo|la presse canadienne|lapresse|lusa|map|"
    "mediafax|notimex|nova|prensa latina|presse canadienne|reuters|rfi|télam|telam|xinhua|adnkronos|acn|andina|inter press service|ips)"
)
#: A sign or a wide space between the parts of a line about times and sections.
SEP = r" ?[-–—|•·/,;(*>] ?(?:[-–—|•·] ?)?"
SPEECH = (
    r"(?![^»\"]{0,250}, (?:l'|le |lui |leur |nous |les |me |te |gli |mi |ci |ha |a |ont |han |lhe |lhes |pediu-|disse-|a-t-)?"
    r"(?:dit|disait|disent|conseillait|conseille|recommande|insiste|insisté|répète|répétait|prévient|rappelle|promet|demande|reconnu|reconnaît|"
    r"explique|expliqué|affirme|assure|précise|indique|confirmé|avertit|lance|plaide|déclaré|écrit|suggère|"
    r"dice|dijo|decía|pidió|pide|piden|recomienda|aconseja|insiste|insistió|repite|advierte|avisa|explica|asegura|afirma|señala|gritaba|gritó|reconoce|reconoció|"
    r"diceva|disse|dicono|raccomanda|consiglia|ripete|avverte|spiega|chiede|chiedeva|sostiene|detto|spiegato|chiesto|deciso|ammette|ammesso|ricorda|"
    r"diz|dizia|pediu|recomenda|aconselha|repete|avisou|explicou|afirmou|garante|lembra|lembrou|orienta|alerta|alertou|gritava|t-il|t-elle)\b)"
)
SAID = rf'{SPEECH}[^»"]{{0,240}}'
#: The sign between an invitation and the title that it is for.
SIGN = r" ?(?:[:|>»→➜►▶•*·–—/\]-]|\.\.\.|…)"
CLOCK = r"\d{1,2} ?(?:h|:|\.|hs|u)(?: ?\d{2})?(?::\d\d)?(?: ?(?:min|h|hs|hrs?|horas|uhr|[ap]\. ?m\.?|[ap]m))?"
ZONE = r"(?: ?[-(]?(?:gmt|utc|cet|cest|est|edt|et|pt|brt|art|clt|wet|he|hae|hne)(?: ?[+-] ?\d{1,2}(?::\d\d)?)?\)?)?"


def when(*, days: str, months: str, at: str, of: str, more: str) -> str:
    """Return a pattern of a date with or without a time, or a time alone, or what else a language says of a moment.

    - days: weekdays, as a group's content
    - months: months, short ones too, as a group's content
    - at: what stands between date and time, as a group's content
    - of: what stands between day, month and year, as a group's content, with its spaces
    - more: other moments ("il y a 3 heures"), as a group's content
    """
    time = rf"(?:,?(?: ?(?:{at}|[-–—|•·/]))? ?{CLOCK}{ZONE})?"
    name = rf"(?:(?:{days})\.?,? (?:le )?)?"
    day = r"\d{1,2}(?:er|º|°|ª)?"
    date = rf"{name}(?:{day}(?:{of})(?:{months})\.?(?:(?:,|{of}) ?\d{{4}})?|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
    month_first = rf"(?:{months})\.? \d{{1,2}},? \d{{4}}"
    return rf"(?:(?:{date}|{month_first}){time}|{CLOCK}{ZONE}|{more})"
