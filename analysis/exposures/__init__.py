"""What each day held of all that may go with pain: one daily frame of doses."""

from analysis.exposures.daily import FACTORS, daily
from analysis.exposures.dose import PEAKS, in_words
from analysis.exposures.factor import Factor
from analysis.exposures.side import SIDED, sore_side
from analysis.exposures.towards import towards

__all__ = ["FACTORS", "PEAKS", "SIDED", "Factor", "daily", "in_words", "sore_side", "towards"]
