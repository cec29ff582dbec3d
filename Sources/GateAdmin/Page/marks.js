import { h, chip, actionKind } from "./dom.js";

// Spans count Unicode code points, and a JavaScript string UTF-16 units: the text is taken
// apart into code points first.

const hidden = /^[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u0000-\u0008\u000b-\u001f\u007f-\u009f]$|^[\u{e0000}-\u{e0fff}]$/u;

const emoji = /[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\ufe0f]/u;

/** Characters that cannot be seen are shown by their numbers: they are often the point. */
function shown(points) {
    const parts = [];
    let plain = "";
    for (const [place, point] of points.entries()) {
        // Parts of emoji are what they seem.
        const isPart = /[\u200d\ufe0e\ufe0f]/.test(point) && emoji.test(points[place - 1] ?? "");
        if (hidden.test(point) && point !== "\n" && point !== "\t" && !isPart) {
            if (plain) parts.push(plain);
            plain = "";
            const number = point.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
            parts.push(h("span", { class: "hidden-sign", title: "A character that cannot be seen" }, `U+${number}`));
        } else {
            plain += point;
        }
    }
    if (plain) parts.push(plain);
    return parts;
}

const strength = { block: 4, review: 3, redact: 2, flag: 1 };

/** A text with what was found in it marked; overlapping finds show the strongest. */
export function marked(text, matches = []) {
    const points = Array.from(text ?? "");
    const found = new Array(points.length).fill(null);
    for (const match of matches) {
        const [start, end] = match.span ?? [];
        for (let place = start ?? 0; place < Math.min(end ?? 0, points.length); place += 1) {
            if ((strength[match.action] ?? 0) > (strength[found[place]?.action] ?? 0)) found[place] = match;
        }
    }
    const parts = [];
    for (let place = 0; place < points.length;) {
        let end = place;
        while (end < points.length && found[end] === found[place]) end += 1;
        const run = shown(points.slice(place, end));
        const match = found[place];
        parts.push(match
            ? h("mark", { class: match.action, title: `${match.rule}: ${match.action}` }, run)
            : run);
        place = end;
    }
    return parts;
}

const foldings = {
    exact: "as written", case: "letter case", width: "full-width letters", diacritic: "accents",
    confusable: "look-alike letters", leet: "digits for letters", spaced: "letters spaced out",
    repeated: "letters repeated", invisible: "invisible characters",
};
export const foldingWords = (name) => foldings[name] ?? name;

/** Finds of one rule in the same words, which are told once. */
function together(matches) {
    const groups = new Map();
    for (const match of matches) {
        const key = JSON.stringify([match.rule, match.term, match.text, match.folding, match.action]);
        if (!groups.has(key)) groups.set(key, { match, spans: [] });
        if (match.span) groups.get(key).spans.push(`${match.span[0]}–${match.span[1]}`);
    }
    return [...groups.values()];
}

/** Why: each find with its rule, and what had to be undone to see it. */
export function reasons(matches = []) {
    if (matches.length === 0) return h("p", { class: "dim" }, "No rule found anything.");
    return h("ul", { class: "stack-small", "aria-label": "What was found" }, together(matches).map(({ match, spans }) => h("li", {},
        h("div", { class: "row" },
            chip(match.action, actionKind(match.action)), h("code", { class: "break" }, match.rule),
            h("span", { class: "dim small" }, `${match.category}, ${match.severity}`)),
        h("div", { class: "small break" },
            match.text ? ["Found “", h("span", { class: "mono" }, shown(Array.from(match.text))), "”"] : "The text was erased",
            match.term && match.term !== match.text ? [" as “", h("span", { class: "mono" }, match.term), "”"] : "",
            match.folding && match.folding !== "exact" ? `, seen through ${foldingWords(match.folding)}` : "",
            spans.length ? `, at ${spans.join(", ")}` : "",
            match.layers?.length ? `, from ${match.layers.join(" and ")}` : "", "."),
        match.message ? h("div", { class: "small dim break" }, match.message) : null)));
}
