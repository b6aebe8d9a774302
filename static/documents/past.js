/** A clause's calculator: at hand while something can be had, behind a line when it is over. */
import { onDay } from "../frame/day.js";

/** @param {HTMLElement} $past the details around it; status.js says on its clause that it is over */
export function followDay($past) {
  if (!($past instanceof HTMLDetailsElement)) return;
  const $clause = $past.closest("[data-dated]");
  let over = !$past.open;
  onDay(() => {
    const now = Boolean($clause?.hasAttribute("data-over"));
    if (now === over) return; // as the reader left it
    over = now;
    $past.open = !over;
  });
}
