import { h, fill, chip, choose, field, time, toast, complain, confirmed, count, table } from "./dom.js";
import { get, post, query, part } from "./api.js";

export const title = "Deliveries";
export const intro = "Webhooks that were given up can be sent once more.";

const kinds = { delivered: "good", failed: "bad", pending: "warn", waiting: "" };

export async function show(root, { parameters, go, signal }) {
    const state = parameters.get("status") ?? "failed";
    const tenant = parameters.get("tenant") ?? "";
    const { data: tenants } = await get("/v1/admin/tenants");
    const states = choose("status", [["failed", "Given up"], ["pending", "Next"], ["waiting", "Waiting"], ["delivered", "Delivered"], ["waiting,pending,failed,delivered", "All"]], state);
    const whose = choose("tenant", [["", "All"], ...tenants.map((one) => [one.id, one.id])], tenant);
    const seek = () => go(query("#/deliveries", { status: states.value, tenant: whose.value }));
    states.addEventListener("change", seek);
    whose.addEventListener("change", seek);
    const place = h("div", {});
    fill(root, h("section", { class: "card stack" }, h("div", { class: "filters" }, field("State", states), field("Tenant", whose),
        h("button", { type: "button", onclick: () => replayAll().catch(complain) }, "Replay all given up")), place));
    let shown = [];
    let cursor = null;

    async function load() {
        let page;
        try {
            page = await get(query("/v1/admin/webhooks", { status: state, tenant, limit: 100, cursor }));
        } catch (error) {
            if (error.status !== 404) throw error;
            fill(place, h("p", { class: "empty" }, "This gateway does not list its deliveries."));
            return;
        }
        if (signal.aborted) return;
        shown = shown.concat(page.data);
        cursor = page.next_cursor;
        draw();
    }

    function draw() {
        if (shown.length === 0) { fill(place, h("p", { class: "empty" }, state === "failed" ? "No webhook was given up." : "There is none.")); return; }
        fill(place, table([["Webhook"], ["Tenant"], ["State"], ["Tries", "number"], ["Since"], ["Last fault"], [""]], shown.map((one) => [
            h("span", {}, h("b", {}, one.type ?? "task"), " ", h("code", { class: "small break" }, one.id), h("div", { class: "small dim break" }, one.url)), one.tenant, chip(one.status, kinds[one.status]), count(one.attempts),
            time(one.created_at), h("span", { class: "break small" }, one.last_error ?? ""),
            one.status === "failed" ? h("button", { type: "button", class: "small", "aria-label": `Replay ${one.id}`, onclick: () => replay(one).catch(complain) }, "Replay") : null,
        ]), "Deliveries"), cursor ? h("button", { type: "button", onclick: () => load().catch(complain) }, "Show more") : null);
    }

    async function replay(one) {
        await post(`/v1/admin/webhooks/${part(one.id)}/replay`);
        toast("It is sent once more.");
        shown = shown.filter((other) => other !== one);
        draw();
    }

    async function replayAll() {
        if (!await confirmed("Replay", `All webhooks ${tenant ? `of ${tenant} ` : ""}that were given up are sent once more.`, "Replay all")) return;
        const answer = await post("/v1/admin/webhooks/replay", tenant ? { tenant } : {});
        toast(`${count(answer?.replayed ?? answer?.count ?? 0)} are sent once more.`);
        shown = [];
        cursor = null;
        await load();
    }

    await load();
}
