"""The rule language: text → checked expression → JSON that two twin evaluators run.

``schema/rules.md`` specifies it. ``static/rules.js`` is the twin of :mod:`.operators` and
:mod:`.evaluate`.
"""
