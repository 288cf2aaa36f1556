from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kithbook.block import Span
from kithbook.schedule import clock, fit

SPANS = st.lists(
    st.tuples(st.integers(1, 30), st.integers(0, 20), st.integers(0, 20)).map(
        lambda n: Span(n[0], n[0] + n[1], n[0] + n[1] + n[2])
    ),
    min_size=1,
    max_size=15,
)


@given(SPANS, st.integers(0, 1000))
def test_minutes_sum_to_the_length_wherever_that_is_possible(spans: list[Span], length: int) -> None:
    minutes = fit(spans, length)
    least, most = sum(span.least for span in spans), sum(span.most for span in spans)
    assert sum(minutes) == min(max(length, least), most)
    assert all(span.least <= taken <= span.most for span, taken in zip(spans, minutes, strict=True))


@given(SPANS)
def test_the_usual_minutes_stay_where_they_fit(spans: list[Span]) -> None:
    assert fit(spans, sum(span.usual for span in spans)) == [span.usual for span in spans]


def test_clock_passes_the_hour_and_midnight() -> None:
    assert clock("09:30", 45) == "10:15"
    assert clock("23:50", 20) == "00:10"
