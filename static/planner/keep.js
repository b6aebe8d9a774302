/**
 * Where a project is kept: in the page's fragment, which browsers send to nobody, and on the device
 * if the reader wants. The fragment also says when the link was made and what the total was then.
 */
import { languageLinks, publicAddress } from "../frame/page.js";
import { root } from "../frame/registry.js";
import { fromParameters, isBlank, toParameters } from "./project.js";
/** @import { Data } from "./data.js" */
/** @import { PlanResult } from "./engine/plan.js" */
/** @import { Project } from "./project.js" */

/** What the address said: the project, the case that was kept beside it, and what held when the link was made. @typedef {{ project: Project, kept: Project | null, made: Made | null }} Kept */
/** The day, the data's short name, and the total as `low-high`. @typedef {{ day: string, data: string, total: string }} Made */

const KEPT = "kept.";
const STORE = `clausebook-plan:${root}`;

/** @param {Project} project @param {Project | null} kept @param {Made} made */
export function fragmentOf(project, kept, made) {
  if (isBlank(project) && !kept) return "";
  const parameters = [
    ...toParameters(project),
    ...(kept ? [[KEPT, ""], ...toParameters(kept, KEPT)] : []),
    ["made", made.day], ["data", made.data], ["total", made.total],
  ];
  return `#${new URLSearchParams(parameters)}`;
}

/** A project from a fragment; null where it is a place on the page or empty. @param {string} fragment @param {Data} data @returns {Kept | null} */
export function readFragment(fragment, data) {
  if (!fragment.includes("=")) return null;
  const parameters = new URLSearchParams(fragment.replace(/^#/u, ""));
  const made = { day: parameters.get("made") ?? "", data: parameters.get("data") ?? "", total: parameters.get("total") ?? "" };
  return {
    project: fromParameters(parameters, data),
    kept: parameters.has(KEPT) ? fromParameters(parameters, data, KEPT) : null,
    made: /^\d{4}-\d{2}-\d{2}$/u.test(made.day) && made.data ? made : null,
  };
}

/** @param {PlanResult} result */
export function totalText({ total: { low, high } }) {
  return `${low}-${high ?? ""}`;
}

/** @param {string} text @returns {{ low: string, high: string | null } | null} */
export function readTotal(text) {
  const found = /^(\d+(?:[./]\d+)?)-(\d+(?:[./]\d+)?)?$/u.exec(text);
  return found && { low: found[1], high: found[2] ?? null };
}

/** Put a fragment into the address, and into the links to other languages. @param {string} fragment */
export function keepFragment(fragment) {
  for (const $link of languageLinks()) $link.hash = fragment;
  if (fragment === location.hash) return;
  try {
    history.replaceState(history.state, "", fragment || location.pathname + location.search);
  } catch {
    // Safari refuses a hundred changes in half a minute. The address lags; the page works.
  }
}

/** The address that shows the same to others; on a disk it is this file's. @param {string} fragment */
export function linkTo(fragment) {
  return (publicAddress() || location.href.replace(/#.*$/u, "")) + fragment;
}

// --- on the device -------------------------------------------------------------------------

/** @returns {string} */
export function stored() {
  try {
    return localStorage.getItem(STORE) ?? "";
  } catch {
    return ""; // the reader has forbidden it
  }
}

/** @param {string} fragment empty to forget it; whether it is kept */
export function store(fragment) {
  try {
    if (fragment) localStorage.setItem(STORE, fragment);
    else localStorage.removeItem(STORE);
    return true;
  } catch {
    return false;
  }
}
