// Elements without markup: whatever is shown goes through textContent, so that a prompt is
// never more than text.

/** Makes an element. Properties that begin with "on" are listeners; `class` and `for` are
 * attributes like the others; children may be nodes, texts, lists of them, or nothing. */
export function h(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
        if (value === undefined || value === null || value === false) continue;
        if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
        else if (key === "value" || key === "checked" || key === "selected") element[key] = value;
        else if (key === "width") element.style.width = value;
        else element.setAttribute(key, value === true ? "" : String(value));
    }
    add(element, children);
    return element;
}

/** The same for charts. */
export function svg(name, properties = {}, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(properties)) {
        if (value !== undefined && value !== null) element.setAttribute(key, String(value));
    }
    add(element, children);
    return element;
}

function add(element, children) {
    for (const child of children.flat(Infinity)) {
        if (child === undefined || child === null || child === false) continue;
        element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
}

/** Puts children in the place of all that an element has. */
export function fill(element, ...children) {
    element.replaceChildren();
    add(element, children);
    return element;
}

/** Tells screen readers. */
export function announce(text) {
    const place = document.getElementById("announcer");
    place.textContent = "";
    setTimeout(() => { place.textContent = text; }, 30);
}

/** Shows a message for a while; faults stay longer. */
export function toast(text, kind = "good") {
    let stack = document.querySelector(".toasts");
    if (!stack) {
        stack = h("section", { class: "toasts", "aria-label": "Messages" });
        document.body.append(stack);
    }
    const note = h("div", { class: `note ${kind}`, role: kind === "bad" ? "alert" : "status" }, text);
    stack.append(note);
    setTimeout(() => note.remove(), kind === "bad" ? 9000 : 4500);
}

/** Tells what went wrong, in the gateway's words. */
export function complain(error) {
    if (error?.name === "AbortError" || error?.isSignedOut) return;
    toast(error?.message ?? String(error), "bad");
}

/** Opens a dialog. `build` gets the function that closes it, and returns what is in it.
 * Resolves to what it was closed with; nothing when it was given up. */
export function dialog(title, build, { wide = false } = {}) {
    return new Promise((resolve) => {
        const element = h("dialog", { class: wide ? "wide" : "", "aria-labelledby": "dialog-title" });
        let answer;
        const close = (value) => { answer = value; element.close(); };
        element.append(h("h2", { id: "dialog-title" }, title), ...[build(close)].flat());
        element.addEventListener("close", () => { element.remove(); resolve(answer); });
        document.body.append(element);
        element.showModal();
    });
}

/** Asks before something that cannot simply be undone. */
export function confirmed(title, text, word, { grave = false } = {}) {
    return dialog(title, (close) => h("div", { class: "stack" },
        h("p", {}, text),
        h("div", { class: "row end" },
            h("button", { type: "button", onclick: () => close(false) }, "Cancel"),
            h("button", { type: "button", class: grave ? "grave" : "main", onclick: () => close(true) }, word))));
}

/** A field with its label. */
export function field(label, control, properties = {}) {
    return h("label", properties, h("span", {}, label), control);
}

/** A select of values with their words. */
export function choose(name, values, chosen = "") {
    return h("select", { name }, values.map(([value, word]) =>
        h("option", { value, selected: value === chosen }, word)));
}

/** What a form holds, without what was left empty. */
export function values(form) {
    const found = {};
    for (const [name, value] of new FormData(form)) {
        const text = String(value).trim();
        if (text !== "") found[name] = text;
    }
    return found;
}

/** A table. Columns are `[word, class]`; rows lists of cells. */
export function table(columns, rows, caption) {
    return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
        h("table", {},
            h("caption", { class: "unseen" }, caption),
            h("thead", {}, h("tr", {}, columns.map(([word, kind]) =>
                h("th", { scope: "col", class: kind ?? "" }, word || h("span", { class: "unseen" }, "Actions"))))),
            h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell, place) =>
                h("td", { class: columns[place]?.[1] ?? "" }, cell)))))));
}

/** Names and values. */
export function facts(pairs) {
    return h("dl", { class: "facts" }, pairs.filter(([, value]) => value !== undefined && value !== null && value !== "")
        .map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

export const chip = (word, kind = "") => h("span", { class: `chip ${kind}` }, word);

/** Waits until nothing was called for a while. */
export function debounce(work, milliseconds) {
    let timer;
    return (...given) => {
        clearTimeout(timer);
        timer = setTimeout(() => work(...given), milliseconds);
    };
}

// Times and numbers

const whole = new Intl.NumberFormat("en");
const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const brief = new Intl.DateTimeFormat("en-GB", { day: "2-digit", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" });

export const count = (number) => number === null || number === undefined ? "–" : whole.format(number);

export function time(text) {
    if (!text) return "–";
    const at = new Date(text);
    return h("time", { datetime: text, title: moment.format(at) }, brief.format(at));
}

/** How long ago, or from now, in the largest unit. */
export function span(milliseconds) {
    const seconds = Math.abs(milliseconds) / 1000;
    if (seconds < 60) return `${Math.floor(seconds)} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
    if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min`;
    return `${Math.floor(seconds / 86400)} days`;
}

/** Microseconds, for people. */
export function duration(microseconds) {
    if (microseconds === null || microseconds === undefined) return "–";
    if (microseconds < 1000) return `${microseconds} µs`;
    if (microseconds < 1_000_000) return `${(microseconds / 1000).toFixed(microseconds < 10_000 ? 2 : 1)} ms`;
    return `${(microseconds / 1_000_000).toFixed(2)} s`;
}

export const outcomeKind = (outcome) => ({
    accepted: "good", blocked: "bad", held: "warn", limited: "info", quota: "info", full: "info",
})[outcome] ?? "";

export const outcomeWords = {
    accepted: "accepted", blocked: "blocked", held: "held", limited: "rate limited",
    quota: "over quota", full: "queue full", undecided: "undecided",
    blocked_unavailable: "unavailable", refused: "refused", failed: "failed",
};
export const actionKind = (action) => ({ block: "bad", review: "warn", redact: "info", flag: "info" })[action] ?? "good";
