import { h, fill, chip, choose, field, values, facts, time, toast, complain, confirmed, count, debounce, actionKind, dialog, announce } from "./dom.js";
import { get, post, put, query, part } from "./api.js";
import { marked, reasons, foldingWords } from "./marks.js";
import { drawRules } from "./overview.js";
import { ruleEditor } from "./editor.js";

export const title = "Rules";
export const intro = "The files that decide, their revisions, and what they make of a text.";

const tabs = [["files", "Files"], ["revisions", "Revisions"], ["try", "Try a text"], ["simulate", "Simulate"]];

export async function show(root, context) {
    const [tab = "files", ...rest] = context.path.split("/").filter(Boolean);
    const body = h("div", {});
    fill(root,
        h("nav", { class: "tabs", "aria-label": "Parts of the rules" }, tabs.map(([name, word]) => h("a", { href: `#/rules/${name}`, "aria-current": name === tab ? "page" : null }, word))),
        body);
    const view = { files, revisions, try: tryOut, simulate }[tab] ?? files;
    return view(body, { ...context, rest: rest.map(decodeURIComponent).join("/") });
}

// Files

async function files(root, { rest, go, signal }) {
    const { data } = await get("/v1/admin/rules/files");
    if (signal.aborted) return undefined;
    const words = { pack: "pack", overlay: "for one tenant", list: "word list", pipeline: "stages" };
    const list = h("ul", { class: "list" }, data.map((file) => h("li", {},
        h("button", { type: "button", class: "pick", "aria-current": file.name === rest ? "true" : null, onclick: () => go(`#/rules/files/${part(file.name)}`) },
            h("span", { class: "mono break" }, file.name), h("span", { class: "meta" }, words[file.role] ?? file.role, h("span", {}, `${count(file.bytes)} bytes`))))));
    const place = h("section", { class: "card", "aria-label": "Editor" }, h("p", { class: "empty" }, "Choose a file to read or change it."));
    fill(root, h("div", { class: "stack" }, h("div", { class: "grid" },
        h("section", { class: "card flush span-3", "aria-label": "Files" }, h("header", { class: "row" }, h("h2", { class: "grow" }, "Files"), h("button", { type: "button", class: "small", onclick: () => newFile().catch(complain) }, "New file")), list),
        h("div", { class: "span-9 editor-place" }, place))));
    if (!rest) return undefined;
    const isNew = !data.some((file) => file.name === rest);
    let tag = null;
    let saved = isNew ? newText(rest) : "";
    let head = {};
    if (!isNew) {
        head = await get(`/v1/admin/rules/files/${part(rest)}`);
        tag = head.tag;
        saved = head.text;
    }
    if (signal.aborted) return undefined;
    const save = h("button", { type: "button", class: "main", disabled: !isNew, onclick: () => write().catch(complain) }, "Save and put in force");
    const editor = ruleEditor({ name: rest, text: saved, onSave: () => { if (!save.disabled) write().catch(complain); }, onChange: (text) => { save.disabled = !isNew && text === saved; } });
    const refusal = h("div", {});
    fill(place, h("div", { class: "stack" },
        h("header", { class: "row" }, h("h2", { class: "grow mono break" }, rest), h("span", { class: "dim small break" }, head.path ?? "a new file"), save),
        refusal, editor.element));

    async function write() {
        save.disabled = true;
        fill(refusal);
        try {
            const written = await put(`/v1/admin/rules/files/${part(rest)}`, { text: editor.value() }, { headers: tag ? { "if-match": `"${tag}"` } : {} });
            tag = written.tag;
            saved = written.text;
            toast("Saved, and in force.");
            announce("Saved, and in force");
        } catch (error) {
            save.disabled = false;
            const errors = error.body?.errors ?? [];
            fill(refusal, h("div", { class: "note bad stack-small", role: "alert" }, h("p", { class: "break" }, error.message), errors.slice(1, 10).map((one) => h("p", { class: "break small" }, one.reason))));
        }
    }

    const guard = (event) => { if (editor.value() !== saved && !save.disabled) event.preventDefault(); };
    addEventListener("beforeunload", guard);
    return () => { removeEventListener("beforeunload", guard); editor.end(); };

    async function newFile() {
        const name = await dialog("A new rule file", (close) => h("form", { class: "stack", onsubmit: (event) => { event.preventDefault(); close(values(event.target).name); } },
            field("Name: house.yaml, or tenants/acme.yaml for one tenant", h("input", { name: "name", required: true, pattern: "(tenants/)?[A-Za-z0-9][A-Za-z0-9._\\-]*\\.ya?ml", spellcheck: "false" })),
            h("div", { class: "row end" }, h("button", { type: "button", onclick: () => close() }, "Cancel"), h("button", { class: "main", type: "submit" }, "Begin"))));
        if (name) go(`#/rules/files/${part(name)}`);
    }
}

function newText(name) {
    if (name.startsWith("tenants/")) return "description: what is different for this tenant\nallow: []\n";
    const stem = name.replace(/\.ya?ml$/, "").replace(/[^A-Za-z0-9_.-]/g, "-");
    return `pack: ${stem}\nrules:\n  - id: ${stem}.first\n    words: ["acme paint*"]\n    action: review\n    tests:\n      match: ["a tin of Acme paints"]\n      pass: ["acne paint-by-numbers"]\n`;
}

// Revisions

async function revisions(root, { signal }) {
    const state = h("div", {});
    const place = h("div", {});
    const difference = h("section", { class: "card", "aria-label": "Difference", hidden: true, tabindex: "-1" });
    fill(root, h("div", { class: "stack" },
        h("div", { class: "grid" },
            h("section", { class: "card span-7" }, h("header", {}, h("h2", {}, "Revisions kept")), place),
            h("section", { class: "card span-5" }, h("header", {}, h("h2", {}, "In force"), h("button", { type: "button", onclick: () => reload().catch(complain) }, "Reload from disk")), state)),
        difference));

    async function load() {
        const [status, { data }] = await Promise.all([get("/v1/admin/rules"), get("/v1/admin/rules/revisions")]);
        if (signal.aborted) return;
        drawRules(state, status);
        fill(place, data.length === 0 ? h("p", { class: "empty" }, "None is kept yet.") : h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Revisions" }, h("table", {},
            h("thead", {}, h("tr", {}, ["Revision", "Kept", "Rules"].map((word) => h("th", { scope: "col" }, word)), h("th", { scope: "col" }, h("span", { class: "unseen" }, "Actions")))),
            h("tbody", {}, data.map((one) => h("tr", { "data-revision": one.revision },
                h("th", { scope: "row" }, h("code", {}, one.revision.slice(0, 12)), " ", one.active ? chip("in force", "good") : null),
                h("td", { class: "nowrap" }, time(one.at)), h("td", {}, count(one.rules)),
                h("td", {}, one.active ? null : h("span", { class: "row end" },
                    h("button", { type: "button", class: "small", "aria-label": `Compare ${one.revision.slice(0, 12)} with the rules in force`, onclick: () => compare(one.revision).catch(complain) }, "Compare"),
                    h("button", { type: "button", class: "small", "aria-label": `Roll back to ${one.revision.slice(0, 12)}`, onclick: () => back(one.revision).catch(complain) }, "Roll back")))))))));
    }

    async function compare(revision) {
        const found = await get(query("/v1/admin/rules/diff", { from: "active", to: revision }));
        const lines = [
            ...found.removed.map((rule) => h("span", { class: "minus" }, `− ${rule}`)),
            ...found.added.map((rule) => h("span", { class: "plus" }, `+ ${rule}`)),
            ...found.changed.map((one) => h("span", { class: "change" }, `~ ${one.rule}: ${one.fields.join(", ")}`)),
        ];
        difference.hidden = false;
        fill(difference, h("div", { class: "stack-small" }, h("h2", {}, "From the rules in force to ", h("code", {}, revision.slice(0, 12))),
            lines.length === 0 ? h("p", { class: "dim" }, "No rule differs.") : h("div", { class: "diff" }, lines)));
        difference.focus();
    }

    async function back(revision) {
        const sure = await confirmed("Roll back", `Revision ${revision.slice(0, 12)} is put in force and pinned: what changes on disk is noted only, until the next reload.`, "Roll back");
        if (!sure) return;
        await post("/v1/admin/rules/rollback", { revision });
        toast("The revision is in force, and pinned.");
        await load();
    }

    async function reload() {
        const status = await post("/v1/admin/rules/reload");
        toast(status.state === "synced" ? "The files on disk are in force." : "The files on disk were refused.", status.state === "synced" ? "good" : "bad");
        await load();
    }

    await load();
}

// A text

async function tryOut(root, { parameters, signal }) {
    const { data: tenants } = await get("/v1/admin/tenants");
    const area = h("textarea", { name: "text", rows: 3, "aria-label": "Text to judge", dir: "auto" });
    area.value = parameters.get("text") ?? "";
    const tenant = choose("tenant", [["", "Nobody's overlay"], ...tenants.map((one) => [one.id, one.id])], parameters.get("tenant") ?? "");
    const result = h("div", { "aria-live": "polite" });
    fill(root, h("div", { class: "stack" },
        h("form", { class: "card stack", onsubmit: (event) => { event.preventDefault(); judge(); } },
            h("div", { class: "label" }, h("span", { class: "dim" }, "Text, judged as you type; nothing is recorded"), area), h("div", { class: "filters" }, field("Judged as", tenant))), result));
    let asked = 0;

    async function judge() {
        const turn = ++asked;
        if (area.value === "") { fill(result); return; }
        try {
            const verdict = await post("/v1/admin/rules/try", { text: area.value, ...(tenant.value ? { tenant: tenant.value } : {}) });
            if (turn === asked && !signal.aborted) draw(verdict);
        } catch (error) {
            if (turn === asked) fill(result, h("p", { class: "note bad" }, error.message));
        }
    }

    function draw(verdict) {
        fill(result, h("div", { class: "grid" },
            h("section", { class: "card span-6" }, h("header", {}, h("h2", {}, "Verdict"), chip(verdict.action, actionKind(verdict.action))),
                h("div", { class: "stack" }, h("p", { class: "prompt big", dir: "auto", "data-action": verdict.action }, marked(verdict.text, verdict.matches)), reasons(verdict.matches),
                    verdict.shadow?.length ? h("details", {}, h("summary", {}, `In shadow (${verdict.shadow.length})`), reasons(verdict.shadow)) : null,
                    verdict.undecided.length ? h("p", { class: "note warn" }, `Could not be decided: ${verdict.undecided.join(", ")}`) : null)),
            h("section", { class: "card span-6" }, h("header", {}, h("h2", {}, "How the rules read it"), h("span", { class: "dim small" }, `${verdict.readings.length} readings`)),
                h("ol", { class: "stack" }, verdict.readings.map((reading) => h("li", {},
                    h("div", { class: "row small dim" }, reading.undone.length ? reading.undone.map((name) => chip(foldingWords(name), "info")) : chip("as sent"), reading.zone === "text" ? null : chip(reading.zone), reading.strict ? chip("strict rules", "warn") : null),
                    h("p", { class: "prompt mono", dir: "auto" }, marked(reading.text))))))));
    }

    const soon = debounce(judge, 250);
    area.addEventListener("input", soon);
    tenant.addEventListener("change", judge);
    if (area.value) await judge();
}

// A candidate against the past

async function simulate(root) {
    const result = h("div", { "aria-live": "polite" });
    const { data: tenants } = await get("/v1/admin/tenants");
    const text = "pack: candidate\nrules:\n  - id: candidate.first\n    words: [\"acme paint*\"]\n    action: block\n";
    const form = h("form", { class: "card stack", onsubmit: (event) => { event.preventDefault(); run(); } },
        field("A pack that would be added to the rules in force", h("textarea", { name: "pack", rows: 9, class: "mono", spellcheck: "false", required: true, value: text })),
        h("div", { class: "filters" }, field("Audited prompts to judge again", choose("limit", [["500", "the last 500"], ["2000", "the last 2,000"], ["10000", "the last 10,000"]], "2000")),
            field("Tenant", choose("tenant", [["", "All"], ...tenants.map((one) => [one.id, one.id])])),
            h("button", { class: "main", type: "submit" }, "Simulate")));
    fill(root, h("div", { class: "stack" }, form, result));

    async function run() {
        fill(result, h("p", { class: "dim" }, "Judging…"));
        try {
            const { pack, limit, tenant } = values(form);
            const found = await post("/v1/admin/rules/simulate", { pack: `${pack}\n`, limit: Number(limit), ...(tenant ? { tenant } : {}) });
            fill(result, h("section", { class: "card stack" }, h("h2", {}, `${count(found.changed)} of ${count(found.judged)} would have another verdict`),
                h("p", { class: "dim" }, `${count(found.stricter)} stricter, ${count(found.milder)} milder; ${count(found.skipped)} have no text to judge.`),
                found.data.length === 0 ? null : h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "What would change" }, h("table", {}, h("thead", {}, h("tr", {}, ["Record", "Was", "Would be"].map((word) => h("th", { scope: "col" }, word)))),
                    h("tbody", {}, found.data.slice(0, 200).map((one) => h("tr", {}, h("th", { scope: "row" }, h("code", { class: "break" }, one.id)), h("td", {}, finding(one.before)), h("td", {}, finding(one.after)))))))));
        } catch (error) {
            fill(result, h("div", { class: "note bad stack-small" }, h("p", { class: "break" }, error.message), (error.body?.errors ?? []).slice(1, 10).map((one) => h("p", { class: "small break" }, one.reason))));
        }
    }
}

const finding = (one) => h("span", { class: "row" }, chip(one.action, actionKind(one.action)), h("span", { class: "small dim break" }, one.rules.join(", ")));
export { facts };
