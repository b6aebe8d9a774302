"""The rule language: text → checked expression → benefit that two twin evaluators run.

``schema/rules.md`` specifies it. Each module that runs in the browser too names its twin in
``static/``.
"""
