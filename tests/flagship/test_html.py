"""The pages of this repository's content are HTML by the standard."""

from tests.features.test_html import *  # noqa: F403
