"""Search: from clauses to one lunr index per language.

The specification is ``schema/search.md``; the browser's half is ``static/tokenise.js`` and
``static/search-engine.js``.
"""
