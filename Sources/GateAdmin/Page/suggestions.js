import { h, fill, chip, choose, field, values, facts, time, toast, complain, count, actionKind, announce } from "./dom.js";
import { get, post, query, part } from "./api.js";
import { marked, reasons } from "./marks.js";

export const title = "Suggestions";
export const intro = "What tenants ask to ban or to allow, and what Midjourney refused by itself.";

const statusKind = { open: "warn", accepted: "good", declined: "" };

export async function show(root, { path, parameters, go, signal }) {
    const status = parameters.get("status") ?? (path ? "" : "open");
    const list = h("ul", { class: "list", "aria-label": "Suggestions" });
    const detail = h("section", { class: "card", "aria-label": "The suggestion chosen", tabindex: "-1" }, h("p", { class: "empty" }, "Choose a suggestion to see what accepting it would change."));
    const filter = choose("status", [["open", "Open"], ["accepted", "Accepted"], ["declined", "Declined"], ["", "All"]], status);
    filter.addEventListener("change", () => go(query("#/suggestions", { status: filter.value || "all" })));
    fill(root, h("div", { class: "split" },
        h("section", { class: "card flush" }, h("header", { class: "row" }, h("h2", {}, "Suggestions"), field("Status", filter)), list), detail));
    const wanted = status === "all" ? "" : status;
    const page = await get(query("/v1/admin/suggestions", { status: wanted, limit: 200 }));
    if (signal.aborted) return;
    fill(list, page.data.length === 0 ? h("li", { class: "empty" }, "There is none.") : page.data.map((one) => h("li", {},
        h("button", { class: "pick", type: "button", "data-id": one.id, "aria-current": one.id === path ? "true" : null, onclick: () => go(query(`#/suggestions/${part(one.id)}`, { status })) },
            h("span", { class: "break" }, one.kind === "allow" ? "Allow " : "Ban ", h("b", {}, one.term ?? "(no term named)")),
            h("span", { class: "meta" }, chip(one.status, statusKind[one.status]), h("span", {}, one.tenant), chip(one.source),
                one.count > 1 ? h("span", {}, `asked ${count(one.count)} times`) : null, time(one.created_at))))));
    if (path) await open(path);

    async function open(id) {
        fill(detail, h("p", { class: "dim" }, "Judging the last prompts again…"));
        const found = await get(query(`/v1/admin/suggestions/${part(id)}`, { simulate: 500 }));
        if (signal.aborted) return;
        draw(found);
        detail.focus({ preventScroll: window.innerWidth > 980 });
    }

    function draw(found) {
        fill(detail, h("div", { class: "stack" },
            h("header", { class: "row" }, h("h2", { class: "grow break" }, `${found.kind === "allow" ? "Allow" : "Ban"} “${found.term ?? ""}”`), chip(found.status, statusKind[found.status])),
            facts([["Tenant", found.tenant], ["From", found.source], ["Asked", time(found.created_at)], ["Times", found.count > 1 ? count(found.count) : null], ["Why", found.reason],
                ["Decided", found.decided_at ? time(found.decided_at) : null], ["Holds for", found.scope], ["Written to", found.files?.join(", ")],
                ["Took effect", found.effective === undefined || found.effective === null ? null : found.effective ? chip("yes", "good") : chip("no", "warn")], ["Obstacle", found.obstacle], ["Declined because", found.decline_reason], ["Note", found.note]]),
            prospect(found),
            found.status === "open" ? decision(found) : null));
    }

    function decision(found) {
        const form = h("form", { class: "stack", onsubmit: (event) => { event.preventDefault(); decide("accept").catch(complain); } },
            h("div", { class: "filters" },
                field("Holds for", choose("scope", [["tenant", `${found.tenant} alone`], ["all", "all tenants"]], found.kind === "allow" ? "tenant" : "all")),
                field("Term", h("input", { name: "term", value: found.term ?? "", maxlength: 100, required: true })),
                field("Note in the file", h("input", { name: "note", maxlength: 128 }))),
            field("What the tenant reads, if declined", h("input", { name: "reason", maxlength: 1000 })),
            h("div", { class: "row" }, h("button", { class: "main", type: "submit" }, "Accept"), h("button", { type: "button", class: "grave", onclick: () => decide("decline").catch(complain) }, "Decline")));
        async function decide(word) {
            const { reason, ...terms } = values(form);
            const buttons = form.querySelectorAll("button");
            for (const button of buttons) button.disabled = true;
            try {
                const ended = await post(`/v1/admin/suggestions/${part(found.id)}/${word}`, word === "accept" ? terms : reason ? { reason } : {});
                const text = word === "decline" ? "Declined." : ended.effective ? "Accepted, and in force." : `Accepted, but: ${ended.obstacle ?? "it has no effect yet"}`;
                toast(text, word === "accept" && !ended.effective ? "warn" : "good");
                announce(text);
                await open(found.id);
                list.querySelector(`[data-id="${CSS.escape(found.id)}"] .chip`)?.replaceWith(chip(ended.status, statusKind[ended.status]));
            } finally {
                for (const button of buttons) button.disabled = false;
            }
        }
        return form;
    }
}

/** What accepting would change: the verdict on the example, the files, and the past. */
export function prospect(found) {
    const simulation = found.simulation;
    return h("div", { class: "stack" },
        found.cannot_accept ? h("p", { class: "note warn break" }, `It cannot be accepted as it is: ${found.cannot_accept}`) : null,
        found.now ? h("div", { class: "stack-small" },
            h("h3", {}, "The example"),
            h("p", { class: "prompt big", dir: "auto" }, marked(found.now.text, found.now.matches)),
            h("p", { class: "row" }, "now", chip(found.now.action, actionKind(found.now.action)), found.then ? ["then", chip(found.then.action, actionKind(found.then.action))] : null),
            found.then && found.then.matches.length > 0 ? h("details", {}, h("summary", {}, "What would still be found"), reasons(found.then.matches)) : null) : null,
        found.changes?.length ? h("div", { class: "stack-small" }, h("h3", {}, "What would be written"),
            found.changes.map((change) => h("div", {}, h("p", { class: "small dim break" }, `${change.file}:${change.line}${change.new_file ? " (a new file)" : ""}`),
                h("pre", { class: "diff" }, h("span", { class: "plus" }, change.added))))) : null,
        simulation ? h("div", { class: "stack-small" }, h("h3", {}, "The last prompts, judged again"),
            h("p", {}, `Of ${count(simulation.judged)} prompts ${count(simulation.changed)} would have another verdict: ${count(simulation.milder)} milder, ${count(simulation.stricter)} stricter.`,
                simulation.skipped ? ` ${count(simulation.skipped)} have no text to judge.` : "")) : null);
}
