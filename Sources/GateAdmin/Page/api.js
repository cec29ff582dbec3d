// Calls of the gateway. The browser keeps the session's cookie, which scripts cannot read;
// what changes something also shows the session's proof.

let proof = "";

/** A problem document, as an error. */
export class Refusal extends Error {
    constructor(status, body) {
        super(body?.detail ?? body?.message ?? `The gateway answered ${status}.`);
        this.status = status;
        this.body = body ?? {};
        this.isSignedOut = status === 401;
    }
}

async function call(method, path, { body, headers = {}, quiet = false } = {}) {
    const sent = { accept: "application/json", ...headers };
    if (body !== undefined) sent["content-type"] = "application/json";
    if (method !== "GET") sent["x-csrf-token"] = proof;
    if (quiet) sent["x-background"] = "1";
    let answer;
    try {
        answer = await fetch(path, {
            method, headers: sent, body: body === undefined ? undefined : JSON.stringify(body),
            credentials: "same-origin", cache: "no-store", redirect: "error",
        });
    } catch {
        throw new Error("The gateway cannot be reached.");
    }
    const text = await answer.text();
    let value = null;
    try { value = text === "" ? null : JSON.parse(text); } catch { /* no JSON: an answer of something in between */ }
    if (!answer.ok) {
        if (answer.status === 401 && path.startsWith("/v1/")) dispatchEvent(new Event("signed-out"));
        throw new Refusal(answer.status, value);
    }
    return value;
}

export const get = (path, options) => call("GET", path, options);
export const post = (path, body = {}, options = {}) => call("POST", path, { ...options, body });
export const put = (path, body, options = {}) => call("PUT", path, { ...options, body });
export const patch = (path, body, options = {}) => call("PATCH", path, { ...options, body });
export const remove = (path, options) => call("DELETE", path, options);

/** A path with a query of all that is given. */
export function query(path, parameters) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        if (value !== undefined && value !== null && value !== "") search.set(name, value);
    }
    const text = search.toString();
    return text === "" ? path : `${path}?${text}`;
}

export const part = encodeURIComponent;

// Sessions

/** Whether somebody is signed in already. */
export async function resume() {
    proof = (await call("GET", "/admin/session")).csrf_token ?? "";
    return proof !== "";
}

export async function signIn(key) {
    proof = (await call("POST", "/admin/session", { body: { key } })).csrf_token;
}

export async function signOut() {
    await call("DELETE", "/admin/session");
    proof = "";
}
