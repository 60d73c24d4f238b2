"""Spanish, what outlets ask of their readers and say of their own pages: boxes, polls, letters, licences, warnings."""

from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.furniture.phrases.romance import SPEECH
from bot.cleaning.furniture.phrases.spanish_ends import NAMES

_PIECE = r"(?:artículo|nota|noticia|entrada|reportaje|texto|contenido|publicación|explicador|receta|entrevista|podcast|análisis|historia|crónica)"
_SITES = r"(?:instagram|facebook|tiktok|x|twitter|youtube|threads|bluesky)"

ANYWHERE = {
    reasons.RELATED: (
        r"(?:está|estás|usted está|ahora estás) leyendo ?: ?.{3,200}",
        rf"(?:además|también|mira|mirá|conoce|conozca|de interés|ver además|más en|en fotos|archivo|galería|nota completa|contexto|antecedentes|en imágenes) ?: ?{SPEECH}(?:galería|fotogalería|video|vídeo|las fotos|fotos|el video|el perfil|lea|lee|ver|vea)\b[^\"]{{0,140}}",
        r"(?:conoce|conozca|lea|lee|descubre|encuentra|vea|más) (?:más )?(?:del tema|sobre el tema|de este tema|noticias|notas|contenido) (?:en|aquí)\b[^\"»]{0,100}",
        r"(?:leer|sigue leyendo|seguir leyendo|lea|lee|ver|continúa leyendo) (?:más|completo|la nota|la noticia|el artículo|la versión impresa)? ?(?:en|desde) (?:nuestr[oa]|el|la|su) [^\".,;?!»]{3,60}",
        rf"(?:encuesta|trivia|quiz|test|sondeo|pregunta del día|juego) ?: ?{SPEECH}[^\"]{{3,160}}(?:vota|votá|vote|participa|responde|sabes|sabés|conoces|juega)[^\"]{{0,80}}",
        r"(?:galería|fotogalería|álbum) ?\(?(?:de )?(?:\d{1,3} )?(?:imágenes|fotos|fotografías|imagen)?\)?",
        r"(?:siguiente|anterior|próximo|previo) (?:artículo|noticia|nota|entrada|página|capítulo|galería)(?: ?[▸>»→].{0,160})?",
        r"(?:entradas|artículos|noticias) (?:antiguas|más antiguas|anteriores|siguientes|más recientes|posteriores|más nuevas)",
        r"(?:página|pág) \d{1,3} (?:de|/) \d{1,4}",
        r"(?:metodología|transparencia) ?: ?(?:así|cómo) (?:trabajamos|hacemos|verificamos|lo hacemos|elaboramos)\b[^\"]{0,80}",
        r"(?:así trabajamos|cómo trabajamos|cómo verificamos|conoce nuestra metodología|lee nuestra metodología|nuestros principios editoriales|nuestro código de ética|nuestro manual de estilo|código ético)\b[^\"]{0,100}",
    ),
    reasons.NEWSLETTER: (
        r"(?:quiero recibirlo|quiero recibirla|quiero recibirlas|lo quiero|apúntame|suscríbeme|confirmar suscripción|ya estás suscrito|activar notificaciones|activar alertas|recibir alertas|recibir notificaciones)",
        r"(?:recibe|recibí|reciba|te enviamos|te mandamos|le enviamos) [^\"»]{2,120}\b(?:cada (?:día|mañana|semana|tarde|noche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)|todos los (?:días|lunes|viernes|domingos)|todas las (?:mañanas|semanas))",
        r"(?:no ves bien|no puede ver|no puedes ver|no se visualiza|no visualiza|problemas para ver) [^\"»]{0,40}(?:correo|mensaje|email|e-mail|boletín|mail)[^\"»]{0,100}",
        r"(?:te reenviaron|te han reenviado|te lo reenviaron|le reenviaron) (?:este|esta|el) (?:correo|boletín|email|mail|newsletter)\b[^\"»]{0,120}",
    ),
    reasons.SOCIAL: (
        rf"(?:ver|mirar|ve|mira) (?:esta|este|la|el) (?:publicación|post|tuit|tweet|video|vídeo|foto|mensaje) (?:en|de) {_SITES}",
        r"(?:una|un) (?:publicación|foto|video|vídeo|post|reel) (?:compartid[ao]|publicad[ao]) (?:por|de) .{2,80}\(@.{1,40}",
    ),
    reasons.COOKIES: (
        r"(?:contenido externo|contenido bloqueado|contenido de terceros|contenido incrustado)\b[^\"»]{0,60}\b(?:consentimiento|cookies|activa|acepta|tuit|mostrar)\b[^\"»]{0,120}",
        r"(?:este|tu|su|el) (?:navegador|explorador) no (?:soporta|admite|es compatible|puede)\b[^\"»]{0,100}",
        r"(?:de acuerdo con|de conformidad con|conforme a|en cumplimiento de|en cumplimiento del|según) (?:el rgpd|la lopd|lo dispuesto en el reglamento|el reglamento general de protección|la normativa de protección)\b[^\"»]{0,260}",
        r"(?:esta|la) página se (?:actualiza|refresca|recarga) (?:automáticamente|sola|cada)\b[^\"»]{0,60}",
    ),
    reasons.SUBSCRIBE: (
        r"(?:exclusivo|exclusiva|solo|sólo|contenido|especial) (?:para )?(?:suscriptores|socios|abonados|miembros)(?: ?[:|–-] ?[^\"]{2,160})?",
        r"(?:apóyanos|apoyanos|ayúdanos|ayudanos|colabora|colaborá|hazte socio|hazte socia|dona|doná|haz una donación|súmate|contribuye)(?: (?:con|a|hoy|ahora|desde|y)\b[^\"»]{0,100})?[.!:] [^\"»]{0,60}\b(?:periodismo|lectores|independiente|medio|socios|redacción|donación|euros|pesos|apoyo)\b[^\"»]{0,140}",
        r"(?:con|desde|por solo|por sólo) \d{1,5}(?:[.,]\d{1,2})? ?(?:euros|€|pesos|dólares|\$) al mes\b[^\"»]{0,20}(?:nos|puedes|ayudas|apoyas)[^\"»]{0,100}",
        r"(?:accede|accedé|acceda|lee|leé|navega) (?:a |sin )?(?:todas las notas|todo el contenido|todos los artículos|límites|todas las noticias)\b[^\"»]{0,100}",
        r"(?:invítame|invitame|invítanos|invitanos|cómprame|regálame|convídame) (?:a )?(?:un|a un) (?:café|cafecito|mate|cerveza)\b(?![^\"»]{0,80}, )(?! y te )[^\"»]{0,80}",
        rf"(?:si te ha gustado|si te gustó|si te gusta|si le gustó|si has llegado hasta aquí|si te sirvió) {SPEECH}[^\"»]{{0,80}}\b(?:compart\w{{1,5}}|suscríb\w{{2,5}}|suscrib\w{{1,4}}|apóya\w{{1,4}}|hazte|café|cafecito|reenví\w{{1,4}}|coment\w{{1,4}})\b[^\"»]{{0,100}}",
        r"(?:lee|lea|compra|compre|consulta|descarga|hojea) (?:la versión impresa|la edición impresa|el periódico en pdf|la edición en papel|el impreso)\b[^\"»]{0,80}",
    ),
    reasons.ADVERTISEMENT: (
        r"(?:calcula|calculá|compara|compará|simula|cotiza|cotizá|encuentra) (?:aquí |gratis )?(?:tu|tus|el precio de tu|los mejores) [^\"».]{3,60}\b(?:comparador|calculadora|simulador|en un minuto|online|gratis|aquí)\b[^\"»]{0,40}",
        r"(?:cupón|código|código promocional|código de descuento|cupones|descuento) (?:exclusivo|descuento|promocional|para|de)\b[^\"»]{2,80}",
        r"(?:compra|comprá|compre|consigue|adquiere|reserva) (?:aquí|acá|ya|ahora) (?:tu|tus|las|los|la|el|sus)\b[^\"»]{0,60}",
        r"(?:aviso publicitario|aviso|anuncio patrocinado|ofertas de empleo|clasificados|avisos fúnebres|necrológicas|esquelas|horóscopo|cartelera)(?: (?:en tu|de tu|del día|de hoy)\b.{0,40})?",
        r"(?:branded content|contenido patrocinado|contenido|espacio) (?:para|por|de|ofrecido por|auspiciado por) (?:[^\"».,;]{2,50})? ?(?:patrocinado|auspiciado|s\.a\.?)?",
        r"(?:esta edición|este boletín|este episodio|esta newsletter|este podcast) (?:llega|es posible|se realiza|cuenta|te llega)\b[^\"»]{0,30}\b(?:gracias a|apoyo|patrocinio|auspicio)\b[^\"»]{0,80}",
        r"(?:pronósticos|apuestas|apuesta|juega|jugá) ?:? ?(?:con responsabilidad|apuesta con responsabilidad|con moderación)\b[^\"»]{0,80}",
        r"(?:la|esta) (?:nota|noticia|historia|información) (?:sigue|continúa|continua) (?:abajo|debajo|más abajo|a continuación|después)\b[^\"»]{0,40}",
    ),
    reasons.COMMENTS: (
        rf"(?:te ha resultado|te resultó|le resultó|te ha parecido|fue) útil (?:este|esta|el|la) {_PIECE}\b[^\"»]{{0,60}}",
        r"(?:los|sus|tus) comentarios (?:son|serán|están|pueden) (?:moderados|revisados|sujetos|tardar|responsabilidad)\b[^\"»]{0,140}",
        r"(?:comentá|comenta|comente|opina|opiná|debate) (?:la|esta|el|este|aquí|en esta) (?:nota|noticia|artículo|entrada|publicación)\b.{0,40}",
        r"(?:compartir en facebook|compartir en whatsapp|guardar|imprimir|compartir)(?: ?[|/·•,]? ?(?:compartir en (?:facebook|twitter|x|whatsapp|telegram|linkedin)|whatsapp|imprimir|guardar|enviar por correo|enviar|comentar|copiar enlace)){1,6}",
        r"\d{1,3}(?:[.,]\d{3})? (?:veces compartido|compartidos|compartidas|lecturas|visitas|reproducciones|vistas)",
        r"(?:publicado|publicada) por .{2,60} (?:en|a las) \d{1,2}[:.]\d\d.{0,60}",
        r"(?:me gusta: me gusta|me gusta ?\(?\d{0,5}\)?,? ?responder)\b.{0,30}",
        r"(?:funciona con|con la tecnología de|creado con|desarrollado por) (?:blogger|wordpress|joomla|drupal|ghost|wix|substack)[^\"»]{0,40}",
    ),
    reasons.NOTE: (
        r"(?:efe|afp|ap|dpa|europa press|télam|telam|la agencia|reuters|notimex|andina) (?:ofrecerá|distribuirá|transmitirá|cubrirá|enviará|difundirá)\b[^\"»]{0,30}\b(?:cobertura|textos?|fotos?|fotografías?|vídeos?|imágenes|directo)\b[^\"»]{0,160}",
        r"(?:fotografías?|fotos?|imágenes|vídeos?|videos?|audios?|material gráfico)\b[^\"»!?]{0,40}\b(?:disponibles?|a disposición|descargables)\b[^\"»!?]{0,100}",
        r"(?:descargar|descarga|descargue|ver) (?:imágenes|fotos|fotografías|nota de prensa|el comunicado|dosier|dossier)(?: (?:en|de|completo|completa)\b[^\"»!?]{0,60})?",
    ),
    reasons.COPYRIGHT: (
        r"(?:publicado|publicada|contenido|texto|obra|artículo|disponible|distribuido|distribuida)(?: publicado)? (?:bajo|con) (?:una |la )?licencia\b[^\"»]{2,120}",
        r"(?:puedes|podés|puede|se permite|queda autorizada|se autoriza) (?:la )?(?:republicar|reproducir|compartir|reproducción|republicación|copiar)\b[^\"»]{0,60}\b(?:fuente|citando|licencia|autoría|enlace|cc by)\b[^\"»]{0,120}",
        r"(?:derechos reservados|d\.r|reservados todos los derechos)\b(?! (?:a|por|para)\b)[^\"»]{0,100}",
        r"(?:depósito legal|registro de la propiedad intelectual|registro nacional de derecho|propiedad intelectual|issn|editor responsable|director responsable|edita) ?:?[^\"»!?]{2,160}",
        r"(?:si está|si estás) interesad[oa] en licenciar\b.{0,100}",
        r"(?:conforme a|conforme con) los criterios de\b.{0,60}",
        r"(?:este contenido|esta nota|este artículo|esta noticia|nota|noticia|texto|artículo)(?: ha sido| fue)? (?:elaborad[oa]|traducid[oa]|generad[oa]|redactad[oa]|producid[oa])\b[^\"»]{0,40}\b(?:inteligencia artificial|automática|automáticamente|ia|una máquina)\b(?!, (?:pero|aunque|según))[^\"»]{0,120}",
    ),
    reasons.DISCLAIMER: (
        rf"(?:est[ea]) {_PIECE} (?:es meramente|es de carácter|tiene carácter|es puramente|es solo) (?:informativ[oa]|orientativ[oa]|divulgativ[oa])\b[^\"»]{{0,160}}",
        r"(?:rentabilidades pasadas|los resultados pasados|el consumo excesivo de alcohol|beber en exceso|el exceso de alcohol|el juego es|invertir conlleva|las inversiones conllevan|apostar puede)\b[^\"»]{2,160}",
        rf"(?:este|esta) {_PIECE} (?:forma parte|es parte|integra|se realizó|fue realizad[oa]|fue posible|contó con)\b[^\"]{{0,40}}\b(?:serie|proyecto|especial|apoyo|beca|alianza|colaboración|fondo)\b[^\"]{{0,160}}",
        r"(?:la autora|el autor|los autores) no (?:recibe|reciben|trabaja|declara)\b[^\"»]{0,60}\b(?:salario|consultoría|acciones|financiación|conflicto)\b[^\"»]{0,200}",
        r"(?:aviso|nota|importante|descargo) ?: ?(?:los comentarios|las opiniones|este artículo|esta información|los precios|la información|el contenido)\b[^\"»]{0,40}\b(?:responsabilidad|no constituye|no sustituye|no representan?|no reflejan?|pueden variar|puede variar)\b[^\"»]{0,240}",
        r"(?:los precios|el precio|las ofertas|precios) (?:y disponibilidad |y ofertas )?(?:pueden|puede|podrían|consultados|actualizados)\b[^\"»]{0,30}\b(?:variar|cambiar|publicación|publicar)\b[^\"»]{0,120}",
    ),
    reasons.CONTACT: (
        r"(?:envía|enviá|envíe|manda|mandá|mande|haz llegar) (?:tus|sus|tu|su|los) (?:denuncias|fotos|videos|vídeos|reportes|mensajes|cartas|historias|noticias|preguntas|testimonios|opiniones)\b[^\"»]{0,140}",
        r"(?:si tienes|si tenés|si tiene|si cuentas con|si sabes|si sabés) (?:información|datos|documentos|algo|pistas|más información|una pista)\b[^\"»]{0,60}\b(?:puedes|podés|puede|escrib\w{1,6}|escríb\w{3,5}|manda\w{0,4}|mándal\w|contact\w{1,6}|contáct\w{3,5})\b[^\"»]{0,120}",
        r"(?:dónde ver|dónde escuchar|cómo ver)\b[^\"»?]{2,60}\? ?(?:consulta|mira|mirá|ve|aquí|guía)\b[^\"»]{0,80}",
    ),
    reasons.CAPTION: (
        r"(?:pie de foto|fuente de la imagen|leyenda|epígrafe|crédito de la imagen|imagen|fotografía)(?:,| ?:) ?[^\"!?]{2,200}(?:@|/|\bafp\b|\befe\b|reuters|getty|cortesía|archivo|imágenes)[^\"!?]{0,60}",
        r"(?:pie de foto|fuente de la imagen|crédito de la imagen),? ?:? ?[^\"!?]{2,200}",
        r"(?:infografía|gráfico|gráficos|mapa|ilustración|visualización) ?: ?[^\"!?.]{2,60}(?:/ ?(?:datos|fuente|infografía) ?:? ?[^\"!?.]{2,60})?",
        r"(?:fuente|datos|fuentes) ?: ?[^\"!?:]{2,60}[./|–-] ?(?:elaboración|gráfico|infografía|mapa) ?(?:propia|:.{2,40})",
    ),
    reasons.VIDEO: (
        r"(?:ver|mira|mirá|reproducir) (?:video|vídeo|el video|el vídeo|clip|galería|fotos|más fotos)",
        r"(?:escucha|escuchá|escuchar|escuche) (?:el|este|nuestro|la|esta|nuestra)? ?(?:pódcast|podcast|episodio|programa|noticia|nota)\b ?(?:\d{1,2}:\d\d|(?:en|completo|aquí)\b[^\"»]{0,80})?",
    ),
}
TOP = {
    reasons.STAFF: (
        r"(?:por|de) (?:nuestr[oa]) (?:corresponsal|enviad[oa](?: especial)?)\b[^\"»!?;]{0,80}",
        r"(?:corresponsal|enviad[oa] especial|especial|colaboración especial|servicio especial) (?:en|para|de|a) [^\"»!?;.]{3,50}",
        r"(?:de la redacción|staff|equipo|mesa digital|agencia|agencias)(?: (?:de )?[\w .]{3,40})?",
        r"(?:un|una) (?:reportaje|crónica|entrevista|artículo|columna|investigación|texto) de [^\"»!?;.]{3,60}",
        rf"(?:entrevista|columna|reportaje|crónica|texto|textos|análisis) por {NAMES}",
    ),
    reasons.SECTION: (
        r"(?:policiales|sucesos|crítica de cine|crítica|reseña|minuto a minuto|carta al director|cartas al director|carta del director|editorial|efemérides|cultura|sociedad|economía|deportes|política|internacional|nacional|tecnología|ciencia|espectáculos|judiciales)",
        r"(?:en directo|en vivo|última hora|video|vídeo|fotos|galería) ?[|/·•] ?(?:minuto a minuto|video|vídeo|fotos|galería|en vivo|en directo|última hora)",
        r"(?:boletín|comunicado|nota|boletín de prensa|nota de prensa|comunicado de prensa) (?:de prensa )?(?:n|no|núm|nº|número|#)?[.º°]{0,3} ?\d{1,5}(?:[/-]\d{2,4})?",
        r"(?:edición|número) (?:n|nº|n\.º|no|núm|#)?[.º°]{0,2} ?\d{1,5}(?: ?[·|–-] ?.{3,60})?",
    ),
    reasons.NOTE: (
        r"(?:buenos días|buenas tardes|buenas noches|hola|estimados|estimadas|queridos|querida|buen día|compañeros)\b[^\"»]{0,80}\b(?:adjunt\w{1,4}|boletín|newsletter|edición|nota|carta|comunicado|colegas|periodistas|compañeros)\b[^\"»]{0,140}",
        r"av\.- ?(?:ampliación|avance|resumen|repetición)?",
    ),
}
END = {
    reasons.STAFF: (
        r"(?:traducción|edición|cámara|cámara y edición|diseño|producción|guion|guión|montaje|música|gráficos|ilustraciones|fotos|fotografías|texto|coordinación|realización|infografía) ?: ?[^\"»!?:]{2,60}(?:[.;|] ?(?:traducción|edición|cámara|diseño|producción|guion|guión|montaje|música|gráficos|ilustraciones|fotos|fotografías|coordinación|realización|infografía) ?: ?[^\"»!?:]{2,60}){0,4}",
        r"(?:vía|con información de|tomado de|publicado en|fuente) (?:el |la )?(?:diario|agencia|portal|revista|radio|periódico) [^\"»!?.,;]{2,40}",
    ),
    reasons.CONTACT: (
        r"(?:correo|e-mail|email|mail|twitter|x|contacto|escríbele) ?(?:a|:) ?[^\s\"»]{0,40}@[^\s\"»]{2,60}",
    ),
    reasons.NEWSLETTER: (
        r"(?:gracias por leer\w{0,5}|gracias por acompañarnos|nos vemos el|nos leemos el|hasta la próxima semana|hasta el próximo (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|boletín)|un abrazo y hasta|que tengas un buen|feliz semana|buena semana)\b[^\"»?]{0,100}",
    ),
    reasons.AUTHOR_BOX: (
        r"(?:la autora|el autor|las autoras|los autores) (?:es|son) (?:periodista|politólog[oa]|economista|abogad[oa]|profesor[a]?|investigador[a]?|escritor[a]?|catedrátic[oa]|médic[oa]|consultor[a]?|analista|historiador[a]?|soci[oó]log[oa])s?\b[^\"]{0,200}",
        r"(?:licenciad[oa]|graduad[oa]|catedrátic[oa]|egresad[oa]|periodista|redactor[a]?|comunicador[a]?) (?:en|de|por) [^\"]{2,80}(?:\. |; |, )(?:escribe|cubre|su último libro|autor[a]? de|ha trabajado|colabora|redactor[a]?|especialista)\b[^\"]{0,160}",
    ),
}
LABELS = {
    reasons.RELATED: (
        (
            r"(?:seguí leyendo|continúa leyendo|siga leyendo|leé además|leé más|lee más|lea más|también puedes leer|también podés leer|podés leer|puedes leer|para seguir leyendo|además|"
            r"otras noticias de interés|lo más|lo más buscado|lo que se lee ahora|ahora en portada|en la portada|en esta categoría|de esta categoría|más de esta categoría|otros lectores leyeron|"
            r"quizás te interese|quizá te interese|quizás también le interese|te interesa|te va a interesar|lee esto|notas destacadas|notas recientes|historias recomendadas|selección del editor|"
            r"las noticias del día|noticias del día|últimos artículos|últimas publicaciones|contenidos recomendados|temas del día|más contenido|contenido de interés|ver más noticias|relacionats|"
            r"lee también en|desde nuestro archivo|del archivo)"
        ),
        r"(?:otras noticias|otras notas) (?:de|en) (?!(?:un|una|dos|tres|la mitad|los|las|cien|mil|\d)\b)[^.!?»\",]{3,40}",
    ),
}
SUMMARIES = {
    reasons.HIGHLIGHT: (
        r"(?:en corto|en claves|de un vistazo|lo más relevante|en dos minutos|en un minuto|puntos principales|puntos destacados|en cinco claves|el resumen|te lo resumimos)",
    ),
}
WITHIN = {
    # Questions begin with a sign that is not taken off, so they are found by what is in them.
    reasons.SUBSCRIBE: (
        "a tu suscripción",
        "ya eres suscriptor",
        "ya es suscriptor",
        "ya sos suscriptor",
        "no eres suscriptor",
        "aún no eres suscriptor",
        "ya estás suscrito",
        "ya tienes cuenta",
        "un cafecito",
    ),
    reasons.COMMENTS: (
        "te ha resultado útil",
        "te resultó útil",
        "le resultó útil",
        "te ha gustado este artículo",
        "te gustó esta nota",
        "te gustó este artículo",
        "fue útil esta",
        "fue útil este",
    ),
    reasons.CONTACT: (
        "encontrado una errata",
        "encontrado un error",
        "encontraste un error",
        "detectado un error",
        "viste un error",
        "tus denuncias",
    ),
    reasons.NEWSLETTER: (
        "no ves bien este",
        "ábrelo en el navegador",
        "ábrelo en tu navegador",
        "te reenviaron este",
        "te han reenviado este",
        "gracias por leernos",
    ),
    reasons.RELATED: ("entrada anterior", "siguiente entrada", "consulta aquí la"),
}
