import { h, fill } from "./dom.js";
import { signIn } from "./api.js";

/** The form that asks for a key. Resolves once somebody is signed in. */
export function askForKey(root, remark = "") {
    document.title = "Sign in – promptgate";
    return new Promise((resolve) => {
        const fault = h("div", {});
        const key = h("input", { id: "key", name: "key", type: "password", autocomplete: "current-password", required: true, spellcheck: "false", "aria-describedby": "key-help" });
        const button = h("button", { class: "main", type: "submit" }, "Sign in");
        const form = h("form", { class: "stack", onsubmit: async (event) => {
            event.preventDefault();
            button.disabled = true;
            fill(fault);
            try {
                await signIn(key.value.trim());
                resolve();
            } catch (error) {
                fill(fault, h("p", { class: "note bad", role: "alert" }, error.message));
                key.setAttribute("aria-invalid", "true");
                key.focus();
                key.select();
            } finally {
                button.disabled = false;
            }
        } },
        h("input", { type: "text", autocomplete: "username", value: "admin", hidden: true, readonly: true }),
        h("label", { for: "key" }, "Admin key"), key,
        h("p", { id: "key-help", class: "dim small" }, "The gateway printed one at its first start, unless PROMPTGATE_ADMIN_KEY names it."),
        fault, button);
        fill(root, h("div", { class: "gate" }, h("main", { class: "card stack", id: "main" },
            h("div", {}, h("div", { class: "brand" }, h("img", { src: "/admin/icon.svg", alt: "" }), "promptgate"), h("h1", { tabindex: "-1" }, "Sign in")),
            remark ? h("p", { class: "note warn" }, remark) : null, form)));
        key.focus();
    });
}
