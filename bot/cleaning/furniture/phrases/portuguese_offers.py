"""Portuguese, what outlets ask of their readers and say of their own pages: boxes, polls, letters, licences, warnings."""

from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.furniture.phrases.portuguese_ends import NAMES
from bot.cleaning.furniture.phrases.romance import SPEECH

_PIECE = r"(?:artigo|matéria|notícia|reportagem|texto|post|conteúdo|entrevista|coluna|crónica|crônica|podcast|publicação|receita)"
_SITES = r"(?:instagram|facebook|tiktok|x|twitter|youtube|threads|bluesky)"

ANYWHERE = {
    reasons.RELATED: (
        r"(?:vídeos|fotos|podcast|galeria) ?: ?(?:tudo sobre|veja|veja os|assista|os mais|mais|últimas|reportagens|confira)\b[^\"»]{2,100}",
        rf"(?:enquete|quiz|sondagem|inquérito|pergunta do dia|teste) ?: ?{SPEECH}[^\"]{{3,160}}(?:vote|responda|participe|sabe|conhece|acerte)[^\"]{{0,60}}",
        rf"(?:conhece bem|faça o|faz o|responda ao|participe do|teste seus|teste os seus) {SPEECH}[^\"»]{{2,80}}\b(?:quiz|teste|inquérito|enquete|conhecimentos)\b[^\"»]{{0,60}}",
        r"(?:veja|consulte|confira|acompanhe) (?:a cotação|o tempo|a previsão|o horóscopo|a programação|o guia|a tabela|os resultados|a agenda)\b[^\"».,]{0,60}",
        r"(?:postagens|notícias|artigos|posts) (?:mais antigas|mais antigos|mais recentes|anteriores|seguintes)",
        r"(?:ler resumo|ver resumo|ver mais|carregar mais|ver todos|mostrar mais|ver todas)",
        r"(?:role|arraste|deslize|passe) (?:a galeria|as fotos|para o lado|para ver)\b[^\"»]{0,60}",
        r"(?:conheça|leia|consulte|veja) (?:os )?(?:nossos?|nossas?|os nossos|o nosso) (?:princípios editoriais|estatuto editorial|código de ética|código de conduta|política de correções|manual)\b[^\"»]{0,80}",
        r"(?:ficha técnica|estatuto editorial|quem somos|expediente|termos e condições|princípios editoriais|the trust project)(?: (?:e|:) ?[^\"»]{2,60})?",
    ),
    reasons.NEWSLETTER: (
        r"(?:não está conseguindo|não está a conseguir|não consegue|não estás a conseguir|problemas para|dificuldades em) (?:ver|visualizar|ler|abrir) (?:este|esta|o|a)\b[^\"»]{0,120}",
        r"(?:ver|abrir|ler|visualizar) (?:este|esta|o|a) (?:e-mail|email|mensagem|newsletter|edição|versão)\b[^\"»]{0,20}(?:no|na|em) (?:browser|navegador|web|online)\b[^\"»]{0,40}",
        r"(?:recebeu|recebeste|você recebeu) (?:isto|este e-mail|esta newsletter|este email|esta edição|esta mensagem) (?:de um amigo|por engano|encaminhad[ao])\b[^\"»]{0,100}",
        r"(?:se não pretende|se não deseja|caso não pretenda|caso não deseje|se não pretender) (?:receber|continuar)\b[^\"]{0,200}",
        r"(?:receba|recebe) [^\"»]{2,120}\b(?:todos os dias|todas as (?:manhãs|semanas|segundas|sextas)|toda (?:semana|manhã|segunda|sexta)|diariamente|semanalmente)",
        r"(?:responda a|responda) (?:esta mensagem|este e-mail|este email|esta newsletter)\b[^\"»]{0,100}",
        r"(?:descadastrar|descadastre-se|cancelar inscrição|cancelar subscrição|atualizar preferências|gerir preferências)(?: ?[|·-] ?[^\"»]{2,60})?",
    ),
    reasons.SOCIAL: (
        rf"(?:ver|veja|assistir|ver o|ver a) (?:essa|esta|este|esse|o|a) ?(?:foto|publicação|post|vídeo|tweet|story) (?:no|na|do) {_SITES}\b.{{0,50}}",
        r"(?:uma|um) (?:publicação|foto|vídeo|post|reel) (?:compartilhad[ao]|partilhad[ao]|publicad[ao]) (?:por|de) .{2,80}\(@.{1,40}",
        rf"(?:gostaste|gostou|curtiu|gostaram|gostou da matéria|gostou do artigo)\? ?{SPEECH}[^\"»]{{0,40}}\b(?:partilha|partilhe|compartilhe|comenta|comente|encaminhe|subscreva|assine|apoie|deixa|segue)\b[^\"»]{{0,100}}",
        r"(?:se gostou|se gostaste|se você gostou),? (?:encaminhe|partilhe|partilha|compartilhe|subscreva|assine|apoie|comente|deixe)\b[^\"»]{0,100}",
    ),
    reasons.SUBSCRIBE: (
        r"(?:para continuar a ler|para continuar lendo|para ler este|para ler o|para aceder a|para acessar)\b[^\"»?]{0,60}\b(?:assine|subscreva|cadastre|faça login|registe|entre)\b[^\"]{0,160}",
        r"(?:tem um código|já tem um código|ative aqui|ativar código|ofereça este artigo|presenteie|ler edição impressa|ler a edição)\b[^\"»]{0,80}",
        r"(?:me pague|pague-me|ofereça-me|ofereça-nos|nos pague) um (?:café|cafezinho)\b[^\"»]{0,80}",
        r"(?:contribua|apoie|doe|faça um pix|faça uma doação|faça um donativo)(?: ?: ?| (?:com|via|para a chave|pelo|a partir)\b)[^\"»]{0,60}\b(?:pix|qualquer valor|r\$|euros|€|jornalismo|redação|doação|donativo|chave)\b[^\"»]{0,100}",
    ),
    reasons.ADVERTISEMENT: (
        r"(?:um oferecimento de|um oferecimento|oferecimento|oferecido por|com o apoio de|apresentado por|patrocínio|com o patrocínio de) ?: ?[^\"»!?]{2,120}",
        r"(?:anuncie aqui|anuncie conosco|anuncie connosco|anuncie neste espaço|publicite aqui|sua marca aqui|espaço publicitário|anuncie no|anuncie na)\b ?[:|–-]? ?[^\"»!?]{0,80}",
        r"(?:cupom|cupão|código promocional|código de desconto|código) [^\"».,]{2,30}(?: (?:na|no|em|de|com|para)\b[^\"»]{2,60})",
        r"(?:jogue com responsabilidade|aposte com responsabilidade|jogo responsável|aprecie com moderação|seja responsável)\b[^\"»]{0,180}",
        r"(?:classificados|vagas de emprego|horóscopo|previsão do tempo|loterias|necrologia)(?: (?:de hoje|do dia|da semana)\b)?",
    ),
    reasons.COMMENTS: (
        rf"(?:est[ea]|ess[ea]) {_PIECE} (?:foi útil|ajudou|foi útil para si|lhe foi útil)\b[^\"»]{{0,40}}",
        r"(?:sugerir correcção|sugerir correção|sugira uma correção|sugira uma correcção|reportar erro|comunicar erro|corrigir|comentários ?\(\d{1,5}\)?)(?: ?[|·] ?(?:sugerir correcção|sugerir correção|comunicar erro|partilhar|imprimir))?",
        r"(?:postado|publicado|escrito) por .{2,60} (?:às|em) \d{1,2}[:./].{2,60}",
        r"(?:os comentários|comentários) (?:são|estão|serão|publicados|aqui)\b[^\"»]{0,40}\b(?:moderados|moderação|responsabilidade|sujeitos|revisados)\b[^\"»]{0,140}",
        r"\d{1,3}(?:\.\d{3})? (?:visualizações|partilhas|compartilhamentos|leituras|acessos|views)",
    ),
    reasons.APP: (
        r"(?:acompanhe|ouça|siga|assista|veja|escute|sintonize) (?:a|as|o|os|toda a|ao vivo)?\b[^\"».]{0,60}\b(?:nosso|nossa|aplicativo|aplicação|app|play store|app store)\b[^\"»]{0,100}",
    ),
    reasons.CONTACT: (
        r"(?:fale com|contacto d[oa]|contato d[oa]|escreva para|escreva a|escreva ao) (?:a |o )?(?:colunista|autora?|repórter|jornalista|redação|editora?)\b ?:? ?[^\"»!?]{0,100}",
        r"(?:detectou|detetou|encontrou|viu|reparou em|notou|tem) (?:um erro|uma gralha|algum erro|uma sugestão|uma denúncia|alguma informação)\b[^\"»?]{0,60}\? ?(?:diga|avise|escreva|fale|envie|conte|entre)[^\"»]{0,100}",
        r"(?:imagens|fotos|vídeos|fotografias|áudios|imagens e sons|a agência disponibiliza)\b[^\"»!?]{0,40}\b(?:disponíveis|em alta resolução|para download|imagens|sons)\b[^\"»!?]{0,100}",
    ),
    reasons.COPYRIGHT: (
        r"(?:licença|sob licença|publicado sob|conteúdo sob|texto sob|disponível sob) (?:a |uma )?(?:licença )?(?:creative commons|cc by)\b[^\"»]{0,140}",
        r"(?:republique|pode republicar|é permitida a republicação|permitida a reprodução|reprodução permitida|permitida a republicação)\b[^\"»]{0,40}\b(?:conteúdo|artigo|texto|fonte|matéria|citada|gratuitamente)\b[^\"»]{0,120}",
        r"(?:registo erc|registro|cnpj|nipc|nif|depósito legal|propriedade|diretor|director|editor responsável|jornalista responsável) ?(?:n|nº|n\.º|:)[.º°]{0,2} ?[^\"»!?]{0,20}\d[^\"»!?]{2,160}",
        rf"(?:resumo|texto|{_PIECE}|tradução|imagem|ilustração) (?:gerad[oa]|traduzid[oa]|produzid[oa]|criad[oa]|escrit[oa])\b[^\"»]{{0,40}}\b(?:inteligência artificial|automaticamente|ia)\b(?!, mas\b)[^\"»]{{0,120}}",
    ),
    reasons.DISCLAIMER: (
        r"(?:a autora|o autor|as autoras|os autores|a colunista|o colunista|este texto|este artigo|a jornalista|o jornalista) (?:escreve|escrevem|foi escrito|está escrito|segue|não segue|não escreve) (?:segundo|de acordo com|conforme|ao abrigo|pelo|com|pela|a) ?(?:o |a )?(?:antig[oa] |nov[oa] )?(?:acordo ortográfico|antigo acordo|novo acordo|ortografia|antiga ortografia|grafia)[^\"»]{0,60}",
        r"(?:os artigos|as opiniões|os textos|as colunas|os conteúdos|os comentários)\b[^\"]{0,80}\bnão (?:traduzem?|representam?|refletem?|expressam?|vinculam)\b[^\"]{0,60}\b(?:opinião|posição|posicionamento|jornal|portal|veículo|linha editorial|redação|site)\b[^\"]{0,80}",
        rf"(?:est[ea]|ess[ea]) {_PIECE} (?:integra|faz parte|foi produzid[oa]|foi realizad[oa]|foi apoiad[oa]|teve apoio|contou com|é parte)\b[^\"]{{0,40}}\b(?:projeto|projecto|série|apoio|especial|bolsa|parceria|fundo)\b[^\"]{{0,140}}",
        r"(?:rentabilidade passada|rentabilidades passadas|os preços|preços|os valores|este conteúdo não|este artigo não)\b[^\"»]{0,60}\b(?:garantia|consultados|podem variar|sofrer alterações|substitui|constitui|comissão)\b[^\"»]{0,160}",
    ),
    reasons.CAPTION: (
        r"(?:legenda|legenda da foto|crédito da imagem) ?: ?[^\"!?]{3,200}",
        r"(?:infográfico|infografia|arte|mapa|gráfico|ilustração) ?: ?[^\"»!?.,:]{2,40}(?:/ ?[^\"»!?.,:]{2,40})?",
        r"\d{1,2} de \d{1,2} [^\"!?]{5,160}[—–-] foto: ?.{2,60}",
    ),
    reasons.VIDEO: (
        r"(?:ouvir|ouça|oiça|escute) (?:notícia|este conteúdo|esta notícia|a notícia|artigo|o artigo|conteúdo|matéria)(?: ?\d{1,2}x| ?[·|] ?\d{1,3} ?min| ?\d{1,2}:\d\d)?",
        r"(?:episódio|ep) \d{1,4} ?: ?[^\"]{3,140}\b(?:spotify|apple podcasts|ouça|youtube|deezer|plataformas)\b[^\"]{0,60}",
    ),
}
TOP = {
    reasons.STAFF: (
        r"(?:do|da|de) (?:estadão conteúdo|folhapress|agência brasil|agência lusa|lusa|agência estado|correspondente|nossa reportagem|enviado especial|sucursal)(?: (?:em|de|no|na) [^\"»!?.,;]{2,40})?",
        r"(?:colaboração para|colaboração especial para|especial para|enviad[oa] especial|correspondente) (?:o |a |em |ao |à )?[^\"»!?.;]{3,60}",
        r"(?:repórter|repórteres|editora?|colunista|correspondente|professora?) (?:da|de|do|em|na|no) (?!(?:\d|que)\b)[^\"»!?.;,:]{3,60}",
        rf"(?:escrito|texto|reportagem|textos e fotos) por {NAMES}",
    ),
    reasons.SECTION: (
        r"(?:crítica|resenha|carta ao diretor|cartas ao diretor|carta do leitor|reportagem especial|fact-check|verificamos|checamos|política|economia|esportes|desporto|cultura|sociedade|mundo|país|cidades|polícia|ciência|tecnologia|saúde)",
        r"(?:edição|número|boletim) (?:n|nº|n\.º|no|#)?[.º°]{0,2} ?\d{1,5}(?: ?[·|–—-] ?.{3,60})?",
    ),
    reasons.NOTE: (
        r"(?:bom dia|boa tarde|boa noite|olá|oi|caro leitor|cara leitora|prezado|prezados|prezada|exmos|exmo)\b[^\"»]{0,80}\b(?:edição|newsletter|boletim|subscreva|pauta|nota|divulgação|jornalistas?|assinante|leitores)\b[^\"»]{0,140}",
        r"(?:comunicado de imprensa|comunicado|nota de imprensa|nota à imprensa|release|press release|sugestão de pauta) ?[|–—:-] ?[^\"»!?]{3,80}",
        r"(?:atenção|aviso) ?: ?(?:substitui|repete|corrige|anula|retransmite|repetição|nova versão)\b[^\"»!?]{0,160}",
        r"(?:este texto|esta notícia|este texto de apoio) (?:substitui|anula|corrige|repete) (?:o|a) (?:anterior|versão)\b.{0,80}",
    ),
}
END = {
    reasons.STAFF: (
        r"(?:sob|estagiári[oa],? sob|com) (?:a )?supervisão (?:de|do|da) [^\"»!?.;]{3,60}",
        r"(?:edição de vídeo|edição de imagem|edição de texto|imagens|imagem|pauta|roteiro|arte|revisão|texto editado|fotografia|produção) ?(?:: ?|por )[^\"»!?:]{2,60}",
    ),
    reasons.CONTACT: (
        r"(?:secretaria|assessoria|coordenadoria|diretoria|gabinete) de (?:comunicação|comunicação social|imprensa)\b ?[–—:|-] ?[^\"»!?]{2,100}",
    ),
    reasons.NEWSLETTER: (
        r"(?:até amanhã|até a próxima|até à próxima|até (?:segunda|terça|quarta|quinta|sexta|sábado|domingo)(?:-feira)?|boa semana|bom fim de semana|boas leituras)(?:[!.–-]{1,3} ?| (?:e|se)\b)(?!.{0,100}\b(?:eram|era|foi|disse|diz)\b)[^\"»?]{0,100}",
    ),
    reasons.AUTHOR_BOX: (
        r"(?:jornalista formad[oa]|jornalista|formad[oa] em|mestre em|doutora? em|é sociólog[oa]|é jornalista|é economista|é professora?|é escritora?|é advogad[oa]|nasceu em) (?:pela|pelo|em|por|de|,)?[^\"]{2,80}(?:, | e |\. )(?:cobre|escreve|autora? de|vive em|mestre|colabora|trabalha|publicou|onde publicou|pai de|mãe de)\b[^\"]{0,160}",
        r"(?:a coluna|esta coluna) (?:é publicada|sai|é publicado) (?:às|aos|toda|todas|quinzenalmente|semanalmente|todo)\b[^\"»]{0,60}",
    ),
}
LABELS = {
    reasons.RELATED: (
        (
            r"(?:para ler depois|leia ainda|leia outras notícias|outros destaques|últimas do dia|mais destaques|ver também|veja ainda|confira|confira mais|também em|do nosso arquivo|"
            r"sugerimos|recomendamos também|poderá também gostar|poderá gostar|poderá interessar|também lhe pode interessar|pode também interessar|continue a explorar|na mesma secção|"
            r"na mesma editoria|mais desta editoria|o mais lido|o mais visto|top notícias|notícias em destaque|manchetes|acontece agora|agora no portal|neste momento|nesta secção|"
            r"artigos do mesmo autor|quem leu isto também leu|quem leu também leu|escolhas para si|para você|mais para você|você viu|já viu|notícias do dia|assuntos do dia)"
        ),
    ),
}
WITHIN = {
    reasons.SOCIAL: ("partilha com os teus amigos", "compartilhe com seus amigos", "partilhe com os seus amigos"),
    reasons.NEWSLETTER: ("abra no navegador", "recebeu este e-mail de um amigo", "descadastrar"),
    reasons.SUBSCRIBE: ("código da edição impressa",),
    reasons.ADVERTISEMENT: ("anuncie aqui", "na loja do jornal"),
    reasons.CONTACT: ("sugira uma correção", "detectou um erro", "encontrou um erro"),
}
