"""Pictures of the whole site: what is valid when, what a topic pays and where, who tops up whom.

Each picture is a view that pages show where they like, with words beside every mark in it. Nothing
is drawn again for another day: all that could be seen on some day is there, and scripts choose.
"""
