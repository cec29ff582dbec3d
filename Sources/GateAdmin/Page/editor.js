import { h, fill, debounce, chip, announce } from "./dom.js";
import { post } from "./api.js";

/** A text field with line numbers, that asks the gateway what it thinks of each change. */
export function ruleEditor({ name, text, readOnly = false, onSave, onChange }) {
    const area = h("textarea", { spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off", "aria-label": `Text of ${name}`, readonly: readOnly, "aria-describedby": "editor-help" });
    area.value = text;
    const gutter = h("div", { class: "gutter", "aria-hidden": "true" });
    const findings = h("ul", { class: "findings", "aria-label": "Findings" });
    const status = h("p", { class: "row small", role: "status" });
    const element = h("div", { class: "stack-small" },
        h("div", { class: "editor" }, gutter, area),
        h("p", { id: "editor-help", class: "dim small" }, "Checked as you type. ", h("kbd", {}, "Ctrl S"), " saves. ", h("kbd", {}, "Tab"), " leaves the field."),
        status, findings);
    let faultLines = new Set();
    let asked = 0;
    let lines = -1;

    function number() {
        const count = area.value.split("\n").length;
        if (count === lines && gutter.dataset.faults === [...faultLines].join()) return;
        lines = count;
        gutter.dataset.faults = [...faultLines].join();
        const parts = [];
        let plain = "";
        for (let line = 1; line <= count; line += 1) {
            if (faultLines.has(line)) {
                parts.push(plain, h("span", { class: "at-fault" }, `${line}\n`));
                plain = "";
            } else plain += `${line}\n`;
        }
        fill(gutter, parts, plain);
    }

    function jump(line, column) {
        const rows = area.value.split("\n");
        let place = 0;
        for (let row = 0; row < Math.min(line, rows.length) - 1; row += 1) place += rows[row].length + 1;
        const current = Array.from(rows[line - 1] ?? "");
        place += current.slice(0, Math.max(0, column - 1)).join("").length;
        area.focus();
        area.setSelectionRange(place, place);
        area.scrollTop = Math.max(0, (line - 6) * 20);
    }

    async function lint() {
        const turn = ++asked;
        fill(status, h("span", { class: "dim" }, "Checking…"));
        let found;
        try {
            found = await post("/v1/admin/rules/lint", { name, text: area.value });
        } catch (error) {
            if (turn === asked) fill(status, h("span", { class: "note bad" }, error.message));
            return;
        }
        if (turn !== asked) return;
        const isHere = (fault) => fault.file === name || fault.file.endsWith(`/${name}`);
        faultLines = new Set(found.faults.filter(isHere).map((fault) => fault.line));
        number();
        const word = found.faults.length === 0 ? "No faults; it can take effect." : `${found.faults.length} ${found.faults.length === 1 ? "fault" : "faults"}: it cannot take effect like this.`;
        fill(status, chip(word, found.faults.length === 0 ? "good" : "bad"), found.warnings.length ? h("span", { class: "dim" }, `${found.warnings.filter(isHere).length} remarks in this file`) : null);
        announce(word);
        const rows = [...found.faults.map((fault) => [fault, "bad"]), ...found.warnings.filter(isHere).map((fault) => [fault, "warn"])];
        fill(findings, rows.slice(0, 50).map(([fault, kind]) => h("li", {}, h("button", { type: "button", onclick: () => isHere(fault) && jump(fault.line, fault.column) },
            chip(isHere(fault) ? `${fault.line}:${fault.column}` : `${fault.file}:${fault.line}`, kind),
            h("span", { class: "break" }, `${fault.message} ${fault.remedy}`)))));
    }
    const soon = debounce(lint, 450);

    area.addEventListener("input", () => { number(); soon(); onChange?.(area.value); });
    area.addEventListener("scroll", () => { gutter.scrollTop = area.scrollTop; });
    area.addEventListener("keydown", (event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
            event.preventDefault();
            onSave?.();
        }
    });
    number();
    lint();
    return { element, area, value: () => area.value, end() { asked += 1; } };
}
