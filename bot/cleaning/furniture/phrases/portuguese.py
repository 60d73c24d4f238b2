"""Portuguese of Brazil, Portugal and Africa, as agencies, papers, portals, blogs and public bodies write it."""

from bot.cleaning.furniture.phrases.portuguese_ends import BEHIND, NAME, NAMES, NOVERB, WHEN
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

ANYWHERE = {
    RELATED: (
        (
            r"(?:leia|veja|ler|ver|ouça|assista|confira|saiba|lê|vê|descubra|conheça|relembre|entenda|oiça) (?:também|tambem|mais|ainda|aqui|a seguir|na íntegra|a íntegra|a matéria completa|"
            r"a reportagem completa|o artigo completo|a notícia completa|outras notícias|outras matérias|todas as notícias|a nossa|o nosso|na radioagência nacional|na rádio \w{2,20}|"
            rf"no podcast)(?: (?:sobre|em|no|na|sobre o assunto|aqui|notícias|da região|desta)\b[^:»\"]{{0,60}})?{SIGN}.{{1,250}}"
        ),
        (
            r"(?:leia também|leia mais|leia ainda|veja também|veja mais|ler mais|ver mais|ler também|saiba mais|continue lendo|continuar lendo|continuar a ler|continue a ler|"
            r"ler artigo completo|ler notícia completa|ler o artigo completo|leia a íntegra|leia na íntegra|leia a matéria completa|leia a notícia completa|leia a reportagem completa|"
            r"mais informações|mais notícias|mais lidas|assista também|confira também|ouça também|pode gostar também|talvez você goste|você também pode gostar|voltar ao topo|voltar ao início|"
            r"ir para o conteúdo|pular para o conteúdo|saltar para o conteúdo|ir para a receita|pular para a receita|próxima matéria|matéria anterior|próximo artigo|artigo anterior|"
            r"navegação de post|navegação de posts|navegação de artigos|índice|sumário)(?: (?:aqui|sobre [\w ]{2,40}|neste link))?"
        ),
        (
            r"(?:leia também|leia mais|leia ainda|veja também|veja mais|ler mais|saiba mais|relacionado|relacionadas|notícia relacionada|matéria relacionada|notícias relacionadas|"
            r"mais sobre o assunto|sobre o mesmo assunto|confira|entenda|ver também|não perca|a não perder|a ler|para ler|assista|recomendado|post anterior|próximo post|artigo anterior|"
            r"próximo artigo|notícia anterior|próxima notícia|anterior|próximo) ?[:|>»→←•].{1,250}"
        ),
        (
            r"(?:leia também|leia ainda|veja também|ver também|ler também|assista também) "
            rf"{SPEECH}"
            r"(?!(?:que|se|em voz|para|os|quando|o \w{3,20}:|a \w{3,20}:)(?:\b|(?<=:)))(?!,)[^;»\"]{8,160}"
        ),
        (
            r"(?:veja|leia|confira|acompanhe|siga|saiba|assista|acesse|conheça|descubra|encontre|fique|receba) (?:mais|outras|todas|todos|aqui|tudo|ao vivo|em tempo real|as últimas|"
            r"as principais|outros|a cobertura|a nossa|as nossas|os nossos|por dentro|o nosso|nossa|nosso|nossas) ?(?! [^»\"]{0,60}\b(?:disse|foi|era)\b)[^»\"]{0,100}\b(?:notícias|matérias|"
            r"reportagens|informações|vídeos|cobertura|no portal|em nosso|no nosso|na nossa|no site|aqui|g1|tempo real|acontece|sobre o assunto|página|portal|site|canal|especial|"
            r"podcasts?)\b[^»\"]{0,120}"
        ),
        (
            r"(?:o post|o artigo|a notícia|a matéria|este artigo|este post|o conteúdo|esta notícia|este conteúdo|este texto|esta matéria|a publicação|"
            r"esta reportagem) .{0,200}(?:apareceu primeiro|aparece primeiro|apareceu pela primeira vez|foi publicad[oa] primeiro|foi publicad[oa] originalmente|foi originalmente publicad[oa]|"
            r"foi publicad[oa] pela primeira vez|foi publicad[oa] inicialmente) (?:em|no|na|por|pelo|pela|a)\b.{1,120}"
        ),
        (
            r"(?:clique|clica|carregue|clicando|toque|acesse) (?:aqui|no link|neste link|na imagem|para (?:ver|ler|partilhar|compartilhar|imprimir|acessar|ouvir|saber|assistir|ampliar|seguir|"
            r"entrar)|e (?:siga|receba|confira|saiba|acesse|assine|entre))\b[^»\"]{0,200}"
        ),
        (
            r"(?:já leu|já viu|ainda não|não deixe de|já conhece) (?:todas|a nossa|leu|ler|conferir|acompanhar|as|o nosso)\b[^»\"]{0,80}\b(?:notas|reportagens|notícias|clique|aqui|editoria|"
            r"também|newsletter|podcast)\b[^»\"]{0,100}"
        ),
        r"(?:vídeos|fotos|videos) ?: ?(?:últimas notícias|mais vistos|os mais vistos|veja|assista|destaques|mais assistidos|notícias)\b[^»\"]{0,80}",
        r"(?:este post|este texto|este artigo|esta reportagem|esta matéria) (?:faz parte|integra) (?:da|de|do|uma|a|o) (?:série|especial|projeto|uma série|dossiê)\b[^»\"]{0,160}",
    ),
    NEWSLETTER: (
        (
            r"(?:assine|inscreva-se|cadastre-se|subscreva|subscrever|assinar|inscreve-te|registe-se|registre-se|quero receber|se inscreva|inscrever-se|"
            rf"inscreva)\b[^»\"]{{0,80}}\b(?:newsletters?|boletim|boletins|noss[oa]s?|e-mail|email|gratuitamente|grátis|gratuita|canal|alertas|podcast|{PLATFORM})\b{SAID}"
        ),
        (
            r"(?:receba|recebe|quer receber|receber|deseja receber|fique por dentro|fique a par|fique sempre|fique bem informado|fique informado) ?[^»\"]{0,160}\b(?:newsletters?|boletim|"
            r"e-mails?|emails?|caixa de entrada|caixa postal|whatsapp|telegram|celular|telemóvel|notificações|alertas|inscreva\W|cadastre\W|inscreva-se|subscreva|noss[oa]s?|grupo)\b[^»\"]{0,200}"
        ),
        (
            r"(?:newsletter|newsletters|a nossa newsletter|nossa newsletter|boletim informativo)(?: ?[:|–—-]? ?[^»\"]{0,60}\b(?:receba|inscreva-se|subscreva|assine|cadastre-se|diária|semanal|"
            r"gratuita|grátis)\b[^»\"]{0,160})?"
        ),
        r"(?:você recebeu|você está recebendo|recebeu|está a receber|recebe) (?:este|esta) (?:e-mail|email|mensagem|newsletter|comunicado|boletim)\b[^»\"]{0,200}",
        (
            r"(?:caso não queira|se não deseja|se não quiser|se não quer|para cancelar|cancelar inscrição|cancelar a inscrição|cancelar subscrição|cancelar a subscrição|anular subscrição|"
            r"anular a subscrição|para deixar de receber|para se descadastrar|descadastre-se|descadastrar|para sair da lista|se desejar cancelar|"
            r"remover subscrição)\b[^»\"]{0,20}(?:receb\w{2,4}|inscri\w{3,5}|subscri\w{3,5}|assinatura|clique|aqui|e-mail|newsletter|lista|mais)?[^»\"]{0,160}"
        ),
        (
            r"(?:se não consegue visualizar|se não conseguir visualizar|caso não consiga visualizar|não consegue ver este|ver no navegador|ver no browser|abrir no navegador|"
            r"visualizar no navegador|veja no navegador|ler no browser)\b[^»\"]{0,120}"
        ),
        (
            r"(?:digite seu|insira o seu|insira seu|introduza o seu|informe seu|obrigado por se inscrever|obrigado por subscrever|seu endereço de e-mail|o seu endereço de email) ?(?:e-mail|"
            r"email|melhor e-mail)?[^»\"]{0,120}"
        ),
    ),
    SOCIAL: (
        (
            r"(?:siga|siga-nos|segue|segue-nos|nos siga|acompanhe|acompanhe-nos|curta|curte|junte-se|junta-te|entre|participe|participe do|encontre-nos|inscreva-se|faça parte|adicione|"
            r"compartilhe|partilhe|me siga|siga-me|estamos|converse|fale|clique aqui e siga|marque)\b[^»\"]{0,80}\b(?:no|na|nos|nas|do|da|pelo|pela|via|em|ao|às|"
            rf"como fonte preferida no)(?: (?:noss[oa] |nossos |o |a )?(?:canal|canais|página|perfil|grupo|comunidade|conta|redes)(?: d[oae]| no)?)? ?{PLATFORM}\b{SAID}"
        ),
        (
            r"(?:entre|participe|junte-se|siga|inscreva-se|faça parte|acompanhe|acesse|conheça|se inscreva) (?:no|na|do|da|em|ao|à|nos|nas|o|a) (?:noss[oa]s?|canal|grupo|comunidade|perfil|"
            r"página)\b[^»\"]{0,200}"
        ),
        (
            rf"(?:siga-nos|segue-nos|nos siga|siga a gente|acompanhe nossas redes|nossas redes|nossas redes sociais|as nossas redes|redes sociais|acompanhe-nos)(?:{SIGN}.{{0,160}}| (?:no|na|em|"
            r"também|aqui|pelas)\b[^»\"]{0,120})?"
        ),
        r"(?:ative|ativa|ligue) (?:as|o|nossas) (?:notificações|sininho|alertas)\b[^»\"]{0,120}",
        (
            r"(?:não esqueça|não se esqueça|não esqueçam|deixe seu like|deixa o like|curta)\b[^»\"]{0,60}\b(?:se inscrever|inscrever|canal|like|compartilhar|compartilhe|curtir|sininho|"
            r"partilhar)\b[^»\"]{0,120}"
        ),
    ),
    APP: (
        (
            r"(?:baixe|baixa|descarregue|descarrega|instale|faça o download|faça download|obtenha|experimente) (?:grátis |gratuitamente |já |agora |aqui |d[oa] )?(?:o nosso|a nossa|nosso|"
            r"nossa|o|a|do nosso|da nossa)(?: novo| nova)? ?(?:app|aplicativo|aplicação|apps|applicação)\b[^»\"]{0,200}"
        ),
        r"(?:disponível no|disponível na|disponível para|descarregue na|baixe na) (?:google play|app store|ios|android|play store)\b.{0,80}",
        (
            r"(?:seja sempre o primeiro a saber|seja o primeiro a saber|não perca nenhuma notícia|não perca nada|esteja sempre informado|mantenha-se informado|fique sempre informado|"
            r"acompanhe tudo)\b[^»\"]{0,200}"
        ),
    ),
    ADVERTISEMENT: (
        (
            r"(?:publicidade|pub|anúncio|anúncios|conteúdo patrocinado|patrocinado|conteúdo publicitário|publieditorial|publi|informe publicitário|conteúdo de marca|branded content|"
            r"publicidade institucional|conteúdo comercial|publirreportagem|propaganda|oferecimento|conteúdo de responsabilidade do anunciante)"
        ),
        (
            r"(?:continua|continue|a matéria continua|o artigo continua|a notícia continua|o texto continua|a reportagem continua|continue lendo|continue a ler|conteúdo continua|"
            r"a história continua|segue)(?: lendo| a leitura| a ler)? (?:após|depois|apos|abaixo|a seguir|debaixo)(?: d)? ?(?:da |de |do |o |a |à )?(?:publicidade|anúncio|pub|propaganda|vídeo)"
        ),
        r"publicidade ?[-–—:|] ?(?:continue a ler|continua|role|continue lendo|siga).{0,60}",
        (
            r"(?:contém publi|contém publicidade|contém links|este post contém|este artigo contém|este texto contém|alguns links|os links|comprando pelos links|ao comprar pelos|"
            r"se você comprar|esta página contém|este conteúdo contém)\b[^»\"]{0,160}(?:afiliad[oa]s?|comissão|cortesia|publi|parceria)?[^»\"]{0,160}"
        ),
        r"(?:conteúdo|matéria|post) (?:patrocinad[oa]|em parceria com|oferecid[oa] por|produzid[oa] por|pag[oa] por|de responsabilidade)\b[^»\"!?]{0,100}",
    ),
    COMMENTS: (
        (
            r"(?:compartilhar|compartilhe|partilhar|partilhe|imprimir|comentar|enviar|guardar|salvar|copiar|ouvir|ouça|denunciar|curtir|reportar|tamanho da letra|comente)(?: (?:no|na|por|via|"
            rf"com|pelo) {PLATFORM}| (?:artigo|notícia|esta notícia|essa notícia|este artigo|essa matéria|esta matéria|isto|isso|a notícia|o artigo|link|o link|por e-mail|por email|via e-mail|"
            r"nas redes|nas redes sociais|um erro|erro|receita|a receita|este post|no|em|com|nos favoritos|para depois|com os amigos))?(?: ?[:|]? ?(?:facebook|twitter|whatsapp|telegram|"
            r"linkedin|x|email|e-mail|pinterest|copiar link|link|instagram|threads|[ ,/|·•+-]){1,20})?"
        ),
        r"(?:clique|carregue) para (?:compartilhar|partilhar|imprimir|enviar)\b.{0,120}",
        r"(?:curtir|gosto|gostar|curtir isso)(?: isso| disto)?(?: ?:? ?(?:carregando|a carregar)).{0,12}",
        r"(?:\d{1,5}|um|sem|nenhum) comentários?(?: em .{1,200}| sobre .{1,200})?(?: ?[|·,] ?\d{1,6} (?:compartilhamentos|partilhas|visualizações))?",
        (
            r"(?:deixe|deixa|escreva|adicione|faça|faça login para|publicar|ver|ler|mostrar|seja o primeiro a|inicie sessão para|é preciso|conte|conta|comente|diga|comenta) (?:um comentário|"
            r"seu comentário|o seu comentário|uma resposta|os comentários|comentários|comentar|sua opinião|a sua opinião|login|pra gente|para nós|nos comentários|aqui|abaixo|"
            r"todos os comentários|aqui nos comentários)\b[^»\"]{0,140}"
        ),
        r"(?:comentários|os comentários|comentário)(?: (?:encerrados|estão encerrados|fechados|estão fechados|desativados|\(\d{1,5}\)|não representam.{0,120}))?(?: ?\(?\d{1,5})?",
        r"(?:o seu endereço de e-mail|o seu endereço de email|seu e-mail) não será publicado\b.{0,100}",
        (
            r"(?:o que achou|o que você achou|o que acha|e você|gostou|gostaste|gostou da|este artigo foi|esta matéria foi|encontrou|você gostou|essa notícia)\b ?[^»\"]{0,60}\b(?:comentários|"
            r"comente|comenta|compartilhe|partilhe|este artigo|desta matéria|dessa notícia|útil|um erro|opine|me paga|conta pra gente|desta receita|deixe)\b[^»\"]{0,140}"
        ),
        r"(?:imprimir receita|avalie esta receita|avalie este artigo|vote nesta receita|classifique esta receita|avalie)(?: ?[:(★].{0,60})?",
    ),
    PUBLISHED: (
        (
            r"(?:publicado|publicada|atualizado|atualizada|actualizado|modificado|última|data|criado|postado|publicação|atualização|editado|artigo publicado|matéria publicada|primeira|"
            r"texto publicado|conteúdo publicado)(?: atualização| modificação| de publicação| da publicação| publicação| de atualização| por [^:;!?»\"]{2,60}?| online)?(?: :|:|"
            rf"\.)? ?{WHEN}{BEHIND}"
        ),
        rf"por [^:;!?»\"]{{3,60}} ?[|·•] ?{WHEN}(?: ?[|·•].{{0,100}})?",
        r"(?:tempo|tempo estimado|tempo médio) de (?:leitura|escuta)(?: estimado)? ?:? ?(?:de |cerca de )?(?:menos de )?(?:\d{1,3}|um)(?: ?[-–a] ?\d{1,3})? ?min(?:utos?|s)?",
        r"(?:leitura|leitura de|leitura em)(?: de)? ?:? ?\d{1,3} ?(?:min(?:utos?)?|')",
        r"\d{1,3} ?(?:min|mins|minutos?|')\.? (?:de leitura|para ler|leitura)",
    ),
    COOKIES: (
        (
            r"(?:utilizamos|usamos|este site utiliza|este site usa|este website utiliza|o nosso site utiliza|nós e os nossos parceiros|nós utilizamos|"
            r"nosso site utiliza) [^»\"]{0,60}(?:cookies|tecnologias semelhantes)\b[^»\"]{0,240}"
        ),
        (
            r"(?:aceitar|aceitar todos|aceitar tudo|aceito|aceitar cookies|aceitar e continuar|rejeitar|rejeitar todos|recusar|configurar cookies|definições de cookies|"
            r"configurações de cookies|gerir cookies|preferências de cookies|política de cookies|política de privacidade|termos de uso|termos e condições|continuar sem aceitar|"
            r"prosseguir)(?: ?[|·-].{0,100})?"
        ),
        (
            r"(?:para) (?:ver|visualizar|assistir|aceder a|acessar) (?:este|esta|o|a) (?:conteúdo|vídeo|publicação|post)\b[^»\"]{0,80}\b(?:aceit\w{1,4}|cookies|permit\w{1,4}|"
            r"ativ\w{1,4})\b[^»\"]{0,160}"
        ),
        r"(?:este conteúdo|este vídeo|esta publicação)\b[^»\"]{0,60}\b(?:cookies|não pode ser exibido|não pode ser mostrad[oa]|requer consentimento)\b[^»\"]{0,200}",
        (
            r"(?:ao se inscrever|ao subscrever|ao clicar em|ao continuar navegando|ao continuar a navegar|ao cadastrar-se|ao registar-se|ao assinar)\b[^»\"]{0,80}\b(?:concorda|aceita|aceito|"
            r"termos|política|cookies|declara)\b[^»\"]{0,160}"
        ),
        r"(?:ative o javascript|habilite o javascript|seu navegador não|o seu browser não|o seu navegador não)\b[^»\"]{0,120}",
    ),
    SUBSCRIBE: (
        (
            r"(?:este artigo|este conteúdo|esta matéria|conteúdo|artigo|matéria|esta reportagem|a leitura)(?: é| está)? (?:exclusiv[oa]|reservad[oa]|restrit[oa]|disponível apenas|só)(?: só|"
            r" apenas)? (?:para|a|aos)(?: nossos| os)? ?(?:assinantes|subscritores|sócios|usuários cadastrados|utilizadores registados|apoiadores)\b.{0,160}"
        ),
        r"(?:exclusivo para assinantes|exclusivo para subscritores|só para assinantes|para assinantes|assinantes|conteúdo exclusivo|premium|exclusivo assinantes|acesso exclusivo)",
        (
            r"(?:já é assinante|já é subscritor|já sou assinante|é assinante|já tem conta|já é assinante do|ainda não é assinante|não é assinante|já tem assinatura|já tem uma conta|"
            r"já possui cadastro)\b(?!.{0,120}, (?:brinca|diz|disse|ironiza)\b).{0,120}"
        ),
        (
            r"(?:para continuar lendo|para continuar a ler|para ler a matéria|continue lendo|continue a ler|acesse|aceda a|tenha acesso|aproveite|experimente|desbloqueie|você atingiu|"
            r"atingiu o limite|restam|leia sem limites|para ter acesso|assine e)\b[^»\"]{0,120}(?:assin\w{2,7}|subscr\w{2,6}|cadastr\w{1,4}|grátis|r\$|€|euros?|ilimitad\w|oferta|login|"
            r"matérias gratuitas|artigos gratuitos)[^»\"]{0,160}"
        ),
        (
            r"(?:assine|assine já|assine agora|torne-se assinante|seja assinante|subscreva|ofereça esta|assinatura digital|ofereça o artigo|presentear)(?!.{0,60}, (?:pediu|disse|diz)\b)(?: (?:o|a|por|agora|já|e|aqui|"
            r"a partir de|um|com)\b[^»\"]{0,60}(?:€|euros?|r\$|mês|ilimitad\w|ler|acess\w{1,3}|aced\w{1,3}|artigos?|noss[oa]s?|jornalismo|aqui|agora|conteúdo|assin\w{2,6}|edição)[^»\"]{0,160})?"
        ),
        (
            r"(?:apoie|apoia|ajude|contribua|colabore|doe|faça|torne-se|seja|seja um|nos ajude|ajude-nos|apoie-nos|me paga)\b[^»\"]{0,40}\b(?:noss[oa]s?|apoiador|apoiadora|assinante|"
            r"jornalismo|doação|donativo|membro|sócio|independente|café|pix|catarse|apoia\.se|patreon|a manter|a continuar)\b[^»\"]{0,200}"
        ),
        (
            r"(?:gostou|se gostou|se você gostou|se gosta|se valoriza|se você valoriza|o jornalismo|este site|este jornal|este projeto|este artigo foi possível|este artigo é gratuito|"
            r"precisamos de|precisamos do|graças aos|o nosso jornalismo|sem você)\b[^»\"]{0,120}\b(?:apoi\w{1,7}|assin\w{2,6}|doa\w{0,5}|donativo|café|pix|leitores|contribu\w{1,6}|"
            r"compartilh\w{1,3}|partilh\w{1,3})\b[^»\"]{0,200}"
        ),
    ),
    COPYRIGHT: (
        (
            r"(?:todos os direitos|direitos|todos os direitos de reprodução|direitos autorais) (?:são |estão )?(?:reservados|reservado)(?: ?[.©:(/–|-].{0,250}| (?:a|à|ao|por|para|\d|"
            r"©)[^»\"]{0,100})?"
        ),
        (
            r"(?:proibida|é proibida|fica proibida|é expressamente proibida|reprodução|é vedada|vedada)(?: a| sua| toda)? ?(?:reprodução|proibida|autorizada|permitida|republicação|"
            r"redistribuição)\b[^»\"]{0,60}(?:total|parcial|sem|autorização|desde que|citad[ao]|fonte|conteúdo)?[^»\"]{0,200}"
        ),
        (
            r"(?:este material|este conteúdo|este texto|este artigo|esta obra|o conteúdo)\b[^»\"]{0,60}\b(?:não pode ser (?:publicado|reproduzido|reescrito)|protegido por|licença|"
            r"creative commons|direitos autorais|direitos de autor|é proibida a reprodução|pode ser reproduzido|pode ser republicado)\b.{0,220}"
        ),
        r"(?:copyright|direitos reservados) ?(?:©|\(c\)|\d{4}|[-–:]).{0,200}",
    ),
    DISCLAIMER: (
        (
            r"(?:as|os|o|a) (?:opiniões|artigos|opinião|textos|colunas|conteúdo|comentários|pontos de vista|ideias|artigo|texto|coluna)[^»\"]{0,80}\b(?:não refletem|não reflete|não reflectem|"
            r"não representam|não representa|não necessariamente|são de responsabilidade|é de responsabilidade|são de inteira responsabilidade|são da responsabilidade|não expressam|"
            r"não vinculam|não traduz|vinculam apenas)\b.{0,220}"
        ),
        (
            r"(?:este artigo|este texto|esta matéria|esta notícia|esta tradução|este conteúdo|esta coluna|este e-mail|esta mensagem|esta reportagem)\b[^»\"]{0,40}\b(?:foi traduzid[oa]|"
            r"foi gerad[oa]|foi escrit[oa] com|foi produzid[oa]|foi elaborad[oa] com|não reflete|não constitui|não substitui|foi publicad[oa] com autorização|foi feita com|é uma tradução|"
            r"e seus anexos|pode conter informações|reflete a opinião)\b.{0,220}"
        ),
        (
            r"(?:traduzido|tradução|traduzida)(?: automaticamente| automática)? (?:do|da|de|por|com|feita) ?(?:inglês|francês|espanhol|original|deepl|google|inteligência artificial|ia|"
            r"com)\b[^»\"!?]{0,80}"
        ),
        (
            r"(?:este conteúdo|as informações|a informação|o conteúdo)\b[^»\"]{0,80}\b(?:não substitui|não substituem|não constitui|não constituem|"
            r"não deve ser considerad[oa])\b[^»\"]{0,60}\b(?:médic\w{1,3}|profissional|aconselhamento|recomendação|consulta|investimento)\b.{0,120}"
        ),
        r"(?:aviso legal|aviso de confidencialidade|confidencialidade|isenção de responsabilidade) ?[:.].{0,400}",
        r"antes de imprimir (?:este|esta|pense|essa|esse)\b.{0,120}",
        r"(?:a|o) \w{3,20} (?:divulgou|publicou|distribuiu) (?:esta|este) (?:reportagem|texto|notícia|artigo|entrevista) (?:no|na|em|a)\b.{0,60}",
    ),
    CONTACT: (
        (
            r"(?:tem|você tem|viu|encontrou|quer|se tem|se você tem|se viu|presenciou|é|foi|possui)\b[^»\"]{0,60}\b(?:história|informação|informações|denúncia|sugestão|erro|sugestões|pauta|"
            r"foto|fotos|vídeo|flagrante|dica|testemunha|falar com a redação|contar|notícia|queixa)\b[^»\"]{0,60}\b(?:envie|mande|escreva|entre em contato|contacte|fale|avise|conte|clique|"
            r"nos conte|reporte|denuncie|mande para|partilhe|compartilhe|escreva-nos|envie-nos)\b[^»\"]{0,200}"
        ),
        (
            r"(?:fale conosco|fale com a redação|entre em contato|entre em contacto|contacte-nos|escreva-nos|envie-nos|envie sua sugestão|envie sua denúncia|envie fotos|mande sua|mande seu|"
            r"reportar erro|encontrou um erro|encontrou algum erro|comunicar erro|corrigir erro|contacte a redação|escreva para a redação|contactar o autor|sugira uma pauta)\b[^»\"]{0,160}"
        ),
    ),
    TAGS: (
        (
            r"(?:tags|tag|etiquetas|palavras-chave|assuntos|assunto|temas|tópicos|tópicos relacionados|mais sobre|tudo sobre|categorias|categoria|arquivado em|editorias|editoria|neste artigo|"
            rf"nesta notícia|assuntos relacionados|tópicos da notícia|mais notícias sobre|marcadores|hashtags|publicado em|temas relacionados) ?[:|>]{NOVERB}.{{1,250}}"
        ),
    ),
    CREDIT: (
        (
            r"(?:crédito|créditos|crédito da foto|crédito da imagem|créditos da imagem|direitos de autor da imagem)(?: ?[:©–/-]| (?:da foto|das fotos|da imagem|da fotografia|"
            r"das imagens) ?[:©–/-]) ?[^»\"!?]{2,120}"
        ),
        (
            r"(?:foto|fotos|fotografia|fotografias|imagem|imagens|vídeo|ilustração|arte|reprodução|divulgação|infografia|texto e fotos) ?[:–—/-] ?[^«»\"!?]{0,60}(?:©|/|\bafp\b|\bap\b|\befe\b|"
            r"\blusa\b|reuters|getty|shutterstock|istock|unsplash|pexels|pixabay|adobe stock|arquivo|agência brasil|divulgação|reprodução|cortesia|prefeitura|governo do|câmara municipal|"
            r"redes sociais|internet|folhapress|estadão conteúdo|tv globo|g1|pessoal|secom|pm|polícia|bombeiros|freepik|direitos reservados|\bdr\b|d\.r\.|global imagens)[^«»\"!?]{0,60}"
        ),
        rf"(?:foto|fotos|fotografia|fotografias|imagem|imagens|ilustração|ilustrações) ?: ?{NAME}",
        rf"(?:texto|textos|foto|fotos|reportagem) ?: ?{NAMES}[-–|;•·/.,] ?(?:fotos?|fotografias?|edição|vídeo|ilustraç\w{{2,4}}|imagens) ?: ?{NAMES}",
        r"(?:reprodução|divulgação|arquivo pessoal|acervo pessoal|dr|direitos reservados)(?: ?[/–-] ?[^«»\"!?.]{2,50})?",
        r"(?:reprodução|divulgação|arquivo) ?[/(–-] ?[^«»\"!?.]{2,50}",
    ),
    CAPTION: (
        (
            r"(?:imagem|foto|fotografia|imagens|fotos|vídeo) (?:de arquivo|ilustrativa|meramente ilustrativa|ilustrativas|meramente ilustrativas|de ilustração|gerada por ia|gerada com ia|"
            r"de divulgação|de stock|de reprodução|arquivo)(?: ?[-–—:(/|,.] ?[^!?»\"]{0,100})?"
        ),
        (
            r"(?:ampliar|ampliar imagem|ampliar foto|ver galeria|galeria de fotos|ver fotos|fotogaleria|tela cheia|ecrã inteiro|fechar|foto \d{1,3} de \d{1,3}|imagem \d{1,3} de \d{1,3}|"
            r"veja fotos|veja a galeria|legenda da foto|legenda da imagem|\d{1,3} de \d{1,3})(?: ?[:|(,].{0,160})?"
        ),
    ),
    VIDEO: (
        (
            r"(?:assista|veja|ouça|ver|assistir|reveja|oiça|vê|confira) (?:ao?|o|à|aqui|no|aos|a este|este|em) ?(?:vídeo|podcast|áudio|episódio|reportagem em vídeo|entrevista completa|vídeos|"
            r"live|programa|matéria em vídeo|ao vivo|transmissão)\b(?! (?:era|é|foi)\b)[^.»\"]{0,100}"
        ),
        r"(?:ouça|ouvir|oiça|escute) (?:este|esta|o|a|ao) (?:artigo|matéria|notícia|texto|conteúdo|reportagem|áudio)\b.{0,60}",
        r"(?:vídeo|áudio|podcast) ?(?:[|>▶] ?.{2,160}|\(?\d{1,2}:\d\d)",
        r"(?:seu navegador não suporta|voz gerada|áudio gerado|carregando player|leitura automatizada|narração automática|o vídeo não pôde ser|este áudio foi gerado)\b.{0,140}",
        r"serviço (?:áudio|vídeo|fotográfico|de áudio|de vídeo) disponível\b.{0,100}",
    ),
}
