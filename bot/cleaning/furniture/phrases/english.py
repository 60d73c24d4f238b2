"""English."""

from bot.cleaning.furniture.phrases.reasons import (
    ADVERTISEMENT,
    APP,
    COMMENTS,
    COPYRIGHT,
    NEWSLETTER,
    PRESS,
    PUBLISHED,
    RELATED,
    SOCIAL,
)

_PLATFORM = "(?:bluesky|facebook|google news|instagram|linkedin|mastodon|social media|telegram|threads|tiktok|twitter|whatsapp|x|youtube)"

ANYWHERE = {
    RELATED: (
        r"(?:read|more|also|see|related|watch|listen)(?: more| on this| also| read| next| stories| articles| content)? ?[:»>|].{0,250}",
        r"the post .{1,200} (?:first appeared|appeared first) on .{1,80}",
        r"(?:continue|keep) reading",
        r"click here (?:to|for)\b.{0,200}",
    ),
    NEWSLETTER: (r"(?:subscribe|sign up) (?:to|for|now|here|today)\b.{0,250}",),
    SOCIAL: (
        rf"(?:like|follow|find|join) (?:us|our|@\w{{1,40}}|.{{2,60}}?) on {_PLATFORM}\b.{{0,200}}",
        r"join our (?:channel|group|newsletter|telegram|whatsapp)\b.{0,200}",
    ),
    APP: (r"(?:get|download) (?:our|the) .{0,40}\bapp\b.{0,150}",),
    ADVERTISEMENT: (
        r"(?:article continues|story continues|continues) below(?: (?:this )?advertisement)?",
        r"(?:ad|advertisement|advertising|sponsored)",
    ),
    COMMENTS: (r"share this(?: article| story)?",),
}
TOP = {
    PUBLISHED: (r"(?:published|posted|updated)\b.{0,100}", r"(?:first|last) (?:published|posted|updated)\b.{0,100}"),
}
END = {
    COPYRIGHT: (r"copyright ?(?:©|\(c\)|\d{4}).{0,280}",),
}
LABELS = {
    RELATED: (r"(?:related|more|recommended|popular)(?: stories| articles| news| coverage| reading)?",),
}
CLOSINGS = {
    PRESS: (r"about .{2,60}",),
}
