import { h, fill, chip, time, span, toast, complain, announce, field } from "./dom.js";
import { get, post, query, part } from "./api.js";
import { marked, reasons } from "./marks.js";

export const title = "Held";
export const intro = "Prompts that wait for a person, the oldest first.";

export async function show(root, { signal, watch }) {
    const list = h("ol", { class: "held", "aria-label": "Held prompts" });
    const more = h("div", {});
    const help = h("p", { class: "dim" }, "With a prompt in focus: ", h("kbd", {}, "A"), " approves, ", h("kbd", {}, "D"), " denies, ", h("kbd", {}, "R"), " writes a reason, ", h("kbd", {}, "J"), " and ", h("kbd", {}, "K"), " go on and back.");
    fill(root, h("div", { class: "stack" }, help, list, more));
    let cursor = null;
    const shown = new Set();

    async function load() {
        const page = await get(query("/v1/admin/held", { limit: 50, cursor }), { quiet: true });
        if (signal.aborted) return;
        add(page.data);
        cursor = page.next_cursor;
        fill(more, cursor ? h("button", { type: "button", onclick: () => load().catch(complain) }, "Show more") : null);
        settle();
    }

    function add(tasks) {
        for (const task of tasks) {
            if (shown.has(task.task_id)) continue;
            shown.add(task.task_id);
            list.append(item(task));
        }
    }

    function settle() {
        for (const empty of list.querySelectorAll(".empty")) empty.remove();
        if (list.childElementCount === 0) list.append(h("li", { class: "card empty" }, "Nothing waits. New prompts show here by themselves."));
    }

    function item(task) {
        const reason = h("input", { maxlength: 1000, autocomplete: "off" });
        const approve = h("button", { type: "button", class: "main", "aria-keyshortcuts": "A", onclick: () => decide("approve") }, "Approve ", h("kbd", { "aria-hidden": "true" }, "A"));
        const deny = h("button", { type: "button", class: "grave", "aria-keyshortcuts": "D", onclick: () => decide("deny") }, "Deny ", h("kbd", { "aria-hidden": "true" }, "D"));
        const age = h("span", { class: "age" });
        const tell = () => { age.textContent = `waits for ${span(Date.now() - Date.parse(task.held_at))}`; };
        tell();
        const element = h("li", { tabindex: "0", "data-task": task.task_id, "aria-label": `Held prompt of ${task.tenant}`, onkeydown: keys },
            h("article", { class: "card" },
                h("div", { class: "row" }, age, h("span", { class: "dim" }, "until "), task.expires_at ? time(task.expires_at) : null, h("span", { class: "grow" }),
                    chip(task.tenant), task.end_user ? chip(task.end_user) : null, chip(task.trigger_type)),
                h("p", { class: "prompt big", dir: "auto" }, task.prompt ? marked(task.prompt, task.matches) : "No text.",
                    task.picurl ? h("span", { class: "dim small break" }, ` ${task.picurl}`) : null),
                task.reason ? h("p", { class: "break" }, task.reason) : null,
                reasons(task.matches),
                field("Reason, which the tenant reads when denied", reason),
                h("div", { class: "row" }, approve, deny, h("span", { class: "dim small break" }, `held by ${task.held_by}, task ${task.trigger_id}`))));
        const timer = setInterval(tell, 15_000);
        signal.addEventListener("abort", () => clearInterval(timer));

        function keys(event) {
            if (event.target !== element) {
                if (event.key === "Escape") element.focus();
                if (event.key === "Enter" && event.target === reason) decide("deny");
                return;
            }
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            const work = {
                a: () => decide("approve"), d: () => decide("deny"), r: () => reason.focus(),
                j: () => element.nextElementSibling?.focus(), ArrowDown: () => element.nextElementSibling?.focus(),
                k: () => element.previousElementSibling?.focus(), ArrowUp: () => element.previousElementSibling?.focus(),
            }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
            if (!work) return;
            event.preventDefault();
            work();
        }

        let isDeciding = false;
        async function decide(word) {
            if (isDeciding) return;
            isDeciding = true;
            approve.disabled = deny.disabled = true;
            try {
                const text = reason.value.trim();
                const decided = await post(`/v1/admin/held/${part(task.task_id)}/${word}`, text ? { reason: text } : {});
                const again = decided.status === "held";
                toast(again ? `Held again: ${decided.reason}` : word === "approve" ? "Approved." : "Denied.", again ? "warn" : "good");
                announce(again ? "Held again" : word === "approve" ? "Approved" : "Denied");
                if (!again) leave();
            } catch (error) {
                complain(error);
                if (error.status === 404 || error.status === 409) leave();
            } finally {
                isDeciding = false;
                approve.disabled = deny.disabled = false;
            }
        }

        function leave() {
            clearInterval(timer);
            const next = element.nextElementSibling ?? element.previousElementSibling;
            const hadFocus = element.contains(document.activeElement);
            element.remove();
            settle();
            if (hadFocus) (next ?? document.querySelector("h1")).focus();
        }
        return element;
    }

    await load();
    list.querySelector("li[tabindex]")?.focus({ preventScroll: true });
    let known = null;
    watch((state) => {
        if (known !== null && state.held !== known && !cursor) load().catch(() => {});
        known = state.held;
    });
}
