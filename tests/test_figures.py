"""The chart shows the frame, in the right letters, and the same every time."""

import math
import re

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure

from santitham_eval import figures
from santitham_eval.indicators import INDICATORS

SAF1, SAF5 = INDICATORS["SAF1"], INDICATORS["SAF5"]
START = pd.Period("2019-10", "M")


def course():
    windows = ["outside", *["baseline"] * 4, "selection", *["follow_up"] * 3]
    years = np.arange(-6, 3)
    frame = pd.DataFrame({"year": years, "window": windows})
    frame["first"] = [START + 12 * int(y) for y in years]
    frame["last"] = [p + 11 for p in frame["first"]]
    frame["value"] = np.array([9, 8, 7.5, 7, 6, 8.8, 4, math.nan, 3]) * 1e-4
    inside = frame["window"].isin(["baseline", "follow_up"])
    after = frame["window"] == "follow_up"
    frame["expected"] = np.where(inside, 6e-4, np.nan)
    frame["low"] = np.where(after, 4e-4, np.nan)
    frame["high"] = np.where(after, 9e-4, np.nan)
    return frame


@pytest.fixture
def ax():
    with figures.theme():
        ax = Figure().subplots()
        figures.draw_course(ax, course(), SAF1, START, simulated=True)
        yield ax


def line(ax, gid):
    return next(found for found in ax.lines if found.get_gid() == gid)


def test_the_observed_line_is_the_frame_in_display_units(ax):
    np.testing.assert_allclose(line(ax, "observed").get_xdata(), course()["year"])
    np.testing.assert_allclose(line(ax, "observed").get_ydata(), course()["value"] * SAF1.per)


def test_expected_is_drawn_in_both_windows_and_not_across_the_gap(ax):
    for window in ("baseline", "follow_up"):
        rows = course()[course()["window"] == window]
        drawn = line(ax, f"expected-{window}")
        np.testing.assert_allclose(drawn.get_xdata(), rows["year"])
        np.testing.assert_allclose(drawn.get_ydata(), rows["expected"] * SAF1.per)


def test_the_band_has_the_frames_limits(ax):
    band = next(c for c in ax.collections if c.get_gid() == "band")
    heights = band.get_paths()[0].vertices[:, 1]
    assert (heights.min(), heights.max()) == pytest.approx((4.0, 9.0))


def test_a_single_year_of_follow_up_can_be_seen():
    frame = course()[lambda f: f["year"] <= 0]
    axes = figures.course_figure(frame, SAF1, START, simulated=False).axes[0]
    assert np.ptp(line(axes, "expected-follow_up").get_xdata()) > 0.5
    assert line(axes, "expected-follow_up").get_ydata().tolist() == pytest.approx([6.0, 6.0])
    band = next(c for c in axes.collections if c.get_gid() == "band")
    assert np.ptp(band.get_paths()[0].vertices[:, 0]) > 0.5


def test_the_start_line_stands_before_the_first_year(ax):
    assert set(line(ax, "start").get_xdata()) == {-0.5}
    assert any("ต.ค. 2562" in t.get_text() for t in ax.texts)


def test_ticks_are_years_of_the_buddhist_era(ax):
    assert [t.get_text() for t in ax.get_xticklabels()] == [str(y) for y in range(2557, 2566)]
    assert "พ.ศ." in ax.get_xlabel()


def test_years_that_do_not_count_are_hollow(ax):
    dots = [found for found in ax.lines if found.get_marker() == "o"]
    hollow = next(d for d in dots if d.get_markerfacecolor() == "white")
    assert hollow.get_xdata().tolist() == [-6, -1]


def test_the_frame_is_left_as_it_was():
    frame = course()
    figures.course_figure(frame, SAF1, START, simulated=False)
    pd.testing.assert_frame_equal(frame, course())


def test_lines_are_named_directly_and_apart(ax):
    labels = [t for t in ax.texts if "observed" in t.get_text() or "expected" in t.get_text()]
    assert len(labels) == 2
    assert ax.get_legend() is None
    low, high = ax.get_ylim()
    heights = [t.xy[1] for t in labels]
    assert abs(heights[0] - heights[1]) >= 0.15 * (high - low)


@pytest.mark.parametrize("simulated", [True, False])
def test_simulated_is_written_across_the_figure(simulated):
    figure = figures.course_figure(course(), SAF1, START, simulated=simulated)
    marks = [t for t in figure.axes[0].texts if t.get_gid() == "watermark"]
    assert bool(marks) is simulated
    assert all("จำลอง" in t.get_text() and "SIMULATED" in t.get_text() for t in marks)


def test_a_chart_without_any_expectation_is_still_drawn():
    frame = course().assign(expected=math.nan, low=math.nan, high=math.nan)
    axes = figures.course_figure(frame, SAF5, START, simulated=False).axes[0]
    assert not any("expected" in t.get_text() for t in axes.texts)
    np.testing.assert_allclose(line(axes, "observed").get_ydata(), course()["value"] * SAF5.per)


def test_a_chart_of_nothing_is_still_drawn():
    nothing = course().assign(value=math.nan, expected=math.nan, low=math.nan, high=math.nan)
    assert figures.to_svg(figures.course_figure(nothing, SAF1, START, simulated=False))


def test_letters_come_from_the_packaged_sarabun():
    with figures.theme():
        for weight in ("normal", "bold"):
            font = font_manager.FontProperties(family=["Sarabun"], weight=weight)
            path = font_manager.findfont(font, fallback_to_default=False)
            assert path.replace("\\", "/").endswith(
                f"report/fonts/Sarabun-{'Bold' if weight == 'bold' else 'Regular'}.ttf"
            )
        assert mpl.rcParams["font.family"] == ["Sarabun", "DejaVu Sans"]


def test_no_letter_is_missing_from_the_fonts(recwarn):
    figures.to_svg(figures.course_figure(course(), SAF1, START, simulated=True))
    assert not [w for w in recwarn if "Glyph" in str(w.message)]


def test_the_theme_leaves_no_trace():
    before = dict(mpl.rcParams)
    with figures.theme():
        assert mpl.rcParams["svg.fonttype"] == "none"
    assert dict(mpl.rcParams) == before


def test_the_same_frame_gives_the_same_bytes():
    one, two = (
        figures.to_svg(figures.course_figure(course(), SAF1, START, simulated=True))
        for _ in range(2)
    )
    assert one == two
    assert "ปีงบประมาณ".encode() in one
    assert not re.search(rb"20\d\d-\d\d-\d\dT", one)


def test_shares_of_placement_are_a_light_picture():
    shares = pd.DataFrame([[30.0, 25, 15, 15, 10, 5]], ["ged"], [f"level {n}" for n in range(6)])
    figure = figures.quality_figure(figures.draw_levels, shares, rows=5, simulated=False)
    assert len(figures.to_svg(figure)) < 80_000
