from clausebook.calculate import Calculated
def render(calculated: Calculated) -> dict[str, bytes]:
    return {}
