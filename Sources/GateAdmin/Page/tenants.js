import { h, fill, chip, choose, field, values, facts, time, toast, complain, confirmed, count, dialog } from "./dom.js";
import { get, post, patch, remove, query, part } from "./api.js";

export const title = "Tenants";
export const intro = "Who calls, with which keys, and within which limits.";

export async function show(root, { path, go, signal }) {
    const list = h("ul", { class: "list" });
    const detail = h("div", { class: "stack" }, h("section", { class: "card" }, h("p", { class: "empty" }, "Choose a tenant.")));
    fill(root, h("div", { class: "grid" },
        h("section", { class: "card flush span-4", "aria-label": "Tenants" }, h("header", { class: "row" }, h("h2", { class: "grow" }, "Tenants"), h("button", { type: "button", class: "small", onclick: () => create().catch(complain) }, "New tenant")), list),
        h("div", { class: "span-8" }, detail)));
    await load();
    if (path) await open(path);

    async function load() {
        const { data } = await get("/v1/admin/tenants");
        if (signal.aborted) return;
        fill(list, data.map((tenant) => h("li", {}, h("button", { type: "button", class: "pick", "aria-current": tenant.id === path ? "true" : null, onclick: () => go(`#/tenants/${part(tenant.id)}`) },
            h("span", { class: "row" }, h("b", { class: "break" }, tenant.id), tenant.paused ? chip("paused", "warn") : null),
            h("span", { class: "meta" }, tenant.name && tenant.name !== tenant.id ? h("span", {}, tenant.name) : null, h("span", {}, limitWords(tenant.rate_limit)))))));
    }

    async function open(id) {
        const address = `/v1/admin/tenants/${part(id)}`;
        const [tenant, keys, usage, callback] = await Promise.all([
            get(address), get(`${address}/keys`), get(`${address}/quota`).catch(() => ({ quota: [] })), callbackHealth(id),
        ]);
        if (signal.aborted) return;
        fill(detail,
            h("section", { class: "card stack" },
                h("header", { class: "row" }, h("h2", { class: "grow break" }, tenant.id), tenant.paused ? chip("paused", "warn") : chip("active", "good"),
                    h("button", { type: "button", class: tenant.paused ? "main" : "", onclick: () => pause(tenant).catch(complain) }, tenant.paused ? "Resume" : "Pause")),
                facts([["Name", tenant.name], ["Callback", tenant.callback_url ? h("span", { class: "break" }, tenant.callback_url) : "none"], ["Rate limit", limitWords(tenant.rate_limit)],
                    ["Prompts are kept", { whole: "whole", redacted: "with finds masked", hashed: "as a digest" }[tenant.prompts] ?? tenant.prompts],
                    ["Told of a refusal", { full: "everything", category: "the category" }[tenant.explain] ?? tenant.explain],
                    ["Time zone", tenant.time_zone], ["Since", time(tenant.created_at)]])),
            h("section", { class: "card stack" }, h("h2", {}, "Usage"), usageBars(usage.quota)),
            callback,
            h("section", { class: "card stack" }, h("header", { class: "row" }, h("h2", { class: "grow" }, "Keys"), h("button", { type: "button", class: "small", onclick: () => addKey(tenant.id).catch(complain) }, "New key")),
                keys.data.length === 0 ? h("p", { class: "dim" }, "No key: nobody can call.") : h("ul", { class: "stack-small" }, keys.data.map((key) => h("li", { class: "row" },
                    h("code", { class: "break" }, key.id), h("span", { class: "grow" }, key.name), h("span", { class: "dim small" }, time(key.created_at)),
                    h("button", { type: "button", class: "small grave", "aria-label": `Revoke ${key.id}`, onclick: () => revoke(tenant.id, key).catch(complain) }, "Revoke"))))),
            settings(tenant));
    }

    function settings(tenant) {
        const fault = h("div", {});
        const form = h("form", { class: "card stack", onsubmit: (event) => { event.preventDefault(); save().catch(complain); } },
            h("h2", {}, "Settings"),
            h("div", { class: "filters" },
                field("Name", h("input", { name: "name", value: tenant.name, maxlength: 128 })),
                field("Time zone", h("input", { name: "time_zone", value: tenant.time_zone, maxlength: 64 })),
                field("Prompts are kept", choose("prompts", [["whole", "whole"], ["redacted", "with finds masked"], ["hashed", "as a digest"]], tenant.prompts)),
                field("Told of a refusal", choose("explain", [["full", "everything"], ["category", "the category"]], tenant.explain))),
            field("Callback address", h("input", { name: "callback_url", type: "url", value: tenant.callback_url ?? "", maxlength: 2048 })),
            h("div", { class: "split" }, json("rate_limit", "Rate limit, as JSON", tenant.rate_limit), json("quota", "Quota, as JSON", tenant.quota)),
            h("div", { class: "split" }, json("strikes", "Strikes, as JSON", tenant.strikes), json("retention", "Retention, as JSON", tenant.retention)),
            fault, h("div", { class: "row" }, h("button", { class: "main", type: "submit" }, "Save")));
        async function save() {
            fill(fault);
            const found = Object.fromEntries(new FormData(form));
            try {
                for (const name of ["rate_limit", "quota", "strikes", "retention"]) {
                    try { found[name] = found[name].trim() === "" ? null : JSON.parse(found[name]); } catch { throw new Error(`${name} is no JSON.`); }
                }
                await patch(`/v1/admin/tenants/${part(tenant.id)}`, found);
                toast("Saved.");
                await Promise.all([load(), open(tenant.id)]);
            } catch (error) {
                fill(fault, h("p", { class: "note bad", role: "alert" }, error.message));
            }
        }
        return form;
    }

    async function pause(tenant) {
        if (!tenant.paused && !await confirmed("Pause a tenant", `Calls of ${tenant.id} are refused until it is resumed.`, "Pause", { grave: true })) return;
        await patch(`/v1/admin/tenants/${part(tenant.id)}`, { paused: !tenant.paused });
        toast(tenant.paused ? "Resumed." : "Paused.");
        await Promise.all([load(), open(tenant.id)]);
    }

    async function addKey(id) {
        const name = await dialog("A new key", (close) => h("form", { class: "stack", onsubmit: (event) => { event.preventDefault(); close(values(event.target).name ?? ""); } },
            field("What it is for", h("input", { name: "name", maxlength: 128 })),
            h("div", { class: "row end" }, h("button", { type: "button", onclick: () => close() }, "Cancel"), h("button", { class: "main", type: "submit" }, "Make it"))));
        if (name === undefined) return;
        const made = await post(`/v1/admin/tenants/${part(id)}/keys`, name ? { name } : {});
        await showSecret("The new key", [["Key", made.secret]]);
        await open(id);
    }

    async function revoke(id, key) {
        if (!await confirmed("Revoke a key", `Calls with ${key.id} (${key.name || "no name"}) are refused from now on. This cannot be undone.`, "Revoke", { grave: true })) return;
        await remove(`/v1/admin/tenants/${part(id)}/keys/${part(key.id)}`);
        toast("Revoked.");
        await open(id);
    }

    async function create() {
        const made = await dialog("A new tenant", (close) => {
            const fault = h("div", {});
            return h("form", { class: "stack", onsubmit: async (event) => {
                event.preventDefault();
                try { close(await post("/v1/admin/tenants", values(event.target))); } catch (error) { fill(fault, h("p", { class: "note bad", role: "alert" }, error.message)); }
            } }, field("Id", h("input", { name: "id", required: true, maxlength: 64, pattern: "[A-Za-z0-9][A-Za-z0-9_.\\-]*", spellcheck: "false" })), field("Name", h("input", { name: "name", maxlength: 128 })), field("Callback address", h("input", { name: "callback_url", type: "url" })), fault,
            h("div", { class: "row end" }, h("button", { type: "button", onclick: () => close() }, "Cancel"), h("button", { class: "main", type: "submit" }, "Make it")));
        });
        if (!made) return;
        await showSecret(`Tenant ${made.id}`, [["Key", made.key.secret], ["Secret that webhooks are signed with", made.webhook_secret]]);
        go(`#/tenants/${part(made.id)}`);
    }
}

function json(name, label, value) {
    return field(label, h("textarea", { name, rows: 4, class: "mono", spellcheck: "false", value: value === null ? "" : JSON.stringify(value, null, 1) }));
}

function showSecret(title, secrets) {
    return dialog(title, (close) => h("div", { class: "stack" }, h("p", { class: "note warn" }, "This is shown once. Copy it now."),
        secrets.map(([word, secret]) => h("div", { class: "stack-small" }, h("h3", {}, word), h("p", { class: "secret", tabindex: "0" }, secret))),
        h("div", { class: "row end" }, h("button", { class: "main", type: "button", onclick: () => close(true) }, "Done"))));
}

function limitWords(limit) {
    if (!limit) return "no rate limit";
    return [limit].flat().map((one) => `${count(one.requests)} per ${one.per}${one.by && one.by !== "tenant" ? ` by ${one.by}` : ""}`).join(", ");
}

function usageBars(standings) {
    if (!standings?.length) return h("p", { class: "dim" }, "No quota.");
    return h("ul", { class: "bars" }, standings.map((one) => {
        const whole = one.limit + (one.granted ?? 0);
        const taken = one.used + one.reserved;
        const share = whole === 0 ? 1 : Math.min(1, taken / whole);
        const kind = share >= 1 ? "" : share >= 0.8 ? "near" : "calm";
        return h("li", {}, h("span", { class: "name" }, `${one.window}${one.hours ? ` of ${one.hours} h` : ""}, per ${one.per}`),
            h("span", { class: "number" }, `${count(taken)} of ${count(whole)}`, h("span", { class: "dim small" }, one.resets_at ? [" until ", time(one.resets_at)] : null)),
            h("span", { class: "track", role: "img", "aria-label": `${Math.round(share * 100)} % used` }, h("span", { class: kind, width: `${share * 100}%` })));
    }));
}

/** How webhooks fare; nothing where the gateway does not tell, or none was sent yet. */
async function callbackHealth(id) {
    let found;
    try {
        found = (await get(query("/v1/admin/callbacks", { tenant: id }))).data[0];
    } catch (error) {
        if (error.status === 404) return null;
        throw error;
    }
    if (!found) return null;
    return h("section", { class: "card stack" }, h("header", { class: "row" }, h("h2", { class: "grow" }, "Callbacks"), h("a", { href: query("#/deliveries", { tenant: id }) }, "Deliveries")),
        facts([["Health", found.disabled ? chip("closed by its receiver", "bad") : found.failed ? chip("some were given up", "warn") : chip("well", "good")],
            ["Arrived", count(found.delivered)], ["Missed tries", count(found.missed)], ["Given up", count(found.failed)], ["Not sent yet", count(found.undelivered)],
            ["Last arrived", found.last_delivery_at ? time(found.last_delivery_at) : null], ["Last missed", found.last_miss_at ? time(found.last_miss_at) : null], ["Because", found.last_error],
            ["Closed", found.disabled_callbacks.length ? h("ul", {}, found.disabled_callbacks.map((one) => h("li", { class: "break" }, `${one.url}: ${one.reason}`))) : null]]));
}
