/** A figure of one language shows the same figure in the others. */
import { findAll, nearest } from "../frame/page.js";

/** @param {HTMLElement} $table */
export function linkFigures($table) {
  /** @param {EventTarget | null} target */
  const show = (target) => {
    const $fact = nearest(target, "a.fact");
    for (const $one of findAll($table, "a.fact", HTMLAnchorElement)) {
      const isTwin = $fact instanceof HTMLAnchorElement && $one !== $fact && $one.hash === $fact.hash;
      $one.classList.toggle("twin", isTwin);
    }
  };
  $table.addEventListener("pointerover", ({ target }) => show(target));
  $table.addEventListener("focusin", ({ target }) => show(target));
  $table.addEventListener("pointerleave", () => show(null));
}
