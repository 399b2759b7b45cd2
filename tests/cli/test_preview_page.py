"""The page of the preview in a real browser: what a person sees, with the pointer, with the keyboard, and listening."""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import ActionChains, Chrome, ChromeOptions, ChromeService, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from support.helpers import build

from letterkit.cli.preview.serve import listen, serve
from letterkit.pipeline.preview.session import Session

pytestmark = pytest.mark.xdist_group("browser")

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "pictures" / "preview.png"
SOURCE, DRAFT = Path("campaigns/philippines-2024.yml"), Path("output/philippines-2024/president.md")
TEXT = (ROOT / "docs" / "drafter.md").read_text(encoding="utf-8")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def example(path: str) -> str:
    """A file of the letter that the drafter's guide writes."""
    found = re.search(rf"^```yaml {re.escape(path)}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    paths = (SOURCE.as_posix(), "templates/letterheads/fhu/letterhead.yml")
    folder = build(tmp_path_factory.mktemp("preview"), {path: example(path) for path in paths})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield folder


@pytest.fixture(scope="module")
def address(workspace: Path) -> Iterator[str]:
    """Where the page is, served from a thread of this process."""
    told: Future[str] = Future()
    loop = asyncio.new_event_loop()
    serving = loop.create_task(serve(Session(SOURCE, Path(), Path("output")), listen(0), "", False, told.set_result))

    def run() -> None:
        with pytest.raises(asyncio.CancelledError):
            loop.run_until_complete(serving)
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    yield told.result(30)
    loop.call_soon_threadsafe(serving.cancel)
    thread.join()


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Chrome]:
    found, driver = next(filter(None, map(shutil.which, BROWSERS)), None), shutil.which("chromedriver")
    assert found, f"there is no Chromium: {sys.executable} scripts/system.py browser says how to get it"
    assert driver, f"there is no chromedriver: {sys.executable} scripts/system.py browser says how to get it"
    options = ChromeOptions()
    options.binary_location = found
    for argument in ("headless=new", "no-sandbox", "disable-dev-shm-usage", "disable-gpu", "window-size=1440,1000"):
        options.add_argument(f"--{argument}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = Chrome(options, ChromeService(driver))
    try:
        opened.get(address)
        yield opened
        assert opened.get_log("browser") == [], "the page had something to complain of"
    finally:
        opened.quit()


@pytest.fixture(autouse=True)
def _as_it_began(browser: Chrome) -> Iterator[None]:
    """Each test begins with the page of the guide's campaign, and leaves it so."""
    wait(browser, lambda: one(browser, "#state").text.startswith("Up to date") and every(browser, ".spot"))
    yield
    SOURCE.write_text(example(SOURCE.as_posix()), encoding="utf-8")
    wait(browser, lambda: "grave coercion" in one(browser, "#draft").text or one(browser, "#text").is_displayed())


def one(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def every(browser: Chrome, selector: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, selector)


def wait(browser: Chrome, true: Callable[[], object]) -> None:
    # What is looked at may be drawn anew between finding it and asking.
    ignored = [StaleElementReferenceException]
    WebDriverWait(browser, 30, 0.05, ignored).until(lambda _: true())


def save(old: str, new: str) -> None:
    text = SOURCE.read_text(encoding="utf-8")
    assert old in text
    SOURCE.write_text(text.replace(old, new), encoding="utf-8")


def sentence(browser: Chrome, words: str) -> WebElement:
    return next(found for found in every(browser, "#draft .s") if words in found.text)


def test_the_letter_its_pages_and_the_origin_of_what_is_pointed_at(
    browser: Chrome, pytestconfig: pytest.Config
) -> None:
    assert one(browser, "h1").text == "Arrests at the Cavite electronics plant"
    assert every(browser, "#pages img")
    wait(browser, lambda: all(image.get_property("naturalWidth") > 1000 for image in every(browser, "#pages img")))
    images = every(browser, "#pages img")
    assert all("Page" in (image.get_attribute("alt") or "") for image in images)
    ActionChains(browser).move_to_element(sentence(browser, "was charged")).perform()
    wait(browser, lambda: "Charged with a crime" in one(browser, "#origin").text)
    assert "confidential: not to leave the workspace" in one(browser, "#origin").text
    # The same sentence shows on the page, and pointing there shows the same.
    wait(browser, lambda: every(browser, "#pages .spot.on"))
    ActionChains(browser).move_to_element(every(browser, "#pages .spot")[0]).perform()
    wait(browser, lambda: "Charged with a crime" not in one(browser, "#origin").text)
    if pytestconfig.getoption("--refresh"):
        save("outcome: grave coercion", "outcome: slander of an officer")
        wait(browser, lambda: every(browser, "#pages .change"))
        ActionChains(browser).move_to_element(sentence(browser, "was charged")).perform()
        browser.save_screenshot(PICTURE)
    assert PICTURE.is_file(), "run this test with --refresh, and look at the picture"


def test_a_saved_change_comes_without_losing_place_selection_or_focus(browser: Chrome) -> None:
    pane = one(browser, "#draft")
    browser.execute_script("arguments[0].scrollTop = 150; arguments[1].scrollTop = 90", pane, one(browser, "#pages"))
    focused = sentence(browser, "Rosario Magtibay")
    browser.execute_script("arguments[0].focus({preventScroll: true})", focused)
    top = pane.get_property("scrollTop")
    save("outcome: grave coercion", "outcome: slander of an officer")
    wait(browser, lambda: "slander of an officer" in pane.text and every(browser, "#pages .change"))
    assert [found.text.strip() for found in every(browser, "#draft ins")] == ["slander of an officer."]
    assert pane.get_property("scrollTop") == top
    assert one(browser, "#pages").get_property("scrollTop") == 90
    assert browser.switch_to.active_element == focused
    wait(browser, lambda: "updated" in one(browser, "#said").get_property("textContent"))


def test_the_last_good_page_stays_beside_the_problem(browser: Chrome) -> None:
    before = one(browser, "#draft").text
    save("country: PH", "cuontry: PH")
    wait(browser, lambda: one(browser, "#broken").is_displayed())
    assert one(browser, "#draft").text == before
    assert every(browser, "#pages img")
    wait(browser, lambda: "Stopped" in one(browser, "#state").text)
    button = next(found for found in every(browser, "#broken button") if "cuontry" in found.text)
    assert f"{SOURCE.as_posix()}, line 2" in button.text
    button.click()
    wait(browser, lambda: one(browser, "#excerpt .at").text.endswith("cuontry: PH"))
    assert browser.switch_to.active_element == one(browser, "#excerpt-title")
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    assert not one(browser, "#excerpt").is_displayed()
    assert browser.switch_to.active_element == button
    save("cuontry: PH", "country: PH")
    wait(browser, lambda: not one(browser, "#broken").is_displayed())


def test_the_keyboard_alone_goes_from_sentence_to_sentence(browser: Chrome) -> None:
    first = one(browser, "#draft .s[tabindex='0']")
    browser.execute_script("arguments[0].focus()", first)
    for _ in range(3):
        ActionChains(browser).send_keys(Keys.ARROW_DOWN).perform()
    here = browser.switch_to.active_element
    assert int(here.get_attribute("data-s") or -1) == int(first.get_attribute("data-s") or -1) + 3
    assert here.text.strip() in one(browser, "#origin blockquote").text
    assert one(browser, "#briefly").get_property("textContent")


def test_landmarks_names_and_contrast(browser: Chrome) -> None:
    for landmark in ("header", "nav[aria-label]", "main", "aside[aria-label]", "#said[role=status]"):
        assert len(every(browser, landmark)) == 1, landmark
    for control in every(browser, "button, a, textarea"):
        name = control.accessible_name
        assert name.strip() or not control.is_displayed(), control.get_attribute("outerHTML")
    for theme in ("light", "dark"):
        browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]}
        )
        pairs = [
            ("ink", "surface"),
            ("quiet", "surface"),
            ("quiet", "ground"),
            ("accent", "surface"),
            ("on-accent", "accent"),
        ]
        pairs += [(name, "surface") for name in ("error", "warning", "note")] + [
            ("ink", "new"),
            ("ink", "shade"),
            ("quiet", "shade"),
        ]
        for text, ground in pairs:
            assert contrast(browser, text, ground) >= 4.5, (theme, text, ground)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def contrast(browser: Chrome, text: str, ground: str) -> float:
    """The contrast of two colours of the style sheet (WCAG 2.2)."""
    look = "return getComputedStyle(document.documentElement).getPropertyValue('--' + arguments[0]).trim()"

    def luminance(name: str) -> float:
        colour = browser.execute_script(look, name)
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_a_draft_is_edited_in_the_page_and_in_an_editor_at_once(browser: Chrome) -> None:
    one(browser, "#edit").click()
    field = one(browser, "#text")
    wait(browser, field.is_displayed)
    text = field.get_property("value")
    assert DRAFT.read_text(encoding="utf-8") == text
    DRAFT.write_text(text.replace("grave coercion", "what they call grave coercion"), encoding="utf-8")
    typed = text.replace("Yours sincerely,", "Yours faithfully,")
    browser.execute_script("arguments[0].value = arguments[1]", field, typed)
    # What is typed is not touched by what comes.
    wait(browser, lambda: "changed in the meantime" in one(browser, "#edit-said").text)
    assert field.get_property("value") == typed
    field.send_keys(Keys.CONTROL, "s")
    wait(browser, lambda: not field.is_displayed())
    wait(browser, lambda: "merged" in one(browser, "#edit-said").text)
    left = DRAFT.read_text(encoding="utf-8")
    assert "Yours faithfully," in left
    assert "what they call grave coercion" in left
    wait(browser, lambda: "Yours faithfully," in one(browser, "#draft").text and every(browser, ".s.hand"))
