"""Words that facts are told by, in our languages: months, magnitudes, shares, small numbers."""

_MONTHS_LISTED = (
    "january jan januar januari janvier enero gennaio janeiro stycznia styczeń styczniu ocak января январь январе січня янв يناير",
    "february feb februar februari février févr febrero febbraio fevereiro fev lutego luty lutym şubat февраля февраль феврале фев лютого فبراير",
    "march mar märz mrz maart mars marzo março marts marca marzec marcu mart марта март марте березня мар مارس",
    "april apr avril avr abril aprile kwietnia kwiecień kwietniu nisan апреля апрель апреле апр квітня أبريل إبريل ابريل",
    "may mai mei maj mayo maggio maio maja maju mayıs мая май мае травня مايو",
    "june jun juni juin junio giugno junho czerwca czerwiec czerwcu haziran июня июнь июне червня июн يونيو",
    "july jul juli juillet juil julio luglio julho lipca lipiec lipcu temmuz июля июль июле липня июл يوليو",
    "august aug augusti augustus août agosto sierpnia sierpień sierpniu ağustos августа август августе серпня авг أغسطس",
    "september sept sep septembre septiembre settembre setembro września wrzesień wrześniu eylül сентября сентябрь сентябре вересня сен سبتمبر",
    "october oct oktober okt octobre octubre ottobre outubro października październik październiku ekim октября октябрь октябре жовтня окт أكتوبر",
    "november nov novembre noviembre novembro listopada listopad listopadzie kasım ноября ноябрь ноябре листопада ноя نوفمبر",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember des grudnia grudzień grudniu aralık декабря декабрь декабре грудня дек ديسمبر",
)
#: Name in small letters -> number of the month.
MONTHS = {name: number for number, names in enumerate(_MONTHS_LISTED, 1) for name in names.split()}

#: In small letters, whatever the language.
SHARES = frozenset(
    "% ％ percent percents pct proc prozent procent prosent procenten procents procentu procenta percento pourcent pourcents процент процента процентов процентами проц відсотка відсотків відсотки٪ ٪ بالمئة بالمائة".split()
)
#: Two words that say so: the first one, and what the second begins with.
SHARES_OF_TWO = {"per": "cent", "por": "c", "pour": "cent", "في": "الم", "dal": "cento"}

_THOUSAND, _MILLION, _BILLION, _TRILLION = 3, 6, 9, 12
_MAGNITUDES_LISTED = {
    _THOUSAND: "thousand k tausend tsd mille mila mil duizend tusen tusind tys tysiąc tysiące tysięcy bin тыс тысяч тысячи тысяча тисяч тисячі тис ألف آلاف",
    _MILLION: "million millions m mn mln mio millionen miljoen miljoner miljon millioner millón millones milhão milhões milione milioni milion miliony milionów milyon млн миллион миллиона миллионов мільйон мільйона мільйонів مليون ملايين",
    _BILLION: "billion billions bn milliarde milliarden mrd milliard milliards mds miljard miljarder milliarder milliarda mld miliardo miliardi miliard miliardy miliardów bilhão bilhões milyar млрд миллиард миллиарда миллиардов мільярд мільярда мільярдів مليار مليارات",
    _TRILLION: "trillion trillions tn trilhão trilhões trilyon трлн триллион триллиона триллионов трлн трильйон трильйона трильйонів bln biljoen biljoner تريليون",
}
#: In small letters -> power of ten.
MAGNITUDES = {word: power for power, words in _MAGNITUDES_LISTED.items() for word in words.split()}
#: Where the long scale counts, a billion is a million millions.
LONG_SCALE = {
    language: dict.fromkeys(words.split(), _TRILLION)
    for language, words in {
        "de": "billion billionen bio", "es": "billón billones bn", "fr": "billion billions", "da": "billion billioner", "no": "billion billioner",
        "sv": "biljon biljoner", "pl": "bilion biliony bilionów", "nl": "biljoen",
    }.items()
}  # fmt: skip
#: Han magnitudes follow the digits at once.
HAN_MAGNITUDES = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12, "千": 3}

#: Numbers that are written out, by language; not one, which is an article in most.
WRITTEN = {
    language: {word: str(number) for number, word in zip((*range(2, 13), 20), words.split(), strict=True)}
    for language, words in {
        "en": "two three four five six seven eight nine ten eleven twelve twenty",
        "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig",
        "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf twintig",
        "sv": "två tre fyra fem sex sju åtta nio tio elva tolv tjugo",
        "da": "to tre fire fem seks syv otte ni ti elleve tolv tyve",
        "no": "to tre fire fem seks sju åtte ni ti elleve tolv tjue",
        "fr": "deux trois quatre cinq six sept huit neuf dix onze douze vingt",
        "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce veinte",
        "it": "due tre quattro cinque sei sette otto nove dieci undici dodici venti",
        "pt": "dois três quatro cinco seis sete oito nove dez onze doze vinte",
        "pl": "dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście dwadzieścia",
        "tr": "iki üç dört beş altı yedi sekiz dokuz on onbir oniki yirmi",
        "ru": "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать двадцать",
        "uk": "два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять двадцять",
    }.items()
}  # fmt: skip

#: Languages that write 1,200.5; the others write 1.200,5 or 1 200,5.
POINT_LANGUAGES = frozenset("en zh ja ko he th".split())

#: Before a number of four digits, it is a year.
BEFORE_YEARS = frozenset(
    "in since of from until till by year late early mid im seit bis jahr jahre jahres anfang ende mitte von sinds jaar sedan år siden från i en depuis année de l'année desde año dal nel del dall'anno anno em desde ano do w od roku z yılında yılı в с до года année".split()
)

#: Before a number with a point, it is a time of day.
BEFORE_HOURS = frozenset("klockan kl klokken saat ore alle godz godzinie klo".split())
