"""Cases looked at together are told what each is told alone."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from frames import START, panel, plan, roster, windows

from santitham_eval.calibration import PLAN
from santitham_eval.estimators import comparative, pooled
from santitham_eval.estimators._expected import Expected
from santitham_eval.sample import draw_sample
from santitham_eval.simulate import DEMO, panel_of, roster_of, simulate
from santitham_eval.study import Outcome

SMALL = replace(DEMO, tambons=90, amphoe=12, waves=(("2018-10", 15), ("2019-10", 10)))


def sample_of(indicator, gaps=0, **changes):
    """A small world, with some months of some tambons missing."""
    world = simulate(SMALL, np.random.default_rng(8))
    frame = panel_of(world)
    frame = frame.drop(np.random.default_rng(2).choice(len(frame), gaps, replace=False))
    outcome = Outcome(indicator, role="primary", margin=0.8 if indicator == "SAF1" else 0.1)
    settled = replace(PLAN, outcomes=(outcome,), **changes)
    return draw_sample(frame, roster_of(world), settled, indicator)


@pytest.mark.parametrize("indicator", ["SAF1", "SAF5"])
@pytest.mark.parametrize("gaps", [0, 40])
def test_a_case_together_with_others_is_told_what_it_is_told_alone(indicator, gaps):
    together = comparative.assess_all(sample_of(indicator, gaps))
    sample = sample_of(indicator, gaps)
    scatters = {}
    for case, effect, expected, _ in together:
        alone = comparative.assess(sample, case, scatters)
        pd.testing.assert_series_equal(
            pd.Series(alone[0]), pd.Series(effect), rtol=1e-11, atol=1e-13, check_dtype=False
        )
        assert isinstance(alone[1], Expected) == isinstance(expected, Expected)
        if expected is not None:
            np.testing.assert_array_equal(alone[1].pool, expected.pool)
            np.testing.assert_allclose(alone[1].weight, expected.weight, rtol=1e-11, atol=1e-14)


def test_a_case_is_not_compared_with_those_it_is_without():
    others = {f"9902{n:02d}": windows(40 + n, 10, 30 - n) for n in range(12)}
    series = {"990101": windows(50, 12, 30)} | others
    sample = draw_sample(panel(series), roster(("990101", START)), plan(), "SAF1")
    case = sample.case(0, int(sample.start[0]))
    thinner = replace(case, without=(3, 7))
    barred = sample.barred.copy()
    barred[[3, 7]] = True
    expected = [
        comparative.expect_cases(sample, [case, thinner])[1],
        comparative.expect_cases(replace(sample, barred=barred), [case])[0],
    ]
    assert not {3, 7} & set(expected[0].pool)
    np.testing.assert_array_equal(expected[0].pool, expected[1].pool)
    assert expected[0].matched == pytest.approx(expected[1].matched, rel=1e-12)
    assert expected[0].variance == pytest.approx(expected[1].variance, rel=1e-12)


def test_what_is_kept_of_a_sample_does_not_pass_to_a_changed_copy():
    sample = sample_of("SAF1")
    first = comparative.estimate(sample, np.random.default_rng(1))
    wider = replace(sample, plan=replace(sample.plan, confidence=0.99))
    second = comparative.estimate(wider, np.random.default_rng(1))
    assert (second["high"] > first["high"]).all()
    pd.testing.assert_frame_equal(comparative.estimate(sample, np.random.default_rng(1)), first)
    assert (pooled.estimate(wider, np.random.default_rng(1))["high"].notna()).all()
