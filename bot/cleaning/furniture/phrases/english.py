"""English."""

from bot.cleaning.furniture.phrases import reasons as why

_PLATFORM = (
    "(?:apple news|apple podcasts|bluesky|facebook|flipboard|google news|instagram|linkedin|mastodon|pinterest|reddit|snapchat|"
    "social media|spotify|telegram|threads|tiktok|twitter|whatsapp|x|youtube)"
)
_STORY = "(?:article|column|content|interview|item|material|news|newsletter|page|piece|podcast|post|report|release|story|video)"

ANYWHERE = {
    why.RELATED: (
        (
            r"(?:read|more|also read|see also|see|related|watch|listen)(?: more| on this| also| read| read this| next| stories| story| articles| article| content| coverage)?"
            r" ?[:»>|].{0,250}"
        ),
        (
            r"(?:also|must|don't|you|others|recommended|related|further|keep|continue|suggested)"
            r" (?:read|miss|may like|might like|may also like|might also like|also read|reading|watching|articles|stories)(?: this| next)?(?: ?[:|»>–-].{0,250}|\.\.\.)?"
        ),
        r"(?:continue|keep) reading\b.{0,200}",
        (
            r"read (?:more|on|full story|full article|the rest|next|also|the full (?:story|article|report|interview|post|column)|original article|all about it)"
            r"(?: (?:here|at|on|in|of|about|from|stories|coverage)\b[^?!\"]{0,200}|:.{0,250})?"
        ),
        r"the post .{1,200} (?:first appeared|appeared first|was first published) on .{1,80}",
        rf"(?:this|the) {_STORY}(?: above| below)? (?:first appeared|appeared first|originally appeared|appeared originally|was originally published|was first published|originally ran) (?:on|in|at|by)\b.{{1,200}}",
        r"click here\b.{0,200}",
        r"(?:for|get|find|explore|view|see|discover) (?:more|all|full|the latest|our latest|other|further) [^.!?\"]{0,60}(?:coverage|stories|news|headlines|updates|articles|videos|scores|features|episodes)\b[^\"]{0,160}",
        r"view (?:original content|source version|full coverage|comments|gallery|the full|post|article|all|in browser|this (?:email|post|message|newsletter))\b.{0,200}",
        r"story continues(?: below)?\b.{0,80}",
        r"(?:you can )?read (?:our|the|his|her|their) (?:full |complete |entire )?(?:report|story|interview|coverage|statement|analysis)\b[^\"]{0,80}(?:here|online|below|website)",
        r"(?:previous|next|older|newer)(?: posts?| articles?| story| stories| entry)(?: ?[:→←»«>|].{0,160})?",
        r"(?:previous|next)(?: ?[:→←»«>|] ?[^.!?]{0,160})?",
        r"(?:skip|jump|back|return|go) to (?:the )?(?:main )?(?:content|navigation|recipe|top|top of (?:the )?page|comments|home|homepage|home page|article|main page|search|footer)(?: .{0,40})?",
        r"table of contents",
        r"replay\b.{1,100} \d{1,2}:\d\d",
        r"pickup \d.{0,60}",
        r"up next\b ?:.{1,120}",
        r"related ?[:|–-].{1,200}",
    ),
    why.NEWSLETTER: (
        r"subscribe (?:to|for|now|here|today)\b(?=.{0,120}\b(?:newsletter|newsletters|email|emails|inbox|feed|channel|podcast|updates|alerts|free|digital|access|youtube|rss|here|now|today|our|bulletin|magazine|headlines)\b)[^\"]{0,300}",
        r"subscribe(?: now| today| here)?",
        r"sign up (?:to|for|now|here|today|below)\b(?=.{0,120}\b(?:newsletter|newsletters|email|emails|inbox|alerts|updates|briefing|bulletin|free|here|now|our|headlines|digest|daily|weekly)\b)[^\"]{0,300}",
        r"sign up(?: now| today| here| for free)?",
        r"(?:get|receive|have|want|enjoy) (?:the|our|all|a|more|daily|your|unlimited|this|weekly|top|breaking)\b[^.!?\"]{0,120}\b(?:inbox|newsletter|newsletters|by email|email alerts|signing up|sign up|subscribing)\b[^\"]{0,200}",
        r"stay (?:updated|informed|up to date|up-to-date|across|in the know|connected|tuned|in touch|ahead)\b(?=.{0,200}\b(?:news|newsletter|us|our|channel|app|follow|subscribe|alerts|updates)\b)[^\"]{0,280}",
        r"(?:was|were) this (?:email|newsletter|message) forwarded to you\b.{0,120}",
        r"you(?: are|'re) (?:receiving|getting|subscribed)\b(?=.{0,120}\b(?:email|message|newsletter|because|mail|list|to)\b).{0,300}",
        r"(?:unsubscribe|opt out|manage (?:your )?(?:email )?preferences|update your (?:email )?preferences|manage (?:your )?subscriptions?|email preferences)\b[^\"]{0,200}",
        r"to (?:stop receiving|unsubscribe|opt out|manage your|receive new posts)\b.{0,250}",
        r"(?:add us to|having trouble (?:reading|viewing)|trouble (?:reading|viewing)|can't see|email not displaying)\b.{0,160}",
        r"thanks for reading\b.{0,200}",
        r"our (?:daily|weekly|free|morning|evening) (?:newsletter|briefing|email)\b[^\"]{0,200}",
        r"enter your email\b.{0,120}",
    ),
    why.SOCIAL: (
        rf"(?:follow|find|join|connect with|like us|like our) (?:us|our|me|@\w{{1,40}}|[^\s\",.]{{2,30}}(?: [^\s\",.]{{1,30}}){{0,4}}?) (?:on|at|via|in) (?:our )?(?:official )?{_PLATFORM}\b[^\"]{{0,250}}",
        r"join (?!the \w{3,12} or )(?:our|the conversation|the discussion|the debate|the community|us on|us at|.{2,40}'s? (?:whatsapp|telegram|facebook))\b[^\"]{0,200}",
        r"follow (?:us|@\w{1,40}|live|our)\b[^\"]{0,60}",
        r"find us (?:on|at)\b.{0,100}",
        r"tag @.{1,160}",
        r"did you (?:make|try|cook|bake) (?:this|these) recipes?",
        r"(?:share|email|send|print|tweet|pin|kindly share|please share|feel free to share) this(?: article| story| page| post| link| news| recipe| entry| video| on\b.{0,60}| with\b.{0,60}| via\b.{0,60})?(?: for later)?",
        r"(?:click to|share on|share to|share via|share with|post to|email this|tweet this|send to|share by)\b(?=.{0,60}\b(?:facebook|x|twitter|link|print|email|e-mail|friend|whatsapp|linkedin|reddit|pinterest|telegram|pocket|tumblr|share|threads|bluesky|mastodon|skype|friends)\b)[^\".]{0,200}",
        r"(?:share your subscriber article|send this story to a friend|like loading|gift this article|copy link|link copied)\b.{0,100}",
        r"you have \d{1,3} (?:gift )?articles? to share\b.{0,120}",
    ),
    why.APP: (
        r"(?:get|download|install|try) (?:our|the|breaking|your)\b[^.!?\"]{0,100}\bapps?\b[^\"]{0,180}",
        r"(?:download|get) (?:on|it on|from) (?:the )?(?:app store|google play)\b.{0,60}",
        r"(?:available on|open in|read in|listen in) (?:the )?(?:app|app store|google play)\b.{0,60}",
        r"get (?:breaking|live|latest|instant|all the)\b[^.!?\"]{0,120}\b(?:updates|alerts|news) (?:on|from|at|with|delivered)\b[^\"]{0,160}",
    ),
    why.ADVERTISEMENT: (
        r"(?:article|story|content|post|scroll to) continues? (?:reading )?(?:below|after)?(?: (?:this |the )?(?:ad|advert|advertisement|video|promotion))?",
        r"(?:ad|ads|advert|advertisement|advertising|sponsored|promoted|promotion|sponsored content|paid content|partner content|paid post|advertorial|advertisements|remove ads|report this ad|skip ad|ad feedback)",
        r"continues below(?: (?:this )?advertisement)?",
        r"(?:sponsored by|presented by|brought to you by|in partnership with|promoted by|paid for by)(?: ?[:–-] ?| )[^\"?.!]{1,120}",
        r"advertisement ?: ?.{1,200}",
        r"sponsored by [^:]{1,40}:.{1,200}",
        r"(?:when you buy|if you buy|if you purchase|if you click|some links|this (?:post|article|page|story|site) (?:may )?contains?)\b(?=.{0,160}\b(?:affiliate|commission|commissions)\b).{0,300}",
        r"(?:we may (?:earn|receive)|products featured|all products|our editors independently|prices (?:are )?correct|as an amazon associate)\b(?=.{0,200}\b(?:affiliate|commission|commissions|independently|purchases|publication|publishing|change)\b).{0,300}",
        r"(?:check price|buy now|shop now|buy it|see at|see price|order now)(?: (?:at|on|from) .{2,60})?(?: ?[$£€]\d.{0,20})?",
        r"scroll (?:down )?to continue\b.{0,60}",
    ),
    why.COOKIES: (
        r"(?:we use|this (?:site|website|page|content) (?:uses|is hosted|requires)|by (?:continuing|clicking|using|signing up|submitting|entering|providing))\b(?=.{0,200}\b(?:cookies|cookie|terms|privacy|consent|agree|third party|third-party)\b).{0,350}",
        r"(?:accept|reject|manage|allow) (?:all|cookies|and continue|preferences|consent)\b.{0,60}",
        r"(?:please )?(?:turn on|enable|allow) (?:javascript|cookies)\b.{0,120}",
        r"(?:cookie|privacy|consent) (?:policy|settings|notice|preferences|statement|choices)(?: ?[|/,·-].{0,120})?",
        r"terms (?:of (?:use|service)|and (?:privacy|conditions)|& conditions)(?: ?(?:[|/,·-]|and).{0,80}| policy)?",
        r"(?:to display|to view|to see) this (?:content|video|post|tweet|embed)\b.{0,200}",
        r"(?:your browser|javascript|your device) (?:does not|doesn't|is (?:not|disabled|required))\b.{0,120}",
        r"(?:allow|view|load|show) (?:twitter|facebook|instagram|youtube|tiktok|google youtube|x|external|embedded|this) content\b.{0,120}",
    ),
    why.COMMENTS: (
        r"share this(?: article| story)?",
        r"(?:leave|post|write|add|be the first to) (?:a |your |the first )?(?:comment|reply|response)\b.{0,60}",
        r"(?:view|show|see|read|hide|load|open|close) (?:all |more |the )?(?:\d{1,6} )?comments?(?: \(\d{1,6}\))?",
        r"\d{1,6} (?:comments?|shares?|views?|likes?|replies|reactions?|reads?|retweets|claps)\b(?: ?[|·,] ?.{0,60})?",
        r"comments?(?: ?[:(·|-] ?(?:\d{1,6}|closed|off|policy)\)?.{0,60}| are (?:closed|off|disabled|moderated|welcome)\b.{0,120}|)",
        r"no comments(?: yet)?",
        r"(?:let us know|tell us|share your|what do you think|have your say|do you agree)\b(?=.{0,160}\b(?:comments|comment|below|thoughts|story|views|think|email|here)\b)[^\"]{0,250}",
        r"do you [^.!?\"]{1,120}\? (?:let us know|tell us|share|email|get in touch|send|write|we want|contact)\b[^\"]{0,200}",
        r"poll ?:.{1,200}\bvote\b.{0,40}",
        r"(?:upvote|downvote|like this|was this (?:article|page|story|helpful|useful|information)|is this (?:page|article) (?:useful|helpful)|did you (?:like|enjoy|find) this|rate this|how (?:useful|helpful) was|thank you for your (?:report|feedback|vote)|thanks for your feedback|report it to us)\b[^\"]{0,160}",
        r"(?:see|spot|spotted|notice|noticed|found|find|report) (?:a|an|any) (?:spelling |grammar |factual |spelling or grammar |)(?:error|errors|mistake|typo|problem|correction|inaccuracy)\b(?=.{0,120}\b(?:story|article|page|us|here|report|know)\b|$)[^\"]{0,200}",
        r"(?:report|submit|request|suggest|send) (?:a |an )?(?:correction|corrections|typo|error|mistake|problem with this page)\b.{0,120}",
    ),
    why.SUBSCRIBE: (
        r"(?:support|help) (?:our|us|independent|quality|local|public|the) (?:journalism|work|newsroom|independent|local|quality|keep|fund|future|us)\b[^\"]{0,250}",
        r"support (?:for|.{2,40}) (?:comes from|by donating|with a donation)\b.{0,200}",
        r"(?:already|not) (?:a |an )?(?:subscriber|member|registered|subscribed)\b.{0,160}",
        r"(?:donate|contribute|become a (?:member|subscriber|supporter|patron|paid subscriber)|make a (?:donation|contribution|gift))(?: (?:today|now|here|to|and|at|for as)\b[^\"]{0,200})?",
        r"(?:if you (?:enjoy|enjoyed|like|liked|value|found)|enjoying|liked|did you enjoy|enjoyed) (?:this|reading|our|what)\b[^\"]{0,280}",
        r"this (?:is a (?:premium|subscriber|preview|member)|article is (?:free|for subscribers|reserved|only available|exclusive to)|story is (?:free|for subscribers|available)|post is (?:public|for|free)|content is (?:for|only|available|reserved|exclusive))\b[^\"]{0,250}",
        r"(?:log in|login|sign in|register|create (?:a|an|your) (?:free )?account)(?: (?:to|or|now|here|for|with)\b[^\"]{0,160})?",
        r"(?:to (?:continue|keep) reading|unlock|start your (?:free )?(?:trial|subscription)|subscribers? (?:only|exclusive)|for subscribers|premium content|exclusive to subscribers|members? only)(?:[ ,:].{0,160})?",
        r"(?:buy me a coffee|patreon|subscribe from|from as little as|only [£$€]\d|save \d\d ?%)\b[^\"]{0,120}",
    ),
    why.VIDEO: (
        r"(?:watch|play video|play|listen|live stream|livestream|podcast) ?[:|►▶-]{1,2} ?.{2,200}",
        r"(?:watch|listen to|play) (?:the |this |full |our )?(?:video|audio|clip|episode|podcast|interview|full video|full story|article|live)(?: (?:above|below|here|now|on|of|in|powered)\b.{0,100})?",
        r"listen (?:now|here|live|to (?:this|the|our) (?:article|story|episode|full story|podcast|report|audio|full|latest|show))\b[^\"]{0,120}",
        r"(?:media|video|image|picture|audio) (?:caption|captions|credit|source|copyright|playback)\b.{0,250}",
        r"(?:this video|video) (?:can not|cannot|can't|is unavailable|is not available|unavailable)\b.{0,80}",
        r"(?:loading|please wait|autoplay|now playing|playing|mute|unmute|fullscreen)(?:\.\.\.|…)?",
        r"(?:0|00):00\b.{0,60}",
        r"(?:embed|transcript|download audio|download mp3|show transcript|view transcript|play now|share close|close)(?: ?[|·].{0,60})?",
    ),
    why.PUBLISHED: (
        r"reading time ?[:·-]? ?(?:about |approx\.? |~ ?)?\d{1,3} ?(?:min|mins|minutes?|m)\b.{0,20}",
        r"(?:estimated|average) (?:reading|read) time\b.{0,30}",
        r"this is a developing (?:news )?story\b.{0,200}",
        r"this (?:story|article|post|page|report|live blog|blog|file) (?!.{0,200}\b(?:correct|clarif|misst|error|wrong))(?:is (?:being updated|developing|now closed|no longer being updated)|has been updated|will be updated|was (?:last )?updated|is breaking)\b[^\"]{0,200}",
        r"(?:more to come|more to follow|more follows|developing story|developing|details to follow|check back (?:for|later)|refresh (?:for|this page))\b[^\"]{0,120}",
        r"(?:updated|last updated|posted|published) at \d{1,2}[.:]\d\d ?(?:[ap]m|gmt|bst|est|edt|et|utc)?.{0,20}",
        r"see all updates",
    ),
    why.TAGS: (
        r"(?:filed under|filed in|posted in|tagged|tagged with|tagged under|tags|tag|categories|category|topics|related topics|more on|topic|keywords|tags / keywords|in this article|in this story|companies in this story|read more about|more about|explore more on|sections|section) ?[:|] ?.{1,250}",
        r"(?:filed under|tagged with|posted in) [\w, &-]{2,30}",
    ),
    why.DISCLAIMER: (
        r"(?:this|the above) (?:article|story|report|news|post|content|item|copy|news post|press release|text|news item|information|document)[^.!?\"]{0,60} (?:is|was|has been|have been|may have been|appears) (?:generated|auto-generated|automatically generated|published|republished|reproduced|syndicated|provided|produced|reviewed|written|translated|edited|created|sourced|taken|supplied|distributed|adapted|not been edited|not been|amended|subject to copyright|corrected|originally published|based on an? (?:ai|machine))\b(?=[^\"]{0,250}\b(?:feed|agency|wire|licen[cs]e|editorial|original|originally|syndicated|staff|permission|automatically|auto-generated|translated|modifications|modified|ai|press release|release|author|desk|copyright|headline|partner|partners|courtesy|published|first|with the help|machine)\b)[^\"]{0,420}",
        r"except for the headline\b.{0,250}",
        r"(?:the )?(?:views|opinions)(?:,? and opinions|,? thoughts,? and opinions| and views)?,? (?:expressed|in this|here|are)\b(?=.{0,200}\b(?:own|author|authors|writer|writers|writer's|author's|necessarily|reflect|represent|those of)\b).{0,300}",
        r"disclaimer ?:.{1,560}",
        r"(?:our standards|our principles|editorial standards|trust principles|our editorial policy|corrections and clarifications|corrections policy|about our (?:reporting|journalism)|how we (?:report|work)|why you can trust)\b.{0,160}",
        r"(?:republish|reprint|reprints|syndicate) (?:our|this|these|&|and)\b.{0,200}",
        r"the (?:associated press|ap|.{2,40}) (?:receives support|is solely responsible|receives? financial support|health and science department receives)\b.{0,400}",
        r"(?:content|text|this work|photos?) (?:is )?(?:licensed|available) under\b.{0,200}",
        r"(?:this information|the content) (?:is|has been) (?:provided|prepared)\b.{0,300}",
        r"neither [^.!?\"]{2,100} accepts? responsibility\b.{0,250}",
        r"not for (?:distribution|release|publication|resale|dissemination)\b(?=.{0,160}\b(?:united states|wire|newswire|onward|jurisdiction|u\.s|directly)\b).{0,250}",
        r"nothing in this (?:article|newsletter|publication)\b.{0,250}",
    ),
    why.CREDIT: (
        r"(?:this )?(?:article|story|report|piece) (?:by|from) [^.!?\"]{2,80} (?:was )?first published\b.{0,100}",
        r"this report by [^.!?\"]{2,60} was first published\b.{0,100}",
        r"provided by [A-Z\w][^.!?\"]{2,80}",
        r"source:? (?:the )?[^.!?\"]{2,60} \| editor:.{1,120}",
    ),
    why.CONTACT: (
        r"(?:do you know|do you have|have you got|have you|have|got|know) (?:more|a|an|any|something|information|news)\b(?=.{0,200}\b(?:email|e-mail|send|contact|get in touch|us|tip|tips|tip-off|story@|here)\b)[^\"]{0,250}",
        r"(?:want to|would you like to) (?:write|contribute|share|get in touch|advertise|know more|read more|see more|stay)\b[^\"]{0,220}",
        r"(?:send|email|e-mail|submit|share) (?:us |your |it to |them to |letters |news |tips |story |a )(?=.{0,120}(?:@|\bus\b|\bhere\b|\btips?\b))[^\"]{0,200}",
        r"(?:contact (?:us|the (?:author|reporter|editor|writer|newsroom|newsdesk|news desk))|get in touch|reach (?:us|the reporter|the author|our)|write to us|email us)\b[^\"]{0,200}",
        r"to contact the (?:reporter|reporters|author|authors|editor|editors|writer|staff)\b.{0,250}",
        r"we (?:want to hear|welcome|would love to hear|'d love to hear|love to hear|would like to hear|value your)\b[^\"]{0,250}",
        r"if you have (?:a story|a tip|any information|a news tip|something to share|photos|experienced|been affected)\b(?=.{0,160}\b(?:us|our|newsroom|@|email|here)\b)[^\"]{0,250}",
    ),
    why.CAPTION: (
        r"(?:image|picture|photo|video|media|file) (?:source|caption|credit|credits|courtesy|copyright)\b.{0,300}",
        r"(?:file photo|file image|file picture|file pic|representational image|representative image|illustrative image|photo illustration|handout photo|supplied photo|ap photo|afp photo|reuters photo|pin image|photo gallery) ?[:(–-].{0,300}",
        r"(?:file photo|file image|representational image|representative image|illustrative image|photo illustration|stock photo|stock image|courtesy photo|photo courtesy of .{2,80}|photo by .{2,80}|photos by (?!the |police ).{2,80}|image by .{2,80}|image via .{2,80})",
        r"ap photo [a-z]{2,6}\d{2,4}.{0,80}",
        r"(?:credit|credits) ?: ?[^.!?\"]{2,100}",
        r"view (?:image|photo|photos|gallery) ?(?:in fullscreen|\d{1,3}.{0,30})?",
    ),
    why.END_SIGN: (r"more [a-z]{2,6}-\d{3,4}-\d{3,4}",),
}
TOP = {
    why.PUBLISHED: (
        r"(?:published|posted|updated|created|modified|issued|aired|first published|last updated|date|released|uploaded)(?: ?:|,)? (?=.{0,40}\d).{0,120}",
        r"(?:published|posted|updated) (?:just now|today|yesterday|on|at|by|in)\b.{0,100}",
        r"(?:first|last|originally) (?:published|posted|updated|modified)\b.{0,120}",
        r"on [a-z]{3,9} \d{1,2}, \d{4}.{0,40}",
    ),
    why.PRESS: (r"doi:? ?(?:https?:|10\.).{1,120}",),
    why.SECTION: (
        r"in (?:news|metro|politics|business|sports?|world|local|opinion|top stories|headlines|technology|health|entertainment|lifestyle)\b[\w, &]{0,60}",
        r"(?:news|world|nation|national|politics|business|opinion|sports?|local|local news|world news|us news|uk news|technology|tech|science|health|culture|arts|entertainment|lifestyle|travel|food|money|markets|economy|environment|education|top stories|top news|breaking news|latest|latest news|headlines|exclusive|analysis|feature|features|interview|explainer|comment|editorial|letters|obituary|review|reviews|regional|international|crime|weather|live|live updates|odd news|press release|news release|peer-reviewed publication|city|metro|state|india|africa|asia|europe|middle east|americas|oceania)(?: ?[/|>•·] ?.{2,60})?",
        r"guest (?:columnist|column|essay|opinion|post|contributor)",
    ),
    why.NEWSLETTER: (
        r"(?:good (?:morning|evening|afternoon)|hello|welcome to|dear (?:reader|readers|editor|editors|all|subscriber|subscribers|colleague|colleagues)|hi there)\b(?!.{0,40}\b(?:said|says|told)\b)[^\"]{0,200}",
    ),
    why.SLUG: (
        r"(?:eds|editors|editor|ed|attn|attention|desks|advisory|attention editors|note to editors|editor's note to desks)(?: ?[:–—-]| -) ?.{1,300}",
        r"(?:slug|length|art|word count|wordcount|dateline|embargo|embargoed|hold for release|priority|category|with photos?|ref|our ref|reference|from|to|subject|date|desk|keyword|keywords|version|service|mandatory credit|budget|headline|take) ?: ?.{1,200}",
        r"(?:embargoed|not for publication|for release|hold for release|for immediate release|for immediate use|for use|strictly embargoed|under embargo|do not publish|not for release)(?: .{1,120})?",
        r"(?:news release|press release|media release|media statement|press statement|media advisory|press advisory|statement|media alert)(?: .{0,60}\d{4})?",
        r"(?:urgent|bulletin|flash|newsalert|news alert|alert|corrected|correction|repeat|repeating|resending|refile|moved|with photos?|with video|with graphic|first of two takes|trim|optional trim|begin optional trim|end optional trim|begin trim|end trim|lead|lead update|lead all|updates|recasts)(?: \d{1,2})?",
        r"lead: .{1,200}",
        r"from the .{2,80}\. .{0,120}(?:publish|use|members?|receipt)\b.{0,80}",
        r"news provided by\b.{0,80}",
    ),
    why.NOTE: (
        r"(?:this (?:story|article|report|dispatch|copy)) (?:is part of|was (?:updated|supported by|produced|co-published)|will be updated)\b[^\"]{0,200}",
    ),
}
END = {
    why.COPYRIGHT: (
        r"copyright ?(?:©|\(c\)|\d{4}).{0,500}",
        r"copyright .{2,80}\ball rights reserved\b.{0,400}",
        r"(?:this document|this material|this content|no part|all content|the content|any reproduction|reproduction)\b(?=.{0,250}\b(?:copyright|reproduced|redistributed|permission|prohibited|consent)\b).{0,450}",
        r"(?:for|to) (?:reprint|reprints|republish|syndication|licensing|reuse|permission|permissions)\b(?=.{0,120}\b(?:contact|visit|email|rights|click|permission|permissions|@|here)\b).{0,250}",
        r"when quoting\b.{0,120}",
        r"\d{4} .{2,60}\ball rights reserved\b.{0,250}",
        r"registered (?:in|office|charity|company)\b.{0,160}",
    ),
    why.STAFF: (
        r"(?:additional|further|extra|original) (?:reporting|report|research|contributions|editing|translation|writing|material|information|text) (?:by|from)\b:? [^!?\"]{2,250}",
        r"with (?:reporting|reports|research|contributions|editing|translation|agency inputs?|inputs?|files|assistance|agencies|contribution|material|information) (?:by|from)\b:? [^!?\"]{2,250}",
        r"inputs? from .{2,100}",
        r"with (?:agency|agencies|wire|pti|ani|afp|ap|reuters|ians|staff)\b[^.!?\"]{0,100} (?:inputs?|agencies|reports?|wires?|feeds?|files)",
        r"this (?:story|report|article) was (?:reported|written|edited|compiled|produced) by\b[^!?\"]{2,200}",
        r"editor ?: ?[^.!?\"]{2,60}",
    ),
    why.CREDIT: (
        r"(?:via|courtesy|provided by|story by|originally published (?:on|by|in|at)|first published (?:on|by|in|at)|syndicated from) ?: ?[^.!?\"]{2,80}",
        r"(?:originally|first) published (?:on|by|in|at)\b.{2,120}",
        r"source [A-Z\w][^.!?\"]{2,80}(?:inc|ltd|llc|plc|corp|corporation|company|group|university|gmbh|foundation|association|institute)",
        r"source (?:[\w&.,'-]{1,30} ){0,5}(?:inc|ltd|llc|plc|corp|corporation|company|group|university|gmbh|foundation|association|institute)",
        r"(?:agencies|wire reports|staff reports|news agencies|from wire reports|staff and agencies|online desk|web desk|news desk)",
    ),
    why.PRESS: (
        r"(?:media|press) (?:enquiries|inquiries|contact|contacts|office|queries)\b.{0,200}",
        r"(?:for|to) (?:more|further|additional|media|press) (?:information|details|info|enquiries|inquiries)\b(?=.{0,160}(?:\b(?:visit|contact|call|email|e-mail|see|go|phone)\b|@|www|http))[^\"]{0,300}",
        r"more information ?: ?(?:https?:|www\.|see |visit |contact |about |on |at ).{1,300}",
        r"citation ?:.{1,300}",
        r"doi:? ?(?:https?:|10\.).{1,120}",
        r"(?:journal|journal reference|journal information|reference|references) ?: ?.{2,250}",
        r"(?:a photo|photos|images|video|high-resolution images|an infographic|multimedia)[^.!?\"]{0,80} (?:is|are|can be) (?:available|downloaded|found)\b.{0,200}",
        r"(?:quality assurance|qualified person|cautionary (?:note|statement)|safe harbor|safe harbour)\b.{0,500}",
        r"(?:logo|photo|video) ?[-–] ?https?:.{1,200}",
        r"(?:the author|the authors|all authors|researchers?) (?:declares?|report) no (?:conflicts?|competing)\b.{0,120}",
    ),
    why.AUTHOR_BOX: (
        r"(?:follow|contact|reach|email) (?:him|her|them|the author|the reporter|the writer) (?:on|at|via|@)\b[^\"]{0,160}",
        r"(?:follow|contact|reach|email|write to|e-mail|tweet) (?:[\w.'-]{1,20} ){1,4}(?:on|at|via|:)? ?(?:\S{1,30} )?\(?(?:@\w{2,30}|[^\s@]{2,40}@[^\s@]{2,60}).{0,80}",
        r"(?:he|she|they) (?:can be (?:reached|contacted|followed) (?:at|on|via|by)|tweets (?:at|as|from))\b[^\"]{0,160}",
        r"about the (?:author|authors|writer|reporter|columnist)\b.{0,40}",
        r"more (?:by|from) (?:this author|[\w.' -]{2,40})",
    ),
    why.NEWSLETTER: (
        r"(?:news|sport|business|politics|the best)[^.!?\"]{0,120}\b(?:sent|delivered)\b[^.!?\"]{0,60}\. sign up\b[^\"]{0,100}",
        r"this (?:email|message)(?: and any attachments)? (?:is|was|are|contains)\b(?=.{0,160}\b(?:confidential|intended|sent|addressee|subscribed)\b).{0,350}",
        r"\d{1,5} [\w .]{3,40}(?:street|st|avenue|ave|road|rd|lane|boulevard|blvd|floor|suite|drive|square|row)\b.{0,80}\b[a-z]{2}\b,? ?\d{5}",
        r"(?:our mailing address is|you received this|sent from my|this newsletter is|view this email)\b.{0,200}",
    ),
    why.RELATED: (
        r"(?:others? also read|editor's picks?|most read|most popular|most viewed|latest headlines|latest news|trending(?: now)?|popular now|explore further|read next|up next|more stories|top stories|recommended(?: for you)?|you may also like)",
        r"more (?:stories|news|articles) like this\b.{0,100}",
        r"(?:https?|www)\b[:.]\S{3,250}",
    ),
    why.CONTACT: (
        r"(?:contact|email|e-mail|phone|tel|telephone|mobile|fax|out of hours|office|desk|newsroom|news desk|newsdesk|t|e|m|w|web|website)(?: ?[:.]) ?(?=.{0,120}(?:\d{4}|@|www|http)).{3,250}",
    ),
    why.TAGS: (r"(?:tags|topics|keywords|key words|mentioned in this article|people mentioned) ?[:–-] ?.{2,250}",),
}
LABELS = {
    why.RELATED: (
        (
            r"(?:related|recommended|popular|trending|latest|more|further|additional|similar|other|top|suggested|featured|past|previous|recent|see|read|also|must)"
            r"(?: top| more)?(?: stories| articles| news| coverage| reading| content| links| posts| videos| story| article| reads| read| headlines| also| now| resources| material| pages)?(?: (?:from|by|in|on|about) .{2,50})?"
        ),
        r"more (?:on|from|about|in|by|like|for|of) .{2,60}",
        r"(?:most|more) (?:read|popular|viewed|shared|watched|commented|discussed|recent|emailed)(?: (?:from|in|on|stories|articles|this week|today|now)\b.{0,40})?",
        r"editor'?s?'? (?:picks?|choice|recommendations?|selection)(?: .{0,30})?",
        r"(?:read|see|watch|listen)(?: more| next| also| this| further| now)?",
        r"(?:others also read|you may also like|you might also like|you may like|you might like|you might also be interested in|what to read next|what to read now|don't miss|must reads?|in case you missed it|icymi|keep reading|explore more|explore further|dig deeper|go deeper|up next|next up|people also read|people are reading|recommended for you|around the web|from around the web|from our partners|sponsored links|promoted stories|in other media|in other news|elsewhere on the web|on this topic|related internet links|external links|useful links|latest headlines|today's top stories|the latest|big stories|trending now|trending stories|more to explore|also in this section|in this series|part of a series|in this package|more stories like this)(?: .{0,40})?",
    ),
    why.SOCIAL: (
        r"(?:share|share this|share on|share via|follow us|follow|connect|connect with us|stay connected|find us on|like this|share with|share options|share article|share story|share this (?:article|page|post|story|with|on|via|with others|content))(?: .{0,30})?",
    ),
    why.TAGS: (
        r"(?:related )?(?:topics|tags|categories|keywords|filed under|sections|tagged|subjects|themes|people|places)(?: in this (?:article|story))?",
    ),
    why.COMMENTS: (r"(?:comments|join the conversation|join the discussion|have your say|leave a comment|discussion)",),
    why.NEWSLETTER: (
        r"(?:newsletters?|sign up|subscribe|our newsletters?|get the newsletter|stay (?:across|informed|updated|in touch|in the know)(?: .{0,40})?|get in touch|contact us)",
    ),
    why.CAPTION: (r"(?:in pictures|photo gallery|gallery|photos|in photos|images|pictures|view gallery|slideshow)",),
    why.VIDEO: (
        r"(?:watch|video|videos|watch live|live|listen|audio|podcast|podcasts|more video|latest videos|featured video)",
    ),
    why.CREDIT: (r"(?:news provided by|provided by|source|sources|published by)",),
}
SUMMARIES = {
    why.HIGHLIGHT: (
        r"(?:key|main) (?:points|facts|takeaways|events|developments|findings|highlights|details|messages)",
        r"(?:in short|in brief|in a nutshell|summary|at a glance|highlights|takeaways|quick summary|quick read|article summary|ai summary|story highlights|story summary|the gist|tl;dr|tldr|synopsis|abstract|overview|the short version|the essentials|the bottom line|bottom line|fast facts|quick facts|what to know|what you need to know|what we know|here's what you need to know|need to know|why it matters|what's next|what happened|what's new|what's the story|the basics|generated summary|summary by ai|key details)(?: .{0,40})?",
    ),
}
CLOSINGS = {
    why.PRESS: (
        r"(?:notes? (?:to|for) (?:the )?editors?|notes for editors|editors'? notes?|editor'?s'? notes?|notes for journalists|notes to journalists|background notes?|background for editors|editorial notes?|information for editors)",
        r"(?:media|press|news|public relations|pr|investor|investors?|company|corporate|investor relations|ir|sales|further|general|editorial) (?:contacts?|enquiries|inquiries|information contacts?|relations contacts?|relations|contact information|contact details)(?: ?:.{0,200})?",
        r"(?:contacts?|contact information|contact details|for more information|for further information|for media enquiries|for media inquiries|for press enquiries|for all media enquiries|for interviews|media information)",
        r"for (?:more|further|additional|all|any|media|press|interview)(?: media| press)? (?:information|enquiries|inquiries|details|requests),? (?:please )?(?:contact|call|email|get in touch|visit)\b(?=.{0,200}(?:@|\d{3}|www|http)).{0,300}",
        r"(?:forward|future)[- ]looking (?:statements?|information)(?: .{0,60})?",
        r"(?:cautionary|safe harbou?r) (?:statements?|notes?|note regarding)\b.{0,120}",
        r"this (?:press|news) release (?:contains|includes|may contain) .{0,60}forward[- ]looking\b.{0,300}",
        r"notebook",
        r"about the (?:company|organi[sz]ation|author|authors)",
        r"(?:journal information|method of research|subject of research|article title|coi statement|funder)",
    ),
}
SENDERS = {why.PRESS: (r"about .{2,80}",)}
NOTES = {
    why.NOTE: (
        r"(?:adds|add|recasts|recast|refiles|releads|rewrites|updates|updated with|updated throughout|updated to|writes through|writethru|repeats|repeating|changes|removes|deletes|inserts|fixes|clarifies|includes|incorporates|expands|combines|trims|moves|new throughout|drops|makes|restores|replaces|tops|leads|with|rpts|embargoed|eds|editors|ed|editor|attn|attention|begin|end|optional|for use|for release|for subscribers|for clients|subs|substitutes|edits|completes|amends|resends|resending|previously)\b.{0,300}",
        r"(?:dpa|ap|afp|reuters|epa|pa|upi) (?:photos?|pictures?|video|graphics?)\b.{0,60}",
        r"(?:photos?|pictures?|pix|video|graphics?|audio|tv) (?:available|attached|to follow|moving|moved|transmitted)\b.{0,60}",
        r"(?:file|stock|library|archive|representational|representative|illustrative) (?:photo|image|picture)s?\b.{0,80}",
    ),
}
_WITHIN = {
    why.NEWSLETTER: """
        our newsletter | our newsletters | our free newsletter | our daily newsletter | our free daily newsletter |
        our weekly newsletter | our mailing list | to your inbox | in your inbox | your inbox every | sign up here |
        sign up for our | sign up to our | signing up to our | subscribe to our | subscribe to the newsletter | view
        in browser | manage your email preferences | opens in new window | opens in new tab | opens in a new tab
    """,
    why.SOCIAL: """
        our whatsapp channel | our official whatsapp channel | our whatsapp community | 's whatsapp community | our
        telegram channel | our facebook page | our youtube channel | follow us on | like us on facebook | join us on |
        follow us at
    """,
    why.APP: """
        download our app | our mobile app | download the app | our free app | get the app | in our app
    """,
    why.COMMENTS: """
        in the comments below | in the comment section below | in the comments section below | comments section of
        this article | let us know in the comments | our community guidelines | click here to report
    """,
    why.SUBSCRIBE: """
        paid subscriber | support our journalism | support our work | reader-supported | listeners like you | readers
        like you | buy me a coffee | become a member | to support my work | this subscriber-only | free trial
    """,
    why.COOKIES: """
        our privacy policy | our cookie policy | privacy collection statement | terms of use and privacy policy |
        privacy policy and terms
    """,
    why.ADVERTISEMENT: """
        affiliate commission | affiliate links | affiliate link | earn a commission | earn commission | scroll to
        continue | continues below advertisement
    """,
    why.DISCLAIMER: """
        syndicated feed | auto-generated from | not been edited by | our editorial process | our editorial policy |
        under a creative commons | under creative commons | reproduced without permission | does not necessarily
        reflect the views of | do not necessarily reflect those of | do not necessarily represent the views of
    """,
    why.COPYRIGHT: """
        may not be published broadcast rewritten or redistributed | without prior express written permission | without
        prior written permission | reproduction is prohibited
    """,
    why.PRESS: """
        receives funding from the | provides funding as a member | consult own shares in or receive funding
    """,
    why.CONTACT: """
        welcomes letters | send us your story | news tip | get in touch with us | send it to us here | send it to us
        at
    """,
    why.STAFF: """
        contributed to this report | contributed to this story | contributed to this article | contributed reporting
    """,
}
WITHIN = {
    because: tuple(" ".join(phrase.split()) for phrase in phrases.split("|")) for because, phrases in _WITHIN.items()
}
