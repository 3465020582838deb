"""Forty works as eight programs export them: a table, and a writer for each program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Work(NamedTuple):
    """A work: a kind, the people (groups in braces), and fields by biblatex's names."""

    kind: str
    people: str
    year: str
    title: str
    rest: dict[str, str]

    @property
    def first(self) -> str:
        return re.sub(r"\W", "", self.people.split(" and ")[0].split(",")[0])


def _works() -> Iterator[Work]:
    for row in TABLE.strip().split("\n"):
        kind, people, year, title, *rest = (part.strip() for part in row.split("|"))
        yield Work(kind, people, year, title, dict(part.split("=", 1) for part in rest))


TABLE = """
book|Said, Edward W.|1978|Orientalism|publisher=Pantheon Books|location=New York
book|Ibn Khaldūn|1967|The Muqaddimah: An Introduction to History|publisher=Princeton University Press|translator=Rosenthal, Franz
book|Hodgson, Marshall G. S.|1974|The Venture of Islam: Conscience and History in a World Civilization|publisher=University of Chicago Press|volumes=3
book|Asad, Talal|2003|Formations of the Secular: Christianity, Islam, Modernity|publisher=Stanford University Press
book|İnalcık, Halil|2009|Devlet-i ‘Aliyye: Osmanlı İmparatorluğu Üzerine Araştırmalar|publisher=Türkiye İş Bankası Kültür Yayınları|location=İstanbul|language=tr
book|Ortaylı, İlber|1983|İmparatorluğun En Uzun Yüzyılı|publisher=Hil Yayınları|location=İstanbul|language=tr
book|Berkes, Niyazi|2002|Türkiye’de Çağdaşlaşma|publisher=Yapı Kredi Yayınları|language=tr
book|Göle, Nilüfer|1991|Modern Mahrem: Medeniyet ve Örtünme|publisher=Metis Yayınları|language=tr
book|Davutoğlu, Ahmet|2001|Stratejik Derinlik: Türkiye’nin Uluslararası Konumu|publisher=Küre Yayınları|language=tr
article|Mardin, Şerif|1973|Center-Periphery Relations: A Key to Turkish Politics?|journaltitle=Daedalus|volume=102|number=1|pages=169--190
article|Öniş, Ziya and Yılmaz, Şuhnaz|2009|Between Europeanization and Euro-Asianism: Foreign Policy Activism in Turkey during the AKP Era|journaltitle=Turkish Studies|volume=10|number=1|pages=7--24|doi=10.1080/14683840802648562
book|الجابري, محمد عابد|1984|تكوين العقل العربي|publisher=مركز دراسات الوحدة العربية|location=بيروت|language=ar
book|حسين, طه|1926|في الشعر الجاهلي|publisher=مطبعة دار الكتب المصرية|location=القاهرة|language=ar
book|الغنوشي, راشد|1993|الحريات العامة في الدولة الإسلامية|publisher=مركز دراسات الوحدة العربية|language=ar
book|al-Ghazālī, Abū Ḥāmid|1982|Iḥyāʾ ʿulūm al-dīn|publisher=Dār al-Maʿrifa|location=Beirut
book|al-Ṭabarī, Muḥammad ibn Jarīr|1967|Tārīkh al-rusul wa-l-mulūk|publisher=Dār al-Maʿārif|location=Cairo
book|Hallaq, Wael B.|2009|Sharīʿa: Theory, Practice, Transformations|publisher=Cambridge University Press
book|Ahmed, Shahab|2016|What Is Islam? The Importance of Being Islamic|publisher=Princeton University Press
book|Makdisi, Ussama|2000|The Culture of Sectarianism: Community, History, and Violence in Nineteenth-Century Ottoman Lebanon|publisher=University of California Press
article|Kandiyoti, Deniz|1988|Bargaining with Patriarchy|journaltitle=Gender & Society|volume=2|number=3|pages=274--290|doi=10.1177/089124388002003004
article|Abu-Lughod, Lila|2002|Do Muslim Women Really Need Saving? Anthropological Reflections on Cultural Relativism and Its Others|journaltitle=American Anthropologist|volume=104|number=3|pages=783--790|doi=10.1525/aa.2002.104.3.783
article|Müller Schmied, Hannes and Eisner, Stephanie and Döll, Petra|2014|Sensitivity of simulated global-scale freshwater fluxes and storages to input data|journaltitle=Hydrology and Earth System Sciences|volume=18|number=9|pages=3511--3538|doi=10.5194/hess-18-3511-2014
article|Lanoszka, Alexander|2016|Russian hybrid warfare and extended deterrence in eastern Europe|journaltitle=International Affairs|volume=92|number=1|pages=175--195|doi=10.1111/1468-2346.12509
article|Nunn, Nathan and Qian, Nancy|2010|The Columbian Exchange: A History of Disease, Food, and Ideas|journaltitle=Journal of Economic Perspectives|volume=24|number=2|pages=163--188|doi=10.1257/jep.24.2.163
article|de Waal, Alex|2013|African roles in the Libyan conflict of 2011|journaltitle=International Affairs|volume=89|number=2|pages=365--379
article|Sundberg, Ralph and Melander, Erik|2013|Introducing the UCDP Georeferenced Event Dataset|journaltitle=Journal of Peace Research|volume=50|number=4|pages=523--532|doi=10.1177/0022343313484347
article|Regan, Patrick M. and Frank, Richard W. and Aydin, Aysegul|2009|Diplomatic Interventions and Civil War: A New Dataset|journaltitle=Journal of Peace Research|volume=46|number=1|pages=135--146
chapter|Eickelman, Dale F. and Piscatori, James|1990|Social theory in the study of Muslim societies|booktitle=Muslim Travellers: Pilgrimage, Migration, and the Religious Imagination|editor=Eickelman, Dale F. and Piscatori, James|publisher=University of California Press|pages=3--25
chapter|Spivak, Gayatri Chakravorty|1988|Can the Subaltern Speak?|booktitle=Marxism and the Interpretation of Culture|editor=Nelson, Cary and Grossberg, Lawrence|publisher=University of Illinois Press|pages=271--313
paper|Vaswani, Ashish and Shazeer, Noam and others|2017|Attention Is All You Need|booktitle=Advances in Neural Information Processing Systems|volume=30
thesis|Nash, John F.|1950|Non-cooperative games|institution=Princeton University|type=phdthesis
report|{World Health Organization}|2020|Global Tuberculosis Report 2020|institution=World Health Organization|url=https://www.who.int/publications/i/item/9789240013131
report|{World Bank}|2020|Doing Business 2020: Comparing Business Regulation in 190 Economies|institution=World Bank|url=https://doi.org/10.1596/978-1-4648-1440-2
web|{Human Rights Watch}|2021|A Threshold Crossed: Israeli Authorities and the Crimes of Apartheid and Persecution|url=https://www.hrw.org/report/2021/04/27/threshold-crossed/israeli-authorities-and-crimes-apartheid-and-persecution
web|Fornusek, Martin|2025|Kyiv denies Russia’s claim of Kursk Oblast recapture|url=https://kyivindependent.com/a_b/~c?x=1&y=2|organization=The Kyiv Independent
book|Bayat, Asef|2010|Life as Politics: How Ordinary People Change the Middle East|publisher=Stanford University Press
book|Nöldeke, Theodor|1860|Geschichte des Qorâns|publisher=Dieterich|location=Göttingen|language=de
book|Massignon, Louis|1922|La passion d’al-Hosayn-ibn-Mansour al-Hallaj, martyr mystique de l’Islam|publisher=Geuthner|language=fr
book|Hourani, Albert|1962|Arabic Thought in the Liberal Age, 1798–1939|publisher=Oxford University Press
article|Yakup, Ali and Öztürk, Çağrı|2019|CO2 emissions and H2O in the Black Sea|journaltitle=Regional Studies in Marine Science|volume=29|pages=100--109
"""  # The last is made up, for its formulas.

WORKS = list(_works())

# -- how programs write characters -----------------------------------------------------

_NAMES = {
    "\u0301": "'", "\u0300": "`", "\u0302": "^", "\u0303": "~", "\u0308": '"', "\u0304": "=",
    "\u0327": "c", "\u0306": "u", "\u030c": "v", "\u0323": "d", "\u0331": "b", "\u0307": ".",
}  # fmt: skip
_SIGNS = {
    "’": "{\\textquoteright}", "‘": "{\\textquoteleft}", "ʿ": "{\\textquoteleft}", "–": "{\\textendash}",
    "ʾ": "{\\textquoteright}", "ı": "{\\i}", "&": "\\&", "%": "\\%", "_": "\\_",
}  # fmt: skip


def latex(text: str, form: str) -> str:
    """Return *text* with LaTeX accents: ``{\\c S}``, ``{\\c{S}}`` or ``\\c{S}`` by *form*."""
    out = []
    for char in text:
        if char in _SIGNS:
            out.append(_SIGNS[char])
            continue
        parts = unicodedata.normalize("NFD", char)
        if len(parts) == 2 and parts[1] in _NAMES:
            name = _NAMES[parts[1]]
            gap = " " if name.isalpha() else ""
            out.append(
                {
                    "paperpile": f"{{\\{name}{gap}{parts[0]}}}",
                    "mendeley": f"{{\\{name}{{{parts[0]}}}}}",
                    "bare": f"\\{name}{{{parts[0]}}}",
                }[form]
            )
        else:
            out.append(char)
    return "".join(out)


def capitals(text: str) -> str:
    """Protect every word with a capital, as Zotero does."""
    return re.sub(r"(?<![\w{])([^\W\d_a-zçğıöşü][\w’-]*)", r"{\1}", text)


def formulas(text: str, before: str, after: str) -> str:
    """Return *text* with the figures of CO2 and H2O between two pieces of markup."""
    return re.sub(r"(?<=CO|.H)2", lambda digit: before + digit[0] + after, text)


Fields = list[tuple[str, str]]


def _entry(
    kind: str, key: str, fields: Fields, line: str = "  {} = {},\n", end: str = "}\n"
) -> str:
    body = "".join(line.format(name, value) for name, value in fields if value not in {"{}", '""'})
    return f"@{kind}{{{key},\n{body}{end}"


_BIBTEX = {
    "book": "book", "article": "article", "chapter": "incollection", "paper": "inproceedings",
    "thesis": "phdthesis", "report": "techreport", "web": "misc",
}  # fmt: skip
_BIBLATEX = {**_BIBTEX, "thesis": "thesis", "report": "report", "web": "online"}


def _old(work: Work) -> Fields:
    """Return a work's fields by BibTeX's names."""
    names = {"journaltitle": "journal", "location": "address"}
    rest = [(names.get(name, name), value) for name, value in work.rest.items()]
    if work.kind == "thesis":
        rest = [("school" if name == "institution" else name, value) for name, value in rest]
        rest = [(name, value) for name, value in rest if name != "type"]
    return [("author", work.people), ("title", work.title), *rest, ("year", work.year)]


def zotero_bibtex(key: str, work: Work) -> str:
    fields = [
        (name, capitals(formulas(value, "\\textsubscript{", "}")) if name == "title" else value)
        for name, value in _old(work)
    ]
    fields = [
        (n, v.replace("&", "\\&").replace("_", "\\_") if n != "url" else v) for n, v in fields
    ]
    fields += [
        ("month", "JAN"),
        ("urldate", "2024-03-01"),
        ("note", "Publisher: X \\& Y"),
        ("keywords", "a, b\\_c"),
    ]
    fields += [
        ("abstract", "We show \\textbf{x} is \\$5 at 10\\%. {\\textless}p{\\textgreater}"),
        ("file", "PDF:C\\:\\\\Users\\\\x.pdf:application/pdf"),
    ]
    return _entry(
        _BIBTEX[work.kind],
        key,
        [(n, "jan" if v == "JAN" else f"{{{v}}}") for n, v in fields],
        "\t{} = {},\n",
    )


def zotero_biblatex(key: str, work: Work) -> str:
    rest = [(name, value) for name, value in work.rest.items() if name != "language"]
    title = capitals(formulas(work.title, "\\textsubscript{", "}"))
    fields = [
        ("title", title),
        ("author", work.people),
        *rest,
        ("date", f"{work.year}-05-12T10:00:00Z"),
    ]
    fields = [(n, v.replace("&", "\\&") if n != "url" else v) for n, v in fields]
    fields += [
        ("langid", work.rest.get("language", "english")),
        ("urldate", "2024-03-01"),
        ("rights", "©"),
        ("shortjournal", "J."),
    ]
    return _entry(_BIBLATEX[work.kind], key, [(n, f"{{{v}}}") for n, v in fields], "\t{} = {},\n")


def better_bibtex(key: str, work: Work) -> str:
    people = []
    for name in work.people.split(" and "):
        particle = re.match(r"(de|al-)\s?(\w+), (.*)", name)
        if particle and particle[1] == "de":
            people.append(f"family={particle[2]}, given={particle[3]}, prefix=de, useprefix=true")
        elif name == "Ibn Khaldūn":
            people.append("{{Ibn Khaldūn}}")
        else:
            people.append(name)
    rest = [(n, v) for n, v in work.rest.items() if n != "language"]
    title = formulas(work.title, "\\textsubscript{", "}").replace(
        "Muqaddimah", "\\emph{Muqaddimah}"
    )
    fields = [
        ("title", capitals(title)),
        ("author", " and ".join(people)),
        ("date", work.year),
        *rest,
    ]
    fields = [(n, v.replace("&", "\\&") if n != "url" else v) for n, v in fields]
    fields += [
        ("langid", {"tr": "turkish", "ar": "arabic"}.get(work.rest.get("language", ""), "english"))
    ]
    fields += [
        ("abstract", "A $<$i$>$b$<$/i$>$ {\\o}"),
        ("annotation", "x\\_y"),
        ("keywords", "⛔ No DOI found"),
    ]
    return _entry(_BIBLATEX[work.kind], key, [(n, f"{{{v}}}") for n, v in fields], end="}\n")


def jabref(key: str, work: Work) -> str:
    fields = [
        (n, f"{{{formulas(latex(v, 'bare') if n not in {'url', 'doi'} else v, '$_', '$')}}}")
        for n, v in _old(work)
    ]
    fields += [
        ("comment", "{read \\emph{me}}"),
        ("groups", "{A\\;B}"),
        ("owner", "{me}"),
        ("timestamp", "{2020.09.20}"),
        ("file", "{:x.pdf:PDF}"),
    ]
    return _entry(_BIBTEX[work.kind].capitalize(), key, fields, "  {:12} = {},\n")


def paperpile(key: str, work: Work) -> str:
    fields = []
    for name, value in _old(work):
        if name in {"volume", "number", "year"}:
            fields.append((name, value))
        else:
            plain = name in {"url", "doi"}
            written = value if plain else formulas(latex(value, "paperpile"), "$_{", "}$")
            fields.append((name, f'"{written}"'))
    fields += [
        ("month", '"1~" # aug'),
        ("abstract", '"AbstractWe {\\textemdash} 5\\%"'),
        ("copyright", '"x"'),
        ("issn", '"1234-5678"'),
    ]
    return _entry(_BIBTEX[work.kind].upper(), key, fields, "  {:9} = {},\n")


def mendeley(key: str, work: Work) -> str:
    fields = []
    for name, value in sorted(_old(work)):
        written = latex(value, "mendeley") if name not in {"url", "doi"} else value
        if name == "title":
            written = f"{{{formulas(written, '$_{', '}$')}}}"
        elif name == "url":
            written = value.replace("_", "{\\_}").replace("&", "{\\&}").replace("~", "{~}")
        fields.append((name, f"{{{written}}}"))
    fields += [
        ("file", "{:C$\\backslash$:/x/y - z.pdf:pdf}"),
        ("mendeley-groups", "{a/b}"),
        ("month", "{jan}"),
        ("isbn", "{978-0-394-74067-6}"),
    ]
    return _entry(_BIBTEX[work.kind], key, fields, "{} = {},\n")


def juris_m(key: str, work: Work) -> str:
    text = zotero_biblatex(key, work)
    if work.rest.get("language") == "ar":
        text = text.replace("\tdate =", "\tusera = {A Title in {English}},\n\tdate =")
    return text


def google_scholar(key: str, work: Work) -> str:
    fields = []
    for name, value in _old(work):
        if name in {
            "title",
            "author",
            "journal",
            "booktitle",
            "volume",
            "number",
            "pages",
            "year",
            "publisher",
            "institution",
            "school",
            "editor",
        }:
            fields.append((name, f"{{{formulas(latex(value, 'mendeley'), '', '')}}}"))
        elif name == "url":
            fields.append(("howpublished", f"{{\\url{{{value}}}}}"))
    text = _entry(_BIBTEX[work.kind], key, fields, "  {}={},\n")
    return text.replace(",\n}", "\n}")


PROGRAMS: dict[str, Callable[[str, Work], str]] = {
    "zotero-bibtex": zotero_bibtex,
    "zotero-biblatex": zotero_biblatex,
    "better-bibtex": better_bibtex,
    "jabref": jabref,
    "paperpile": paperpile,
    "mendeley": mendeley,
    "juris-m": juris_m,
    "google-scholar": google_scholar,
}
_HEADS = {
    "jabref": "% Encoding: UTF-8\n\n",
    "mendeley": "Automatically generated by Mendeley Desktop 1.19.4\nAny changes will be lost.\n\n",
    "paperpile": "% Generated by Paperpile. Check out https://paperpile.com for more information.\n% BibTeX export options can be customized via Settings -> BibTeX.\n\n",
}  # fmt: skip
_TAILS = {"jabref": "\n@Comment{jabref-meta: databaseType:bibtex;}\n"}
_LAW = """@jurisdiction{juris-m-brown,
\ttitle = {Brown v. {Board} of {Education}},
\tdate = {1954-05-17},
\tinstitution = {Supreme Court of the United States},
\tvolume = {347},
\tpages = {483},
\tjournaltitle = {U.S.},
}
"""


def export(program: str) -> tuple[list[str], str]:
    """Return the keys and the file that a program exports."""
    keys = [f"{program}-{number}" for number in range(len(WORKS))]
    parts = [PROGRAMS[program](key, work) for key, work in zip(keys, WORKS, strict=True)]
    if program == "juris-m":
        keys.append("juris-m-brown")
        parts.append(_LAW)
    return keys, _HEADS.get(program, "") + "\n".join(parts) + _TAILS.get(program, "")
