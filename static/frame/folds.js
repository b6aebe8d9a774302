/** An address that leads into a fold opens it, and those around it. */

export function openFolds() {
  addEventListener("hashchange", open);
  open();
}

function open() {
  // The browser marks its target later than the first script runs.
  const $meant = document.getElementById(location.hash.slice(1));
  const $fold = $meant?.closest("details");
  if (!$meant || !$fold || $fold.open) return;
  openAround($meant);
  $meant.scrollIntoView();
}

/** Open the folds in which something is. @param {Element} $one */
export function openAround($one) {
  for (let $fold = $one.closest("details"); $fold; $fold = $fold.parentElement?.closest("details") ?? null) {
    $fold.open = true;
  }
}
