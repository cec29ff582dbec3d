extension DocsPage {
    /// What it does. Texts are put in as texts and never as HTML: answers hold prompts.
    static let script = #"""
        "use strict";
        const methods = ["get", "post", "put", "patch", "delete"];
        let book = null;
        let count = 0;

        function make(tag, settings, ...inside) {
          const node = document.createElement(tag);
          for (const [name, value] of Object.entries(settings || {})) {
            if (name === "text") node.textContent = value;
            else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
            else if (value === true) node.setAttribute(name, "");
            else if (value !== false && value != null) node.setAttribute(name, value);
          }
          node.append(...inside.filter((one) => one != null));
          return node;
        }

        function followed(schema) {
          const name = schema && schema.$ref;
          return name ? book.components.schemas[name.split("/").pop()] || {} : schema || {};
        }

        function kind(schema) {
          if (!schema) return "";
          if (schema.$ref) return schema.$ref.split("/").pop();
          if (schema.anyOf) return [...new Set(schema.anyOf.map(kind))].filter((one) => one !== "null").join(" or ");
          if (schema.const !== undefined) return JSON.stringify(schema.const);
          if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
          if (schema.type === "array") return "list of " + (kind(schema.items) || "anything");
          let words = schema.type || "anything";
          if (schema.minimum !== undefined && schema.maximum !== undefined) words += " from " + schema.minimum + " to " + schema.maximum;
          return words;
        }

        function explained(schema) {
          if (!schema) return "";
          if (schema.description) return schema.description;
          return (schema.anyOf || []).map(explained).filter(Boolean)[0] || "";
        }

        function table(caption, rows) {
          const body = make("tbody");
          for (const row of rows) {
            body.append(make("tr", {}, make("td", { text: row.name }), make("td", { text: row.kind }),
              make("td", { text: (row.required ? "Required. " : "") + row.words })));
          }
          return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
            make("table", {}, make("caption", { text: caption, class: "soft" }),
              make("thead", {}, make("tr", {}, make("th", { text: "Name", scope: "col" }),
                make("th", { text: "Kind", scope: "col" }), make("th", { text: "Meaning", scope: "col" }))), body));
        }

        function fieldsOf(schema) {
          const whole = followed(schema);
          const required = whole.required || [];
          return Object.entries(whole.properties || {}).map(([name, inner]) => (
            { name, kind: kind(inner), required: required.includes(name), words: explained(inner) }));
        }

        function pretty(text) {
          try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
        }

        function parameterField(parameter, form) {
          const id = "p" + (count += 1);
          const words = parameter.schema.enum;
          let input;
          if (words) {
            input = make("select", { id }, make("option", { value: "", text: "(not set)" }),
              ...words.map((one) => make("option", { value: one, text: one })));
          } else {
            input = make("input", { id, type: "text", required: parameter.required, autocomplete: "off" });
          }
          form.parameters.push({ parameter, input });
          return make("div", { class: "field" },
            make("label", { for: id, text: parameter.name + " (" + parameter.in + ")" + (parameter.required ? ", required" : "") }), input);
        }

        function bodyField(body, form) {
          const json = body && body.content["application/json"];
          if (json) {
            const id = "p" + (count += 1);
            form.body = make("textarea", { id, spellcheck: "false" });
            form.body.value = JSON.stringify(json.example, null, 2);
            return make("div", { class: "field" }, make("label", { for: id, text: "Body (JSON)" }), form.body);
          }
          if (body && body.content["multipart/form-data"]) {
            const id = "p" + (count += 1);
            form.file = make("input", { id, type: "file" });
            return make("div", { class: "field" }, make("label", { for: id, text: "file" }), form.file);
          }
          return null;
        }

        function asked(method, path, form) {
          let address = path;
          const query = new URLSearchParams();
          const headers = {};
          for (const { parameter, input } of form.parameters) {
            const value = input.value;
            if (parameter.in === "path") address = address.replace("{" + parameter.name + "}", encodeURIComponent(value));
            else if (value !== "" && parameter.in === "query") query.set(parameter.name, value);
            else if (value !== "") headers[parameter.name] = value;
          }
          const key = document.getElementById("key").value;
          if (key && form.secured) headers.Authorization = "Bearer " + key;
          const settings = { method: method.toUpperCase(), headers, cache: "no-store", credentials: "omit" };
          if (form.body && form.body.value.trim() !== "") {
            settings.body = form.body.value;
            headers["Content-Type"] = "application/json";
          }
          if (form.file && form.file.files[0]) {
            settings.body = new FormData();
            settings.body.append("file", form.file.files[0]);
          }
          const tail = query.toString();
          return [address + (tail ? "?" + tail : ""), settings];
        }

        async function send(method, path, form, shown) {
          shown.status.className = "";
          shown.status.textContent = "Sending…";
          shown.body.textContent = "";
          try {
            const [address, settings] = asked(method, path, form);
            const begun = performance.now();
            const answer = await fetch(address, settings);
            const type = answer.headers.get("content-type") || "";
            const text = type.startsWith("image/") ? "(an image)" : await answer.text();
            shown.status.className = answer.ok ? "good" : "bad";
            shown.status.textContent = answer.status + " after " + Math.round(performance.now() - begun) + " ms";
            shown.body.textContent = text === "" ? "(no body)" : pretty(text).slice(0, 200000);
          } catch (error) {
            shown.status.className = "bad";
            shown.status.textContent = "No answer: " + error.message;
          }
          shown.body.hidden = shown.body.textContent === "";
        }

        function tryForm(method, path, call) {
          const form = { parameters: [], body: null, file: null, secured: (call.security || []).length > 0 };
          const shown = { status: make("p", { role: "status" }),
            body: make("pre", { tabindex: "0", hidden: true, "aria-label": "Answer" }) };
          return make("form", { "aria-label": "Try " + call.summary, onsubmit: (event) => {
            event.preventDefault();
            send(method, path, form, shown);
          } }, make("h3", { text: "Try it" }),
            ...(call.parameters || []).map((one) => parameterField(one, form)),
            bodyField(call.requestBody, form), make("button", { type: "submit", text: "Send" }),
            shown.status, shown.body);
        }

        function answers(call) {
          const rows = Object.entries(call.responses).map(([status, answer]) => {
            const content = Object.entries(answer.content || {});
            return { name: status, kind: content.map(([type, one]) => kind(one.schema) || type).join(", ") || "no body",
              words: answer.description };
          });
          const example = Object.values(call.responses)[0].content;
          const json = example && example["application/json"];
          return [table("Answers", rows), json && json.example !== undefined
            ? make("details", {}, make("summary", { text: "Example of an answer" }),
              make("pre", { tabindex: "0", text: JSON.stringify(json.example, null, 2) })) : null];
        }

        function inside(method, path, call) {
          const body = call.requestBody && call.requestBody.content["application/json"];
          const parameters = (call.parameters || []).map((one) => ({ name: one.name, kind: kind(one.schema),
            required: one.required, words: "In the " + one.in + ". " + explained(one.schema) }));
          return make("div", { class: "inside" },
            call.description ? make("p", { text: call.description }) : null,
            parameters.length ? table("Parameters", parameters) : null,
            body && fieldsOf(body.schema).length ? table("Members of the body", fieldsOf(body.schema)) : null,
            ...answers(call), tryForm(method, path, call));
        }

        function shownCall(method, path, call) {
          const node = make("details", { class: "call", id: call.operationId },
            make("summary", {}, make("span", { class: "method", text: method.toUpperCase() }),
              make("span", { class: "path", text: path }), make("span", { class: "soft", text: call.summary })));
          node.addEventListener("toggle", () => {
            if (node.open && node.children.length === 1) node.append(inside(method, path, call));
          });
          return node;
        }

        function openNamed() {
          const node = document.getElementById(decodeURIComponent(location.hash.slice(1)));
          if (!node || !node.classList.contains("call")) return;
          node.open = true;
          node.scrollIntoView();
          node.querySelector("summary").focus();
        }

        function show() {
          const main = document.getElementById("calls");
          const list = document.getElementById("list");
          main.replaceChildren();
          document.getElementById("version").textContent = book.info.version;
          for (const { name } of book.tags) {
            const links = make("ul");
            const part = make("section", {}, make("h2", { text: name }));
            for (const [path, calls] of Object.entries(book.paths)) {
              for (const method of methods) {
                const call = calls[method];
                if (!call || !call.tags.includes(name)) continue;
                part.append(shownCall(method, path, call));
                const link = make("a", { href: "#" + call.operationId },
                  make("span", { class: "method", text: method.toUpperCase() + " " }), document.createTextNode(path));
                links.append(make("li", { "data-words": [method, path, call.summary, name].join(" ").toLowerCase() }, link));
              }
            }
            if (links.children.length === 0) continue;
            main.append(part);
            list.append(make("div", {}, make("h3", { text: name }), links));
          }
          filter();
          openNamed();
        }

        function filter() {
          const words = document.getElementById("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
          let found = 0;
          for (const group of document.querySelectorAll("#list > div")) {
            let any = false;
            for (const item of group.querySelectorAll("li")) {
              item.hidden = !words.every((word) => item.dataset.words.includes(word));
              if (!item.hidden) { found += 1; any = true; }
            }
            group.hidden = !any;
          }
          document.getElementById("found").textContent = found + (found === 1 ? " call" : " calls");
        }

        function keepKey() {
          const key = document.getElementById("key");
          const keep = document.getElementById("keep");
          const kept = sessionStorage.getItem("promptgate-key");
          if (kept) { key.value = kept; keep.checked = true; }
          const change = () => {
            if (keep.checked) sessionStorage.setItem("promptgate-key", key.value);
            else sessionStorage.removeItem("promptgate-key");
          };
          key.addEventListener("input", change);
          keep.addEventListener("change", change);
        }

        async function begin() {
          keepKey();
          document.getElementById("filter").addEventListener("input", filter);
          window.addEventListener("hashchange", openNamed);
          try {
            book = await (await fetch("/openapi.json", { credentials: "omit" })).json();
            show();
          } catch (error) {
            document.getElementById("state").textContent = "The calls could not be loaded: " + error.message;
          }
        }

        begin();
        """#
}
