"""English, of wires, press offices and blogs: what stands above and below their stories."""

from bot.cleaning.furniture.phrases import reasons as why

TOP = {
    why.NEWSLETTER: (
        r"(?:hi|hey|hello|howdy|greetings|good morning|happy monday|happy tuesday|happy wednesday|happy thursday|happy friday|happy saturday|happy sunday|happy new year)\b(?=[^\"]{0,250}\b(?:newsletter|letter|welcome|subscribe|sign up|edition|issue|forwarded|inbox|briefing)\b)[^\"]{0,300}",
        r"(?:issue|edition|newsletter|vol|volume|bulletin)\.? ?(?:no\.? ?|# ?|nr\.? ?)?\d{1,5}(?:,? ?[|·•–—-] ?.{0,60}|,? (?:no|issue|volume)\.? ?.{0,40})?",
        r"(?:members'?|weekly|monthly|daily|staff) (?:bulletin|newsletter|briefing|digest|update|circular)(?: .{0,60})?",
    ),
    why.STAFF: (
        r"(?:written|words|reported|edited|fact checked|fact-checked|reviewed|compiled|photographed|illustrated|produced|translated|medically reviewed|posted|published|updated|narrated|curated|story|report|text|pictures|photographs|photography|video|graphics|interview|research) by (?!(?:the|a|an|her|his|its|their|our|two|three|four|five|many|some|all|several|story|text|soldiers|hand|order|police|law)\b)[^?!\",.]{3,70}",
        r"(?:written|words|reported|edited|fact checked|fact-checked|reviewed by|compiled|photography|photographs by|graphics|illustration) ?: ?[^?!\".:]{3,100}",
        r"posted by (?!(?:the|a|an|her|his|its|their|our|two|three|four|five|many|some|all|several|story|text|soldiers|hand|order|police|law)\b).{2,120}",
        r"(?:our|a|by a|by our|from our|special to the|special to|for the|by) (?:staff|own|special|web|agency|city|crime|political|sports|court|legal|business|senior|bureau|express|agri|local democracy) (?:reporter|correspondent|writer|desk|bureau|report|reporters|correspondents)\b[^.?!\"]{0,60}",
    ),
    why.SECTION: (
        r"(?:subscriber|member|reader|premium|plus|app|web) (?:exclusive|only|benefit|edition)",
        r"(?:fact check|fact-check|fact checks|data|long read|longread|long reads|the big read|weekend read|first person|first-person|q&a|q & a|quiz|poll|watch live|on the record|in focus|spotlight|in brief|news in brief|world in brief|briefing|notebook|dispatch|dispatches|field notes|sponsored|promoted|partner content|paid content|commentary|viewpoint|perspective|guest essay|op-ed|oped|the view|leader|leading article|investigation|special report|profile|essay|photo essay|visual story|interactive|newsletter|podcast|transcript|video|gallery|listen|obituaries|corrections|local news|breaking|just in|developing)",
        r"(?:add to|save to|remove from) (?:reading list|bookmarks|my list|saved items|favou?rites|your reading list|saved stories|playlist|queue)",
    ),
    why.NOTE: (
        r"(?:this copy|this story|this version|this take|story|copy) (?:replaces|supersedes|corrects|recasts|updates|restores|adds)\b.{2,200}",
        r"(?:replaces|supersedes|recasts|refiles|repeats|writethru|adds) (?:to |with |earlier |previous |story |version |headline |lead |lede |byline |dateline |details |quotes? |reaction |background |comment |graphic |share |paragraph |paras? |throughout|first )[^\"]{0,200}",
        r"(?:previous|earlier|prior) (?:slug|version|story|id|headline) ?: ?.{2,120}",
    ),
    why.PUBLISHED: (
        r"(?:story|report|updated|posted|published) by .{2,60}[•·|] ?\d{1,3} ?(?:h|d|m|hrs?|hours?|mins?|minutes?|days?)\b.{0,60}",
    ),
}
END = {
    why.STAFF: (
        r"posted by .{2,80}\b(?:at|on) .{0,12}\d.{0,60}",
        r"posted by (?!(?:the|a|an|her|his|its|their|our|two|three|four|five|many|some|all|several|story|text|soldiers|hand|order|police|law)\b)[^\".!?,]{2,40} in [^\".!?]{2,60}",
        r"(?:fact[- ]checked|copy[- ]edited|edited and fact-checked|proofread|reviewed|art direction|designed|illustrated|photographed|compiled|transcribed|translated from the \w{4,12}|web production|digital production|data visuali[sz]ation|video editing|social media) ?(?:by|:) ?(?!(?:the|a|an|her|his|its|their|our|two|three|four|five|many|some|all|several|story|text|soldiers|hand|order|police|law)\b)[^?!\"]{2,140}",
        r"(?:the writer|the author|the writers|the authors|the columnist|our correspondent|the reviewer) (?:is|are|was|has|can be|works|teaches|lives|writes|holds|serves|tweets)\b(?=.{0,200}\b(?:professor|lecturer|fellow|director|journalist|author of|columnist|researcher|consultant|economist|founder|reached|freelance|commentator|writer|based in)\b)(?!.{0,300}\b(?:said|says|heard|court|police|told|arrested|accused)\b)[^\"]{0,300}",
        r"(?:as told to|interview by|interviewed by|interview conducted by) [^?!\".:;]{3,80}",
        r"(?:the interview|this interview|this conversation|this transcript|our conversation|the conversation|answers|responses) (?:was|were|has been|have been) (?:lightly |slightly )?(?:edited|condensed|conducted|shortened|translated)\b[^\"]{0,160}",
        r"this (?:story|article|project|investigation|report|reporting|series) (?:was|is|has been) (?:produced|supported|funded|made possible|co-published|reported|developed|completed)\b(?=.{0,200}\b(?:support|grant|fellowship|partnership|collaboration|fund|funding|foundation|network|center|centre|program|programme|institute|reporting)\b)[^\"]{0,300}",
    ),
    why.DISCLAIMER: (
        r"(?:how we rate|how we work|how we reported this|how we did this|our methodology|methodology|our rating|our ratings|our code|our fact checks|about this fact check|about this series|about this project|about this story|about this column|about this newsletter|about our fact checks|why we wrote this|how this story was made)(?: ?[:|–-] ?.{0,400})?",
        r"note ?: ?(?:the (?:results|figures|calculator|above|prices|rates|views|author|transcript)|this (?:article|story|post|content|site|page|calculator|transcript|recipe)|views|all (?:prices|times|figures))\b(?=.{0,160}\b(?:exact|approximate|may|not|change|ai|translated|purposes|own|intended|correct at|opinion|estimates?|links?)\b)[^\"]{0,250}",
        r"(?:for )?(?:informational|information|educational|entertainment|illustrative) purposes only\b.{0,200}",
        r"(?:this|the) (?:article|post|content|newsletter|column|information|material|site)\b[^\"]{0,60}\b(?:is not|isn't|does not constitute|should not be (?:taken|construed|considered|treated)|are not|is intended|is for)\b[^\"]{0,60}\b(?:advice|recommendation|purposes|substitute for|endorsement|solicitation)\b.{0,200}",
        r"(?:always consult|always seek|please consult|consult a|consult your) (?:a |your |an |the )?(?:qualified |doctor|physician|health|medical|financial|professional|licensed|independent)\b[^\"]{0,120}\b(?:article|site|advice|before making|condition|investment decisions?)\b.{0,120}",
        r"past performance (?:is|does) (?:not|no)\b.{0,160}",
        r"(?:the content of|the contents of|responsibility for) (?:this|the) (?:article|publication|site|post|page)\b[^\"]{0,60}\b(?:sole responsibility|responsibility of|responsible for|lies with|does not)\b.{0,200}",
        r"(?:the )?(?:accuracy|availability|accuracy and availability) of (?:\w{3,5} )?transcripts? .{0,300}",
        r"(?:ai|artificial intelligence|generative ai|chatgpt|an ai tool|a chatbot|automation|ai tools) (?:was|were) used\b[^\"]{0,80}\b(?:article|story|summary|translat\w{2,6}|transcri\w{2,6}|draft|edit\w{0,5}|report|headline|image|this)\b.{0,200}",
        r"(?:this|the above) (?:headline|summary|image|illustration|translation|article|story|text|audio|transcript) (?:was|is|has been) (?:generated|created|produced|written|made|translated|summari[sz]ed|assisted|transcribed)\b[^\"]{0,60}\b(?:ai|artificial intelligence|chatgpt|software|machine|automatically|generative|computer)\b.{0,200}",
    ),
    why.COPYRIGHT: (
        r"(?:visit our website|see our|read our|view our|please see our) (?:terms|website terms|permissions|republication|reprint|republishing|syndication|copyright)\b.{0,200}",
        r"(?:you may|you can|you are free to|you are welcome to|feel free to|we encourage you to|media may|media outlets may|news outlets may|newspapers may) (?:also )?(?:republish|reprint|reproduce|repost|share and adapt)\b.{0,250}",
        r"(?:republish|reprint) (?:this|our) (?:article|story|content|work|articles|stories)\b.{0,200}",
        r"(?:distributed|supplied|provided|licensed|syndicated|produced) (?:by|through|via) (?:tribune content agency|creators|the new york times|syndication|asianet|ani|ians|pti|reuters|afp|ap|pa media|bloomberg|cover media|project syndicate|the conversation|allafrica|zawya|syndigate|newswire|eurasia review)\b.{0,120}",
        r"(?:trademarks?|all trademarks|all logos|all other marks)\b[^\"]{0,80}\b(?:property of|registered|respective owners)\b.{0,160}",
    ),
    why.CONTACT: (
        r"(?:attorneys?|lawyers?|counsel|spokesman|spokeswoman|spokesperson|spokespeople) ?: ?.{2,60}\(?\d{3}\)?[ -]\d{3}-\d{4}.{0,120}",
        r"for (?:comments|questions|suggestions|feedback|inquiries|enquiries|queries|corrections|tips|letters|submissions|advertising|reprints)\b[^\"]{0,80}\b(?:email|e-mail|contact|write|call|send|visit|reach)\b[^\"]{0,160}",
        r"(?:you can|please) (?:pitch|send|submit|write|email|reach|contact|tip)\b(?=.{0,120}(?:\bus\b|\bour\b|\bme\b|@|\bhere\b))(?=.{0,160}\b(?:pitch|story|stories|tips?|ideas?|letters?|feedback|at|via|here|comments)\b)[^\"]{0,160}",
        r"(?:pitch us|pitch your|write for us|submit a tip|submit your|letters to the editor|got a tip|have a tip|news tip|news tips|tip line|confidential tips)\b[^\"]{0,200}",
        r"(?:reach|contact|email|call|text|message) (?:[\w.'-]{2,20} ){1,3}(?:on|at|via|securely|through|by) .{0,60}(?:@|\d{3}[ -.]\d{3}|signal|whatsapp|telegram|bluesky|x\.com|twitter).{0,80}",
    ),
    why.TAGS: (
        r"(?:labels?|see more|topics?|tags?|hashtags?|filed|read more on|related topics?|more on|indexed under|posted under|also tagged|companies mentioned) ?: ?[^.?!\"]{2,200}",
    ),
    why.PRESS: (
        r"(?:want|would you like) your (?:company's|organization's|brand's|own)? ?(?:news|press release|story) (?:featured|published|distributed|here)\b.{0,160}",
        r"(?:the full report|the full study|the full paper|the full text|the full statement|the report|the study|further details|more details|full details|high-resolution photos|high-resolution images|high-res images|images|photos|b-roll|logos|media kit|press kit|media assets)\b[^\"]{0,60}\b(?:available|found|downloaded|viewed|accessed|is|at|here)\b[^\"]{0,40}(?:https?:|www\.).{2,160}",
        r"(?:this press release|this news release|this media release|this announcement|this communication|the information contained in this announcement|the information contained in this release)\b(?=.{0,300}\b(?:forward-looking|purposes|offer|solicit\w{0,8}|securities|inside information|distributed|issued|published|regulation|original|jurisdiction|filed|disclosed)\b).{0,500}",
        r"(?:end of release|end of statement|end of announcement|end of press release|end of document)",
        r"(?:embargoed|under embargo|not for publication|strictly embargoed) (?:until|till|before)\b.{2,120}",
    ),
    why.CREDIT: (
        r"(?:story|article|report|text|copy) (?:courtesy|provided|supplied) (?:of|by) [^.?!\"]{2,60}",
        r"(?:published|appeared|first appeared|printed) in (?:the )?(?:print|print edition|[\w' ]{2,40}),? (?:on )?(?:\w{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2} \w{3,9} \d{4}).{0,60}",
        r"(?:a version of this|this) (?:story|article|piece|post|column|essay) (?:appears|appeared|originally appeared|was originally|was first|first appeared|ran|originally ran|also appeared|is republished|is adapted|is excerpted|is reprinted)\b[^\"]{0,200}",
    ),
    why.END_SIGN: (
        r"(?:pti|ani|ians|uni)(?! has| had| won| was| did| said| is| not| and| may| can| will)(?: [a-z]{2,4}){1,4}",
    ),
}
LABELS = {
    why.RELATED: (
        r"(?:in the headlines|headlines|in the news|news in pictures|elsewhere|more headlines|more from us|more from around the web|in this section|in this issue|in this edition|in this newsletter|also in this issue|our latest stories|latest from us|our top stories|what we're reading|what we are reading|what else we're reading|what readers are saying|stories you may have missed|stories you might like|you may have missed|you might have missed|before you go|while you're here|keep exploring|keep scrolling|discover more|continue reading|read on|further reading|related coverage|related reporting|previous coverage|earlier coverage|past coverage|our coverage|see all|view all|more info|links mentioned|show notes|references and further reading|sponsored stories|paid stories|you may be interested in|you might be interested in|other stories|other news|popular posts|recent posts|blog archive|archives|similar posts|post navigation|about this blog|blogroll|top picks|picked for you|just for you|selected for you|suggested for you|what's trending|hot topics|now trending|news you can use|on our radar|best of|best of the week)",
    ),
    why.COMMENTS: (
        r"(?:reader comments|readers' comments|top comments|responses|leave a reply|post a comment|your comments|what people are saying|was this helpful|was this article helpful|rate this article)(?: .{0,40})?",
    ),
    why.SUBSCRIBE: (
        r"(?:support us|support our work|support our journalism|support local journalism|support independent journalism|donate|donate now|become a member|become a supporter|choose your plan|subscribe to continue|subscribe to read|this article is for subscribers|keep reading with a subscription|membership|shop|our shop|merch)",
    ),
}
WITHIN = {
    why.AUTHOR_BOX: (
        "is a senior reporter who",
        "is a senior reporter covering",
        "is a reporter who covers",
        "is a staff writer who covers",
        "is a staff writer covering",
        "is a correspondent who covers",
        "is an award-winning journalist who",
        "is a freelance writer based",
        "is a freelance journalist based",
    ),
    why.SUBSCRIBE: (
        "subscribe for $1",
        "subscribe for £1",
        "subscribe for just",
        "subscribe for as little as",
        "your tax-deductible donation",
        "your tax-deductible gift",
    ),
    why.NEWSLETTER: (
        "this newsletter was forwarded to you",
        "how you receive these emails",
        "remove yourself from this list",
        "unsubscribe from this list",
        "unsubscribe at any time",
        "sign up for the newsletter",
    ),
    why.ADVERTISEMENT: (
        "article continues below this ad",
        "story continues below this ad",
        "scroll down to continue reading",
    ),
    why.RELATED: ("along with breaking news and top headlines", "click here to read more", "for more such stories"),
}
