"""Effect of the programme as a whole: staggered designs over all tambons, one file a method.

Pure: arrays in, results out; randomness only through a passed `numpy.random.Generator`.  What
`estimate_programme` gives of each outcome is listed in `PROGRAMME`; the other modules are for
those who look closer: event studies, decompositions, sensitivity, other ways to an error.
"""

from santitham_eval.estimators.programme.overall import (
    HEADLINE_OF_ALL,
    PROGRAMME,
    estimate_programme,
)

__all__ = ["HEADLINE_OF_ALL", "PROGRAMME", "estimate_programme"]
