"""What the command line offers: arguments in, words and exit codes out.

``front`` has the commands by name, ``verbs/`` a module for each; ``commands`` says how each of them
is described, and ``refusals`` what it says when it cannot do what it is asked for.
"""

from clausebook.cli.front import main

__all__ = ["main"]
