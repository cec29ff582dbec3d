/// The page at `/docs`. It builds itself from `/openapi.json`, so it cannot differ from it.
enum DocsPage {
    /// The frame; everything else is put into it by the script.
    static let html = #"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>promptgate: calls</title>
        <link rel="stylesheet" href="/docs/docs.css">
        <script src="/docs/docs.js" defer></script>
        </head>
        <body>
        <a class="skip" href="#calls">Skip to the calls</a>
        <header>
        <h1>promptgate <span id="version"></span></h1>
        <p>Every call of this gateway, to read and to try. <a href="/openapi.json">OpenAPI document</a></p>
        </header>
        <section class="key" aria-labelledby="key-title">
        <h2 id="key-title">Your key</h2>
        <div class="row">
        <label for="key">Key (pg_…)</label>
        <input id="key" type="password" autocomplete="off" spellcheck="false">
        <label class="check"><input id="keep" type="checkbox"> Keep it while this tab is open</label>
        </div>
        <p class="note">It stays on this page. It is sent with the calls that you try, and nowhere else.</p>
        </section>
        <div class="columns">
        <nav aria-labelledby="list-title">
        <h2 id="list-title">Calls</h2>
        <label for="filter">Find</label>
        <input id="filter" type="search" placeholder="moderate, GET, tenant…">
        <p id="found" role="status"></p>
        <div id="list"></div>
        </nav>
        <main id="calls" tabindex="-1"><p id="state" role="status">Loading the calls…</p></main>
        </div>
        <noscript><p>This page needs JavaScript. The same is in <a href="/openapi.json">/openapi.json</a>.</p></noscript>
        </body>
        </html>
        """#

    /// How it looks: light and dark, phone to wide screen.
    static let style = #"""
        :root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff;
          --panel: #f6f8fa; --line: #d0d7de; --mark: #0a5bb5; --good: #116329; --bad: #a40e26; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #a0aab5;
          --paper: #0d1117; --panel: #161b22; --line: #3a424c; --mark: #6cb6ff; --good: #6bd07f;
          --bad: #ff9a92; } }
        * { box-sizing: border-box; }
        body { margin: 0; padding: 0 1rem 4rem; color: var(--ink); background: var(--paper);
          font: 16px/1.5 system-ui, sans-serif; }
        header, .key, .columns { max-width: 84rem; margin: 0 auto; }
        h1 { margin: 1.5rem 0 0; font-size: 1.6rem; } h1 span { color: var(--soft); font-weight: 400; font-size: 1rem; }
        h2 { font-size: 1.1rem; margin: 1rem 0 .5rem; } h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
        a { color: var(--mark); } p { margin: .25rem 0 .75rem; }
        :focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
        .skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; }
        .note, .soft { color: var(--soft); font-size: .9rem; }
        .key { border: 1px solid var(--line); border-radius: .5rem; background: var(--panel); padding: 0 1rem; margin-bottom: 1rem; }
        .row { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
        .columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 2rem; }
        @media (min-width: 60rem) { .columns { grid-template-columns: 19rem minmax(0, 1fr); }
          nav { position: sticky; top: 0; max-height: 100vh; overflow: auto; padding-bottom: 1rem; } }
        nav ul { list-style: none; padding: 0; margin: 0 0 .5rem; } nav li a { display: block; padding: .2rem .25rem;
          text-decoration: none; overflow-wrap: anywhere; font-size: .9rem; } nav li a:hover { background: var(--panel); }
        nav h3 { color: var(--soft); }
        label { font-weight: 600; font-size: .9rem; } label.check { font-weight: 400; }
        input, select, textarea, button { font: inherit; color: inherit; background: var(--paper);
          border: 1px solid var(--line); border-radius: .35rem; padding: .4rem .5rem; max-width: 100%; }
        input[type=password] { width: 22rem; } input[type=search] { width: 100%; }
        textarea { width: 100%; min-height: 7rem; font: .875rem/1.45 ui-monospace, monospace; }
        button { background: var(--mark); color: var(--paper); border-color: var(--mark); font-weight: 600; cursor: pointer; padding: .4rem 1rem; }
        button.plain { background: none; color: var(--mark); }
        details.call { border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 .5rem; }
        details.call > summary { cursor: pointer; padding: .6rem .8rem; display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
        details.call[open] > summary { border-bottom: 1px solid var(--line); background: var(--panel); }
        .inside { padding: .25rem 1rem 1rem; }
        .method { font: 700 .85rem ui-monospace, monospace; min-width: 4.2rem; }
        .path { font: .95rem ui-monospace, monospace; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { text-align: left; vertical-align: top;
          padding: .35rem .5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        th { color: var(--soft); font-weight: 600; } .scroll { overflow-x: auto; }
        td:first-child { font-family: ui-monospace, monospace; }
        pre { background: var(--panel); border: 1px solid var(--line); border-radius: .35rem; padding: .6rem; overflow: auto;
          max-height: 28rem; font: .85rem/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
        .good { color: var(--good); font-weight: 700; } .bad { color: var(--bad); font-weight: 700; }
        .field { display: grid; gap: .2rem; margin: .5rem 0; } .field input, .field select { width: min(100%, 28rem); }
        [hidden] { display: none !important; }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
        """#
}
