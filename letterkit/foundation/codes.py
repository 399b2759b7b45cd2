"""The registry of problem codes: what each is called, how grave it is, whether a comment can set it aside.

A code is stable: tools, comments in campaign files and documents refer to it. The first digits are its family (``LK3``
is the law), by which ``--select`` and ``--ignore`` choose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Severity(Enum):
    """An error stops the letter it belongs to; a warning never does. A note says what nobody has on record."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem.

    ``severity`` is what it usually has; ``otherwise`` says when it has the other one, "" for never. Where problems of
    the codes in ``yields_to`` are about the same words, they say more, and this one is left out. What is not
    ``ignorable`` is a person's own decision, which no comment and no option sets aside.
    """

    code: str
    severity: Severity
    title: str
    otherwise: str = ""
    ignorable: bool = True
    yields_to: frozenset[str] = frozenset()

    def can_be(self, severity: Severity) -> bool:
        """Whether a problem of this kind can be so grave."""
        return severity is self.severity or bool(self.otherwise)


# What a hand edit still says of facts that have changed: these know what stood there before.
_DRIFT = frozenset({"LK511", "LK512", "LK513", "LK514", "LK515"})

_SPELT = frozenset({"LK601", "LK602", "LK608"})

_ALL = (
    # Reading a file
    Code("LK101", Severity.ERROR, "the file is too large"),
    Code("LK102", Severity.ERROR, "this is not YAML"),
    Code("LK103", Severity.ERROR, "nested too deep, or too many values with aliases counted"),
    Code("LK104", Severity.ERROR, "the file is a list, plain text or empty"),
    Code("LK105", Severity.ERROR, "the file is not UTF-8"),
    Code("LK106", Severity.ERROR, "a file cannot be read, or is a folder"),
    Code("LK107", Severity.ERROR, "an invisible or private-use character"),
    Code("LK108", Severity.ERROR, "a key that is no word, or a merge key `<<`"),
    Code("LK109", Severity.ERROR, "a key is given twice"),
    Code("LK110", Severity.ERROR, "a tag (`!!python/...`)"),
    Code("LK111", Severity.WARNING, "a comment that can ignore nothing"),
    Code("LK112", Severity.WARNING, "a comment that ignores nothing"),
    Code("LK113", Severity.ERROR, "`--select` or `--ignore` with something that is no code"),
    # What a file says
    Code("LK121", Severity.ERROR, "unknown key"),
    Code("LK122", Severity.ERROR, "a required key is missing"),
    Code("LK123", Severity.ERROR, "a value of the wrong kind"),
    Code("LK124", Severity.ERROR, "a file that cannot be included"),
    Code("LK125", Severity.ERROR, "a key stands in two files, or a file is included twice"),
    Code("LK126", Severity.ERROR, "a letter or campaign file cannot be called that"),
    Code("LK127", Severity.ERROR, "a campaign without letters"),
    Code("LK128", Severity.ERROR, "no place was found in a campaign file for what a command adds"),
    Code("LK129", Severity.ERROR, "the campaign file has changed while a command ran"),
    Code("LK131", Severity.WARNING, "a value that ends at a `#`"),
    Code("LK132", Severity.WARNING, "a name between typographic quotation marks"),
    Code("LK133", Severity.WARNING, "a block of several paragraphs, which become one"),
    Code("LK134", Severity.ERROR, "a key, name or text is longer than one can be"),
    Code("LK135", Severity.ERROR, "more entries than one place can hold"),
    Code("LK136", Severity.ERROR, "a spreadsheet (CSV) whose rows and columns do not fit"),
    Code("LK139", Severity.ERROR, "a file that cannot be tidied without changing what it says"),
    # Clauses, forms, letterheads
    Code("LK201", Severity.ERROR, "a clause in a folder that is no kind of clause"),
    Code("LK202", Severity.ERROR, "a clause stands in two folders of kinds"),
    Code("LK203", Severity.ERROR, "no form of that name"),
    Code("LK204", Severity.ERROR, "a form without head"),
    Code("LK205", Severity.ERROR, "a clause or form fails"),
    Code("LK206", Severity.ERROR, "a clause has no text in the letter's language"),
    Code("LK207", Severity.ERROR, "a text has none in the letter's language"),
    Code("LK208", Severity.ERROR, "a lead does not say where the demands stand"),
    Code("LK209", Severity.ERROR, "a pattern of a house style has an unknown gap"),
    Code("LK210", Severity.ERROR, "a form leaves out a part of the letter"),
    Code("LK211", Severity.ERROR, "no letter of that name, or one that is like itself"),
    Code("LK212", Severity.ERROR, "no such language"),
    Code("LK213", Severity.ERROR, "no letterhead of that name, or one that is like itself"),
    Code("LK214", Severity.ERROR, "no target or occasion of that key"),
    Code("LK215", Severity.ERROR, "the letterhead has no such officer"),
    Code("LK216", Severity.ERROR, "no clause of that name"),
    Code("LK217", Severity.ERROR, "a clause that cannot stand there"),
    Code("LK218", Severity.ERROR, "a clause that takes several things, given one"),
    Code("LK219", Severity.ERROR, "a clause does not take that"),
    Code("LK220", Severity.ERROR, "a clause needs something"),
    Code("LK221", Severity.ERROR, "no person, organisation, law, instrument or the like of that key"),
    Code("LK222", Severity.ERROR, "an act of someone who is not in the campaign"),
    Code("LK223", Severity.ERROR, "no such act of that person or organisation"),
    Code("LK224", Severity.ERROR, "an act is given something that its kind does not take: a key, or a victim"),
    Code("LK225", Severity.ERROR, "nothing is known that the letter could be about"),
    Code("LK226", Severity.ERROR, "a clause does not end its sentence"),
    Code("LK227", Severity.ERROR, "a clause relies on an instrument that there is not"),
    Code("LK228", Severity.ERROR, "a language lacks something that it needs, or has what no language has"),
    Code("LK230", Severity.ERROR, "more beside `letter:` under `follows:`"),
    Code("LK231", Severity.ERROR, "whom the earlier letter went to has left office since"),
    Code("LK232", Severity.ERROR, "`unmet` in a letter that follows no letter of the campaign"),
    Code("LK233", Severity.ERROR, "a letter of a form that follows another, without `follows:`"),
    Code("LK234", Severity.ERROR, "a demand recorded as met whose clause has no words for it"),
    Code("LK235", Severity.ERROR, "a letter of that name is there already"),
    Code("LK236", Severity.ERROR, "`follow-up` of a letter that has been followed"),
    Code("LK237", Severity.ERROR, "a clause or kind of act that leaves out what it takes"),
    Code("LK238", Severity.ERROR, "a clause names a status, act or clause that there is not"),
    Code("LK239", Severity.ERROR, "an organisation, or a key, stands twice in a list of senders"),
    Code("LK240", Severity.ERROR, "a sender of a list who has not agreed to be named"),
    Code("LK241", Severity.ERROR, "a plan for each sender or target that gives no letter"),
    Code("LK243", Severity.ERROR, "an opening that protests against good news, or against what people did themselves"),
    # Law
    Code(
        "LK301",
        Severity.ERROR,
        "a clause relies on a law or a text that is not in force, or not adopted, on the letter's date",
    ),
    Code("LK302", Severity.ERROR, "no examination of the country by the ILO Conference's committee is known by then"),
    Code("LK303", Severity.ERROR, "no measure of that scheme is known by then"),
    Code("LK304", Severity.ERROR, "a precedent of another scheme"),
    Code("LK305", Severity.ERROR, "a precedent that had not happened"),
    Code(
        "LK306",
        Severity.ERROR,
        "a clause about what the United States grants to others, in a campaign about the United States",
    ),
    Code("LK307", Severity.WARNING, "a precedent of which something was not seen in a document"),
    Code("LK308", Severity.ERROR, "the country is not known to be a party to the instrument"),
    Code(
        "LK309",
        Severity.ERROR,
        "a text says that a State ratified, or is bound by, what it had not ratified by then, or cannot",
    ),
    Code("LK310", Severity.WARNING, "a text claims a ratification that the tables do not know"),
    Code(
        "LK311",
        Severity.ERROR,
        "for a ratification, or for the time since which it binds, a text gives another date than the table",
    ),
    Code(
        "LK312",
        Severity.ERROR,
        "a declaration, a set of rules or a body is said to be ratified, or a demand asks for it",
    ),
    Code(
        "LK313",
        Severity.WARNING,
        "a convention is said to bind before it is in force for the country",
        otherwise="an error where the table knows the day",
    ),
    Code("LK314", Severity.WARNING, "a text speaks of trade preferences that have lapsed"),
    Code("LK315", Severity.WARNING, "a text gives a withdrawal of preferences a year in which none is on record"),
    Code("LK316", Severity.WARNING, "a text tells a partial withdrawal as a whole one, or a restored one as lasting"),
    Code(
        "LK317",
        Severity.WARNING,
        "the letter relies on a convention that is not ratified, and does not ask to ratify it",
    ),
    Code("LK318", Severity.WARNING, "a ground names an instrument, and whether it is ratified is not known"),
    Code("LK319", Severity.ERROR, "a demand to ratify what is ratified"),
    Code("LK320", Severity.ERROR, "an article that the instrument has not"),
    Code("LK321", Severity.WARNING, "the number, year and title of an instrument do not belong together"),
    Code("LK322", Severity.WARNING, "another article of the instrument holds the right that is spoken of"),
    Code("LK323", Severity.ERROR, "the country's place in the Global Rights Index is not known by then"),
    # Time
    Code("LK401", Severity.ERROR, "the target is not in office on the letter's date"),
    Code("LK402", Severity.ERROR, "the signatory is not in office"),
    Code("LK403", Severity.ERROR, "an act that was not known on the letter's date"),
    Code("LK404", Severity.ERROR, "a note needs a figure that is not known on that day"),
    Code("LK405", Severity.WARNING, "the occasion is past"),
    Code("LK406", Severity.WARNING, "a status that nobody has confirmed for a long time"),
    Code("LK407", Severity.WARNING, "relative time that does not hold", yields_to=frozenset({"LK521"})),
    Code("LK408", Severity.ERROR, "a date that is not right: there is no such day, or its weekday is another"),
    Code("LK409", Severity.WARNING, "something later than the letter"),
    Code("LK410", Severity.WARNING, "a figure of another time", yields_to=_DRIFT),
    Code("LK411", Severity.WARNING, "announced, and already past"),
    Code("LK412", Severity.WARNING, "a target that nobody has checked for a long time"),
    # People, and what the campaign said before
    Code("LK501", Severity.WARNING, "a demand that does not fit the person's status"),
    Code("LK502", Severity.WARNING, "a demand for somebody of whom no act is told"),
    Code("LK503", Severity.WARNING, "somebody is told of, and no demand covers them"),
    Code("LK504", Severity.WARNING, "a demand for somebody of whom the letter tells nothing"),
    Code("LK505", Severity.ERROR, "a count that is not the number of members"),
    Code("LK506", Severity.WARNING, "more or fewer names than announced", yields_to=_DRIFT),
    Code("LK507", Severity.WARNING, "by hand, a number that the campaign does not give", yields_to=_DRIFT),
    Code("LK508", Severity.WARNING, "an office or organisation that differs between places", yields_to=_DRIFT),
    Code("LK511", Severity.WARNING, "by hand, a number that the campaign gave when the draft was made"),
    Code("LK512", Severity.WARNING, "by hand, a status that is over"),
    Code("LK513", Severity.WARNING, "by hand, a date that the campaign has corrected since"),
    Code("LK514", Severity.WARNING, "by hand, a name that the campaign has changed, or taken out"),
    Code("LK515", Severity.WARNING, "by hand, a place, outcome or phrase that the campaign has changed since"),
    Code("LK516", Severity.ERROR, "an act after the death of its victim"),
    Code("LK517", Severity.WARNING, "an act before what has to go ahead of it"),
    Code("LK518", Severity.WARNING, "a letter about a government, to somebody who does not act for it"),
    Code("LK519", Severity.WARNING, "a demand that the addressee cannot meet"),
    Code("LK521", Severity.WARNING, "by hand, something that the campaign contradicts", yields_to=_DRIFT | _SPELT),
    Code("LK522", Severity.NOTE, "by hand, something that is on no record"),
    Code("LK523", Severity.NOTE, "by hand, a sentence of which nothing was understood"),
    Code("LK524", Severity.ERROR, "a demand of a letter of a list was changed by hand", ignorable=False),
    Code("LK525", Severity.WARNING, "a demand that is made twice"),
    # Names
    Code("LK601", Severity.WARNING, "another spelling that the campaign knows", yields_to=_DRIFT),
    Code("LK602", Severity.WARNING, "a name that is nearly a known one", yields_to=_DRIFT),
    Code("LK603", Severity.WARNING, "an abbreviation before its explanation"),
    Code("LK604", Severity.WARNING, "an abbreviation explained twice"),
    Code("LK605", Severity.WARNING, "an abbreviation that nothing explains"),
    Code("LK606", Severity.WARNING, "a title or an office of the other gender"),
    Code("LK607", Severity.WARNING, "two entries that seem to be one"),
    Code("LK608", Severity.WARNING, "a place spelt in two ways", yields_to=_DRIFT),
    Code("LK609", Severity.ERROR, "the salutation speaks to somebody else"),
    Code("LK610", Severity.WARNING, "a surname that the name does not show"),
    Code("LK611", Severity.WARNING, "more than two people whose names are withheld"),
    Code("LK612", Severity.WARNING, "one abbreviation for two organisations"),
    Code("LK613", Severity.WARNING, "a copy to the addressee"),
    Code(
        "LK614", Severity.WARNING, "a number, a country or a name in one language of a text, and another in the other"
    ),
    # Sources, consent, links
    Code("LK701", Severity.WARNING, "an act without source"),
    Code("LK702", Severity.WARNING, "a source that is later than the letter"),
    Code("LK703", Severity.ERROR, "a source that is not listed"),
    Code("LK704", Severity.WARNING, "a letter goes to what cannot be an e-mail address"),
    Code("LK705", Severity.ERROR, "a confidential source shows"),
    Code(
        "LK706",
        Severity.ERROR,
        "somebody who has not agreed to be named is named",
        otherwise="a warning where a word may be a name",
        ignorable=False,
    ),
    Code(
        "LK707",
        Severity.ERROR,
        'a gap that nobody filled: "XX", "[name]", "( )"; a note to yourself',
        otherwise="a warning where it may be meant",
    ),
    Code(
        "LK708",
        Severity.WARNING,
        "a link that is neither https: nor mailto:",
        otherwise="an error where it leads into the writer's computer",
    ),
    Code("LK709", Severity.WARNING, "what looks like an e-mail address and cannot be one"),
    Code("LK710", Severity.WARNING, "a source that is older than what it reports"),
    Code(
        "LK711",
        Severity.WARNING,
        "a character that nobody sees",
        otherwise="an error where it turns about what is seen",
    ),
    # Form
    Code("LK801", Severity.WARNING, "a letter without demands"),
    Code("LK803", Severity.WARNING, "the letter is longer than the house allows"),
    Code("LK804", Severity.WARNING, "a paragraph is longer than the house allows"),
    Code("LK805", Severity.WARNING, "the same phrase three times"),
    Code("LK806", Severity.WARNING, "a demand that no ground carries"),
    Code("LK807", Severity.WARNING, "a reminder that names no day for the reply"),
    Code("LK808", Severity.WARNING, "salutation and close do not fit"),
    Code("LK809", Severity.WARNING, "a sentence in another language"),
    Code("LK810", Severity.WARNING, "a word in another spelling than the house's"),
    Code("LK811", Severity.WARNING, "the salutation or the complimentary close is missing from an edited draft"),
    Code("LK812", Severity.WARNING, 'an exclamation mark, capitals, "and/or", a word twice'),
    Code("LK813", Severity.WARNING, "what is not checked, since the language has no words for it"),
    Code("LK814", Severity.WARNING, "a bracket or quotation mark without its other half"),
    Code("LK815", Severity.WARNING, "a second salutation"),
    Code("LK816", Severity.WARNING, "lines that run into one paragraph"),
    Code(
        "LK817",
        Severity.WARNING,
        "a note to oneself or a colleague",
        otherwise="an error where brackets set it apart",
        yields_to=frozenset({"LK707"}),
    ),
    Code("LK818", Severity.WARNING, "a paragraph without its full stop"),
    Code("LK819", Severity.WARNING, "a word that seems to be mistyped", yields_to=_SPELT),
    # Letters that follow letters
    Code("LK820", Severity.ERROR, "a letter not later than the one that it follows"),
    Code("LK821", Severity.WARNING, "a letter that follows another within a few days"),
    Code("LK822", Severity.WARNING, "a demand that was met"),
    Code("LK823", Severity.WARNING, 'by hand, "no answer", though a reply is recorded'),
    Code("LK824", Severity.WARNING, "a reply by a day that is past, or too soon"),
    Code("LK825", Severity.WARNING, "a reply by a day of rest"),
    Code("LK831", Severity.ERROR, "a letter is not as a test of the campaign expects"),
    # Letterhead, files, the tool itself
    Code("LK901", Severity.ERROR, "the letterhead's template fails"),
    Code("LK902", Severity.WARNING, "the letterhead is not set as written"),
    Code(
        "LK903",
        Severity.ERROR,
        "no font has a character or a script",
        otherwise="a warning until the PDF for sending is made; a proof has a sign for it",
    ),
    Code("LK904", Severity.ERROR, "a paper size, folder name, language, date, look or length that cannot be set"),
    Code("LK905", Severity.ERROR, "the letterhead asks for a file outside its folders"),
    Code("LK906", Severity.ERROR, "a picture or file that the letterhead names is not there"),
    Code("LK907", Severity.ERROR, "a picture is too large, damaged, or of a kind that cannot be set"),
    Code(
        "LK908",
        Severity.ERROR,
        "an SVG has more than shapes: text, scripts, pictures, references to other files, or endless repetition",
    ),
    Code("LK909", Severity.ERROR, "a font that is not there"),
    Code("LK910", Severity.ERROR, "a letterhead's template does not come to an end, or makes too much"),
    Code("LK911", Severity.ERROR, "a file or folder cannot be read or written, or is there already"),
    Code("LK912", Severity.ERROR, "there is no draft"),
    Code("LK913", Severity.WARNING, "the campaign has changed since the draft"),
    Code("LK914", Severity.ERROR, "the head of the draft is damaged"),
    Code("LK915", Severity.ERROR, "this is the draft of another letter"),
    Code("LK916", Severity.ERROR, "a draft holds what no letter can be set from: a picture, HTML"),
    Code("LK917", Severity.ERROR, "a draft is more than a letter can be"),
    Code("LK921", Severity.WARNING, "a draft was kept of which nothing is remembered"),
    Code(
        "LK922",
        Severity.WARNING,
        "a clean PDF is older than the draft beside it",
        otherwise="an error where somebody has not agreed to be named",
    ),
    Code("LK923", Severity.ERROR, "the PDF to be written is signed, or is not as letterkit wrote it"),
    Code(
        "LK925",
        Severity.ERROR,
        "a process that set a letter ended before it was done",
        otherwise="a warning when it was done again",
    ),
    Code(
        "LK926",
        Severity.WARNING,
        "a cluster that cannot be used, or not for all letters",
        otherwise="an error when it cannot be used at all",
    ),
    Code("LK927", Severity.WARNING, "what is remembered of a batch is damaged"),
    Code("LK931", Severity.ERROR, "two versions stand in the draft"),
    Code("LK932", Severity.WARNING, "what is remembered of a draft is damaged"),
    Code("LK933", Severity.ERROR, "another letterkit is at work in the folder"),
    Code("LK934", Severity.ERROR, "the draft was saved while it was being drafted"),
    Code("LK935", Severity.ERROR, "there is no such version of the draft"),
    Code("LK936", Severity.WARNING, "a draft lies there under another name"),
    Code("LK937", Severity.ERROR, "signs of two versions in a version control system"),
    Code("LK938", Severity.WARNING, "there is no draft to explain"),
    Code("LK939", Severity.WARNING, "nothing is remembered of the draft that is explained"),
    Code(
        "LK941",
        Severity.ERROR,
        "the inside address does not fit the window of the envelope",
        otherwise="a warning for a proof",
    ),
    Code(
        "LK942", Severity.ERROR, "the head of the letter, or what stands beside the window, takes more room than it has"
    ),
    Code("LK943", Severity.ERROR, "a roster that page one cannot hold at a size that can be read"),
    Code("LK944", Severity.ERROR, "there is no picture of a signature"),
    Code("LK946", Severity.ERROR, "text or a picture reaches over the edge of the paper"),
    Code("LK947", Severity.WARNING, "text reaches into the margin"),
    Code("LK948", Severity.ERROR, "a sheet of your own that cannot stand behind a letter"),
    Code("LK949", Severity.WARNING, "a picture is printed larger than it is made for"),
    # Sign-off
    Code("LK951", Severity.ERROR, "no such role, or somebody who may not act in it"),
    Code("LK952", Severity.ERROR, "a decision out of its turn"),
    Code("LK953", Severity.WARNING, "the clean PDF of a letter that needs approvals"),
    Code("LK954", Severity.ERROR, "the register of a letter cannot be right"),
    Code("LK955", Severity.ERROR, "the clock is behind the register"),
    Code("LK956", Severity.ERROR, "an approval is missing or void"),
    Code("LK957", Severity.ERROR, "the PDF is not the one that was approved"),
    Code("LK961", Severity.ERROR, "a key file or its passphrase is wrong"),
    Code("LK962", Severity.ERROR, "a certificate that cannot sign this letter now"),
    Code("LK963", Severity.ERROR, "somebody who does not sign this letter"),
    Code("LK964", Severity.ERROR, "the PDF for sending is not the approved letter, or not as it was signed"),
    Code("LK965", Severity.ERROR, "no time stamp"),
    Code("LK966", Severity.ERROR, "the libraries of an extra are not installed"),
    Code("LK967", Severity.ERROR, "a PDF that cannot be verified"),
    Code("LK968", Severity.ERROR, "there is no PDF that may be sent"),
    Code("LK971", Severity.ERROR, "an address is missing, or cannot be one"),
    Code("LK972", Severity.ERROR, "the covering text is missing, or fails"),
    Code("LK973", Severity.ERROR, "a server does not take the letter"),
    Code("LK974", Severity.ERROR, "nobody knows whether a server took the letter"),
    Code("LK975", Severity.ERROR, "a reply that cannot be one"),
    Code("LK976", Severity.ERROR, "a setting for sending is missing or wrong"),
    # Beginning
    Code("LK981", Severity.ERROR, "a workspace cannot be made there"),
    Code("LK999", Severity.ERROR, "a fault of letterkit"),
)

CODES: Mapping[str, Code] = MappingProxyType({code.code: code for code in _ALL})
"""All kinds of problems by their codes, in order."""
