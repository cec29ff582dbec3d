import { h, fill, chip, count, duration, facts, time, complain } from "./dom.js";
import { get, query } from "./api.js";
import { verdictChart, barList } from "./charts.js";

export const title = "Overview";
const hours = { hour: 1, day: 24, week: 7 * 24, month: 30 * 24 };

export async function show(root, { watch, signal }) {
    let range = sessionStorage.getItem("range") ?? "day";
    const chart = verdictChart();
    const tiles = h("ul", { class: "tiles", "aria-label": "How things stand" });
    const rules = h("div", {});
    const latency = h("div", {});
    const reports = ["rule", "tenant", "term"].map((name) => [name, h("div", {})]);
    let stats = null;
    let state = null;

    const ranges = h("fieldset", { class: "choice" }, h("legend", { class: "unseen" }, "Time shown"),
        [["hour", "Hour"], ["day", "Day"], ["week", "Week"], ["month", "30 days"]].map(([value, word]) =>
            h("label", {}, h("input", { type: "radio", name: "range", value, checked: value === range, onchange: () => { range = value; sessionStorage.setItem("range", value); refresh().catch(complain); } }), word)));

    fill(root, tiles, h("div", { class: "grid even" },
        h("section", { class: "card span-12" }, h("header", {}, h("h2", {}, "Verdicts over time"), ranges), chart.element),
        reports.map(([name, place]) => h("section", { class: "card span-4" },
            h("header", {}, h("h2", {}, `Blocked by ${name}`)), place)),
        h("section", { class: "card span-7" }, h("header", {}, h("h2", {}, "How long stages take"), h("span", { class: "dim small" }, "the last 500 records")), latency),
        h("section", { class: "card span-5" }, h("header", {}, h("h2", {}, "Rules in force"), h("a", { href: "#/rules" }, "Open")), rules)));

    async function refresh() {
        const since = new Date(Date.now() - hours[range] * 3600_000).toISOString();
        const [fresh, ...found] = await Promise.all([
            get(query("/v1/admin/stats", { range }), { quiet: true }),
            ...reports.map(([name]) => get(query("/v1/admin/reports/banned-prompts", { group_by: name, since, limit: 8 }), { quiet: true })),
        ]);
        if (signal.aborted) return;
        stats = fresh;
        state = fresh.state;
        chart.update(fresh);
        drawLatency(latency, fresh.latency);
        reports.forEach(([name, place], number) => {
            const rows = found[number].data.map((row) => ({ name: row.key, count: row.count, previous: row.previous }));
            fill(place, barList(rows, (row) => query("#/prompts", name === "term" ? { q: row.name } : { [name]: row.name }), "Nothing was blocked in this time."));
        });
        draw();
    }

    function draw() {
        if (!state || !stats) return;
        drawTiles(tiles, stats.totals, state);
        drawRules(rules, state.rules);
    }

    watch((fresh) => { state = fresh; draw(); });
    await refresh();
    const timer = setInterval(() => { if (!document.hidden) refresh().catch(() => {}); }, 5000);
    return () => { clearInterval(timer); chart.end(); };
}

function tile(name, value, note, kind = "") {
    return h("li", { class: "card tile" }, h("p", { class: "name" }, name), h("p", { class: `value ${kind}` }, value), note ? h("p", { class: "sub" }, note) : null);
}

const upTo = (number, most) => number >= most ? `${count(most)}+` : count(number);

function drawTiles(place, totals, state) {
    const all = Object.values(totals).reduce((sum, number) => sum + number, 0);
    const blocked = totals.blocked ?? 0;
    const share = all === 0 ? "nothing yet" : `${(blocked / all * 100).toFixed(1)} % of all`;
    const account = { connected: ["Connected", "good"], connecting: ["Connecting", "warn"], parked: ["Parked", "bad"], unconfigured: ["None", ""] }[state.account.state] ?? [state.account.state, ""];
    const isWell = state.rules.state === "synced";
    fill(place,
        tile("Judged", count(all), "in the time shown"),
        tile("Blocked", count(blocked), share),
        tile("Held", h("a", { href: "#/held" }, upTo(state.held, state.counted_up_to)), "wait for a person"),
        tile("Suggestions", h("a", { href: "#/suggestions" }, state.suggestions === null ? "–" : upTo(state.suggestions, state.counted_up_to)), "are open"),
        tile("Queue", state.queue ? `${count(state.queue.working)} / ${count(state.queue.slots)}` : "–", state.queue ? `${count(state.queue.waiting)} of ${count(state.queue.room)} wait` : "no account draws"),
        tile("Discord", h("span", { class: "row" }, h("span", { class: `dot ${account[1]}` }), account[0]), state.account.reason ?? (state.missing_variables.length ? `not set: ${state.missing_variables.join(", ")}` : "account and gateway"), "word"),
        tile("Rules", h("span", { class: "row" }, h("span", { class: `dot ${isWell ? "good" : "bad"}` }), isWell ? "In force" : "Refused"), state.rules.pinned ? "pinned to a revision" : `${count(state.rules.rules)} rules`, "word"),
        tile("Records", h("span", { class: "row" }, h("span", { class: `dot ${state.store.state === "ok" ? "good" : "bad"}` }), state.store.state === "ok" ? "Well" : state.store.state), `promptgate ${state.version}`, "word"));
}

function drawLatency(place, latency) {
    if (latency.stages.length === 0) return fill(place, h("p", { class: "dim" }, "Nothing was judged yet."));
    return fill(place, h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "How long stages take" }, h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Stage"), ["Half under", "90 % under", "99 % under", "Longest"].map((word) => h("th", { scope: "col", class: "number" }, word)))),
        h("tbody", {}, latency.stages.map((stage) => h("tr", {}, h("th", { scope: "row" }, stage.stage === "all" ? "All together" : stage.stage),
            [stage.p50, stage.p90, stage.p99, stage.max].map((number) => h("td", { class: "number nowrap" }, duration(number)))))))));
}

export function drawRules(place, rules) {
    const isWell = rules.state === "synced";
    fill(place, h("div", { class: "stack" },
        facts([
            ["State", chip(isWell ? "in force, as on disk" : rules.state, isWell ? "good" : "bad")],
            ["Revision", h("code", { class: "break" }, rules.active)],
            ["On disk", rules.source === rules.active ? null : h("code", { class: "break" }, rules.source || "unreadable")],
            ["Rules", count(rules.rules)], ["Since", time(rules.since)],
            ["Pinned", rules.pinned ? chip("until the next reload", "warn") : null],
        ]),
        rules.rejected.length === 0 ? null : h("ul", { class: "stack-small" }, rules.rejected.map((fault) =>
            h("li", { class: "note bad break" }, `${fault.file}:${fault.line}:${fault.column}: ${fault.message} ${fault.remedy}`)))));
}
