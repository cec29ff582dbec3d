import { h, fill, toast, complain, announce } from "./dom.js";
import { resume, signOut } from "./api.js";
import { askForKey } from "./session.js";
import * as overview from "./overview.js";
import * as prompts from "./prompts.js";
import * as held from "./held.js";
import * as rules from "./rules.js";
import * as tenants from "./tenants.js";
import * as suggestions from "./suggestions.js";
import * as deliveries from "./deliveries.js";
import * as accounts from "./accounts.js";
import * as audit from "./audit.js";

const views = { overview, prompts, held, rules, tenants, suggestions, deliveries, accounts, audit };
const app = document.getElementById("app");

// What the gateway tells while somebody looks

const watchers = new Set();
let stream = null;
let state = null;

function listen() {
    stream?.close();
    stream = new EventSource("/v1/admin/stats/events");
    stream.addEventListener("open", () => live("good", "Live"));
    stream.addEventListener("error", () => {
        live("warn", "Connecting…");
        // A refusal ends the stream for good, where a broken connection is tried again.
        if (stream?.readyState === EventSource.CLOSED) setTimeout(() => { if (stream) resume().then((isIn) => isIn ? listen() : dispatchEvent(new Event("signed-out"))).catch(() => {}); }, 3000);
    });
    stream.addEventListener("state", (event) => {
        state = JSON.parse(event.data);
        live("good", "Live");
        badge("held", state.held);
        badge("suggestions", state.suggestions);
        for (const watcher of watchers) watcher(state);
    });
}

function live(kind, word) {
    const place = document.getElementById("live");
    if (place && place.textContent !== word) fill(place, h("span", { class: `dot ${kind}` }), word);
}

function badge(name, number) {
    const place = document.querySelector(`[data-badge=${name}]`);
    if (!place) return;
    place.hidden = !number;
    fill(place, number >= (state?.counted_up_to ?? Infinity) ? `${number}+` : number, h("span", { class: "unseen" }, name === "held" ? " wait" : " open"));
}

// The frame and its views

function frame() {
    const toggle = h("button", { type: "button", class: "menu", "aria-expanded": "false", "aria-controls": "nav", onclick: () => {
        const isOpen = side.classList.toggle("open");
        toggle.setAttribute("aria-expanded", String(isOpen));
    } }, "Menu");
    const side = h("header", { class: "side" },
        h("div", { class: "top" }, h("div", { class: "brand" }, h("img", { src: "/admin/icon.svg", alt: "" }), "promptgate"), toggle),
        h("nav", { id: "nav", "aria-label": "Views" }, h("ul", {}, Object.entries(views).map(([name, view]) => h("li", {},
            h("a", { href: `#/${name}`, "data-view": name }, view.title, ["held", "suggestions"].includes(name) ? h("span", { class: "badge", "data-badge": name, hidden: true }) : null))))),
        h("div", { class: "foot" }, h("span", { class: "live", id: "live" }, h("span", { class: "dot" }), "Connecting…"),
            h("button", { type: "button", onclick: () => leave().catch(complain) }, "Sign out")));
    fill(app, h("div", { class: "frame" }, side, h("main", { class: "content", id: "main", tabindex: "-1" })));
}

let ending = null;
let turn = 0;

async function route() {
    const [place, search = ""] = location.hash.replace(/^#\/?/, "").split("?");
    const [name = "", ...rest] = place.split("/");
    const view = views[name] ?? overview;
    const mine = ++turn;
    ending?.();
    const stop = new AbortController();
    const cleanups = [];
    ending = () => { stop.abort(); for (const cleanup of cleanups) cleanup(); ending = null; };
    const main = document.getElementById("main");
    const body = h("div", { class: "view", "aria-busy": "true" });
    const heading = h("h1", { tabindex: "-1" }, view.title);
    fill(main, h("div", { class: "head" }, h("div", {}, heading, view.intro ? h("p", {}, view.intro) : null)), body);
    document.title = `${view.title} – promptgate`;
    for (const link of document.querySelectorAll("[data-view]")) {
        if (views[link.dataset.view] === view) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    }
    document.querySelector(".side").classList.remove("open");
    document.querySelector(".menu").setAttribute("aria-expanded", "false");
    heading.focus({ preventScroll: true });
    if (document.documentElement.dataset.view !== view.title) scrollTo(0, 0);
    document.documentElement.dataset.view = view.title;
    const watch = (watcher) => {
        watchers.add(watcher);
        cleanups.push(() => watchers.delete(watcher));
        if (state) watcher(state);
    };
    try {
        const path = view === rules ? rest.join("/") : rest.map(decodeURIComponent).join("/");
        const cleanup = await view.show(body, { path, parameters: new URLSearchParams(search), go, watch, signal: stop.signal });
        if (cleanup) { if (mine === turn) cleanups.push(cleanup); else cleanup(); }
    } catch (error) {
        if (mine === turn && !error.isSignedOut) fill(body, h("p", { class: "note bad", role: "alert" }, error.message));
    } finally {
        body.removeAttribute("aria-busy");
    }
}

function go(place) {
    if (location.hash === place) route(); else location.hash = place;
}

// Sessions

let isIn = false;

function leaveFrame() {
    isIn = false;
    turn += 1;
    ending?.();
    stream?.close();
    stream = null;
    state = null;
    for (const open of document.querySelectorAll("dialog")) open.close();
}

async function enter(remark) {
    await askForKey(app, remark);
    begin();
    announce("Signed in");
}

function begin() {
    isIn = true;
    frame();
    listen();
    route();
}

async function leave() {
    await signOut();
    leaveFrame();
    await enter();
}

addEventListener("hashchange", () => { if (isIn) route(); });
addEventListener("signed-out", () => {
    if (!isIn) return;
    leaveFrame();
    enter("The session has ended. Sign in again.").catch(complain);
});
document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main")?.focus();
});
addEventListener("unhandledrejection", (event) => { if (!event.reason?.isSignedOut) toast(String(event.reason?.message ?? event.reason), "bad"); });

if (await resume().catch(() => false)) begin(); else await enter();
