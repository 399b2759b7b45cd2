# ruff: noqa: E501 (sentences stand whole, as in the letters)
"""Edits of drafts that people made by mistake, and honest ones, each with the letter that it was made in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """Words of a letter that others took the place of, or a sentence added where ``old`` is empty."""

    letter: str
    language: str
    kind: str
    old: str
    new: str


MISTAKEN = (
    Case("kenya-2021/campaign/minister", "en", "voice", "were arrested by the police", "arrested the police"),
    Case("turkey-2017/campaign/minister", "en", "voice", "was arrested by the police", "had arrested the police"),
    Case("turkey-2017/campaign/minister", "fr", "voice", "a été arrêtée par la police", "a arrêté la police"),
    Case("kenya-2021/campaign/minister", "en", "form", "were arrested by", "was arrested by"),
    Case("turkey-2017/campaign/minister", "fr", "form", "a été arrêtée", "a été arrêté"),
    Case(
        "campaigns/kazakhstan-2019-baltabai/aflcio",
        "en",
        "demand",
        "is acquitted and released",
        "is convicted and released",
    ),
    Case("uganda-2022/campaign/delegue", "fr", "office", "Mme Invented, présidente", "Mme Invented, vice-présidente"),
    Case("kenya-2021/campaign/minister", "en", "active", "", "The police beat the strikers with batons."),
    Case("kenya-2021/campaign/minister", "en", "active", "", "The company hired thugs to break up the picket line."),
    Case("turkey-2017/campaign/minister", "en", "active", "", "The government has silenced every critical newspaper."),
    Case("uganda-2022/campaign/open", "fr", "active", "", "La police a chargé les grévistes à coups de matraque."),
    Case("turkey-2017/campaign/minister", "fr", "active", "", "Le procureur a fabriqué des preuves de toutes pièces."),
    Case(
        "campaigns/kazakhstan-2017/ituc",
        "en",
        "active",
        "",
        "The management threatens anyone who speaks to journalists.",
    ),
    Case(
        "swaziland-2014/campaign/first",
        "en",
        "active",
        "",
        "Soldiers fired tear gas into the church where the families had gathered.",
    ),
    Case(
        "colombia-2020/campaign/president", "fr", "active", "", "L'entreprise finance les paramilitaires de la région."
    ),
    Case(
        "georgia-2021/campaign/one-released",
        "en",
        "active",
        "",
        "Conditions in the prison are appalling and the cells are overcrowded.",
    ),
    Case(
        "kenya-2021/campaign/minister",
        "en",
        "active-sub",
        "",
        "We write to you because the police tortured the teachers in their cells.",
    ),
    Case("tunisia-2022/campaign/president", "en", "active-sub", "", "We have learned that the judge took bribes."),
    Case(
        "tunisia-2022/campaign/president",
        "fr",
        "active-sub",
        "",
        "Nous avons appris que le juge a touché des pots-de-vin.",
    ),
    Case(
        "belarus-2021/campaign/english",
        "en",
        "active-in",
        "searched the premises of the FUPW",
        "searched the premises of the FUPW and smashed the furniture",
    ),
    Case("campaigns/kazakhstan-2017/ituc", "en", "negation", "has not been disclosed", "has been disclosed"),
    Case("campaigns/kazakhstan-2017/ituc", "fr", "negation", "n'a pas été communiqué", "a été communiqué"),
    Case("campaigns/kazakhstan-2017/ituc", "en", "negation", "for calling a strike", "for not calling a strike"),
    Case(
        "kenya-2021/campaign/minister", "en", "negation", "for speaking at a rally", "for refusing to speak at a rally"
    ),
    Case(
        "kenya-2021/campaign/minister",
        "fr",
        "negation",
        "pour avoir pris la parole",
        "pour ne pas avoir pris la parole",
    ),
    Case("campaigns/kazakhstan-2017/aflcio", "en", "negation", "to drop all charges", "not to drop all charges"),
    Case(
        "turkey-2017/campaign/minister",
        "fr",
        "negation",
        "d'abandonner toutes les charges",
        "de ne pas abandonner toutes les charges",
    ),
    Case(
        "uganda-2022/campaign/open",
        "en",
        "negation",
        "Nothing we have seen supports",
        "Everything we have seen supports",
    ),
    Case("swaziland-2014/campaign/first", "en", "negation", "and is bound by it", "and is not bound by it"),
    Case("georgia-2021/campaign/one-released", "en", "negation", "have not changed", "have changed"),
    Case("belarus-2021/campaign/english", "en", "negation", "has not been seen since", "has been seen since"),
    Case("belarus-2021/campaign/english", "fr", "negation", "sans accès à un avocat", "avec accès à un avocat"),
    Case("belarus-2021/campaign/english", "en", "negation", "without access to a lawyer", "with access to a lawyer"),
    Case("kenya-2021/campaign/minister", "en", "reason", "for speaking at a rally", "for joining a union"),
    Case(
        "georgia-2021/campaign/one-released",
        "en",
        "reason",
        "charged with disrupting a transport facility",
        "charged with leading a demonstration",
    ),
    Case(
        "turkey-2017/campaign/minister",
        "fr",
        "reason",
        "pour des articles sur la révocation",
        "pour des caricatures sur la révocation",
    ),
    Case(
        "uganda-2022/campaign/open",
        "en",
        "reason",
        "over two months of unpaid salaries",
        "over the sacking of a colleague",
    ),
    Case("turkey-2017/campaign/minister", "en", "role", "on the dismissal of teachers", "on the dismissal of judges"),
    Case("belarus-2021/campaign/english", "en", "role", "Relatives of Ms Kavalenka", "Colleagues of Ms Kavalenka"),
    Case("colombia-2020/campaign/president", "en", "role", "by unknown callers", "by unknown soldiers"),
    Case("swaziland-2014/campaign/first", "fr", "role", "par le commissaire au Travail", "par le ministre du Travail"),
    Case("belarus-2021/campaign/english", "en", "pronoun", "or to her family", "or to his family"),
    Case("belarus-2021/campaign/english", "en", "pronoun", "She has been in detention", "He has been in detention"),
    Case(
        "tunisia-2022/campaign/president", "en", "pronoun", "to release him immediately", "to release her immediately"
    ),
    Case("tunisia-2022/campaign/president", "en", "pronoun", "visits from his family", "visits from their family"),
    Case("turkey-2017/campaign/minister", "fr", "pronoun", "elle a été inculpée", "il a été inculpé"),
    Case(
        "turkey-2017/campaign/minister",
        "en",
        "pronoun",
        "to see that she receives the medical care that she needs",
        "to see that he receives the medical care that he needs",
    ),
    Case("turkey-2017/campaign/minister", "en", "pronoun-new", "", "Her lawyer has not seen him since."),
    Case(
        "kenya-2021/campaign/minister",
        "en",
        "time",
        "on 4 May for speaking",
        "on 4 May, on the same day as the bill was tabled, for speaking",
    ),
    Case(
        "tunisia-2022/campaign/president",
        "en",
        "time",
        "Since 1 March, Mr Invented has been",
        "On 1 March, Mr Invented was",
    ),
    Case("colombia-2020/campaign/president", "en", "time", "in Apartadó", "in Apartadó the same day"),
    Case("belarus-2021/campaign/english", "en", "modality", "can withdraw", "must withdraw"),
    Case("belarus-2021/campaign/english", "fr", "modality", "peut retirer", "doit retirer"),
    Case("turkey-2017/campaign/minister", "en", "modality", "is due to stand trial", "stood trial"),
    Case("georgia-2021/campaign/one-released", "en", "modality", "will bring the matter", "might bring the matter"),
    Case(
        "campaigns/kazakhstan-2017/aflcio",
        "en",
        "leftover",
        "criminal charges were brought",
        "Kazakh charges were brought",
    ),
    Case("belarus-2021/campaign/english", "en", "leftover", "register the FUPW", "register the KTR"),
    Case("turkey-2017/campaign/minister", "en", "leftover", "calls on your government", "calls on your company"),
    Case(
        "kenya-2021/campaign/minister", "fr", "leftover", "demande à votre gouvernement", "demande à votre entreprise"
    ),
    Case("tunisia-2022/campaign/president", "en", "leftover", "", "The Ukrainian courts are not independent."),
    Case(
        "uganda-2022/campaign/open",
        "en",
        "leftover",
        "The district authorities closed",
        "The Zambian authorities closed",
    ),
    Case("swaziland-2014/campaign/first", "en", "ratify", "", "We ask you to ratify Convention No. 87."),
    Case("belarus-2021/campaign/english", "fr", "ratify", "", "Je vous demande aussi de ratifier la convention n° 98."),
    Case(
        "georgia-2021/campaign/one-released",
        "en",
        "ratify",
        "and to drop all charges against Mr Kobali",
        "and to ratify Convention No. 98",
    ),
    Case(
        "kenya-2021/campaign/minister",
        "en",
        "title",
        "International Covenant on Civil and Political Rights",
        "International Covenant on Civil and Social Rights",
    ),
    Case(
        "belarus-2021/campaign/english",
        "en",
        "title",
        "International Labour Organization (ILO)",
        "International Labour Office (ILO)",
    ),
    Case(
        "kenya-2021/campaign/minister",
        "fr",
        "title",
        "Charte africaine des droits de l'homme et des peuples",
        "Charte africaine des droits de l'homme et des citoyens",
    ),
    Case(
        "swaziland-2014/campaign/first",
        "fr",
        "title",
        "Organisation internationale du Travail (OIT)",
        "Organisation mondiale du Travail (OIT)",
    ),
    Case(
        "tunisia-2022/campaign/president",
        "en",
        "title",
        "Working Group on Arbitrary Detention",
        "Working Group on Arbitrary Executions",
    ),
    Case("turkey-2017/campaign/minister", "en", "demand-deleted", ", and to drop all charges against her", ""),
    Case("swaziland-2014/campaign/first", "fr", "demand-not", "lever la suspension", "ne pas lever la suspension"),
    Case("swaziland-2014/campaign/first", "en", "demand-not", "lift the suspension", "maintain the suspension"),
    Case("uganda-2022/campaign/open", "en", "demand-weak", "immediately and without conditions", "in due course"),
    Case(
        "colombia-2020/campaign/president",
        "en",
        "swap",
        "Mr Example, a member of the UBGW, was injured by two gunmen",
        "Two gunmen were injured by Mr Example, a member of the UBGW,",
    ),
    Case(
        "uganda-2022/campaign/open",
        "en",
        "swap",
        "The district authorities closed the offices of the TUL",
        "The TUL closed the offices of the district authorities",
    ),
    Case("belarus-2021/campaign/english", "en", "quantity", "the 202 million workers", "the many workers"),
    Case("uganda-2022/campaign/open", "en", "quantity", "both were charged", "none were charged"),
)
HONEST = (
    Case(
        "kenya-2021/campaign/minister",
        "en",
        "order",
        "Ms Invented, branch secretary of the Union of Primary Teachers (UPT), and Mr Example, an organiser of the UPT, were arrested by the police in Nakuru on 4 May for speaking at a rally.",
        "On 4 May, the police in Nakuru arrested Ms Invented, branch secretary of the Union of Primary Teachers (UPT), and Mr Example, an organiser of the UPT, for speaking at a rally.",
    ),
    Case(
        "kenya-2021/campaign/minister",
        "en",
        "style",
        "immediately and without conditions",
        "at once and unconditionally",
    ),
    Case(
        "kenya-2021/campaign/minister",
        "en",
        "thanks",
        "I would be grateful for your reply and for word of the steps taken.",
        "I look forward to your reply and to hearing of the steps that you take.",
    ),
    Case(
        "kenya-2021/campaign/minister", "en", "thanks", "", "I thank you in advance for your attention to this matter."
    ),
    Case(
        "kenya-2021/campaign/minister",
        "fr",
        "thanks",
        "",
        "Je vous remercie de l’attention que vous voudrez bien porter à cette affaire.",
    ),
    Case("kenya-2021/campaign/minister", "en", "opinion", "", "We are deeply concerned by this turn of events."),
    Case("turkey-2017/campaign/minister", "fr", "opinion", "", "Nous sommes profondément inquiets de cette évolution."),
    Case("campaigns/kazakhstan-2017/ituc", "en", "request", "", "I urge you to act without delay."),
    Case(
        "campaigns/kazakhstan-2017/ituc", "fr", "request", "", "Nous vous prions instamment de bien vouloir intervenir."
    ),
    Case("turkey-2017/campaign/minister", "en", "punct", "On 6 February, she was", "On 6 February she was"),
    Case(
        "turkey-2017/campaign/minister",
        "en",
        "tense",
        "she was charged with propaganda",
        "she has been charged with propaganda",
    ),
    Case(
        "turkey-2017/campaign/minister",
        "fr",
        "order",
        "Le 6 février, elle a été inculpée de propagande pour une organisation terroriste.",
        "Elle a été inculpée le 6 février de propagande pour une organisation terroriste.",
    ),
    Case(
        "belarus-2021/campaign/english",
        "en",
        "demand",
        "register the FUPW without further delay",
        "register the FUPW immediately",
    ),
    Case(
        "belarus-2021/campaign/english",
        "en",
        "demand",
        "release Alena Kavalenka and Vera Novik immediately and without conditions",
        "free Alena Kavalenka and Vera Novik at once",
    ),
    Case(
        "belarus-2021/campaign/english",
        "fr",
        "demand",
        "libérer immédiatement et sans condition Alena Kavalenka et Vera Novik",
        "libérer sans condition et immédiatement Vera Novik et Alena Kavalenka",
    ),
    Case(
        "swaziland-2014/campaign/first", "en", "demand", "lift the suspension of the FSW", "lift the FSW’s suspension"
    ),
    Case("swaziland-2014/campaign/first", "en", "demand", "I therefore ask you to:", "I therefore call upon you to:"),
    Case(
        "uganda-2022/campaign/open",
        "en",
        "split",
        "On 8 March, Ms Invented, chair of the TUL, and Ms Sample, its treasurer, were arrested by the police in Jinja, and denied access to a lawyer and visits from family for two days.",
        "On 8 March, Ms Invented, chair of the TUL, and Ms Sample, its treasurer, were arrested by the police in Jinja. They were denied access to a lawyer and visits from family for two days.",
    ),
    Case(
        "colombia-2020/campaign/president",
        "en",
        "join",
        "On 6 June, she was killed by two gunmen in Apartadó. Mr Example",
        "On 6 June, she was killed by two gunmen in Apartadó, and Mr Example",
    ),
    Case("colombia-2020/campaign/president", "fr", "style", "le même jour", "ce jour-là"),
    Case(
        "georgia-2021/campaign/one-released",
        "en",
        "style",
        "More than five weeks have passed without a reply.",
        "More than five weeks later, I have had no reply.",
    ),
    Case(
        "georgia-2021/campaign/one-released", "en", "synonym", "I welcome the news that", "I am pleased to learn that"
    ),
    Case(
        "tunisia-2022/campaign/president",
        "en",
        "synonym",
        "Since 1 March, Mr Invented has been denied visits from family.",
        "Mr Invented has not been allowed visits from family since 1 March.",
    ),
    Case(
        "tunisia-2022/campaign/president",
        "fr",
        "style",
        "Je vous saurais gré de bien vouloir me répondre",
        "Je vous serais reconnaissant de bien vouloir me répondre",
    ),
    Case("campaigns/kazakhstan-2017/ituc", "en", "delete", "Several hundred others have since joined them.", ""),
    Case("campaigns/kazakhstan-2017/ituc", "en", "delete", "Earlier, criminal", "Criminal"),
    Case(
        "campaigns/kazakhstan-2017/aflcio",
        "en",
        "synonym",
        "were arrested on January 21",
        "were detained on January 21",
    ),
    Case(
        "campaigns/kazakhstan-2017/aflcio", "en", "synonym", "went to court to have", "went to court in order to have"
    ),
    Case("campaigns/kazakhstan-2017/ituc", "en", "opinion", "", "This is unacceptable."),
    Case("uganda-2022/campaign/open", "fr", "opinion", "", "Cela est inacceptable."),
    Case("uganda-2022/campaign/open", "en", "solidarity", "", "We stand in solidarity with our colleagues."),
    Case("uganda-2022/campaign/open", "en", "offer", "", "We remain at your disposal for any further information."),
    Case(
        "uganda-2022/campaign/open",
        "fr",
        "offer",
        "",
        "Nous restons à votre disposition pour tout renseignement complémentaire.",
    ),
    Case("belarus-2021/campaign/english", "en", "quote", "", "The minister said that “the police beat nobody”."),
    Case(
        "kenya-2021/campaign/minister",
        "en",
        "abbr",
        "the Federation of Specimen Unions (FSU)",
        "the FSU (Federation of Specimen Unions)",
    ),
    Case("kenya-2021/campaign/minister", "en", "question", "", "May I ask what steps your government intends to take?"),
    Case("swaziland-2014/campaign/first", "fr", "style", "Je vous demande donc :", "Je vous prie donc :"),
    Case("swaziland-2014/campaign/first", "fr", "style", "le même jour", "ce même jour"),
    Case(
        "turkey-2017/campaign/minister",
        "en",
        "emph",
        "immediately and without conditions",
        "**immediately** and without conditions",
    ),
    Case("kenya-2021/campaign/minister", "en", "promise", "", "We will continue to follow the situation closely."),
    Case("belarus-2021/campaign/english", "en", "contraction", "has not been seen since", "hasn't been seen since"),
    Case(
        "kenya-2021/campaign/minister",
        "en",
        "greeting",
        "",
        "Please accept the assurances of my highest consideration.",
    ),
)
