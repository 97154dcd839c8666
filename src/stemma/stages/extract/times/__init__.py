"""Times: expressions found in the words, their TIMEX3 values, and the interval each stands for."""

from stemma.stages.extract.times.find import clock_of, find_times

__all__ = ["clock_of", "find_times"]
