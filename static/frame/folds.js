/** An address that leads into a fold opens it, and those around it. */

export function openFolds() {
  addEventListener("hashchange", open);
  open();
}

function open() {
  const $meant = document.querySelector(":target");
  let $fold = $meant?.closest("details");
  if (!$fold || $fold.open) return;
  for (; $fold; $fold = $fold.parentElement?.closest("details")) $fold.open = true;
  $meant?.scrollIntoView();
}
