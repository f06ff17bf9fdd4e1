"""Who is treated when, who may be compared with whom, and which periods count.

All windows count from a tambon's own start ``s``, in months: baseline
``[s - selection - baseline, s - selection)``, follow-up ``[s, s + follow_up)``.  A period counts
when it lies whole inside a window.

A comparison tambon counts in every month before its own start, if it ever has one.  Asking
instead that it stay outside the programme through the whole follow-up would choose by the
future: where each year's worst are taken in, those never taken are those that stayed quiet, and
in a simulation without any effect that made the comparison's change 14 % too small.

For the same reason a baseline stops where choosing began.  A tambon of a later wave is one that
was passed over in earlier waves, so the months on which those were chosen show it quieter than it
is (by 13 % for the fourth yearly wave of that simulation).  From the first wave's own selection
months on, nothing counts as baseline as long as `minimum_baseline` months are left.
"""

from santitham_eval.sample.alike import Alike, arrange_alike
from santitham_eval.sample.cases import NEVER, Case, Sample, draw_sample, draw_samples
from santitham_eval.sample.frames import check_frames
from santitham_eval.sample.series import Series, month_of

__all__ = [
    "NEVER",
    "Alike",
    "Case",
    "Sample",
    "Series",
    "arrange_alike",
    "check_frames",
    "draw_sample",
    "draw_samples",
    "month_of",
]
