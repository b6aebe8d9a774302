"""Official texts, for those who hold them: where each clause stands in them, what the content
claims of it (:mod:`~clausebook.official.audit`), and how a page shows it
(:mod:`~clausebook.official.passages`).

Nothing of these texts is part of the content; without them everything else works.
"""
