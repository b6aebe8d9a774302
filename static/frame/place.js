/** The way to the other language keeps the place and the query. */
import { languageLinks } from "./page.js";

export function keepPlace() {
  follow();
  addEventListener("hashchange", follow);
}

function follow() {
  for (const $link of languageLinks()) {
    $link.search = location.search;
    $link.hash = location.hash;
  }
}
