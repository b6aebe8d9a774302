/** Clauses and items that a reader wants to look at side by side: the address keeps their ids. */
import { KEPT, setKept } from "../frame/day.js";

const LIST = "list";
/** So many can stand beside each other. */
export const MOST = 4;

/** The ids on the list, each once, in the order in which they were put there. */
export function listed() {
  const list = new URLSearchParams(location.search).get(LIST) ?? "";
  return [...new Set(list.split(",").filter(Boolean))];
}

/** @param {string[]} ids */
export function setListed(ids) {
  setKept(LIST, ids.join(","));
}

/** Put on the list what is not there, take off what is. @param {string} id */
export function toggle(id) {
  const ids = listed();
  setListed(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
}

/** Call now and whenever the list changes; the way back may lead to another one. @param {() => void} follow */
export function onList(follow) {
  follow();
  document.addEventListener(KEPT, follow);
}
