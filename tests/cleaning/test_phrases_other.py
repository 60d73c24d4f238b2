"""What outlets in Russian, Polish, Turkish, Arabic, Chinese, Japanese and Korean write around their stories, and sentences
of stories that only look like it."""

import pytest

from bot.cleaning.furniture import lines

_TABLES = (lines.ANYWHERE, lines.TOP, lines.END, lines.LABELS, lines.CLOSINGS, lines.SENDERS)


def reason(line: str) -> str | None:
    """Say what any of the tables takes the line for."""
    folded = lines.fold(line)
    found = [because for table in _TABLES if (because := table.reason(folded))]
    return found[0] if found else lines.WITHIN.reason(line)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("TAKİP EDİN", "takip edin"),
        ("Yazdır", "yazdir"),
        ("YAZDIR", "yazdir"),
        ("Ещё по теме", "еще по теме"),
        ("أُقـــرأ أيضاً:", "اقرا ايضا"),
        ("إعلان", "اعلان"),
        ("（来源：河湾网）", "来源:河湾网"),
        ("【編輯：林小川】", "編輯:林小川"),
        ("　　完　", "完"),
        ("２０２６年３月９日", "2026年3月9日"),
        ("▶️ 관련기사", "관련기사"),
        ("❗️❗️❗️ СРОЧНО", "срочно"),
    ],
)
def test_a_line_is_folded_the_same_however_it_is_typed(written: str, folded: str) -> None:
    assert lines.fold(written) == folded
    assert lines.fold(lines.fold(written)) == folded


@pytest.mark.parametrize("line", ["3分で読めます", "5 мин чтения", "12 DK OKUMA", "3 دقائق قراءة", "15 min czytania"])
def test_a_line_is_found_by_a_number(line: str) -> None:
    assert lines.TOP.reason(lines.fold(line))


RUSSIAN = """
Читайте также: На Заречной откроют музей чайников
Читайте также «Как мы искали фонарь»
Смотрите также — Фоторепортаж с переправы
По теме: Паром вернётся весной
Материалы по теме
Вам может быть интересно
Читать далее
Читать полностью на сайте «Зареченская правда»
Подробнее — в нашем материале «Кто строит мост»
Подробнее о ремонте — в материале «Зареченской правды».
Запись «Мост открыли» впервые появилась на Зареченский блог.
Подписывайтесь на наш телеграм-канал
Подпишитесь на канал «Заречье сегодня» в MAX
Подписаться на рассылку
Подписывайся 👉 @zarechie_news
👉 Подписаться на «Подслушано Заречье»
Читайте нас в Telegram и ВКонтакте
Мы в Телеграме: t.me/zarechie
Наш канал в Telegram — быстрее всех
Следите за нашими новостями в Дзене
Хотите узнавать первыми? Подписывайтесь на группу во «ВКонтакте»!
Больше новостей — в нашем телеграм-канале
Прислать новость: @zarechie_bot
Стали свидетелем происшествия? Присылайте фото в редакцию!
Скачайте наше приложение, чтобы ничего не пропустить
РЕКЛАМА
Реклама. ООО «Ромашка», ИНН 7700000000, erid: 2VtzAbc123
На правах рекламы
Поделиться: VK OK Telegram
Поделиться в соцсетях
Комментарии (17)
Комментариев пока нет
Распечатать
1 284 просмотра
Нашли ошибку? Выделите её и нажмите Ctrl+Enter
Если вы заметили опечатку, выделите фрагмент и нажмите Ctrl+Enter.
Поддержите нашу редакцию
Материал доступен по подписке
Мы используем файлы cookie, чтобы сайт работал лучше.
Фото: Егор Саватин / Заречье-Медиа
© РИА Новости / Егор Саватин
© ТАСС, 2026
Все права защищены.
При использовании материалов сайта гиперссылка на источник обязательна.
Теги: мост, река, транспорт
Главная / Новости / Общество
12 марта 2026, 14:05
12.03.2026 14:05 (мск)
Опубликовано: 12 марта 2026 года
Обновлено 12.03.2026 в 14:31
Время чтения: 3 минуты
Для немедленного распространения
Уважаемые коллеги, направляем вам пресс-релиз.
Источник: Интерфакс
По материалам ТАСС
Беседовала Анна Корсун
Подготовила: Анна Корсун
Мнение редакции может не совпадать с мнением автора.
Материал подготовлен с помощью ИИ
Продолжение следует
Рубрика: Общество
Контакты для СМИ:
О компании «Молот»
С уважением, пресс-служба завода
Читайте також: Міст відкрили навесні
Підписуйтесь на наш телеграм-канал
Джерело: Укрінформ
Якщо ви знайшли помилку, виділіть її та натисніть Ctrl+Enter
Усі права захищено
"""
POLISH = """
Zobacz też: Most zamknięty do maja
Czytaj więcej
Czytaj także: Kto buduje most
CZYTAJ WIĘCEJ »
Przeczytaj również
Zobacz galerię (14 zdjęć)
Dalsza część artykułu pod reklamą
Dalszy ciąg materiału pod wideo
Więcej takich tekstów znajdziesz na naszej stronie głównej
Zapisz się na newsletter
Zapisz się do naszego newslettera i bądź na bieżąco!
Polub nas na Facebooku
Obserwuj nas w Wiadomościach Google
Bądź na bieżąco! Obserwuj nas na Instagramie
Dziękujemy, że przeczytałaś nasz artykuł do końca.
Pobierz naszą aplikację
Reklama
Materiał sponsorowany
Udostępnij
Lubię to! 214
Komentarze (12)
12 komentarzy
Byłeś świadkiem wypadku? Wyślij zdjęcie na alarm@powiat.example
Znalazłeś błąd? Daj nam znać
Ten artykuł przeczytasz tylko z subskrypcją.
Pozostało jeszcze 80 % tekstu
Wesprzyj nas
Używamy plików cookies, aby ułatwić korzystanie z serwisu.
Fot. PAP/Jan Rutka
fot. J. Rutka
Zdjęcie ilustracyjne
Foto: Adam Rutka
Tagi: most, rzeka
Strona główna / Wiadomości / Powiat
Wszelkie prawa zastrzeżone.
Opublikowano: 12 marca 2026, 14:05
Aktualizacja: 12.03.2026 14:31
Data utworzenia: 12 marca 2026 06:10
12 marca 2026, 06:10
dzisiaj, 11:24
Czas czytania: 3 min
Źródło: PAP
Oprac. Adam Rutka
Autor: Adam Rutka
(PAP)
Koniec
Kontakt dla mediów:
O firmie
Čtěte také: Most otevřou na jaře
Mohlo by vás zajímat
Všechna práva vyhrazena
"""
TURKISH = """
İlgili Haber: Köprü bahara açılıyor
İLGİLİ HABER
Bunlar da ilginizi çekebilir
Devamını oku
Haberin devamı için tıklayın
Detaylar için tıklayınız
Bizi takip edin
Bizi Instagram'da takip edin!
Gelişmelerden anında haberdar olmak için Google News'te ABONE OL
YouTube kanalımıza abone olun
WhatsApp kanalımıza katılın
Abone Ol
REKLAM
Bu haberi paylaş: Facebook · X · Pinterest
Paylaş
Yorumlar (3)
İlk yorumu siz yapın
A- A+ Yazdır
1.204 okunma
Bu içeriğe emoji ile tepki ver
Yorumlarınız editör onayından sonra yayınlanır.
Sitemizde çerezler kullanılmaktadır.
Fotoğraf: AA
Foto: Kadir Uzun/DHA
Etiketler: köprü, nehir
Anasayfa > Gündem > Yerel
Tüm hakları saklıdır.
Bu haberin izinsiz kopyalanması yasaktır
Giriş: 12.03.2026 - 14:05
Güncelleme: 12.03.2026 - 14:31
Son Güncelleme: 12 Mart 2026 14:31
12 Mart 2026 Perşembe 08:44
Okuma Süresi: 3 dk
Kaynak: DHA
Muhabir: Selma Uzun
Haber: Kadir Uzun
Haber-Kamera: Kadir UZUN/KOZAN (Adana), (DHA)
Haber Kodu : 251103077
(AA)
DEVAMI GELECEK
SON DAKİKA
Basın Bülteni
Bu yazı yatırım tavsiyesi değildir.
Görüntü Dökümü:
"""
ARABIC = """
اقرأ أيضا: الجسر يفتح في الربيع
اقرأ أيضاً
إقرأ المزيد
المزيد...
شاهد أيضًا: صور من الجسر
للمزيد من التفاصيل اضغط هنا
مواضيع ذات صلة
الأكثر قراءة
قائمة 1 من 2: صيادون بلا مراكب
نهاية القائمة
ظهرت المقالة الجسر أولاً على صحيفة الضفة.
تابعونا على فيسبوك وتويتر
اشترك في قناتنا على تلغرام
لمتابعة آخر الأخبار انضموا إلى قناتنا على واتساب
اشترك في النشرة البريدية
حمل التطبيق الآن
إعلان
إعـــلان
شارك الخبر
شارك: فيسبوك، تويتر
طباعة
0 تعليقات
لا توجد تعليقات
حجم الخط: أ+ أ-
الصورة: رويترز
صورة أرشيفية
صدر الصورة، Getty Images
كلمات مفتاحية: الجسر، النهر
الرئيسية » أخبار » محليات
جميع الحقوق محفوظة © 2026
تاريخ النشر: 9/3/2026 | آخر تحديث: 14:20
نُشر في: 12 مارس 2026
الخميس 12 مارس 2026 - 14:05
مدة القراءة: 3 دقائق
عاجل
المصدر: وكالات
(وكالات)
/قنا/
تحرير: سلمى العوضي
(إعداد هاني العوضي للنشرة العربية - تحرير سلمى العوضي)
(انتهى)
// انتهى //
يتبع
الآراء الواردة في المقال لا تعبر بالضرورة عن رأي الموقع
نستخدم ملفات تعريف الارتباط لتحسين تجربتك.
نبذة عن شركة الضفة
للاستفسارات الإعلامية:
"""
CHINESE = """
相关阅读：河湾大桥明年通车
相关阅读
延伸閱讀／河灣大橋明年通車
推荐阅读
往期推荐
点击查看更多
点击进入专题
阅读原文
閱讀全文
更多精彩内容请进入国内新闻
更多新闻，尽在河湾客户端，欢迎下载
原标题：河湾大桥明年通车
关注公众号“河湾观察”
关注我们的微信公众号
扫码关注
扫描二维码关注我们
长按识别二维码，加入读者群
点击上方蓝字关注我们👆
如果喜欢这篇文章，请点“在看”和“赞”
下载河湾新闻APP，随时看新闻
广告
廣告
分享到：
字号：大 中 小
评论(12)
浏览次数：1284
参与互动(3)
我要纠错
登录后评论
图为师傅在说书。　林小川　摄
资料图：河湾大桥。
（图片来源：河湾网）
图/视觉中国
新华社记者林小川摄
视频：河湾大桥的一天
标签：大桥、交通
当前位置：首页 → 国内新闻 → 正文
版权归作者所有，未经许可不得转载
未经授权不得转载
转载请注明出处
2026年03月15日 08:42 来源：中国新闻网
2026-03-15 08:42:11
发布时间：2026-03-15 08:42
最後更新：2026/03/15 08:42
全文共1206字，阅读大约需要4分钟
来源：新华网
來源：中央社
（来源：河湾网）
责任编辑：林小川
【编辑:林小川】
（編輯：林小川）1150312
（譯者：林小川/核稿：陳大文）1150309
（记者林小川，编辑陈大文）
责编：林小川 一审：陈大文 二审：王五
(完)
（完）
【完】
— 全文完 —
未完待续
本文仅代表作者观点
本报告由AI生成
免责声明：本文内容仅供参考。
风险提示：以上内容仅供参考，不构成投资建议。
投稿邮箱：tougao@hewan.example
版次：03版 要闻
媒体联系人：
支持獨立媒體，您的每一筆贊助都是力量
"""
JAPANESE = """
関連記事
関連記事：橋は来春に開通
あわせて読みたい
続きを読む
続きはこちら
全文を読む
詳しくはこちら
もっと見る
この記事の画像（6枚）
前の記事へ
人気記事ランキング
投稿 橋が開通した話 は 河原日記 に最初に表示されました。
LINEで友だち追加
公式Xをフォロー
友だち追加
チャンネル登録お願いします！
にほんブログ村
ランキングに参加しています。ポチッと応援お願いします
メールマガジン登録はこちら
アプリをダウンロード
広告
【PR】
スポンサーリンク
本ページはプロモーションが含まれています
シェア
この記事をシェアする
コメントを書く・トラックバック(0)
印刷
文字サイズ：小 中 大
この記事は有料会員限定です
残り1234文字（全文1710文字）
ここから先は有料会員限定です
無料会員に登録すると月3本までご覧いただけます
写真＝河原新聞
写真：河原たまき
写真はイメージです
動画：橋の一日
キーワード：橋、川
ホーム ＞ ニュース ＞ 社会
無断転載を禁じます
河原新聞の記事・写真の無断転載を禁じます。
©河原新聞社
2026年3月9日 5時00分
2026年3月9日(月) 5:00配信
4月1日 12時14分
公開日：2026年3月9日
更新日時 2026/03/09 05:00
この記事は約3分で読めます
（共同）
（ロイター＝共同）
(c)AFP
(2026/03/12-18:07)
出典：河原新聞
取材・文＝河原たまき
（翻訳：河原たまき、編集：山田はるか）
【編注】見出しを差し替えました
※会見の内容を追加して再送します。
（おわり）
（了）
【完】
以上
この記事はAIで翻訳されています
※記事の内容は掲載時のものです
報道関係者各位
プレスリリース
■会社概要
■本件に関するお問い合わせ先
※このメールは送信専用アドレスから配信しています。
最後までお読みいただきありがとうございました。
"""
KOREAN = """
관련기사
관련기사: 다리 내년 개통
많이 본 뉴스
네이버에서 강변일보 구독하기
제보는 카카오톡 gangbyeon
광고
공유하기
댓글 12
사진=강변일보
자료사진
[사진제공=강변시청]
입력 2026.03.12. 14:05 수정 2026.03.12. 14:31
2026/03/12 18:07 송고
<저작권자(c) 강변일보, 무단 전재-재배포 금지>
무단전재 및 재배포 금지
ⓒ 강변일보
출처: 연합뉴스
(끝)
"""
_ALL = f"{RUSSIAN}{POLISH}{TURKISH}{ARABIC}{CHINESE}{JAPANESE}{KOREAN}"


@pytest.mark.parametrize("line", list(dict.fromkeys(filter(None, _ALL.splitlines()))))
def test_what_outlets_write_around_their_stories_is_known(line: str) -> None:
    assert reason(line)


STORY = """
Читайте также между строк, шутит на прощание учительница.
Читайте больше, советует врач, и спать будете лучше.
Подписывайтесь на тепло заранее: у нас его отключают десятого мая.
Подписаться на газету можно до первого марта.
Подписаться на канал можно было до пятницы, сказали в суде.
Поделиться радостью пришли почти все жители.
Источник пересох. Так описывает положение технолог.
Источник в полиции подтвердил задержание двух человек.
Реклама лекарств подорожала на треть.
Реклама. Это слово я написала на горшке.
Комментарии излишни.
Комментариев в мэрии не дали.
Фото с места аварии опубликовал губернатор.
Подготовил документ министр финансов.
12 марта 2026 года в Туле открыли мост.
12 марта в 14:05 поезд остановился на перегоне.
Опубликовано исследование, которое меняет взгляд на ледники.
Наш канал замёрз раньше обычного, говорят речники.
Мы используем воду из колодца.
Главное, что все живы, сказала мать.
Все права на песню вернулись к вдове композитора.
По материалам следствия, трубу повредил экскаватор.
О компании «Молот» говорят в городе разное.
Теги на стене закрасили за ночь.
Zobacz, co tu stoi: las palił się dwa razy.
Czytaj, co tu stoi: las palił się w 1992 roku.
Zapisz się, dopóki są miejsca – radzi kartka na drzwiach.
Więcej dzieci niż rok temu poszło do szkoły.
Fot. – taki skrót zrobił ktoś znacznie później.
Źródło rzeki wyschło w lipcu.
Autor obrazu jest nieznany.
Reklama leków będzie zakazana.
12 marca 2026 r. sąd ogłosił wyrok.
Polecamy się na przyszłość, powiedział kucharz.
Subskrypcja na chleb działa od maja.
Koniec końców mecz odwołano.
Bizi takip edin, derdim onlara; ustayı seyretmeden el öğrenmez.
Haber: o iki gün boyunca kıyıda bekleyenlerin en çok söylediği sözcük buydu.
Haber duyulunca köylüler yola çıktı.
Abone oldukları gazetelerden bahseden işçiler güldü.
Devamı gelecek mi diye soruyorlar; gelmeyecek.
Kaynak suyu kurudu.
Son iki günde üç kişi kurtarıldı.
12 Mart 2026 Perşembe günü saat 08.44'te deprem oldu.
Reklam harcamaları yüzde 12 arttı.
Paylaş dedim tayfaya, son ekmeği üçe böldük.
Fotoğraf çektirmek isteyenden para almıyoruz.
اقرأ أيضا ما كتب على مراكبنا، يقول الصياد.
تابعنا السمك حتى آخر الهويس، ثم لم نعد نراه.
شارك في حفل الافتتاح فرقة للعرضة قدمت من حائل.
المصدر طلب عدم كشف هويته.
إعلان النتائج تأجل إلى الأحد.
انتهى الاجتماع من دون اتفاق.
الصورة التي التقطها الطفل فازت بالجائزة.
نشر الجيش قواته قرب القرية.
تحرير المدينة استغرق ثلاثة أيام.
صورة الطفل على الجدار أبكت أمه.
المزيد من السكان غادروا القرية يوم الخميس.
الخميس 12 مارس 2026 شهدت المدينة أمطارا غزيرة.
阅读原文之前，先要让纸活过来。
关注那个洞的边，别看洞。
扫一扫教室，再走。
来源不明的信还有三封。
转载了这组照片的，还有孩子们自己办的墙报。
编辑室里只剩一盏灯。
图书馆明年开放到午夜。
2026年3月15日，兰州下了第一场雪。
3月15日8时42分，列车停在隧道口。
广告费上涨了三成。
完成这座桥用了三年。
视频显示，司机当时没有超速。
版权纠纷持续了八年。
记者28日从气象局获悉，湖冰已经融化。
评论家认为这部电影过长。
据新华社报道，会议将于周五举行。
他说，微信公众号去年就停更了。
会员可以免费入场。
続きを読むために、あと何年待てばいいのか。
関連記事を探したが、見つからなかった。
この記事、焦げてるね。
提供する前に十五分は冷ますこと。
写真は、30メートル離れて撮ってください。
広告費は3年ぶりに増えた。
完成した橋は長さ96メートル。
2026年3月9日、県は予算案を発表した。
4月1日12時14分ごろ、震度4の地震があった。
共同で寄せ書きを作り、駅へ戻すとしている。
出口はこちらだと係員が叫んだ。
同社は公式アカウントで謝罪した。
チャンネル登録者数は100万人を超えた。
無断転載は著作権の侵害に当たると判決は述べた。
終わりの見えない工事が続く。
更新された地図には新しい橋がある。
約3分で列車は動き出した。
コメントは控えるとしている。
以上の結果を踏まえ、県は計画を見直す。
– Więcej – powiedział sołtys – nie dam.
– Czytaj – powiedziała babcia.
– Подробнее – попросил следователь.
— Ещё — кричали дети.
Видео с места происшествия изучают эксперты.
Поддержите меня, просила она судью.
Мы в Телеграме не пишем, сказал мэр.
Копирование ключей в мастерской запрещено с мая.
Новости о прорыве плотины появились в Telegram-канале губернатора.
Скачать деньги на ремонт негде, говорит глава.
Мнение автора письма никто не спросил.
Войти в здание можно с улицы Садовой.
Dziękujemy, że pani przyszła, powiedział sędzia.
Masz czas? – zapytał.
Kopiowanie kluczy trwa minutę.
Komentarze mieszkańców były surowe.
Źródło w policji potwierdziło zatrzymanie.
Tego dnia zobaczyli most.
Opracowanie planu zajęło rok.
Video izleyen çocuklar daha geç uyuyor.
Yorum yapmaktan kaçındı.
Google Haziran'da yeni bir merkez açacak.
Son dakika golüyle maçı kazandılar.
Muhabir olmak isteyen gençler kursa yazıldı.
Etiketler pahalandı, raflar boşaldı.
حمل التطبيق ثلاثة ملايين شخص.
كتب الطفل رسالة إلى جده.
من الرباط، تابع ممثلو الوزارة جلسة الافتتاح.
المشاهدات على المنصة تضاعفت.
متابعة المباراة في الساحة كانت ممنوعة.
للمزيد من الأمان أغلقت الشرطة الطريق.
تحديث الشبكة يكلف مليون دينار.
用户下载该软件后必须注册。
点击进入页面后，用户可以选座。
图书来源于捐赠。
他在评论中说，桥太窄。
发布会定于3月15日举行。
分享会在图书馆举行。
本文作者当年只有九岁。
标签上写着“易碎”。
他扫描二维码后付了款。
下载量突破一百万次。
支持者在广场上唱歌。
声明说，谈判仍在继续。
时间过去了三年。
日期尚未确定。
综合医院明年开业。
更新设备花了两百万元。
作者花了十年写这本书。
編集部は築100年の家にある。
写真の男性は無事だった。
動画を見た住民が通報した。
シェアは3割に達した。
ログイン情報が流出したという。
公開された資料は300ページに上る。
会員登録の手数料が値上げされる。
速報値は4.2%だった。
時事問題を扱う授業が人気だ。
記者会見は2時間続いた。
全文は30ページに及ぶ。
アプリを使った詐欺が増えている。
ランキングに異変が起きた。
この記事を書いた記者は当時26歳だった。
お知らせが届いたのは翌朝だった。
구독 경제가 커지고 있다.
댓글 조작 혐의로 기소됐다.
인쇄 공장이 문을 닫았다.
독자 2026명이 서명했다.
광고 시장이 3년 만에 커졌다.
사진 한 장이 세상을 바꿨다.
입력 오류로 3명이 탈락했다.
제보는 끝내 사실로 밝혀졌다.
끝내 다리는 열리지 않았다.
"""


@pytest.mark.parametrize("sentence", STORY.strip().splitlines())
def test_sentences_that_only_look_like_it_stay(sentence: str) -> None:
    assert reason(sentence) is None
