"""Warm kernels: imports are paid for once, and each notebook still has a process of its own.

A process that has imported the scientific stack (`preload`) forks a child for each notebook.  The
child holds an ordinary IPython kernel (`child`) and speaks Jupyter's own messages with its parent,
over a pipe (`kernel`), so that nbclient and papermill take it for any other kernel: its timeouts,
its outputs and its death are theirs to see.  Whatever a notebook does to its process ends with it.
"""
