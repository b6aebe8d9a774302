"""The rule language: text → checked expression → JSON that two twin evaluators run.

``schema/rules.md`` specifies it. ``static/operators.js`` is the twin of :mod:`.operators`,
``static/rules.js`` of :mod:`.evaluate`.
"""
