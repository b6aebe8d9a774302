/** The least page that searches with Pagefind: the first ten results, loaded and listed. */
import * as pagefind from "./pagefind/pagefind.js";

const SHOWN = 10;
const $field = document.querySelector("#query");
const $status = document.querySelector("[data-search-status]");
const $results = document.querySelector("[data-search-results]");
let asked = 0;

async function show() {
  const turn = ++asked;
  const { results } = await pagefind.search($field.value);
  const found = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
  if (turn !== asked) return; // more has been typed since
  $results.replaceChildren(...found.map(item));
  $status.textContent = `${results.length}: ${$field.value}`;
}

function item({ url, meta, excerpt }) {
  const $item = document.createElement("li");
  $item.dataset.clause = url;
  $item.innerHTML = `<a href="${url}">${meta.title}</a> <p>${excerpt}</p>`;
  return $item;
}

await pagefind.init();
$field.addEventListener("input", show);
$field.value = new URLSearchParams(location.search).get("q") ?? "";
if ($field.value) show();
