/** The list below the search field, once a reader goes there; the engine is registered before. */
import { findAll } from "../frame/page.js";
import { SearchDropdown } from "../search/dropdown.js";

for (const $form of findAll(document, "[data-module=search-box]", HTMLFormElement)) {
  new SearchDropdown($form);
}
