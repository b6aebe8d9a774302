/** Copies a page's address with the day, so that it shows others the same. */
import { copy } from "../frame/copying.js";
import { day } from "../frame/day.js";
import { MARK, nearest, publicAddress } from "../frame/page.js";

/** Each button has its status behind it. */
export function copyLinks() {
  document.addEventListener("click", ({ target }) => {
    const $button = nearest(target, "[data-copy-link]");
    const $said = $button?.nextElementSibling;
    if (!($said instanceof HTMLElement)) return;
    const address = dated();
    if (address) void copy(address, $said);
    else $said.textContent = $said.dataset.unpublished ?? "";
  });
}

/** Where others can read this page as it is shown now; empty for a page on a disk. */
function dated() {
  const own = publicAddress();
  if (!own) return "";
  const address = new URL(own);
  address.search = location.search;
  address.searchParams.delete(MARK); // what one reader searched is no matter of others
  address.searchParams.set("on", day());
  address.hash = location.hash;
  return address.href;
}
