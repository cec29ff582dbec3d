import { h, fill, chip, choose, field, values, time, complain, count, announce, dialog, outcomeKind, outcomeWords } from "./dom.js";
import { get, query } from "./api.js";
import { recordDetail } from "./prompts.js";

export const title = "Audit";
export const intro = "Every judged call and everything that admins did, as it was written down.";

const pageSize = 250;

export async function show(root, { parameters, go, signal }) {
    const given = Object.fromEntries(parameters);
    const { data: tenants } = await get("/v1/admin/tenants");
    const verdict = h("div", { "aria-live": "polite" });
    const form = h("form", { class: "card stack", role: "search", onsubmit: (event) => { event.preventDefault(); go(query("#/audit", values(form))); } },
        h("div", { class: "filters" },
            field("Words in the prompt", h("input", { name: "q", type: "search", value: given.q ?? "" })),
            field("Outcome", choose("outcome", [["", "Any"], ...Object.entries(outcomeWords)], given.outcome)),
            field("Tenant", choose("tenant", [["", "Any"], ...tenants.map((one) => [one.id, one.id])], given.tenant)),
            field("Kind", h("input", { name: "kind", value: given.kind ?? "", placeholder: "imagine, moderate, admin", list: "kinds" })),
            h("datalist", { id: "kinds" }, ["admin", "moderate", "imagine", "held.approve", "held.deny"].map((value) => h("option", { value }))),
            field("From", h("input", { name: "since", type: "date", value: given.since ?? "" })),
            field("Before", h("input", { name: "until", type: "date", value: given.until ?? "" })),
            h("button", { class: "main", type: "submit" }, "Search")),
        h("div", { class: "row" }, h("button", { type: "button", onclick: (event) => verify(event.currentTarget).catch(complain) }, "Verify the whole log"), verdict));
    const rows = h("div", { class: "rows", role: "table", "aria-label": "Audit records", "aria-rowcount": "-1" },
        h("div", { role: "rowgroup" }, h("div", { class: "line names", role: "row", "aria-rowindex": "1" }, ["Time", "Outcome", "Tenant", "Kind", "What"].map((word) => h("span", { role: "columnheader" }, word)))));
    const foot = h("div", { class: "more row" });
    fill(root, h("div", { class: "stack" }, form, h("section", { class: "card flush", "aria-label": "Records" }, rows, foot)));
    let cursor = null;
    let total = 0;
    let isLoading = false;

    async function load() {
        if (isLoading) return;
        isLoading = true;
        try {
            const page = await get(query("/v1/admin/audit", { ...given, limit: pageSize, cursor }));
            if (signal.aborted) return;
            // A page of rows out of sight is neither laid out nor painted.
            const group = h("div", { class: "page", role: "rowgroup" }, page.data.map((record, place) => line(record, total + place + 2)));
            group.style.containIntrinsicBlockSize = `auto ${page.data.length * 34}px`;
            rows.append(group);
            total += page.data.length;
            cursor = page.next_cursor;
            if (cursor === null) rows.setAttribute("aria-rowcount", String(total + 1));
            fill(foot, h("span", { class: "dim grow" }, `${count(total)} records${cursor ? " so far" : ""}`), cursor ? h("button", { type: "button", onclick: () => load().catch(complain) }, "Show more") : null);
        } finally {
            isLoading = false;
        }
    }

    function line(record, number) {
        const what = record.admin ? `${record.admin.action} ${record.admin.target}` : record.prompt || "(no text)";
        return h("div", { class: "line", role: "row", "aria-rowindex": number },
            h("span", { role: "cell" }, time(record.at)),
            h("span", { role: "cell" }, chip(outcomeWords[record.outcome] ?? record.outcome, outcomeKind(record.outcome))),
            h("span", { role: "cell" }, record.tenant), h("span", { role: "cell" }, record.kind),
            h("span", { role: "cell" }, h("button", { type: "button", class: "plain small", dir: "auto", onclick: () => open(record) }, what.slice(0, 300))));
    }

    function open(record) {
        return dialog("Record", (close) => h("div", { class: "stack" }, recordDetail(record, { go: (place) => { close(); go(place); } }),
            h("div", { class: "row end" }, h("button", { type: "button", onclick: () => close() }, "Close"))), { wide: true });
    }

    async function verify(button) {
        button.disabled = true;
        fill(verdict, h("span", { class: "dim" }, "Reading every record…"));
        try {
            const found = await get("/v1/admin/audit/verify");
            fill(verdict, found.ok
                ? h("span", { class: "note good" }, `${count(found.records)} records are as they were written; ${count(found.signed)} of them signed.`)
                : h("span", { class: "note bad break" }, `Record ${found.bad_record ?? "unknown"}: ${found.fault}`));
            announce(found.ok ? "The log is whole." : "The log was changed.");
        } catch (error) {
            fill(verdict, h("span", { class: "note bad" }, error.message));
        } finally {
            button.disabled = false;
        }
    }

    await load();
    // The observer tells of changes only: a foot that is in sight after a page too would never be told of again.
    const again = () => { watcher.unobserve(foot); watcher.observe(foot); };
    const watcher = new IntersectionObserver((entries) => { if (cursor && entries.some((entry) => entry.isIntersecting)) load().then(again).catch(complain); }, { rootMargin: "1200px" });
    watcher.observe(foot);
    return () => watcher.disconnect();
}
