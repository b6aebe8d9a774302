/** What a build puts before scripts, for scripts that run without one: see frame/bundles.py. */
globalThis.WORDS = { styles: {}, calendar: {} };
