"""The news agencies of the world: the short name that readers know, and the other names that they are credited with.

An agency has a short name in each script that it is written in: a reader of Russian looks for ТАСС, one of English for TASS.
"""

# Short name; other names behind ":", with "|" between. They count in any letters, but those in EXACT.
_LISTED = """
AAP: australian associated press|aap newswire|aap newsroom
ABC News
ABI
ACAN-EFE
ACCESSWIRE: access newswire
ACN: agència catalana de notícies|agencia cubana de noticias
Adnkronos: adn kronos|aki
AFP: agence france-presse|agence france presse|afp news|afp relaxnews|afp.com|l'afp
AGERPRES
AGI: agenzia giornalistica italia
Agência Brasil
Agência Câmara: agência câmara de notícias|agencia camara
Agência Senado: agencia senado
Agenzia Nova: agenzianova
Agência Estado: agencia estado
Agenzia Dire: agenzia dire
AKIpress
AKP: agence kampuchea presse
Al Jazeera
ALN
AMNA: athens-macedonian news agency|ana-mpa
Andina: agencia andina|agencia peruana de noticias
ANA
Anadolu: anadolu agency|anadolu ajansı|anadolu ajansi|agencia anadolu|agence anadolu
ANGOP
ANI: asian news international
ANKA: anka haber ajansı
ANP: algemeen nederlands persbureau
ANSA: agenzia ansa|ansa.it|ansamed
AP: ap news|apnews|associated press|associated press writer|associated press writers|ap writer|the ap
APA: austria presse agentur|apa-ots|ots/apa
APP: associated press of pakistan
APS: algérie presse service|agence de presse sénégalaise
APTN
Armenpress
Askanews: aska news
ATA: albanian telegraphic agency
AVN: agencia venezolana de noticias
awp: awp finanznachrichten
Azertac: azərtac|azertag|azerbaijan state news agency
9Colonne: agenzia 9colonne
ATON: aton chile|agencia aton
Baltic News Service
BBC: bbc news|bbc sport|bbc mundo|bbc news mundo|bbc brasil|bbc monitoring
BelTA
Belga: agence belga|belga news agency|persbureau belga
Bernama
BGNES
Bloomberg: bloomberg news|bloomberg opinion|bloomberg línea
BNO News
BNS
BSS: bangladesh sangbad sangstha
BTA: bulgarian news agency
Business Wire: businesswire
CBS News
Cision
CNA: central news agency
CNN: cnn business|cnn en español|cnn newsource|cnn wire|cnn sport|cnn underscored|cnn brasil
CNW: cnw group|cnw telbec|canada newswire
Colprensa
ČTK: ctk|česká tisková kancelář|czech news agency
CP
DAPD
ddp
Demirören
Deutsche Welle: dw
DHA: demirören haber ajansı
DIRE
Dow Jones: dow jones newswires|dow jones & company
dpa: deutsche presse-agentur|deutsche presse agentur|german press agency|dpa-infocom|dpa-tmn|dpa-custom content
dpa-AFX: dpa-afx broker|dpa-afx wirtschaftsnachrichten
dts: dts nachrichtenagentur|dts-nachrichtenagentur
EFE: agencia efe|efe verde|efeagro|efecom|efeminista|efe/epa
EIN Presswire
Élan
EPA
epd: evangelischer pressedienst
EQS: eqs-news|eqs group
Estadão Conteúdo: estadao conteudo
Europa Press: europapress|agencia europa press
FENA: federalna novinska agencija
Fides: agenzia fides
Folhapress
Fox News
GlobeNewswire: globe newswire|intrado
GNA: ghana news agency
GNW
Hina: hrvatska izvještajna novinska agencija
IANS: indo-asian news service
İHA: iha|ihlas haber ajansı|ihlas news agency
INA: iraqi news agency
Inforpress
Inter Press Service
Interfax: interfax.ru|interfax.com
Interfax-Ukraine: interfax ukraine
IAR: informacyjna agencja radiowa
IPS
IRNA: islamic republic news agency
ISNA: iranian students' news agency|iranian students news agency
Italpress: agenzia italpress
JCN Newswire
Jiji: jiji press
KAI: katolicka agencja informacyjna
KFF Health News
JNS: jewish news syndicate
JTA: jewish telegraphic agency
Kazinform: qazinform
KazTAG
KCNA: korean central news agency
Keystone-ATS: agence télégraphique suisse|keystone ats|agenzia keystone-ats
ATS
Keystone-SDA: keystone sda|schweizerische depeschenagentur|keystone-sda-ats
SDA
Servimedia
States Newsroom
SWNS: south west news service
Stacker
Storyful
KNA: katholische nachrichten-agentur
KUNA: kuwait news agency
Kyodo: kyodo news
La Presse Canadienne: presse canadienne
LaPresse
LETA
Local Democracy: local democracy reporting|local democracy reporting service|ldrs
Lusa: agência lusa|agencia lusa
MAP: maghreb arabe presse|maghreb arabe press|agence marocaine de presse
Mehr: mehr news|mehrnews
MENA: middle east news agency
MIA: media information agency
Montsame
MTI: magyar távirati iroda
NAMPA
NAN: news agency of nigeria
NBC News
Newsfile: newsfile corp
NHK: nhk world
Noticias Argentinas
NPK: nynorsk pressekontor
NNA: lebanese national news agency
Notimex
Novosti
Novum: novum nieuws
NPR
NTB: norsk telegrambyrå
NZPA: new zealand press association
ots: news aktuell|presseportal
PA: pa media|press association|pa sport
PANA: panapress|pan african news agency
PAP: polska agencja prasowa|pap mediaroom|nauka w polsce
Petra: jordan news agency
PNA: philippine news agency
PR Newswire: prnewswire|prnewswire-asianet|pr newswire asia
Prensa Latina: agencia prensa latina
PTI: press trust of india|pti bhasha
Radiocor: il sole 24 ore radiocor|radiocor plus|il sole 24 ore radiocor plus
QNA: qatar news agency
Rador
RAPSI
REGNUM
Reuters: thomson reuters|reuters.com|reuters breakingviews|agencia reuters|agence reuters|thomson reuters foundation
RFE/RL: radio free europe|radio free europe/radio liberty
RFI
RIA Novosti: rian
RIA
Ritzau: ritzaus bureau|ritzau finans|ritzaus
RTT: rttnews
Rompres
Saba
SANA: syrian arab news agency
SAnews
SAPA
SID: sport-informations-dienst
Sky News
SLNA
SNA
SPA: saudi press agency
Sputnik
SRNA
STA: slovenska tiskovna agencija
STT: suomen tietotoimisto|stt-lehtikuva
SUNA: sudan news agency
Tanjug
TAP: tunis afrique presse
Tasnim: tasnim news agency
TASR: tlačová agentúra slovenskej republiky
TASS: itar-tass
Télam: telam|agencia télam
TNS
Trend: trend news agency
Tribune News Service: tribune content agency
TT: tt nyhetsbyrån|tidningarnas telegrambyrå|tt-reuters|tt-afp
UKRINFORM
UNB: united news of bangladesh
UNI: united news of india
UNIAN
UNN
UPI: united press international
VNA: vietnam news agency
TTXVN
VOA: voice of america
WAFA
WAM: emirates news agency
Xinhua: xinhuanet
Yonhap: yonhap infomax
The Canadian Press: canadian press
The Conversation
AA

БГНЕС
БелТА
БТА: българска телеграфна агенция
Анадолу
АФП: франс пресс|агентство франс пресс
Интерфакс
Интерфакс-Украина
Интерфакс-АФИ
Казинформ: қазинформ
КазТАГ
Прайм: агентство «прайм»
РБК
Рейтер: рейтерс
РИА Новости: риа|риа «новости»
Росбалт
Спутник
Танјуг
ТАСС: итар-тасс
Укринформ
Укрінформ
УНИАН: уніан
УНН

ΑΠΕ-ΜΠΕ: αθηναϊκό-μακεδονικό πρακτορείο ειδήσεων|απε

رويترز
أ ف ب: أ.ف.ب|ا ف ب|ا.ف.ب|فرانس برس
د ب أ: د.ب.أ|د ب ا
أ ب: أ.ب|ا ب|اسوشيتد برس|أسوشيتد برس
أ ش أ: أ.ش.أ
واس: و ا س
وام: و ا م
وات
وأج: واج|الأنباء الجزائرية
ومع: و م ع|و.م.ع
كونا
قنا
بنا
بترا
سانا
واع
وفا
سونا
شينخوا
الأناضول: الاناضول
سبوتنيك
سكاي نيوز: سكاي نيوز عربية
العربية: العربية.نت|العربية نت
الجزيرة: الجزيرة نت
الشرق الأوسط
إفي
ایرنا
ایسنا

רויטרס
איי-פי: אי-פי
סוכנויות הידיעות: סוכנויות

新华社: 新華社
新华网
中新社
中新网: 中國新聞網|中国新闻网|中新網
中央社: 中央通訊社
中评社: 中評社
中国网
美通社
中新经纬
人民网
央视网
央视新闻
央广网
财联社
环球网
澎湃新闻
路透社: 路透
法新社
美联社: 美聯社
塔斯社
韩联社: 韓聯社
彭博社: 彭博

共同: 共同通信|共同通信社
時事: 時事通信|時事通信社
AFPBB News: afpbb|afp＝時事|afp=時事
朝鮮中央通信
ロイター: ロイター通信
ブルームバーグ
聯合ニュース

연합뉴스
뉴시스
뉴스1
로이터: 로이터통신
AFP연합뉴스
"""

#: Short names that are words, or are other things as well: they count in these very letters alone.
EXACT = frozenset(
    "AA ABI Andina ATON IAR KAI Stacker ACN ALN ANA ANI APA APP APS ATA ATS BNS BTA CNA CP DAPD DIRE DW EPA GNA GNW IHA INA IPS LETA MAP MENA MIA"
    " Mehr NAN NNA NPR PA PANA PNA PTI Petra RIA RTT Rador SANA SAPA SDA SID SLNA SNA SPA STA SUNA Saba Sputnik TAP TNS"
    " TT Trend UNB UNI UNN VNA VOA WAFA WAM Fides Élan Novum Novosti Cision RFI QNA IRNA KUNA".split()
)


def _listed() -> dict[str, str]:
    """Return short names by every name: in small letters, or as written for those that count so alone."""
    found: dict[str, str] = {}
    for line in filter(None, _LISTED.splitlines()):
        short, _, others = line.partition(":")
        found[short if short in EXACT else short.lower()] = short
        found |= dict.fromkeys([name.strip() for name in others.split("|") if name.strip()], short)
    return found


#: Short name by name, as `_listed` says.
SHORT = _listed()
