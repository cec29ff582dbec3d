import { h, fill, chip, choose, field, values, facts, time, toast, complain, dialog, announce, duration, actionKind, outcomeKind, outcomeWords } from "./dom.js";
import { get, post, query, part } from "./api.js";
import { marked, reasons } from "./marks.js";
import { prospect } from "./suggestions.js";

export const title = "Banned prompts";
export const intro = "What was refused, and why. A false hit can be excepted from here.";

export async function show(root, { parameters, go, signal }) {
    const given = Object.fromEntries(parameters);
    const { data: tenants } = await get("/v1/admin/tenants");
    const form = h("form", { class: "card", role: "search", onsubmit: (event) => { event.preventDefault(); go(query("#/prompts", values(form))); } },
        h("div", { class: "filters" },
            field("Words in the prompt", h("input", { name: "q", type: "search", value: given.q ?? "", maxlength: 128 }), { class: "wide" }),
            field("Outcome", choose("outcome", [["blocked", "Blocked"], ["held", "Held"], ["undecided", "Undecided"], ["accepted", "Accepted"], ["any", "Any"]], given.outcome ?? "blocked")),
            field("Tenant", choose("tenant", [["", "Any"], ...tenants.map((tenant) => [tenant.id, tenant.id])], given.tenant)),
            field("Rule", h("input", { name: "rule", value: given.rule ?? "", maxlength: 128, spellcheck: "false" })),
            field("End user", h("input", { name: "end_user", value: given.end_user ?? "", maxlength: 128 })),
            field("From", h("input", { name: "since", type: "date", value: given.since ?? "" })),
            h("button", { class: "main", type: "submit" }, "Search")));
    const list = h("ul", { class: "list", "aria-label": "Prompts found" });
    const more = h("div", { class: "more", hidden: true });
    const detail = h("section", { class: "card sticky", "aria-label": "The prompt chosen", tabindex: "-1" },
        h("p", { class: "empty" }, "Choose a prompt to see what was found in it."));
    fill(root, h("div", { class: "stack" }, form, h("div", { class: "split" },
        h("section", { class: "card flush", "aria-label": "Results" }, list, more), detail)));
    let cursor = null;

    async function load() {
        const page = await get(query("/v1/admin/audit", {
            q: given.q, tenant: given.tenant, rule: given.rule, end_user: given.end_user, since: given.since,
            outcome: given.outcome === "any" ? undefined : given.outcome ?? "blocked", limit: 50, cursor,
        }));
        if (signal.aborted) return;
        const records = page.data.filter((record) => record.kind !== "admin");
        list.append(...records.map(item));
        cursor = page.next_cursor;
        more.hidden = cursor === null;
        fill(more, h("button", { type: "button", onclick: () => load().catch(complain) }, "Show more"));
        if (list.childElementCount === 0 && cursor === null) fill(list, h("li", { class: "empty" }, "No prompt matches."));
        announce(`${list.childElementCount} prompts shown`);
    }

    function item(record) {
        const button = h("button", { class: "pick", type: "button", onclick: () => open(record, button) },
            h("span", { class: "prompt", dir: "auto" }, record.prompt ? marked(record.prompt, record.matches) : h("i", { class: "dim" }, "The text was erased.")),
            h("span", { class: "meta" }, chip(outcomeWords[record.outcome] ?? record.outcome, outcomeKind(record.outcome)),
                h("span", {}, record.tenant), record.end_user ? h("span", {}, record.end_user) : null, time(record.at),
                [...new Set(record.matches.map((match) => match.rule))].slice(0, 2).map((rule) => h("code", { class: "break" }, rule))));
        return h("li", {}, button);
    }

    function open(record, button) {
        for (const other of list.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
        button.setAttribute("aria-current", "true");
        fill(detail, recordDetail(record, { go }));
        detail.focus({ preventScroll: window.innerWidth > 980 });
    }

    await load();
}

/** One record in full. */
export function recordDetail(record, { go }) {
    const isJudged = record.kind !== "admin";
    return h("div", { class: "stack" },
        h("header", { class: "row" }, h("h2", { class: "grow" }, isJudged ? "What was found" : record.admin?.action),
            chip(outcomeWords[record.outcome] ?? record.outcome, outcomeKind(record.outcome))),
        isJudged ? h("p", { class: "prompt big", dir: "auto" }, record.prompt ? marked(record.prompt, record.matches) : "The text was erased.") : null,
        isJudged ? reasons(record.matches) : null,
        isJudged && record.matches.length > 0 && record.prompt && !record.prompt.startsWith("sha256:")
            ? h("div", { class: "row" }, h("button", { type: "button", class: "main", onclick: () => falseHit(record, go).catch(complain) }, "This is a false hit")) : null,
        facts([
            ["Time", time(record.at)], ["Tenant", record.tenant], ["End user", record.end_user], ["Key", record.key],
            ["Kind", record.kind], ["Task", record.task], ["Ended by", record.ended_by], ["Code", record.code],
            ["Revision", record.revision ? h("code", { class: "break" }, record.revision) : null], ["Record", h("code", { class: "break" }, record.id)],
            ["Target", record.admin?.target], ["By", record.admin?.actor],
            ["Detail", record.admin && Object.keys(record.admin.detail ?? {}).length ? h("pre", { class: "mono pre" }, JSON.stringify(record.admin.detail, null, 2)) : null],
        ]),
        record.stages.length === 0 ? null : h("details", { open: true }, h("summary", {}, `Stages (${record.stages.length})`),
            h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Stages" }, h("table", {}, h("thead", {}, h("tr", {}, ["Stage", "Verdict", "Took", "Note"].map((word) => h("th", { scope: "col" }, word)))),
                h("tbody", {}, record.stages.map((stage) => h("tr", {}, h("th", { scope: "row" }, stage.stage, stage.mode === "shadow" ? " (shadow)" : ""),
                    h("td", {}, chip(stage.verdict, { deny: "bad", hold: "warn", flag: "info", pass: "good", wait: "info" }[stage.verdict] ?? "")),
                    h("td", { class: "nowrap" }, duration(stage.microseconds)), h("td", { class: "break" }, stage.note ?? ""))))))));
}

/** The words around a find: an exception is for the innocent phrase, not for the word. */
function phraseAround(record) {
    const match = record.matches.find((one) => one.action === "block") ?? record.matches[0];
    const points = Array.from(record.prompt);
    let [start, end] = match.span;
    const isWord = (place) => place >= 0 && place < points.length && /[\p{L}\p{N}\p{M}'’_-]/u.test(points[place]);
    while (isWord(start - 1)) start -= 1;
    while (isWord(end)) end += 1;
    let next = end;
    while (points[next] === " ") next += 1;
    if (next > end && isWord(next)) {
        while (isWord(next)) next += 1;
        end = next;
    }
    return points.slice(start, end).join("").slice(0, 100);
}

/** Drafts an exception, shows what it would change, and saves it as a suggestion. */
async function falseHit(record, go) {
    const saved = await dialog("Except a phrase", (close) => {
        const outcome = h("div", { "aria-live": "polite" });
        const form = h("form", { class: "stack", onsubmit: (event) => { event.preventDefault(); save().catch(complain); } },
            h("p", { class: "dim" }, "Name the innocent phrase that holds the find, not the word alone. Nothing changes before the suggestion is accepted."),
            field("Phrase to let through", h("input", { name: "term", required: true, maxlength: 100, value: phraseAround(record), oninput: () => fill(outcome) })),
            field("Why", h("textarea", { name: "reason", maxlength: 1000, rows: 2 })),
            h("div", { class: "row" }, h("button", { type: "button", onclick: () => simulate().catch(complain) }, "Simulate"),
                h("button", { type: "submit", class: "main" }, "Save as a suggestion"),
                h("button", { type: "button", class: "plain", onclick: () => close() }, "Cancel")),
            outcome);
        const draft = () => ({ kind: "allow", tenant: record.tenant, example: record.prompt.slice(0, 4000), ...values(form) });
        async function simulate() {
            fill(outcome, h("p", { class: "dim" }, "Judging the last prompts again…"));
            try {
                fill(outcome, prospect(await post("/v1/admin/suggestions/preview", { ...draft(), simulate: 500 })));
            } catch (error) {
                fill(outcome, h("p", { class: "note bad" }, error.message));
            }
        }
        async function save() {
            const made = await post("/v1/admin/suggestions", draft());
            toast("Saved as a suggestion.");
            close(made);
        }
        simulate().catch(complain);
        return form;
    }, { wide: true });
    if (saved) go(`#/suggestions/${part(saved.id)}`);
}
