"""What tests in a browser share: sizes of windows, rules of axe, faint text."""

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


FAINT = """() => {
    const parse = text => (text.match(/[\\d.]+/g) ?? []).map(Number);
    const luminance = rgb => rgb.slice(0, 3).map(value => value / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = element => {
        for (let at = element; at; at = at.parentElement) {
            const color = parse(getComputedStyle(at).backgroundColor);
            if (color.length === 3 || color[3] === 1) return color;
        }
        return [255, 255, 255];
    };
    const found = [];
    for (const element of document.querySelectorAll("body *")) {
        const text = [...element.childNodes]
            .filter(node => node.nodeType === 3).map(node => node.data.trim()).join("");
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        if (!text || box.width < 2 || !element.checkVisibility({visibilityProperty: true})) continue;
        if (element.matches("noscript, script, style, .headerlink")) continue;
        const [one, two] = [luminance(parse(style.color)), luminance(behind(element))];
        const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        if (ratio < (large ? 3 : 4.5)) found.push([ratio.toFixed(2), element.className, text]);
    }
    return found;
}"""
