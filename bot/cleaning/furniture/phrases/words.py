"""Single words of many languages: the calendar, pictures and their makers, journalists. Language modules may add to them."""

_MONTHS = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
januar jänner februar feber märz mär mai juni juli oktober dezember okt dez
janvier février mars avril juin juillet août septembre octobre novembre décembre janv févr avr juil déc
enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic
gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug set ott
janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev mai out dez
januari februari maart mei augustus mrt
augusti maj
marts
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
ledna února března dubna května června července srpna září října listopadu prosince
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
янв фев мар апр июн июл авг сен сент окт ноя дек
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
يناير فبراير مارس أبريل ابريل مايو يونيو يوليو أغسطس اغسطس سبتمبر أكتوبر اكتوبر نوفمبر ديسمبر آذار نيسان
"""
_DAYS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun today yesterday
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute gestern
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
lunedì martedì mercoledì giovedì venerdì sabato domenica
segunda terça quarta quinta sexta feira segunda-feira terça-feira quarta-feira quinta-feira sexta-feira
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
måndag tisdag onsdag torsdag fredag lördag söndag
poniedziałek wtorek środa czwartek piątek sobota niedziela
pazartesi salı çarşamba perşembe cuma cumartesi pazar
понедельник вторник среда четверг пятница суббота воскресенье
الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت
"""
_ABOUT_TIMES = """
published posted updated modified edited aired revised created released first last originally at on ago edition issued
hour hours hr hrs h minute minutes min mins m day days d week weeks month months second seconds sec am pm a.m p.m noon midnight
just now read reading listen time o'clock local st nd rd th and of
veröffentlicht aktualisiert erstellt stand am um uhr vor stunde stunden minute minuten tag tagen lesezeit vom zuletzt
publié publiée mis à jour mise le heures il y a modifié lecture temps de
publicado publicada actualizado actualizada hace horas el las hs hrs a
pubblicato aggiornato aggiornamento ore il alle lettura minuti fa del
atualizado atualizada às em há horas leitura
gepubliceerd bijgewerkt geplaatst laatst om uur geleden leestijd op
publicerad uppdaterad senast kl klockan för sedan lästid den
publisert oppdatert opublikowano aktualizacja godz zaktualizowano dodano
yayınlanma güncelleme tarihi saat son
опубликовано обновлено в назад часа часов минут
نشر تحديث آخر الساعة بتوقيت منذ ص م صباحا مساء
"""
_ZONES = """
gmt utc bst ist est edt et cst cdt ct mst mdt mt pst pdt pt akst hst cet cest mez mesz eet eest msk sast wat eat pkt myt sgt hkt jst
kst pht wib aest aedt awst nzst nzdt nzt brt art clt z
"""
CALENDAR = tuple(f"{_MONTHS} {_DAYS} {_ABOUT_TIMES} {_ZONES}".split())
#: Without these, and without a full date or a clock time, a line is no time.
DATES = frozenset(
    f"{_MONTHS} {_DAYS} ago hace geleden sedan назад منذ fa vor read reading lesezeit lecture lectura lettura".split()
)

ROLES = tuple(
    """
reporter reporters correspondent correspondents columnist editor editors producer staff newsroom journalist writer contributor
redakteur redakteurin korrespondent korrespondentin reporterin volontärin redaktion journalistin
journaliste correspondant correspondante rédaction rédacteur rédactrice chroniqueur
corresponsal redacción redactor redactora periodista columnista
giornalista corrispondente redazione inviato
jornalista correspondente redação repórter colunista
redacteur redactie verslaggever correspondente journalist
reporter redaktör korrespondent journalist redaktionen
dziennikarz dziennikarka redakcja korespondent
muhabir muhabiri editör editörü
корреспондент обозреватель редактор журналист редакция
مراسل محرر
""".split()
)
PICTURES = tuple(
    """
photo photos photograph photographs photographer image images picture pictures pic pics video graphic illustration handout screenshot
foto fotos bild bilder grafik archivfoto archivbild symbolbild symbolfoto montage fotograf
photographie illustration infographie capture
imagen imágenes fotografía fotografia captura archivo
immagine fotogramma
imagem divulgação reprodução arquivo
beeld afbeelding archieffoto
fot zdjęcie grafika
fotoğraf görsel
фото иллюстрация снимок
صورة
kuva foto:
getty shutterstock istock istockphoto alamy unsplash pexels pixabay adobestock depositphotos imago epa nurphoto zuma wikimedia flickr
""".split()
)
AUTHORED = tuple(
    """
is was covers writes reports joined works has leads edits can contributed
ist war schreibt arbeitet berichtet leitet studierte
est couvre écrit travaille
es escribe cubre trabaja
è scrive lavora
é escreve cobre trabalha
schrijft werkt
är skriver arbetar
jest pisze
пишет
""".split()
)
BUTTONS = tuple(
    """
share print save email e-mail mail link copy copied tweet pin post like comment comments restack download embed transcript listen
bookmark gift reprints sms rss text normal size large larger largest small smaller very a follow advertisement loading this page article story
on via to with and by us open opens in new window tab pdf print-friendly whatsapp facebook twitter x linkedin telegram
pinterest reddit messenger bluesky threads mastodon instagram youtube tiktok flipboard tumblr pocket viber vk line weibo wechat
kakaotalk google news email-this
teilen drucken merken speichern kommentieren kommentare versenden kopieren vorlesen anhören artikel
partager imprimer enregistrer envoyer copier le lien commenter commentaires écouter lire article sur par
compartir imprimir guardar enviar copiar enlace comentar comentarios escuchar en por el la
condividi stampa salva invia copia commenta commenti ascolta su
compartilhar partilhar salvar ouvir comentários no
delen afdrukken opslaan kopieer reageer reacties luister deel op via
dela skriv ut spara kopiera länk kommentera lyssna på del skriv lytt
udostępnij drukuj skopiuj podziel się komentarze zapisz na
paylaş yazdır kaydet kopyala yorumlar
поделиться печать сохранить скопировать ссылку комментарии ссылка
شارك مشاركة طباعة حفظ نسخ الرابط فيسبوك تويتر واتساب
""".split()
)
