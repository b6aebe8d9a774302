/**
 * Runs in every measured page before its own scripts: notes when something is typed and what the
 * list of results then shows. Both sides mark the list and its items alike.
 */
(() => {
  const RESULTS = "[data-search-results]";
  const WATCHED = `${RESULTS}, [data-search-status]`;
  /** A wait that is as short as this is a pause for typing. */
  const LONGEST_PAUSE = 300;

  const watch = {
    /** When something was last typed, in milliseconds since the page began to load. */
    typed: 0,
    /** Pages wait for a pause in typing before they search; false takes the wait away. */
    pauses: true,
    /** Each change of the list or of its announcement: when, and how many results have words. */
    /** @type {[number, number][]} */
    changes: [],
    /** The page began to load at this time, in milliseconds since the epoch. */
    began: performance.timeOrigin,
    quiet: () => performance.now() - Math.max(watch.typed, watch.changes.at(-1)?.[0] ?? 0),
  };
  window.benchWatch = watch;

  const wait = window.setTimeout.bind(window);
  window.setTimeout = (call, delay = 0, ...rest) =>
    wait(call, watch.pauses || delay > LONGEST_PAUSE ? delay : 0, ...rest);

  document.addEventListener("input", () => (watch.typed = performance.now()), true);

  const isWatched = ({ target }) =>
    (target instanceof Element ? target : target.parentElement)?.closest(WATCHED);
  const hasWords = ($result) => $result.textContent.trim() !== "";
  new MutationObserver((mutations) => {
    if (!mutations.some(isWatched)) return;
    const $results = Array.from(document.querySelectorAll(`${RESULTS} > [data-clause]`));
    watch.changes.push([performance.now(), $results.filter(hasWords).length]);
  }).observe(document, { childList: true, characterData: true, subtree: true });
})();
