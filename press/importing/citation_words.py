"""Words that tell a citation from what only looks like one: «Arab Spring (2011)», «Egypt, 2011».

Plain data for :mod:`press.importing.citations`.
"""

from __future__ import annotations

import re

from press.importing.cited_names import plain

#: A pattern of a word of a name, which begins with a capital.
WORD = r"[^\W\d_a-zß-öø-ÿ][\w’'ʿʾʻ-]*"
# With what no author's name begins.
NO_AUTHOR = frozenset(
    """
    january february march april may june july august september october november december spring summer fall autumn winter jan feb mar apr jun jul aug sep sept oct nov dec
    ramadan shawwal monday tuesday wednesday thursday friday saturday sunday figure table chapter section appendix box note equation part volume article page line season episode
    approximately approx about circa around since until from by between before after as during early late mid over under nearly almost roughly some up to age aged born died est founded established updated revised published
    """.split()
)
#: Words of events, laws and things that have a year in parentheses.
EVENT = re.compile(
    r"\b(?:War|Wars|Act|Acts|Treaty|Agreement|Accords?|Spring|Revolution|Crisis|Summit|Olympics|Resolution|Convention|Protocol|Elections?|Massacre|Genocide|Coup|Uprising|Movement|Declaration|Charter|Constitution|Law|Bill|Plan|Pact|Deal|Cup|Games|Pandemic|Hurricane|Cyclone|Earthquake|Flood"
    r"|Intifada|Nakba|Amendment|Mandate|Siege|Battle|Invasion|Operation|Administration|Presidency|Referendum|Brexit|Recession|Depression|Famine|Order|Doctrine|Initiative|Strategy|Compromise|Ceasefire|Protests?|Riots?|March|Conference|Congress|Era|Age|Century|Dynasty|Empire|Republic|Caliphate"
    r"|Directive|Regulation|Decree|Ordinance|Ruling|Decision|v\.|vs\.|Case|Trial|Scandal|Incident|Affair|Attack|Attacks|Bombing|Bombings|Disaster|Explosion|Shooting|Film|Festival|Fund|Goals?|Agenda|Memorandum|Framework|Programme|Program|Project|Reforms?|Sanctions|Tariffs?|Budget|COVID-19|COVID|GDP|Q[1-4])\b|^(?:H\.?R\.?|S\.|Res\.)\s*\d"
)
#: Places and powers, folded.
COUNTRIES = frozenset(
    plain(name)
    for name in """
    Afghanistan;Albania;Algeria;Angola;Argentina;Armenia;Australia;Austria;Azerbaijan;Bahrain;Bangladesh;Belarus;Belgium;Bolivia;Bosnia;Brazil;Britain;Bulgaria;Burma;Cambodia;Cameroon;Canada;Chad;Chile;China;Colombia;Congo;Croatia;Cuba;Cyprus;Denmark;Ecuador;Egypt;England;Eritrea;Estonia;Ethiopia;Europe;Finland;France;Gaza;Georgia;Germany;Ghana;Greece;Grenada;Guatemala;Guinea;Haiti;Honduras;Hungary;Iceland;India;Indonesia;Iran;Iraq;Ireland;Israel;Italy;Jamaica;Japan;Jordan;Kashmir;Kazakhstan;Kenya;Korea;Kosovo;Kuwait;Laos;Latvia;Lebanon;Liberia;Libya;Lithuania;Malaysia;Mali;Malta;Mexico;Moldova;Morocco;Mozambique;Myanmar;Nepal;Netherlands;Nicaragua;Niger;Nigeria;North Korea;Norway;Oman;Pakistan;Palestine;Panama;Peru;Philippines;Poland;Portugal;Qatar;Romania;Russia;Rwanda;Saudi Arabia;Scotland;Senegal;Serbia;Singapore;Somalia;South Africa;South Korea;South Sudan;Spain;Sri Lanka;Sudan;Sweden;Switzerland;Syria;Taiwan;Tanzania;Thailand;Tunisia;Turkey;Türkiye;Uganda;Ukraine;United Kingdom;United States;UK;US;USA;U.S.;U.K.;EU;UN;NATO;Uruguay;USSR;Soviet Union;Uzbekistan;Venezuela;Vietnam;Wales;Yemen;Yugoslavia;Zambia;Zimbabwe;Africa;Asia;America;Latin America;Middle East;Crimea;Donbas;Darfur;Kurdistan;Xinjiang;Tibet;Hong Kong;West Bank;Texas;California;Florida;Fukushima;Chernobyl;Hiroshima;Tiananmen;Srebrenica;Oslo;Maastricht;Dayton;Lisbon;Kyoto;Camp David;Bandung;Munich;Yalta;Potsdam;Versailles;Rambouillet
    """.split(";")
)
# Words that may stand before a name at the head of a sentence, and titles of persons.
BEFORE = frozenset(
    """
    as in the although though while however when since because but and for see by according following like both if yet where whereas despite unlike after before from to with among thus hence indeed
    similarly likewise moreover furthermore additionally also here there then still even only what how why that this these those nor or so not nevertheless nonetheless meanwhile conversely consequently recently
    dr prof professor president sir senator judge scholar scholars historian historians sociologist economist philosopher journalist researcher researchers author authors critic critics theorist political activist writer writers
    drawing building citing quoting echoing contra per via against within scholars work studies research elsewhere first second third finally early later critically importantly specifically notably
    """.split()
)
#: Titles of persons with a period.
TITLE = re.compile(r"(?:Dr|Prof|Mr|Mrs|Ms|St|Sen|Rep|Gov|Gen)\.")
#: What authors do behind their year: «argues», «have shown».
VERB = re.compile(
    r"\s*(?:,\s*)?(?:who\s+|also\s+|have\s+|has\s+|had\s+|further\s+|rightly\s+|famously\s+|similarly\s+|both\s+|even\s+|recently\s+|once\s+)*(?:argu|show|find|found|suggest|note|writ|wrote|contend|claim|describ|demonstrat|document|explain|observ|point|report|highlight|emphasi|assert|maintain|propos|coin|call|identif|stat|conclud|examin|explor|analy|discuss|warn|remind|reveal|underscor|posit|indicat|illustrat|term|defin|conceptuali|theori|critiqu|trace|estimat|remark|caution|put it|articulat|offer|provid|elaborat|advocat|stress|hold|held|insist|believ|refer|outlin|interrogat|elucidat|present)\w*\b",
    re.IGNORECASE,
)
