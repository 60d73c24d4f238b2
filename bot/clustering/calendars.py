"""Find the weekdays and months that a text names: two reports of one event hardly name different ones, two of a kind mostly do."""

from functools import cache
from typing import TypeAlias
from zlib import crc32

import numpy as np

from bot.clustering.background import term_number
from bot.clustering.reading import Calendar
from bot.clustering.words import stem, tokens

#: Bit 0 to 6 for Monday to Sunday, bit 7 to 18 for January to December; what stands above says something else of the story.
Named: TypeAlias = int

WEEKDAYS, MONTHS = 0b1111111, 0b111111111111 << 7
#: The story is a live page or a round-up, where several events stand side by side: it may join a cluster, but never bridges two.
GATHERS = 1 << 19
OUTLET = 20  #: bits to shift by: the number of its outlet, see `outlet_number`
_OUTLETS = 2047  # of two outlets one pair in so many has the same number
_FIRST_MONTH = 7
_TWO = 32  # bits to shift by, of the first of two words

# From Monday, from January: `|` between forms, `_` between two words, `-` where a form would say too much. A form with a capital
# is meant only where it is always written with one (the month May, and not the verb). Stemming finds most endings.
_WEEKDAYS = {
    "ar": "الاثنين|الإثنين|والاثنين الثلاثاء|والثلاثاء الأربعاء|والأربعاء الخميس|والخميس الجمعة|والجمعة السبت|والسبت الأحد|والأحد",
    "bg": "понеделник вторник сряда четвъртък петък събота неделя",
    "bn": "সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার",
    "ca": "dilluns dimarts dimecres dijous divendres dissabte diumenge",
    "cs": "pondělí úterý středa|středu|středy čtvrtek|čtvrtka pátek|pátku sobota|sobotu neděle|neděli",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "de": "montag|montagabend|montagmorgen dienstag|dienstagabend|dienstagmorgen mittwoch|mittwochabend|mittwochmorgen"
    " donnerstag|donnerstagabend|donnerstagmorgen freitag|freitagabend|freitagmorgen samstag|sonnabend|samstagabend"
    " sonntag|sonntagabend",
    "el": "Δευτέρα|Δευτέρας Τρίτη|Τρίτης Τετάρτη|Τετάρτης Πέμπτη|Πέμπτης παρασκευή|παρασκευής σάββατο|σαββάτου κυριακή|κυριακής",
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fa": "دوشنبه|دو_شنبه سه_شنبه|سهشنبه چهارشنبه|چهار_شنبه پنجشنبه|پنج_شنبه جمعه - یکشنبه|یک_شنبه",
    "fi": "maanantai|maanantaina tiistai|tiistaina keskiviikko|keskiviikkona torstai|torstaina perjantai|perjantaina"
    " lauantai|lauantaina sunnuntai|sunnuntaina",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "he": "יום_שני|ביום_שני יום_שלישי|ביום_שלישי יום_רביעי|ביום_רביעי יום_חמישי|ביום_חמישי יום_שישי|ביום_שישי"
    " יום_שבת|ביום_שבת|בשבת יום_ראשון|ביום_ראשון",
    "hi": "सोमवार मंगलवार बुधवार गुरुवार|बृहस्पतिवार शुक्रवार शनिवार रविवार",
    "hu": "hétfő|hétfőn kedd|kedden szerda|szerdán csütörtök|csütörtökön péntek|pénteken szombat|szombaton vasárnap",
    "id": "senin selasa rabu kamis jumat sabtu Minggu",
    "is": "mánudag|mánudagur|mánudaginn þriðjudag|þriðjudagur|þriðjudaginn miðvikudag|miðvikudagur|miðvikudaginn"
    " fimmtudag|fimmtudagur|fimmtudaginn föstudag|föstudagur|föstudaginn laugardag|laugardagur|laugardaginn"
    " sunnudag|sunnudagur|sunnudaginn",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "ja": "月曜|月曜日 火曜|火曜日 水曜|水曜日 木曜|木曜日 金曜|金曜日 土曜|土曜日 日曜|日曜日",
    "ko": "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    "lt": "pirmadienis|pirmadienį antradienis|antradienį trečiadienis|trečiadienį ketvirtadienis|ketvirtadienį"
    " penktadienis|penktadienį šeštadienis|šeštadienį sekmadienis|sekmadienį",
    "lv": "pirmdien|pirmdiena otrdien|otrdiena trešdien|trešdiena ceturtdien|ceturtdiena piektdien|piektdiena"
    " sestdien|sestdiena svētdien|svētdiena",
    "mk": "понеделник вторник среда четврток петок сабота -",
    "ms": "isnin selasa rabu khamis jumaat sabtu ahad",
    "nl": "maandag|maandagavond|maandagochtend dinsdag|dinsdagavond|dinsdagochtend woensdag|woensdagavond|woensdagochtend"
    " donderdag|donderdagavond|donderdagochtend vrijdag|vrijdagavond|vrijdagochtend zaterdag|zaterdagavond zondag|zondagavond",
    "no": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "pl": "poniedziałek|poniedziałku wtorek|wtorku środa|środę czwartek|czwartku piątek|piątku sobota|sobotę niedziela|niedzielę",
    "pt": "segunda_feira terça|terça_feira quarta_feira quinta_feira sexta|sexta_feira sábado domingo",
    "ro": "luni|lunea marți|marţi miercuri joi vineri sâmbătă|sambata duminică|duminica",
    "ru": "понедельник вторник|вторника среда|среду|среды четверг пятница|пятницу суббота|субботу воскресенье|воскресенья",
    "sk": "pondelok utorok stredu|streda štvrtok piatok sobotu|sobota nedeľu|nedeľa",
    "sl": "ponedeljek torek sreda|sredo četrtek petek sobota|soboto nedelja|nedeljo",
    "sr": "ponedeljak|ponedjeljak|понедељак|понедјељак utorak|уторак sreda|sredu|srijeda|srijedu|среда|среду|сриједа|сриједу"
    " četvrtak|четвртак petak|петак subota|subotu|субота|суботу -",
    "sv": "måndag|måndagen|måndags tisdag|tisdagen|tisdags onsdag|onsdagen|onsdags torsdag|torsdagen|torsdags"
    " fredag|fredagen|fredags lördag|lördagen|lördags söndag|söndagen|söndags",
    "ta": "திங்கட்கிழமை|திங்கள்கிழமை செவ்வாய்க்கிழமை|செவ்வாய்கிழமை புதன்கிழமை வியாழக்கிழமை வெள்ளிக்கிழமை சனிக்கிழமை ஞாயிற்றுக்கிழமை",
    "th": "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ -",
    "tl": "lunes martes miyerkules huwebes biyernes sabado Linggo",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi Pazar",
    "uk": "понеділок вівторок середа|середу четвер п'ятниця|п'ятницю субота|суботу неділя|неділю",
    "ur": "پیر منگل بدھ جمعرات جمعہ - اتوار",
    "vi": "thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật",
    "zh": "周一|星期一 周二|星期二 周三|星期三 周四|星期四 周五|星期五 周六|星期六 周日|星期日|星期天|周天",
}
_MONTHS = {
    "ar": "يناير|كانون_الثاني فبراير|شباط مارس|آذار أبريل|نيسان مايو|أيار يونيو|حزيران يوليو|تموز أغسطس|آب سبتمبر|أيلول"
    " أكتوبر|تشرين_الأول نوفمبر|تشرين_الثاني ديسمبر|كانون_الأول",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "bn": "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "cs": "leden|ledna|lednu únor|února|únoru březen|března|březnu duben|dubna|dubnu květen|května|květnu červen|června|červnu"
    " červenec|července|červenci srpen|srpna|srpnu září říjen|října|říjnu listopad|listopadu prosinec|prosince|prosinci",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "de": "januar|jänner februar märz april mai juni juli august september oktober november dezember",
    "el": "ιανουάριος|ιανουαρίου|ιανουάριο φεβρουάριος|φεβρουαρίου|φεβρουάριο μάρτιος|μαρτίου|μάρτιο απρίλιος|απριλίου|απρίλιο"
    " μάιος|μαΐου|μάιο ιούνιος|ιουνίου|ιούνιο ιούλιος|ιουλίου|ιούλιο αύγουστος|αυγούστου|αύγουστο"
    " σεπτέμβριος|σεπτεμβρίου|σεπτέμβριο οκτώβριος|οκτωβρίου|οκτώβριο νοέμβριος|νοεμβρίου|νοέμβριο"
    " δεκέμβριος|δεκεμβρίου|δεκέμβριο",
    "en": "january|Jan february|Feb March april|Apr May june july august|Aug september|Sept|Sep october|Oct november|Nov december|Dec",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "fa": "فروردین اردیبهشت خرداد - مرداد شهریور - آبان آذر - بهمن اسفند",
    "fi": "tammikuu|tammikuussa|tammikuuta helmikuu|helmikuussa|helmikuuta maaliskuu|maaliskuussa|maaliskuuta"
    " huhtikuu|huhtikuussa|huhtikuuta toukokuu|toukokuussa|toukokuuta kesäkuu|kesäkuussa|kesäkuuta"
    " heinäkuu|heinäkuussa|heinäkuuta elokuu|elokuussa|elokuuta syyskuu|syyskuussa|syyskuuta lokakuu|lokakuussa|lokakuuta"
    " marraskuu|marraskuussa|marraskuuta joulukuu|joulukuussa|joulukuuta",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "he": "ינואר|בינואר פברואר|בפברואר מרץ|במרץ|מרס|במרס אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר"
    " אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
    "hi": "जनवरी फरवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "hu": "január|januárban február|februárban március|márciusban április|áprilisban május|májusban június|júniusban"
    " július|júliusban augusztus|augusztusban szeptember|szeptemberben október|októberben november|novemberben december|decemberben",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    "is": "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "lt": "sausis|sausio|sausį vasaris|vasario|vasarį kovas|kovo balandis|balandžio|balandį gegužė|gegužės|gegužę"
    " birželis|birželio|birželį liepa|liepos|liepą rugpjūtis|rugpjūčio|rugpjūtį rugsėjis|rugsėjo|rugsėjį spalis|spalio|spalį"
    " lapkritis|lapkričio|lapkritį gruodis|gruodžio|gruodį",
    "lv": "janvāris|janvārī|janvāra februāris|februārī|februāra marts|martā|marta aprīlis|aprīlī|aprīļa maijs|maijā|maija"
    " jūnijs|jūnijā|jūnija jūlijs|jūlijā|jūlija augusts|augustā|augusta septembris|septembrī|septembra oktobris|oktobrī|oktobra"
    " novembris|novembrī|novembra decembris|decembrī|decembra",
    "mk": "јануари февруари март април мај јуни јули август септември октомври ноември декември",
    "ms": "januari februari mac april mei jun julai ogos september oktober november disember",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "styczeń|stycznia|styczniu luty|lutego|lutym marzec|marca|marcu kwiecień|kwietnia|kwietniu maj|maja|maju"
    " czerwiec|czerwca|czerwcu lipiec|lipca|lipcu sierpień|sierpnia|sierpniu wrzesień|września|wrześniu"
    " październik|października|październiku listopad|listopada|listopadzie grudzień|grudnia|grudniu",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "ro": "ianuarie februarie martie aprilie - iunie iulie august septembrie octombrie noiembrie decembrie",
    "ru": "январь|января|январе февраль|февраля|феврале март|марта|марте апрель|апреля|апреле май|мая|мае июнь|июня|июне"
    " июль|июля|июле август|августа|августе сентябрь|сентября|сентябре октябрь|октября|октябре ноябрь|ноября|ноябре"
    " декабрь|декабря|декабре",
    "sk": "január|januára|januári február|februára|februári marec|marca|marci apríl|apríla|apríli máj|mája|máji jún|júna|júni"
    " júl|júla|júli august|augusta|auguste september|septembra|septembri október|októbra|októbri november|novembra|novembri"
    " december|decembra|decembri",
    "sl": "januar|januarja februar|februarja marec|marca april|aprila maj|maja junij|junija julij|julija avgust|avgusta"
    " september|septembra oktober|oktobra november|novembra december|decembra",
    "sr": "januar|januara|siječanj|siječnja|јануар|јануара februar|februara|veljača|veljače|фебруар|фебруара"
    " mart|marta|ožujak|ožujka|март|марта april|aprila|travanj|travnja|април|априла maj|maja|svibanj|svibnja|мај|маја"
    " jun|juna|lipanj|lipnja|јун|јуна jul|jula|srpanj|srpnja|јул|јула avgust|avgusta|kolovoz|kolovoza|август|августа"
    " septembar|septembra|rujan|rujna|септембар|септембра oktobar|oktobra|listopad|listopada|октобар|октобра"
    " novembar|novembra|studeni|studenoga|новембар|новембра decembar|decembra|prosinac|prosinca|децембар|децембра",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "ta": "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்",
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "tl": "enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "uk": "січень|січня|січні лютий|лютого березень|березня|березні квітень|квітня|квітні травень|травня|травні"
    " червень|червня|червні липень|липня|липні серпень|серпня|серпні вересень|вересня|вересні жовтень|жовтня|жовтні"
    " листопад|листопада|листопаді грудень|грудня|грудні",
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
}
# Languages that share them, as they share the words.
_SHARED = {"bs": "sr", "hr": "sr", "nb": "no", "nn": "no"}


def outlet_number(outlet: str) -> int:
    """Return a number for an outlet, whatever the case of its name, to be shifted by OUTLET; 0 where nobody knows it."""
    return crc32(outlet.casefold().encode(errors="surrogatepass")) % _OUTLETS + 1 if outlet else 0


@cache
def calendar(language: str | None) -> Calendar | None:
    """Return what a language calls the days and months; None where nobody said it.

    The months that a text names count wherever they stand, the weekdays (and names of two words) only among its first words:
    further down stands what led to the event, or what comes next.
    """
    of = _SHARED.get(language or "", language or "")
    if of not in _WEEKDAYS:
        return None
    single: dict[int, tuple[int, bool]] = {}
    double: dict[int, int] = {}
    for start, table in ((0, _WEEKDAYS), (_FIRST_MONTH, _MONTHS)):
        for place, forms in enumerate(table.get(of, "").split()):
            for form in forms.split("|") if forms != "-" else ():
                numbers = [term_number(stem(token, language)) for token in tokens(form.replace("_", " "), language)]
                bit = 1 << start + place
                if len(numbers) == 1:
                    before, capital = single.get(numbers[0], (0, True))
                    single[numbers[0]] = before | bit, capital and form[0].isupper()
                else:
                    double[numbers[0] << _TWO | numbers[1]] = bit
    terms, phrases = sorted(single), sorted(double)
    return Calendar(
        np.array(terms, dtype=np.int32),
        np.array([single[term][0] for term in terms], dtype=np.int32),
        np.array([single[term][1] for term in terms], dtype=np.bool_),
        np.array(phrases, dtype=np.int64),
        np.array([double[phrase] for phrase in phrases], dtype=np.int32),
    )
