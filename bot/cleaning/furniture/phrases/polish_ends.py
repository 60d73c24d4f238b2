"""Polish: bylines in words, summaries, notices of blogs and papers, and labels above what else there is to read."""

from bot.cleaning.furniture.phrases.reasons import (
    ADVERTISEMENT,
    APP,
    AUTHOR_BOX,
    BYLINE,
    CAPTION,
    COMMENTS,
    COPYRIGHT,
    CREDIT,
    DISCLAIMER,
    END_SIGN,
    HIGHLIGHT,
    NEWSLETTER,
    NOTE,
    RELATED,
    SOCIAL,
    SUBSCRIBE,
    TAGS,
)

_ARTICLE = r"(?:artykuł\w{0,3}|tekst\w{0,3}|wpis\w{0,3}|materiał\w{0,3}|podcast\w{0,3}|film\w{0,2}|odcin\w{2,4})"

ANYWHERE = {
    SOCIAL: (
        rf"(?:podoba(?:ł|ła|ło)?|spodobał|spodobało|zainteresował|zaciekawił) (?:ci|wam|cię|państwu|się) ?(?:się )?(?:ten |nasz )?{_ARTICLE}\? ?.{{2,200}}",
        r"(?:dodaj|ustaw|wybierz) (?:nas|nasz\w{0,3}|.{2,30}) (?:do|jako) (?:preferowan\w{1,3}|ulubion\w{1,3}|źródeł|źródło|obserwowan\w{1,3})(?: .{0,100})?",
        r"(?:co o tym|co o tym wszystkim|a co|co|jakie jest) (?:sądzisz|sądzicie|myślisz|myślicie|uważasz|uważacie|wasze zdanie|twoje zdanie)(?: .{0,60})?\? ?(?:daj|dajcie|napisz|napiszcie|podziel|podzielcie|zostaw|czekamy|skomentuj|komentuj).{0,120}",
        r"(?:daj|dajcie) znać w komentarz\w{1,2}.{0,80}",
    ),
    RELATED: (
        r"(?:wszystkie|pozostałe|inne|zobacz wszystkie|pokaż wszystkie|najnowsze) (?:artykuły|teksty|wpisy|wiadomości|materiały|posty|publikacje|odcinki) (?:autora|autorki|tego autora|tej autorki|z kategorii|z działu|na ten temat|użytkownika)(?: .{0,60})?",
        r"(?:następny|poprzedni|kolejny|następna|poprzednia|wcześniejszy|nowszy|starszy) (?:artykuł|wpis|post|tekst|wiadomość|news|strona|odcinek|serwis)(?: ?[:»→>–-] ?.{1,150})?",
        rf"(?:o|więcej o|szerzej o|o sprawie|o tym) .{{0,80}}(?:pisaliśmy|informowaliśmy|piszemy|pisaliśmy już) .{{0,40}}(?:tutaj|tu|w {_ARTICLE}|poniżej|w innym {_ARTICLE}|pod linkiem)(?: ?: ?.{{0,120}})?",
        r"(?:cały|pełny|całą|pełną) (?:tekst|artykuł|wywiad|rozmowę|wywiadu|zapis|materiał|treść) .{0,60}(?:można przeczytać|przeczytasz|przeczytacie|znajdziesz|dostępn\w{1,2}|do przeczytania|w najnowszym numerze|w papierowym wydaniu|w numerze).{0,120}",
        r"(?:tekst|artykuł|materiał|wywiad) (?:ukazał się|pochodzi|opublikowany został|został opublikowany|pierwotnie ukazał się) (?:w|z|na|pierwotnie) .{2,150}",
    ),
    NEWSLETTER: (
        r"(?:ten|niniejszy) (?:tekst|artykuł|wpis) (?:jest częścią|pochodzi z|ukazał się w|powstał w ramach) .{0,30}newslettera?(?:[^\w].{0,120})?",
        r"(?:chcesz|chcecie) .{0,90}\? ?zapisz.{2,160}",
    ),
    APP: (
        r"(?:dostępne|dostępna|pobierz|pobierz z|znajdziesz) (?:na|w|z) (?:google ?play|app ?store|appgallery)(?:[^\w].{0,80})?",
    ),
    ADVERTISEMENT: (
        r"(?:poniżej|dalsza część|ciąg dalszy|reszta) (?:artykułu|tekstu|materiału|wpisu)? ?(?:pod|poniżej|za) (?:reklam\w{1,2}|materiałem wideo|wideo|zdjęciem|galerią|ramką|formularzem).{0,30}",
        r"(?:ten|wpis|artykuł|tekst|niektóre|strona) (?:wpis|artykuł|tekst|linki|zawiera|strona)? ?.{0,30}(?:linki afiliacyjne|link afiliacyjny|linki partnerskie|reklamę|lokowanie produktu).{0,150}",
    ),
    COMMENTS: (
        r"(?:zgłoś|zauważyłeś|widzisz|znalazłeś|dostrzegłeś) (?:błąd|literówkę|nieprawidłowość|naruszenie|pomyłkę)(?: w (?:tekście|artykule|treści))?(?:[?!] ?.{0,120})?",
        r"(?:brak|liczba|ostatnie|najnowsze|wszystkie|dodane) komentarz\w{1,2}(?: ?[:(] ?\d{1,5})?",
        r"(?:komentowanie|dodawanie komentarzy|komentarze) (?:zostało|jest|są|zostały|wymaga|tylko) (?:wyłączone|zablokowane|możliwe|dostępne|zamknięte|dla|zalogowania|moderowane).{0,80}",
        r"(?:dodaj do|dodaj|zapisz w) (?:zakładek|zakładki|zakładkach|ulubionych|schowka)(?: link| artykuł)?",
    ),
    TAGS: (r"(?:otagowano|otagowane|otagowany|oznaczone|oznaczono)(?: jako)? ?:? ?.{2,200}",),
    SUBSCRIBE: (
        r"(?:czytaj|przeczytaj|korzystaj|zyskaj|odblokuj|kup|wykup|oferta|promocja|już) .{0,90}(?:od|za|tylko) \d{1,3}(?:,\d\d)? ?(?:zł|pln)(?: .{0,60})?(?:miesięcznie|miesiąc|rok|rocznie|na start|tygodniowo).{0,60}",
        r"(?:tekst|artykuł|materiał|treść) (?:dostępn\w|przeznaczon\w|tylko|wyłącznie|zarezerwowan\w) .{0,20}(?:prenumerat\w{2,5}|subskryb\w{3,6}|zalogowan\w{2,4}|abonent\w{1,4})(?: .{0,80})?",
        r"(?:jesteś|już jesteś|masz już) (?:prenumeratorem|subskrybentem|abonentem|naszym czytelnikiem)\?.{0,100}",
    ),
    COPYRIGHT: (
        r"(?:rozpowszechnianie|kopiowanie|przedruk|powielanie|dalsze|wykorzystywanie|publikacja) (?:niniejszego artykułu|niniejszych|materiałów|treści|artykułów|tekstów|zdjęć|całości lub części|w całości|rozpowszechnianie artykułu) .{0,60}(?:możliw\w|dozwolon\w|zabronion\w|wymaga|tylko|wyłącznie|bez zgody).{0,200}",
        r"(?:regulamin korzystania z artykułów|materiał chroniony prawem|materiał chroniony|utwór chroniony|treść chroniona)(?: .{0,200})?",
    ),
    CAPTION: (
        r"(?:na zdjęciu|na fotografii|na zdjęciach|na zdj\.?) ?[:–-] ?[^!?]{2,160}",
        r"(?:źródło|autor|fot\. główna|zdjęcie główne|zdjęcie tytułowe|zdjęcie w nagłówku) ?(?:zdjęcia|zdjęć|fotografii|grafiki|wideo|foto)? ?: ?(?:archiwum|pap|shutterstock|getty|pixabay|unsplash|freepik|facebook|youtube|policja|materiały prasowe|east news|istock|123rf|depositphotos|agencja|adobe)(?:[^\w].{0,80})?",
        r"(?:archiwum prywatne|archiwum redakcji|archiwum własne|materiały prasowe|mat\. prasowe|mat\. pras|materiały organizatora|materiały policji|east news|agencja wyborcza\.pl|agencja gazeta)(?: ?/ ?.{1,60})?",
    ),
    AUTHOR_BOX: (r"o (?:autorze|autorce|autorach) ?: ?.{2,280}",),
}  # fmt: skip
TOP = {
    BYLINE: (
        r"(?:napisane|napisany|napisał|napisała|dodane|dodany|dodał|dodała|opublikowane|opublikowany|opublikował|opublikowała|wysłane|zamieszczone|autorstwa) (?:przez )?[^\W\d_][^.!?:;\"]{2,50}(?:,? (?:w dniu|dnia|o godz\.?|w|dn\.) ?.{1,40}| ?[,|·•-] ?\d.{2,30})",
        r"(?:napisane|opublikowane|dodane|zamieszczone|wysłane) przez [^\W\d_][^.!?:;\"]{2,50}",
    ),
    NOTE: (
        r"(?:najważniejsze informacje|najważniejsze wydarzenia|przegląd wydarzeń|serwis informacyjny|serwis|wiadomości) (?:do|z|na|dnia|do godziny|z godziny|na godzinę)(?: godz\.| godziny| godzinę| dnia)? .{1,40}",
    ),
}  # fmt: skip
SUMMARIES = {
    HIGHLIGHT: (
        r"(?:w skrócie|najważniejsze|najważniejsze informacje|najważniejsze fakty|najważniejsze punkty|najważniejsze w skrócie|kluczowe fakty|kluczowe punkty|kluczowe informacje|kluczowe wnioski|streszczenie|podsumowanie|krótko|w kilku zdaniach|w pigułce|co musisz wiedzieć|co warto wiedzieć|z tego artykułu dowiesz się|z artykułu dowiesz się|z tego tekstu dowiesz się|najważniejsze wnioski|skrót artykułu|skrót|w tym artykule|ve zkratce|shrnutí|to nejdůležitější)",
    ),
}
END = {
    CREDIT: (
        r"(?:informacyjna agencja radiowa|polskie radio|polska agencja prasowa|katolicka agencja informacyjna)(?: ?[/,(] ?[^!?]{1,80})?",
        r"(?:naukawpolsce|nauka w polsce|pap|iar|kai|isbnews|isbiznes|pap life|pap mediaroom|newseria|serwis samorządowy pap)[,/–-] ?[^\W\d_][^.!?:;\"]{1,50}",
    ),
    END_SIGN: (
        r"(?:kolejny|następny) (?:serwis|odcinek|przegląd|raport|numer|komunikat)(?: informacyjny)? (?:o|o godz\.?|o godzinie|jutro|za|w) ?.{1,40}",
        r"(?:więcej szczegółów wkrótce|wkrótce więcej informacji|więcej informacji wkrótce|szczegóły wkrótce|informacja jest aktualizowana|artykuł jest aktualizowany|artykuł aktualizowany|tekst jest aktualizowany|wiadomość jest aktualizowana|do zobaczenia|do usłyszenia|do następnego razu)",
    ),
    DISCLAIMER: (
        r"(?:treści|treść|informacje|materiał|artykuł|wpis|tekst|porady)(?: .{2,60})? (?:mają|ma|nie zastępuj\w|nie zastąpi\w?|nie stanowi\w?|służy|służą) .{0,60}(?:informacyjn\w{1,3}|edukacyjn\w{1,3}|porad\w|lekarz\w|konsultacj\w|rekomendacj\w|specjalist\w)(?: .{0,150})?",
        r"(?:opinie|poglądy|stanowisko|felieton|komentarze) .{0,80}(?:autora|autorów|autorki|redakcji|własn\w) .{0,40}(?:nie|mogą|i nie|nie muszą|niekoniecznie).{0,120}",
        r"(?:imię|imiona|dane|nazwisko|personalia|niektóre dane) .{0,40}(?:zostały|zostało|został) (?:zmienione|zmieniony).{0,60}",
    ),
    AUTHOR_BOX: (
        r"(?:autor|autorka) (?:jest|to) (?:dziennikarz\w{0,3}|publicyst\w{1,3}|redaktor\w{0,3}|profesor\w{0,3}|politolog\w{0,3}|ekonomist\w{1,3}|pisarz\w{0,3}|pisark\w|historyk\w{0,3}|prawnik\w{0,3}|ekspert\w{0,3}|współpracowni\w{1,4}|absolwent\w{0,3}|doktor\w{0,3}|analityk\w{0,3})(?: .{0,200})?",
    ),
}  # fmt: skip
LABELS = {
    RELATED: (
        r"(?:pozostałe wiadomości|inne wiadomości|najnowsze|najnowsze wiadomości|najnowsze artykuły|najnowsze wpisy|popularne|najpopularniejsze|najczęściej czytane|najchętniej czytane|czytane teraz|teraz czytane|gorące tematy|wybrane dla ciebie|dla ciebie|polecane dla ciebie|wideo|galeria|galeria zdjęć|zobacz galerię|dyskusja|komentarze|ostatnie komentarze|przeczytaj w serwisie|zobacz w serwisie|wydarzenia dnia|temat dnia|z ostatniej chwili|ostatnio dodane|wczytaj więcej|materiały partnerów|oferty partnerów|z naszych serwisów|w innych serwisach|czytaj na ten temat|bądź na bieżąco|nie przegap|wasze komentarze|ankieta|sonda|quiz|quizy)",
    ),
}  # fmt: skip
WITHIN = {
    SOCIAL: ("naszej grupie na facebooku", "nasz instagram", "naszego instagrama", "naszym kanałem na whatsappie", "naszych mediach społecznościowych"),
    NEWSLETTER: ("naszych newsletterów", "naszym newsletterem"),
    SUBSCRIBE: ("postaw mi kawę", "postaw nam kawę", "naszą zbiórkę na patronite", "nas na patronite"),
}  # fmt: skip
