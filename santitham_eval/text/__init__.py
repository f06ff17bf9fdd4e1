"""Words that a reader sees: each in Thai and in English, in one place.

The library's other rooms never hold a sentence of their own; they pick one here and fill in
the figures.  `Text.both` is the usual order of the study: Thai first, English beside it.
"""

from santitham_eval.text.balance import *
from santitham_eval.text.batch import *
from santitham_eval.text.brief import *
from santitham_eval.text.checks import *
from santitham_eval.text.cluster import *
from santitham_eval.text.codebook import *
from santitham_eval.text.demo import *
from santitham_eval.text.ereport import *
from santitham_eval.text.exhibits import *
from santitham_eval.text.fetch import *
from santitham_eval.text.findings import *
from santitham_eval.text.funnel import *
from santitham_eval.text.index import *
from santitham_eval.text.lessons import *
from santitham_eval.text.methods import *
from santitham_eval.text.model import Text as Text
from santitham_eval.text.naming import *
from santitham_eval.text.outcomes import *
from santitham_eval.text.pages import *
from santitham_eval.text.panel import *
from santitham_eval.text.points import *
from santitham_eval.text.programme import *
from santitham_eval.text.programme_page import *
from santitham_eval.text.quality import *
from santitham_eval.text.raw import *
from santitham_eval.text.registration import *
from santitham_eval.text.release import *
from santitham_eval.text.sheet import *
from santitham_eval.text.standing import *
from santitham_eval.text.start import *
from santitham_eval.text.study import *
from santitham_eval.text.surveys import *
from santitham_eval.text.tambon import *
from santitham_eval.text.validation import *
from santitham_eval.text.variant import *
from santitham_eval.text.warm import *
