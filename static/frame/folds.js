/** An address that leads into a fold opens it, and those around it. */

export function openFolds() {
  addEventListener("hashchange", open);
  open();
}

function open() {
  // The browser marks its target later than the first script runs.
  const $meant = document.getElementById(location.hash.slice(1));
  let $fold = $meant?.closest("details");
  if (!$fold || $fold.open) return;
  for (; $fold; $fold = $fold.parentElement?.closest("details")) $fold.open = true;
  $meant?.scrollIntoView();
}
