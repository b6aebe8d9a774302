"""The pages of this repository's content are light."""

from tests.features.test_weight import *  # noqa: F403
