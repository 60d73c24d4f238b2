"""What papers call their sections, by language: they stand in front of headlines or between them and the paper's name."""

from bot.cleaning.titles.markers import fold

_LISTED = (
    # English
    "news; world; world news; us news; uk news; india news; latest news; latest; top news; top stories; local; local news; national; nation; politics; business; economy; markets; finance; money;"
    "sport; sports; football; soccer; cricket; rugby; tennis; basketball; golf; f1; culture; arts; entertainment; lifestyle; life & style; life and style; life; style; travel; food; health; science; science & environment;"
    "environment; technology; tech; education; society; media; opinion; comment is free; weather; obituaries; features; uk; us; asia; europe; africa; middle east; americas; australia news; crime; books; film; music;"
    "television & radio; tv & radio; stage; art and design; global development; us politics; uk politics; money news; home; story; stories; article; articles; blog; general; in the news; community; regional; state;"
    # German
    "nachrichten; politik; wirtschaft; finanzen; börse; sport; fußball; handball; eishockey; basketball; tennis; volleyball; motorsport; formel 1; kultur; panorama; vermischtes; gesellschaft; wissen; wissenschaft; digital; netzwelt;"
    "ausland; inland; international; regional; lokales; lokal; region; stadt; kreis; blaulicht; polizei; wetter; reise; gesundheit; bildung; medien; feuilleton; unternehmen; aktien; ratgeber; auto; verkehr; leute; boulevard; schweiz; österreich; deutschland;"
    # Dutch, Swedish, Danish, Norwegian
    "nieuws; binnenland; buitenland; economie; politiek; sport; cultuur; regio; opinie; wetenschap; tech; koken; voetbal; nyheter; inrikes; utrikes; ekonomi; sport; kultur; nöje; lokalt; fotboll; ishockey; näringsliv; nyheder; indland; udland; politik;"
    "økonomi; erhverv; kultur; fodbold; innenriks; utenriks; okonomi; næringsliv; fotball; håndbold; håndball;"
    # French
    "actualité; actualités; actu; actus; monde; france; international; politique; économie; société; culture; sport; sports; sciences; santé; planète; environnement; faits divers; faits-divers; justice; région; régions; médias; éducation; high-tech; tech; football; rugby;"
    "automobile; météo; loisirs; people; suisse; belgique; afrique; europe; entreprises; finance; bourse; vie locale; à la une; infos;"
    # Spanish
    "noticias; actualidad; política; economía; sociedad; mundo; internacional; internacionales; nacional; nacionales; españa; cultura; deportes; deporte; fútbol; sucesos; policiales; ciencia; salud; tecnología; educación; espectáculos; gente; opinión; negocios; empresas;"
    "méxico; argentina; colombia; chile; local; provincia; comunidad; tribunales; judiciales; medio ambiente; clima; andalucía; madrid; cataluña; última hora; portada;"
    # Italian
    "cronaca; cronache; politica; economia; esteri; mondo; italia; cultura; spettacoli; sport; calcio; volley; basket; tennis; salute; scienza; tecnologia; ambiente; lavoro; scuola; motori; società; finanza; regioni; attualità; news; ultime notizie; primo piano; territorio; giustizia;"
    # Portuguese
    "notícias; política; economia; mundo; internacional; nacional; país; sociedade; cultura; desporto; esporte; esportes; futebol; saúde; ciência; tecnologia; educação; polícia; cotidiano; brasil; portugal; negócios; mercado; mercados; agro; ambiente; geral; cidades; local; justiça;"
    # Polish, Turkish
    "wiadomości; polska; kraj; świat; polityka; gospodarka; biznes; sport; kultura; nauka; zdrowie; region; społeczeństwo; piłka nożna; technologie; pogoda; finanse; gündem; dünya; türkiye; ekonomi; siyaset; politika; spor; futbol; magazin; sağlık; eğitim; teknoloji; yaşam;"
    "kültür sanat; kültür; yerel; asayiş; haberler; son dakika haberleri;"
    # Russian, Ukrainian
    "новости; политика; экономика; общество; в мире; мир; россия; происшествия; спорт; футбол; хоккей; культура; наука; технологии; бизнес; финансы; авто; здоровье; недвижимость; регионы; город; криминал; новини; політика; економіка; суспільство; світ; україна; події; спорт; культура; наука; війна;"
    # Arabic, Chinese, Japanese
    "أخبار; سياسة; اقتصاد; رياضة; ثقافة; ثقافي; علوم; صحة; تكنولوجيا; بيئة; مجتمع; منوعات; محليات; عربي; دولي; عام; سياسي; اقتصادي; رياضي; اجتماعي; محلي; أخبار عربية; أخبار العالم; أخبار دولية; اخبار; فن; حوادث;"
    "新闻; 国际; 国内; 社会; 财经; 体育; 娱乐; 科技; 文化; 教育; 健康; 军事; 时政; 政治; 经济; 要闻; 國際; 財經; 即时新闻; 社会; 国際; 経済; スポーツ; エンタメ; 文化; 科学; 地域; 暮らし; 北海道; 東京; ニュース; 国内"
)  # fmt: skip

SECTIONS = frozenset(fold(section) for section in _LISTED.split(";")) - {""}  #: folded
