"""Set-up: Python packages, npm's packages, a browser; what is there is not brought again.

Start with :mod:`clausebook.setup.targets`. Everything here runs before any package is there, so
that it needs nothing but Python itself. Nobody has to remember how far an earlier set-up came:
each step looks at what is there, and what is not known to be whole is made anew.
"""
