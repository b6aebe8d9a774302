/** The box on the search page that turns the key of the search field off. */
import { find } from "../frame/page.js";
import { SETTING, announce, isOn } from "./box.js";

/** @param {HTMLElement} $root the page */
export function startShortcut($root) {
  const $box = find($root, "input[data-search-shortcut]", HTMLInputElement);
  $box.checked = isOn();
  $box.addEventListener("change", () => {
    turn($box.checked);
    $box.checked = isOn();
  });
}

/** @param {boolean} on */
function turn(on) {
  try {
    localStorage.setItem(SETTING, on ? "on" : "off");
  } catch {
    // Settings are not kept in this browser, so that the box has no effect.
  }
  announce();
}
