"""The admin page, as an admin uses it."""
import contextlib
import os
import tempfile
import time

from browser import Browser, By
from harness import ADMIN, Fake, Gate, call, wait_for
from selenium.webdriver.common.keys import Keys

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> blood & <b>bold</b>"
PACK = """pack: house
rules:
  - id: house.competitors
    words: ["acme paint*"]
    action: review
    message: "Pictures of other firms' products are looked at first."
  - id: house.violence
    words: [gore]
"""


@contextlib.contextmanager
def scene(binary, fake=False):
    """A gateway with a tenant and a browser; whatever the page complained of is a failure."""
    with contextlib.ExitStack() as stack:
        discord = Fake(binary) if fake else None
        if discord:
            stack.callback(discord.stop)
        # Before the start: without rules of its own it would take those of the checkout.
        folder = tempfile.mkdtemp(prefix="promptgate-page-")
        os.mkdir(os.path.join(folder, "rules"))
        with open(os.path.join(folder, "rules", "house.yaml"), "w") as file:
            file.write(PACK)
        gate = Gate(binary, discord, folder)
        stack.callback(gate.stop)
        tenant = gate.tenant("shop", quota={"limit": 50, "window": "day"})
        with Browser(gate) as browser:
            yield gate, tenant, browser
            faults = browser.faults()
            assert faults == [], faults


def judge(gate, tenant, text):
    answer = gate.post("/v1/moderate", {"text": text}, tenant.key)
    assert answer.status == 200, answer
    return answer.json["action"]


def test_a_false_hit_becomes_an_exception(binary):
    with scene(binary) as (gate, tenant, browser):
        prompt = "a BLOOD moon over a quiet harbour"
        assert judge(gate, tenant, prompt) == "block"
        assert judge(gate, tenant, "gore") == "block"
        browser.sign_in()
        browser.click("nav a", "Banned prompts")
        browser.write("[name=q]", "quiet harbour")
        browser.click(".filters button", "Search")
        browser.find(".list mark", "BLOOD")
        browser.none(".list .pick", "gore")
        browser.click(".list .pick", "harbour")
        browser.find(".prompt.big mark", "BLOOD")
        browser.find("section code", "midjourney-banned.blood")
        browser.click("button", "This is a false hit")
        assert browser.find("dialog [name=term]").get_attribute("value") == "BLOOD moon"
        browser.write("dialog [name=term]", "blood moon")
        browser.click("dialog button", "Simulate")
        browser.find("dialog .diff .plus", "blood moon")
        browser.find("dialog p", "Of 2 prompts 1 would have another verdict: 1 milder")
        browser.click("dialog button", "Save as a suggestion")
        browser.find("h1", "Suggestions")
        assert judge(gate, tenant, prompt) == "block", "nothing changes before it is accepted"
        browser.click("form button", "Accept")
        browser.find(".facts .chip.good", "yes")
        assert judge(gate, tenant, prompt) == "allow"
        browser.open("rules/try?text=a%20BLOOD%20moon&tenant=shop")
        browser.find("[data-action=allow]", "BLOOD moon")


def test_hostile_prompts_stay_text(binary):
    with scene(binary) as (gate, tenant, browser):
        assert judge(gate, tenant, HOSTILE) == "block"
        gate.post("/v1/suggestions", {"kind": "ban", "term": "<i>x</i>", "example": HOSTILE,
                                      "reason": HOSTILE}, tenant.key)
        browser.sign_in()
        for view in ("prompts", "audit", "suggestions", "rules/try?text=" + HOSTILE.replace(
                "#", "").replace("&", "%26").replace(" ", "%20")):
            browser.open(view)
            browser.until(f"the prompt in {view}", lambda: "<script>" in browser.script(
                "return document.getElementById('main').textContent + "
                "[...document.querySelectorAll('textarea')].map((one) => one.value).join()")
                or view == "suggestions")
            for pick in browser.driver.find_elements(By.CSS_SELECTOR, ".pick, .rows button")[:1]:
                pick.click()
            time.sleep(0.3)
            made = browser.script(
                "return document.querySelectorAll('main script, main b b, main i i, "
                "main img:not([src^=\"/admin/\"]), dialog script, dialog img').length")
            assert made == 0, view
            browser.script("document.querySelectorAll('dialog').forEach((one) => one.close())")
        assert browser.script("return window.alerts") == 0


def test_held_prompts_are_decided_with_the_keyboard(binary):
    with scene(binary, fake=True) as (gate, tenant, browser):
        names = []
        for number in range(3):
            answer = tenant.trigger("imagine", {"prompt": f"acme paints number {number}"})
            assert answer.status == 202, answer
            names.append(answer.json["task_id"])
        browser.sign_in()
        browser.open("held")
        shown = [one.text for one in browser.driver.find_elements(By.CSS_SELECTOR, ".held .prompt")]
        assert [text.split(" number ")[1][0] for text in shown] == ["0", "1", "2"], shown
        browser.until("focus on the oldest", lambda: browser.script(
            "return document.activeElement.dataset.task") == names[0])
        browser.press("a")
        wait_for("the approval", lambda: tenant.task(names[0]).json["status"] != "held")
        browser.until("focus on the next", lambda: browser.script(
            "return document.activeElement.dataset.task") == names[1])
        browser.press("j")
        assert browser.script("return document.activeElement.dataset.task") == names[2]
        browser.press("r")
        browser.press("not today")
        browser.press(Keys.ENTER)
        wait_for("the denial", lambda: tenant.task(names[2]).json["status"] == "banned")
        assert tenant.task(names[2]).json["reason"] == "not today"
        assert tenant.task(names[1]).json["status"] == "held"
        tenant.trigger("imagine", {"prompt": "acme paints that come later"})
        browser.find(".held .prompt", "that come later")


def test_a_revision_is_rolled_back(binary):
    with scene(binary) as (gate, tenant, browser):
        before = gate.get("/v1/admin/rules", ADMIN).json["active"]
        browser.sign_in()
        browser.open("rules/files/banned_words.txt")
        area = browser.find(".editor textarea")
        area.send_keys(Keys.CONTROL, Keys.END)
        area.send_keys("wombat\n")
        browser.find(".chip.good", "No faults")
        area.send_keys(Keys.CONTROL, "s")
        browser.find(".toasts", "Saved, and in force.")
        assert judge(gate, tenant, "a wombat") == "block"
        browser.open("rules/revisions")
        browser.click(f"[data-revision='{before}'] button", "Compare")
        browser.find(".diff .minus", "wombat")
        browser.click(f"[data-revision='{before}'] button", "Roll back")
        browser.click("dialog button", "Roll back")
        browser.find(f"[data-revision='{before}'] .chip", "in force")
        assert gate.get("/v1/admin/rules", ADMIN).json["pinned"] is True
        assert judge(gate, tenant, "a wombat") == "allow"
        browser.click("button", "Reload from disk")
        browser.find(".toasts", "in force")
        assert judge(gate, tenant, "a wombat") == "block"


def test_the_editor_tells_faults_as_one_types(binary):
    with scene(binary) as (gate, _, browser):
        browser.sign_in()
        browser.open("rules/files/house.yaml")
        area = browser.find(".editor textarea")
        area.send_keys(Keys.CONTROL, Keys.END)
        area.send_keys("    mesage: no\n")
        browser.find(".findings button", "mesage")
        browser.find(".at-fault")
        browser.click(".findings button", "mesage")
        assert browser.script("return document.activeElement.tagName") == "TEXTAREA"
        with open(os.path.join(gate.folder, "rules", "house.yaml")) as file:
            assert "mesage" not in file.read()
        # Somebody else's change is not lost.
        with open(os.path.join(gate.folder, "rules", "house.yaml"), "a") as file:
            file.write("# by hand\n")
        browser.script(
            "const area = document.querySelector('.editor textarea');"
            "area.value = area.value.replace('    mesage: no\\n', '# mine\\n');"
            "area.dispatchEvent(new Event('input'));")
        browser.find(".chip.good", "No faults")
        browser.driver.get_log("browser")
        browser.click("button", "Save and put in force")
        browser.find("[role=alert]", "changed since it was read")
        # The console tells of the refusal, which is what was wanted.
        refusals = [one["message"] for one in browser.driver.get_log("browser")]
        assert all("409" in one for one in refusals), refusals


def test_sessions_keep_strangers_out(binary):
    with scene(binary) as (gate, tenant, browser):
        browser.sign_in()
        assert browser.script("return document.cookie") == ""
        cookie = browser.driver.get_cookies()[0]
        assert (cookie["httpOnly"], cookie["sameSite"], cookie["secure"]) == (True, "Strict", False)
        sent = {"Cookie": f"{cookie['name']}={cookie['value']}"}
        assert call(gate.port, "GET", "/v1/admin/rules", headers=sent).status == 200
        assert call(gate.port, "POST", "/v1/admin/rules/reload", {}, headers=sent).status == 403
        assert call(gate.port, "GET", "/v1/tasks", headers=sent).status == 401
        browser.driver.refresh()
        browser.find(".frame")
        browser.click("button", "Sign out")
        browser.find("#key")
        assert call(gate.port, "GET", "/v1/admin/rules", headers=sent).status == 401
        assert call(gate.port, "POST", "/admin/session", {"key": tenant.key}).status == 403


def test_the_overview_follows_what_happens(binary):
    with scene(binary) as (gate, tenant, browser):
        browser.sign_in()
        browser.find("#live", "Live")
        for _ in range(3):
            judge(gate, tenant, "blood")
        browser.find(".bars .name", "midjourney-banned.blood")
        browser.until("the sum", lambda: "blocked 3" in browser.find(
            ".chart svg").get_attribute("aria-label"))
        with open(gate.words, "a") as file:
            file.write("c*\n")
        browser.find(".tile", "Refused")
        browser.find(".note.bad", "banned_words.txt")


def test_tenants_are_paused_and_given_keys(binary):
    with scene(binary) as (gate, tenant, browser):
        browser.sign_in()
        browser.open("tenants/shop")
        browser.find(".bars", "0 of 50")
        browser.click("button", "New key")
        browser.write("dialog [name=name]", "second")
        browser.click("dialog button", "Make it")
        secret = browser.find("dialog .secret").text
        browser.click("dialog button", "Done")
        browser.find("li", "second")
        assert call(gate.port, "GET", "/v1/tasks", key=secret).status == 200
        browser.click("button", "Pause")
        browser.click("dialog button", "Pause")
        browser.find(".chip", "paused")
        assert call(gate.port, "GET", "/v1/tasks", key=secret).status == 403


def test_ten_thousand_records_stay_smooth(binary):
    with scene(binary) as (gate, tenant, browser):
        texts = [f"a lighthouse number {number}" for number in range(1000)]
        for _ in range(10):
            assert gate.post("/v1/moderate", {"texts": texts}, tenant.key).status == 200
        browser.sign_in()
        browser.open("audit")
        browser.find(".rows .line", "lighthouse")

        def loaded():
            browser.script("scrollTo(0, document.documentElement.scrollHeight)")
            return browser.script("return document.querySelectorAll('.rows .page .line').length"
                                  ) >= 10_000
        browser.until("all records", loaded, 120)
        # What the page itself takes for a frame, not what a busy machine makes of it.
        worst = browser.driver.execute_async_script("""
            const done = arguments[0];
            const times = [];
            let place = 0;
            scrollTo(0, 0);
            function step() {
                const start = performance.now();
                scrollTo(0, place += 700);
                void document.documentElement.offsetHeight;
                times.push(performance.now() - start);
                if (times.length < 200) requestAnimationFrame(step);
                else { times.sort((a, b) => a - b); done([times[100], times[190]]); }
            }
            requestAnimationFrame(step);
        """)
        print(f"       a step of scrolling: {worst[0]:.1f} ms, 95 % under {worst[1]:.1f} ms")
        assert worst[1] < 50, worst
        browser.click("button", "Verify the whole log")
        browser.find(".note.good", "records are as they were written")


def test_every_view_in_pictures_and_scanned(binary):
    with scene(binary, fake=True) as (gate, tenant, browser):
        for text in ("a BLOOD moon over a quiet harbour", "bl00d", "n u d e", HOSTILE, "gore",
                     "b\u200blood on the snow", "a cat in the rain", "a fox in a library") * 4:
            judge(gate, tenant, text)
        for name in ("tin", "brush"):
            tenant.trigger("imagine", {"prompt": f"acme paints with a {name}"})
        tenant.trigger("imagine", {"prompt": "a lighthouse at dawn"})
        gate.post("/v1/suggestions", {"kind": "allow", "term": "blood moon", "example":
                                      "a blood moon", "reason": "an eclipse"}, tenant.key)
        browser.driver.get(browser.base + "/admin")
        browser.find("#key")
        findings = [f"sign-in: {one}" for one in browser.accessibility()]
        pictures(browser, "sign-in")
        browser.sign_in()
        views = {
            "overview": None, "prompts": ".list .pick", "held": None,
            "rules/files/house.yaml": None, "rules/revisions": None,
            "rules/try?text=bl00d%20and%20%EF%BD%87ore%20--no%20dogs": None,
            "rules/simulate": None, "tenants/shop": None, "suggestions": ".list .pick",
            "deliveries": None, "accounts": None, "audit": None}
        for view, pick in views.items():
            browser.size(1440)
            browser.open(view)
            if pick:
                browser.click(pick)
            time.sleep(1.0)
            for scheme in ("light", "dark"):
                browser.size(1440, scheme=scheme)
                findings += [f"{view} {scheme}: {one}" for one in browser.accessibility()]
            browser.size(390)
            findings += [f"{view} narrow: {one}" for one in browser.accessibility()]
            wide = browser.script("return document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                findings.append(f"{view} is {wide} pixels too wide for a phone")
            pictures(browser, view.split("?")[0].replace("/", "-"))
        assert findings == [], "\n".join(findings)


def pictures(browser, name):
    for width in (390, 820, 1440):
        for scheme in ("light", "dark"):
            browser.shot(name, width, scheme)
