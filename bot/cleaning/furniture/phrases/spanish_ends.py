"""Spanish: what stands above and below a story, labels, what outlets say of themselves; and what all its patterns are made of."""

from bot.cleaning.furniture.phrases.reasons import (
    ADVERTISEMENT,
    APP,
    AUTHOR_BOX,
    COMMENTS,
    CONTACT,
    CREDIT,
    DISCLAIMER,
    END_SIGN,
    HIGHLIGHT,
    NEWSLETTER,
    NOTE,
    PRESS,
    PUBLISHED,
    RELATED,
    SECTION,
    SOCIAL,
    STAFF,
    SUBSCRIBE,
    TAGS,
)
from bot.cleaning.furniture.phrases.romance import AGENCY, SEP, when

MONTHS = (
    r"enero|ene|febrero|feb|marzo|mar|abril|abr|mayo|may|junio|jun|julio|jul|agosto|ago|septiembre|setiembre|sept|sep|set|"
    r"octubre|oct|noviembre|nov|diciembre|dic|gener|febrer|març|maig|juny|juliol|agost|setembre|desembre"
)
WEEKDAYS = (
    "lunes|martes|miércoles|jueves|viernes|sábado|domingo|lun|mar|mié|jue|vie|sáb|dom|"
    "dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge"
)
WHEN = r"(?:el |al |a las |a la |del |día )?" + when(
    days=WEEKDAYS,
    months=MONTHS,
    at="a las|a la|a les|las|a",
    of=r"[ /-](?:de |del )?|[/-]",
    more=r"hace (?:\d{1,3}|una?|unos|pocos) ?\w{1,9}|fa (?:\d{1,3}|una?) \w{1,8}|(?:hoy|ayer|avui|ahir)(?:,? (?:a las |a les )?\d{1,2}[:.h]\d{2})?",
)
CHANGED = "actualizado|actualizada|act|última actualización|modificado|actualización|publicado|actualitzat|editado"
BEHIND = (
    rf"(?:(?:{SEP}| )(?:{CHANGED})(?: :|:|\.)? ?{WHEN}\)?)?(?: ?[-–|•·,]? ?por [^:;!?»\"]{{2,60}})?(?: en [^:;!?»\".]{{2,60}})?"
    rf"(?:{SEP}(?:\d{{1,3}} ?min(?:utos)?(?: de lectura)?|(?:tiempo de )?lectura:? (?:de )?\d{{1,3}} ?min\w{{0,4}}|\d{{1,4}} comentarios?|sin comentarios|lectura))?"
)
# Words of a sentence; a line without them may be names or tags.
NOVERB = r"(?!.{0,250}\b(?:es|son|está|están|fue|fueron|era|eran|ha|han|había|hay|há|será|puede|debe|dijo|tiene|tienen|hace|hizo|quiere|no|se)\b)"
NAMES = rf"{NOVERB}(?!.{{0,200}}, (?:el|la|los|las|un|una|o|a|os)\b)[^:;!?»\"]{{2,80}}"
NAME = rf"{NOVERB}(?!(?:el|la|los|las|un|una)\b)[\w.'&@-]{{1,20}}(?: [\w.'&/@-]{{1,20}}){{0,4}}"
_WORK = (
    "reporte|reportes|reporte adicional|reportaje|reportajes|información|editado|editada|edición|traducido|traducción|escrito|"
    "redacción|redactado|con reporte|con reportes|con información|con la colaboración|con la contribución|con aportes|producción|elaborado"
)

TOP = {
    PUBLISHED: (
        rf"\d{{1,2}}(?: de)? (?:{MONTHS})\.?(?: del?|,)? \d{{4}}(?:(?:,|{SEP}| a las)? ?\d{{1,2}}[:.h]\d\d ?(?:hs?|hrs?|horas|[ap]\. ?m\.?|[ap]m|cet|gmt|utc|et)?\.?)?{BEHIND}",
        rf"\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}(?:(?:,|{SEP}| a las)? ?\d{{1,2}}[:.h]\d\d ?(?:hs?|hrs?|horas|[ap]\. ?m\.?)?\.?)?{BEHIND}",
        rf"(?:{WEEKDAYS}),? (?:\d{{1,2}}(?: de)? (?:{MONTHS})\.?(?: del?|,)? ?(?:\d{{4}})?)(?:(?:,|{SEP}| a las)? ?\d{{1,2}}[:.h]\d\d ?\w{{0,3}})?{BEHIND}",
        rf"redacción(?: [\w. ]{{2,30}})? ?[-–|,·•/] ?{WHEN}{BEHIND}",
        rf"hace (?:\d{{1,3}}|una?) (?:minutos?|horas?|días?|min|h){BEHIND}",
    ),
    SECTION: (
        (
            r"(?:nota de prensa|comunicado|comunicado de prensa|comunicado oficial|boletín de prensa|reportaje|análisis|entrevista|opinión|editorial|crónica|tribuna|columna|exclusiva|"
            r"exclusivo|perfil|última hora|urgente|en vivo|en directo|en desarrollo|video|vídeo|galería|investigación|explicador|nota de premsa)"
        ),
    ),
    STAFF: (
        (
            r"(?:redacción|redaccion|unidad investigativa|equipo de investigación|mesa de redacción)(?: (?:digital|web|central|online|nacional|deportes|[\w.]{2,15}|noticias \d+|"
            rf"[\w.]{{2,12}} [\w.]{{2,12}}))?(?: ?[/|·-] ?(?:con información de |con )?(?:{AGENCY}|agencias|[\w .]{{2,30}}))?"
        ),
    ),
    NOTE: (
        r"(?:embargada|embargado|embargo|bajo embargo)(?: hasta|:).{0,80}",
        r"para (?:su )?(?:difusión|publicación|distribución) inmediata",
        r"(?:atención editores|atención|nota a los editores|nota a editores|atención clientes|aviso a los editores) ?(?:editores|clientes|suscriptores)?:.{0,250}",
        r"(?:foto|fotos|vídeo|video|foto y video|audio|fotos y video|infografía)(?: ?[,+/)(] ?(?:foto|fotos|vídeo|video|audio|infografía)){0,3}",
    ),
}
END = {
    CREDIT: (
        (
            rf"(?:con|fuente|fuentes|vía|por|según|tomado de|amb|font) ?:? ?(?:información (?:de|del) |datos de |material de |reportes? de |informació d'?e? ?)?{AGENCY}(?: ?(?:y|,|/|&|e|"
            rf"-) ?(?:{AGENCY}|agencias|redacción))?"
        ),
        r"(?:con información|con informaciones|con datos|con reportes|con material|tomado|amb informació) (?:de|del|d') ?[^.,!?»\"]{2,60}",
        r"fuente ?: ?[^.!?»\":]{2,60}",
        r"(?:efe|europa press|agencias|prensa latina|notimex|ep|telam|télam|agencia efe|dpa|xinhua|afp|ap|acn|redacción)(?: ?/ ?(?:efe|agencias|ep|afp|ap|redacción))?",
    ),
    STAFF: (
        (
            rf"(?:{_WORK})\b(?: de| del| por| :|:|en español por)? ?{NOVERB}[^!?»\"]{{2,140}}[;,/|·.–-] ?(?:editad[oa]|edición|traducid[oa]|traducción|escrito|redactado|información adicional|"
            r"reporte adicional|contribuy\w{2,5}|editores)\b(?: en español| adicional)?(?: por| de| :|:)? ?[^!?»\"]{2,120}"
        ),
        (
            r"(?:editado|editada|traducido|traducida|reporte|reportes|redactado|reportaje|escrito|reporte adicional|información adicional|elaborado)(?: en español)?(?: al español)? (?:por|"
            rf"de) {NAMES}"
        ),
        rf"(?:con la colaboración|con la contribución|con reporte|con reportes|con aportes|con la ayuda|edición) (?:de|adicional de) {NAMES}",
    ),
    END_SIGN: (
        (
            r"(?:fin|sigue|continúa|continua|continuará|seguirá|fin de nota|fin de la nota|fin del comunicado|fin de la noticia|habrá ampliación|en desarrollo|noticia en desarrollo|foto|fotos|"
            r"vídeo|video|foto y vídeo|foto) ?(?:\(?(?:vídeo|video|fotos?|audio)\)?)?"
        ),
        r"foto\) \(v[ií]deo",
        (
            r"(?:más información en breve|ampliaremos|ampliación|habrá más información|en breve ampliaremos|noticia en desarrollo|información en desarrollo|seguiremos informando|"
            r"ampliaremos información)\b[^»\"]{0,60}"
        ),
    ),
    CONTACT: (
        (
            r"(?:para más|para mayor|para obtener más|más) (?:información|detalles|informes)(?:,| :|:| en| llame| contacte| contactar| comuníquese| visite| escriba| visita|"
            r" consulta)(?: [^»\"!?]{0,160})?"
        ),
        r"contacto ?: ?[^»\"!?]{3,120}",
    ),
    DISCLAIMER: (r"noticias [\w ]{1,20}, siempre [\w ]{2,20}",),
    AUTHOR_BOX: (
        r"(?:sobre la firma|sobre el autor|sobre la autora|acerca del autor|acerca de la autora|el autor|la autora|archivo de) ?[:|].{2,250}",
        r"(?:ver|lee|leer|más) (?:todas las entradas|todos los artículos|todos sus artículos|más artículos|todas las notas|artículos|más de|notas) (?:de|del) [^.!?»\"]{2,60}",
        r"(?:ver|ver todas|consulta) (?:biografía|bio|perfil completo|perfil|sus publicaciones|todas las entradas)",
    ),
}
LABELS = {
    RELATED: (
        (
            r"(?:relacionadas|relacionados|relacionado|noticias relacionadas|notas relacionadas|artículos relacionados|artículo relacionado|contenido relacionado|contenidos relacionados|"
            r"notícies relacionades|entradas relacionadas|información relacionada|temas relacionados|historias relacionadas|lea también|lee también|leé también|lea además|leé además|"
            r"lee además|leer también|ver también|vea también|véase también|mira también|mirá también|te puede interesar|le puede interesar|te podría interesar|puede interesarte|"
            r"también te puede interesar|también te puede gustar|te puede gustar|también en|te recomendamos|recomendados|recomendado|recomendadas|recomendamos|nuestras recomendaciones|"
            r"recomendaciones|recomendado para ti|no te pierdas|lo más leído|lo más visto|las más leídas|más leídas|más leídos|las más vistas|más vistas|más vistos|lo más visto hoy|"
            r"lo \+ visto|lo \+ leído|els més llegits|lo más reciente|últimas noticias|últimas notas|últimas entradas|entradas recientes|más recientes|lo último|más noticias|más información|"
            r"más en esta sección|más de esta sección|más para leer|más historias|más notas|otras noticias|otros artículos|en otras noticias|otras notas|destacados|destacadas|titulares|"
            r"tendencias|noticias destacadas|enlaces|enlaces relacionados|enlaces de interés|para saber más|para leer más|sigue leyendo|seguir leyendo|populares|lo más comentado|"
            r"lo más compartido|contenido patrocinado|desde la web|contenido para ti|especiales|en portada|videos|vídeos|videos relacionados|galería|nuestros podcasts|newsletters|mira además|"
            r"lectura recomendada|lecturas recomendadas|notas de interés|te sugerimos|imperdibles)"
        ),
        r"(?:más|más noticias|más artículos|últimas noticias|noticias|más información|otras noticias|más historias) (?:sobre|acerca de|relacionadas con) [^.!?»\",]{2,60}",
        r"(?:más noticias|más artículos|más entradas|más historias|últimas noticias|lo más leído) (?:de|en) [^.!?»\",]{2,60}",
    ),
    TAGS: (
        r"(?:etiquetas|tags|temas|palabras clave|temas relacionados|archivado en|categorías|en esta nota|temas de esta nota|más temas|etiquetes)",
    ),
    COMMENTS: (
        (
            r"(?:compartir|comparte|compartí|comparte esto|comparte esto:|compártelo|compartir en|comparte en|comparte este artículo|compartir esta noticia|comparte esta noticia|comentarios|"
            r"deja un comentario|deja una respuesta|síguenos|síguenos en|seguinos en|síguenos en redes|síguenos en nuestras redes)"
        ),
    ),
    NEWSLETTER: (
        r"(?:newsletter|newsletters|boletín|boletines|nuestros boletines|suscríbete a nuestro boletín|nuestra newsletter)",
    ),
    AUTHOR_BOX: (
        (
            r"(?:sobre la firma|sobre el autor|sobre la autora|sobre los autores|acerca del autor|acerca de la autora|el autor|la autora|quién es el autor|más del autor|del mismo autor|"
            r"más de este autor|archivado por)"
        ),
    ),
}
CLOSINGS = {
    PRESS: (
        r"(?:contacto|contactos|contacte) (?:de |con |para )?(?:la )?(?:prensa|medios|medios de comunicación|los medios|premsa)(?: (?:y|de|del|para) .{2,60})?(?: ?[:–|-].{0,200})?",
        (
            r"(?:gabinete|departamento|oficina|jefatura|dirección|área|unidad) de (?:prensa|comunicación|comunicaciones|prensa y comunicación|comunicación social|comunicación y prensa|"
            r"comunicació|premsa)(?: ?[:–|·/-].{0,200}| (?:de|del) [^.,!?»\"]{2,60})?"
        ),
        (
            r"(?:para más|para mayor|más|para obtener más) información(?: (?:y|o|para)(?: la)? (?:gestión de entrevistas|entrevistas|prensa|medios|solicitar entrevistas|los medios|"
            r"periodistas)[^.!?»\"]{0,60})?(?: ?[:–|]?)"
        ),
    ),
    NOTE: (
        r"(?:nota|notas|aviso|atención) (?:a|para) (?:los |las )?(?:editores|redactores|redacciones|periodistas|clientes|suscriptores|medios)\b.{0,250}",
    ),
}
SENDERS = {
    PRESS: (
        rf"(?:acerca de|sobre|quiénes somos en)\b{NOVERB} [^.,;:!?»\"]{{2,70}}",
        r"quiénes somos",
    ),
}
SUMMARIES = {
    HIGHLIGHT: (
        (
            r"(?:claves|las claves|las claves de la noticia|puntos clave|lo esencial|en resumen|resumen|resumen de la noticia|en breve|lo más importante|lo que debes saber|"
            r"lo que hay que saber|lo destacado|en síntesis|ideas clave|en pocas palabras)"
        ),
    ),
}
NOTES = {
    NOTE: (
        (
            r"(?:amplía|actualiza|agrega|añade|recasa|corrige|repite|precisa|incluye|actualizada|ampliada|reitera|sustituye|recasts|actualización|modifica) (?:la |el |los |las |con |de |en |"
            r"a |ef\d{2,6}|detalles|declaraciones|citas?|cita|más|precios|contexto|comentarios?|reacción|reacciones|datos|información|título)[^!?»\"]{0,220}"
        ),
    ),
}
WITHIN = {
    NEWSLETTER: (
        "nuestro boletín",
        "nuestros boletines",
        "nuestra newsletter",
        "nuestras newsletters",
        "suscríbete aquí",
        "suscríbete gratis",
        "suscríbete a nuestro",
        "suscribite a nuestro",
        "suscríbase a nuestro",
        "directamente en tu correo",
        "en tu bandeja de entrada",
        "el nostre butlletí",
    ),
    SOCIAL: (
        "nuestro canal de whatsapp",
        "nuestro canal de telegram",
        "nuestro canal de youtube",
        "nuestro grupo de whatsapp",
        "nuestra página de facebook",
        "nuestra cuenta de instagram",
        "nuestros canales de",
        "síguenos en",
        "seguinos en",
        "síganos en",
        "síguenos por",
        "nuestras redes sociales",
        "segueix-nos a",
    ),
    APP: (
        "descarga nuestra app",
        "descarga nuestra aplicación",
        "descargá nuestra app",
        "descargue nuestra app",
        "nuestra app",
        "nuestra aplicación móvil",
    ),
    SUBSCRIBE: (
        "hazte socio de",
        "hazte socia de",
        "hacete socio",
        "nuestros suscriptores pueden",
        "apoya nuestro periodismo",
        "apoya el periodismo independiente",
        "exclusivo para nuestros suscriptores",
    ),
    RELATED: (
        "lea nuestra cobertura",
        "lee nuestra cobertura",
        "lea aquí",
        "lee aquí",
        "consulta aquí",
        "haz clic aquí",
        "haga clic aquí",
        "hacé clic aquí",
    ),
    COMMENTS: (
        "haz clic para compartir",
        "haz clic para imprimir",
        "se abre en una ventana nueva",
        "déjanos tu comentario",
        "dejanos tu comentario",
    ),
    CONTACT: ("escríbenos a", "escribinos a", "escríbanos a", "envíanos un correo", "nuestra redacción por"),
    ADVERTISEMENT: ("continúa después de la publicidad", "sigue después de la publicidad", "enlaces de afiliados"),
    DISCLAIMER: (
        "no refleja necesariamente la opinión de",
        "no reflejan necesariamente la opinión",
        "no reflejan necesariamente",
        "son responsabilidad exclusiva de sus",
        "son responsabilidad exclusiva de quien",
    ),
}
