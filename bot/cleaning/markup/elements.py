"""What elements are to the cleaning: the ones that are kept, and how they stand in each other."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LEAVES = HEADINGS | {"p", "pre"}
LISTS = frozenset({"ul", "ol", "dl"})
BARE = frozenset({"li", "dt", "dd", "figcaption", "caption", "td", "th"})  # their first text needs no paragraph
TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
NOT_IN_EACH_OTHER = ({"li"}, {"dt", "dd"})  # a parser would end the outer one
CONTAINERS = LISTS | BARE | TABLE | {"blockquote", "figure"}
# `picture` stands around an `img` and its `source`s, and is not written.
FORMATTING = frozenset("a abbr b cite code del em i ins kbd mark q s samp small strong sub sup time u var".split())
INLINE = FORMATTING | {"br", "img", "picture"}
# They separate blocks and say nothing to a reader of a feed.
BOUNDARIES = frozenset(
    "address article aside center details div fieldset footer form header hgroup hr main section summary".split()
)
# Programs, forms, drawings and frames: what is inside of them is not text of the story either.
WITH_CONTENT = frozenset(
    "applet audio button canvas embed head iframe input math nav noscript object option script select style svg"
    " template textarea title video".split()
)
#: What is written of an element's attributes.
ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset({"href"}),
    "abbr": frozenset({"title"}),
    "img": frozenset({"alt", "height", "src", "width"}),  #: pictures.py reads more, which is not written
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan"}),
}
