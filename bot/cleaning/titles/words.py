"""What desks call the kinds of their items: the words of markers, by kind and language. Compared as `markers.fold` folds them.

Reuters writes UPDATE 2-, WRAPUP 1-, RPT-, REFILE-, CORRECTED-; Xinhua (1st Ld); Yonhap (2nd LD); AP 1st Ld-Writethru; dpa
EIL, (Zusammenfassung), (Neu: …), WDH; AFP URGENT, ALERTE; EFE (AMPLIACIÓN), (AMP); ANSA ++ … ++, (RPT); PAP (krótka), (aktl.).
"""

from bot.model import MarkerKind

#: Kind -> words, separated by semicolons; None for those that are cut and say nothing of use.
MARKERS: dict[MarkerKind | None, str] = {
    "update": (
        "update; updated; updates; recasts; recast; adds; new; lead; ld; take; writethru; ld-writethru; lead-writethru; writethrough;"
        "lead writethru; more; upd; story update; news update; lead-update;"
        "aktualisiert; aktualisierung; aktualisierte fassung; neu; neue fassung; ergänzt; ergänzung; nachtrag; lead neu;"
        "actualisation; actualisé; actualisée; actualise; mise à jour; mis à jour; maj; màj; lead général; papier général;"
        "actualización; actualizado; actualizada; actualiza; ampliación; amplía; ampl; amp; act; avance;"
        "atualização; atualizada; atualizado; atualiza; act; atualização;"
        "aggiornamento; aggiorna; aggiornato; agg; agg.to; aggiornata;"
        "geüpdatet; bijgewerkt; update artikel; uppdatering; uppdaterad; uppdateras; ny; opdatering; opdateret; opdateres; oppdatering;"
        "oppdatert; oppdateres; aktualizacja; akt; aktl; aktualizowane; uzupełnienie; güncelleme; güncellendi; güncel;"
        "обновлено; обновление; обновляется; дополнение; дополнено; дополняется; расширенная версия; оновлено; оновлення; доповнено;"
        "تحديث; محدث; تحديث ثان; 更新; 更正更新; 追記; 追加; 第2報; 続報; 差し替え"
    ),
    "correction": (
        "corrected; correction; corrects; corr; clarification; corrected version; corrective; sub; eds correction;"
        "korrektur; korrigiert; korrigierte fassung; berichtigung; berichtigt; korrektur-meldung; richtigstellung;"
        "correctif; corrigé; corrigée; rectificatif; erratum; corrección; corregida; corregido; corrige; fe de erratas; rectificación;"
        "correção; corrigida; corrigido; corrige; retificação; errata; correzione; corretto; corretta; rettifica; errata corrige;"
        "correctie; gecorrigeerd; rectificatie; rättelse; rättad; rettelse; rettet; korreksjon; korekta; sprostowanie; poprawka; korekta depeszy;"
        "düzeltme; düzeltildi; исправлено; исправление; уточнение; уточнено; поправка; виправлено; уточнення; تصحيح; تصويب; 更正; 訂正; 修正"
    ),
    "repeat": (
        "rpt; refile; refiled; refiles; repeat; repeats; repeating; rpt.; resend; resending;"
        "wdh; wh; wiederholung; wiederholt; whlg; répétition; répété; bis; repetición; repite; repetida; rep; repetição; repete; retransmissão;"
        "ripetizione; ripetuto; ripete; herhaling; omsändning; upprepning; gentagelse; gjentakelse; powtórka; powtórzenie; tekrar; повтор; повторно;"
        "повторение; повторна; إعادة; مكرر; 重发; 再送; 再掲"
    ),
    "live": (
        "live; watch live; live updates; live update; live blog; liveblog; live-blog; live coverage; live ticker; as it happened; follow live; live now;"
        "live news; latest updates; live text; rolling coverage; live report; live stream; livestream; live-stream; live reporting;"
        "liveticker; live-ticker; newsticker; ticker; news-ticker; newsblog; news-blog; im liveticker; jetzt live; live im ticker; live-blog zum nachlesen;"
        "direct; en direct; le direct; direct vidéo; suivez en direct; en continu; live en direct;"
        "en vivo; en directo; directo; vivo; minuto a minuto; última hora en directo; sigue en directo;"
        "ao vivo; em direto; direto; minuto a minuto; ao minuto; acompanhe ao vivo; siga em direto;"
        "diretta; la diretta; in diretta; live diretta; diretta video; diretta live; liveblogg; live-blogg; direkt; direktrapport; just nu live; följ live;"
        "live-blog; direkte; følg live; live-opdatering; relacja; relacja live; na żywo; relacja na żywo; relacja na bieżąco; relacja live;"
        "canlı; canlı anlatım; canlı yayın; canlı blog; dakika dakika; онлайн; прямой эфир; трансляция; прямая трансляция; онлайн-трансляция; хроника;"
        "хроника онлайн; наживо; онлайн; прямий ефір; текстовий онлайн; مباشر; بث مباشر; لحظة بلحظة; تغطية مباشرة; تغطية مستمرة; متابعة مباشرة;"
        "直播; 实时更新; 滚动更新; 现场直播; 图文直播; 直播中; ライブ; 生中継; ライブ配信; 中継; live 中継"
    ),
    "breaking": (
        "breaking; breaking news; urgent; flash; newsflash; news flash; bulletin; alert; news alert; newsalert; snap; just in; developing; developing story;"
        "apnewsalert; ap newsalert; fresh alert; headline alert; this just in; urgent bulletin;"
        "eilmeldung; eil; eilt; blitz; blitzmeldung; vorrang; eil-meldung; +eil+; soeben; vorrangmeldung; breaking-news;"
        "alerte; alerte info; alerte infos; dernière minute; dernière heure; info de dernière minute; flash info; alerte urgent;"
        "urgente; última hora; último minuto; último momento; ahora; alerta; lo último; de última hora;"
        "urgente urgente; última hora; plantão; agora; urgentíssimo; ultim'ora; ultimora; ultima ora; flash; bollettino; ultim ora; urgente;"
        "extra; nieuwsalert; laatste nieuws; spoed; net binnen; just nu; senaste nytt; flash; blixt; telegram; lige nu; hasteordre; ilmelding; il; haster;"
        "siste; siste nytt; hast; hastemelding; akkurat nå; pilne; z ostatniej chwili; pilny; flesz; pilne!; son dakika; son dakika haberi; acil; flaş; flaş haber;"
        "flaş gelişme; срочно; молния; экстренно; срочная новость; терміново; терміновo; блискавка; увага терміново; عاجل; خبر عاجل; عاجل جدا; عاجل وخاص;"
        "快讯; 速报; 突发; 最新消息; 急讯; 快訊; 紧急; 突发新闻; 要闻快讯; 速報; 号外; 緊急; ニュース速報; 緊急速報"
    ),
    "video": (
        "video; videos; watch; must watch; watch video; with video; w/video; see it; caught on camera; watch now; vid; + video; video report; video only;"
        "im video; mit video; videobeitrag; video-reportage; vidéo; vidéos; en vidéo; la vidéo; vidéo exclusive; en video; vídeo; vídeos; con video; c/vídeo; video c/;"
        "mira; mire; mira el video; veja; veja vídeo; veja o vídeo; assista; com vídeo; c/ vídeo; guarda; il video; guarda il video; con video; kijk; bekijk; videobeelden; beelden; se;"
        "tv; webb-tv; se klippet; se video; med video; wideo; film; zobacz wideo; zobacz film; wideo pap; nagranie; izle; video haber; videolu; görüntülü; видео; смотреть видео; с видео;"
        "видеорепортаж; відео; з відео; فيديو; بالفيديو; شاهد; شاهد بالفيديو; مقطع فيديو; 视频; 影片; 有片; 短视频; 動画; 映像; 動画あり; 動画付き"
    ),
    "photos": (
        "photos; photo; pictures; in pictures; in photos; gallery; photo gallery; photo essay; with photos; with photo; w/photos; ap photos; see photos; pics; photo-gallery;"
        "picture gallery; slideshow; images; in images; photo report; mit fotos; fotos; foto; fotostrecke; bilder; in bildern; bildergalerie; bilderstrecke; mit bildern; mit foto;"
        "mit bild; en images; photos et vidéo; diaporama; portfolio; en photos; galería; galería de fotos; en imágenes; en fotos; fotogalería; imágenes; con fotos; c/fotos; c/foto;"
        "galeria; galeria de fotos; em imagens; em fotos; veja fotos; com fotos; c/ fotos; fotogalleria; le foto; le immagini; con foto; foto e video; in foto; galleria; fotoserie;"
        "in beeld; foto's; met foto; bildspel; bildextra; i bilder; billedserie; billeder; se billeder; bilder; i bilder; zdjęcia; zdjęcie; galeria zdjęć; fotorelacja; w obiektywie;"
        "fotoğraflı; fotoğraflar; foto galeri; fotogaleri; fotoğraf; galeri; fotoğraflarla; фото; фоторепортаж; фотогалерея; в фотографиях; фотолента; с фото; світлини; фотографії;"
        "صور; بالصور; ألبوم صور; معرض صور; 图; 图集; 组图; 高清图集; 图片; 高清; 圖; 写真; 写真特集; 画像; フォト; 写真あり; 写真で見る"
    ),
    "audio": (
        "audio; listen; podcast; hear; listen now; with audio; radio; episode; audio long read; listen live; podcast-folge; hören; anhören; jetzt hören; zum hören; zum nachhören;"
        "écouter; écoutez; à écouter; podcasts; pódcast; escucha; escuchar; escuche; ouça; ouvir; oiça; áudio; c/áudio; com áudio; ascolta; ascolta il podcast; luister; beluister; podden; podd;"
        "lyssna; lyt; hør; lytt; posłuchaj; podkast; dinle; подкаст; слушать; послушать; слухати; аудио; аудіо; بودكاست; استمع; بالصوت; 音频; 播客; 收听; 音声; ポッドキャスト"
    ),
    "wrapup": (
        "wrapup; wrap-up; wrap; roundup; round-up; round up; news roundup; daily roundup; summary; overview; wrap up; news summary; digest; daily digest; highlights; take a look;"
        "morning brief; evening brief; recap; daily briefing; gesamt-roundup; zusammenfassung; überblick; tagesüberblick; gesamtzusammenfassung; zus; zsf; rundschau; presseschau; tageszusammenfassung;"
        "nachrichtenüberblick; kurz notiert; tagesvorschau; nachrichten am morgen; synthèse; papier général; récapitulatif; récap; l'essentiel; le point; revue de presse;"
        "résumé; point de situation; resumen; resumen del día; síntesis; panorama; claves del día; balance; lo más destacado; resumo; resumo do dia; síntese; balanço; ronda;"
        "il punto; punto; riepilogo; quadro; sintesi; giornata; il quadro; rassegna; overzicht; samenvatting; terugblik; sammanfattning; översikt; överblick; overblik; opsamling;"
        "oversikt; oppsummering; podsumowanie; przegląd; skrót; przegląd prasy; özet; günün özeti; gün özeti; toparlama; обзор; итоги; итоги дня; главное; дайджест; сводка; головне;"
        "підсумки; огляд; дайджест; ملخص; موجز; حصاد; جولة الصحافة; تقرير إخباري شامل; 综述; 汇总; 要闻; 综合消息; 盘点; 要点; まとめ; 一覧; ダイジェスト"
    ),
    "exclusive": (
        "exclusive; exclusively; exclusive interview; scoop; insight exclusive; revealed exclusively; ap exclusive; only on; exklusiv; exklusivmeldung; exklusiv-meldung; exklusiv-interview;"
        "exclusif; exclusivité; info exclusive; exclusiva; exclusivo; en exclusiva; em exclusivo; primicia; esclusiva; esclusivo; in esclusiva; exclusief; exklusivt; avslöjar; eksklusivt;"
        "eksklusiv; wyłącznie u nas; tylko u nas; ekskluzywnie; özel; özel haber; эксклюзив; эксклюзивно; ексклюзив; ексклюзивно; حصري; حصريا; خاص; انفراد; 独家; 獨家; 独自; 独占; 独自記事"
    ),
    "analysis": (
        "analysis; news analysis; ap analysis; insight; in depth; in-depth; deep dive; context; graphic; big read; the big read; long read; scenarios; einordnung; analyse;"
        "hintergrund; kontext; nachrichtenanalyse; analyse und kommentar; korrespondentenbericht; analyses; décryptage; éclairage; enquête et analyse; análisis; claves; en contexto;"
        "contexto; análise; analisi; l'analisi; approfondimento; focus; retroscena; duiding; achtergrond; nieuwsanalyse; analys; nyhetsanalys; fördjupning; baggrund; nyhedsanalyse;"
        "bakgrunn; analiza; komentarz analityczny; analiz; değerlendirme; анализ; аналитика; разбор; аналіз; аналітика; تحليل; تحليل إخباري; قراءة; تحليل سياسي; 分析; 深度; 新闻分析; 解读; 异动解读; 観測; 焦点"
    ),
    "opinion": (
        "opinion; opinions; op-ed; oped; editorial; comment; commentary; column; columnist; letters; letter; letter to the editor; view; viewpoint; guest column; guest essay; essay; breakingviews;"
        "perspective; the view; first person; guest opinion; voices; editor's letter; leader; the conversation; ideas; my view;"
        "kommentar; meinung; leitartikel; kolumne; glosse; gastbeitrag; gastkommentar; essay; standpunkt; pro und contra; leserbrief; streitschrift; satire; kritik; rezension; meinungsbeitrag;"
        "tribune; édito; éditorial; chronique; billet; point de vue; opinion publique; débat; carte blanche; humeur; critique; libre antenne; opinión; columna; editorial; tribuna; carta al director;"
        "análisis y opinión; crítica; opinião; coluna; crônica; crónica; artigo de opinião; editorial; ponto de vista; crítica; opinione; l'opinione; editoriale; commento; il commento; l'intervento;"
        "intervento; recensione; la lettera; corsivo; opinie; commentaar; hoofdredactioneel; column; ingezonden; recensie; ledare; debatt; debattartikel; krönika; insändare; åsikt; recension; ledarkrönika;"
        "leder; debat; klumme; læserbrev; anmeldelse; kronik; meninger; kronikk; leserinnlegg; kommentar; anmeldelse; opinia; felieton; komentarz; recenzja; list; görüş; köşe yazısı; yorum; makale;"
        "мнение; колонка; комментарий; рецензия; авторская колонка; точка зрения; думка; погляд; колонка; коментар; رأي; مقال; مقالات; افتتاحية; وجهة نظر; مقال رأي; 评论; 社评; 观点; 时评; 社論; 評論; 社説; オピニオン; 論説; コラム; 寄稿"
    ),
    "interview": (
        "interview; q&a; q and a; q+a; in conversation; ap interview; reuters interview; the interview; newsmaker interview; questions and answers; interviews; das interview; im interview; gespräch;"
        "dpa-gespräch; dpa-interview; nachgefragt; entretien; l'entretien; grand entretien; l'interview; l'invité; entrevue; entrevista; la entrevista; entrevista exclusiva; entrevistas; a entrevista;"
        "intervista; l'intervista; intervista esclusiva; vraaggesprek; het interview; intervju; stora intervjun; interviewet; intervjuet; wywiad; rozmowa; röportaj; söyleşi; mülakat; интервью; беседа; интервʼю;"
        "інтерв'ю; интервью недели; مقابلة; حوار; لقاء; مقابلة خاصة; 专访; 訪談; 访谈; 对话; 专访实录; 專訪; インタビュー; 単独インタビュー"
    ),
    "feature": (
        "feature; features; special report; reportage; big story; the big story; focus feature; profile; newsmaker; ap big story; feature story; long-read; spotlight; korr-bericht; reportage;"
        "korrespondentenreportage; porträt; magazin; feature-magazin; grand reportage; portrait; récit; reportaje; perfil; crónica de viaje; reportagem; reportagem especial; especial; grande reportagem;"
        "il reportage; reportaje especial; ritratto; storie; reportage speciale; reportage; achtergrondverhaal; portret; reportaget; feature; reportaż; sylwetka; haber analiz; dosya; репортаж; очерк; портрет;"
        "спецрепортаж; تقرير; تحقيق; تقرير خاص; ريبورتاج; بورتريه; 特稿; 通讯; 特写; 特寫; 通讯员特写; 人物; 特集; ルポ"
    ),
    "explainer": (
        "explainer; explained; explainers; ap explains; what we know; what to know; q&a explainer; at a glance; the explainer; erklärt; erklärstück; fragen und antworten; faq; was wir wissen; wissenswertes;"
        "das ist wichtig; explication; on vous explique; expliqué; ce que l'on sait; mode d'emploi; questions-réponses; repères; explicación; preguntas y respuestas; explicado; explicador; qué se sabe; lo que se sabe; las claves;"
        "entenda; explicador; perguntas e respostas; saiba mais; o que se sabe; spiegazione; la scheda; scheda; cosa sappiamo; domande e risposte; come funziona; uitleg; uitgelegd; dit weten we; vraag en antwoord; förklarar;"
        "förklaring; frågor och svar; detta vet vi; forklaring; forstå sagen; spørsmål og svar; dette vet vi; wyjaśniamy; tłumaczymy; pytania i odpowiedzi; açıklama; 5 soruda; soru cevap; sorularla; объясняем; разъяснение; что известно;"
        "вопросы и ответы; пояснення; що відомо; пояснюємо; شرح; شارح; سؤال وجواب; ماذا نعرف; 解释; 问答; 一图看懂; 科普; 解説; 詳報解説; 図解; q&a 解説"
    ),
    "advisory": (
        "advisory; media advisory; editor's advisory; news advisory; advisory note; planner; diary; day ahead; coverage plans; week ahead; news schedule; hinweis; terminhinweis; terminvorschau; vorschau-hinweis; achtung redaktionen;"
        "avis; avis aux médias; note aux rédactions; avis aux rédactions; aviso; aviso a los clientes; previsiones; convocatoria; aviso de pauta; agenda; nota à redação; aviso aos clientes; avviso; avviso ai clienti; persagenda; redactionele mededeling;"
        "pressinbjudan; till redaktionen; presseinvitation; do redakcji; zapowiedź; zapowiedzi; duyuru; редакторам; анонс; анонсы; до редакцій; анонс; ملاحظة للمحررين; تنويه; 提示; 编者提示; 予定; お知らせ"
    ),
    None: (
        "factbox; fact box; facts; fact check; factcheck; timeline; chronology; brief; in brief; briefs; preview; review; official; text; table; table-; poll; reuters poll; test record; press release; news release; media release;"
        "first edition; sponsored; advertisement; advertorial; paid post; partner content; plus; premium; subscriber only; for subscribers; members only; instant view; column-one; hot stocks; buzz; stock alert; data; statistics; key points; long version;"
        "aktie im fokus; aktien im fokus; pressemitteilung; medienmitteilung; presseinformation; faktencheck; faktenbox; chronologie; stichwort; zitat; kurzmeldung; meldung; dokumentation; vorabmeldung; vorab; vorschau; anzeige; korr; kurzfassung; ots; test;"
        "communiqué; communiqué de presse; chrono; l'essentiel en bref; en bref; brève; brèves; publicité; abonnés; réservé aux abonnés; fiche; encadré; verbatim; avant-papier; présentation;"
        "nota de prensa; comunicado; comunicado de prensa; cronología; previa; ficha; en breve; contenido patrocinado; solo suscriptores; gacetilla; perfil-ficha; verificación;"
        "comunicado de imprensa; nota de imprensa; press-release; cronologia; breves; conteúdo patrocinado; exclusivo assinantes; antevisão; ficha;"
        "comunicato stampa; comunicato; cronologia; in breve; breve; anteprima; scheda-; contenuto sponsorizzato; persbericht; kort; tijdlijn; factcheck; advertentie; vooruitblik; feiten;"
        "pressmeddelande; pressrelease; kortnytt; fakta; faktaruta; annons; kort nytt; pressemeddelelse; fakta; tidslinje; annonce; pressemelding; faktaboks; annonse;"
        "komunikat; komunikat prasowy; informacja prasowa; krótko; krótka; fakty; kalendarium; dłuższa; basın bülteni; basın açıklaması; kronoloji; reklam; пресс-релиз; справка; хронология; кратко; реклама; на правах рекламы; факты; досье;"
        "пресреліз; прес-реліз; довідка; коротко; хронологія; بيان صحفي; تسلسل زمني; حقائق; 新闻稿; 资料; 时间线; 简讯; 通稿; 快评-; プレスリリース; 年表; 資料"
    ),
}  # fmt: skip

#: Glued to the headline by a hyphen ("UPDATE 2-Ferry …"); other words make compounds with it (LIVE-Musik, VIDEO-Beweis).
WIRE = (
    "update; updates; wrapup; rpt; refile; repeat; corrected; correction; correct; official; exclusive; analysis; interview; factbox; explainer; timeline; breakingviews;"
    "brief; preview; advisory; recasts; feature; insight; graphic; poll; instant view; column; text; table; special report; newsmaker; scenarios; highlights; q+a; q&a; take a look;"
    "urgent; breaking; focus; review; diary; roundup; chronology; test; advisory; actualisation; répétition; correctif; actualiza; actualización; repetición; corrección; atualiza; atualização; correção;"
    "aggiorna; aggiornamento; rpt; wdh; korrektur; zusammenfassung; zus; analyse; güncelleme; дополнение; обзор; уточнение; исправление; تحديث; تصحيح; إعادة; عاجل; مقابلة; تحليل; 更新; 快讯; 更正"
)  # fmt: skip

#: Followed by the headline without any sign, if in capitals ("URGENT Strong quake …"), or in a script that has none.
BARE = (
    "urgent; bulletin; newsalert; ap newsalert; apnewsalert; breaking news; just in; eilmeldung; eil; alerte info; alerte; en direct; en vivo; ao vivo; em direto; última hora; último momento; urgente; ultim'ora;"
    "diretta; just nu; siste; pilne; zdjęcia; wideo; son dakika; canlı; срочно; молния; терміново; عاجل; 快讯; 速報; 独家; 視頻; 动画; vidéo; photos et vidéo; en images; ligne directe; flash info"
)  # fmt: skip

#: Words that stand for something else so often that, in small letters, only a colon or a bar behind them proves a marker.
COMMON = (
    "live; video; videos; watch; photo; photos; update; new; lead; more; take; direct; direkt; radio; ticker; film; se; tv; foto; fotos; bilder; list; budget; data; text; table; context; ahora; agora; kort; brief; facts; plus; kontext;"
    "test; view; review; preview; column; letter; letters; perspective; voices; leader; ideas; images; pictures; punto; balance; panorama; claves; flash; alert; highlights; hear; listen; ny; kritik; urgent; snap; gallery; poll; summary; ronda"
)  # fmt: skip

#: Never read from the words of a title in small letters before a colon: they are kickers, or the story's own words.
ONLY_CAPITALS = (
    "new; lead; more; take; adds; sub; context; budget; data; text; table; test; facts; list; se; tv; il; siste; bis; rep; act; amp; hast; corr; ny; neu; film; se; agora; ahora; alert; flash; snap; plus; view; leader; ideas; voices; letter;"
    "balance; punto; giornata; quadro; panorama; kontext; vorrang; blitz; radio; episode; test record; buzz; kort; brief; mira; mire; guarda; beelden; images; highlights; critique; perfil; storie; especial; focus; hear; agenda; poll; official; avis; aviso; diary;"
    "pictures; direkt; ronda; lista; ticker; vivo; ny; haster; alerta; scoop; developing; ld; eil; premium; ots; korr; zus; avance; profile; portrait; magazin; tribuna; essay; list; test; claves; statistics; scenarios; spotlight; insight; graphic"
)  # fmt: skip

#: Behind a dash, whoever said so: "Rates to fall - official".
SAID_SO = "official; radio; tv; text; data; statistics; poll; letter; letters; media; review board; agenda; list; haber; test; facts; bulletin; planner; avis; aviso; column; advocate; new; more; take; rep; se; film; journal"
