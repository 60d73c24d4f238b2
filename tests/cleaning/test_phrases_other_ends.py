"""Offers, notices and labels of smaller outlets in Russian, Polish, Turkish, Arabic, Chinese and Japanese, and what only looks like it."""

import pytest

from bot.cleaning.furniture import lines

_PLACES = {
    "anywhere": (lines.ANYWHERE,),
    "top": (lines.TOP, lines.ANYWHERE),
    "end": (lines.END, lines.ANYWHERE, lines.LABELS),
    "note": (lines.NOTES,),
    "summary": (lines.SUMMARIES,),
}


def _reason(line: str, *places: str) -> str | None:
    folded = lines.fold(line)
    found = (table.reason(folded) for place in places for table in _PLACES[place])
    return next(filter(None, found), None) or lines.WITHIN.reason(line)


FURNITURE = """
anywhere: Забирай бонус 5000 рублей! Реклама 18+ ООО «Ставкин», erid: 2VtzqAbc
anywhere: *Принадлежит компании, деятельность которой запрещена на территории РФ.
anywhere: Сообщение «Лодку нашли в парке» опубликовано на сайте Вести Заречья
anywhere: Этот текст вышел в нашей рассылке.
anywhere: У вас есть новость? Пишите нам: +7 900 000-00-00
anywhere: Перепечатка материалов допускается только с разрешения редакции.
anywhere: Правила комментирования
end: Конец сообщения
end: Хроника дня доступна на терминале по коду R-ZZZ
end: (РИА Новости, Урал)
end: Об авторе: Вера Ключ пишет о реках.
end: Что ещё почитать
note: (повторяется для подписчиков, не получивших сообщение вовремя)
summary: Коротко:
summary: Главное
top: Napisane przez Jagna z Doliny w dniu 3 maja
anywhere: Podoba Ci się ten wpis? Postaw mi kawę
anywhere: Otagowano miód, lipa, lato.
anywhere: Zgłoś błąd w tekście
anywhere: Wszystkie artykuły autora
end: Kolejny serwis o 22.00
end: Treści na blogu mają charakter informacyjny i nie zastępują porady lekarza.
summary: W skrócie
anywhere: Anadolu Ajansı web sitesinde haberler, abonelere sunulan metinlerin özetidir. Abonelik için lütfen iletişime geçiniz.
anywhere: Bu dergiyi okur desteğiyle ayakta tutuyoruz.
top: Doç. Dr. Selin Aksu · Kıyı Notları Sayı 12 · 5 dakikalık okuma
top: GRAFİK AYRICA SERVİS EDİLMİŞTİR
summary: Haberin özeti
anywhere: حمل تطبيق «الضفة الآن» من جوجل بلاي وآب ستور
anywhere: استطلاع رأي: من يفوز بالكأس؟
end: * كاتبة وباحثة مغربية
end: للحديث بقية
summary: أبرز النقاط
anywhere: 如需参阅本篇英文报导,请点选[nZZZ]
anywhere: 文章古桥徒步最先出现在远足录。
anywhere: 字号收藏分享
anywhere: （欢迎添加作者微信交流，请注明公司和职位。）
anywhere: 本文为原创文章，转载请联系授权，违者必究。
anywhere: 請繼續往下閱讀...
anywhere: 點擊下圖 睇更多相片
anywhere: 图据视觉中国
end: 版次:03版 要闻
end: 上一篇 下一篇 返回目录 放大+ 缩小- 默认○
end: (编译 黄凯;审校 屈桂娟)
end: 本文作者: 陆野
top: 各位媒体老师好,以下为通稿,烦请发布,谢谢!
summary: 核心提示
anywhere: 次ページ 費用は誰が払うのか?
anywhere: (外部配信先では図表や画像を全部閲覧できない場合があります。その際は本サイト内でお読みください)
anywhere: コメントを投稿するには会員登録(無料)が必要です
anywhere: この記事が気に入ったら いいね!しよう
anywhere: 山野 みどりさんの最新公開記事をメールで受け取る(著者フォロー)
end: フードライター 谷川さや / 監修:管理栄養士 沢
end: 1 2 →
summary: この記事の3つのポイント
"""


@pytest.mark.parametrize("line", FURNITURE.strip().splitlines())
def test_lines_of_smaller_outlets_are_known_where_they_stand(line: str) -> None:
    place, _, text = line.partition(": ")
    assert _reason(text, place)


STORY = """
Признаны нежелательными три плотины, говорится в отчёте инспекции.
Автор письма неизвестен.
Забирай вещи и уходи, сказал ему сторож.
Коротко говоря, мост не достроили.
На фото видны два человека у переправы.
Читайте детям вслух, советует учительница.
Поддержать фермеров можно рублём, считает глава района.
Перепечатка договора заняла два часа.
Конец сообщения радист не разобрал.
Podoba mi się ten most, mówi sołtys.
Zgłoś się do lekarza, radzi minister.
Autor listu jest nieznany.
Napisał list przez noc.
Serwis samochodowy zamknięto w maju.
Kolejny autobus odjechał o świcie bez pasażerów.
Treści listu nie ujawniono.
Grafik tasarımcı Ece Ulu ödülü aldı.
Bağımsız adaylar için yarış zor geçiyor.
Siz de gelin, dedi muhtar.
Yazar kitabını köyde imzaladı.
Bu yazı geçen yıldan sıcak geçti.
كاتب الرسالة مجهول.
استطلاع رأي أظهر تقدم المرشح.
شاعر القبيلة غاب عن الحفل.
حمل الرجل حقيبته من المحطة.
ملخص التقرير سلم إلى الوزير.
كل عام أجد قصيدتي بلا اسمي. وحين اتصلت قال صاحبها: جميع الحقوق محفوظة، يا سيدتي، لمن يدفع.
他说，桥修得很好。（受访者供图）
本报记者3日从市政府获悉，未经批准的排污口将被封堵。
图书馆周三重新开放。
作者简单说明了来意。
据新华社记者了解，大桥将于五月通车。
分享一块豆腐，是他们见面的理由。
重点工程已经完工。
文章发表后引起争议。
记者王晓明在现场看到，水已退去。
次回の会合は来月に開かれる。
写真は妻が撮影した。
ポイントは三つあると市長は述べた。
コメントを求めたが回答はなかった。
ジャーナリストの拘束が続いている。
アプリでは予約が急増した。
この記事が出た翌日、市長は辞任した。
"""


@pytest.mark.parametrize("sentence", STORY.strip().splitlines())
def test_sentences_that_only_begin_like_it_stay(sentence: str) -> None:
    assert _reason(sentence, *_PLACES) is None
