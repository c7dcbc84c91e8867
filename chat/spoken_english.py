"""English as it is typed in a hurry, told in the words that documents and the rest of the program know: "how long til
my insurance kicks in, im new" is "how long until my insurance kicks in, I'm new".

Only what has one meaning is read as something else: "ill", "well", "its" and "id" stay. Words in front that ask
nothing ("hi! quick question,") go. No Spanish question is touched.
"""

import re

from knowledge.text.little_words import language_of

_WORDS = (
    (r"im", "I'm"),
    (r"ive", "I've"),
    (r"(?P<verb>do|does|did|ca|wo|is|are|was|have|has|would|could|should)nt", r"\g<verb>n't"),
    (r"(?P<asked>what|how|where|when|who|that|there)s", r"\g<asked>'s"),
    (r"theyre", "they're"),
    (r"youre", "you're"),
    (r"'?til", "until"),
    # "BC" ends a carrier's name.
    (r"(?-i:bc|b/c)(?= (?:i|im|i'm|i've|you|u|he|she|it|its|we|they|theyre|my|our|your|his|her|their)\b)", "because"),
    (r"cuz|coz|'cause|(?<!\bthe )(?<!\ba )(?<!\bany )cause(?= (?:i|i'm|my|he|she|we|our|they)\b)", "because"),
    (r"w/o", "without"),
    (r"w/(?= ?\w)", "with "),
    (r"w(?= (?:my|the|a|an|family|kids?|children|spouse|wife|husband|partner|dependents?)\b)", "with"),
    # Prices are by who is covered, not by how many.
    (r"(?:[2-9]|two|three|four|five|six) (?P<kids>kids|children|sons|daughters)(?! (?:or more|under)\b)", r"\g<kids>"),
    (r"plus(?= (?:my|our) )", "and"),
    (r"wanna", "want to"),
    (r"gonna", "going to"),
    (r"gotta", "have to"),
    (r"thru", "through"),
    (r"u", "you"),
    (r"ur", "your"),
    (r"(?:regular|family|normal) doctors?|gp", "primary care doctor"),
    (r"hubby", "husband"),
    (r"wifey", "wife"),
    (r"kiddos?", "kids"),
    (r"bf", "boyfriend"),
    (r"gf", "girlfriend"),
    (r"(?P<number>\d+) ?hrs?", r"\g<number> hours"),
    (r"(?P<number>\d+)[ -]?(?:yrs?|y/?o)[ -]old|(?P<age>\d+) ?y/?o", r"\g<number>\g<age> year old"),
    (r"(?P<number>\d+) ?yrs?", r"\g<number> years"),
    (r"(?P<number>\d+) ?mos?", r"\g<number> months"),
    (r"(?P<number>\d+) ?wks?", r"\g<number> weeks"),
    (r"hrs", "hours"),
    (r"yrs", "years"),
    (r"wks", "weeks"),
    (r"wk", "week"),
    (r"quiting", "quitting"),
    (r"like(?= \d)", "about"),
    (r"recie?pts?|reciepts?", "receipts"),
    (r"referals?", "referral"),
)
_SAID = tuple((re.compile(rf"(?<![\w'$.,-])(?:{said})(?![\w']|\.\w)", re.IGNORECASE), meant) for said, meant in _WORDS)
_FRONT = re.compile(
    r"^\W*(?:(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: (?:there|all|team|everyone))?\b[\s,.!-]*)?"
    r"(?:(?:i have |i've got |just |got )?(?:a |one |another )?(?:quick|random|dumb|silly) (?:question|one)"
    r"|just curious)\b[\s,.:!?-]*"
    r"(?=\w+\W+\w)",
    re.IGNORECASE,
)


def in_common_english(text: str, language: str = "") -> str:
    """Return an English question in common words; any other as it stands. Without a language, its words tell it."""
    if (language or language_of(text, "en")) != "en":
        return text
    for said, meant in _SAID:
        text = said.sub(lambda found, meant=meant: found.expand(meant), text)
    return _FRONT.sub("", text)
