"""The embedded demo study: fictional tambons, raw files in the real official formats."""

from santitham_eval.demo.truth import known_effects
from santitham_eval.demo.write import SEED, demo_outcomes, demo_world, write_demo

__all__ = ["SEED", "demo_outcomes", "demo_world", "known_effects", "write_demo"]
