"""The library held to what is known.

`published`: values printed in publications.
`recomputed`: the same, computed anew from the data in ``data``.
`truth`: estimates of the demo beside its declared effects.
"""

from santitham_eval.validation.recomputed import compare
from santitham_eval.validation.truth import accuracy, beside, declared_effects, states_by_truth

__all__ = ["accuracy", "beside", "compare", "declared_effects", "states_by_truth"]
