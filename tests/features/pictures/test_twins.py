"""Places on an axis and the order of ends: pages and scripts work out the same."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clausebook.features.pictures.axis import Axis, axis_around
from clausebook.features.pictures.ends import BESIDE, NOW, OVER, group_on, last_day
from clausebook.rules.validity import Span, Validity
from tests.twin import Twin

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31)).map(date.isoformat)
MAYBE = st.one_of(st.just(""), DAYS)


@st.composite
def validities(draw: st.DrawFn) -> Validity:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    spans = [Span(first, last)] if draw(st.booleans()) else []
    return Validity(
        from_=draw(st.sampled_from(("", first))),
        until=draw(st.sampled_from(("", last))),
        draft=draw(st.booleans()),
        suspended=tuple(spans),
        withdrawn=draw(MAYBE),
        superseded=draw(MAYBE),
    )


@given(first=st.integers(2000, 2030), years=st.integers(0, 40), day=DAYS)
def test_a_day_has_the_same_place_on_both_sides(
    twin: Twin, first: int, years: int, day: str
) -> None:
    axis = Axis(f"{first}-01-01", f"{first + years}-12-31")
    found = twin.call("axis.placeOn", {"first": axis.first, "last": axis.last}, day)
    assert found == (axis.at(day) if axis.first <= day <= axis.last else None)


@given(found=st.lists(validities(), max_size=6), on=DAYS)
def test_what_ends_first_comes_first_on_both_sides(
    twin: Twin, found: list[Validity], on: str
) -> None:
    things = [
        {"validity": one.stated(), "last": last_day(one), "place": place}
        for place, one in enumerate(found)
    ]
    rows = twin.call("ends.byEnd", things, on)
    order = [(row["thing"]["place"], row["group"]) for row in rows]
    assert sorted(order) == [(place, group_on(one, on)) for place, one in enumerate(found)]
    groups = [group for _, group in order]
    assert groups == sorted(groups, key=(NOW, BESIDE, OVER).index)
    for group in (NOW, BESIDE, OVER):
        days = [last_day(found[place]) or "9999" for place, of in order if of == group]
        assert days == sorted(days, reverse=group == OVER)


@given(validity=validities(), on=DAYS)
def test_nothing_is_in_force_behind_its_last_day(validity: Validity, on: str) -> None:
    if validity.draft:
        return
    last = last_day(validity)
    if group_on(validity, on) == NOW:
        assert not last or on <= last
    if last and validity.from_:
        behind = (date.fromisoformat(last) + timedelta(1)).isoformat()
        assert group_on(validity, behind) == OVER


def test_an_axis_has_whole_years_and_few_numbers() -> None:
    axis = axis_around(["2021-05-01", "2030-06-30"], "2026-12-01")
    assert (axis.first, axis.last) == ("2021-01-01", "2030-12-31")
    assert [year.words for year in axis.years()] == [str(y) for y in range(2021, 2031)]
    assert axis.at("2021-01-01") == "0.00"
    assert axis.span("2021-01-01", "2030-12-31") == ("0.00", "100.00")
    far = axis_around(["1849-05-01", "9999-12-31"], "2026-12-01")
    assert (far.first, far.last) == ("1966-01-01", "2056-12-31")
    assert [year.words for year in far.years()] == [str(y) for y in range(1970, 2051, 10)]
