"""Turkish: what agencies say of their services, summaries, authors' notes, and calls to readers of newsletters and small papers."""

from bot.cleaning.furniture.phrases.reasons import (
    ADVERTISEMENT,
    APP,
    AUTHOR_BOX,
    BYLINE,
    CAPTION,
    COMMENTS,
    COPYRIGHT,
    DISCLAIMER,
    END_SIGN,
    HIGHLIGHT,
    NEWSLETTER,
    NOTE,
    RELATED,
    SOCIAL,
    SUBSCRIBE,
)

_NAMES = r"[^\W\d_]{2,20}\.?(?: [^\W\d_]{1,20}\.?){1,3}"

ANYWHERE = {
    DISCLAIMER: (
        r"(?:anadolu ajansı|aa|iha|dha|anka|ihlas haber ajansı|demirören haber ajansı) (?:web sitesinde|internet sitesinde|haber akış sistemi|abonelerine|aboneliği).{0,250}",
        r"abonelik için lütfen iletişime geçiniz",
    ),
    RELATED: (
        r"(?:yazarın|yazarımızın|muhabirin|editörün|serinin|dizinin|köşenin|kategorinin) (?:diğer|tüm|önceki|son|bütün|sonraki) (?:yazıları|haberleri|bölümleri|makaleleri|yazısı|bölümü)(?: .{0,80})?",
        r"(?:haberin|yazının|röportajın|söyleşinin|videonun) (?:devamı|tamamı|ayrıntıları|orijinali|kaynağı|linki) (?:için|burada|haberimizde|.{2,40}(?:'da|'de|'ta|'te))(?: .{0,80})?",
        r"(?:bu yazı|bu haber|bu makale|bu söyleşi|bu metin|yazı) (?:ilk olarak|ilk kez|daha önce) .{2,120}(?:yayımlanmıştır|yayınlanmıştır|yayımlandı|yayınlandı|yayınlanmış|çıkmıştır)",
        r"(?:konu|konuyla|konuya) (?:hakkında|ilgili|ilişkin) (?:diğer|daha önceki|önceki|tüm) (?:haber|haberler|yazılar|haberlerimiz)(?: .{0,100})?",
    ),
    NEWSLETTER: (
        r"(?:bülteni|bültenimizi|bültenlerimizi|bültenlerimize|her sabah|her hafta|haftada bir|haftanın) .{0,120}(?:abone ol\w{0,4}|kaydol\w{0,3}|e-posta kutu\w{0,6}|posta kutu\w{0,6}|e-postanıza|mailinize)(?:[^\w].{0,80})?",
    ),
    SOCIAL: (
        r"(?:siz|sizler|peki siz|siz de) .{0,90}\? ?(?:yorum\w{0,8}|görüş\w{0,8}|fikir\w{0,8}|düşünce\w{0,8}|bize|siz de) .{2,120}",
        r"(?:siz de|tanık olduğunuz|çevrenizde|haber değeri|elinizde|yaşadığınız) .{0,120}(?:bize gönder\w{0,8}|bize ulaş\w{0,10}|bize yaz\w{0,6}|bizimle paylaş\w{0,10}|ihbar hattı\w{0,6})(?:[^\w].{0,100})?",
        r"(?:görüş ve önerileriniz|görüşleriniz|eleştiri ve önerileriniz|her türlü görüş) .{0,40}(?:için|bekliyoruz|yazabilirsiniz|@).{0,100}",
    ),
    SUBSCRIBE: (
        r"(?:bağımsız|özgür|eleştirel|gerçek|doğru|tarafsız) (?:gazetecili\w{1,6}|haberc\w{2,8}|medya\w{0,3}|yayıncılı\w{1,6}|haber\w{0,6}) (?:için|yaşatmak için|desteklemek için|sürdürebilmemiz için) .{0,60}(?:destek\w{0,6}|abone|katkı|bağış)(?:[^\w].{0,100})?",
        r"(?:patreon|kreosus|buy me a coffee|youtube katıl)(?:'?(?:dan|den|tan|ten|da|de|ta|te|ile|üzerinden))? (?:üzerinden )?(?:bize|bizi|destek\w{0,6}|katkı|omuz|abone)(?:[^\w].{0,100})?",
    ),
    ADVERTISEMENT: (
        r"(?:bu|haber|içerik|yazı) ?(?:bir|metni|içeriği|sayfası)? (?:reklamdır|ilandır|tanıtım içeriğidir|advertorialdır|tanıtım amaçlıdır|ticari içeriktir)",
        r"(?:reklamdan sonra|reklamın ardından|reklam sonrası) (?:devam ediyor|haberin devamı|devamı aşağıda)(?: .{0,40})?",
    ),
    APP: (r"(?:app ?store|google ?play|appgallery)(?:'?(?:dan|den|da|de|ve|veya|,))?.{0,60}(?:indir\w{0,6}|ücretsiz|yükle\w{0,5})(?:[^\w].{0,60})?",),
    COMMENTS: (
        r"(?:bu habere|bu yazıya|habere|yazıya) (?:henüz )?(?:yorum|hiç yorum|ilk yorum)(?: .{0,60})?",
        r"(?:sen|siz) (?:ne|nasıl|hangi) (?:düşünüyorsun|düşünüyorsunuz|dersin|dersiniz|buldunuz)(?: .{0,60})?\? ?(?:yorum|yorumlarda|yorumlara|paylaş).{0,80}",
    ),
    CAPTION: (
        r"(?:fotoğraflar|fotoğraf|görüntü|görüntüler|görsel|kapak) ?(?:kaynağı|arşivi|arşivinden|altı)? ?[:/|] ?(?:aa|dha|iha|anka|reuters|afp|ap|getty|shutterstock|sosyal medya|arşiv|x|instagram)(?:[^\w].{0,60})?",
    ),
    COPYRIGHT: (
        r"(?:5846 sayılı|fikir ve sanat eserleri|kaynak belirtilmeden|kaynak belirtilerek|aktif link verilmeden|izin alınmadan|izin alınmaksızın|önceden izin alınmadan) .{0,160}(?:kullanılamaz|kopyalanamaz|yayınlanamaz|yayımlanamaz|alıntılanamaz|çoğaltılamaz|yasaktır|saklıdır|kullanılabilir)(?:[^\w].{0,80})?",
    ),
}  # fmt: skip
TOP = {
    BYLINE: (
        rf"(?:prof|doç|dr|av|yrd|öğr|uzm|op|mim|ecz)\. ?(?:(?:dr|doç|üyesi|gör|prof)\.? ){{0,2}}{_NAMES} ?[·|•–-] ?.{{0,80}}(?:okuma|dk|dakika\w{{0,5}}|sayı \d{{1,4}})(?:[^\w].{{0,30}})?",
        rf"(?:yazan|yazar|yazı|hazırlayan|haber|söyleşi|röportaj|çeviri) ?[:/|] ?{_NAMES}(?: ?[·|•,/–-] ?.{{1,80}})?",
    ),
    NOTE: (
        r"(?:grafik|grafikler|fotoğraf|fotoğraflar|görüntü|görüntüler|infografik|video|harita|haritalı grafik) (?:ayrıca|daha sonra|eklenerek|ile birlikte|servise|abonelere|ayrı olarak) ?.{0,60}(?:servis|geçil\w{1,6}|geçilecektir|sunul\w{1,8}|verilecek\w{0,4}).{0,40}",
        r"(?:haber|bülten|program|gündem) (?:günlüğü|gündemi|programı|özetleri) ?[-–:] ?.{2,60}",
    ),
}  # fmt: skip
SUMMARIES = {
    HIGHLIGHT: (
        r"(?:özet|özetle|haberin özeti|haber özeti|yazının özeti|kısaca|kısa özet|öne çıkanlar|öne çıkan başlıklar|öne çıkan noktalar|satır başları|önemli noktalar|ana başlıklar|ne oldu|ana noktalar|başlıklar|yapay zek[aâ] özeti|bir bakışta|bilmeniz gerekenler)",
    ),
}
END = {
    AUTHOR_BOX: (
        r"(?:yazar|yazarımız|konuk yazar|yazar hakkında) (?:hakkında|.{2,60}(?:üyesi\w{0,3}|yazarı\w{0,3}|gazeteci\w{0,3}|akademisyen\w{0,3}|uzmanı\w{0,3}|profesör\w{0,3}|yönetmeni\w{0,3}))",
    ),
    END_SIGN: (
        r"(?:haber sürüyor|gelişme sürüyor|gelişmeler sürüyor|haber güncellenecektir|haberimiz güncellenecektir|haberimiz güncelleniyor|haber güncellenecek|gelişmeleri aktarmaya devam edeceğiz|devamı haftaya|devamı yarın|devam edeceğiz|görüşmek üzere|haftaya görüşmek üzere|hoşça kalın|sağlıcakla kalın)",
    ),
    DISCLAIMER: (
        r"(?:bu yazıda|yazıda|makalede|bu makalede|burada|köşe yazılarında|yorumlarda) (?:dile getirilen|yer alan|ifade edilen|belirtilen|savunulan) .{0,60}(?:görüş|fikir|düşünce|yorum)\w{0,6} .{0,80}(?:yazar\w{0,6}|sahib\w{0,4}|yansıtm\w{2,12}|bağlamaz).{0,120}",
        r"(?:haberde|haberdeki|yazıdaki|yazıda) (?:adı geçen |geçen )?(?:isimler|kişilerin isimleri|isim|bazı isimler) (?:değiştirilmiştir|değiştirildi)",
        r"(?:burada|sitede|bu sayfada) (?:yer alan|verilen) (?:bilgiler|sağlık bilgileri|içerikler) .{0,80}(?:tavsiye|teşhis|bilgilendirme).{0,120}",
    ),
}  # fmt: skip
LABELS = {
    RELATED: (
        r"(?:güncel haberler|gündem|popüler|en çok okunan|çok okunan|en popüler|en yeniler|en son haberler|son yazılar|yeni haberler|son dakika|bugün öne çıkanlar|haftanın en çok okunanları|yazarlar|diğer yazılar|video haberler|foto haber|foto haberler|önceki yazılar|tavsiye edilen|tavsiyeler|size özel|size önerilenler|kategorinin öne çıkanları|okumaya devam et|okumaya devam edin|sıradaki|daha fazla göster|daha fazla yükle|arşiv|anket|günün karikatürü|dosya|ilgili etiketler)",
    ),
}  # fmt: skip
WITHIN = {
    SUBSCRIBE: ("okur destekleriyle çıkarıyoruz", "okur desteğiyle ayakta", "okurlarımızın desteğiyle", "bize patreon'dan", "patreon'dan destek"),
    SOCIAL: ("whatsapp hattımıza", "ihbar hattımıza", "instagram hesabımızı", "x hesabımızı", "kanalımıza katılın", "google'da takip"),
    NEWSLETTER: ("e-bültenimize", "bültenimizi"),
}  # fmt: skip
