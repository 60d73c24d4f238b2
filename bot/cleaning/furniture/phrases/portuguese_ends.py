"""Portuguese: what stands above and below a story, labels, what outlets say of themselves; and what all its patterns are made of."""

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
    r"janeiro|jan|fevereiro|fev|março|mar|abril|abr|maio|mai|junho|jun|julho|jul|agosto|ago|setembro|set|outubro|out|"
    r"novembro|nov|dezembro|dez"
)
WEEKDAYS = "segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|segunda|terça|quarta|quinta|sexta|sábado|domingo|seg|ter|qua|qui|sex|sáb|dom"
WHEN = r"(?:em |no dia |a |às |dia |há )?" + when(
    days=WEEKDAYS,
    months=MONTHS,
    at="às|as|à|a partir das|pelas",
    of=r"[ /-](?:de )?",
    more=r"há (?:\d{1,3}|uma?|alguns|poucos) ?\w{1,9}|\d{1,3} ?\w{1,8} atrás|(?:hoje|ontem)(?:,? (?:às )?\d{1,2}[:h]\d{2})?",
)
CHANGED = "atualizado|atualizada|atualizado em|atualização|última atualização|actualizado|modificado|publicado|editado"
BEHIND = (
    rf"(?:(?:{SEP}| )(?:{CHANGED})(?: :|:|\.)? ?{WHEN}\)?)?(?: ?[-–|•·,]? ?por [^:;!?»\"]{{2,60}})?(?: em [^:;!?»\".]{{2,60}})?"
    rf"(?:{SEP}(?:\d{{1,3}} ?min(?:utos?)?(?: de leitura)?|(?:tempo de )?leitura:? (?:de )?\d{{1,3}} ?min\w{{0,4}}|\d{{1,4}} comentários?|sem comentários))?"
)
# Words of a sentence; a line without them may be names or tags.
NOVERB = r"(?!.{0,250}\b(?:é|são|está|estão|foi|foram|era|eram|há|hay|tem|têm|tinha|será|pode|deve|disse|vai|vão|não|se|quer|faz)\b)"
NAMES = rf"{NOVERB}(?!.{{0,200}}, (?:o|a|os|as|um|uma|el|la|los)\b)[^:;!?»\"]{{2,80}}"
NAME = rf"{NOVERB}(?!(?:o|a|os|as|um|uma)\b)[\w.'&@-]{{1,20}}(?: [\w.'&/@-]{{1,20}}){{0,4}}"
_WORK = (
    "reportagem|reportagem adicional|reportagens|edição|editado|texto|tradução|traduzido|redação|escrito|com reportagem|com informações|"
    "com a colaboração|colaboração|colaborou|colaboraram|por|produção|supervisão|com contribuição"
)

TOP = {
    PUBLISHED: (
        rf"\d{{1,2}}º?(?: de|/)? ?(?:{MONTHS})\.?(?: de|,|/)? ?\d{{4}}(?:(?:,|{SEP}| às| as)? ?\d{{1,2}}[:.h]\d\d(?:min)?)?{BEHIND}",
        rf"\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}(?:(?:,|{SEP}| às| as)? ?\d{{1,2}}[:.h]\d\d(?:min)?)?{BEHIND}",
        rf"(?:{WEEKDAYS}),? \d{{1,2}}(?: de)? (?:{MONTHS})\.?(?: de|,)?(?: \d{{4}})?(?:(?:,|{SEP}| às)? ?\d{{1,2}}[:.h]\d\d)?{BEHIND}",
        rf"(?:redação|da redação)(?: [\w .]{{2,30}})? ?[-–|,·•/] ?{WHEN}{BEHIND}",
        rf"há (?:\d{{1,3}}|uma?) (?:minutos?|horas?|dias?|min|h){BEHIND}",
    ),
    SECTION: (
        (
            r"(?:comunicado de imprensa|comunicado|nota à imprensa|nota de imprensa|release|reportagem|análise|entrevista|opinião|editorial|crónica|crônica|coluna|exclusivo|exclusiva|perfil|"
            r"última hora|urgente|ao vivo|em direto|em atualização|vídeo|podcast|investigação|explicador|especial|artigo de opinião|brasília|em destaque|destaque)"
        ),
    ),
    STAFF: (
        (
            r"(?:da redação|redação|da agência|agências|com agências|da reportagem local|da sucursal|do correspondente|da agência brasil|da agência lusa|da redacção|"
            r"redacção)(?: (?:com agências|digital|online|com [\w ]{2,30}|[\w]{2,15}))?"
        ),
        rf"(?:com|por) {AGENCY}(?: e {AGENCY})?",
        rf"o [\w]{{2,20}}(?: [\w]{{2,20}})? com {AGENCY}",
    ),
    NOTE: (
        r"(?:embargo|sob embargo|embargado|com embargo)(?: até|:| às).{0,80}",
        r"para (?:divulgação|publicação|distribuição) imediata",
        r"(?:foto|fotos|vídeo|áudio|com fotos|com vídeo|c/áudio|c/vídeo|com foto|com áudio)(?: ?[,+/)(e] ?(?:foto|fotos|vídeo|áudio)){0,3}",
        r"por [^:!?»\"]{2,60}\(texto\).{2,200}",
    ),
}
END = {
    CREDIT: (
        rf"(?:com|fonte|fontes|por|via) ?:? ?(?:informações (?:da |do |de )|agência )?{AGENCY}(?: ?(?:e|,|/|&|-) ?(?:{AGENCY}|agências))?",
        r"(?:com informações|com informação|com dados|com agências|com reportagem) ?(?:da|do|de|das|dos) ?[^.,!?»\"]{2,60}",
        r"fonte ?: ?[^.!?»\":]{2,60}",
        (
            r"(?:lusa|agência lusa|agência brasil|folhapress|estadão conteúdo|ansa brasil|ansa|angop|inforpress|stp-press|aim|rfi|dw|afp|ap|agências|redação|da redação|com agências|"
            r"agência estado|agência senado|agência câmara|agência câmara de notícias|agência câmara notícias)(?: ?[/-] ?(?:lusa|fim|afp|efe|agências))?"
        ),
        r"(?:ae|lusa|efe), \d{1,2}/\d{1,2}/\d{4}",
    ),
    STAFF: (
        (
            rf"(?:{_WORK})\b(?: de| da| do| por| :|:)? ?{NOVERB}[^!?»\"]{{2,140}}[;,/|·.–-] ?(?:edição|editado|tradução|traduzido|reportagem adicional|texto|redação|supervisão|colaborou|"
            r"escrito)\b(?: em português| adicional)?(?: de| por| da| :|:)? ?[^!?»\"]{2,120}"
        ),
        rf"(?:reportagem|edição|editado|traduzido|tradução|texto|redação|supervisão|colaborou|colaboraram|produção|escrito)(?: adicional)?(?: por| :|:) ?{NAMES}",
        rf"(?:com a colaboração|com a contribuição|colaboração|com reportagem|com colaboração) (?:de|da|do) {NAMES}",
        r"tradução redação (?:são paulo|brasília|rio de janeiro|gdansk)\b.{0,120}",
        r"(?:lusa|efe|ae)(?: ?/ ?)(?:fim|fin)",
    ),
    END_SIGN: (
        (
            r"(?:fim|continua|fim da notícia|fim do comunicado|segue|em atualização|notícia em atualização|notícia em desenvolvimento|matéria em atualização|texto em atualização|"
            r"em desenvolvimento|mais informações em instantes|mais informações em breve|aguarde mais informações|reportagem em atualização|foto|fotos)"
        ),
        r"fim ?/ ?[a-z]{2,5}(?: ?/ ?[a-z]{2,5}){0,3}",
        r"(?:esta|essa) (?:matéria|reportagem|notícia) (?:está em atualização|será atualizada|está sendo atualizada|vai ser atualizada)\b.{0,60}",
        r"(?:foto|fotos|vídeo|áudio) (?:disponível|disponíveis) (?:em|no)\b.{0,60}",
    ),
    CONTACT: (
        (
            r"(?:para mais|mais|para outras|para maiores) (?:informações|detalhes)(?:,| :|:| em| ligue| contacte| contactar| entre em contato| acesse| consulte| visite|"
            r" escreva)(?: ?[^»\"!?]{0,160})?"
        ),
        r"(?:contato|contacto|contatos|contactos) ?: ?[^»\"!?]{3,160}",
    ),
    AUTHOR_BOX: (
        r"(?:sobre o autor|sobre a autora|o autor|a autora) ?[:|].{2,250}",
        r"(?:ver|leia|veja|ler) (?:todos os artigos|mais artigos|todas as matérias|mais matérias|todos os posts|outros artigos|mais textos|todos os textos) (?:de|do|da|por) ?[^.!?»\"]{2,60}",
    ),
}
LABELS = {
    RELATED: (
        (
            r"(?:relacionadas|relacionados|relacionado|notícias relacionadas|matérias relacionadas|artigos relacionados|artigo relacionado|conteúdo relacionado|conteúdos relacionados|"
            r"posts relacionados|reportagens relacionadas|leia também|leia mais|leia ainda|veja também|veja mais|ver também|ler também|ler mais|saiba mais|confira também|assista também|"
            r"ouça também|você pode gostar|você também pode gostar|pode gostar|pode gostar também|também pode gostar|talvez lhe interesse|pode interessar|pode interessar-lhe|"
            r"pode te interessar|recomendados|recomendado|recomendadas|recomendado para si|recomendado para você|recomendamos|recomendações|não perca|a não perder|mais lidas|mais lidos|"
            r"as mais lidas|os mais lidos|mais vistas|mais vistos|mais lidas do dia|mais populares|populares|mais recentes|últimas|últimas notícias|últimas da editoria|artigos recentes|"
            r"posts recentes|mais notícias|mais sobre o assunto|mais sobre este assunto|mais sobre|sobre o mesmo assunto|outras notícias|outros artigos|outras matérias|destaques|em destaque|"
            r"em alta|em foco|tendências|trending|links|links úteis|para saber mais|continue lendo|continue a ler|próxima matéria|próximos artigos|mais comentadas|conteúdo patrocinado|da web|"
            r"vídeos|vídeos relacionados|vídeos mais vistos|galeria|especiais|mais no|mais em|mais do autor|nossos podcasts|podcasts|newsletters|mais da seção|mais desta secção|mais conteúdo|"
            r"sugestões de leitura|sugestões|leituras recomendadas|escolhas do editor|escolha do editor|siga lendo)"
        ),
        r"(?:mais notícias|mais artigos|últimas notícias|mais matérias|veja mais notícias|leia mais|outras notícias|tudo|mais) sobre [^.!?»\",]{2,60}",
        r"(?:mais notícias|mais artigos|últimas notícias|veja mais notícias|últimas|mais lidas) (?:de|do|da|em|no|na) [^.!?»\",]{2,60}",
    ),
    TAGS: (
        r"(?:tags|etiquetas|palavras-chave|assuntos|temas|tópicos|categorias|editorias|neste artigo|tópicos relacionados|assuntos relacionados|marcadores)",
    ),
    COMMENTS: (
        (
            r"(?:compartilhar|compartilhe|partilhar|partilhe|compartilhe isso|compartilhe esta notícia|compartilhe essa notícia|partilhar isto|partilhe este artigo|compartilhe no|comentários|"
            r"deixe um comentário|deixe seu comentário|deixe uma resposta|siga-nos|siga-nos em|siga-nos nas redes sociais|siga nas redes sociais|nossas redes sociais|redes sociais)"
        ),
    ),
    NEWSLETTER: (
        r"(?:newsletter|newsletters|nossa newsletter|nossas newsletters|a nossa newsletter|assine nossa newsletter|boletim)",
    ),
    AUTHOR_BOX: (
        r"(?:sobre o autor|sobre a autora|sobre os autores|o autor|a autora|do mesmo autor|da mesma autora|quem é o autor|mais do autor)",
    ),
}
CLOSINGS = {
    PRESS: (
        (
            r"(?:contato|contatos|contacto|contactos|informações|informação|atendimento) (?:para |de |à |para a |com a |aos )?(?:imprensa|comunicação social|a imprensa|jornalistas|mídia|media|"
            r"a mídia)(?: [^.!?»\"]{2,60})?(?: ?[:–|-].{0,200})?"
        ),
        (
            r"(?:assessoria|gabinete|departamento|coordenação|núcleo|sala) de (?:imprensa|comunicação|comunicação social|comunicação e imprensa|comunicação e marketing)(?: ?[:–|·/-].{0,200}|"
            r" (?:da|do|de) [^.,!?»\"]{2,60})?"
        ),
        r"(?:para mais|mais|para outras) informações(?: (?:e|ou|à|para) (?:a )?(?:entrevistas|imprensa|agendamento|pedidos de entrevista|jornalistas)[^.!?»\"]{0,60})?(?: ?[:–|])?",
    ),
    NOTE: (
        r"(?:nota|notas|aviso|atenção) (?:aos|para|à|para os|às) (?:editores|redações|redatores|jornalistas|clientes|assinantes|redacções)\b.{0,250}",
    ),
}
SENDERS = {PRESS: (rf"(?:sobre|acerca|quem somos)\b{NOVERB} [^.,;:!?»\"]{{2,70}}",)}
SUMMARIES = {
    HIGHLIGHT: (
        (
            r"(?:resumo|em resumo|pontos principais|pontos-chave|pontos chave|principais pontos|o essencial|em síntese|destaques da notícia|resumo da notícia|o que você precisa saber|"
            r"o que precisa de saber|em poucas palavras|o que sabemos)"
        ),
    ),
}
NOTES = {
    NOTE: (
        (
            r"(?:acrescenta|atualiza|adiciona|corrige|repete|substitui|inclui|reescreve|actualiza|amplia|republica|altera|atualizada|atualizado|corrigida) (?:a |o |as |os |com |em |no |na |"
            r"declarações|citações?|cotação|cotações|detalhes|falas?|comentários?|mais|contexto|informações|título|dados|reação|reações|preços)[^!?»\"]{0,220}"
        ),
    ),
}
WITHIN = {
    NEWSLETTER: (
        "nossa newsletter",
        "nossas newsletters",
        "nosso boletim",
        "inscreva-se aqui",
        "assine gratuitamente",
        "na sua caixa de entrada",
        "no seu e-mail todos",
        "subscreva aqui",
    ),
    SOCIAL: (
        "nosso canal no whatsapp",
        "nosso canal do whatsapp",
        "nosso canal no telegram",
        "nosso canal no youtube",
        "nosso grupo no whatsapp",
        "nosso grupo do whatsapp",
        "nossa página no facebook",
        "nosso perfil no instagram",
        "siga-nos no",
        "siga-nos em",
        "siga-nos nas",
        "nossas redes sociais",
        "nossa comunidade no whatsapp",
    ),
    APP: (
        "baixe nosso app",
        "baixe o nosso app",
        "baixe nosso aplicativo",
        "nosso aplicativo",
        "nossa aplicação",
        "nossa app",
        "nosso app",
    ),
    SUBSCRIBE: (
        "apoie o nosso",
        "apoie nosso",
        "apoie o jornalismo",
        "seja assinante",
        "torne-se assinante",
        "exclusivo para nossos assinantes",
    ),
    RELATED: (
        "clique aqui",
        "clique neste link",
        "leia mais notícias",
        "veja outras notícias",
        "leia todas as notícias",
    ),
    COMMENTS: (
        "abre em nova janela",
        "abre numa nova janela",
        "clique para compartilhar",
        "deixe seu comentário",
        "deixe o seu comentário",
    ),
    CONTACT: ("escreva para a redação", "fale com a redação", "escreva-nos para"),
    ADVERTISEMENT: ("continua após a publicidade", "continua depois da publicidade", "links de afiliados"),
    DISCLAIMER: (
        "não reflete necessariamente a opinião",
        "não refletem necessariamente",
        "não representa necessariamente a opinião",
        "não representam necessariamente",
        "são de responsabilidade exclusiva",
        "são de inteira responsabilidade",
    ),
}
