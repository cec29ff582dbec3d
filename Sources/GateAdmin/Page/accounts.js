import { h, fill, chip, facts, time, toast, complain, confirmed, count, dialog, field, values } from "./dom.js";
import { get, post, part } from "./api.js";

export const title = "Accounts";
export const intro = "The Discord accounts that draw, and their sessions with the Gateway.";

const kinds = { connected: "good", connecting: "warn", parked: "bad", disabled: "" };
const known = new Set(["id", "state", "reason", "missing_variables"]);

export async function show(root, { signal }) {
    const place = h("div", { class: "grid" });
    fill(root, place);

    async function load() {
        const { data } = await get("/v1/admin/accounts");
        if (signal.aborted) return;
        fill(place, data.map(card));
    }

    function card(account) {
        const more = Object.entries(account).filter(([name, value]) => !known.has(name) && value !== null && value !== "" && (typeof value !== "object" || Array.isArray(value) ? true : Object.keys(value).length > 0));
        return h("section", { class: "card span-6 stack", "aria-label": `Account ${account.id}` },
            h("header", { class: "row" }, h("h2", { class: "grow break" }, account.id), chip(account.state, kinds[account.state] ?? "")),
            account.reason ? h("p", { class: "note bad break" }, account.reason) : null,
            account.missing_variables?.length ? h("p", { class: "note warn break" }, `Not set: ${account.missing_variables.join(", ")}`) : null,
            facts(more.map(([name, value]) => [name.replaceAll("_", " "), shown(name, value)])),
            account.state === "unconfigured" ? h("p", { class: "dim" }, "No account is set up: prompts are judged, and nothing is drawn.") : h("div", { class: "row" },
                account.state === "parked"
                    ? h("button", { type: "button", class: "main", onclick: () => act(account, "unpark").catch(complain) }, "Unpark")
                    : h("button", { type: "button", onclick: () => park(account).catch(complain) }, "Park")));
    }

    async function park(account) {
        const given = await dialog("Park an account", (close) => h("form", { class: "stack", onsubmit: (event) => { event.preventDefault(); close(values(event.target)); } },
            h("p", {}, `Nothing more is sent with ${account.id} until it is unparked.`), field("Why", h("input", { name: "reason", maxlength: 500 })),
            h("div", { class: "row end" }, h("button", { type: "button", onclick: () => close() }, "Cancel"), h("button", { class: "grave", type: "submit" }, "Park"))));
        if (given) await act(account, "park", given);
    }

    async function act(account, word, body = {}) {
        if (word === "unpark" && !await confirmed("Unpark an account", `${account.id} draws again from now on.`, "Unpark")) return;
        try {
            await post(`/v1/admin/accounts/${part(account.id)}/${word}`, body);
            toast(word === "park" ? "Parked." : "Unparked.");
        } catch (error) {
            toast(error.status === 404 ? "This gateway cannot park accounts." : error.message, "bad");
        }
        await load();
    }

    await load();
    const timer = setInterval(() => { if (!document.hidden) get("/v1/admin/accounts", { quiet: true }).then(({ data }) => { if (!signal.aborted && !place.contains(document.activeElement)) fill(place, data.map(card)); }).catch(() => {}); }, 5000);
    return () => clearInterval(timer);
}

function shown(name, value) {
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (typeof value === "number") return count(value);
    if (typeof value === "string") return /_at$|^since$/.test(name) && !Number.isNaN(Date.parse(value)) ? time(value) : value;
    if (Array.isArray(value)) return value.map((one) => typeof one === "object" ? JSON.stringify(one) : String(one)).join(", ") || "none";
    return h("code", { class: "break" }, JSON.stringify(value));
}
