"""Turkish. Folded lines have one `i`, with a dot or without; patterns may be written either way."""

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
    MARKER,
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

_PLATFORM = r"(?:facebook|instagram|twitter|x|youtube|whatsapp|telegram|tiktok|linkedin|google news|google haberler|google|nsosyal|next sosyal|bip|threads|sosyal medya)"
_ON = rf"{_PLATFORM}(?:['’]?(?:ta|te|da|de|dan|den|tan|ten))?"
_MORE = (
    "(?:ilgili haber|ilgili haberler|ilgili içerik|ilgili içerikler|ilgili konular|ilgili yazılar|ilgili video|ilgili galeri|diğer haberler|benzer haberler|benzer içerikler|benzer yazılar|"
    "önerilen haber|önerilen haberler|önerilen içerikler|önerilen videolar|bunlar da ilginizi çekebilir|bunlar da var|bu haberler de ilginizi çekebilir|bu içerikler de ilginizi çekebilir|bunlara da bakabilirsiniz|ilginizi çekebilir|ilginizi çekebilecek haberler|"
    "ilginizi çekebilecek diğer haberler|ilginizi çekecek haberler|ayrıca okuyun|ayrıca oku|ayrıca bakınız|ayrıca bkz|ayrıca izleyin|bunu da oku|bunu da okuyun|bunları da okuyun|okumadan geçme|okumadan geçmeyin|kaçırmayın|sakın kaçırmayın|gözden kaçmasın|"
    "bir sonraki haber|sonraki haber|önceki haber|sıradaki haber|haberin devamı|haberin detayları|haberin tamamı|devamını oku|devamı|haberi oku|daha fazlası|daha fazla oku|daha fazla haber|daha fazla|daha fazla bilgi|ayrıntılar|detaylar|detaylı bilgi|"
    "editörün seçtikleri|editörün seçimi|editör önerisi|sizin için seçtiklerimiz|öne çıkanlar|öne çıkan haberler|öne çıkan videolar|konuyla ilgili haberler|ilgili|bkz|tıkla oku|tıkla izle|tıkla|tıklayın|foto galeri|fotogaleri|video galeri|galeri|izleyin|okuyun|okuma önerisi)"
)
_LISTS = (
    "(?:çok okunanlar|en çok okunanlar|en çok okunan haberler|en çok izlenenler|en çok yorumlananlar|son haberler|son eklenenler|son dakika haberleri|son dakika haberler|günün özeti|günün manşetleri|günün önemli haberleri|günün haberleri|manşetler|gündem haberleri|"
    "popüler haberler|trend haberler|tüm haberler|diğer yazıları|tüm yazıları|yazarın diğer yazıları|yazarın tüm yazıları|son yazıları|yorumlar|sponsorlu içerikler|önerilenler)"
)
_MONTH = r"(?:ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|oca|şub|mar|nis|may|haz|tem|ağu|eyl|eki|kas|ara)"
_DAYNAME = r"(?:,? (?:pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar))?"
_DAY = (
    rf"(?:\d{{1,2}} {_MONTH}(?: \d{{4}})?{_DAYNAME}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}{_DAYNAME}|\d{{4}}-\d\d-\d\d)"
)
_CLOCK = r"(?:,? ?(?:[-–—|•·/] ?|saat )?\d{1,2}[:.]\d\d(?::\d\d)?)?"
_NAMES = r"[^\W\d_]{2,20}\.?(?: [^\W\d_]{1,20}\.?){1,3}"

ANYWHERE = {
    RELATED: (
        rf"{_MORE} ?(?:[:|>»→]|\.{{2,3}}) ?.{{1,250}}",
        r"(?:haberin|haberi|videoyu|videolar|fotoğrafları|fotoğraflar|galeriyi|galeri|detaylar|detaylı|detayları|ayrıntılar|devamı|devamını|tamamı|tamamını|daha|yazının|tüm|görüntüler|canlı|listenin|liste|sonuçlar|kaynak|bilgi) .{0,90}(?:tıkla|tıklayın|tıklayınız|tıkla!)(?: .{0,20})?",
        r"(?:devamını|haberi|haberin devamını|haberin tamamını|yazının devamını|tamamını|yazının tamamını|daha fazla) (?:oku|okuyun|okumak için.{0,40}|gör|göster|görüntüle|izle)(?:[^\w].{0,80})?",
        r"(?:haber|haberin|içerik|içeriğin|yazı|metin|haberimiz|yazının)(?: devamı|in devamı|imiz)? (?:reklamdan sonra|reklamın altında|aşağıda|videodan sonra|videonun altında|fotoğrafın altında)(?: devam ediyor| devam etmektedir)?",
        r"(?:ana sayfaya|anasayfaya|başa|yukarı|geri|habere) (?:dön|git|çık)",
    ),
    NEWSLETTER: (
        r"(?:bültenimize|e-bültenimize|e-bülten|bültene|günlük bültenimize|haber bültenimize|ücretsiz bültenimize|haftalık bültenimize|newsletter) ?(?:ücretsiz )?(?:abone|kayıt|kaydol|üye|için).{0,120}",
    ),
    SOCIAL: (
        r"(?:bizi|sayfamızı|hesabımızı|kanalımızı|haberlerimizi) (?:.{0,50} )?(?:takip ed(?:in|iniz|ebilirsiniz)|takip et|beğenin|izleyin)(?: için tıklayın)?",
        r"(?:google|son dakika|gelişmelerden|en son|haberlerden|haberleri|gündemden|gelişmeleri|güncel|son|flaş|anlık|tüm gelişmelerden|daha fazla haber için) .{0,140}(?:abone ol\w{0,3}|takip ed\w{1,8}|takip et|haberdar ol\w{0,6}|bildirim\w{0,8} aç\w{0,3}|kanalımıza katıl\w{0,3}|katılın|favori kaynak\w{0,6}|almak ister misiniz)(?:[^\w].{0,60})?",
        r"(?:abone ol|abone olun|abone olunuz|kanalımıza abone ol|kanalımıza abone olun|takip et|takip edin|bizi takip et|kanala katıl|takipte kalın|takipte kal|bildirimleri aç)(?: ?[!:>] ?.{0,120})?",
        rf"{_PLATFORM}['’]?(?:ta|te|da|de)? ?(?:kanalımıza|kanalına|kanalımız|hesabımız|hesabımızı|sayfamız|sayfamızı|grubumuza|grubumuz|ihbar hattı|ihbar hattımız|bizi|üzerinden)(?:[^\w].{{0,150}})?",
        r"(?:ihbar|haber ihbar|whatsapp ihbar) hattı ?:? ?.{0,60}",
    ),
    APP: (
        r"(?:mobil uygulamamızı|uygulamamızı|uygulamayı|haber uygulamamızı|ücretsiz uygulamamızı|uygulamamız) ?(?:ücretsiz |hemen |şimdi |için |ile )?.{0,60}(?:indir\w{0,6}|yükle\w{0,6}|tıkla\w{0,5}).{0,80}",
    ),
    ADVERTISEMENT: (
        r"(?:reklam|reklamlar|reklamı kapat|reklamı geç|sponsorlu|sponsorlu içerik|sponsorlu haber|ilan|resmi ilan|advertorial|tanıtım|tanıtım yazısı|bu bir ilandır|bu bir reklamdır|iş birliği|işbirliği|reklam alanı|basın ilan kurumu|resmi ilanlar|haber devamı reklamdan sonra)",
        r"(?:bu|yazı) (?:içerik|haber|yazı|sayfa|video) .{0,60}(?:sponsorlu\w{0,4}|reklam içer\w{1,6}|iş birliği\w{0,5}|işbirliği\w{0,5}|tanıtım amaçlı).{0,80}",
    ),
    COMMENTS: (
        rf"(?:paylaş|paylaşın|bu haberi paylaş|haberi paylaş|bu haberi paylaşın|bu yazıyı paylaş|bu içeriği paylaş|sosyal medyada paylaş|arkadaşınla paylaş|yazıyı paylaş)(?: ?[:|] ?.{{1,100}}|(?: {_PLATFORM}){{1,8}})?",
        r"(?:yazdır|e-posta gönder|e-postayla gönder|favorilere ekle|kaydet|beğen|bağlantıyı kopyala|linki kopyala|link kopyala|hata bildir|yorum yap|yorum yaz|yorum yapın|yorum ekle|yorum gönder|yorumları gör|yorumları oku|yorumları göster|tüm yorumlar|ilk yorumu yap|ilk yorumu sen yap|ilk yorumu siz yapın|ilk yorumu siz yazın|ilk yorum yapan siz olun|henüz yorum yapılmamış|henüz yorum yok|yazı tipi|yazı boyutu|font boyutu|metin boyutu|sesli dinle|kopyala|yanıtla)(?: ?[:|(] ?.{0,60})?",
        r"(?:yorumlar|yorum|okunma|okunma sayısı|görüntülenme|izlenme|beğeni|tıklanma) ?[:(]? ?\d{1,3}(?:[.,]?\d{3}){0,2}",
        r"\d{1,3}(?:[.,]?\d{1,3}){0,2} ?(?:b )?(?:okunma|okundu|görüntülenme|kez okundu|kez görüntülendi|izlenme|yorum|beğeni|kişi okudu|tıklanma|paylaşım)",
        r"a ?[+-] ?[|/]? ?a ?[+-]?(?: .{0,40})?",
        r"(?:yorumlarınız|yorumlarınızı|yorumunuz|yorumunuzu|yorum) .{0,60}(?:editör\w{0,3}|onay\w{0,5}|bizimle|yazabilir\w{0,4}|paylaşın|yazınız|yazın|üye girişi|giriş yap\w{0,5})(?:[^\w].{0,200})?",
        r"(?:küfür|suç teşkil edecek|yazılan yorumlar|topluluk kuralları).{0,120}(?:yorum|onaylan|sorumlu|üyelere)\w{0,10}.{0,150}",
        r"(?:bu|habere|haber|içeriğe|bu habere) ?(?:içeriğe|habere|haberi|yazıya)? ?(?:emoji ile )?(?:tepki ver|tepkini göster|tepki bırak|oy ver|puan ver|nasıl buldunuz|tepkiniz).{0,40}",
        r"(?:tepkiniz nedir|tepkini göster|anket|ankete katıl|oy ver|oyla)(?: ?[:?].{0,150})?",
    ),
    SUBSCRIBE: (
        r"(?:bu|bu yazı|yazının|haberin) (?:içerik|haber|yazı|makale|devamı) ?.{0,30}(?:sadece |yalnızca )?(?:abonelere|aboneler|abonelerimize|üyelere|premium).{0,120}",
        r"(?:okumaya|devamını okumak|tamamını okumak|haberin tamamını okumak|yazının tamamını okumak|içeriğin tamamını) .{0,30}için (?:abone|giriş|üye|oturum).{0,100}",
        r"(?:zaten|hâlâ|hala) (?:abone misiniz|üye misiniz|abone değil misiniz|üye değil misiniz).{0,60}",
        r"(?:bize|bağımsız|özgür|gazeteciliğimize|habercilik) (?:destek ol\w{0,3}|gazeteciliği destekle\w{0,6}|gazeteciliğe destek.{0,20}|haberciliği destekle\w{0,6}|medyayı destekle\w{0,6})(?:[^\w].{0,200})?",
        r"(?:üye ol|giriş yap|üye girişi|ücretsiz üye ol|hemen abone ol|destek ol|destek olun|abonelik)",
    ),
    COOKIES: (
        r"(?:sitemizde|bu sitede|bu web sitesinde|web sitemizde|bu site|size|internet sitemizde|bu web sitesi|sizlere) .{0,120}(?:çerez\w{0,8}|cookie\w{0,4}).{0,200}",
        r"çerez\w{0,8} (?:politika\w{0,5}|kullan\w{1,8}|ayar\w{1,8}|tercih\w{1,8}|sayesinde|aracılığıyla).{0,150}",
        r"(?:kişisel verileriniz|kişisel verilerin korunması|kvkk|6698 sayılı) .{0,40}(?:kanunu|aydınlatma|kapsamında|işlen|metni)\w{0,8} .{0,60}(?:çerez|cookie|aydınlatma metn)\w{0,8}.{0,150}",
        r"(?:kabul et|tümünü kabul et|kabul ediyorum|reddet|tümünü reddet|gizlilik politikası|aydınlatma metni|tamam, anladım)",
    ),
    CAPTION: (
        r"(?:fotoğraf|fotoğraflar|foto|fotograf|görsel|görseller|kamera|kapak fotoğrafı|arşiv fotoğrafı|fotoğraf kaynağı|görsel kaynağı|haber görseli|temsili görsel|grafik|infografik|ekran görüntüsü|kapak görseli) ?[:/|] ?[^.!?:;\"]{2,80}",
        r"(?:arşiv|arşiv fotoğrafı|temsili|temsili fotoğraf|temsili görsel|fotoğraf arşiv|fotoğraf temsilidir|görsel temsilidir|fotoğraf arşivdir|görsel yapay zek[aâ] ile .{2,40}|yapay zek[aâ] ile oluşturulmuş .{2,30}|fotoğraf yapay zek[aâ].{0,40})",
    ),
    VIDEO: (
        r"(?:video|izle|videolu haber|canlı yayın|canlı|podcast|dinle|canlı anlatım) ?: ?[^.!?\"]{2,120}",
        r"(?:haberi dinle|haberi sesli dinle|sesli dinle|bu haberi dinle|yazıyı dinle|videoyu izle|videoyu izleyin|canlı izle|oynat|videoyu oynat|haberi dinlemek için .{2,30})(?: ?[(:|] ?.{0,40})?",
        r"(?:tarayıcınız|tarayıcınızda) .{2,60}(?:desteklemiyor|desteklenmiyor|etkin değil|kapalı).{0,60}",
    ),
    TAGS: (r"(?:etiketler|etiket|anahtar kelimeler|anahtar kelime|tagler|konu başlıkları) ?[:|#]+ ?.{2,250}",),
    CRUMBS: (r"(?:ana sayfa|anasayfa|buradasınız:) ?[/>›»|•→]+ ?.{1,150}",),
    COPYRIGHT: (
        r"(?:tüm hakları|her hakkı|bütün hakları|tüm hakları saklıdır|her hakkı saklıdır|telif hakkı|telif hakları) ?(?:saklıdır|mahfuzdur|©|.{0,60}aittir)?(?:[^\w].{0,200})?",
        r"(?:izinsiz|kaynak gösterilmeden|kaynak gösterilerek|kaynak gösterilse|sitemizde|sitede|bu haber|bu haberin|bu içeriğin|haberin|yazılı izin|önceden izin|içerikler|haberler|sitemizdeki) .{0,120}(?:kopyalanamaz|kullanılamaz|alıntılanamaz|yayınlanamaz|yayımlanamaz|çoğaltılamaz|alıntı yapılamaz|alıntı yapılabilir|hakları saklıdır|saklıdır|iktibas edilemez|yasaktır|aittir)(?:[^\w].{0,120})?",
    ),
}  # fmt: skip
TOP = {
    PUBLISHED: (
        rf"(?:giriş|güncelleme|güncellendi|yayınlanma|yayımlanma|yayınlama|yayın|yayınlandı|eklenme|eklendi|oluşturulma|oluşturma|son güncelleme|son güncellenme|güncellenme|haber giriş|ilk yayın|kayıt|tarih|yayın tarihi|giriş tarihi|güncelleme tarihi|haber tarihi|yayınlanma tarihi|oluşturulma tarihi|son güncelleme tarihi|haber güncelleme)(?: tarihi| zamanı| tarih| saati)? ?[:;,|–-]? ?(?:{_DAY}|\d{{1,2}}[:.]\d\d|bugün|dün|\d{{1,3}} (?:dakika|saat|gün)).{{0,120}}",
        rf"\d{{1,2}}(?: {_MONTH}(?: \d{{4}})?|[./-]\d{{1,2}}[./-]\d{{2,4}}){_DAYNAME}{_CLOCK}(?: ?[|•·–/-]? ?(?:son güncelleme|güncelleme|güncellendi|güncellenme|haber kodu|okunma|son güncellenme)(?: tarihi)? ?:? ?.{{2,60}})?",
        r"(?:okuma süresi|tahmini okuma süresi|ortalama okuma süresi|okunma süresi|dinleme süresi) ?:? ?\d.{0,60}",
        r"\d{1,3} ?(?:dk|dakika|dakikalık|dakikada) ?\.?(?:okuma|okunma süresi|okuma süresi|okunur)?(?: ?[|•·] ?.{1,60})?",
        rf"(?:anka|aa|dha|iha|i̇ha|ajans|haber merkezi|ankara|istanbul) ?[-–|/] ?{_DAY}{_CLOCK}",
    ),
    MARKER: (r"(?:son dakika|flaş|flaş haber|sıcak gelişme|güncelleniyor|haber güncelleniyor|ayrıntılar geliyor|ayrıntılar gelecek)",),
    NOTE: (r"(?:basın bülteni|basın açıklaması|basına ve kamuoyuna|basın duyurusu|bülten|hemen yayımlanabilir|değerli basın mensupları|sayın basın mensupları|editörün dikkatine|sayın editör)(?:[,:] ?.{0,150})?",),
}  # fmt: skip
NOTES = {
    NOTE: (
        r"(?:haber|haberin|ayrıntılar|detay|detaylar|detaylarla|ayrıntılarla|yeniden|tekrar|görüntü|fotoğraflar|fotoğraf|ek bilgi|açıklama|açıklamalar|vali|bakan|başkan|ek|yeni) ?.{0,150}(?:eklendi|eklenerek|güncellendi|geçildi|yenilendi|tekrar|eklenmiştir|ile)",
        r"(?:fotoğraflı|görüntülü|fotoğraflar|video|infografikli|özel haber)",
    ),
}
END = {
    RELATED: (_MORE, _LISTS),
    PUBLISHED: TOP[PUBLISHED],
    CREDIT: (
        r"(?:kaynak|kaynaklar|haber kaynağı|kaynakça) ?[:|] ?[^!?\"]{2,90}",
        r"(?:aa|dha|iha|anka|ajanslar|haber merkezi|dış haberler servisi|ekonomi servisi|spor servisi|anadolu ajansı|demirören haber ajansı|ihlas haber ajansı|anka haber ajansı|ubha|igf|ihlas)",
        r"haber kodu ?: ?\d{3,20}",
    ),
    STAFF: (
        r"(?:muhabir|yayıncı|editör|yazan|hazırlayan|derleyen|çeviren|çeviri|röportaj|kameraman|kurgu|seslendiren|redaktör|yayın editörü|haber müdürü|muhabirler|sunan|kamera|haber-kamera|haber ve fotoğraf|haber/fotoğraf|haber-fotoğraf|haber kamera|haber-foto|haber / fotoğraf|haber - kamera|haber - fotoğraf) ?: ?[^.!?:;\"]{2,100}",
        rf"haber ?: ?{_NAMES}(?: ?[/(,–-].{{1,100}})?",
    ),
    COPYRIGHT: (r"© ?.{2,280}",),
    DISCLAIMER: (
        r"(?:anadolu ajansı|demirören haber ajansı|ihlas haber ajansı|anka haber ajansı|aa|iha|dha|anka|ajanslar) ?.{0,60}tarafından (?:geçilen|servis edilen|yayınlanan|yayımlanan|abonelerine).{0,250}",
        r"(?:burada|bu) (?:yer alan|sayfada yer alan|köşede) .{0,40}(?:yatırım bilgi|yorum ve tavsiye)\w{0,4}.{0,200}",
        r"(?:yasal uyarı|yasal uyari|önemli uyarı|sorumluluk reddi|uyarı) ?: ?.{2,280}",
        r"(?:bu|yazarların|yazarın|köşe yazılarında|yazı|yazıda) .{0,80}(?:yatırım tavsiyesi değildir|yapay zek[aâ] (?:ile|tarafından|desteğiyle)|görüş\w{0,6} (?:yazarına|yazara|yazarlarına)|editöryal politikasını yansıtm\w{1,10}|yansıtmayabilir).{0,150}",
    ),
    END_SIGN: (r"(?:devamı gelecek|devamı var|sürecek|bitti|son|haberin sonu|devam edecek|ayrıntılar geliyor|detaylar geliyor|ayrıntılar birazdan|detaylar birazdan)",),
    CONTACT: (
        r"(?:iletişim|iletişim bilgileri|basın iletişim|bilgi için|detaylı bilgi için|ayrıntılı bilgi için|tel|telefon|e-posta|adres|künye|genel yayın yönetmeni|imtiyaz sahibi) ?: ?[^!?]{3,180}",
        r"(?:bu e-postayı|bu e-posta|abonelikten|listeden|bu bülteni|üyelikten) .{0,120}(?:çık\w{0,8}|ayrıl\w{0,8}|alıyorsunuz|almak istemiyorsanız|gönderilmiştir).{0,120}",
        r"(?:saygılarımızla|saygılarımla|iyi çalışmalar dileriz|iyi çalışmalar)(?:,.{0,80})?",
    ),
    TAGS: (r"(?:kategori|kategoriler|konular|konu|bölüm) ?: .{2,120}",),
}  # fmt: skip
LABELS = {
    RELATED: (_MORE, _LISTS),
    SOCIAL: (r"(?:bizi takip edin|sosyal medyada biz|takip edin|sosyal medya hesaplarımız)",),
}
SENDERS = {
    PRESS: (r"(?:hakkımızda|şirket hakkında|firma hakkında|kurum hakkında)",),
}
CLOSINGS = {
    PRESS: (r"(?:hakkımızda|şirket hakkında|firma hakkında)",),
    CAPTION: (r"(?:görüntü dökümü|görüntü döküm|görüntü notu|görüntülerde)",),
    CONTACT: (r"(?:basın irtibat|medya iletişim|basın iletişim|editöre not|editörlere not|basın için iletişim|daha fazla bilgi için iletişim)(?: ?[:–-] ?.{0,150})?",),
}  # fmt: skip
WITHIN = {
    SOCIAL: (
        "bildirimleri almak ister misiniz",
        "telegram kanalımıza",
        "whatsapp kanalımıza",
        "youtube kanalımıza",
        "kanalımıza abone olun",
        "hesabımızı takip edin",
        "sosyal medya hesaplarımızdan",
        "google news'te abone ol",
        "google haberler'de takip",
    ),
    NEWSLETTER: ("bültenimize abone", "bültenimize kayıt"),
    APP: ("mobil uygulamamızı", "uygulamamızı indir", "uygulamamızı indirin"),
    RELATED: ("okumak için tıklayın", "okumak için tıklayınız", "izlemek için tıklayın", "görmek için tıklayın", "yazısı ilk önce"),
    DISCLAIMER: ("yatırım tavsiyesi değildir",),
}  # fmt: skip
BUTTONS = tuple("paylaş yazdır kaydet kopyala beğen gönder dinle yorum yorumlar tweetle abone ol büyüt küçült".split())
