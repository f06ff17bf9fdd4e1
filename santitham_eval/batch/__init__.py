"""The steps of a study, each run only when its inputs have changed, and the notebooks."""
