/**
 * A calculator in a frame on another site tells the page around it how high it is, so that the frame
 * can grow with it: {source: "clausebook", address, height}, by postMessage.
 */
export function tellHeights() {
  if (window.parent !== window) new ResizeObserver(tellHeight).observe(document.body);
}

function tellHeight() {
  const { height } = document.body.getBoundingClientRect();
  const told = { source: "clausebook", address: location.pathname, height: Math.ceil(height) };
  window.parent.postMessage(told, "*");
}
