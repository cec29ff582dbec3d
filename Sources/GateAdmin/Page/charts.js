import { h, svg, fill, count, outcomeWords } from "./dom.js";

// Stacked bars over time, drawn by hand. The drawing is one picture for screen readers, with
// its sum in words; the same numbers stand in a table below it.

export const groups = [
    ["accepted", "Accepted", ["accepted"]],
    ["blocked", "Blocked", ["blocked"]],
    ["held", "Held", ["held"]],
    ["paced", "Over a limit", ["limited", "quota", "full"]],
    ["failed", "Not judged or failed", ["undecided", "blocked_unavailable", "refused", "failed"]],
];

export const grouped = (counts) => groups.map(([, , outcomes]) =>
    outcomes.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0));

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const both = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** The smallest round number that is not less. */
function ceiling(most) {
    if (most <= 4) return 4;
    const power = 10 ** Math.floor(Math.log10(most));
    return [1, 2, 4, 5, 10].map((step) => step * power).find((top) => top >= most);
}

/** A chart that can be drawn again with other numbers. */
export function verdictChart() {
    const picture = svg("svg", { role: "img", tabindex: "0", preserveAspectRatio: "none" });
    const readout = h("p", { class: "readout", "aria-live": "polite" });
    const numbers = h("div", {});
    const element = h("figure", { class: "chart" },
        h("ul", { class: "legend", "aria-label": "Colours" }, groups.map(([name, word]) =>
            h("li", {}, h("span", { class: `swatch f-${name}` }), word))),
        picture, readout,
        h("details", {}, h("summary", {}, "The same as a table"), numbers));
    let stats = null;
    let chosen = -1;

    function tell(place) {
        chosen = place;
        const stretch = stats?.series[place];
        if (!stretch) { readout.textContent = ""; return; }
        const parts = grouped(stretch.counts).map((number, group) => [groups[group][1], number]).filter(([, number]) => number > 0);
        readout.textContent = `${both.format(new Date(stretch.at))}: ${parts.map(([word, number]) => `${word.toLowerCase()} ${count(number)}`).join(", ") || "nothing"}`;
        for (const bar of picture.querySelectorAll(".hit")) bar.classList.toggle("now", bar.dataset.place === String(place));
    }

    picture.addEventListener("keydown", (event) => {
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (!step || !stats) return;
        event.preventDefault();
        const last = stats.series.length - 1;
        tell(Math.min(last, Math.max(0, (chosen < 0 ? last + 1 : chosen) + step)));
    });
    picture.addEventListener("pointerleave", () => tell(-1));

    function draw() {
        if (!stats) return;
        const width = Math.max(280, picture.clientWidth || 800);
        const height = picture.clientHeight || 220;
        const [left, right, top, bottom] = [40, 4, 10, 22];
        const sums = stats.series.map((stretch) => grouped(stretch.counts).reduce((a, b) => a + b, 0));
        const most = ceiling(Math.max(...sums, 1));
        const step = (width - left - right) / stats.series.length;
        const y = (value) => height - bottom - value / most * (height - top - bottom);
        const total = grouped(stats.totals);
        picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
        picture.setAttribute("aria-label", `Verdicts over time, ${count(total.reduce((a, b) => a + b, 0))} in all: ${groups.map(([, word], place) => `${word.toLowerCase()} ${count(total[place])}`).join(", ")}. Left and right arrow keys read single bars.`);
        const lines = [0, 0.5, 1].map((share) => [
            svg("line", { class: "gridline", x1: left, x2: width - right, y1: y(most * share), y2: y(most * share) }),
            svg("text", { x: left - 6, y: y(most * share) + 4, "text-anchor": "end" }, count(most * share)),
        ]);
        const isLong = stats.bucket_seconds >= 3 * 3600;
        const apart = Math.ceil(stats.series.length / Math.max(2, Math.floor(width / 110)));
        const marks = stats.series.map((stretch, place) => {
            const x = left + place * step;
            let base = 0;
            const bars = grouped(stretch.counts).map((number, group) => {
                if (number === 0) return null;
                const bar = svg("rect", {
                    class: `f-${groups[group][0]}`, x: x + step * 0.12, width: Math.max(1, step * 0.76),
                    y: y(base + number), height: Math.max(0.5, y(base) - y(base + number)),
                });
                base += number;
                return bar;
            });
            const hit = svg("rect", { class: `hit${place === chosen ? " now" : ""}`, "data-place": place, x, width: step, y: top, height: height - top - bottom });
            hit.addEventListener("pointerenter", () => tell(place));
            const label = place % apart === 0 && x < width - 60
                ? svg("text", { x, y: height - 5 }, (isLong ? day : clock).format(new Date(stretch.at))) : null;
            return [hit, bars, label];
        });
        fill(picture, lines, marks);
        if (chosen >= 0) tell(chosen);
        drawTable();
    }

    function drawTable() {
        const rows = stats.series.filter((stretch) => Object.keys(stretch.counts).length > 0).reverse();
        fill(numbers, rows.length === 0 ? h("p", { class: "dim" }, "Nothing was judged in this time.") : h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Verdicts over time, as a table" },
            h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "From"), groups.map(([, word]) => h("th", { scope: "col", class: "number" }, word)))),
                h("tbody", {}, rows.map((stretch) => h("tr", {}, h("th", { scope: "row" }, both.format(new Date(stretch.at))),
                    grouped(stretch.counts).map((number) => h("td", { class: "number" }, count(number)))))))));
    }

    const watcher = new ResizeObserver(() => draw());
    watcher.observe(picture);
    return {
        element,
        update(fresh) { stats = fresh; draw(); },
        end() { watcher.disconnect(); },
    };
}

/** Names with bars, the longest first. `link` makes the address behind a name. */
export function barList(rows, link, nothing) {
    if (rows.length === 0) return h("p", { class: "dim" }, nothing);
    const most = Math.max(...rows.map((row) => row.count));
    return h("ol", { class: "bars" }, rows.map((row) => h("li", {},
        h("a", { class: "name", href: link(row), title: row.name }, row.name),
        h("span", { class: "number" }, count(row.count),
            !row.previous ? null : h("span", { class: "dim small" }, ` before ${count(row.previous)}`)),
        h("span", { class: "track", "aria-hidden": "true" }, h("span", { width: `${row.count / most * 100}%` })))));
}

export { outcomeWords };
