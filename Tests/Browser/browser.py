"""A real browser before a real gateway."""
import importlib.util
import os
import time

from selenium import webdriver
from selenium.common.exceptions import (
    ElementNotInteractableException, NoSuchElementException, StaleElementReferenceException,
    ElementClickInterceptedException, JavascriptException)
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

from harness import ADMIN

PASSING = (
    NoSuchElementException, StaleElementReferenceException, ElementNotInteractableException,
    ElementClickInterceptedException, JavascriptException, IndexError)
SHOTS = os.path.abspath(".build/screenshots")


def axe_source():
    """The scanner's own script, out of a package that carries it."""
    folder = importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0]
    for place, _, names in os.walk(folder):
        for name in names:
            if name == "axe.min.js":
                with open(os.path.join(place, name), encoding="utf-8") as file:
                    return file.read()
    raise AssertionError("axe.min.js is not in axe-playwright-python")


class Browser:
    """Chromium, with what tests say in words."""

    def __init__(self, gate):
        options = webdriver.ChromeOptions()
        options.binary_location = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                         "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = Service(os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)
        # Reports of the policy are counted by the page's own window.
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": (
            "window.violations = []; document.addEventListener('securitypolicyviolation', "
            "(event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));"
            "window.alerts = 0; window.alert = () => { window.alerts += 1; };")})
        self.base = f"http://127.0.0.1:{gate.port}"
        self.size(1440)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def size(self, width, height=1000, scheme="light"):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": scheme}]})

    def until(self, what, condition, seconds=20.0):
        end = time.monotonic() + seconds
        while True:
            try:
                value = condition()
                if value:
                    return value
            except PASSING:
                pass
            if time.monotonic() > end:
                text = self.driver.find_element(By.TAG_NAME, "body").text[:1500]
                raise AssertionError(f"waited {seconds} s for {what}; the page shows:\n{text}")
            time.sleep(0.05)

    def find(self, selector, text=None):
        """The first visible element of a selector, with a text in it."""
        def found():
            for element in self.driver.find_elements(By.CSS_SELECTOR, selector):
                if element.is_displayed() and (text is None or text in element.text):
                    return element
            return None
        return self.until(f"{selector} {text or ''}", found)

    def none(self, selector, text=None):
        self.until(f"no {selector} {text or ''}", lambda: not [
            element for element in self.driver.find_elements(By.CSS_SELECTOR, selector)
            if element.is_displayed() and (text is None or text in element.text)])

    def click(self, selector, text=None):
        def clicked():
            self.find(selector, text).click()
            return True
        self.until(f"a click on {selector} {text or ''}", clicked)

    def write(self, selector, text):
        element = self.find(selector)
        element.clear()
        element.send_keys(text)

    def press(self, key):
        self.driver.switch_to.active_element.send_keys(key)

    def script(self, text, *given):
        return self.driver.execute_script(text, *given)

    def open(self, view):
        """Goes to a view, and waits until it is there."""
        self.script("location.hash = '#/' + arguments[0]", view)
        self.until(f"the view {view}", lambda: self.script(
            "return location.hash.split('?')[0] === '#/' + arguments[0].split('?')[0]"
            " && document.querySelector('.view') && !document.querySelector('[aria-busy]')", view))

    def sign_in(self, key=ADMIN):
        self.driver.get(self.base + "/admin")
        self.write("#key", key)
        self.click("button.main", "Sign in")
        self.find(".frame")
        self.until("the view", lambda: self.script("return !document.querySelector('[aria-busy]')"))

    def faults(self):
        """What the console and the content security policy complained of."""
        log = [entry["message"] for entry in self.driver.get_log("browser")
               if entry["level"] in ("SEVERE", "WARNING")]
        # The page asks for what a gateway need not have, and shows that it has not.
        log = [one for one in log if not ("404" in one and (
            "/v1/admin/webhooks" in one or "/v1/admin/callbacks" in one))]
        return log + self.script("return window.violations ?? []")

    def shot(self, name, width, scheme):
        """Keeps a picture of the whole page."""
        os.makedirs(SHOTS, exist_ok=True)
        self.size(width, 844 if width < 500 else 1000, scheme)
        height = self.script("return document.documentElement.scrollHeight")
        self.size(width, min(max(height, 800), 2400), scheme)
        self.script("return new Promise((done) => requestAnimationFrame(() => "
                    "requestAnimationFrame(done)))")
        self.driver.save_screenshot(os.path.join(SHOTS, f"{name}-{width}-{scheme}.png"))

    def accessibility(self):
        """What axe finds wrong with the page as it is."""
        if not self.script("return Boolean(window.axe)"):
            self.script(axe_source())
        found = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run({resultTypes: ['violations']})"
            ".then((found) => done(found.violations));")
        return [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]}" for one in found]
