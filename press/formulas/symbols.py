"""Symbols of formulas: what every command for one sign means, and the signs that the font has.

The names are those that both LaTeX's package unicode-math and amsmath's users know; the signs are
those of TeX Gyre Pagella Math, in which the printed volume and the offprints are set, so that
nothing is allowed that one format could not show.  ``tests/test_print_formulas.py`` has LaTeX set
each of them.
"""

from __future__ import annotations


def _table(pairs: str) -> dict[str, str]:
    """Return names and signs that stand in pairs, divided by spaces."""
    found = iter(pairs.split())
    return dict(zip(found, found, strict=True))


#: Slanted letters.
LETTERS = _table(
    r"""
    alpha α  beta β  gamma γ  delta δ  epsilon ϵ  zeta ζ  eta η  theta θ  iota ι  kappa κ
    lambda λ  mu μ  nu ν  xi ξ  pi π  rho ρ  sigma σ  tau τ  upsilon υ  phi ϕ  chi χ  psi ψ
    omega ω  varepsilon ε  vartheta ϑ  varpi ϖ  varrho ϱ  varsigma ς  varphi φ  varkappa ϰ
    partial ∂  ell ℓ  hbar ℏ  imath 𝚤  jmath 𝚥  wp ℘
    """
)

#: Upright signs.
UPRIGHT = _table(
    r"""
    Gamma Γ  Delta Δ  Theta Θ  Lambda Λ  Xi Ξ  Pi Π  Sigma Σ  Upsilon Υ  Phi Φ  Psi Ψ  Omega Ω
    Bbbk 𝕜  Im ℑ  Re ℜ  aleph ℵ  beth ℶ  daleth ℸ  gimel ℷ  angle ∠  backprime ‵  bot ⊥
    checkmark ✓  clubsuit ♣  complement ∁  diameter ⌀  diamondsuit ♢  exists ∃  flat ♭  forall ∀
    heartsuit ♡  hslash ℏ  infty ∞  maltese ✠  measuredangle ∡  mho ℧  nabla ∇  natural ♮  neg ¬
    nexists ∄  prime ′  sharp ♯  spadesuit ♠  sphericalangle ∢  top ⊤  varclubsuit ♧
    vardiamondsuit ♦  varheartsuit ♥  varspadesuit ♤  emptyset ∅  varnothing ⌀  lnot ¬
    backslash \  triangle △  triangledown ▽  lozenge ◊  surd √
    """
)

#: Binary operators.
BINARY = _table(
    r"""
    Cap ⋒  Cup ⋓  amalg ⨿  ast ∗  barwedge ⊼  bigtriangledown ▽  bigtriangleup △  boxdot ⊡
    boxminus ⊟  boxplus ⊞  boxtimes ⊠  cap ∩  cdot ⋅  circledast ⊛  circledcirc ⊚  circleddash ⊝
    cup ∪  curlyvee ⋎  curlywedge ⋏  dagger †  ddagger ‡  div ÷  divideontimes ⋇  dotplus ∔
    gtrdot ⋗  intercal ⊺  leftthreetimes ⋋  lessdot ⋖  ltimes ⋉  mp ∓  odot ⊙  ominus ⊖  oplus ⊕
    oslash ⊘  otimes ⊗  pm ±  rightthreetimes ⋌  rtimes ⋊  smallsetminus ∖  sqcap ⊓  sqcup ⊔
    star ⋆  times ×  uplus ⊎  vee ∨  veebar ⊻  wedge ∧  wr ≀  bullet •  circ ∘  diamond ⋄  land
    ∧  lor ∨  setminus ∖  triangleleft ◁  triangleright ▷  bigcirc ◯  centerdot ⋅
    """
)

#: Relations and arrows.
RELATIONS = _table(
    r"""
    Bumpeq ≎  Doteq ≑  Downarrow ⇓  Leftarrow ⇐  Leftrightarrow ⇔  Lleftarrow ⇚  Longleftarrow ⟸
    Longleftrightarrow ⟺  Longmapsfrom ⟽  Longmapsto ⟾  Longrightarrow ⟹  Lsh ↰  Mapsfrom ⤆
    Mapsto ⤇  Nearrow ⇗  Nwarrow ⇖  Rightarrow ⇒  Rrightarrow ⇛  Rsh ↱  Searrow ⇘  Subset ⋐
    Supset ⋑  Swarrow ⇙  Uparrow ⇑  Updownarrow ⇕  VDash ⊫  Vdash ⊩  Vvdash ⊪  approx ≈
    approxeq ≊  asymp ≍  backsim ∽  backsimeq ⋍  because ∵  between ≬  bowtie ⋈  bumpeq ≏
    circeq ≗  coloneq ≔  cong ≅  curlyeqprec ⋞  curlyeqsucc ⋟  curvearrowleft ↶  curvearrowright
    ↷  dashv ⊣  doteq ≐  downarrow ↓  downdownarrows ⇊  downharpoonleft ⇃  downharpoonright ⇂
    downuparrows ⇵  eqcirc ≖  eqcolon ≕  eqsim ≂  eqslantgtr ⪖  eqslantless ⪕  equiv ≡
    fallingdotseq ≒  frown ⌢  geq ≥  geqq ≧  geqslant ⩾  gg ≫  ggg ⋙  gnapprox ⪊  gneq ⪈  gneqq
    ≩  gnsim ⋧  gtrapprox ⪆  gtreqless ⋛  gtreqqless ⪌  gtrless ≷  gtrsim ≳  hookleftarrow ↩
    hookrightarrow ↪  in ∈  leftarrow ←  leftarrowtail ↢  leftharpoondown ↽  leftharpoonup ↼
    leftleftarrows ⇇  leftrightarrow ↔  leftrightarrows ⇆  leftrightharpoons ⇋
    leftrightsquigarrow ↭  leftsquigarrow ⇜  leq ≤  leqq ≦  leqslant ⩽  lessapprox ⪅  lesseqgtr
    ⋚  lesseqqgtr ⪋  lessgtr ≶  lesssim ≲  ll ≪  lll ⋘  lnapprox ⪉  lneq ⪇  lneqq ≨  lnsim ⋦
    longleftarrow ⟵  longleftrightarrow ⟷  longmapsfrom ⟻  longmapsto ⟼  longrightarrow ⟶
    looparrowleft ↫  looparrowright ↬  mapsfrom ↤  mapsto ↦  mid ∣  models ⊧  multimap ⊸
    multimapinv ⟜  nLeftarrow ⇍  nLeftrightarrow ⇎  nRightarrow ⇏  nVDash ⊯  nVdash ⊮  ncong ≇
    ne ≠  nearrow ↗  ngeq ≱  ngtr ≯  ngtrless ≹  ni ∋  nleftarrow ↚  nleftrightarrow ↮  nleq ≰
    nless ≮  nlessgtr ≸  nmid ∤  notin ∉  nparallel ∦  nprec ⊀  nrightarrow ↛  nsim ≁  nsimeq ≄
    nsubseteq ⊈  nsucc ⊁  nsupseteq ⊉  ntrianglelefteq ⋬  ntrianglerighteq ⋭  nvDash ⊭  nvdash ⊬
    nwarrow ↖  parallel ∥  perp ⟂  prec ≺  preccurlyeq ≼  preceq ⪯  precnsim ⋨  precsim ≾
    propto ∝  rightarrow →  rightarrowtail ↣  rightharpoondown ⇁  rightharpoonup ⇀
    rightleftarrows ⇄  rightleftharpoons ⇌  rightrightarrows ⇉  rightsquigarrow ⇝  risingdotseq
    ≓  searrow ↘  sim ∼  simeq ≃  smile ⌣  sqsubset ⊏  sqsubseteq ⊑  sqsupset ⊐  sqsupseteq ⊒
    subset ⊂  subseteq ⊆  subsetneq ⊊  succ ≻  succcurlyeq ≽  succeq ⪰  succnsim ⋩  succsim ≿
    supset ⊃  supseteq ⊇  supsetneq ⊋  swarrow ↙  therefore ∴  trianglelefteq ⊴  triangleq ≜
    trianglerighteq ⊵  twoheadleftarrow ↞  twoheadrightarrow ↠  uparrow ↑  updownarrow ↕
    updownarrows ⇅  upharpoonleft ↿  upharpoonright ↾  upuparrows ⇈  vDash ⊨  vartriangleleft ⊲
    vartriangleright ⊳  vdash ⊢  ge ≥  le ≤  neq ≠  to →  gets ←  owns ∋  implies ⟹  impliedby ⟸
    iff ⟺  coloneqq ≔  eqqcolon ≕  lhd ⊲  rhd ⊳  unlhd ⊴  unrhd ⊵  ntriangleleft ⋪
    ntriangleright ⋫  circlearrowleft ↺  circlearrowright ↻  restriction ↾  lt <  gt >
    blacktriangleleft ◀  blacktriangleright ▶  leadsto ⇝  varpropto ∝  thicksim ∼  thickapprox ≈
    shortmid ∣  shortparallel ∥
    """
)

#: Large operators, whose limits stand above and below.
BIG = _table(
    r"""
    bigcap ⋂  bigcup ⋃  bigodot ⨀  bigoplus ⨁  bigotimes ⨂  bigsqcap ⨅  bigsqcup ⨆  biguplus ⨄
    bigvee ⋁  bigwedge ⋀  coprod ∐  prod ∏  sum ∑
    """
)

#: Integrals, whose limits stand beside.
INTEGRALS = _table(
    r"""
    iiiint ⨌  iiint ∭  iint ∬  int ∫  oiiint ∰  oiint ∯  oint ∮  ointctrclockwise ∳
    varointclockwise ∲
    """
)

#: Opening brackets.
OPENING = _table(
    r"""
    langle ⟨  lceil ⌈  lfloor ⌊  lgroup ⟮  llcorner ⌞  ulcorner ⌜  lvert |  lVert ‖  lbrace {
    lbrack [
    """
)

#: Closing brackets.
CLOSING = _table(
    r"""
    lrcorner ⌟  rangle ⟩  rceil ⌉  rfloor ⌋  rgroup ⟯  urcorner ⌝  rvert |  rVert ‖  rbrace }
    rbrack ]
    """
)

#: Bars.
FENCES = _table(
    r"""
    vert |  Vert ‖
    """
)

#: Dots.
DOTS = _table(
    r"""
    ldots …  cdots ⋯  vdots ⋮  ddots ⋱  dots …  dotsc …  dotsb ⋯  dotsm ⋯  dotsi ⋯  dotso …
    """
)
#: Functions: their names stand upright, limits stand beside.
FUNCTIONS = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan "
    "tanh".split()
)
#: Functions whose limits stand above and below, with what is shown of them.
LIMIT_FUNCTIONS = {
    **{name: name for name in "det gcd inf lim max min Pr sup".split()},
    "liminf": "lim\u202finf",
    "limsup": "lim\u202fsup",
}
#: Accents over one sign, and those that stretch.
ACCENTS = {
    "acute": "\u00b4", "bar": "\u00af", "breve": "\u02d8", "check": "\u02c7", "ddot": "\u00a8",
    "dot": "\u02d9", "grave": "`", "hat": "\u02c6", "mathring": "\u02da", "tilde": "~",
    "vec": "\u2192",
}  # fmt: skip
WIDE_ABOVE = {
    "overbrace": "\u23de", "overleftarrow": "\u2190", "overleftrightarrow": "\u2194",
    "overline": "\u203e", "overrightarrow": "\u2192", "widehat": "^", "widetilde": "~",
}  # fmt: skip
WIDE_BELOW = {
    "underbrace": "\u23df", "underleftarrow": "\u2190", "underleftrightarrow": "\u2194",
    "underline": "_", "underrightarrow": "\u2192",
}  # fmt: skip
#: Spaces and their widths in em.
SPACES = {
    ",": 0.1667, ":": 0.2222, ">": 0.2222, ";": 0.2778, "!": -0.1667, " ": 0.3333, "quad": 1.0,
    "qquad": 2.0, "thinspace": 0.1667, "medspace": 0.2222, "thickspace": 0.2778,
    "negthinspace": -0.1667, "enspace": 0.5,
}  # fmt: skip
#: Signs that are commands since TeX reads them otherwise.
ESCAPED = {"%": "%", "$": "$", "&": "&", "#": "#", "_": "_"}
#: Signs of running text that may stand in a formula, with the commands that a few have.
TEXT_SIGNS = frozenset("€£¥¢§¶©®°‰–—†‡ªº¿¡«»“”‘’„‹›")
TEXT_NAMES = {
    "S": "§", "P": "¶", "pounds": "£", "copyright": "©", "textdegree": "°", "texteuro": "€",
}  # fmt: skip

#: The first characters of the alphabets: capitals, small letters, digits, Greek capitals, small
#: Greek letters (https://www.unicode.org/charts/PDF/U1D400.pdf); 0 where there is none.
ALPHABETS = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2),
    "bold-italic": (0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736),
    "double-struck": (0x1D538, 0x1D552, 0x1D7D8, 0, 0),
    "fraktur": (0x1D504, 0x1D51E, 0, 0, 0),
    "italic": (0x1D434, 0x1D44E, 0, 0x1D6E2, 0x1D6FC),
    "monospace": (0x1D670, 0x1D68A, 0x1D7F6, 0, 0),
    "sans-serif": (0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0),
    "script": (0x1D49C, 0x1D4B6, 0, 0, 0),
}
# Unicode had these before it had the alphabets.
_ELSEWHERE = dict(
    zip(
        map(
            chr,
            (
                0x1D455, 0x1D49D, 0x1D4A0, 0x1D4A1, 0x1D4A3, 0x1D4A4, 0x1D4A7, 0x1D4A8, 0x1D4AD,
                0x1D4BA, 0x1D4BC, 0x1D4C4, 0x1D506, 0x1D50B, 0x1D50C, 0x1D515, 0x1D51D, 0x1D53A,
                0x1D53F, 0x1D545, 0x1D547, 0x1D548, 0x1D549, 0x1D551,
            ),
        ),
        "ℎℬℰℱℋℐℒℳℛℯℊℴℭℌℑℜℨℂℍℕℙℚℝℤ",
        strict=True,
    )
)  # fmt: skip
_GREEK_CAPITALS = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇"
_GREEK_LETTERS = "αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ"


def in_alphabet(alphabet: str, letter: str) -> str:
    """Return *letter* in one of :data:`ALPHABETS`, as it is where that has none."""
    capitals, small, digits, greek_capitals, greek = ALPHABETS.get(alphabet, (0,) * 5)
    for start, letters in (
        (capitals, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        (small, "abcdefghijklmnopqrstuvwxyz"),
        (digits, "0123456789"),
        (greek_capitals, _GREEK_CAPITALS),
        (greek, _GREEK_LETTERS),
    ):
        if start and letter in letters:
            found = chr(start + letters.index(letter))
            return _ELSEWHERE.get(found, found)
    return letter


# What TeX Gyre Pagella Math has, as ranges of hexadecimal numbers.
_FONT = """
    20-7E A0-AC AE-B1 B4-B8 BA-BB BF-107 10C-113 116-11B 11E-11F 122-123 128-12B 12E-133 136-137
    139-13E 141-148 14A-14D 150-15B 15E-165 168-16B 16E-173 178-17F 192 1A0-1A1 1AF-1B0 218-21B
    237 2C6-2C7 2D8-2DD 300-30C 30F 311 323 326 32C-333 338 33F 34D 391-3A1 3A3-3A9 3B1-3C9 3D1
    3D5-3D6 3F0-3F1 3F4-3F5 E3F 1EA0-1EF9 2000-200D 2010 2012-201A 201C-201E 2020-2022 2026
    202F-2037 2039-203B 203D 2044 2052 2057 205F-2064 20A1 20A4 20A6 20A9 20AB-20AC 20B1-20B2
    20D0-20D8 20DB-20DF 20E1 20E4-20E6 20E8-20F0 2102-2103 2107 2109-2113 2115-211E 2120 2122
    2124 2126-2128 212A-2131 2133-2138 213C-2140 2145-2149 2190-219B 219E-21A7 21A9-21AE
    21B0-21B7 21BA-21DD 21E6-21E9 21F3 21F5-21F6 2200-221A 221D-22AF 22B2-22D3 22D5-22F1 2300
    2305-2306 2308-230B 2310 2319 231C-2323 2329-232A 239B-23AE 23B2-23B5 23B7 23D0 23DC-23E1
    2422-2423 2500 2502 250C 2510 2514 2518 251C 2524 252C 2534 253C 2581 2588 2591-2593
    25A0-25A1 25AA-25AD 25B2-25B3 25B6-25B7 25BC-25BD 25C0-25C1 25CA-25CB 25CF 25E6 25EF
    2660-2667 266A 266D-266F 26AD-26AE 2713 2720 27A1 27C2 27D8-27DE 27E0-27E3 27E6-27EB
    27EE-27EF 27F4-27FF 2906-2907 2A00-2A06 2A09 2A0C 2A11 2A2F 2A3F 2A7D-2A7E 2A85-2A8C
    2A95-2A96 2AAF-2AB0 2B04-2B07 2B0C-2B0D 2B1A 2B31 2B33 2E18 3016-3017 FB00-FB04 FEFF
    1D400-1D454 1D456-1D49C 1D49E-1D49F 1D4A2 1D4A5-1D4A6 1D4A9-1D4AC 1D4AE-1D4B9 1D4BB
    1D4BD-1D4C3 1D4C5-1D505 1D507-1D50A 1D50D-1D514 1D516-1D51C 1D51E-1D539 1D53B-1D53E
    1D540-1D544 1D546 1D54A-1D550 1D552-1D6A5 1D6A8-1D7C9 1D7CE-1D7FF
"""
_RANGES = tuple(
    (int(first, 16), int(last or first, 16))
    for first, _, last in (part.partition("-") for part in _FONT.split())
)
_IN_FONT = frozenset(number for first, last in _RANGES for number in range(first, last + 1))


def in_font(character: str) -> bool:
    """Say whether the font of formulas has *character*."""
    return ord(character) in _IN_FONT
