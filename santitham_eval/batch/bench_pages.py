"""The site from notebooks that ran: what its pages cost and weigh; part of ``make bench``."""

from __future__ import annotations

import os
import time

from santitham_eval import text
from santitham_eval.batch import steps
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.site import MANIFEST, site
from santitham_eval.study import Study

JOBS = 2


def measure_pages(study: Study, progress: Progress) -> float:
    """Take every page of a study away, have all made from the notebooks, and tell the cost.

    Parameters
    ----------
    study : Study
        Built and estimated; reports that are missing are run first, outside the programme too.
    progress : Progress

    Returns
    -------
    float
        Seconds for all pages and the index, two at a time.
    """
    quiet = Progress(quiet=True)
    steps.report(study, quiet, jobs=JOBS, outside=True)
    site(study, quiet, jobs=JOBS)
    pages = sorted(study.reports().glob("tambon/*/*.html"))
    for page in (*pages, *study.reports().glob("*/index.html"), study.reports() / MANIFEST):
        page.unlink()
    began, spent = time.perf_counter(), _processor()
    steps.report(study, quiet, jobs=JOBS, outside=True)
    site(study, quiet, jobs=JOBS)
    seconds, spent = time.perf_counter() - began, _processor() - spent
    own = [page for page in pages if page.name == "index.html"]
    progress.say(
        text.BENCH_PAGES.format(
            n=len(own), seconds=f"{seconds:.0f}", spent=f"{spent:.0f}",
            each=f"{1000 * spent / len(own):.0f}",
            page=f"{max(page.stat().st_size for page in own) / 1000:.0f}",
            index=f"{(study.reports() / 'index.html').stat().st_size / 1000:.0f}",
        )
    )  # fmt: skip
    return seconds


def _processor() -> float:
    """Processor seconds of this process and of those that it has waited for."""
    return sum(os.times()[:4])
