"""Does the method tell the truth?  Simulated worlds, estimates beside the truth, an oracle.

`tambons`: the headline in many worlds of one scenario.  `cells`: the declared factorial over what
a study may meet.  `worlds`: one draw of a cell, with its truth.  `oracles`: what the best possible
judge would say.  `measure`: one replication.  `table`: many of them as rows.  `goals`: what the
rows must show.  ``python -m santitham_eval.calibration`` runs the factorial.
"""

from santitham_eval.calibration.tambons import CLASSES, PLAN, calibrate, summarise

__all__ = ["CLASSES", "PLAN", "calibrate", "summarise"]
