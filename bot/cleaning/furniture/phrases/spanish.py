"""Spanish of Spain and of America ("Lea también", "Leé también"), with the lines of Catalan papers."""

from bot.cleaning.furniture.phrases.reasons import (
    ADVERTISEMENT,
    APP,
    CAPTION,
    COMMENTS,
    CONTACT,
    COOKIES,
    COPYRIGHT,
    CREDIT,
    DISCLAIMER,
    NEWSLETTER,
    PUBLISHED,
    RELATED,
    SOCIAL,
    SUBSCRIBE,
    TAGS,
    VIDEO,
)
from bot.cleaning.furniture.phrases.romance import PLATFORM, SAID, SIGN, SPEECH
from bot.cleaning.furniture.phrases.spanish_ends import BEHIND, NAME, NAMES, NOVERB, WHEN

ANYWHERE = {
    RELATED: (
        (
            r"(?:lea|lee|leé|leer|ve|vea|ver|mira|mirá|mire|escucha|escuchá|escuche|te|le|puedes|conoce|descubre|descubrí|no|llegeix|també)(?: (?:también|además|tambien|tambié|aquí|acá|más|el|"
            r"la|esta|este|puede|puedes|podría|podés|recomendamos|sugerimos|puede interesar|te pierdas|dejes de|vea|lea|leer|ver|completa|completo|nota|noticia|artículo|aparte|mas|te|pot|"
            rf"interessar|interesar|interesa)){{1,5}}{SIGN}.{{1,250}}"
        ),
        (
            r"(?:lea también|lee también|leé también|lea además|lee además|leé además|leer también|ver también|vea también|mira también|mirá también|te puede interesar|le puede interesar|"
            r"te podría interesar|le podría interesar|también te puede interesar|también le puede interesar|puede interesarte|te recomendamos|le recomendamos|te sugerimos|lee más|leer más|"
            r"lea más|leé más|ver más|más información|más noticias|seguir leyendo|sigue leyendo|seguí leyendo|continuar leyendo|continúa leyendo|leer nota completa|leer la nota completa|"
            r"leer noticia completa|ver nota completa|lea la nota completa|leer completo|nota relacionada|noticia relacionada|llegeix més|llegir més|també et pot interessar)"
        ),
        (
            r"(?:lea también|lee también|leé también|le puede interesar|te puede interesar|también te puede interesar|nota relacionada|noticia relacionada|noticias relacionadas|"
            r"más información|le recomendamos|te recomendamos leer|en contexto|para leer más|lectura recomendada|no te pierdas|no se pierda|vea el video|vea también|mirá también|leer más) ?[:|"
            r">»→].{1,250}"
        ),
        (
            r"(?:lea también|lee también|leé también|lea además|lee además|leé además|vea también|mirá también|mira también) "
            rf"{SPEECH}"
            r"(?!(?:que|bien|en voz|a los|a las)\b)(?!,)[^;»\"]{8,160}"
        ),
        r"(?:más información|más noticias|más detalles|más) (?:sobre|de|en|acerca de) (?!(?:la mitad|un|una|dos|tres|cien|mil|lo)\b)[^.,!?»\"]{2,60}(?:aquí|acá|en este enlace|[:|>]).{0,120}",
        (
            r"(?:la entrada|el artículo|la noticia|el post|la publicación|el cargo|esta entrada|la nota|el contenido|este artículo|esta nota|esta noticia|"
            r"esta historia) .{0,200}(?:se publicó primero|se publicó originalmente|apareció primero|aparece primero|fue publicado primero|fue publicada primero|fue publicado originalmente|"
            r"fue publicada originalmente|ha sido publicado originalmente|se publicó por primera vez|aparece primero|apareció originalmente) (?:en|por|el)\b.{1,120}"
        ),
        (
            r"(?:haz|hacé|haga|haciendo|pulsa|pincha|pinche|entra|ingresa|ingresá|ingrese|da|dale|clic|click|cliquea|clica) (?:clic|click|aquí|acá|en|a)\b[^»\"]{0,30}\b(?:aquí|acá|este enlace|"
            r"este link|siguiente enlace|el enlace|la imagen|clic|click|para (?:ver|leer|acceder|suscribir\w{2}|compartir|imprimir|más|seguir|escuchar|descargar|unir\w{2}))\b[^»\"]{0,200}"
        ),
        r"(?:haz|hacé|haga) (?:clic|click) (?:para|en|aquí|acá)\b.{0,200}",
        (
            r"(?:entrada anterior|entrada siguiente|siguiente entrada|artículo anterior|artículo siguiente|siguiente artículo|noticia anterior|siguiente noticia|nota anterior|próxima nota|"
            r"nota siguiente|post anterior|post siguiente)(?: ?[:|>»→←-].{0,200})?"
        ),
        (
            r"(?:navegación de entradas|saltar a la receta|ir a la receta|ir al contenido|saltar al contenido|volver arriba|volver al inicio|ir arriba|tabla de contenidos|tabla de contenido|"
            r"índice de contenidos|contenidos|índice)(?: ?[\[(](?:ocultar|mostrar|toggle).{0,20}|.{0,1})?"
        ),
        (
            r"(?:sigue|siga|seguí|sigan|consulta|consulte|consultá|conoce|conozca|encuentra|encuentre|entérate|entérese|enterate|infórmate|informate|infórmese|revisa|descubre|"
            r"descubra) (?:aquí|acá|en vivo|toda la|todas las|todos los|las últimas|la última|el minuto a minuto|en directo|toda la información|más noticias|de todas|de todo lo|"
            r"lo último)\b[^»\"]{0,80}\b(?:aquí|acá|en (?:nuestr[oa]s?|vivo|directo|este enlace)|noticias|información|actualidad|minuto a minuto|síguenos|sección|portal|web)\b[^»\"]{0,160}"
        ),
        (
            r"(?:todos los días|todas las noticias|toda la información|toda la actualidad|las noticias más importantes|las últimas noticias|las noticias de) [^»\"]{2,120}\b(?:síguenos|"
            r"seguinos|en tu (?:correo|celular|móvil|mail|email|whatsapp)|a la mano|en nuestr[oa]s?|suscríbete|aquí|acá|descarga)\b[^»\"]{0,160}"
        ),
    ),
    NEWSLETTER: (
        (
            r"(?:suscríbete|suscribite|suscríbase|suscribirse|suscribirme|regístrate|registrate|regístrese|apúntate|apuntate|inscríbete|inscribite|inscríbase|date de alta|quiero suscribirme|"
            rf"subscriu-te|apunta't)\b[^»\"]{{0,80}}\b(?:newsletters?|boletín|boletines|butlletí|nuestr[oa]s?|correo|email|e-mail|mail|canal|alertas|gratis|gratuita|gratuitamente|{PLATFORM}|"
            rf"podcast)\b{SAID}"
        ),
        (
            r"(?:recibe|recibí|reciba|recíbelo|recíbela|recibe gratis|rep|obtén|querés recibir|quieres recibir|quiere recibir|quiero recibir|deseo recibir) [^»\"]{0,160}\b(?:newsletters?|"
            r"boletín|boletines|correo|e-mail|email|mail|bandeja|whatsapp|telegram|celular|móvil|suscr\w{3,9}|notificaciones|alertas)\b[^»\"]{0,200}"
        ),
        (
            r"(?:newsletter|newsletters|boletín|boletines|nuestro boletín|boletín semanal|boletín diario|butlletí|boletín informativo|boletín de noticias)(?: ?[:|"
            r"–—-]? ?[^»\"]{0,60}\b(?:recib\w{1,3}|reciba|regístrate|suscríb\w{3}|suscribite|apúntate|gratuita|diario|semanal|alta)\b[^»\"]{0,160})?"
        ),
        (
            r"(?:has recibido|ha recibido|recibes|recibe|recibís|usted recibe|estás recibiendo|está recibiendo|le llega|te llega) (?:este|esta|estos) (?:correo|mensaje|email|e-mail|mail|"
            r"boletín|newsletter|comunicado|información)\b[^»\"]{0,200}"
        ),
        (
            r"(?:si no desea|si no deseas|si no quieres|si no quiere|si no querés|para darse de baja|para darte de baja|darse de baja|darme de baja|darte de baja|cancelar suscripción|"
            r"cancelar la suscripción|cancelar mi suscripción|para cancelar|para dejar de recibir|desuscribirse|desuscribirme|anular suscripción)\b(?!,? (?:el|la|"
            r"los) )[^»\"]{0,30}(?:recib\w{2,4}|baja|suscripción|suscripcion|boletín|correos?|responda|haz|haga|pulsa|aquí|acá|enlace|comunicados)?[^»\"]{0,160}"
        ),
        (
            r"(?:si no puedes|si no puede|si no ves|si no visualiza|si no visualizas|si tiene problemas para ver|ver este correo|ver en el navegador|ver en navegador|ver este email|"
            r"ver versión web|abrir en el navegador)\b[^»\"]{0,120}(?:navegador|correctamente|aquí|acá|web|enlace)[^»\"]{0,60}"
        ),
        (
            r"(?:gracias por suscribirte|gracias por suscribirse|gracias por registrarte|introduce tu|introduce tu correo|ingresa tu|ingresá tu|escribe tu|tu correo electrónico|"
            r"ingrese su) ?(?:correo|email|e-mail|mail|dirección)?[^»\"]{0,100}"
        ),
    ),
    SOCIAL: (
        (
            r"(?:sigue|síguenos|siguenos|síguelo|seguinos|seguí|síganos|siga|sigan|síganme|únete|unite|únase|súmate|sumate|súmese|encuéntranos|encontranos|búscanos|entra|entrá|comparte|"
            r"compartí|visítanos|acompáñanos|segueix-nos|uneix-te|agréganos|agreganos|agrega|añade|activa|sígueme|seguime)\b[^»\"]{0,80}\b(?:en|a|de|por|vía|el|"
            r"como fuente en) (?:nuestr[oa]s? |el |la |los |las )?(?:canal(?:es)? (?:de )?|página (?:de )?|perfil (?:de )?|cuenta (?:de )?|grupo (?:de )?|comunidad (?:de )?|"
            rf"redes )?{PLATFORM}\b{SAID}"
        ),
        (
            r"(?:únete|unite|únase|súmate|sumate|entra|sigue|seguí|suscríbete|suscribite|síguenos|seguinos|unirse) (?:a|en|al) (?:nuestr[oa]s?|la comunidad|el canal|los canales|"
            r"canal)\b[^»\"]{0,200}"
        ),
        (
            rf"(?:síguenos|siguenos|seguinos|síganos|sígueme|seguime|segueix-nos|búscanos|nuestras redes|nuestras redes sociales|nuestros canales)(?:{SIGN}.{{0,160}}| (?:en|aquí|acá|también|"
            r"por)\b[^»\"]{0,120})?"
        ),
        r"(?:activa|activá|active|recibe|recibí) (?:las|nuestras|tus|las notificaciones|la campanita)\b[^»\"]{0,40}(?:notificaciones|alertas|campanita|campana)\b[^»\"]{0,120}",
    ),
    APP: (
        (
            r"(?:descarga|descargá|descargue|descárgate|descargate|baja|bajá|bájate|instala|instalá|instale|prueba|descarrega) (?:gratis |ya |aquí |acá |ahora )?(?:nuestra|nuestras|la|l'|el|"
            r"la nueva|nuestra nueva) ?(?:nueva )?(?:app|aplicación|aplicaciones|apps|aplicació)\b[^»\"]{0,200}"
        ),
        r"(?:disponible en|descárgala en|descárgalo en|consíguelo en|descárgala gratis en|búscala en) (?:google play|app store|la app store|android|ios)\b.{0,80}",
        (
            r"(?:no te pierdas nada|mantente informado|mantenete informado|manténgase informado|mantente al día|no te lo pierdas|sé el primero en enterarte|entérate primero|enterate primero|"
            r"entérate al instante|lleva las noticias)\b[^»\"]{0,200}"
        ),
    ),
    ADVERTISEMENT: (
        (
            r"(?:publicidad|publicitat|anuncio|anuncios|anunci|contenido patrocinado|contenido promocionado|patrocinado|contenido de marca|espacio patrocinado|publirreportaje|branded content|"
            r"promocionado|remitido|espacio publicitario|publinota|contenido comercial|contingut patrocinat)"
        ),
        (
            r"(?:continúa|sigue|la noticia continúa|la nota continúa|el artículo continúa|la historia continúa|el contenido continúa|el contenido sigue|la noticia sigue|la nota sigue|"
            r"el texto continúa|continúe|continue|seguir|continúa leyendo|sigue leyendo|continua)(?: leyendo| la noticia| debajo| abajo| el artículo| la lectura)? (?:después|tras|despues|"
            r"debajo|abajo|luego|a continuación) ?(?:de la|de esta|del|el|la|de) ?(?:publicidad|publicitat|anuncio|anuncios|pauta|video|vídeo)"
        ),
        r"publicidad ?[-–—:|] ?(?:sigue leyendo|continúa leyendo|sigue debajo|continúe leyendo|desliza|continúa).{0,60}",
        (
            r"(?:este artículo|este post|esta entrada|esta página|esta nota|algunos enlaces|los enlaces|este contenido|como afiliado de amazon|como afiliados de amazon|"
            r"si compras)\b[^»\"]{0,120}\b(?:enlaces? de afiliados?|enlaces? afiliados?|comisión|links? de afiliados?|de afiliado|afiliación)\b.{0,160}"
        ),
        (
            r"(?:colaboración pagada|en colaboración con|contenido ofrecido por|contenido elaborado por|patrocinado por|contenido producido por|"
            r"contenido en colaboración)(?: (?:con )?[^.!?»\"]{2,60})?"
        ),
    ),
    COMMENTS: (
        (
            r"(?:compartir|comparte|compartí|compártelo|imprimir|comentar|enviar|guardar|copiar|escuchar|escucha|reportar|comparteix|imprimeix|suscribirme|guardar artículo|"
            rf"tamaño de letra)(?: (?:en|por|vía|con|a) {PLATFORM}| (?:artículo|noticia|nota|esta noticia|esta nota|este artículo|el artículo|la noticia|la nota|esto|la entrada|enlace|"
            r"el enlace|link|en redes|en redes sociales|por correo|por email|por e-mail|por mail|por correo electrónico|vía email|para después|para leer después|un error|error|en favoritos|"
            r"receta|la receta|este post))?(?: ?[:|]? ?(?:facebook|twitter|whatsapp|telegram|linkedin|x|email|correo|pinterest|copiar|enlace|link|instagram|threads|bluesky|[ ,/|·•+-]){1,20})?"
        ),
        r"(?:comparte|compartí|comparta) (?:en|esta|este|la|el|tu|con tus)\b[^»\"]{0,60}\b(?:redes|redes sociales|amigos|opinión en los comentarios|facebook|whatsapp)\b[^»\"]{0,80}",
        r"(?:me gusta)(?: (?:esto|cargando|esta)| ?:? ?cargando)?.{0,12}",
        r"(?:\d{1,5}|un|sin|ningún|no hay) comentarios?(?: en .{1,200}| todavía| aún)?(?: ?[|·,] ?\d{1,6} (?:compartidos|vistas|visitas))?",
        (
            r"(?:deja|dejá|deje|dejar|escribe|escribí|escribir|añade|agrega|publicar|ver|ir a|mostrar|leer|haz|sé el primero en|inicia sesión para|debes iniciar sesión para|regístrate para|"
            r"para comentar|danos|cuéntanos|contanos) (?:un comentario|tu comentario|una respuesta|los comentarios|comentarios|comentar|publicar un comentario|tu opinión|debes|es necesario|"
            r"inicia|todos los comentarios|su comentario)\b[^»\"]{0,140}"
        ),
        r"(?:comentarios|los comentarios|comentario)(?: (?:cerrados|están cerrados|desactivados|de los lectores|\(\d{1,5}\)))?(?: ?\(?\d{1,5})?",
        r"(?:tu dirección de correo electrónico|tu correo electrónico|su dirección de correo) no será publicad[ao]\b.{0,100}",
        (
            r"(?:qué opinas|qué opinás|qué te parece|y tú|y vos|qué piensas|te gustó|te ha gustado|te gustó esta|te resultó útil|te ha resultado|fue útil|encontraste|"
            r"has encontrado)\b ?[^»\"]{0,60}\b(?:comentarios|comentario|cuéntanos|contanos|déjanos|dejanos|comparte|compártelo|este artículo|esta nota|esta noticia|esta receta|un error|"
            r"errores|escríbenos|nos leemos)\b[^»\"]{0,140}"
        ),
        r"(?:imprimir la receta|imprimir receta|puntúa esta receta|califica esta receta|valora esta receta|valora este artículo|vota esta receta)\b.{0,60}",
    ),
    PUBLISHED: (
        (
            r"(?:publicado|publicada|publicat|actualizado|actualizada|actualitzat|modificado|última|ultima|fecha|creado|act|actualización|primera|subido|posteado|fecha de publicación|"
            rf"artículo publicado|hora)(?: actualización| modificación| de publicación| de actualización| publicación| actualizada| por [^:;!?»\"]{{2,60}}?| en línea)?(?: :|:|\.)? ?{WHEN}{BEHIND}"
        ),
        rf"por [^:;!?»\"]{{3,60}} ?[|·•] ?{WHEN}(?: ?[|·•].{{0,100}})?",
        (
            r"(?:tiempo|tiempo estimado|tiempo aproximado|temps) de (?:lectura|escucha)(?: estimado| aproximado)? ?:? ?(?:de )?(?:menos de )?(?:\d{1,3}|un)(?: ?[-–a] ?\d{1,3})? ?min(?:utos?|s|"
            r"uts?)?"
        ),
        r"(?:lectura|lectura de|lectura en|léelo en|se lee en|te lo leemos en)(?: de)? ?:? ?\d{1,3} ?(?:min(?:utos?)?|')",
        r"\d{1,3} ?(?:min|mins|minutos?|minuts|')\.? (?:de lectura|de lectura aprox|lectura|para leer)",
    ),
    COOKIES: (
        (
            r"(?:utilizamos|usamos|este sitio web utiliza|este sitio utiliza|esta web utiliza|esta web usa|este sitio usa|nosotros y nuestros socios|esta página web usa|"
            r"utilitzem) [^»\"]{0,40}cookies\b[^»\"]{0,240}"
        ),
        (
            r"(?:aceptar|aceptar todas|aceptar todo|acepto|rechazar|rechazar todo|rechazar todas|aceptar y continuar|aceptar cookies|aceptar las cookies|configurar|configurar cookies|"
            r"configuración de cookies|gestionar cookies|política de cookies|política de privacidad|aviso legal|permitir|continuar sin aceptar|términos y condiciones)(?: ?\|.{0,100})?"
        ),
        (
            r"(?:para|si quieres|si desea) (?:ver|visualizar|mostrar|acceder a|poder ver) (?:este|esta|el|la) (?:contenido|video|vídeo|publicación|tuit|tweet)\b[^»\"]{0,80}\b(?:acept\w{1,4}|"
            r"cookies|permit\w{1,4}|activ\w{1,4})\b[^»\"]{0,160}"
        ),
        (
            r"(?:este contenido|este video|este vídeo|esta publicación|este tuit)\b[^»\"]{0,60}\b(?:cookies|no está disponible en tu|requiere que aceptes|no se puede mostrar|"
            r"no puede mostrarse)\b[^»\"]{0,200}"
        ),
        (
            r"(?:al suscribirte|al registrarte|al suscribirse|al continuar|al hacer clic|si continúas navegando|al navegar)\b[^»\"]{0,60}\b(?:acept\w{1,4}|términos|política|condiciones|"
            r"cookies)\b[^»\"]{0,160}"
        ),
        r"(?:activa javascript|habilita javascript|tu navegador no|su navegador no|javascript está)\b[^»\"]{0,120}",
    ),
    SUBSCRIBE: (
        (
            r"(?:este artículo|este contenido|esta noticia|esta nota|contenido|artículo|la lectura de este|nota|noticia|esta información)(?: es| está)? (?:exclusiv[oa]s?|solo|sólo|"
            r"reservad[oa]|disponible solo|únicamente) (?:para|a) (?:nuestros )?(?:suscriptores|socios|abonados|usuarios registrados|suscriptors|lectores)\b.{0,160}"
        ),
        (
            r"(?:exclusivo para suscriptores|solo para suscriptores|sólo para suscriptores|exclusivo suscriptores|suscriptores|contenido exclusivo|contenido premium|premium|"
            r"només per a subscriptors|para suscriptores)"
        ),
        (
            r"(?:ya eres suscriptor|ya es suscriptor|ya sos suscriptor|ya estás suscrito|ya tienes cuenta|eres suscriptor|no eres suscriptor|ya tienes una cuenta|ya estoy suscrito|"
            r"ja ets subscriptor|todavía no eres suscriptor|ya tienes una suscripción)\b.{0,120}"
        ),
        (
            r"(?:para seguir leyendo|para continuar leyendo|sigue leyendo|seguí leyendo|continúa leyendo|sigue disfrutando|accede a|accedé a|lee sin límites|disfruta de|disfrutá de|aprovecha|"
            r"aprovechá|prueba|desbloquea|te quedan|te queda|has alcanzado|has superado|alcanzaste)\b[^»\"]{0,120}(?:suscr\w{2,9}|registr\w{2,6}|gratis|€|euros?|ilimitad\w|sin límites|oferta|"
            r"inicia sesión|artículos gratuitos|artículos gratis|límite de artículos)[^»\"]{0,160}"
        ),
        (
            r"(?:suscríbete|suscribite|suscríbase|suscribirme|suscribirse|suscribite ahora|subscriu-te|suscripción digital|hazte suscriptor|hacete suscriptor)(?: (?:ahora|ya|aquí|acá|hoy|"
            r"desde|por|para|y|a|gratis|al)\b[^»\"]{0,60}(?:€|euros?|\$|mes|ilimitado|leer|leyendo|acced\w{1,4}|artículos?|nuestr[oa]s?|contenidos?|periodismo|aquí|acá|ahora|"
            r"disfruta)[^»\"]{0,160})?"
        ),
        (
            r"(?:tu suscripción se está usando|quieres añadir otro usuario|añadir usuario|si quieres compartir tu cuenta|por qué estás viendo esto|si continúas leyendo en este dispositivo|"
            r"cambia tu suscripción)\b.{0,260}"
        ),
        (
            r"(?:apoya|apoyá|apoye|ayúdanos|ayudanos|ayuda|colabora|colaborá|haz|hacé|dona|doná|hazte|hacete|únete|sumate|súmate|conviértete|sostén|sostené|contribuye|"
            r"fes-te)\b[^»\"]{0,40}\b(?:nuestr[oa]s?|soci[oa]s?|socio/a|suscriptor\w{0,2}|periodismo|donación|donativo|miembro|independiente|mecenas|con nosotros|subscriptor|a seguir|"
            r"medio)\b[^»\"]{0,200}"
        ),
        (
            r"(?:si te ha gustado|si te gusta lo que|si te gustó|si valoras|si crees en|este medio|este periódico|este artículo ha sido posible|este artículo es gratis|"
            r"este artículo es posible|el periodismo independiente|hacer periodismo|necesitamos tu|necesitamos de tu|gracias a nuestros socios|sin ti)\b[^»\"]{0,120}\b(?:soci[oa]s?|"
            r"suscr\w{2,9}|dona\w{0,4}|apoyo|apoya\w{0,2}|aporte|colabora\w{0,2}|café|patreon|ko-fi|lectores|lectoras|comparte\w{0,2}|compártel[oa]|hazte)\b[^»\"]{0,200}"
        ),
    ),
    COPYRIGHT: (
        (
            r"(?:todos los derechos|todos los derechos de reproducción|tots els drets|derechos|derechos de autor|drets)(?: están)? (?:reservados|reservats|reservado)(?: ?[.©:(/–|-].{0,250}|"
            r" (?:a|por|para|\d|©)[^»\"]{0,100})?"
        ),
        (
            r"(?:prohibida|queda prohibida|está prohibida|se prohíbe|está expresamente prohibida|queda terminantemente prohibida|queda expresamente prohibida) (?:expresamente )?(?:la |su |"
            r"toda )?(?:reproducción|redistribución|difusión|copia)\b[^»\"]{0,60}(?:total|parcial|sin|contenidos?|este|de los|por cualquier|autorización)\b[^»\"]{0,200}"
        ),
        (
            r"(?:este material|este contenido|este artículo|esta obra|este texto|el contenido de)\b[^»\"]{0,60}\b(?:no puede ser publicado|no podrá ser|protegido por|licencia|creative commons|"
            r"derechos de autor|sin (?:la )?autorización|se puede reproducir|puede ser reproducido|puede republicarse)\b.{0,220}"
        ),
        r"(?:the associated press|associated press|afp|efe|europa press)\. (?:todos los derechos reservados|all rights reserved|está expresamente)\b.{0,220}",
        r"(?:copyright|derechos reservados) ?(?:©|\(c\)|\d{4}|[-–:]).{0,200}",
    ),
    DISCLAIMER: (
        (
            r"(?:las|los|la) (?:opiniones?|puntos de vista|ideas|columnas|artículos de opinión|opinión|afirmaciones|criterios)[^»\"]{0,80}\b(?:no reflejan|no representan|no necesariamente|"
            r"son responsabilidad|es responsabilidad|son de exclusiva|son de responsabilidad|no comprometen|son exclusivas?|pertenecen a|no refleja|no representa)\b.{0,220}"
        ),
        (
            r"(?:este artículo|esta nota|este texto|esta noticia|esta traducción|este contenido|esta información|esta columna|este mensaje)\b[^»\"]{0,40}\b(?:fue traducid[oa]|"
            r"ha sido traducid[oa]|se tradujo|fue generad[oa]|ha sido generad[oa]|fue redactad[oa] con|fue elaborad[oa] con|pertenece a|no refleja|no constituye|fue publicado con|"
            r"se publica con|fue realizad[oa] con|ha sido elaborad[oa] con|traducid[oa] con|puede contener información confidencial|y sus anexos)\b.{0,250}"
        ),
        (
            r"(?:traducido|traducción|traducido automáticamente|traducción automática)(?: automáticamente| automática)? (?:del inglés|del francés|del original|de|por|con|"
            r"al español) ?(?:inglés|deepl|google|inteligencia|original|ia|la ia)?\b[^»\"!?]{0,80}"
        ),
        r"(?:conforme a los criterios|se adhiere a los criterios|más información|conoce más|saber más)(?: (?:de|sobre))? (?:the trust project|trust project)\b.{0,40}",
        (
            r"(?:este contenido|la información|el contenido)\b[^»\"]{0,80}\b(?:no sustituye|no constituye|no debe considerarse|no reemplaza)\b[^»\"]{0,40}\b(?:médic\w{1,3}|profesional|"
            r"asesoramiento|recomendación|consejo|consulta|asesoría)\b.{0,120}"
        ),
        r"(?:aviso legal|aviso de confidencialidad|confidencialidad|advertencia legal|descargo de responsabilidad) ?[:.].{0,400}",
        r"antes de imprimir este (?:correo|mensaje|e-mail|email|mail)\b.{0,120}",
        r"(?:nuestros|código|manual de|principios|política de) (?:estándares|ético|estilo|éticos|correcciones|ética)(?: ?: ?.{0,120}|)",
    ),
    CONTACT: (
        (
            r"(?:si tienes|si tiene|si tenés|tienes|tenés|tiene|has visto|has encontrado|encontraste|viste|detectaste|quieres|querés|eres|fuiste|sos)\b[^»\"]{0,60}\b(?:historia|información|"
            r"pista|denuncia|error|errata|testimonio|foto|fotos|video|noticia|sugerencia|queja|testigo|contarnos|reportar|una queja)\b[^»\"]{0,60}\b(?:escríbenos|escribinos|escríbanos|"
            r"contáctanos|contactanos|envíanos|envianos|mándanos|mandanos|avísanos|avisanos|repórtalo|cuéntanos|contanos|compártela|escribe a|escríbeme|comunícate|denúncialo)\b[^»\"]{0,200}"
        ),
        (
            r"(?:escríbenos|escribinos|escríbanos|contáctanos|contáctenos|contactanos|envíanos|envianos|mándanos|mandanos|reportar error|reportar un error|reportá un error|avisar de un error|"
            r"notificar error|comunicar error|contacta con la redacción|escribe a la redacción|contactar con el autor|contacta al autor|escribí al autor)\b(?![^»\"]{0,140}, (?:le|les|me|nos|se|dice|dijo) ?)[^»\"]{0,140}"
        ),
        r"(?:contacta|contactar|escribe|escríbele|puedes escribir|pots escriure) (?:con|a|al) (?:el autor|la autora|la redacción|nosotros|autor|periodista)\b.{0,120}",
    ),
    TAGS: (
        (
            r"(?:etiquetas|etiquetes|tags|tag|palabras clave|temas|temas relacionados|temas de esta nota|temas de la nota|archivado en|más información sobre|más sobre|más noticias sobre|"
            r"en esta nota|en este artículo|hashtags|etiquetado en|etiquetado como|secciones|categorías|categoría|temas tratados|más temas|arxivat a|tópicos|noticias sobre|"
            rf"más noticias de) ?[:|>]{NOVERB}.{{1,250}}"
        ),
        r"(?:archivado en|publicado en|etiquetado con|etiquetado como|clasificado en) [^.!?»\"]{2,100}[·|•].{1,120}",
    ),
    CREDIT: (
        r"(?:crédito|créditos|credito|crèdit|autor de la foto|autoría)(?: (?:de la |de las |de )?(?:fotos?|imagen|imágenes|fotografías?|foto))? ?[:©–/-] ?[^»\"!?]{2,120}",
        (
            r"(?:foto|fotos|fotografía|fotografías|imagen|imágenes|video|vídeo|ilustración|infografía|captura|texto|texto y fotos|imatge) ?[:–—-] ?[^«»\"!?]{0,60}(?:©|/|\bafp\b|\bap\b|\befe\b|"
            r"reuters|getty|shutterstock|istock|unsplash|pexels|pixabay|adobe stock|archivo|europa press|captura|cortesía|cuartoscuro|especial|gobierno de|ayuntamiento|presidencia|"
            r"redes sociales|internet|télam|agencias?|cedida|difusión|noticias argentinas|xinhua|prensa)[^«»\"!?]{0,60}"
        ),
        rf"(?:foto|fotos|fotografía|fotografías|imagen|imágenes|ilustración|ilustraciones|imatge) ?: ?{NAME}",
        rf"(?:texto|textos|fotos|fotografía|reportaje) ?: ?{NAMES}[-–|;•·/.] ?(?:fotos?|fotografías?|ilustraci\w{{2,5}}|video|edición|vídeo) ?: ?{NAMES}",
    ),
    CAPTION: (
        (
            r"(?:imagen|foto|fotografía|fotos|imágenes|vídeo|video) (?:de archivo|referencial|ilustrativa|de referencia|de stock|ilustrativo|generada con ia|generada por ia|de recurso|"
            r"de contexto|cedida)(?: ?[-–—:(/|,.] ?[^!?»\"]{0,100}| (?:de|del) [^,!?»\"]{2,60})?"
        ),
        (
            r"(?:ampliar|ampliar foto|ampliar imagen|ver galería|galería de fotos|ver fotos|ver imágenes|ver fotogalería|fotogalería|pantalla completa|cerrar|foto \d{1,3} de \d{1,3}|"
            r"imagen \d{1,3} de \d{1,3}|pie de foto)(?: ?[:|(].{0,120})?"
        ),
    ),
    VIDEO: (
        (
            r"(?:mira|mirá|mire|ver|ve|vea|escucha|escuchá|escuche|reproduce|reproducir) (?:el|la|aquí|acá|este|esta|en|nuestro|nuestra|también el|el siguiente) (?:video|vídeo|podcast|audio|"
            r"episodio|nota|entrevista completa|noticia|artículo|capítulo|directo|vivo|galería|videos|en vivo|transmisión|siguiente video)\b(?: (?:completo|completa|del momento|de|aquí|acá|"
            r"a continuación|en|con|que|abajo)\b[^»\"]{0,120}| ?[:|>].{0,160})?"
        ),
        r"(?:escucha|escuchá|escuchar|escuche|oír|escolta) (?:este|esta|el|la|aquest) (?:artículo|nota|noticia|texto|contenido|article)\b.{0,60}",
        r"\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d",
        r"(?:video|vídeo|audio|podcast) ?(?:[|>▶] ?.{2,160}|\(?\d{1,2}:\d\d)",
        r"(?:tu navegador no soporta|este audio está generado|audio generado|voz generada|lectura automática|reproducir audio|no se pudo cargar|cargando reproductor)\b.{0,140}",
    ),
}
