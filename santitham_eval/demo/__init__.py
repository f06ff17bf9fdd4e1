"""The embedded demo study: fictional tambons, raw files in the real official formats."""

from santitham_eval.demo.write import SEED, demo_world, known_effects, write_demo

__all__ = ["SEED", "demo_world", "known_effects", "write_demo"]
