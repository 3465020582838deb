"""Containers: what the name at the end of a reference is: a journal, a newspaper, a publisher.

In plain text «Polity.» and «Antipode.» look the same.  :func:`kind_of` decides by, in this
order: the names below, the words in the name, and says how sure it is.  Decisions of an
editor come before all of it (:mod:`press.importing.decisions`).

Pure functions on strings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["journal", "newspaper", "magazine", "publisher", "institution", "site", "unknown"]

KINDS: tuple[Kind, ...] = ("journal", "newspaper", "magazine", "publisher", "institution", "site")


class Judgement(NamedTuple):
    """What a name is; *sure* says whether a list or a telling word says so."""

    kind: Kind
    sure: bool


_PUBLISHERS = """
Polity; Verso; Routledge; Zed; Haymarket; Picador; Penguin; Vintage; Harper; HarperCollins; HarperOne;
Harper & Row; Harper Perennial; Harper & Brothers; Harper Torchbooks; Knopf; Alfred A. Knopf; A. A. Knopf;
Random House; Penguin Random House; Simon & Schuster; Simon and Schuster; Farrar, Straus and Giroux;
Farrar, Straus & Giroux; Farrar Straus Giroux; W. W. Norton; W. W. Norton & Company; W.W. Norton; Norton;
Houghton Mifflin; Houghton Mifflin Harcourt; Mariner; Little, Brown; Little, Brown and Company; Little,
Brown & Company; Doubleday; Anchor; Anchor Books; Pantheon; Schocken; Viking; Allen Lane; Crown; Crown Business;
Macmillan; Palgrave; Palgrave Macmillan; St. Martin's; St Martin's Griffin; Henry Holt; Henry Holt and
Company; Holt; Metropolitan Books; Times Books; PublicAffairs; Public Affairs; Nation Books; Basic Civitas;
Bloomsbury; Bloomsbury Academic; Continuum; Faber & Faber; Faber and Faber; Granta; Hurst; C. Hurst & Co.;
Hurst & Company; I.B. Tauris; I. B. Tauris; IB Tauris; Saqi; Brill; E. J. Brill; De Gruyter; Walter de Gruyter;
Mouton; Springer; Springer Nature; Springer International; Elsevier; Wiley; John Wiley & Sons; Wiley-Blackwell;
Blackwell; Basil Blackwell; Sage; SAGE; Sage Publications; Edward Elgar; Ashgate; Lexington; Rowman & Littlefield;
Rowman and Littlefield; Roman & Littlefield; Lynne Rienner; Westview; Praeger; Greenwood; McGraw-Hill; McGraw Hill; Pearson;
Pearson Education; Longman; Prentice Hall; Prentice-Hall; Addison-Wesley; Cengage; Wadsworth; Worth; O'Reilly;
O'Reilly Media; Apress; Manning; Packt; Academic; Erlbaum; Lawrence Erlbaum; Lawrence Erlbaum Associates; Taylor &
Francis; Taylor and Francis; CRC; Gallimard; Seuil; Fayard; Flammarion; Hachette; Grasset; Plon; Payot; PUF; Karthala;
L'Harmattan; La Découverte; Albin Michel; Actes Sud; Suhrkamp; Fischer; S. Fischer; C. H. Beck; C.H. Beck; Rowohlt;
Hanser; Piper; Campus; Nomos; Mohr Siebeck; Duncker & Humblot; Vandenhoeck & Ruprecht; Harrassowitz; Reclam;
Einaudi; Laterza; Il Mulino; Feltrinelli; Mondadori; Alianza; Siglo XXI; Taurus; Planeta; Anagrama; Trotta;
İletişim; İletişim Yayınları; Metis; Yapı Kredi; Yapı Kredi Yayınları; Timaş; Kronik; Dergah; Dergâh; Can; Remzi;
Akal; Oneworld; Serpent's Tail; Canongate; Profile; Atlantic; Scribner; Charles Scribner's Sons; Riverhead;
Ecco; Dutton; E. P. Dutton; Putnam; G. P. Putnam's Sons; Ballantine; Bantam; Dell; Tor; Orbit; Gollancz; Hodder &
Stoughton; Hodder; John Murray; Jonathan Cape; Chatto & Windus; Secker & Warburg; Hutchinson; Heinemann; William
Heinemann; Weidenfeld & Nicolson; George Allen & Unwin; Allen & Unwin; Routledge & Kegan Paul; Kegan Paul;
Methuen; Tavistock; Victor Gollancz; Frank Cass; Croom Helm; Ithaca; Garnet; Berg; Berghahn; Peter Lang;
Semiotext(e); Zone; OR; Seven Stories; City Lights; AK; PM; South End; Common Courage; Pluto; Lawrence & Wishart;
Monthly Review; International Publishers; Progress Publishers; Foreign Languages Press; New Press; The New Press; Free
Press; The Free Press; Basic; Beacon; Grove; Grove/Atlantic; Grove Atlantic; Dover; Modern Library; Everyman;
Celadon; Crossroad; Orient Blackswan; Orient Longman; Permanent Black; Navayana; Manohar; Leftword; Aakar; Juggernaut;
HarperCollins India; Rupa; Liveright; Spiegel & Grau; One World; Tin House; Graywolf; Melville House; Hogarth;
Avery; Portfolio; Currency; Twelve; Hyperion; Dial; William Morrow; Morrow; Thames & Hudson; Phaidon; Taschen; Abrams;
Guilford; Jossey-Bass; Hackett; Open Court; Ivan R. Dee; Nelson; Thomas Nelson; Zondervan; Eerdmans; Wm. B. Eerdmans;
Fortress; Orbis; Kazi; Islamic Texts Society; Islamic Foundation; Kube; Amana; American Trust; Dar al-Fikr; Dar
al-Shuruq; Dar al-Saqi; Dar al-Tali'a; Maktabat Wahba; Dar al-Ma'arif; Dar al-Kutub al-Ilmiyya; Brepols; Academia;
Kluwer; Kluwer Academic; Kluwer Law International; Martinus Nijhoff; North-Holland; Plenum; Pergamon; World Scientific;
Transaction; M. E. Sharpe; Paradigm; Polebridge; Nordic Africa Institute; Kachifo; CODESRIA; Jacana; Wits; Heinemann
Educational; Fernwood; Between the Lines; Black Rose; Arbeiter Ring; House of Anansi; McClelland & Stewart; Knopf
Canada; Text; Scribe; Black Inc.; Allen and Unwin; Crown Publishing; Crown Currency; Princeton; Basic Books; Harcourt; Harcourt Brace; Harcourt Brace Jovanovich; Harcourt, Brace & World; Présence Africaine; Maspero; François Maspero; Anthropos; Minuit; CNRS; Dunod; Armand Colin; Belin; Odile Jacob; Les Liens qui libèrent; Robert Laffont; Stock; Julliard; Calmann-Lévy; Le Livre de Poche; Folio; Que sais-je ?; Riyad El-Rayyes; Bentham; Frommann-Holzboog; Klett-Cotta; Ullstein; dtv; Kiepenheuer & Witsch; Aufbau; Wagenbach; Passagen; Turia + Kant; Westend; Bollati Boringhieri; Rizzoli; Carocci; Donzelli; Fondo de Cultura Económica; Paidós; Crítica; Debate; Cátedra; Tecnos; Ariel; Losada; Katz; Prometeo; CLACSO; Companhia das Letras; Boitempo; Zahar; Curran Associates; PMLR; IEEE; ACM; USENIX; Association for Computing Machinery; Association for Computational Linguistics; Springer-Verlag; Biostat; Sinauer; W. H. Freeman; Freeman; Rand McNally; Aldine; Schenkman; Bobbs-Merrill; Appleton-Century-Crofts; Holt, Rinehart and Winston; Holt, Rinehart & Winston; Thomas Y. Crowell; Stackpole; Brassey's; Potomac; Naval Institute; Presidio; Casemate; Osprey; Sterling; Skyhorse; Regnery; Encounter; Threshold; Sentinel; Broadside; Custom House; One World; Flatiron; St. Martin's; Thomas Dunne; Minotaur; Palgrave Pivot; I.B.Tauris; Sussex Academic; Valentine Mitchell; Ameer; Dar Al-Taqwa; Ta-Ha; Iqra; Goodword; Adam; Idara; Islamic Book Trust; International Institute of Islamic Thought; IIIT; Edebiyat; Beyan; İnsan; Pınar; İz; Klasik; Küre; Ötüken; Doğan; Everest; Alfa; İmge; Phoenix; Dipnot; Ayrıntı; Bağlam; Bilgi; Epsilon; Destek; Kırmızı Kedi; İş Bankası Kültür; Türkiye İş Bankası; Türk Tarih Kurumu; TTK; Diyanet
"""
_JOURNALS = """
Nature; Science; Cell; The Lancet; Lancet; Daedalus; Dædalus; Antipode; Signs; Representations; Diacritics; Ethics; Mind;
Isis; Osiris; Speculum; Differences; Feminist Review; Foreign Affairs; Foreign Policy Analysis; International
Affairs; International Security; International Organization; Survival; Orbis: A Journal of World Affairs; World Politics; Politics & Society;
Politics and Society; Theory & Society; Theory and Society; Theory, Culture & Society; Economy and Society; Race
& Class; Race and Class; Third Text; Social Text; Public Culture; Critical Inquiry; Boundary 2; Cultural
Anthropology; American Anthropologist; American Ethnologist; Man; Africa; African Affairs; African Arts; Arabica;
Der Islam; Die Welt des Islams; Muqarnas; Al-Qantara; Iran; Anatolian Studies; Insight Turkey; Turkish Studies;
Turcica; Middle Eastern Studies; Middle East Critique; Mediterranean Politics; Democratization; Geopolitics;
Millennium; Security Dialogue; Alternatives; Globalizations; World Development; Development and Change; Development;
Oxford Development Studies; Econometrica; Economica; Kyklos; The Economic Journal; Public Choice; Demography;
Population and Development Review; Global Environmental Change; Climatic Change; Ecology and Society; Energy Policy;
Environmental Politics; Global Environmental Politics; PLOS ONE; PLoS ONE; PLOS Medicine; PLoS Medicine; eLife; BMJ; The
BMJ; British Medical Journal; JAMA; Circulation; Brain; Neuron; Psychological Science; Psychometrika; Cognition;
American Psychologist; Child Development; Social Forces; Social Problems; Sociology; Ethnicity; Ethnic and Racial
Studies; Patterns of Prejudice; Nations and Nationalism; Past & Present; Past and Present; History Workshop; The
Historian; Social History; History and Theory; Comparative Studies in Society and History; Modern Asian Studies;
Economic and Political Weekly; Journalism; Journalism Practice; Digital Journalism; Journalism & Mass Communication
Quarterly; New Media & Society; Social Media + Society; Information, Communication & Society; Media, Culture & Society;
Big Data & Society; Communication Theory; Political Communication; Cultural Studies; Screen; October; PMLA; Language; Lingua;
Linguistics; Synthese; Noûs; Hypatia; Philosophy & Public Affairs; Political Theory; Constellations; Telos;
New Political Economy; Capital & Class; Historical Materialism; Rethinking Marxism; Radical Philosophy; Science &
Society; Human Organization; Human Rights; Human Relations; Gender & Society; Feminist Theory; Meridians; Body & Society;
Childhood; Disability & Society; Social Politics; Governance; Public Administration; Regulation & Governance;
Political Geography; Progress in Human Geography; Environment and Planning A; Environment and Planning D: Society and
Space; Urban Geography; Cities; Habitat International; Water International; Land Use Policy; Food Policy; Ecological
Economics; One Earth; Joule; Earth's Future; Agriculture and Human Values; Peasant Studies; Cooperation and
Conflict; International Interactions; International Peacekeeping; Terrorism and Political Violence; Studies in Conflict &
Terrorism; Small Wars & Insurgencies; Perspectives on Terrorism; Parameters; Armed Forces & Society; Civil Wars; Conflict
Management and Peace Science; Contemporary Islam; Islamic Law and Society; The Muslim World; Muslim World; Islam and
Christian–Muslim Relations; Religion; Religions; Numen; Sociology of Religion; Politics and Religion; Politics, Religion &
Ideology; Political Psychology; Political Behavior; Party Politics; Electoral Studies; West European Politics; East European
Politics; Post-Soviet Affairs; Europe-Asia Studies; Slavic Review; China Perspectives; The China Quarterly; Asian Survey;
Pacific Affairs; Latin American Politics and Society; Latin American Perspectives; NACLA; Millennium: Journal of International Studies;
Frontiers in Psychology; Scientific Reports; Behavioral and Brain Sciences; Evolution; Ecology; Oecologia; Bioscience;
BioScience; Ambio; Landslides; Tellus; Icarus; Physica A; Physica D; Communications of the ACM; Artificial Intelligence; Neural Computation;
The International Spectator; International Spectator; International Political Science Review; Mind & Language; Ab Imperio
"""
_NEWSPAPERS = """
The New York Times; New York Times; The Washington Post; Washington Post; The Guardian; Guardian; The Observer; The
Times; The Sunday Times; The Daily Telegraph; The Telegraph; The Independent; Financial Times; The Financial Times;
The Wall Street Journal; Wall Street Journal; Los Angeles Times; Chicago Tribune; The Boston Globe; Boston Globe; USA
Today; The Christian Science Monitor; Christian Science Monitor; Miami Herald; San Francisco Chronicle; Houston
Chronicle; The Dallas Morning News; The Philadelphia Inquirer; Newsday; Daily News; New York Post; New York Daily
News; The Seattle Times; The Denver Post; Star Tribune; The Plain Dealer; The Hill; Politico; Axios; Roll Call;
The Globe and Mail; Toronto Star; National Post; The Sydney Morning Herald; The Age; The Australian; The New Zealand
Herald; The Irish Times; Irish Independent; The Scotsman; The Herald; Daily Mail; The Sun; Daily Mirror; The Mirror; Evening Standard; The
Economic Times; The Hindu; The Indian Express; Indian Express; Hindustan Times; The Times of India; Times of India; The Telegraph
India; Scroll.in; The Wire; The Print; ThePrint; Dawn; The Express Tribune; The News International; The Nation Pakistan; The Daily Star;
Dhaka Tribune; Prothom Alo; Kathmandu Post; The Kathmandu Post; The Straits Times; South China Morning Post; Global Times; China
Daily; People's Daily; The Japan Times; Asahi Shimbun; The Asahi Shimbun; The Korea Herald; The Korea Times; Bangkok Post; The Jakarta
Post; Kompas; Republika; Tempo; Malaysiakini; The Star; New Straits Times; Philippine Daily Inquirer; Rappler; Arab News; Al-Ahram;
Ahram Online; Al-Ahram Weekly; Asharq Al-Awsat; Al-Hayat; Al-Quds Al-Arabi; An-Nahar; As-Safir; L'Orient-Le Jour; L'Orient Today; The
Daily Star Lebanon; The National; Gulf News; Khaleej Times; The Jordan Times; Jordan Times; Haaretz; The Jerusalem Post;
The Times of Israel; Times of Israel; Ynet; Ynetnews; +972 Magazine; Middle East Eye; Al-Monitor; The New Arab; Hürriyet; Hürriyet Daily
News; Hurriyet Daily News; Daily Sabah; Cumhuriyet; Milliyet; Sabah; Zaman; Today's Zaman; BirGün; Evrensel; Agos; Bianet; T24; Diken; Tehran Times;
Press TV; Kayhan; Le Monde; Le Figaro; Libération; Le Monde diplomatique; Mediapart; La Croix; Der Spiegel; Spiegel Online; Die Zeit;
Süddeutsche Zeitung; Frankfurter Allgemeine Zeitung; Die Welt; Die Tageszeitung; taz; Neue Zürcher Zeitung; Corriere della Sera; La Repubblica;
La Stampa; El País; El Mundo; ABC; La Vanguardia; Público; Folha de S.Paulo; O Globo; O Estado de S. Paulo; Clarín; La Nación; Página/12; La Jornada;
El Universal; Reforma; Granma; Pravda; Izvestia; Kommersant; Novaya Gazeta; The Moscow Times; Moscow Times; Meduza;
The Kyiv Independent; Kyiv Independent; Kyiv Post; Ukrainska Pravda; Gazeta Wyborcza; Daily Nation; The East African; The Standard; Mail & Guardian; Daily Maverick; The
Star Kenya; News24; Business Day; Punch; The Punch; Premium Times; Vanguard; This Day; The Guardian Nigeria; Daily Trust; Sudan Tribune;
Addis Standard; The Reporter; The Citizen; New Vision; The Herald Zimbabwe; Reuters; Associated Press; The Associated Press; AP News; AP; AFP; Agence
France-Presse; Bloomberg; Bloomberg News; BBC; BBC News; BBC World News; CNN; CNN International; CNBC; MSNBC; NBC News; ABC News; CBS News; Fox News; NPR; PBS
NewsHour; PBS; Al Jazeera; Al Jazeera English; Al-Jazeera; Aljazeera; France 24; Deutsche Welle; DW; DW News; Euronews; Sky News; ITV News; Channel
4 News; Voice of America; VOA News; VOA; Radio Free Europe/Radio Liberty; RFE/RL; Radio Free Asia; RT; TASS; Sputnik; Xinhua; Anadolu Agency; AA; TRT World; Kyodo News; Yonhap;
Yonhap News Agency; NK News; The Intercept; ProPublica; HuffPost; The Huffington Post; Huffington Post; BuzzFeed News; Vice News; Vice; Vox; Slate; Salon;
The Daily Beast; Daily Beast; Business Insider; Insider; Quartz; Mic; Truthout; Common Dreams; Democracy Now!; Mondoweiss; The Electronic Intifada; Electronic
Intifada; Jadaliyya; EUobserver; Politico Europe; Euractiv; The Parliament Magazine; Semafor; The Diplomat; Nikkei Asia; Caixin; Sixth Tone; Rest
of World; Wired; TechCrunch; The Verge; Ars Technica; Space.com; CBC News; CBC; CTV News; Global News; ABC News Australia; SBS News; RNZ; Stuff; RTÉ News; Swissinfo; The Local;
Irish Examiner; The Detroit News; Detroit Free Press; Tampa Bay Times; The Oregonian; Arizona Republic; The Arizona Republic; Sacramento Bee; The Sacramento Bee; The
Baltimore Sun; Baltimore Sun; The Texas Tribune; Texas Tribune; El Paso Times; The Atlanta Journal-Constitution; Orlando Sentinel; Las Vegas Review-Journal; The Conversation;
International Herald Tribune; The Manchester Guardian; The Christian Post; The Canberra Times; The Age Melbourne; Manila Bulletin; Antara; Detik; Star; L'Humanité; Yeni Şafak; Takvim; الجزيرة نت; الجزيرة; الشرق الأوسط;
الأهرام; الحياة; القدس العربي; العربي الجديد; النهار; السفير; الأخبار
"""
_MAGAZINES = """
Time; TIME; Newsweek; The Economist; Economist; The Atlantic; The Atlantic Monthly; Atlantic; The New Yorker; New Yorker; Harper's; Harper's
Magazine; The Nation; Nation; The New Republic; New Republic; Foreign Policy; The National Interest; National Interest; The American
Conservative; National Review; Mother Jones; Jacobin; Dissent; The Progressive; In These Times; Current Affairs; n+1; The Baffler; Boston Review; Los Angeles Review of
Books; London Review of Books; The New York Review of Books; New York Review of Books; Times Literary Supplement; The Times Literary
Supplement; New Statesman; The Spectator; Prospect; Rolling Stone; Vanity Fair; Esquire; GQ; Vogue; People; Life; Look; Fortune; Forbes; Businessweek;
Bloomberg Businessweek; Inc.; Fast Company; MIT Technology Review; Scientific American; New Scientist; Discover; Popular Science; National Geographic; National Geographic Magazine;
Smithsonian; Smithsonian Magazine; Psychology Today; Monitor on Psychology; American Prospect; The American Prospect; Reason; Commentary; First Things; The Weekly Standard; Frontline; Outlook; India Today; Caravan; The
Caravan; Tricycle; Emel; Islamic Horizons; Saudi Aramco World; Aramco World; AramcoWorld; Noema; Aeon; Lapham's Quarterly; Guernica; War on the Rocks; World Politics Review; Counterpunch; CounterPunch; Z
Magazine; Tablet; Tikkun; Jewish Currents; Moment; Hammer & Hope; L'Express; Le Point; L'Obs; Stern; Focus; Profil; Wirtschaftswoche; Semana; Veja; Proceso; Ebony; Jet; Essence; Ms.; Ms. Magazine;
Undark; Quanta Magazine; Nautilus; Knowable Magazine; Texas Monthly; New York Magazine; New York; The New York Times Magazine
"""
_INSTITUTIONS = """
RAND; RAND Corporation; Brookings; Brookings Institution; The Brookings Institution; Chatham House; World Bank; The World Bank; World Bank Group; IMF; International Monetary Fund;
United Nations; UN; UNESCO; UNICEF; UNHCR; UNDP; UNEP; UNCTAD; UNODC; UN Women; WHO; FAO; ILO; IOM; WTO; OECD; NATO; European Union; European Parliament; ASEAN; African Union; Arab
League; World Health Organization; World Food Programme; ICRC; Oxfam; Oxfam International; Oxfam GB; Greenpeace; Human Rights Watch; Amnesty International; Save the Children; Médecins Sans
Frontières; Freedom House; Transparency International; Crisis Group; International Crisis Group; Carnegie Endowment for International Peace; Cato Institute; Heritage Foundation; Hoover Institution; Wilson Center; Atlantic
Council; Stimson Center; Clingendael; SIPRI; IISS; ECFR; SWP; IPCC; IPBES; NASA; NOAA; NBER; National Bureau of Economic Research; AFL-CIO; ACLU; NAACP; Pew Research Center; Gallup; Ipsos; YouGov; Arab
Barometer; Afrobarometer; ACLED; Airwars; B'Tselem; Al-Haq; Adalah; Al Mezan; Gisha; SETA; TESEV; TEPAV; EDAM; Social Science Research Council; Hudson Institute; McKinsey & Company; McKinsey Global Institute; Deloitte;
PwC; KPMG; Ernst & Young; Accenture; Goldman Sachs; Federal Reserve; Bank of England; European Central Bank; U.S. Census Bureau; CSIS; GAO; U.S. Government Accountability Office; Congressional Research
Service; House of Commons Library; HM Treasury; HMSO; Stationery Office; The Stationery Office; Government Printing Office; U.S. Government Printing Office; U.S. Government Publishing Office; Eurostat; Frontex; The Corner House
"""
_SITES = """
Wikipedia; YouTube; Twitter; X; Facebook; Instagram; TikTok; Reddit; LinkedIn; Medium; Substack; WordPress; Blogger; Tumblr; Vimeo; Spotify; SoundCloud; TED; TED Conferences;
Mayo Clinic; WebMD; Britannica; Encyclopædia Britannica; Encyclopaedia Britannica; Our World in Data; Statista; GitHub; Zenodo; Figshare; Kaggle; Hugging Face; Internet Archive; OpenAI; Google;
Harvard Kennedy School; openDemocracy; Open Democracy; Lawfare; Just Security; EJIL: Talk!; Opinio Juris; Al-Shabaka; MERIP; Bellingcat; Forensic Architecture; Snopes; PolitiFact; FactCheck.org; Full Fact; History.com; Biography.com; Investopedia; GlobalSecurity.org;
SSRN; arXiv; medRxiv; bioRxiv; PsyArXiv; SocArXiv; OSF; ResearchGate; Academia.edu; Project Syndicate; Netflix; HBO; Warner Bros.; Tanzil; Quran.com; Sunnah.com; Middle East Research and Information Project
"""
_CITIES = """
Abingdon; Abu Dhabi; Accra; Addis Ababa; Algiers; Amman; Amsterdam; Ankara; Ann Arbor; Athens; Baghdad; Baltimore; Bangkok; Barcelona; Basel; Basingstoke; Beijing; Beirut; Belfast; Berkeley; Berlin; Bern; Bloomington;
Bogotá; Bologna; Bombay; Bonn; Boston; Boulder; Brasília; Brighton; Bristol; Brussels; Bruxelles; Bucharest; Budapest; Buenos Aires; Cairo; Calcutta; Cambridge; Canberra; Cape Town; Casablanca; Chapel Hill; Charlottesville; Cheltenham;
Chicago; Colombo; Copenhagen; Dakar; Damascus; Dar es Salaam; Delhi; Dhaka; Doha; Dordrecht; Dubai; Dublin; Durham; Edinburgh; Farnham; Florence; Frankfurt; Frankfurt am Main; Freiburg; Gainesville; Geneva; Genève; Glasgow; Göttingen; Hamburg; Hanoi;
Harare; Harmondsworth; Helsinki; Hoboken; Hong Kong; Honolulu; Houston; Hyderabad; Indianapolis; Islamabad; Istanbul; İstanbul; Ithaca; Jakarta; Jeddah; Jerusalem; Johannesburg; Kabul; Kampala; Karachi; Kathmandu; Khartoum; Kolkata; Kuala Lumpur; Kuwait; Kyiv; Kyoto;
Lagos; Lahore; Lanham; Lausanne; Leiden; Leipzig; Leicester; Lisbon; London; Los Angeles; Louvain; Leuven; Madison; Madrid; Malden; Manchester; Manila; Melbourne; Mexico City; México; Milan; Milano; Milton Keynes; Minneapolis; Montreal; Montréal; Moscow; Mumbai; Munich; München; Nairobi; New Brunswick;
New Delhi; New Haven; New York; Nicosia; Notre Dame; Oakland; Ontario; Oslo; Ottawa; Oxford; Palo Alto; Paris; Pasadena; Peshawar; Philadelphia; Pittsburgh; Prague; Praha; Princeton; Providence; Rabat; Ramallah; Rawalpindi; Riyadh; Roma; Rome; Rotterdam; Salt Lake City; San Francisco; Santa
Barbara; Santa Monica; Santiago; São Paulo; Sarajevo; Seattle; Seoul; Shanghai; Singapore; Sofia; Stanford; Stockholm; Stuttgart; Sydney; Syracuse; Taipei; Tehran; Tel Aviv; The Hague; Thousand Oaks; Tokyo; Toronto; Torino; Tripoli; Tübingen; Tunis; Turin; Uppsala; Utrecht; Vancouver; Venice; Vienna; Warsaw;
Washington; Washington, D.C.; Washington, DC; Washington DC; Washington D.C.; Westport; Wiesbaden; Wien; Zürich; Zurich; Boston and New York; London and New York; London & New York; New York and London; New York & London; Englewood Cliffs; Garden City; Albany; Austin; Tucson; Tempe; Urbana; University Park;
Lincoln; Boca Raton; Reading; Newbury Park; Beverly Hills; Newark; Upper Saddle River; Oxon; Oxford and New York; Houndmills; Nova York; Rio de Janeiro; Lima; Quito; Caracas; Havana; La Habana; Bamako; Abuja; Ibadan; Zaria; Kano; Stellenbosch; Pretoria; Windhoek; Lusaka; Aleppo; Sana'a; Muscat; Manama; Mecca; Medina;
القاهرة; بيروت; دمشق; بغداد; عمان; الرياض; الدوحة; تونس; الرباط; طهران; تهران; 北京; 上海; 東京; Москва; Ankara/Istanbul; Dearborn; Herndon; Markfield; Leeds; Nottingham; Birmingham; Coventry; Exeter; Cardiff; Swansea; Dundee; Aberdeen; Cork; Galway; Bethesda; Alexandria; Arlington; Santa Cruz; Davis; Irvine; San Diego; Atlanta; Miami; Denver; Detroit; Evanston; Columbus; Cleveland; Cincinnati; Nashville; Athens, GA
"""


def fold(name: str) -> str:
    """Return *name* for comparing: no case, marks, punctuation, leading article; «&» is «and»."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
        name = "".join(char for char in name if not unicodedata.combining(char)).replace("ı", "i")
    name = name.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    return " ".join(_WORDS.findall(name)).removeprefix("the ")


_WORDS = re.compile(r"[^\W_]+")


def _folded(names: str) -> frozenset[str]:
    return frozenset(fold(re.sub(r"\s+", " ", name)) for name in names.split(";") if name.strip())


_LISTS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("newspaper", _folded(_NEWSPAPERS)),
    ("magazine", _folded(_MAGAZINES)),
    ("journal", _folded(_JOURNALS)),
    ("publisher", _folded(_PUBLISHERS)),
    ("institution", _folded(_INSTITUTIONS)),
    ("site", _folded(_SITES)),
)
_LISTED_CITIES = _folded(_CITIES)

_PUBLISHER = re.compile(
    r"\b(?:Press(?! [Rr]elease| [Cc]onference| [Bb]riefing| [Ss]tatement)|Publish\w+|Publications?|Publica\w+|Books|Book (?:Company|House|Trust)|Verlag\w*|É?ditions?|Edition"
    r"|Editorial|Ediciones|Edições|Editora|Editori?|Edizioni|Yay\w+|Kitabevi|Kitap|Presses|Uitgever\w+|Forlag|Förlag"
    r"|Wydawnictwo|Publishing House|University Press|UP|Maktabat?|D[āa]r|Penerbit|Pustaka|Izdatel\w+|Imprint|& Sons|and Sons"
    r"|& Co|Printers?|Printing|Librairie|Libreria|Buchhandlung|Издательство|Publ)\b|社$|出版|書店|书局|書局|书店|دار\b|مكتبة|المكتبة|انتشارات|منشورات"
)
_NOT_PUBLISHER = re.compile(
    r"\b(?:London Review of Books|Review of Books|Associated Press|Press (?:Agency|Association|TV)|Free Press Journal)\b"
)
_JOURNAL = re.compile(
    r"\b(?:Journals?|Review|Quarterly|Annals|Annales|Bulletin|Proceedings|Transactions|Letters|Archives? of|Revue|Revista|Rivista"
    r"|Zeitschrift|Dergisi|Mecmua\w*|Jurnal|Cahiers|Acta|Annual|Yearbook|Jahrbuch|Annuaire|Frontiers in|Trends in|Advances in|Perspectives on"
    r"|Studies in|Current Opinion|Monthly|Weekly|Archiv|Tidsskrift|Časopis|Gazette des|Anales|Studia|Quaderni|Vestnik|Вопросы|Journal|Géographie|Actes de la recherche\w*"
    r"|Ar[aş]t[ıi]rmalar[ıi])\b|مجلة|المجلة|学报|研究|فصلنامه",
    re.IGNORECASE,
)
_WEEKLY_NEWS = re.compile(
    r"\b(?:News|Times|Post|Herald|Tribune|Guardian|Gazette|Chronicle|Daily|Observer|Telegraph|Independent|Mail|Globe|Mirror|Inquirer|Courier|Examiner|Sentinel|Dispatch|Bee|Today|Broadcasting|Television|TV|Radio|Zeitung|Gazetesi|Diario|Jornal|Le Monde|Newspaper|News Agency|Newswire)\b|صحيفة|جريدة|روزنامه"
)
_INSTITUTION = re.compile(
    r"\b(?:Institut\w*|Cent(?:er|re|ro)s?|University|Université|Universität|Universidad|Üniversitesi|Foundation|Council|Commission|Ministry|Department|Office|Agency"
    r"|Banks?|Fund|Organi[sz]ations?|Association|Committee|Network|Program(?:me)?|Project|Observatory|Bureau|Authority|Watch|International|Coalition|Union|Group"
    r"|Initiative|Corporation|Endowment|Secretariat|United Nations|UN|Parliament|Government|Service|Administration|House of|Congress|Senate|Assembly|Federation|Alliance|Academy|Société"
    r"|School|College|Board|Court|Library|Laborator\w+|Stiftung|Fondation|Fundación|Vakfı|Bakanlığı|Başkanlığı|Enstitüsü|Merkezi|Derneği|Kurumu|Trust|Society|Consult\w+|Inc|LLC|Ltd|Partners|Campaign|Justice|Rights|Defense|Defence|Report(?:s)?)\b|مركز|معهد|وزارة|جامعة|منظمة|مؤسسة"
)
_SUBJECT = re.compile(
    r"\b(?:Studies|Stud\w+|Research|Sciences?|Reports|Forum|Notes|Economics|Econom\w+|Politics|Policy|Polit\w+|Affairs|Theory|Psycholog\w+|Psychiatry|Sociolog\w+|Anthropolog\w+"
    r"|Geograph\w+|Histor\w+|Philosoph\w+|Medicine|Medical|Education|Security|Society|Culture|Cultural|Ecology|Biolog\w+|Communications?|Development|Management|Ethics|Law|Critique|Perspectives|Inquiry|Dialogue|Thought"
    r"|Nature|Lancet|PLOS|PLoS|BMC|BMJ|JAMA|IEEE|ACM|Papers|Record|Relations|Health|Environment\w*|Climat\w+|Energy|Planning|Behaviou?r|Neuroscience|Linguistics|Criminolog\w+|Demograph\w+|Statistics|Mathematic\w*|Physic\w*|Chemi\w+|Engineering"
    r"|Analysis|Humanit\w+|Arts?|Music\w*|Literature|Languages?|Religio\w+|Islam\w*|Theolog\w+|Race|Gender|Women\w*|Migration|Peace|Conflict|Terrorism|Democracy|Governance|Globali[sz]ation\w*|Methods?|Interactions|Organization Science|Letters|Questions|Problems)\b"
)
_SITE = re.compile(
    r"\.(?:com|org|net|in|info|io|edu|gov)\b|\bBlog\b|\bwebsite\b|\bOnline\b|\bWiki", re.IGNORECASE
)


@lru_cache(maxsize=4096)  # the same journals come again and again
def kind_of(name: str) -> Judgement:
    """Return what *name* is."""
    folded = fold(name)
    bare = re.sub(
        r" (?:inc|ltd|limited|llc|gmbh|and co|and company|uk|usa|us|india|publishers?|academic)$",
        "",
        folded,
    )
    first = fold(name.split("/", maxsplit=1)[0]) if "/" in name else ""
    for kind, names in _LISTS:
        if folded in names or (kind == "publisher" and (bare in names or first in names)):
            return Judgement(kind, sure=True)
    if _PUBLISHER.search(name) and not _NOT_PUBLISHER.search(name):
        return Judgement("publisher", sure=not _JOURNAL.search(name) or "Press" in name)
    if _JOURNAL.search(name):
        return Judgement(
            "journal",
            sure=not _INSTITUTION.search(name)
            or re.search("Journal|Review|Quarterly|Annals", name) is not None,
        )
    if _WEEKLY_NEWS.search(name):
        return Judgement("newspaper", sure=False)
    subject = _SUBJECT.search(name) is not None
    if _INSTITUTION.search(name.replace("International", "") if subject else name):
        return Judgement("institution", sure=not subject)
    if _SITE.search(name):
        return Judgement("site", sure=False)
    if subject:
        return Judgement("journal", sure=False)
    return Judgement("unknown", sure=False)


def is_city(name: str) -> bool:
    """Say whether *name* is a place where books are published: «London», «Cambridge, MA»."""
    if fold(name) in _LISTED_CITIES:
        return True
    head, comma, tail = name.rpartition(", ")
    if not comma or len(name) > 50:
        return re.fullmatch(r"[^,]+(?:/| & | and |; )[^,]+", name) is not None and all(
            fold(part) in _LISTED_CITIES for part in re.split(r"/| & | and |; ", name)
        )
    region = re.fullmatch(
        r"[A-Z]\.?[A-Z]\.?|Mass\.?|Conn\.?|Calif\.?|N\.J\.|Ill\.?|UK|U\.K\.|USA|U\.S\.A\.|England|Canada|Ontario|India|Germany|France|Australia|Egypt|Lebanon|Turkey|Türkiye|The Netherlands|Netherlands|Switzerland|Ireland|Scotland|Pakistan|NSW|Vic\.?|Surrey|Kent|Essex",
        tail,
    )
    return region is not None and head[:1].isupper()
