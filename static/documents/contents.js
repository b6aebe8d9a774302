/** The contents of a page that open above the bar at its foot: closed by what they lead to. */

/** @param {HTMLElement} $contents */
export function closeWhenFollowed($contents) {
  $contents.addEventListener("click", ({ target }) => {
    const isLink = target instanceof Element && target.closest("a");
    if (isLink && $contents.matches(":popover-open")) $contents.hidePopover();
  });
}

/** @param {HTMLElement} $button */
export function printOnClick($button) {
  $button.addEventListener("click", () => print());
}
