"""Fields of BibTeX, biblatex and reference managers: which are printed, which are nobody's matter.

https://ctan.org/pkg/biblatex, sections 2.2 and 2.3, and what Zotero, Better BibTeX, JabRef,
Mendeley, Paperpile, Juris-M, EndNote, BibDesk, ACM and Google Scholar write besides.
"""

from __future__ import annotations

from press.text.strings import nearest

#: Lists of people: parsed and checked as names.
PEOPLE = frozenset(
    "author editor translator bookauthor editora editorb editorc annotator commentator "
    "introduction foreword afterword holder director narrator".split()
)

#: Fields whose words a reference or a citation can show.  What is wrong in one is a fault.
PRINTED = frozenset(
    "title subtitle titleaddon shorttitle booktitle booksubtitle booktitleaddon maintitle "
    "mainsubtitle maintitleaddon journaltitle journalsubtitle journaltitleaddon journal "
    "issuetitle issuesubtitle issuetitleaddon origtitle usera reprinttitle eventtitle "
    "eventtitleaddon volume volumes number issue edition chapter pages eid version publisher "
    "institution organization school howpublished type entrysubtype nameaddon pubstate addendum "
    "authortype editortype editoratype editorbtype editorctype shortauthor shorteditor part "
    "origpublisher origlocation library with court reporter scale".split()
)

#: What is looked at.  The last ones stand in few references: what is wrong there is a note.
JUDGED = PEOPLE | PRINTED | {"series", "location", "address", "venue"}

#: Shown for few kinds of works, or only in the data of a work: decoded, and never a fault.
SELDOM = frozenset(
    "series location address venue note language langid origlanguage keywords month day year "
    "date urldate origdate eventdate origyear userb userc userd usere userf sorttitle sortname "
    "sortkey sortyear related relatedtype relatedstring options hyphenation label key "
    "shortjournal shortseries isbn issn isrn pagetotal namea nameb namec url doi eprint "
    "eprinttype eprintclass archiveprefix primaryclass legislature jurisdiction".split()
)

#: Addresses and numbers, in which no character means markup.
VERBATIM = frozenset("url doi eprint isbn issn".split())

#: How one entry is tied to others.
TIES = frozenset("crossref xref xdata entryset ids".split())

#: Private to editors and their programs: neither kept nor looked at.
PRIVATE = frozenset(
    "abstract annote annotation file pdf review comment comments owner timestamp creationdate "
    "modificationdate groups priority ranking readstatus relevance qualityassured printed "
    "citation_identifier date-added date-modified rating read local-url bdsk-url-1 bdsk-url-2 "
    "bdsk-file-1 bdsk-file-2 mendeley-groups mendeley-tags __markedentry jabref".split()
)

#: What an editor may expect to see, and APA does not print, or not from this field.
UNSEEN = {
    "introduction": "", "foreword": "", "afterword": "", "annotator": "", "commentator": "",
}  # fmt: skip

# Known and never printed; here so that they are not taken for misspelt ones.
_KNOWN_ELSE = frozenset(
    "access accessed accessdate acmid affiliation archive archivelocation archivelocationprefix "
    "arxivid articleno articlenumber asin author+an author-email author_keywords authoraddress "
    "bib_scope bibcode biburl bibsource bookpagination callnumber call-number category "
    "citation-key citation-number citeulike-article-id cited code collection coden contents "
    "correspondence_address1 crossref_query database dbid department dimensions distribution "
    "document_type doc-delivery-number eissn email endnote entrydate entrykey execute "
    "extra funding funding-acknowledgement funding-text gender googleid house-id http id "
    "identifier image indextitle indexsorttitle infolang inspire_id interhash intrahash "
    "internal-note isan ismn iso-source issue_date iswc journal-iso journalabbr journalabbrev "
    "journal-abbrev keyword keywords-plus langidopts lccn lib lists link localfile mrclass "
    "mrnumber mrreviewer nationality nihms number-of-cited-references numpages oclc "
    "openalex origdatetype orcid-numbers other_numbers page-first page-last pagenation "
    "pagination paperpileid pii pmc pmcid pmid place-original presort price primaryclass pubmed "
    "publication_stage publisher-id pubmedid refid reference references "
    "relatedoptions researcherid-numbers rights risfield savedrecs section shelfmark "
    "shelf-mark shorthand shorthandintro size source sortinit sortinithash sortpresort subject "
    "subtype summary supplement tags target thesis_type times-cited tex translation "
    "unique-id university-id urlcode uri urn usage-count-since-2013 usage-count-last-180-days "
    "verba verbb verbc web-of-science-categories web-of-science-index "
    "wos-id xref xxx year-original zbl zblnumber zmnumber zotero".split()
)

KNOWN = PEOPLE | PRINTED | SELDOM | VERBATIM | TIES | PRIVATE | _KNOWN_ELSE

# What people write for a field, where the nearest name is not what they mean.
_MEANT = {
    "vol": "volume", "page": "pages", "pp": "pages", "pg": "pages", "pgs": "pages",
    "no": "number", "num": "number", "nr": "number", "iss": "issue", "ed": "edition",
    "place": "location", "city": "location", "writer": "author", "writers": "author",
    "university": "institution", "adress": "address", "yr": "year", "yazar": "author",
}  # fmt: skip
# A misspelt field is thought of only as one that is printed.
_MEANT_NAMES = sorted(
    PEOPLE
    | PRINTED - {"with", "part", "type", "court", "reporter", "scale", "usera", "library"}
    | {"date", "year", "url", "doi", "month", "location", "address", "series", "eprint"}
)
_LEAST_LETTERS = 4


def meant_by(name: str) -> str:
    """Return the field that an unknown field's *name* seems to stand for, or ""."""
    if name in _MEANT:
        return _MEANT[name]
    if len(name) < _LEAST_LETTERS or not name.isalpha():
        return ""
    near = nearest(name, _MEANT_NAMES, 1)
    return near[0] if near and _is_slip(name, near[0]) else ""


def _is_slip(typed: str, name: str) -> bool:
    """Say whether *typed* is *name* with one letter wrong, missing, doubled or out of place."""
    if abs(len(typed) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(name)) and typed[start] == name[start]:
        start += 1
    one, other = typed[start:], name[start:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or swapped
