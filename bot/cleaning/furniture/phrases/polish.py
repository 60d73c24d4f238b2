"""Polish, and some Czech and Slovak."""

from bot.cleaning.furniture.phrases.reasons import (
    ADVERTISEMENT,
    APP,
    CAPTION,
    COMMENTS,
    CONTACT,
    COOKIES,
    COPYRIGHT,
    CREDIT,
    CRUMBS,
    DISCLAIMER,
    END_SIGN,
    NEWSLETTER,
    NOTE,
    PRESS,
    PUBLISHED,
    RELATED,
    SOCIAL,
    STAFF,
    SUBSCRIBE,
    TAGS,
    VIDEO,
)

_PLATFORM = (
    r"(?:facebook\w{0,2}|fb|facebooka|instagram\w{0,3}|twitter\w{0,3}|x|platformie x|youtube|tiktok\w{0,2}|telegram\w{0,2}|whatsapp\w{0,3}|messenger\w{0,2}|threads|linkedin|"
    r"wiadomościach google|google news|google|spotify|social mediach|mediach społecznościowych|sociálních sítích|instagrame|bluesky|discordzie)"
)
_MORE = (
    "(?:zobacz też|zobacz także|zobacz również|zobacz więcej|zobacz|zobacz koniecznie|czytaj też|czytaj także|czytaj również|czytaj więcej|czytaj dalej|czytaj|czytaj koniecznie|"
    "przeczytaj|przeczytaj też|przeczytaj także|przeczytaj również|przeczytaj więcej|przeczytaj koniecznie|sprawdź też|sprawdź także|sprawdź również|posłuchaj też|posłuchaj także|obejrzyj też|obejrzyj także|oglądaj też|oglądaj także|oglądaj|"
    "polecamy|polecamy także|polecamy też|polecamy również|polecane|polecane artykuły|polecane teksty|redakcja poleca|warto przeczytać|warto zobaczyć|"
    "powiązane|powiązane artykuły|powiązane tematy|powiązane materiały|powiązane treści|powiązane wiadomości|podobne artykuły|podobne wiadomości|podobne tematy|podobne wpisy|"
    "na ten temat|w tym temacie|w temacie|więcej na ten temat|więcej na temat|więcej|więcej o|więcej informacji|więcej wiadomości|więcej artykułów|dowiedz się więcej|"
    "może cię zainteresować|może cię również zainteresować|może cię także zainteresować|może zainteresować cię|to może cię zainteresować|mogą cię zainteresować|może cię zaciekawić|te artykuły mogą cię zainteresować|"
    "inne artykuły|inne wiadomości|inne z sekcji|inne tematy|zobacz też inne|następny artykuł|poprzedni artykuł|następny wpis|poprzedni wpis|poprzedni|następny|nie przegap|tylko u nas|"
    "zobacz wideo|zobacz film|zobacz zdjęcia|zobacz galerię|galeria|galeria zdjęć|"
    "čtěte také|čtěte též|čtěte i|čtěte více|čtěte dále|přečtěte si|přečtěte si také|přečtěte si i|více k tématu|více zde|související|související články|související zprávy|související témata|mohlo by vás zajímat|"
    "mohlo by vás také zajímat|další články|další zprávy|podívejte se|podívejte se také|čítajte aj|čítajte tiež|čítajte viac|prečítajte si|prečítajte si aj|súvisiace|súvisiace články|mohlo by vás zaujímať|k téme|k tématu)"
)
_LISTS = (
    "(?:najnowsze|najnowsze wiadomości|najnowsze artykuły|najnowsze informacje|najczęściej czytane|najchętniej czytane|najpopularniejsze|popularne|popularne artykuły|popularne wiadomości|"
    "materiały partnera|materiały partnerów|materiały sponsorowane|oferty dla ciebie|ostatnie wiadomości|z ostatniej chwili|nasze teksty|wybrane dla ciebie|dla ciebie|wideo|"
    "strefa biznesu|komentarze|najnowsze komentarze|ważne tematy|gorące tematy|nejčtenější|nejčtenější články|nejnovější zprávy|najčítanejšie|mogą zainteresować|tematy|najlepsze|dziś polecamy)"
)
_MONTH = "(?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince)"
_DAY = rf"(?:\d{{1,2}}\.? {_MONTH}\.?(?: \d{{4}})?(?: r\.?| roku)?|\d{{1,2}}[.-] ?\d{{1,2}}[.-] ?\d{{2,4}}(?: r\.?)?|\d{{4}}-\d\d-\d\d|dzisiaj|dziś|wczoraj|dnes|včera)"
_CLOCK = r"(?:,? ?(?:o |godz\.? |godzina |\| ?|- ?|– ?|• ?|, )?(?:godz\.? )?\d{1,2}[:.]\d\d)?"
_THIS = r"(?:ten|tego|nasz|powyższy|ta|cały|całego|dostęp do całego) (?:artykuł|artykułu|tekst|tekstu|materiał|materiału|treść|wpis)"

ANYWHERE = {
    RELATED: (
        rf"{_MORE} ?[:|>»→] ?.{{1,250}}",
        r"(?:czytaj też|czytaj także|czytaj również|zobacz też|zobacz także|zobacz również|przeczytaj także|przeczytaj też|čtěte také) [–—-] .{1,250}",
        r"(?:czytaj|przeczytaj|zobacz|obejrzyj|przejdź|pokaż|wróć|kliknij) (?:więcej|dalej|całość|cały artykuł|cały tekst|pełną wersję|oryginał|do artykułu|na stronę główną|na stronę|do serwisu|do galerii|do strony głównej|do komentarzy|wszystkie|tutaj|tutaj, aby .{2,60}|i zobacz|i sprawdź|i czytaj)(?: (?:na|w|o) .{1,80}| ?\d{1,3}| ?»)?",
        r"(?:zobacz|obejrzyj|pokaż|sprawdź|otwórz) (?:galerię|galerię zdjęć|zdjęcia|zdjęcie|wideo|film|nagranie|wszystkie zdjęcia|więcej zdjęć|pełną galerię|całą galerię|mapę)(?: ?\(?\d{1,3}(?: .{0,20})?| w galerii.{0,40}| ?: ?.{1,150})?",
        r"(?:dalsza część|dalszy ciąg|ciąg dalszy|dalej|reszta|dalsza treść) (?:artykułu |tekstu |materiału |wpisu |wiadomości |newsa )?(?:znajdziesz |znajduje się |znajduje sie )?(?:pod|poniżej|za) ?.{0,40}",
        r"więcej .{0,70}(?:znajdziesz|znajdziecie|przeczytasz|przeczytacie|dowiesz się|czytaj|zobaczysz|posłuchasz|na stronie|znajdą państwo) .{0,60}(?:nasz\w{1,3}|stronie|portalu|serwisie|serwisu|aplikacji|tutaj|tu|linkiem|głównej|facebooku|artykule|tekście|pod adresem)(?:[^\w].{0,80})?",
        r"(?:wróć|powrót|powrót do|do góry|na górę|do strony głównej|na początek)(?: na górę| do góry| strony| na stronę główną| do listy.{0,30}| strony głównej)?",
        r"(?:artykuł|post|wpis|článek|příspěvek) .{2,220} (?:pochodzi z serwisu|pojawił się poraz pierwszy w|pojawił się po raz pierwszy|najdete na|pochází z) .{2,80}",
        r"(?:pokračování|celý článek|celý text|více informací|více) (?:textu |najdete |čtěte |v |na |zde)?.{0,10}(?:zde|webu|stránce|pod reklamou|najdete zde|na straně \d{1,3})",
    ),
    NEWSLETTER: (
        r"(?:zapisz się|zapisz|zapisz mnie|subskrybuj|zamów|dołącz do|zasubskrybuj|bądź na bieżąco i zapisz się) (?:na |do |się )?(?:nasz\w{0,5} |darmow\w{1,3} |bezpłatn\w{1,3} |codzienn\w{1,3} |cotygodniow\w{1,3} )?(?:nasz\w{0,5} )?(?:newsletter\w{0,2}|kanał\w?|biuletyn\w?|nas|powiadomienia|powiadomień)(?:[^\w].{0,200})?",
        r"(?:najważniejsze|najlepsze|codziennie|co tydzień|co rano|chcesz|nie przegap) .{0,150}newsletter\w{0,3}(?:[^\w].{0,150})?",
        r"(?:přihlaste se|přihlásit|odebírejte|prihláste sa|odoberajte) (?:k odběru |na odber |náš |naše |se k odběru )?.{0,20}(?:newsletter\w{0,2}|novinky|zprávy).{0,120}",
        r"(?:podaj|wpisz|wprowadź) (?:swój |twój )?(?:adres )?e-?mail.{0,80}",
    ),
    SOCIAL: (
        rf"(?:polub|obserwuj|śledź|znajdź|znajdziesz|odwiedź|dołącz|dołącz do|polubcie|obserwujcie|sledujte|sledujte nás|najdete|oglądaj|słuchaj|czytaj|bądź z) (?:nas|nasz\w{{0,4}}|nasze profile|nasz profil|nás|nami)(?: także| też| również)? ?(?:profil\w? |fanpage\w? |kanał\w? )?(?:na|w|i na) {_PLATFORM}(?:[^\w].{{0,150}})?",
        r"(?:polub|obserwuj|śledź|polub i obserwuj|zaobserwuj) (?:nas|nasz profil|nasze profile|nasz fanpage|naszą stronę|nasz kanał)(?: na bieżąco)?",
        r"(?:dołącz do|dołączcie do|wejdź na|zajrzyj na|subskrybuj|zasubskrybuj) (?:nas|nasz\w{1,4}|grona)(?: .{1,150})?",
        rf"(?:jesteśmy|jesteśmy też|jesteśmy także|jesteśmy również|nasz kanał|nasz profil|nasza strona|nasza grupa) na {_PLATFORM}(?:[^\w].{{0,120}})?",
        r"(?:bądź|bądźcie|chcesz być|chcesz wiedzieć|chcesz otrzymywać|lubisz|nie chcesz przegapić) (?:na bieżąco|więcej|zawsze na bieżąco|z nami na bieżąco|najnowsze|nasze teksty|.{2,60}\?)(?:[^\w].{0,200})?",
        r"(?:dziękujemy|dzięki), że (?:przeczytał\S{0,5}|jesteś|jesteście|czytasz|czytacie|nas czytasz|z nami|do nas).{0,250}",
    ),
    APP: (r"(?:pobierz|ściągnij|zainstaluj|sprawdź|stáhněte si) (?:naszą |bezpłatną |darmową |nową |naši )?(?:aplikację|aplikaci|appkę|mobilną aplikację)(?:[^\w].{0,150})?",),
    ADVERTISEMENT: (
        (r"(?:reklama|reklamy|artykuł sponsorowany|materiał sponsorowany|tekst sponsorowany|wpis sponsorowany|materiał partnera|artykuł partnerski|materiał partnerski|treść partnera|materiał promocyjny|materiał reklamowy|materiał płatny|autopromocja|współpraca reklamowa|lokowanie produktu|ogłoszenie|ogłoszenia|promocja|"
        r"reklama dalszy ciąg materiału pod wideo|koniec reklamy|inzerce|komerční sdělení|placená inzerce|partnerský obsah|reklamná správa|pokračování článku pod reklamou)"),
        r"(?:tekst|artykuł|materiał|wpis|film) (?:powstał|przygotowany|opracowany|zrealizowany|sponsorowany|zawiera|partnera) (?:we współpracy|przy współpracy|przy wsparciu|linki afiliacyjne|lokowanie|przez partnera|przez firmę|w ramach|na zlecenie|materiał).{0,120}",
        r"dalszy ciąg materiału pod .{2,20}",
    ),
    COMMENTS: (
        rf"(?:udostępnij|podziel się|podziel się tym|poleć|tweetnij|wyślij|sdílet|sdílejte|zdieľať)(?: artykułem| wpisem| artykuł| znajomym| na {_PLATFORM}| link| e-mailem| mailem| ten artykuł| tym artykułem| ze znajomymi| znajomemu| článek)?(?: ?: ?.{{1,100}})?",
        r"(?:lubię to|lubię|drukuj|wydrukuj|skopiuj link|kopiuj link|skomentuj|dodaj komentarz|napisz komentarz|zgłoś błąd|zgłoś uwagę|zapisz na później|dodaj do ulubionych|zgłoś naruszenie|pokaż więcej|pokaż komentarze|zobacz komentarze|vytisknout|tisk|diskuse|diskuze|vstoupit do diskuse|powiększ|powiększ tekst|rozmiar tekstu|załaduj więcej)!?(?: ?\(?\d{1,6})?",
        r"(?:komentarze|komentarzy|komentarz|odsłony|odsłon|wyświetleń|wyświetlenia|liczba wyświetleń|udostępnień|polubienia|ocena artykułu|diskuse|diskuze) ?[:(]? ?\d{1,3}(?: ?\d{3}){0,2}",
        r"\d{1,3}(?: ?\d{3}){0,2} (?:komentarz\w{0,2}|odsłon\w?|wyświetle\w{1,3}|polubie\w{1,3}|udostępnie\w{1,3}|osób lubi to)",
        r"(?:oceń artykuł|oceń ten artykuł|oceń tekst|jak oceniasz|czy artykuł był|czy ten artykuł był|zaloguj się|zaloguj|zaloguj się lub zarejestruj)(?: artykuł| pomocny| przydatny|, aby .{2,80}| i .{2,60}| ten .{2,40})?\??(?: .{0,40})?",
        r"(?:znalazłeś|znalazłaś|zauważyłeś|zauważyłaś|widzisz|našli jste|našel jsi) (?:błąd|literówkę|chybu|nieścisłość)(?: w .{2,30}| v .{2,20})?\?(?: .{2,120})?",
    ),
    CONTACT: (
        r"(?:byłeś|byłaś|jesteś|byliście) świadkiem .{0,90}\? ?.{2,200}",
        r"(?:masz|macie|wiesz|widziałeś|widziałaś|chcesz) .{0,90}\? ?(?:napisz|wyślij|zgłoś|daj nam|skontaktuj|czekamy|prześlij|pisz|zadzwoń|podziel).{2,180}",
        r"(?:napisz|wyślij|prześlij|pisz|zgłoś)(?: do| nam| na| swój)? (?:nas|redakcji|autora|temat|zdjęcie|zdjęcia|film|informację|adres)\b.{0,60}(?:@|na adres|na numer|poprzez|przez).{0,120}",
    ),
    SUBSCRIBE: (
        rf"{_THIS} (?:przeczytasz|jest dostępn\w|dostępn\w|możesz przeczytać|pozostał\w?|tylko|przeczytasz tylko|znajdziesz) .{{0,80}}(?:subskry|prenumer|premium|zalog|abon|dostęp)\w{{0,10}}.{{0,120}}",
        r"(?:pozostało|zostało|do przeczytania pozostało) (?:ci )?(?:jeszcze |do przeczytania )?(?:\d{1,3} ?%|\d{1,3} proc).{0,80}",
        r"(?:kup|wykup|wybierz|zamów|przetestuj|odblokuj|uzyskaj|zyskaj) (?:subskrypcję|prenumeratę|dostęp|abonament|pełny dostęp|nieograniczony dostęp|pakiet)(?:[^\w].{0,150})?",
        r"(?:masz już|masz|jesteś już) (?:konto|subskrypcję|prenumeratę|dostęp|subskrybentem|prenumeratorem)\?.{0,80}",
        r"(?:treść|artykuł|materiał|tekst|dostęp|dalsza część)(?: dostępn\w)? tylko dla .{2,60}",
        r"(?:wesprzyj|wspieraj|wspomóż|wspierajcie|podpořte|podporte) (?:nas|nasz\w{0,5}|redakcję|niezależne|niezależny|dziennikarzy|nás|naši|naše)(?:[^\w].{0,200})?",
        r"(?:postaw|postawcie) (?:mi|nam|autorowi) (?:wirtualną )?kawę.{0,80}",
        r"przekaż (?:nam )?(?:swoje |swój )?1[,.]5 ?(?:%|proc).{0,120}",
    ),
    COOKIES: (
        r"(?:nasz|ten|ta|nasza|niniejsza|tato|tento|tyto|strona|serwis|my) ?(?:serwis|strona|portal|witryna|web|stránka|stránky|strona internetowa)? (?:korzysta|używa|wykorzystuje|stosuje|používá|používají) .{0,60}(?:cookie|ciastecz)\w{0,3}.{0,200}",
        r"(?:używamy|korzystamy z|wykorzystujemy|stosujemy|používáme) (?:plików |pliki |soubory )?(?:cookie|ciastecz)\w{0,3}.{0,250}",
        r"(?:akceptuję|akceptuj|akceptuj wszystkie|akceptuję wszystkie|akceptuję i przechodzę do serwisu|zgadzam się|odrzuć wszystkie|zaawansowane ustawienia|polityka prywatności|przejdź do serwisu|souhlasím|přijmout vše)",
    ),
    CAPTION: (
        r"(?:fot|foto|zdj|zdjęcie|zdjęcia|źródło zdjęcia|źródło zdjęć|autor zdjęcia|autor zdjęć|zdjęcie ilustracyjne|zdjęcie główne|grafika|ilustracja|zrzut ekranu|screen|źródło fot|zdroj fotografie|autor fotografie|fotografie|grafika wygenerowana) ?(?:[.:/]|[.] ?:) ?[^\W\d_][^!?:;–—\"]{1,60}",
        r"(?:zdjęcie ilustracyjne|zdj\. ilustracyjne|zdjęcie poglądowe|zdjęcie archiwalne|fot\. ilustracyjna|fot\. archiwalna|fot\. archiwum|ilustrační foto|ilustrační snímek|ilustračné foto|zdjęcie wygenerowane przez .{2,40}|grafika ilustracyjna)(?: ?[/(|.,] ?.{1,60})?",
    ),
    VIDEO: (
        r"(?:wideo|film|video|nagranie|posłuchaj|podcast) ?: ?[^.!?\"]{2,120}",
        r"(?:posłuchaj|odsłuchaj|wysłuchaj|posłuchaj całej|odtwórz|przehrát) (?:artykułu|tekstu|rozmowy|podcastu|materiału|artykuł|podcast|wideo|nagranie|video)(?: ?[:(] ?.{1,80})?",
        r"(?:twoja przeglądarka|váš prohlížeč) (?:nie|ne).{2,100}",
    ),
    TAGS: (r"(?:tagi|tag|słowa kluczowe|štítky|klíčová slova|tematy w artykule|hasztagi|kľúčové slová) ?: ?.{2,250}",),
    CRUMBS: (r"(?:strona główna|jesteś tutaj:|jesteś tu:|tutaj jesteś:|hlavní stránka|home|úvod) ?[/>›»|•→]+ ?.{1,150}",),
    COPYRIGHT: (
        r"(?:wszelkie prawa zastrzeżone|wszystkie prawa zastrzeżone|prawa zastrzeżone|prawa autorskie zastrzeżone|všechna práva vyhrazena|všetky práva vyhradené)(?:[^\w].{0,250})?",
        r"(?:kopiowanie|przedruk|dalsze rozpowszechnianie|rozpowszechnianie|materiał|treści|publikování|jakiekolwiek|żadna część|wykorzystywanie|korzystanie) .{0,120}(?:zabroni\w{1,4}|zakazan\w{1,3}|bez zgody|zgody|prawem autorskim|prawami autorskimi|prawo autorskie|zakázáno|za podaniem źródła|podaniem źródła)(?:[^\w].{0,150})?",
    ),
}  # fmt: skip
TOP = {
    PUBLISHED: (
        rf"(?:data utworzenia|data publikacji|data dodania|data aktualizacji|data modyfikacji|data|opublikowano|opublikowane|opublikowany|publikacja|dodano|dodane|utworzono|zaktualizowano|aktualizacja|ostatnia aktualizacja|akt|zmodyfikowano|publikováno|aktualizováno|vydáno|zverejnené|aktualizované|data wydania)[.:,]? ?(?:dnia |o |w dniu |w )?(?:{_DAY}|\d{{1,2}}[:.]\d\d|\d{{1,2}} (?:godz|min|dni)).{{0,100}}",
        rf"(?:dzisiaj|dziś|wczoraj|dnes|včera){_CLOCK}(?: ?[|•·–-] ?.{{1,60}})?",
        rf"\d{{1,2}}(?:\.? {_MONTH}\.?(?: \d{{4}})?(?: r\.?| roku)?|[.-] ?\d{{1,2}}[.-] ?\d{{2,4}}(?: r\.?)?){_CLOCK}(?: ?[|•·,–/-]? ?(?:aktualizacja|akt\.|aktual\.|aktualizováno) ?:? ?.{{2,40}})?",
        r"(?:czas czytania|czas lektury|przeczytasz w|ten tekst przeczytasz w|ten artykuł przeczytasz w|tekst przeczytasz w|lektura na|doba čtení|szacowany czas czytania) ?:? ?(?:ok\. ?|około |mniej niż |~ ?)?\d{0,3} ?.{0,30}",
        r"\d{1,3} ?(?:min|minut|minuty|minuta|min\.) (?:czytania|czyt|čtení)\.?(?: ?[|•·] ?.{1,80})?",
    ),
    NOTE: (
        r"(?:uwaga|uwaga redakcje|uwaga, redakcje|uwaga redakcja|do redakcji|szanowni państwo)[,:!–-]? ?.{0,40}(?:depesz\w{1,2}|wraca|powtarzamy|anulujemy|korygujemy|poprawk\w|przesyłamy|wersj\w|informacj\w prasow\w)(?:[^\w].{0,200})?",
        r"(?:materiał filmowy|materiały|materiał|zdjęcia|wideo|infografika|materiał wideo|materiały wideo|zdjęcia i wideo|depesza z infografiką|depesza ze zdjęciami) .{0,60}(?:dostępn\w{1,2}|jest|są) .{0,60}(?:bazie|stronie|serwisie|pap)(?:[^\w].{0,80})?",
        r"(?:informacja prasowa|notka prasowa|komunikat prasowy|do natychmiastowej publikacji|tisková zpráva|materiał prasowy)(?:,? .{1,60})?",
    ),
}  # fmt: skip
NOTES = {
    NOTE: (
        r"(?:dochodzi|dochodzą|dodano|rozszerzona|uzupełniona|powtórzenie|powtórka|aktualizacja|nowy lead|zmiana|doplněno|aktualizováno|aktl|opis|krótka|synteza)\b.{0,200}",
    ),
}
END = {
    RELATED: (_MORE, _LISTS),
    PUBLISHED: TOP[PUBLISHED],
    CREDIT: (
        r"(?:źródło|źródła|źródło informacji|na podstawie|zdroj|zdroje|zdroj informací|źródło tekstu) ?: ?[^!?\"]{2,90}",
        r"(?:pap|pap biznes|isbnews|iar|pap/iar|iar/pap|kai|čtk|tasr|sita|pap mediaroom|nauka w polsce|pap - nauka w polsce|pap biznes/.{2,30}|naukawpolsce\.pl)",
        r"(?:pap|isbnews|newseria|kurier pap|pap nauka)[ –-]{1,3}[^.!?]{2,60}, [^.!?]{2,40}",
    ),
    STAFF: (
        r"(?:autor|autorka|autorzy|opracowanie|oprac|opr|tekst|rozmawiał|rozmawiała|tłumaczenie|tłum|tłumaczył|tłumaczyła|redakcja|red|zdjęcia|montaż|realizacja|wywiad przeprowadził|wywiad przeprowadziła|redaktor|wydawca|przygotował|przygotowała|překlad|autoři)(?: ?[:/]| ?\.) ?[^.!?:;\"]{2,90}",
        r"(?:rozmawiał|rozmawiała|rozmawiali|oprac|opracował|opracowała|tłum)\.? [^\W\d_]{1,20}\.? [^\W\d_]{2,25}(?:-[^\W\d_]{2,20})?",
    ),
    COPYRIGHT: (r"publikování nebo (?:další )?šíření .{2,200}",),
    DISCLAIMER: (
        r"(?:opinie|poglądy|treści|wypowiedzi|artykuł|tekst|materiał|tłumaczenie|streszczenie|niniejszy) .{0,120}(?:nie odzwierciedla\w?|nie wyraża\w?|nie stanowi\w?|wyraża\w? (?:wyłącznie )?(?:opini|pogląd)|wyłącznie opini|sztucznej inteligencji|przez ai|przy pomocy ai|z pomocą ai|z wykorzystaniem ai|automatycznie)\w{0,3}(?:[^\w].{0,150})?",
    ),
    END_SIGN: (r"(?:koniec|cdn|ciąg dalszy nastąpi|dalszy ciąg nastąpi|konec|pokračování příště)",),
    CONTACT: (
        r"(?:otrzymujesz|otrzymałeś|otrzymała) (?:ten|tę|tego) (?:e-mail|newsletter|wiadomość|maila?).{0,250}",
        r"(?:wypisz się|zrezygnuj z subskrypcji|aby wypisać się|jeśli nie chcesz otrzymywać|kliknij tutaj, aby wypisać|odhlásit)(?:[^\w].{0,200})?",
        r"(?:redaktor naczelny|adres redakcji|telefon|tel|kontakt|kontakt z redakcją|kontakt z autorem|e-mail|kontakt dla mediów) ?[:.] ?[^!?]{3,150}",
        r"(?:z poważaniem|pozdrawiamy|z wyrazami szacunku|s pozdravem)(?:,.{0,120})?",
    ),
    TAGS: (r"(?:kategorie|kategoria|tematy|temat|dział|działy|osoby|rubrika|témata|téma) ?: .{2,150}",),
}  # fmt: skip
LABELS = {
    RELATED: (_MORE, _LISTS, r"(?:więcej|najnowsze|artykuły|wiadomości|inne artykuły|inne teksty|teksty) (?:z działu|z kategorii|z sekcji|na temat|tego autora|autora|powiązane|o|w temacie|w dziale) ?.{0,50}"),
    SOCIAL: (r"(?:znajdź nas|obserwuj nas|śledź nas|polub nas|jesteśmy w mediach społecznościowych|sledujte nás)",),
}  # fmt: skip
SENDERS = {
    PRESS: (r"(?:o firmie|o spółce|o nas|o grupie|o fundacji|o banku|o organizatorze|o projekcie|o autorze|o autorce|o společnosti|o marce)(?: [^ ]{2,30}){0,3}",),
}  # fmt: skip
CLOSINGS = {
    PRESS: (r"(?:o firmie|o spółce|informacje o firmie|informacje o spółce)",),
    CONTACT: (
        r"(?:kontakt dla mediów|kontakt dla prasy|kontakt prasowy|biuro prasowe|dodatkowych informacji udziela|dodatkowych informacji udzielają|więcej informacji udziela|dodatkowe informacje|osoba do kontaktu|osoby do kontaktu|kontakt pro média|dla mediów)(?: ?[:–-] ?.{0,150})?",
    ),
}  # fmt: skip
WITHIN = {
    NEWSLETTER: ("naszego newslettera", "nasz newsletter", "naszym newsletterze", "náš newsletter"),
    SOCIAL: ("naszym facebooku", "nasz profil na facebooku", "naszego kanału na whatsappie", "nasz kanał na youtube", "nasz fanpage", "naszym kanale na youtube", "obserwuj nas", "nasz kanał na whatsappie", "sledujte nás na"),
    APP: ("naszą aplikację", "naszej aplikacji"),
    RELATED: ("naszej stronie głównej", "dalsza część artykułu pod", "dalszy ciąg materiału pod"),
}  # fmt: skip
BUTTONS = tuple(
    "udostępnij drukuj zapisz skomentuj komentarze wyślij kopiuj skopiuj polub lubię posłuchaj powiększ sdílet tisk uložit diskuse".split()
)
